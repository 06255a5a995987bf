"""What the desk's pages share: the ledger's file, the reader, and the lock under which the ledger changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from dragoman.ledger import Ledger

if TYPE_CHECKING:
    from dragoman.pipeline import Reader


@dataclass(slots=True)
class Desk:
    """One ledger, opened for the pages.

    The file is opened for each request and closed after it, so that other processes may write between two
    requests; DuckDB keeps what it has read in the operating system's cache.
    """

    path: str
    today: date | None = None
    """The day that counts as today; None for the real one."""
    _changes: Lock = field(default_factory=Lock)
    _reader: Reader | None = None

    @property
    def now(self) -> date:
        """Return today."""
        return self.today or date.today()

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open the ledger to read. Raises: LedgerError if it cannot be opened."""
        with self._changes, Ledger.open(self.path, read_only=True) as ledger:
            yield ledger

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """Open the ledger to write, one at a time; it is made if there is none.

        Raises: LedgerError if it cannot be opened.
        """
        with self._changes, Ledger.open(self.path) as ledger:
            yield ledger

    def reader(self) -> Reader:
        """Return the reader of stories; it loads its models when it first reads."""
        if self._reader is None:
            from dragoman.pipeline import Reader

            self._reader = Reader()
        return self._reader
