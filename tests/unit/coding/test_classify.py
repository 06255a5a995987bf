"""The shipped classifier: what it answers on a few sentences of our own, and what its answers are like."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from dragoman.coding.classify import (
    NONE,
    YIELD,
    Classifier,
    Reading,
    filed_as,
    likeliest,
    load_classifier,
)
from dragoman.coding.marking import Pair
from dragoman.errors import RunError
from dragoman.model import EventType, Span, Status

RECORDED = [  # with the status where the act has one alone: a refusal happens, what it refuses does not
    ("[Chad] accused {Sudan} of arming the rebels who raided its garrisons.", "ACCUSE", "happened"),
    ("[Lima]'s foreign minister will meet his counterpart from {Quito} next week.", "AGREE", "planned"),
    ("[Peru] and {Ecuador} held talks on their border in Brasilia.", "CONSULT", "happened"),
    (
        "[Rebels] shelled {a government barracks} near the port overnight, killing nine.",
        "ASSAULT",
        "happened",
    ),
    ("[The general] warned {the strikers} that troops would clear the mine.", "THREATEN", None),
    ("[Norway] sent two planeloads of tents and medicine to {Nepal}.", "AID", "happened"),
    ("[Police] arrested {three opposition leaders} at a rally in the capital.", "COERCE", "happened"),
    ("[The union] urged {the government} to raise the minimum wage.", "REQUEST", "happened"),
    ("[Tunis] refused to hand over the fugitives to {Tripoli}.", "REJECT", None),
    ("[Thousands of farmers] marched through Asuncion against {the government}.", "PROTEST", "happened"),
    ("[Ghana] praised {Togo} for its handling of the election.", "SUPPORT", "happened"),
]


def pair(marked: str) -> Pair:
    """Return the pair of a text with [actor] and {recipient} marked."""
    spans = {}
    for opening, closing in ("[]", "{}"):
        bare = marked.replace("{" if opening == "[" else "[", "").replace("}" if opening == "[" else "]", "")
        start = bare.index(opening)
        spans[opening] = Span(start, bare.index(closing) - 1)
    return Pair(marked.translate({ord(c): None for c in "[]{}"}), spans["["], spans["{"])


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return load_classifier()


def test_the_recorded_answers_stand(shipped: Classifier) -> None:
    readings = shipped.classify([pair(text) for text, _, _ in RECORDED])
    got = [
        (text, r.type, status and likeliest(r.status))
        for (text, _, status), r in zip(RECORDED, readings, strict=True)
    ]
    assert got == RECORDED


def test_probabilities_are_such(shipped: Classifier) -> None:
    [reading] = shipped.classify([pair(RECORDED[0][0])])
    for head in (reading.filed, reading.action, reading.status, reading.stance):
        assert math.isclose(sum(head.values()), 1.0, abs_tol=1e-4)
        assert all(0 <= p <= 1 for p in head.values())
    assert all(0 <= p <= 1 for p in reading.modes.values())
    assert {t.value for t in EventType} | {NONE} == set(reading.action)


def test_company_changes_no_answer(shipped: Classifier) -> None:
    """What runs in one batch is padded alike and read apart."""
    pairs = [pair(text) for text, _, _ in RECORDED]
    together = shipped.classify(pairs)
    for one, reading in zip(pairs, together, strict=True):
        assert shipped.classify([one])[0].filed[NONE] == pytest.approx(reading.filed[NONE], abs=0.08)


def test_order_is_kept_and_none_is_fine(shipped: Classifier) -> None:
    assert shipped.classify([]) == []
    first, second = (pair(RECORDED[n][0]) for n in (0, 3))
    assert [r.type for r in shipped.classify([second, first])] == ["ASSAULT", "ACCUSE"]


def test_either_side_may_be_missing(shipped: Classifier) -> None:
    text = "Police fired on the crowd."
    readings = shipped.classify(
        [Pair(text, Span(0, 6), None), Pair(text, None, Span(15, 24)), Pair(text, None, None)]
    )
    assert len(readings) == 3


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        load_classifier(tmp_path)
    assert caught.value.where == str(tmp_path)


def test_giving_way_is_told_apart_by_the_action() -> None:
    filed = {YIELD: 0.6, "AGREE": 0.3, NONE: 0.1}
    assert Reading(filed, {"CONCEDE": 0.2, "RETREAT": 0.5}, {}, {}, {}).type == "RETREAT"
    assert Reading(filed, {"CONCEDE": 0.5, "RETREAT": 0.2}, {}, {}, {}).type == "CONCEDE"
    assert Reading(filed, {}, {}, {}, {}).type == YIELD


def test_a_type_is_given_even_where_nothing_is_likelier() -> None:
    reading = Reading({NONE: 0.9, "AID": 0.06, "ACCUSE": 0.04}, {}, {}, {}, {})
    assert reading.type == "AID"
    assert reading.related == pytest.approx(0.1)


def test_refused_cooperation_is_filed_as_rejection() -> None:
    assert filed_as(EventType.AID, Status.NEGATED) == "REJECT"
    assert filed_as(EventType.RETREAT, Status.NEGATED) == "REJECT"
    assert filed_as(EventType.PROTEST, Status.NEGATED) == "PROTEST"
