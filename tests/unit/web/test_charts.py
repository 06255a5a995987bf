"""Pictures drawn on the server."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.charts.axis import Axis, Unit, after, start_of, unit_for
from dragoman.web.charts.balance import MIDDLE, ROOM, Sum, balance
from dragoman.web.charts.lanes import Cell, timeline
from dragoman.web.charts.network import Tie, network

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, DAYS)
def test_buckets_cover_the_days_without_a_gap(one: date, other: date) -> None:
    axis = Axis.over(min(one, other), max(one, other), 0, 1000)
    buckets = axis.buckets
    assert axis.first <= min(one, other)
    assert max(one, other) <= axis.last
    assert all(after(a, axis.unit) == b for a, b in pairwise(buckets))
    assert axis.last == after(buckets[-1], axis.unit) - timedelta(days=1)
    assert axis.unit is Unit.YEAR or len(buckets) <= 64


@given(DAYS, st.sampled_from(Unit))
def test_a_day_lies_in_its_bucket(day: date, unit: Unit) -> None:
    assert start_of(day, unit) <= day < after(start_of(day, unit), unit)


def test_a_narrow_span_is_told_by_days() -> None:
    assert unit_for(date(2021, 1, 1), date(2021, 2, 1)) is Unit.DAY


def test_marks_grow_with_their_count_and_stay_in_their_lane() -> None:
    axis = Axis.over(date(2021, 1, 1), date(2021, 1, 20), 100, 1100)
    cells = [
        Cell("a", date(2021, 1, 5), "verbal-conflict", "happened", 100, "1"),
        Cell("a", date(2021, 1, 5), "verbal-conflict", "planned", 1, "2"),
        Cell("b", date(2021, 1, 9), "material-conflict", "happened", 10, "3"),
        Cell("unasked", date(2021, 1, 9), "material-conflict", "happened", 10, "4"),
    ]
    picture = timeline(cells, [("a", 101), ("b", 10)], axis, date(2021, 1, 9))
    by_id = {mark.id: mark for mark in picture.marks}
    assert set(by_id) == {"1", "2", "3"}
    assert by_id["1"].radius > by_id["3"].radius > by_id["2"].radius
    assert by_id["1"].y == by_id["2"].y != by_id["3"].y
    assert by_id["1"].x < by_id["2"].x < by_id["3"].x
    assert picture.today == axis.x(date(2021, 1, 9))


def test_a_network_is_the_same_each_time_and_ties_draw_close() -> None:
    ties = [Tie("A", "B", 50, 1), Tie("C", "D", 1, 50), Tie("A", "C", 1, 0), Tie("D", "E", 2, 2)]
    picture = network(ties)
    assert picture == network(ties)
    place = {node.name: (node.x, node.y) for node in picture.nodes}
    assert all(0 <= x <= picture.size and 0 <= y <= picture.size for x, y in place.values())

    def far(one: str, other: str) -> float:
        return abs(complex(*place[one]) - complex(*place[other]))

    assert far("A", "B") < far("B", "D")
    balances = {(line.tie.one, line.tie.other): line.balance for line in picture.lines}
    assert balances["A", "B"] == "cooperation"
    assert balances["C", "D"] == "conflict"
    assert balances["D", "E"] == "both"


def test_no_ties_draw_nothing() -> None:
    assert network([]).nodes == ()


def test_a_score_stays_in_the_picture() -> None:
    axis = Axis.over(date(2021, 1, 1), date(2021, 3, 1), 60, 1190)
    picture = balance([Sum(date(2021, 1, 4), 10.0, -40.0, 9), Sum(date(2021, 1, 11), 3.0, 0.0, 1)], axis)
    assert picture.bars[0].down == ROOM
    assert picture.bars[0].up == ROOM / 4
    assert all(0 <= float(point.split(",")[1]) <= 2 * MIDDLE for point in picture.line.split())
