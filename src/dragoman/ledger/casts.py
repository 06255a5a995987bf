"""Casts: the codes that take part in an event, each set of them kept once for all its events.

A ledger has a thousand times fewer casts than events, so a filter by codes reads the casts, and of the events
one number each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.ledger.database import Database
from dragoman.ledger.derived_tables import CASTS
from dragoman.model import content_hash

Cast = tuple[tuple[str, ...], tuple[str, ...]]
"""The codes of the actors and those of the recipients, each sorted and each once."""


def cast_id(actor: Sequence[str], recipient: Sequence[str]) -> int:
    """Return the number of a cast: a hash of its codes, the same in every ledger.

    Example:
        >>> cast_id(["KOR"], ["PRK"]) == cast_id(("KOR",), ("PRK",)) != cast_id(["PRK"], ["KOR"])
        True
    """
    return int(content_hash("cast", *actor, ">", *recipient), 16)


def keep_casts(database: Database, casts: Iterable[Cast]) -> None:
    """Enter those of these casts that the ledger does not hold."""
    by_id = {cast_id(actor, recipient): (actor, recipient) for actor, recipient in casts}
    asked = sorted(by_id)
    held = set(
        database.column("SELECT id FROM casts WHERE id IN (SELECT unnest(?::UBIGINT[]))", [asked])
        if asked
        else ()
    )
    database.insert(CASTS, [(id, *map(list, by_id[id])) for id in asked if id not in held])


def drop_casts(database: Database, ids: Iterable[int]) -> None:
    """Take out those of these casts of which no event is left."""
    database.execute(
        "DELETE FROM casts WHERE id IN (SELECT unnest(?::UBIGINT[]))"
        " AND id NOT IN (SELECT cast_id FROM events)",
        [sorted(set(ids))],
    )


def make_casts(database: Database) -> None:
    """Enter the casts of all events."""
    found = database.rows("SELECT DISTINCT actor_codes, recipient_codes FROM events")
    keep_casts(database, [(tuple(row["actor_codes"]), tuple(row["recipient_codes"])) for row in found])


def number_casts(database: Database) -> None:
    """Enter the casts of all events, and give each event the number of its own, which it lacks as yet."""
    make_casts(database)
    database.execute(
        """UPDATE events SET cast_id = c.id FROM casts c
        WHERE c.actor_codes = events.actor_codes AND c.recipient_codes = events.recipient_codes"""
    )
