"""The timeline: lanes of dyads or types, in each bucket a mark for what falls into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from dragoman.web.charts.axis import Axis, Tick

WIDTH = 1200.0
LEFT = 190.0
LANE = 34.0
TOP = 34.0


@dataclass(frozen=True, slots=True)
class Cell:
    """How many events of one quad class and status fall into a lane's bucket."""

    lane: str
    bucket: date
    quad: str
    status: str
    count: int
    id: str | None
    """One of the events; the event, where there is but one; None in a crowd."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn for the events of one lane, bucket, quad class and status."""

    x: float
    y: float
    radius: float
    quad: str
    status: str
    count: int
    lane: str
    first: date
    last: date
    id: str | None

    @property
    def words(self) -> str:
        """Return how many events of what kind it stands for; in a crowd they are of any status."""
        kind = self.status if self.id else f"of {self.quad.rpartition('-')[2]}, of any status"
        return f"{self.count:,} {kind}"


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the picture."""

    name: str
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture, in units of its view box."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    lane_height: float = LANE


def timeline(cells: Sequence[Cell], lanes: Sequence[tuple[str, int]], axis: Axis, today: date) -> Timeline:
    """Return the picture of these cells in these lanes (name and count), in their order.

    Marks of one bucket stand side by side: cooperation first; their area grows with the count.
    """
    rows = {name: TOP + LANE * (number + 0.5) for number, (name, _) in enumerate(lanes)}
    most = max((cell.count for cell in cells), default=1)
    held: dict[tuple[str, date], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.lane in rows and axis.first <= cell.bucket <= axis.last:
            held[cell.lane, cell.bucket].append(cell)
    marks = [mark for cell in held.values() for mark in _marks(cell, rows, axis, most)]
    inside = axis.first <= today <= axis.last
    return Timeline(
        width=WIDTH,
        height=TOP + LANE * len(lanes) + 8,
        lanes=tuple(Lane(name, rows[name], count) for name, count in lanes),
        marks=tuple(marks),
        ticks=axis.ticks,
        today=axis.x(today) if inside else None,
    )


def _marks(cells: Iterable[Cell], rows: dict[str, float], axis: Axis, most: int) -> Iterable[Mark]:
    ordered = sorted(cells, key=lambda cell: (cell.quad, cell.status))
    radii = [
        max(3.5, min(LANE / 2 - 2, (LANE / 2 - 2) * sqrt(cell.count / max(most, 6)))) for cell in ordered
    ]
    room = sum(2 * r + 1 for r in radii)
    # A crowd at the edge of the picture stays within it.
    x = min(max(axis.middle(ordered[0].bucket) - room / 2, axis.left), axis.right - room)
    following = [*axis.buckets[1:], None]
    ends = dict(zip(axis.buckets, following, strict=True))
    for cell, radius in zip(ordered, radii, strict=True):
        x += radius + 0.5
        end = ends[cell.bucket]
        last = date.fromordinal(end.toordinal() - 1) if end else axis.last
        yield Mark(
            round(x, 1),
            rows[cell.lane],
            round(radius, 1),
            cell.quad,
            cell.status,
            cell.count,
            cell.lane,
            cell.bucket,
            last,
            cell.id,
        )
        x += radius + 0.5
