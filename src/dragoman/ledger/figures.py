"""Who appears in the ledger: found by name, counted, and with whom they had to do."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ledger.database import Database
from dragoman.ledger.overview import COOPERATES, EventLine, lines_of
from dragoman.ledger.scope import taking_part


@dataclass(frozen=True, slots=True)
class Figure:
    """One identity as a list shows it."""

    id: str
    name: str
    kind: str
    code: str | None
    office: str | None
    """As last told."""
    events: int


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Someone with whom an identity had to do, and how."""

    id: str
    name: str
    cooperation: int
    conflict: int


def figures(database: Database, name: str = "", *, limit: int = 100) -> list[Figure]:
    """Return the identities that are known by a name or code, or all, those with the most events first.

    A name is sought, whatever its case and accents, as the beginning of a word of a name or alias.
    """
    among, values = "", list[object]()
    if name:
        folded = "lower(strip_accents(?::VARCHAR))"
        among = (
            "AND p.identity_id IN (SELECT i.id FROM identities i WHERE upper(i.code) = upper(?)"
            f" OR contains(' ' || replace(i.terms, '|', ' '), ' ' || {folded}))"
        )
        values = [name, name]
    found = database.rows(
        f"""
        WITH most AS (
          SELECT p.identity_id AS id, count(*) AS events FROM parties p WHERE NOT p.again {among}
          GROUP BY p.identity_id ORDER BY events DESC, id LIMIT {int(limit)}
        ) SELECT i.id, i.name, i.kind, i.code, most.events FROM most JOIN identities i USING (id)
        ORDER BY events DESC, i.name, i.id
        """,
        values,
    )
    held = database.among(
        "SELECT identity_id, title, position FROM offices WHERE identity_id IN ({ids})",
        [row["id"] for row in found],
    )
    last: dict[str, tuple[int, str]] = {}
    for row in held:
        last[row["identity_id"]] = max(
            last.get(row["identity_id"], (-1, "")), (row["position"], row["title"])
        )
    return [Figure(office=last.get(row["id"], (0, None))[1], **row) for row in found]


def events_of(database: Database, identity: str, *, limit: int = 20) -> tuple[list[EventLine], int]:
    """Return the latest events in which an identity takes part, and how many there are."""
    condition, values = taking_part(database, [identity])
    found = database.column(
        f"SELECT e.id FROM events e WHERE {condition}"
        " ORDER BY e.last_reported DESC NULLS LAST, coalesce(e.start_day, e.end_day) DESC NULLS LAST, e.id"
        f" LIMIT {int(limit)}",
        values,
    )
    asked = "SELECT count(*) FROM parties WHERE identity_id = ? AND NOT again"
    return lines_of(database, found), int(database.column(asked, [identity])[0])


def counterparts(database: Database, identity: str, *, limit: int = 20) -> list[Counterpart]:
    """Return those with whom an identity had to do, the closest first; negated acts left out."""
    condition, values = taking_part(database, [identity])
    # Who stands on both sides of one event is counted once.
    found = database.rows(
        f"""
        WITH mine AS (
          SELECT {COOPERATES} AS cooperates, list_concat(e.actor, e.recipient) AS taking,
            CASE WHEN e.id IN (SELECT event_id FROM parties WHERE again) THEN list_distinct(taking)
            ELSE taking END AS ids
          FROM events e WHERE ({condition}) AND e.status <> 'negated'
        ), others AS (SELECT unnest(ids) AS id, cooperates FROM mine), counted AS (
          SELECT id, count(*) FILTER (cooperates) AS cooperation, count(*) - cooperation AS conflict
          FROM others WHERE id <> ? GROUP BY id ORDER BY count(*) DESC, id LIMIT {int(limit)}
        ) SELECT c.id, coalesce(i.name, c.id) AS name, c.cooperation, c.conflict
        FROM counted c LEFT JOIN identities i ON i.id = c.id ORDER BY cooperation + conflict DESC, c.id
        """,
        [*values, identity],
    )
    return [Counterpart(**row) for row in found]
