"""Who says what: sources, contents and stance of attributions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from spacy.language import Language

from dragoman.annotate.registry import load, prepare
from dragoman.model import Passage, PassageKind, Span, Story, Utterance, layers

OTHERS = ("dragoman_times", "dragoman_places", "dragoman_actors")


@dataclass(frozen=True)
class Said:
    """An utterance in words."""

    sources: tuple[str, ...]
    cue: str
    content: tuple[str, ...]
    raw: Utterance


Hear = Callable[..., list[Said]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(without=OTHERS)


@pytest.fixture(scope="module")
def hear(nlp: Language) -> Hear:
    def run(*paragraphs: str, headline: str | None = None) -> list[Said]:
        texts = [*([headline] if headline else []), *paragraphs]
        text = "\n\n".join(texts)
        passages, at = [], 0
        for n, words in enumerate(texts):
            kind = PassageKind.HEADLINE if headline and n == 0 else PassageKind.BODY
            passages.append(Passage(kind, Span(at, at + len(words))))
            at += len(words) + 2
        doc = nlp(prepare(nlp, Story(text, tuple(passages))))
        return [
            Said(
                tuple(doc[i].text for i in u.source),
                doc[u.cue].text,
                tuple(doc[a:b].text for a, b in u.content),
                u,
            )
            for u in layers(doc).utterances
        ]

    return run


def only(found: list[Said], cue: str) -> Said:
    """Return the one utterance of this cue that is not carried on."""
    (said,) = [s for s in found if s.cue == cue and not s.raw.continued]
    return said


@pytest.mark.parametrize(
    ("text", "cue", "sources", "content"),
    [
        (
            "The governor said that the road would open in June.",
            "said",
            ("governor",),
            ("that the road would open in June",),
        ),
        (
            "The road will open in June, the governor said on Monday.",
            "said",
            ("governor",),
            ("The road will open in June",),
        ),
        (
            '"We have nothing to hide," said Oumar Keita, the mine\'s director.',
            "said",
            ("Keita",),
            ('"We have nothing to hide,"',),
        ),
        (
            '"We will come," the envoy said, "if they ask us in writing."',
            "said",
            ("envoy",),
            ('"We will come,"', '"if they ask us in writing."'),
        ),
        (
            "The general, officials say, has left the country.",
            "say",
            ("officials",),
            ("The general", "has left the country"),
        ),
        (
            "According to the harbour police, two boats sank off the cape.",
            "According",
            ("police",),
            ("two boats sank off the cape",),
        ),
        (
            "Two boats sank off the cape on Friday, according to the harbour police.",
            "according",
            ("police",),
            ("Two boats sank off the cape on Friday",),
        ),
        (
            "The Kestrel Daily quoted an unnamed officer as saying that the bridge had been mined.",
            "quoted",
            ("Daily", "officer"),
            ("that the bridge had been mined",),
        ),
        (
            '"They will be freed soon," the lawyer was quoted by Radio Tamar as saying.',
            "quoted",
            ("Tamar", "lawyer"),
            ('"They will be freed soon,"',),
        ),
        (
            "The minister was quoted as saying the border would stay shut.",
            "quoted",
            ("minister",),
            ("the border would stay shut",),
        ),
        ("The rebels vowed to retake the airport.", "vowed", ("rebels",), ("to retake the airport",)),
        (
            "Ardania accused its neighbour of arming the militia.",
            "accused",
            ("Ardania",),
            ("arming the militia",),
        ),
        (
            "The ministry issued a statement saying that the talks had failed.",
            "saying",
            ("ministry",),
            ("that the talks had failed",),
        ),
        (
            "Residents dismissed the army's claim that the village was empty.",
            "claim",
            ("army",),
            ("that the village was empty",),
        ),
        (
            "The banker is said to have fled the country.",
            "said",
            (),
            ("The banker", "to have fled the country"),
        ),
        ("The banker allegedly fled the country.", "allegedly", (), ("The banker", "fled the country")),
        (
            "The road is open again, Ali Okoro, the head of the works office, told Reuters.",
            "told",
            ("Okoro",),
            ("The road is open again",),
        ),
        (
            "The fleet sails on Monday, according to a schedule issued by the ministry.",
            "according",
            ("ministry",),
            ("The fleet sails on Monday",),
        ),
        (
            "The mayor said the floods had spared the school, adding that lessons would go on.",
            "adding",
            ("mayor",),
            ("that lessons would go on",),
        ),
        (
            "The king will announce a new cabinet, aides said.",
            "said",
            ("aides",),
            ("The king will announce a new cabinet",),
        ),
        (
            "In the words of the chairman, the vote was a farce.",
            "words",
            ("chairman",),
            ("the vote was a farce",),
        ),
    ],
)
def test_source_and_content(
    hear: Hear, text: str, cue: str, sources: tuple[str, ...], content: tuple[str, ...]
) -> None:
    said = only(hear(text), cue)
    assert said.content == content
    if cue == "saying":
        assert said.sources in (("ministry",), ("statement",))
    else:
        assert said.sources == sources
    assert not said.raw.attitude


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The navy said the ship was sunk by a mine.", "asserts"),
        ("The navy suspects that the ship was sunk by a mine.", "suspects"),
        ("The navy believes the ship was sunk by a mine.", "suspects"),
        ("The navy denied that the ship was sunk by a mine.", "denies"),
        ("The navy denied shelling the port.", "denies"),
        ("The navy denied any role in the sinking.", "denies"),
        ("The two men are believed to have left the island.", "suspects"),
    ],
)
def test_stance(hear: Hear, text: str, stance: str) -> None:
    (said,) = hear(text)
    assert said.raw.stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "The union wants the minister to resign.",
        "The union called for new elections.",
        "The union fears that the mine will close.",
        "The union did not say when the strike would end.",
    ],
)
def test_wishes_and_unsaid_words_are_no_ones_word(hear: Hear, text: str) -> None:
    found = hear(text)
    assert found
    assert all(s.raw.attitude for s in found)


@pytest.mark.parametrize("listener", ["reporters", "the Kestrel Daily newspaper", "Reuters"])
def test_those_told_are_no_sources(hear: Hear, listener: str) -> None:
    said = only(hear(f"The officer told {listener} that the town had fallen."), "told")
    assert said.sources == ("officer",)
    assert said.content == ("that the town had fallen",)


def test_citing_adds_the_one_cited(hear: Hear) -> None:
    text = "The convoy was stopped at the border, the news agency reported, citing a customs official."
    said = only(hear(text), "reported")
    assert said.sources == ("agency", "official")
    assert said.content == ("The convoy was stopped at the border",)


def test_a_closing_attribution_takes_in_what_another_said(hear: Hear) -> None:
    found = hear("The mayor said the water was safe, Radio Tamar reported on Sunday.")
    assert only(found, "reported").content == ("The mayor said the water was safe",)
    assert only(found, "said").content == ("the water was safe",)


def test_a_second_verb_of_saying_is_the_first_speakers(hear: Hear) -> None:
    found = hear("Ardania said it would honour the treaty and warned that any raid would be answered.")
    assert only(found, "said").content == ("it would honour the treaty",)
    assert only(found, "warned").sources == ("Ardania",)


def test_quotations_run_on_over_sentences(hear: Hear) -> None:
    found = hear(
        '"We tried for a week. Nobody answered," said Keita, the director. "Now it is too late for us."'
    )
    assert only(found, "said").content == ('"We tried for a week. Nobody answered,"',)
    (carried,) = [s for s in found if s.raw.continued]
    assert carried.sources == ("Keita",)
    assert carried.content == ('"Now it is too late for us."',)


def test_quotations_run_on_over_paragraphs(hear: Hear) -> None:
    found = hear(
        'The bishop said: "We buried forty people on that day.',
        '"Not one of them had carried a gun."',
    )
    assert only(found, "said").content[-1].endswith('carried a gun."')


def test_an_unattributed_quotation_is_the_last_speakers(hear: Hear) -> None:
    found = hear(
        '"The harvest has failed," said Amina Diallo of the farmers\' league.',
        '"People will have to leave before the winter comes."',
    )
    carried = [s for s in found if s.raw.continued]
    assert [s.sources for s in carried] == [("Diallo",)]


def test_a_scare_quote_is_no_speech(hear: Hear) -> None:
    assert hear('The army took the so-called "grey zone" at dawn.') == []


def test_a_colon_announces_the_next_paragraph(hear: Hear) -> None:
    found = hear("The captain added:", "The ship was never in their waters. We have the log.")
    said = only(found, "added")
    assert said.sources == ("captain",)
    assert said.content == ("The ship was never in their waters. We have the log",)


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Twelve killed in ferry accident: police", "police", "Twelve killed in ferry accident"),
        ("Ardania to shut its border - minister", "minister", "Ardania to shut its border"),
    ],
)
def test_headlines(hear: Hear, headline: str, source: str, content: str) -> None:
    (said,) = hear(headline=headline)
    assert said.sources == (source,)
    assert said.content == (content,)


def test_a_hyphen_is_no_dash(hear: Hear) -> None:
    assert hear(headline="Troops put on a half-alert state at border") == []


def test_transcripts_and_signed_quotations(hear: Hear) -> None:
    assert only(hear("KEITA: The mine was closed in March and nobody was told."), ":").sources == ("KEITA",)
    signed = hear("“We were left with a wall and no water.” — Amina Diallo")
    assert [s.sources for s in signed] == [("Diallo",)]


def test_an_outlets_account_goes_on(hear: Hear) -> None:
    found = hear(
        "The king met the rebel leader on Friday, the Kestrel news agency reported.",
        "The king also asked the rebels to free the prisoners.",
        "The rebels have fought the crown since 1990.",
    )
    carried = [s for s in found if s.raw.continued]
    assert [s.sources for s in carried] == [("agency",)]
    assert carried[0].content == ("The king also asked the rebels to free the prisoners",)


def test_a_speaker_is_no_source_for_what_the_story_tells_of_him(hear: Hear) -> None:
    found = hear("The ministry said the dam was safe. The ministry also sent engineers to the valley.")
    assert not [s for s in found if s.raw.continued]


def test_an_account_takes_in_the_next_words_of_its_speaker(hear: Hear) -> None:
    found = hear(
        "President Okoro said the port would reopen, the Kestrel news agency reported.",
        "The first ships were on their way, Okoro said.",
    )
    (carried,) = [s for s in found if s.raw.continued]
    assert carried.sources == ("agency",)


@pytest.mark.parametrize(
    "text",
    [
        "He would say that the road is open.",
        "The poll could show that he lost.",
        "She will announce the truce.",
    ],
)
def test_supposed_words_are_no_ones_word(hear: Hear, text: str) -> None:
    assert all(s.raw.attitude for s in hear(text))


def test_what_a_speaker_thinks_of_himself_is_no_second_word(hear: Hear) -> None:
    found = hear('"I think we will win the vote," the senator said.')
    assert [s.cue for s in found] == ["said"]
