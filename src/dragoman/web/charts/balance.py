"""The course of a dyad: its score over time, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.web.charts.axis import Axis, Tick

WIDTH = 1200.0
HEIGHT = 260.0
LEFT = 60.0
MIDDLE = 120.0
ROOM = 100.0


@dataclass(frozen=True, slots=True)
class Sum:
    """What two actors did to each other in one bucket."""

    bucket: date
    cooperation: float
    """Sum of the scores above zero."""
    conflict: float
    """Sum of the scores below zero."""
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket of the picture; heights in its units, upwards for cooperation."""

    x: float
    width: float
    up: float
    down: float
    sum: Sum


@dataclass(frozen=True, slots=True)
class Balance:
    """The picture, in units of its view box."""

    width: float
    height: float
    middle: float
    bars: tuple[Bar, ...]
    line: str
    """The net score as points of a polyline."""
    ticks: tuple[Tick, ...]
    most: float
    """The score at the upper edge."""


def balance(sums: Sequence[Sum], axis: Axis) -> Balance:
    """Return the picture of a dyad's scores over time."""
    most = max((max(s.cooperation, -s.conflict) for s in sums), default=0.0) or 1.0
    scale = ROOM / most
    bars, points = [], []
    for one in sums:
        x, middle = axis.x(one.bucket), axis.middle(one.bucket)
        width = max(2.0, 2 * (middle - x) - 1)
        bars.append(
            Bar(x, round(width, 1), round(one.cooperation * scale, 1), round(-one.conflict * scale, 1), one)
        )
        points.append(f"{middle},{MIDDLE - (one.cooperation + one.conflict) * scale:.1f}")
    return Balance(WIDTH, HEIGHT, MIDDLE, tuple(bars), " ".join(points), axis.ticks, round(most, 1))
