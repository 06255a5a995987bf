"""What watching feeds remembers in the ledger: when each was asked, and what was told of which event.

Its tables are made when first needed: a ledger that watches nothing has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from dragoman.ledger.database import Database, connect
from dragoman.ledger.table import Column, Table

FEEDS = Table(
    "feeds",
    "The feeds that are watched, by address.",
    (
        Column("url", "VARCHAR PRIMARY KEY", "address"),
        Column("etag", "VARCHAR", "mark of its last answer"),
        Column("modified", "VARCHAR", "when it last changed, as the server wrote it"),
        Column("checked_at", "TIMESTAMP", "when it was last asked, UTC"),
        Column("next_at", "TIMESTAMP", "before when it is not asked again, UTC"),
        Column("failures", "INTEGER", "faults in a row"),
        Column("note", "VARCHAR", "what was wrong last, or where it moved"),
    ),
)

NOTICES = Table(
    "notices",
    "What was told of an event, and where.",
    (
        Column("channel", "VARCHAR", "where it was told, with the filter"),
        Column("event_id", "VARCHAR", "the event, as it was called then"),
        Column("reports", "VARCHAR[]", "its reports"),
        Column("stories", "VARCHAR[]", "the stories that told it"),
        Column("chains", "VARCHAR[]", "the chains of versions that these belong to"),
        Column("facts", "VARCHAR", "what was told, by field; JSON, empty before the first time"),
        Column("pending", "BOOLEAN", "something is still to be told"),
        Column("tries", "INTEGER", "attempts that failed in a row"),
        Column("told_at", "TIMESTAMP", "when it was last told, UTC"),
    ),
)


UNTOLD = Table(
    "untold",
    "Stories that were read, or were about to be, of which not everybody was told yet.",
    (Column("story_id", "VARCHAR", "the story"),),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed that is watched."""

    url: str
    etag: str | None = None
    modified: str | None = None
    checked_at: datetime | None = None
    """UTC, as all moments here, without a zone."""
    next_at: datetime | None = None
    failures: int = 0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one event on one channel."""

    channel: str
    event_id: str
    reports: tuple[str, ...]
    stories: tuple[str, ...]
    chains: tuple[str, ...]
    facts: dict[str, str]
    pending: bool = False
    tries: int = 0
    told_at: datetime | None = None


class Watchbook:
    """The part of a ledger that watching keeps; open it with `Watchbook.open` and close it."""

    def __init__(self, database: Database) -> None:
        self._db = database
        for table in (FEEDS, NOTICES, UNTOLD):
            self._db.execute(table.create().replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))

    @classmethod
    def open(cls, path: str | Path, wait: float = 30.0) -> Watchbook:
        """Return the watchbook of a ledger that is there.

        Units: `wait` in seconds, for which a ledger that another process holds is asked for again.
        Raises: LedgerError if it cannot be written.
        """
        return cls(connect(str(path), read_only=False, wait=wait))

    def __enter__(self) -> Watchbook:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def feeds(self, urls: Sequence[str]) -> list[Feed]:
        """Return the state of each of these feeds, in order; one that was never asked has none."""
        known = {row["url"]: Feed(**row) for row in self._db.rows("SELECT * FROM feeds")}
        return [known.get(url, Feed(url)) for url in dict.fromkeys(urls)]

    def keep(self, feed: Feed) -> None:
        """Enter a feed's state."""
        with self._db.transaction():
            self._db.execute("DELETE FROM feeds WHERE url = ?", [feed.url])
            self._db.insert(
                FEEDS,
                [
                    (
                        feed.url,
                        feed.etag,
                        feed.modified,
                        feed.checked_at,
                        feed.next_at,
                        feed.failures,
                        feed.note,
                    )
                ],
            )

    def put_off(self, stories: Iterable[str]) -> None:
        """Remember stories before they are entered, so that a run that is cut off is made up for."""
        self._db.insert(UNTOLD, [(id,) for id in stories])

    def put_off_stories(self) -> set[str]:
        """Return the stories of which not everybody was told yet."""
        return {row["story_id"] for row in self._db.rows("SELECT story_id FROM untold")}

    def done(self) -> None:
        """Forget the stories that were put off: everybody was told, or has what is still to be told noted."""
        self._db.execute("DELETE FROM untold")

    def known(self, stories: Iterable[str]) -> set[str]:
        """Return which of these stories the ledger has."""
        ids = list(stories)
        found = self._db.rows("SELECT id FROM stories WHERE list_contains(?::VARCHAR[], id)", [ids])
        return {row["id"] for row in found}

    def chains(self, stories: Iterable[str]) -> dict[str, str]:
        """Return the chain of versions that each of these stories belongs to; itself where it has none."""
        ids = list(stories)
        found = self._db.rows(
            "SELECT story_id, chain FROM story_versions WHERE list_contains(?::VARCHAR[], story_id)", [ids]
        )
        return {**{id: id for id in ids}, **{row["story_id"]: row["chain"] for row in found}}

    def versions(self, chains: Iterable[str]) -> set[str]:
        """Return the stories of these chains."""
        found = self._db.rows(
            "SELECT story_id FROM story_versions WHERE list_contains(?::VARCHAR[], chain)", [list(chains)]
        )
        return {row["story_id"] for row in found}

    def told(self, channel: str, chains: Iterable[str]) -> list[Told]:
        """Return what was told on a channel of events of these chains, and all that is still to be told."""
        found = self._db.rows(
            "SELECT * FROM notices WHERE channel = ? AND (pending OR list_has_any(chains, ?::VARCHAR[])) "
            "ORDER BY event_id",
            [channel, list(chains)],
        )
        return [_told(row) for row in found]

    def note(self, was: Told | None, now: Told | None) -> None:
        """Put what is told now in the place of what was; without anything now, forget it."""
        with self._db.transaction():
            if was is not None:
                self._db.execute(
                    "DELETE FROM notices WHERE channel = ? AND event_id = ?", [was.channel, was.event_id]
                )
            if now is not None:
                self._db.insert(NOTICES, [_row(now)])


def _told(row: dict[str, Any]) -> Told:
    lists = {name: tuple(row[name]) for name in ("reports", "stories", "chains")}
    return Told(**{**row, **lists, "facts": json.loads(row["facts"])})


def _row(told: Told) -> tuple[Any, ...]:
    return (
        told.channel,
        told.event_id,
        list(told.reports),
        list(told.stories),
        list(told.chains),
        json.dumps(told.facts, ensure_ascii=False, sort_keys=True),
        told.pending,
        told.tries,
        told.told_at,
    )
