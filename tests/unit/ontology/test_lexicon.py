"""The trigger lexicon: that it loads whole, refuses malformed rows and says what common words tell."""

from __future__ import annotations

import pytest

from dragoman.errors import RunError
from dragoman.ontology.lexicon import Content, Need, load_lexicon, parse_classes, parse_triggers


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
