"""How the lexicon's candidates stand to a pair, and how they count."""

from __future__ import annotations

import pytest

from dragoman.coding.classify import NONE, Reading, Weights
from dragoman.coding.marking import Pair
from dragoman.coding.voting import RELATIONS, Found, joined, relation, votes
from dragoman.model import Span

TEXT = "Peru sued Chile while Brazil looked on."
PERU, CHILE, BRAZIL = Span(0, 4), Span(10, 15), Span(22, 28)
PAIR = Pair(TEXT, PERU, CHILE)


def found(actor: tuple[Span, ...], recipient: tuple[Span, ...], carried: bool = False) -> Found:
    return Found("ACCUSE", "ACCUSE", actor, recipient, carried)


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        (found((PERU,), (CHILE,)), "exact"),
        (found((PERU, CHILE), ()), "mutual"),
        (found((PERU,), ()), "actor"),
        (found((), (CHILE,)), "recipient"),
        (found((PERU,), (BRAZIL,)), "actor only"),
        (found((BRAZIL,), (CHILE,)), "recipient only"),
        (found((CHILE,), (PERU,)), "reversed"),
        (found((BRAZIL,), ()), "elsewhere"),
        (found((PERU,), (CHILE,), carried=True), "exact/carried"),
    ],
)
def test_relations(candidate: Found, expected: str) -> None:
    assert relation(candidate, PAIR) == expected
    assert expected.split("/")[0] in RELATIONS


def test_each_relation_votes_once() -> None:
    assert votes([found((PERU,), (CHILE,))] * 2, PAIR) == {"ACCUSE": {"exact"}}


def test_a_vote_raises_its_type_and_leaves_none_alone() -> None:
    reading = Reading({"ACCUSE": 0.2, "AID": 0.6, NONE: 0.2}, {}, {}, {}, {})
    weights = Weights(1.0, {"exact": 2.0})
    changed = joined(reading, [found((PERU,), (CHILE,))], PAIR, weights)
    assert changed.type == "ACCUSE"
    assert changed.filed[NONE] == 0.2
    assert sum(changed.filed.values()) == pytest.approx(1.0)


def test_without_votes_the_reading_stays() -> None:
    reading = Reading({"ACCUSE": 0.2, "AID": 0.6, NONE: 0.2}, {}, {}, {}, {})
    assert joined(reading, [], PAIR, Weights(1.0, {})).filed == pytest.approx(reading.filed)
