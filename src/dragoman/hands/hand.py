"""A hand reads files story by story in a process of its own.

When a story takes more than its budget, or ends the process, that story is a failure with its reason; a new
process goes on with the next. A process that was ended from outside is begun anew and tries the story again.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType

from dragoman.config import Settings
from dragoman.errors import RunError
from dragoman.hands.budget import MIB, Budget, usage
from dragoman.hands.messages import (
    READER,
    Begun,
    Ended,
    Made,
    Message,
    Order,
    Ready,
    Start,
    Stopped,
)
from dragoman.model import Failure, Record
from dragoman.sources.intake import Asked
from dragoman.sources.paths import Found, Unread

TICK = 0.1
"""Units: seconds between two looks at what the process takes."""

TRIES = 2
"""Times that a story is begun which ends its process: the end may have come from outside."""

_MAIN = "import sys; sys.path[:] = {path!r}; from dragoman.hands.child import main; main()"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_HINT = "raise the budget if the text is sound, or leave it out"


class Hand:
    """Reads files in a process of its own; close it, or use it as a context manager.

    `reader` names what makes the reader there, as `module:function`.
    """

    def __init__(
        self, settings: Settings | None = None, budget: Budget | None = None, reader: str = READER
    ) -> None:
        self.budget = budget or Budget()
        self._start = Start(reader, settings or Settings())
        self._process: _Process | None = None
        self.stopped = False
        """Whether it reads no more."""

    def __enter__(self) -> Hand:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; closing again does nothing, and reading again begins a new one."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def stop(self) -> None:
        """End the process, and let whoever reads by it, in another thread, stop with a RunError."""
        self.stopped = True
        if (process := self._process) is not None:
            process.kill()

    def read(self, file: Found | Unread, asked: Asked | None = None) -> Iterator[Record | Failure]:
        """Yield the record of each story in a file, or its failure, in order.

        Raises: RunError if no story can be read: a model is missing, or the process does not start.
        """
        walk = _Walk(file, asked or Asked())
        while not walk.over:
            if self.stopped:
                raise RunError("the reading was stopped", where=file.source)
            if self._process is None:
                self._process = _Process(self._start, self.budget)
            self._process.order(Order(walk.file, walk.asked, walk.done))
            try:
                yield from self._follow(self._process, walk)
            except GeneratorExit:
                self.close()
                raise

    def _follow(self, process: _Process, walk: _Walk) -> Iterator[Record | Failure]:
        """Yield what the process makes of a file, until that ends or the process has to be another."""
        while True:
            message = process.next(self.budget)
            if isinstance(message, Begun):
                walk.source = message.source
            elif isinstance(message, Made):
                walk.pass_on()
                yield message.item
                if process.grown(self.budget):
                    self.close()
                    return
            elif isinstance(message, Ended):
                walk.over = True
                return
            elif isinstance(message, str):
                self.close()
                if (failure := walk.give_up(message, process.ended_itself)) is not None:
                    yield failure
                return


class _Walk:
    """How far a file has been read."""

    def __init__(self, file: Found | Unread, asked: Asked) -> None:
        self.file = file
        self.asked = asked
        self.done = 0
        self.source: str | None = None
        self.over = False
        self._tries = 0

    def pass_on(self) -> None:
        """Take note that a story is done."""
        self.done += 1
        self.source = None
        self._tries = 0

    def give_up(self, reason: str, may_try_again: bool) -> Failure | None:
        """Return the failure of the story at hand, or None if it is to be tried again.

        Where no story had been found yet, the file itself cannot be read further.
        """
        self._tries += 1
        if may_try_again and self._tries < TRIES:
            self.source = None
            return None
        if self.source is None:
            self.over = True
            return Failure(self.file.source, f"finding its next story: {reason}", _HINT)
        failure = Failure(self.source, reason, _HINT)
        self.pass_on()
        return failure


class _Process:
    """A process that reads, and what it says."""

    def __init__(self, start: Start, budget: Budget) -> None:
        self.ended_itself = False
        environment = dict.fromkeys(_ONE_THREAD, "1") | dict(os.environ)
        self._popen = subprocess.Popen(
            [sys.executable, "-c", _MAIN.format(path=[part for part in sys.path if part])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._said: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._mark()
        self._tell(start)
        first = self.next(Budget(budget.start, budget.memory))
        if isinstance(first, Stopped):
            self.end()
            raise first.error
        if not isinstance(first, Ready):
            self.end()
            what = f"the process that reads does not start: {first}"
            raise RunError(what, hint="read one story with `dragoman read` to see why")

    def order(self, order: Order) -> None:
        """Tell the process what to read."""
        self._mark()
        self._tell(order)

    def next(self, budget: Budget) -> Message | str:
        """Return what the process says next, or in words why it was ended or has ended.

        Raises: RunError if it says that no story can be read.
        """
        while True:
            try:
                message = self._said.get(timeout=TICK)
            except queue.Empty:
                taken = usage(self._popen.pid)
                spent = None if taken.seconds is None else taken.seconds - (self._spent or 0.0)
                over = budget.over(type(taken)(spent, taken.memory), time.monotonic() - self._since)
                if over is not None:
                    return over
                continue
            self._mark()
            if message is None:
                self.ended_itself = True
                return self._ending()
            if isinstance(message, Stopped):
                self.end()
                raise message.error
            return message

    def grown(self, budget: Budget) -> bool:
        """Return whether it holds so much between two stories that the next would bear the blame."""
        return usage(self._popen.pid).memory > budget.memory * MIB * 3 // 4

    def kill(self) -> None:
        """Let it end at once."""
        self._popen.kill()

    def end(self) -> None:
        """Kill it and take leave of it."""
        self._popen.kill()
        self._popen.wait()
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                with suppress(OSError):  # what was still to be written to a process that is gone
                    stream.close()

    def _mark(self) -> None:
        """Count from now on for the next step."""
        self._since = time.monotonic()
        self._spent = usage(self._popen.pid).seconds

    def _tell(self, message: Start | Order) -> None:
        assert self._popen.stdin is not None
        with suppress(OSError):  # it has ended, as it will be found to have
            pickle.dump(message, self._popen.stdin, pickle.HIGHEST_PROTOCOL)
            self._popen.stdin.flush()

    def _listen(self) -> None:
        """Take down what the process says, None at the end."""
        assert self._popen.stdout is not None
        try:
            while True:
                self._said.put(pickle.load(self._popen.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._said.put(None)

    def _ending(self) -> str:
        """Return in words how the process ended."""
        code = self._popen.wait()
        if code >= 0:
            return f"reading it ends the program (exit code {code})"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"reading it ends the program ({name})"
