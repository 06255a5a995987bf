"""What a desk looks at first: plans due, plans of which nothing was heard, news, conflicting details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.ledger.database import Database
from dragoman.ledger.overview import EventLine, lines_of
from dragoman.ledger.scope import scope
from dragoman.ledger.select import Condition, EventFilter
from dragoman.ledger.world import PlanState


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan as a list shows it."""

    id: str
    state: PlanState
    """As seen from the day of asking."""
    due_start: date | None
    due_end: date | None
    outcome: str | None
    event: EventLine


@dataclass(frozen=True, slots=True)
class Conflict:
    """A detail of an event on which the sources differ."""

    field: str
    values: tuple[str, ...]
    """Each once, the newest first."""
    as_of: date | None
    """Of the newest claim."""
    event: EventLine


_UNREPORTED = "(p.state = 'due' AND p.due_end < ?)"


def due(
    database: Database,
    wanted: EventFilter,
    span: tuple[date, date],
    today: date,
    *,
    limit: int = 500,
    quoted: bool = True,
) -> list[PlanLine]:
    """Return the plans among the events asked for whose time lies at least partly in a span of days, by day.

    Plans with an open end are left out. Without `quoted` their lines bring no quotation.
    """
    condition, values = _among(database, wanted, today)
    return _plans(
        database,
        f"{condition} AND p.due_end >= ? AND p.due_start <= ? ORDER BY p.due_start, p.due_end, p.id",
        [*values, *span],
        today,
        limit,
        quoted,
    )


def unreported(database: Database, today: date, *, limit: int = 50) -> list[PlanLine]:
    """Return the plans whose time is over and of which nothing was heard, the latest first."""
    return _plans(database, f"{_UNREPORTED} ORDER BY p.due_end DESC, p.id", [today], today, limit)


def open_plans(database: Database, wanted: EventFilter, today: date, *, limit: int = 50) -> list[PlanLine]:
    """Return the plans without a day among the events asked for, the latest announced first."""
    condition, values = _among(database, wanted, today)
    found = database.column(
        f"""SELECT p.id FROM plans p JOIN events e ON e.id = p.event_id
        WHERE {condition} AND p.due_end IS NULL AND p.state IN ('due', 'postponed')
        ORDER BY e.last_reported DESC NULLS LAST, p.id LIMIT {int(limit)}""",
        values,
    )
    places = {id: n for n, id in enumerate(found)}
    asked = f"p.id IN ({', '.join('?' * len(found))})" if found else "FALSE"
    return sorted(_plans(database, asked, found, today, limit), key=lambda plan: places[plan.id])


def plans_of(database: Database, identity: str, today: date, *, limit: int = 100) -> list[PlanLine]:
    """Return the plans in which someone acts, the latest due first."""
    return _plans(
        database,
        "list_contains(p.actor, ?) ORDER BY p.due_end DESC NULLS LAST, p.id",
        [identity],
        today,
        limit,
    )


def news(database: Database, since: datetime, *, limit: int = 30) -> list[EventLine]:
    """Return the events that stories read after a moment (UTC) tell of, the latest reported first."""
    found = database.column(
        "SELECT er.event_id FROM stories s JOIN event_reports er ON er.story_id = s.id"
        " JOIN events e ON e.id = er.event_id WHERE s.read_at > ?"
        " GROUP BY er.event_id, e.sources ORDER BY max(s.read_at) DESC, e.sources DESC, er.event_id LIMIT ?",
        [since, limit],
    )
    return lines_of(database, found)


def conflicts(database: Database, *, limit: int = 20) -> list[Conflict]:
    """Return the details on which sources differ, the newest first."""
    found = database.rows(
        'SELECT event_id, field, list(value ORDER BY as_of DESC NULLS LAST, value) AS "values",'
        " max(as_of) AS as_of FROM claims GROUP BY event_id, field HAVING count(DISTINCT value) > 1"
        " ORDER BY as_of DESC NULLS LAST, event_id, field LIMIT ?",
        [limit],
    )
    events = {line.id: line for line in lines_of(database, [row["event_id"] for row in found])}
    return [
        Conflict(row["field"], tuple(dict.fromkeys(row["values"])), row["as_of"], events[row["event_id"]])
        for row in found
        if row["event_id"] in events
    ]


def _among(database: Database, wanted: EventFilter, today: date) -> Condition:
    """Return the condition that a plan's event is among those asked for."""
    if not wanted.asked():
        return "TRUE", []
    condition, values = scope(database, wanted, today)
    return f"p.event_id IN (SELECT e.id FROM events e WHERE {condition})", values


def _plans(
    database: Database, rest: str, values: Sequence[object], today: date, limit: int, quoted: bool = True
) -> list[PlanLine]:
    found = database.rows(
        "SELECT p.id, p.event_id, p.state, p.due_start, p.due_end, p.outcome FROM plans p"
        f" WHERE {rest} LIMIT {int(limit)}",
        list(values),
    )
    told = lines_of(database, [row["event_id"] for row in found], quoted=quoted)
    events = {line.id: line for line in told}
    return [
        PlanLine(
            row["id"],
            PlanState.UNREPORTED
            if row["state"] == "due" and row["due_end"] and row["due_end"] < today
            else PlanState(row["state"]),
            row["due_start"],
            row["due_end"],
            row["outcome"],
            events[row["event_id"]],
        )
        for row in found
        if row["event_id"] in events
    ]
