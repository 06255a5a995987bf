"""What is read goes into the tables of facts: one story a transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dragoman.ledger import rows
from dragoman.ledger.base_tables import (
    COPIES,
    ENTITIES,
    FAILURES,
    MENTIONS,
    REPORTS,
    STOPS,
    STORIES,
    UNSETTLED,
)
from dragoman.ledger.database import Database
from dragoman.ledger.schema import CHILDREN
from dragoman.model import Failure, Record


class Change(StrEnum):
    """What adding a record did to the ledger."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    KEPT = "kept"
    """A newer version of the program had read the story; its record stands."""


def enter(database: Database, records: Sequence[Record]) -> list[Change]:
    """Enter stories' records, all of them or none, and return what each changed.

    The same record again changes nothing; another reading of the same story takes its place, unless a newer
    version of the program made the one that stands.

    Raises: LedgerError if the file cannot be written.
    """
    if len({record.story.id for record in records}) < len(records):
        return [change for record in records for change in enter(database, [record])]
    with database.transaction():
        ids = [record.story.id for record in records]
        found = database.among("SELECT id, version, digest, source FROM stories WHERE id IN ({ids})", ids)
        standing = {row["id"]: row for row in found}
        first = _copied(database, records)
        changes = [_change(standing.get(record.story.id), record) for record in records]
        for record, change in zip(records, changes, strict=True):
            id = record.story.id
            if change in (Change.UNCHANGED, Change.KEPT) and first[id] != standing[id]["source"]:
                database.execute("UPDATE stories SET source = ? WHERE id = ?", [first[id], id])
        replaced = [id for id, change in zip(ids, changes, strict=True) if change is Change.REPLACED]
        for table in CHILDREN:
            database.delete(table, "story_id", replaced)
        database.delete(STORIES, "id", replaced)
        new = [
            record
            for record, change in zip(records, changes, strict=True)
            if change in (Change.ADDED, Change.REPLACED)
        ]
        database.insert(STORIES, [rows.story_row(record, now(), first[record.story.id]) for record in new])
        for table, make in _ROWS:
            database.insert(table, [row for record in new for row in make(record)])
        unsettle(database, [record.story.id for record in new])
    return changes


_ROWS = (
    (ENTITIES, rows.entity_rows),
    (MENTIONS, rows.mention_rows),
    (REPORTS, rows.report_rows),
    (STOPS, rows.stop_rows),
)


def enter_failure(database: Database, failure: Failure) -> None:
    """Enter a text that could not be read; a later success from the same source takes it out.

    Raises: LedgerError if the file cannot be written.
    """
    with database.transaction():
        standing = database.rows("SELECT reason, hint FROM failures WHERE source = ?", [failure.source])
        if standing and (standing[0]["reason"], standing[0]["hint"]) == (failure.reason, failure.hint):
            return
        database.execute("DELETE FROM failures WHERE source = ?", [failure.source])
        database.insert(FAILURES, [(failure.source, failure.reason, failure.hint, now())])


def unsettle(database: Database, stories: Iterable[str]) -> None:
    """Take down stories whose consequences are to be drawn anew."""
    ids = sorted(set(stories))
    known = database.among("SELECT story_id FROM unsettled WHERE story_id IN ({ids})", ids)
    there = {row["story_id"] for row in known}
    database.insert(UNSETTLED, [(id,) for id in ids if id not in there])


def now() -> datetime:
    """Return the time of day at Greenwich, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _copied(database: Database, records: Sequence[Record]) -> dict[str, str | None]:
    """Take down where the texts were read from, and return for each story the first by name of its places; a
    text that could be read is no failure any more.
    """
    sources = [(r.story.id, r.story.source) for r in records if r.story.source is not None]
    database.delete(FAILURES, "source", [source for _, source in sources])
    places: dict[str, set[str]] = {record.story.id: set() for record in records}
    for row in database.among("SELECT story_id, source FROM copies WHERE story_id IN ({ids})", list(places)):
        places[row["story_id"]].add(row["source"])
    database.insert(COPIES, [(id, source) for id, source in sources if source not in places[id]])
    for id, source in sources:
        places[id].add(source)
    return {id: min(known, default=None) for id, known in places.items()}


def _change(standing: dict[str, Any] | None, record: Record) -> Change:
    """Return what a record does to the ledger, given what stands there for its story."""
    if standing is None:
        return Change.ADDED
    if standing["digest"] == rows.digest(record) and standing["version"] == record.version:
        return Change.UNCHANGED
    if _release(standing["version"]) > _release(record.version):
        return Change.KEPT
    return Change.REPLACED


def _release(version: str) -> tuple[int, ...]:
    """Return the release numbers of a version such as `0.12.1+en_core_web_sm-3.8.0`, for comparison."""
    numbers = version.partition("+")[0].split(".")
    return tuple(int(n) if n.isdigit() else 0 for n in numbers)
