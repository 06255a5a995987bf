"""The events as a table: one row an event, one column a field, as CSV, Parquet and GeoParquet have it.

What is lost: entities are names and codes, side by side; evidence is the fullest quotation of the best
report; reasons and the other reports' words stay in the ledger.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.export.cells import commas
from dragoman.export.view import Shown, View
from dragoman.model import Entity

COLUMNS = {
    "id": "text",
    "type": "text",
    "modes": "texts",
    "contexts": "texts",
    "status": "text",
    "actor": "texts",
    "actor_code": "texts",
    "recipient": "texts",
    "recipient_code": "texts",
    "by": "texts",
    "stance": "text",
    "start_day": "day",
    "end_day": "day",
    "precision": "text",
    "time_text": "text",
    "place": "text",
    "latitude": "number",
    "longitude": "number",
    "country": "text",
    "reports": "count",
    "sources": "count",
    "first_reported": "day",
    "last_reported": "day",
    "agencies": "texts",
    "plan_state": "text",
    "confidence": "number",
    "optional": "truth",
    "quote": "text",
    "story_id": "text",
    "headline": "text",
    "source": "text",
}
"""Every column with the kind of its values."""


def lines(view: View) -> Iterator[str]:
    """Yield comma-separated values under a header; several values in a cell are parted by `;`."""
    return commas((tuple(row(event, view.today).values()) for event in view.events()), tuple(COLUMNS))


def row(event: Shown, today: date) -> dict[str, Any]:
    """Return an event's value for each column; None where unknown."""
    place, best = event.place, event.best
    values = (
        event.id,
        event.type.value,
        event.modes,
        event.contexts,
        event.status.value,
        *_parties(event.actor),
        *_parties(event.recipient),
        tuple(entity.name for entity in event.by),
        event.stance.value if event.stance else None,
        event.start,
        event.end,
        precision(event.start, event.end),
        event.time_text,
        place.name if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.country if place else None,
        len(event.reports),
        event.sources,
        event.first_reported,
        event.last_reported,
        event.agencies,
        event.plan.seen_from(today).value if event.plan else None,
        event.confidence,
        event.optional,
        event.quote.text,
        best.story.id,
        best.story.headline,
        best.story.source,
    )
    return dict(zip(COLUMNS, values, strict=True))


def precision(start: date | None, end: date | None) -> str:
    """Return how narrowly two days say when something is: an open side, or the span between them.

    Example:
        >>> precision(date(2021, 2, 1), date(2021, 2, 28)), precision(None, date(2021, 2, 1))
        ('month', 'until')
    """
    if start is None or end is None:
        return "open" if start is end else ("until" if start is None else "from")
    if start == end:
        return "day"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if (start.year, start.month) == (end.year, end.month):
            return "month"
        if (start.year, start.month, end.month) == (end.year, 1, 12):
            return "year"
    if (end - start).days == 6 and start.weekday() == 0:
        return "week"
    return "range"


def _parties(entities: tuple[Entity, ...]) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    return tuple(entity.name for entity in entities), tuple(entity.code for entity in entities)
