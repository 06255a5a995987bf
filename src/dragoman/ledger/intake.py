"""What is read goes into the tables of facts: one story a transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dragoman.ledger import rows
from dragoman.ledger.base_tables import COPIES, ENTITIES, FAILURES, MENTIONS, REPORTS, STORIES, UNSETTLED
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


def enter(database: Database, record: Record) -> Change:
    """Enter a story's record and return what that changed.

    The same record again changes nothing; another reading of the same story takes its place, unless a newer
    version of the program made the one that stands.

    Raises: LedgerError if the file cannot be written.
    """
    story = record.story
    with database.transaction():
        if story.source is not None:
            database.execute("DELETE FROM failures WHERE source = ?", [story.source])
        standing = database.rows("SELECT version, digest, source FROM stories WHERE id = ?", [story.id])
        first = _copied(database, story.id, story.source)
        if standing:
            change = _change(standing[0], record)
            if change is not Change.REPLACED:
                if first != standing[0]["source"]:
                    database.execute("UPDATE stories SET source = ? WHERE id = ?", [first, story.id])
                return change
            for table in CHILDREN:
                database.execute(f"DELETE FROM {table.name} WHERE story_id = ?", [story.id])
            database.execute("DELETE FROM stories WHERE id = ?", [story.id])
        database.insert(STORIES, [rows.story_row(record, now(), first)])
        database.insert(ENTITIES, rows.entity_rows(record))
        database.insert(MENTIONS, rows.mention_rows(record))
        database.insert(REPORTS, rows.report_rows(record))
        unsettle(database, [story.id])
    return Change.REPLACED if standing else Change.ADDED


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


def _copied(database: Database, story: str, source: str | None) -> str | None:
    """Take down where the text was read from, and return the first by name of all such places."""
    known = set(database.column("SELECT source FROM copies WHERE story_id = ?", [story]))
    if source is not None and source not in known:
        database.insert(COPIES, [(story, source)])
        known.add(source)
    return min(known, default=None)


def _change(standing: dict[str, Any], record: Record) -> Change:
    """Return what a record of a story that the ledger holds would do to it."""
    if standing["digest"] == rows.digest(record) and standing["version"] == record.version:
        return Change.UNCHANGED
    if _release(standing["version"]) > _release(record.version):
        return Change.KEPT
    return Change.REPLACED


def _release(version: str) -> tuple[int, ...]:
    """Return the release numbers of a version such as `0.12.1+en_core_web_sm-3.8.0`, for comparison."""
    numbers = version.partition("+")[0].split(".")
    return tuple(int(n) if n.isdigit() else 0 for n in numbers)
