"""The ledger at a glance: lines of events and counts of them, without building a single record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dragoman.ledger.asked import QUADS
from dragoman.ledger.database import Database
from dragoman.ledger.scope import scope
from dragoman.ledger.select import EventFilter
from dragoman.model import EventType, Status


@dataclass(frozen=True, slots=True)
class Party:
    """A participant as a list shows it."""

    id: str
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event of the ledger as a list shows it."""

    id: str
    type: EventType
    modes: tuple[str, ...]
    status: Status
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    start: date | None
    end: date | None
    place: str | None
    country: str | None
    reports: int
    sources: int
    first_reported: date | None
    last_reported: date | None
    confidence: float
    plan: str | None
    quote: str | None
    """The fullest quotation of its newest report."""


class Order(StrEnum):
    """How a list of events is sorted."""

    DAY = "day"
    """By its days, the latest first, the undated last."""
    REPORTED = "reported"
    """By the day of the newest story that tells of it, the latest first."""
    SOURCES = "sources"
    """By independent sources, the most first."""
    DOUBT = "doubt"
    """By confidence, the least first."""


_ORDERS = {
    Order.DAY: "coalesce(e.start_day, e.end_day) DESC NULLS LAST, e.id",
    Order.REPORTED: "e.last_reported DESC NULLS LAST, e.id",
    Order.SOURCES: "e.sources DESC, e.last_reported DESC NULLS LAST, e.id",
    Order.DOUBT: "e.confidence, e.id",
}

_TIMES = {order: 2 if order is Order.DAY else 1 for order in Order}
"""How often the statement that finds a page asks the condition."""

QUAD = "CASE e.type {} END".format(
    " ".join(f"WHEN '{type.value}' THEN {quad}" for type, quad in QUADS.items())
)

"""A type's quad class, in a statement."""

COOPERATES = f"e.type IN ({', '.join(repr(type.value) for type, quad in QUADS.items() if quad <= 2)})"
"""Whether an event is one of cooperation, else of conflict."""

_DAY = "coalesce(e.start_day, e.end_day)"

_COLUMNS = """id, type, modes, status, actor, recipient, start_day, end_day, place_name, country, reports,
 sources, first_reported, last_reported, confidence, plan"""
"""What of an event its line tells."""


CROWD = 3000
"""More events than these are drawn by two kinds alone."""


class Lanes(StrEnum):
    """By what a timeline's lanes are told apart."""

    DYAD = "dyad"
    TYPE = "type"
    STATUS = "status"


_LANES = {
    # The sides of an act that they do together stand in one lane, whoever is named first.
    Lanes.DYAD: """(SELECT id AS key, CASE WHEN len(recipient_codes) > 0
      THEN coalesce(actor_codes[1], '?') || ' → ' || recipient_codes[1]
      WHEN len(actor_codes) > 1 THEN list_sort(actor_codes)[1] || ' – ' || list_sort(actor_codes)[2]
      ELSE coalesce(actor_codes[1], '?') END AS lane FROM casts)""",
    Lanes.TYPE: "(SELECT unnest([{}]) AS key, key AS lane)".format(", ".join(f"'{t}'" for t in EventType)),
    Lanes.STATUS: "(SELECT unnest([{}]) AS key, key AS lane)".format(", ".join(f"'{s}'" for s in Status)),
}
"""The lane of each key."""

_KEYS = {Lanes.DYAD: "e.cast_id", Lanes.TYPE: "e.type", Lanes.STATUS: "e.status"}
"""What of an event is the key of its lane."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many events fall into one lane and bucket, by quad class and status.

    In a crowd they are told apart as cooperation (2) and conflict (4) alone.
    """

    lane: str
    bucket: date
    quad: int
    status: Status | None
    """None in a crowd."""
    count: int
    id: str | None
    """One of them; None in a crowd."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the map with what happened there."""

    name: str
    latitude: float
    longitude: float
    country: str | None
    cooperation: int
    conflict: int
    id: str
    """One of its events."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two codes had with each other."""

    one: str
    other: str
    cooperation: int
    conflict: int


def count(database: Database, wanted: EventFilter, today: date | None = None) -> int:
    """Return how many events are asked for."""
    condition, values = scope(database, wanted, today)
    return int(database.column(f"SELECT count(*) FROM events e WHERE {condition}", values)[0])


def days(database: Database, wanted: EventFilter, today: date | None = None) -> tuple[date, date] | None:
    """Return the first and the last day of the events asked for; None if none of them has a day."""
    condition, values = scope(database, wanted, today)
    row = database.rows(
        f"SELECT min({_DAY}) AS first, max(coalesce(e.end_day, e.start_day)) AS last FROM events e"
        f" WHERE {condition}",
        values,
    )[0]
    return (row["first"], row["last"]) if row["first"] and row["last"] else None


def undated(database: Database, wanted: EventFilter, today: date | None = None) -> int:
    """Return how many of the events asked for have no day."""
    condition, values = scope(database, wanted, today)
    return int(
        database.column(f"SELECT count(*) FROM events e WHERE {condition} AND {_DAY} IS NULL", values)[0]
    )


def lines(
    database: Database,
    wanted: EventFilter,
    *,
    order: Order = Order.DAY,
    offset: int = 0,
    limit: int = 50,
    today: date | None = None,
) -> list[EventLine]:
    """Return one page of the events asked for."""
    condition, values = scope(database, wanted, today)
    most = min(limit, wanted.limit or limit)
    found = database.column(_page(condition, order, int(offset), int(most)), values * _TIMES[order])
    return lines_of(database, found)


def _page(condition: str, order: Order, offset: int, limit: int) -> str:
    """Return the statement that finds the ids of one page."""
    ordered, within = _ORDERS[order], f"LIMIT {limit} OFFSET {offset}"
    if order is not Order.DAY:
        return f"SELECT e.id FROM events e WHERE {condition} ORDER BY {ordered} {within}"
    # Sorted by a column alone, DuckDB passes over all that cannot be on the page any more.
    parts = (
        f"(SELECT e.id, e.start_day, e.end_day FROM events e WHERE e.start_day {known} AND ({condition})"
        f" ORDER BY e.{column} DESC NULLS LAST, e.id LIMIT {offset + limit})"
        for column, known in (("start_day", "IS NOT NULL"), ("end_day", "IS NULL"))
    )
    union = " UNION ALL ".join(parts)
    return f"SELECT e.id FROM ({union}) e ORDER BY {ordered} {within}"


def lines_of(database: Database, ids: Sequence[str], *, quoted: bool = True) -> list[EventLine]:
    """Return the lines of these events, in the order of their ids as given; unknown ones are left out.

    Without `quoted` they bring no quotation.
    """
    rows = database.among(f"SELECT {_COLUMNS} FROM events WHERE id IN ({{ids}})", ids)
    found = {row["id"]: row for row in rows}
    return _lines(database, [found[id] for id in ids if id in found], quoted)


def cells(
    database: Database,
    wanted: EventFilter,
    lanes: Lanes,
    unit: str,
    span: tuple[date, date],
    *,
    most: int = 14,
    today: date | None = None,
) -> tuple[list[tuple[str, int]], list[Count]]:
    """Return the fullest lanes, each with its count, and what falls into their buckets.

    Units: `unit` is what DuckDB's `date_trunc` takes.
    """
    condition, values = scope(database, wanted, today)
    within = f"({condition}) AND {_DAY} BETWEEN ? AND ?"
    values = [*values, *span]
    key, table = _KEYS[lanes], _LANES[lanes]
    # Events are counted by their keys, of which there are few, and those then looked up.
    named = database.rows(
        f"WITH counted AS (SELECT {key} AS key, count(*) AS n FROM events e WHERE {within} GROUP BY ALL)"
        f" SELECT l.lane, sum(c.n)::BIGINT AS n FROM counted c JOIN {table} l USING (key)"
        f" GROUP BY ALL ORDER BY n DESC, l.lane LIMIT {int(most)}",
        values,
    )
    # Where much is to be drawn, a mark stands for cooperation or conflict, whatever its status.
    crowded = sum(row["n"] for row in named) > CROWD
    kind = f"CASE WHEN {COOPERATES} THEN 2 ELSE 4 END" if crowded else QUAD
    status, one = ("NULL", "NULL") if crowded else ("e.status", "min(e.id)")
    found = database.rows(
        f"WITH lanes AS (SELECT key, lane FROM {table} WHERE list_contains(?::VARCHAR[], lane))"
        f" SELECT l.lane, date_trunc(?, {_DAY})::DATE AS bucket, {kind} AS quad, {status} AS status,"
        f" count(*) AS n, {one} AS id FROM events e JOIN lanes l ON l.key = {key} WHERE {within}"
        " GROUP BY ALL ORDER BY ALL",
        [[row["lane"] for row in named], unit, *values],
    )
    return [(row["lane"], row["n"]) for row in named], [
        Count(
            r["lane"], r["bucket"], r["quad"], Status(r["status"]) if r["status"] else None, r["n"], r["id"]
        )
        for r in found
    ]


def spots(
    database: Database, wanted: EventFilter, *, most: int = 2000, today: date | None = None
) -> tuple[list[Spot], int]:
    """Return the places of the events asked for, the fullest first, and how many events have none known."""
    condition, values = scope(database, wanted, today)
    # Events of one place are counted, and one of them is named, before that one is looked up.
    found = database.rows(
        f"""
        WITH counted AS (
          SELECT count(*) FILTER ({COOPERATES}) AS cooperation, count(*) AS n, min(e.rowid) AS one
          FROM events e WHERE ({condition}) AND e.latitude IS NOT NULL GROUP BY e.place_name, e.country
        )
        SELECT e.place_name AS name, e.latitude, e.longitude, e.country, c.cooperation,
          c.n - c.cooperation AS conflict, e.id
        FROM counted c JOIN events e ON e.rowid = c.one ORDER BY c.n DESC, name, e.country
        """,
        values,
    )
    unknown = count(database, wanted, today) - sum(row["cooperation"] + row["conflict"] for row in found)
    return [Spot(**row) for row in found[:most]], unknown


def pairs(
    database: Database,
    wanted: EventFilter,
    span: tuple[date, date] | None = None,
    *,
    most: int = 400,
    today: date | None = None,
) -> list[Pair]:
    """Return what the codes had with each other in a span of days, the closest first; no negated acts."""
    condition, values = scope(database, wanted, today)
    if span:
        condition, values = f"({condition}) AND {_DAY} BETWEEN ? AND ?", [*values, *span]
    # Actors of one act (the sides of talks) are tied to each other like actor and recipient.
    found = database.rows(
        f"""
        WITH one AS (
          SELECT e.cast_id AS id, count(*) FILTER ({COOPERATES}) AS up, count(*) - up AS down
          FROM events e WHERE ({condition}) AND e.status <> 'negated' GROUP BY e.cast_id
        ), two AS (
          SELECT list_distinct(list_concat(c.actor_codes, c.recipient_codes)) AS codes, one.up, one.down
          FROM one JOIN casts c USING (id)
        ), three AS (SELECT *, unnest(codes) AS a FROM two WHERE len(codes) BETWEEN 2 AND 6),
        four AS (SELECT *, unnest(codes) AS b FROM three)
        SELECT a AS one, b AS other, sum(up)::BIGINT AS cooperation, sum(down)::BIGINT AS conflict
        FROM four WHERE a < b GROUP BY a, b ORDER BY sum(up + down) DESC, a, b LIMIT {int(most)}
        """,
        values,
    )
    return [Pair(**row) for row in found]


def tallies(
    database: Database, wanted: EventFilter, unit: str, *, today: date | None = None
) -> list[tuple[date, EventType, tuple[str, ...], int]]:
    """Return how often each type with its modes came in each bucket, of what happened or goes on."""
    condition, values = scope(database, wanted, today)
    found = database.rows(
        f"SELECT date_trunc(?, {_DAY})::DATE AS bucket, e.type, e.modes, count(*) AS n FROM events e"
        f" WHERE {condition} AND {_DAY} IS NOT NULL AND e.status IN ('happened', 'ongoing')"
        " GROUP BY ALL ORDER BY ALL",
        [unit, *values],
    )
    return [(r["bucket"], EventType(r["type"]), tuple(r["modes"]), r["n"]) for r in found]


def _lines(database: Database, found: Sequence[dict[str, Any]], quoted: bool) -> list[EventLine]:
    ids = sorted({id for row in found for id in (*row["actor"], *row["recipient"])})
    named = database.among("SELECT id, name, code FROM identities WHERE id IN ({ids})", ids)
    known = {row["id"]: Party(row["id"], row["name"], row["code"]) for row in named}
    quotes = _quotes(database, [row["id"] for row in found]) if quoted else {}

    def parties(held: Sequence[str]) -> tuple[Party, ...]:
        return tuple(known.get(id) or Party(id, id, None) for id in held)

    return [
        EventLine(
            id=row["id"],
            type=EventType(row["type"]),
            modes=tuple(row["modes"]),
            status=Status(row["status"]),
            actor=parties(row["actor"]),
            recipient=parties(row["recipient"]),
            start=row["start_day"],
            end=row["end_day"],
            place=row["place_name"],
            country=row["country"],
            reports=row["reports"],
            sources=row["sources"],
            first_reported=row["first_reported"],
            last_reported=row["last_reported"],
            confidence=row["confidence"],
            plan=row["plan"],
            quote=quotes.get(row["id"]),
        )
        for row in found
    ]


def _quotes(database: Database, events: Sequence[str]) -> dict[str, str]:
    """Return for each event the fullest quotation of its newest report."""
    found: dict[str, str] = {}
    members = database.among(
        "SELECT event_id, report_id, position FROM event_reports WHERE event_id IN ({ids})", events
    )
    newest: dict[str, tuple[int, str]] = {}
    for row in members:
        newest[row["event_id"]] = max(
            newest.get(row["event_id"], (-1, "")), (row["position"], row["report_id"])
        )
    told = database.among(
        "SELECT id, quotes FROM reports WHERE id IN ({ids})", [report for _, report in newest.values()]
    )
    words = {row["id"]: row["quotes"][0]["text"] for row in told if row["quotes"]}
    for event, (_, report) in newest.items():
        if report in words:
            found[event] = words[report]
    return found
