"""Which events are asked for, and the statement that finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.model import EventType, Status

ORDER = """ORDER BY coalesce(r.start_day, r.end_day) NULLS LAST, coalesce(r.end_day, r.start_day) NULLS LAST,
 s.published NULLS LAST, r.story_id, r.position"""

_FOLD = "lower(strip_accents({}))"

_NAMED = f"""EXISTS (SELECT 1 FROM entities e WHERE e.story_id = r.story_id AND {{member}} AND (
 upper(e.code) = upper(?)
 OR contains(' ' || {_FOLD.format("e.name")} || ' ', ' ' || {_FOLD.format("?::VARCHAR")} || ' ')
 OR EXISTS (SELECT 1 FROM mentions m WHERE m.story_id = e.story_id AND m.entity_id = e.id
            AND {_FOLD.format("m.text")} = {_FOLD.format("?::VARCHAR")})))"""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the events asked for have in common; a field left None asks nothing.

    A name is sought, whatever its case and accents, among the codes, the words of the names and the mentions
    of the entities. `since` and `until` keep what may have fallen between those days: an open end reaches on.
    """

    actor: str | None = None
    recipient: str | None = None
    type: EventType | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    limit: int | None = None


def where(wanted: EventFilter) -> tuple[str, list[Any]]:
    """Return the condition, on reports `r` joined with stories `s`, and its values."""
    conditions = ["TRUE"]
    values: list[Any] = []

    def ask(condition: str, *asked: Any) -> None:
        conditions.append(condition)
        values.extend(asked)

    if wanted.actor is not None:
        ask(_NAMED.format(member="list_contains(r.actor, e.id)"), *[wanted.actor.strip()] * 3)
    if wanted.recipient is not None:
        ask(_NAMED.format(member="list_contains(r.recipient, e.id)"), *[wanted.recipient.strip()] * 3)
    if wanted.place is not None:
        named = _NAMED.format(member="e.id = r.place").replace("upper(e.code)", "upper(e.country)")
        ask(named, *[wanted.place.strip()] * 3)
    if wanted.type is not None:
        ask("r.type = ?", wanted.type.value)
    if wanted.status is not None:
        ask("r.status = ?", wanted.status.value)
    if wanted.since is not None:
        ask("(r.end_day IS NULL OR r.end_day >= ?)", wanted.since)
    if wanted.until is not None:
        ask("(r.start_day IS NULL OR r.start_day <= ?)", wanted.until)
    return " AND ".join(conditions), values
