"""The repairs of the parse, on sentences that the base model reads wrongly."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotate.registry import load, prepare
from dragoman.model import Passage, PassageKind, Span, Story


@cache
def pipeline() -> Language:
    return load(without=["dragoman_places", "dragoman_actors", "dragoman_speech", "dragoman_times"])


def read(text: str, kind: PassageKind = PassageKind.BODY) -> Doc:
    story = Story(text, (Passage(kind, Span(0, len(text))),))
    return pipeline()(prepare(pipeline(), story))


def test_wrong_lemmas_are_mended() -> None:
    doc = read("Miners staged a protest and hoped that the ministry would listen.")
    assert [t.lemma_ for t in doc if t.text in ("staged", "hoped")] == ["stage", "hope"]


def test_a_headline_verb_taken_for_a_noun_is_a_verb_with_its_subject() -> None:
    doc = read("Chadian FM vows to crush rebels", PassageKind.HEADLINE)
    verb = next(t for t in doc if t.text == "vows")
    assert (verb.pos_, verb.lemma_) == ("VERB", "vow")
    assert [t.text for t in verb.children if t.dep_ == "nsubj"] == ["FM"]


def test_plural_nouns_of_the_body_stay_nouns() -> None:
    doc = read("The vows of the rebels impressed nobody.")
    assert next(t for t in doc if t.text == "vows").pos_ == "NOUN"


def test_a_noun_that_qualifies_a_name_is_no_second_subject() -> None:
    doc = read("The opposition Patriotic Front condemned the arrests.")
    verb = next(t for t in doc if t.text == "condemned")
    assert [t.text for t in verb.children if t.dep_ == "nsubj"] == ["Front"]
    assert next(t for t in doc if t.text == "opposition").head.text == "Front"
    assert doc[0].head.text == "Front"


def test_a_charge_hangs_on_its_verb() -> None:
    doc = read("Bobi Wine accused the army of torture.")
    assert next(t for t in doc if t.text == "of").head.text == "accused"


def test_whose_somebody_is_hangs_on_them() -> None:
    doc = read("Bobi Wine accused the army of Uganda of torture.")
    assert next(t for t in doc if t.text == "of").head.text == "army"


def test_a_name_that_is_the_subject_is_no_verb() -> None:
    doc = read("Blinken toured the Middle East last week.")
    assert (doc[0].pos_, doc[0].lemma_) == ("PROPN", "Blinken")


def test_a_verb_stays_a_verb() -> None:
    doc = read("The rebels are threatening Peru.")
    assert doc[3].pos_ == "VERB"


def test_a_sentence_does_not_end_behind_its_first_name() -> None:
    headline = "Turkey, Greece trade charges over Aegean flight"
    body = "Turkey summoned the Greek ambassador on Wednesday to protest at the harassment of planes."
    text, end = f"{headline}\n\n{body}", len(headline)
    first, rest = Span(0, end), Span(end + 2, len(text))
    passages = (Passage(PassageKind.HEADLINE, first), Passage(PassageKind.BODY, rest))
    doc = pipeline()(prepare(pipeline(), Story(text, passages)))
    assert [s.text.strip()[:15] for s in doc.sents] == ["Turkey, Greece ", "Turkey summoned"]


def test_a_sentence_starts_behind_a_closing_quotation_mark() -> None:
    doc = read('"We will not pay." The envoy left. He was angry.')
    assert [s.text for s in doc.sents][-2:] == ["The envoy left.", "He was angry."]


def test_a_finite_verb_behind_the_only_noun_is_the_sentence() -> None:
    doc = read("The UN refugee agency called on Kenya to let the asylum seekers in, saying they starved.")
    verb = next(t for t in doc if t.text == "called")
    assert (verb.dep_, verb.head.i) == ("ROOT", verb.i)
    assert [t.text for t in verb.children if t.dep_ == "nsubj"] == ["agency"]


def test_the_tellers_next_act_is_not_of_those_told_of() -> None:
    doc = read("Keita told parliament that his troops would leave Togo soon and appealed to Mali to help.")
    verb = next(t for t in doc if t.text == "appealed")
    assert verb.head.text == "told"


def test_what_the_told_would_do_next_stays_theirs() -> None:
    doc = read("Keita told parliament that his troops would leave Togo and return to Mali.")
    assert next(t for t in doc if t.text == "return").head.text == "leave"


def test_a_speaker_behind_a_place_is_no_other_name_of_it() -> None:
    place = "Togo and Benin will resume talks on Oct. 29 in Kuala Lumpur"
    doc = read(f"{place}, Chief Secretary Yasuo Mori said Thursday.")
    assert next(t for t in doc if t.text == "Mori").head.text == "said"
