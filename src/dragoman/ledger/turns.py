"""A ledger written in short turns, between which other processes read it."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType

from dragoman.ledger.intake import Change
from dragoman.ledger.store import Ledger
from dragoman.model import Failure, Record

TURN = 2.0
"""Units: seconds between two turns, at least; what was read since waits in memory."""

MOST = 50
"""Units: stories that wait at most."""

SETTLED = 200
"""Units: stories settled in one turn."""

BACKLOG = 200
"""Units: stories left unsettled while more are read, at least; in a large ledger a tenth of it."""

PATIENCE = 600.0
"""Units: seconds for which a writer asks for its turn."""


class Turns:
    """Enters records into a ledger's file, which it holds only while it writes.

    As a context manager it enters what waits and settles everything at the end, also when the end is an error
    or an interrupt.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = path
        self._waiting: list[Record | Failure] = []
        self._last = time.monotonic()
        self._unsettled = 0
        with Ledger.open(path, wait=PATIENCE) as ledger:
            self._size = ledger.size()

    def __enter__(self) -> Turns:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.write()
        if error is None:
            self.settle()

    def add(self, item: Record | Failure) -> None:
        """Enter a record or a failure, now or with the next turn.

        Raises: LedgerError if the file cannot be written, or another process holds it too long.
        """
        self._waiting.append(item)
        if len(self._waiting) >= MOST or time.monotonic() - self._last >= TURN:
            self.write()

    def write(self) -> None:
        """Enter what waits: the failures, then the stories at once, all of them or none."""
        if not self._waiting:
            return
        records = [item for item in self._waiting if isinstance(item, Record)]
        with Ledger.open(self.path, wait=PATIENCE) as ledger:
            for item in self._waiting:
                if isinstance(item, Failure):
                    ledger.add_failure(item)
            changes = ledger.add_all(records)
        self._waiting.clear()
        entered = sum(change in (Change.ADDED, Change.REPLACED) for change in changes)
        self._size += entered
        self._unsettled += entered
        self._last = time.monotonic()
        if self._unsettled >= max(BACKLOG, self._size // 10):
            self.settle()

    def settle(self) -> None:
        """Draw the consequences of all that was entered, some stories a turn."""
        left = 1
        while left:
            with Ledger.open(self.path, wait=PATIENCE) as ledger:
                left = ledger.settle(SETTLED)
        self._unsettled = 0
        self._last = time.monotonic()
