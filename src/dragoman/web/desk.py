"""What the desk's pages share: the ledger's file, the reader, and the lock under which the ledger changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import RLock, Timer
from typing import TYPE_CHECKING

from dragoman.ledger.desk import DeskLedger

if TYPE_CHECKING:
    from dragoman.pipeline import Reader


LINGER = 1.0
"""Units: seconds for which the file stays open to read after a request, with what was read of it in memory; a
writer elsewhere waits longer than that for its turn."""


@dataclass(slots=True)
class Desk:
    """One ledger, opened for the pages and let go of as soon as nobody asks, so that others may write."""

    path: str
    today: date | None = None
    """The day that counts as today; None for the real one."""
    _turn: RLock = field(default_factory=RLock)
    _opened: DeskLedger | None = None
    _closing: Timer | None = None
    _reader: Reader | None = None

    @property
    def now(self) -> date:
        """Return today."""
        return self.today or date.today()

    @contextmanager
    def reading(self) -> Iterator[DeskLedger]:
        """Give the ledger to read, to one after the other. Raises: LedgerError if it cannot be opened."""
        with self._turn:
            if self._closing:
                self._closing.cancel()
            if self._opened is None:
                self._opened = DeskLedger.open(self.path, read_only=True)
            try:
                yield self._opened
            finally:
                # No daemon: DuckDB aborts the process that ends while a thread still closes a file.
                self._closing = Timer(LINGER, self.close)
                self._closing.start()

    @contextmanager
    def writing(self) -> Iterator[DeskLedger]:
        """Give the ledger to write, to one at a time; it is made if there is none.

        Raises: LedgerError if it cannot be opened.
        """
        with self._turn:
            self.close()
            with DeskLedger.open(self.path) as ledger:
                yield ledger

    def close(self) -> None:
        """Let go of the file; the next request opens it again."""
        with self._turn:
            if self._closing is not None:
                self._closing.cancel()
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def reader(self) -> Reader:
        """Return the reader of stories; it loads its models when it first reads."""
        if self._reader is None:
            from dragoman.pipeline import Reader

            self._reader = Reader()
        return self._reader
