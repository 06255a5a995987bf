"""The ledger in a DuckDB file: opened, filled one story a transaction, and asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import duckdb

from dragoman.errors import LedgerError, NotFoundError, RunError
from dragoman.ledger import rows
from dragoman.ledger.entry import Entry, StoryLine, entry
from dragoman.ledger.schema import (
    CHILDREN,
    ENTITIES,
    FAILURES,
    MENTIONS,
    META,
    REPORTS,
    SCHEMA_VERSION,
    STORIES,
    TABLES,
    Table,
)
from dragoman.ledger.select import ORDER, EventFilter, where
from dragoman.model import Entity, Failure, Record

MEMORY = ":memory:"
"""In place of a path: a ledger that is gone when it is closed."""

Found = TypeVar("Found")

_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class Change(StrEnum):
    """What adding a record did to the ledger."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    KEPT = "kept"
    """A newer version of the program had read the story; its record stands."""


class Ledger:
    """A ledger in one file; open it with `Ledger.open` and close it, or use it as a context manager."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str) -> None:
        self._db = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Ledger:
        """Return the ledger in this file; it is made if there is none, unless `read_only`.

        Raises: LedgerError if the file is locked, damaged, no ledger, or a newer version's.
        """
        name = str(path)
        if name != MEMORY:
            _look(Path(name), read_only)
        with _explained(name):
            connection = duckdb.connect(name, read_only=read_only and name != MEMORY, config=dict(_OFFLINE))
        ledger = cls(connection, name)
        try:
            ledger._check(read_only)
        except BaseException:
            connection.close()
            raise
        return ledger

    def close(self) -> None:
        """Close the file; closing it again does nothing."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, record: Record) -> Change:
        """Enter a story's record, all of it or nothing, and return what that changed.

        The same record again changes nothing; another reading of the same story takes its place, unless a
        newer version of the program made the one that stands.

        Raises: LedgerError if the file cannot be written.
        """
        story = record.story
        with self._transaction():
            if story.source is not None:
                self._db.execute("DELETE FROM failures WHERE source = ?", [story.source])
            standing = self._rows("SELECT version, digest, source FROM stories WHERE id = ?", [story.id])
            if standing:
                change = _change(standing[0], record)
                if change is not Change.REPLACED:
                    return change
                for table in CHILDREN:
                    self._db.execute(f"DELETE FROM {table.name} WHERE story_id = ?", [story.id])
                self._db.execute("DELETE FROM stories WHERE id = ?", [story.id])
            self._insert(STORIES, [rows.story_row(record, _now())])
            self._insert(ENTITIES, rows.entity_rows(record))
            self._insert(MENTIONS, rows.mention_rows(record))
            self._insert(REPORTS, rows.report_rows(record))
        return Change.REPLACED if standing else Change.ADDED

    def add_failure(self, failure: Failure) -> None:
        """Enter a text that could not be read; a later success from the same source takes it out.

        Raises: LedgerError if the file cannot be written.
        """
        with self._transaction():
            standing = self._rows("SELECT reason, hint FROM failures WHERE source = ?", [failure.source])
            if standing and (standing[0]["reason"], standing[0]["hint"]) == (failure.reason, failure.hint):
                return
            self._db.execute("DELETE FROM failures WHERE source = ?", [failure.source])
            self._insert(FAILURES, [(failure.source, failure.reason, failure.hint, _now())])

    def failures(self) -> list[Failure]:
        """Return the texts that could not be read, by source."""
        with _explained(self.path):
            found = self._rows("SELECT source, reason, hint FROM failures ORDER BY source")
        return [Failure(**row) for row in found]

    def events(self, wanted: EventFilter | None = None) -> list[Entry]:
        """Return the events asked for, by day, the undated last; all of them when nothing is asked."""
        wanted = wanted or EventFilter()
        condition, values = where(wanted)
        limit = "" if wanted.limit is None else f" LIMIT {int(wanted.limit)}"
        return self._entries(f"WHERE {condition} {ORDER}{limit}", values)

    def event(self, id: str) -> Entry:
        """Return the event of that id, or of the one id that begins so.

        Raises: NotFoundError if there is none, or more than one.
        """
        found = (
            self._entries(f"WHERE starts_with(r.id, lower(?)) {ORDER} LIMIT 3", [id.strip()])
            if id.strip()
            else []
        )
        return _only(found, [e.event.id for e in found], "event", id, "`dragoman events` lists them")

    def story(self, id: str) -> Record:
        """Return the record of the story of that id, or of the one id that begins so.

        Raises: NotFoundError if there is none, or more than one.
        """
        with _explained(self.path):
            found = self._rows(
                "SELECT * FROM stories WHERE starts_with(id, lower(?)) ORDER BY id LIMIT 3", [id.strip()]
            )
            row = _only(
                found,
                [r["id"] for r in found],
                "story",
                id,
                "`dragoman events --json` tells the stories' ids",
            )
            events = self._rows("SELECT * FROM reports WHERE story_id = ? ORDER BY position", [row["id"]])
            entities = self._entities([row["id"]])[row["id"]]
        return Record(
            rows.story_of(row), tuple(entities.values()), tuple(map(rows.event_of, events)), row["version"]
        )

    def stories(self) -> list[StoryLine]:
        """Return every story's line, by day of publication, the undated last."""
        with _explained(self.path):
            found = self._rows(
                "SELECT * EXCLUDE (text, passages) FROM stories ORDER BY published NULLS LAST, id"
            )
        return [rows.line_of(row) for row in found]

    def to_arrow(self, table: str = "reports") -> Any:
        """Return one of the ledger's tables as a `pyarrow.Table`.

        Raises: NotFoundError if the ledger has no such table; RunError if pyarrow is not installed.
        """
        return self._frame(table, "pyarrow", "to_arrow_table")

    def to_polars(self, table: str = "reports") -> Any:
        """Return one of the ledger's tables as a `polars.DataFrame`.

        Raises: NotFoundError if the ledger has no such table; RunError if polars or pyarrow is not installed.
        """
        return self._frame(table, "polars", "pl")

    def _frame(self, table: str, package: str, method: str) -> Any:
        names = [known.name for known in TABLES]
        if table not in names:
            raise NotFoundError(f"there is no table {table!r}", hint=f"the tables are {', '.join(names)}")
        try:
            with _explained(self.path):
                return getattr(self._db.sql(f"SELECT * FROM {table}"), method)()
        except ImportError as error:
            what = f"{error.name or package} is not installed"
            raise RunError(what, hint="pip install pyarrow polars") from error

    def _entries(self, rest: str, values: Sequence[Any]) -> list[Entry]:
        with _explained(self.path):
            reports = self._rows(
                f"SELECT r.* FROM reports r JOIN stories s ON s.id = r.story_id {rest}", values
            )
            ids = sorted({row["story_id"] for row in reports})
            entities = self._entities(ids)
            found = self._rows(
                "SELECT * EXCLUDE (text, passages) FROM stories WHERE list_contains(?::VARCHAR[], id)", [ids]
            )
        lines = {row["id"]: rows.line_of(row) for row in found}
        return [entry(rows.event_of(r), entities[r["story_id"]], lines[r["story_id"]]) for r in reports]

    def _entities(self, stories: Sequence[str]) -> dict[str, dict[str, Entity]]:
        """Return the entities of these stories, by story and id, in order."""
        asked = [list(stories)]
        mentions: dict[tuple[str, str], list[str]] = {}
        for row in self._rows(
            "SELECT * FROM mentions WHERE list_contains(?::VARCHAR[], story_id) ORDER BY story_id, position",
            asked,
        ):
            mentions.setdefault((row["story_id"], row["entity_id"]), []).append(row["text"])
        found: dict[str, dict[str, Entity]] = {story: {} for story in stories}
        for row in self._rows(
            "SELECT * FROM entities WHERE list_contains(?::VARCHAR[], story_id) ORDER BY story_id, position",
            asked,
        ):
            named = mentions.get((row["story_id"], row["id"]), [])
            found[row["story_id"]][row["id"]] = rows.entity_of(row, named)
        return found

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        cursor = self._db.execute(statement, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _insert(self, table: Table, added: Sequence[Sequence[Any]]) -> None:
        if added:
            self._db.execute(table.insert(), [list(column) for column in zip(*added, strict=True)])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained(self.path):
            self._db.execute("BEGIN")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _check(self, read_only: bool) -> None:
        """Make the tables in an empty file; refuse one that is no ledger or a newer version's."""
        with _explained(self.path):
            tables = {row["table_name"] for row in self._rows("SELECT table_name FROM duckdb_tables()")}
        if not tables and not read_only:
            with self._transaction():
                for table in TABLES:
                    self._db.execute(table.create())
                self._insert(META, [("program", "dragoman"), ("schema_version", str(SCHEMA_VERSION))])
            return
        if not {table.name for table in TABLES} <= tables:
            what = "the file is a database, but no ledger" if tables else "the ledger is empty"
            raise LedgerError(what, where=self.path, hint="name another file, or read a story into it first")
        with _explained(self.path):
            meta = {row["key"]: row["value"] for row in self._rows("SELECT key, value FROM meta")}
        written = meta.get("schema_version", "")
        if meta.get("program") != "dragoman" or not written.isdigit():
            raise LedgerError(
                "the file is a database, but no ledger", where=self.path, hint="name another file"
            )
        if int(written) > SCHEMA_VERSION:
            raise LedgerError(
                f"a newer version of Dragoman wrote this ledger (its tables are version {written}, "
                f"this program knows {SCHEMA_VERSION})",
                where=self.path,
                hint="upgrade dragoman, or name another file",
            )


def _look(path: Path, read_only: bool) -> None:
    """Refuse a path that can be no ledger, in words that DuckDB would not find."""
    if path.is_dir():
        raise LedgerError("the path is a folder", where=str(path), hint="name a file in it")
    if read_only and not path.exists():
        hint = "read a story into it first: dragoman read STORY.txt"
        raise LedgerError("there is no ledger here", where=str(path), hint=hint)
    if not path.parent.is_dir():
        raise LedgerError(
            "its folder does not exist", where=str(path), hint=f"make the folder {path.parent} first"
        )


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Turn what DuckDB raises into a LedgerError with what to try."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error)
        if "lock" in said and ("Conflicting" in said or "set lock" in said):
            what, hint = "another process is using the ledger", "wait until it is done, or name another file"
        elif "not a valid DuckDB database" in said:
            what, hint = "the file is no ledger", "name another file; this one was not touched"
        elif "newer version" in said or "older version" in said:
            what, hint = "another version of DuckDB wrote this file", "upgrade dragoman, or name another file"
        elif "read-only" in said or "Permission denied" in said or "Read-only" in said:
            what, hint = "the ledger cannot be written", "check the permissions of the file and its folder"
        elif "Connection already closed" in said or "connection closed" in said.lower():
            what, hint = "the ledger was closed", "open it again"
        else:
            first = said.splitlines()[0] if said else type(error).__name__
            what = f"the ledger cannot be used: {first}"
            hint = "the file may be damaged: restore a copy, or read the stories into a new file"
        raise LedgerError(what, where=path, hint=hint) from error


def _only(found: Sequence[Found], ids: Sequence[str], what: str, asked: str, hint: str) -> Found:
    """Return the one thing found. Raises: NotFoundError if there is none, or more than one."""
    if not found:
        raise NotFoundError(f"there is no {what} {asked!r}", hint=hint)
    if len(found) > 1:
        some = ", ".join(id[:12] for id in ids)
        raise NotFoundError(f"more than one {what} begins with {asked!r}: {some}", hint="give more digits")
    return found[0]


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


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
