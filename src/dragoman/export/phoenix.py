"""Phoenix: 26 columns, tabs, no header.

What is lost: statuses but for folding (see `coded`), the word an event rests on, the last day, evidence. The
state's or province's name is not known here and stays empty. SentenceID holds the reports' ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.export.cameo_codes import actor_of
from dragoman.export.cells import number_of, tabbed
from dragoman.export.coded import Coded, Side, coded
from dragoman.export.view import View

_PARTY = ("{}ActorFull", "{}ActorEntity", "{}ActorRole", "{}ActorAttribute")

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    *(name.format("Source") for name in _PARTY), *(name.format("Target") for name in _PARTY),
    "EventCode", "EventRootCode", "PentaClass", "GoldsteinScore", "Issues", "Lat", "Lon", "LocationName",
    "StateName", "CountryName", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip


def lines(view: View) -> Iterator[str]:
    """Yield one line a row."""
    return tabbed(_row(one) for one in coded(view.events()))


def penta(root: str) -> int:
    """Return the class of a CAMEO root: 0 statement, 1 verbal, 2 material cooperation, 3 verbal, 4 material
    conflict.

    Source: the Phoenix pipeline's table of roots.
    """
    number = int(root)
    return next(n for n, last in enumerate((2, 5, 8, 13, 20)) if number <= last)


def _row(one: Coded) -> tuple[Any, ...]:
    event = one.event
    place, day = event.place, event.start or event.end
    suffix = f"-{one.position}" if one.position else ""
    return (
        f"{event.id}{suffix}",
        number_of(day),
        day.year if day else None,
        day.month if day else None,
        day.day if day else None,
        *_party(one.source),
        *_party(one.target),
        one.cameo.code,
        one.cameo.root,
        penta(one.cameo.root),
        one.cameo.goldstein,
        event.contexts,
        place.latitude if place else None,
        place.longitude if place else None,
        place.name if place else None,
        None,
        one.country.name if one.country else None,
        [report.event.id for report in event.reports],
        [line.source for line in event.stories if line.source],
        event.agencies,
    )


def _party(side: Side | None) -> tuple[Any, ...]:
    """Return a side's whole code, its state or body, its first type, and its further types."""
    actor = actor_of(side)
    return actor.code, actor.country or actor.group or actor.types[0], actor.types[0], actor.types[1]
