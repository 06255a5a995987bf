"""The classifier's vote in the ledger, with a classifier that says what the test wants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from reader import pipeline, story

from dragoman.annotate.registry import prepare
from dragoman.coding.asking import ask
from dragoman.coding.ballot import kind_of, shares
from dragoman.coding.candidate import Candidate
from dragoman.coding.classify import NONE, Reading
from dragoman.coding.coder import assess
from dragoman.coding.marking import Pair
from dragoman.coding.parties import Parties
from dragoman.model import EventType, Status
from dragoman.ontology.lexicon import load_lexicon

SCALES = {
    "type_trust": 1.0, "words": {"verb": 1.0, "noun": 1.0, "weak": 0.0}, "nothing": 0.0,
    "status_trust": 1.0, "rules": {"": 0.5, "past": 9.0}, "sure_words": [],
    "doubted_rules": ["noun", "verb of the noun", "past"],
    "proposal": 0.8,
}  # fmt: skip


class Oracle:
    """Says one type and status of whatever it is asked, and keeps what it was asked."""

    def __init__(self, type: str, status: str = "happened", sure: float = 0.98) -> None:
        self.labels: dict[str, Any] = {"ballot": SCALES}
        self.asked: list[Pair] = []
        rest = (1 - sure) / 16
        self.action = {t.value: rest for t in EventType} | {NONE: rest} | {type: sure}
        self.status = {s.value: (1 - sure) / 4 for s in Status} | {status: sure}

    def classify(self, pairs: Iterable[Pair]) -> list[Reading]:
        given = list(pairs)
        self.asked += given
        return [Reading({}, self.action, self.status, {}, {}) for _ in given]


def found(text: str, oracle: Oracle | None = None) -> list[Candidate]:
    doc = pipeline()(prepare(pipeline(), story(text)))
    return assess(doc, Parties(doc), load_lexicon(), oracle)  # type: ignore[arg-type]


def test_both_sides_and_the_trigger_are_marked() -> None:
    text = "Kenya condemned Somalia on Tuesday."
    [candidate] = found(text)
    pair = ask(candidate, Parties(candidate.token.doc))
    marked = [text[s.start : s.end] for s in (pair.actor, pair.recipient, pair.trigger) if s]
    assert marked == ["Kenya", "Somalia", "condemned"]


def test_both_sides_of_talks_are_marked() -> None:
    [candidate] = found("Peru and Chile held talks.")
    pair = ask(candidate, Parties(candidate.token.doc))
    assert pair.actor is not None
    assert pair.recipient is not None
    assert pair.actor != pair.recipient


def test_a_sure_classifier_overrules_the_lexicon_and_says_so() -> None:
    [candidate] = found("Kenya condemned Somalia on Tuesday.", Oracle("REQUEST"))
    assert candidate.type is EventType.REQUEST
    [reason] = [r for r in candidate.reasons if r.rule == "vote" and r.field == "type"]
    assert "rather than ACCUSE" in reason.text
    assert 0.5 < reason.weight < 1


def test_an_unsure_classifier_does_not() -> None:
    [candidate] = found("Kenya condemned Somalia on Tuesday.", Oracle("REQUEST", sure=0.1))
    assert candidate.type is EventType.ACCUSE


def test_what_tells_nothing_is_refused() -> None:
    assert found("Kenya condemned Somalia on Tuesday.", Oracle(NONE)) == []


def test_a_status_goes_with_the_classifier_where_the_rule_is_weak() -> None:
    [candidate] = found("Talks between Peru and Chile drew crowds.", Oracle("CONSULT", "ongoing"))
    assert candidate.status is Status.ONGOING
    assert any(r.field == "status" and r.rule == "vote" for r in candidate.reasons)


@pytest.mark.parametrize(
    "text", ["Kenya condemned Somalia on Tuesday.", "Kenya has condemned Somalia."], ids=["trusted", "sure"]
)
def test_a_trusted_rule_keeps_its_status(text: str) -> None:
    [candidate] = found(text, Oracle("ACCUSE", "possible", sure=0.9))
    assert candidate.status is Status.HAPPENED


def test_a_verb_that_the_lexicon_does_not_know_is_proposed() -> None:
    text = "Kenya zorbled Somalia on Tuesday."
    assert found(text) == []
    [candidate] = found(text, Oracle("ASSAULT"))
    assert candidate.type is EventType.ASSAULT
    assert candidate.row.source == "classifier"
    assert found(text, Oracle("ASSAULT", sure=0.6)) == []
    assert found(text, Oracle(NONE)) == []


def test_kinds_of_words() -> None:
    assert [
        kind_of(c) for c in found("Kenya condemned Somalia. The talks between Peru and Chile ended.")
    ] == [
        "verb",
        "noun",
    ]


def test_shares_sum_to_one() -> None:
    assert sum(shares({"a": 1000.0, "b": -3.0, "c": 999.0}).values()) == pytest.approx(1.0)
