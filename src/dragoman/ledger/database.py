"""A DuckDB file as the ledger's rooms use it: rows in, rows out, all or nothing, errors in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from dragoman.errors import LedgerError
from dragoman.ledger.table import Table

MEMORY = ":memory:"
"""In place of a path: a ledger that is gone when it is closed."""

Row = dict[str, Any]
Rows = list[Row]

_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

BUSY = "another process is using the ledger"

PAUSE = 0.02
"""Units: seconds between two attempts to open a file that another process holds, at first."""
LONGEST_PAUSE = 0.25


class Database:
    """One connection to one file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str) -> None:
        self.connection = connection
        self.path = path
        self._within = False

    def close(self) -> None:
        """Close the file; closing it again does nothing."""
        self.connection.close()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that has no answer.

        Raises: LedgerError if the file cannot be used.
        """
        with explained(self.path):
            self.connection.execute(statement, list(values))

    def rows(self, statement: str, values: Sequence[Any] = ()) -> Rows:
        """Return the rows that a statement finds, each by the names of its columns.

        Raises: LedgerError if the file cannot be used.
        """
        with explained(self.path):
            cursor = self.connection.execute(statement, list(values))
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def column(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the first value of each row that a statement finds."""
        with explained(self.path):
            return [row[0] for row in self.connection.execute(statement, list(values)).fetchall()]

    def among(self, statement: str, ids: Sequence[str], piece: int = 500) -> Rows:
        """Return the rows for these ids; in the statement `{ids}` stands for a list of them.

        Values in a list are looked up in an index, where a parameter that is a list is not.
        """
        found: Rows = []
        for start in range(0, len(ids), piece):
            some = ids[start : start + piece]
            found += self.rows(statement.format(ids=", ".join("?" * len(some))), some)
        return found

    def insert(self, table: Table, added: Sequence[Sequence[Any]]) -> None:
        """Add rows to a table, each with a value for every column."""
        if added:
            self.execute(table.insert(), [list(column) for column in zip(*added, strict=True)])

    def delete(self, table: Table, column: str, ids: Sequence[str], piece: int = 500) -> None:
        """Take the rows out of a table that have one of these ids in this column."""
        for start in range(0, len(ids), piece):
            some = ids[start : start + piece]
            self.execute(f"DELETE FROM {table.name} WHERE {column} IN ({', '.join('?' * len(some))})", some)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is within all or not at all; one within another is part of it."""
        if self._within:
            yield
            return
        with explained(self.path):
            self.connection.execute("BEGIN")
            self._within = True
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                with suppress(duckdb.Error):  # a full disk has ended the transaction already
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._within = False


def connect(path: str, *, read_only: bool, wait: float) -> Database:
    """Return the database in this file; one that another process holds is asked for again for a while.

    Units: `wait` in seconds.
    Raises: LedgerError if the file is still held then, damaged, or not there.
    """
    if path != MEMORY:
        _look(Path(path), read_only)
    until = time.monotonic() + wait
    pause = PAUSE
    while True:
        try:
            with explained(path):
                made = duckdb.connect(path, read_only=read_only and path != MEMORY, config=dict(_OFFLINE))
                made.execute("SET enable_progress_bar = false")
            return Database(made, path)
        except LedgerError as error:
            if error.message != BUSY or time.monotonic() >= until:
                raise
        time.sleep(min(pause, max(0.0, until - time.monotonic())))
        pause = min(pause * 1.5, LONGEST_PAUSE)


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
def explained(path: str) -> Iterator[None]:
    """Turn what DuckDB raises into a LedgerError with what to try."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error)
        if "lock" in said and ("Conflicting" in said or "set lock" in said):
            what, hint = BUSY, "wait until it is done, or name another file"
        elif "not a valid DuckDB database" in said:
            what, hint = "the file is no ledger", "name another file; this one was not touched"
        elif "newer version" in said or "older version" in said:
            what, hint = "another version of DuckDB wrote this file", "upgrade dragoman, or name another file"
        elif "read-only" in said or "Permission denied" in said or "Read-only" in said:
            what, hint = "the ledger cannot be written", "check the permissions of the file and its folder"
        elif "No space left" in said:
            what, hint = "the disk is full", "make room and run the command again: what was entered is kept"
        elif "Connection already closed" in said or "connection closed" in said.lower():
            what, hint = "the ledger was closed", "open it again"
        else:
            first = said.splitlines()[0] if said else type(error).__name__
            what = f"the ledger cannot be used: {first}"
            hint = "the file may be damaged: restore a copy, or read the stories into a new file"
        raise LedgerError(what, where=path, hint=hint) from error
