"""What a piece of work may take, of processor time and memory: watched meanwhile, and ended beyond it."""

from __future__ import annotations

import ctypes
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from dragoman.errors import StoryError

TICK = 0.25
"""Units: seconds of processor time between two looks."""

MIB = 1 << 20

_HINT = "split it if it is sound, or leave it out"


@dataclass(frozen=True, slots=True)
class Limit:
    """What the reading of one story may take before it is given up."""

    seconds: float = 60.0
    """Units: seconds of processor time."""
    memory: int = 1024
    """Units: MiB by which the process may grow meanwhile; not watched where the system does not tell it."""


class _End(BaseException):
    """Thrown into the work; no handler of ordinary errors catches it."""


_busy = threading.local()


@contextmanager
def limited(limit: Limit, where: str | None = None) -> Iterator[None]:
    """End the work within when it takes more than the limit; in other limited work the outer limit holds.

    Python's own work is ended at once, that of a library in C when it comes back.

    Raises: StoryError that says of what it took too much.

    Example:
        >>> with limited(Limit(seconds=0.5), "endless.txt"):
        ...     while True:
        ...         pass
        Traceback (most recent call last):
        dragoman.errors.StoryError: endless.txt: reading it takes more than 0.5 seconds of processor time ...
    """
    if getattr(_busy, "watch", None) is not None:
        yield
        return
    watch = _BySignal(limit) if _may_signal() else _ByThread(limit)
    _busy.watch = watch
    try:
        watch.begin()
        yield
    except _End:
        raise StoryError(f"reading it takes more than {watch.over()}", where=where, hint=_HINT) from None
    finally:
        watch.end()
        _busy.watch = None


def _may_signal() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def held() -> int:
    """Return how much memory this process holds; 0 where the system does not tell it. Units: bytes."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


class _Watch:
    """Looks at what the work of one thread takes."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.live = False
        self._said = ""
        self._memory = held()
        self._clock = _clock()
        self._since = self._time()

    def over(self) -> str:
        """Return of what the work takes too much; nothing while it keeps within the limit."""
        if not self._said:
            if held() - self._memory > self.limit.memory * MIB:
                self._said = f"{self.limit.memory:,} MiB of memory"
            elif self._time() - self._since > self.limit.seconds:
                self._said = f"{self.limit.seconds:,g} seconds of processor time"
        return self._said

    def begin(self) -> None:
        """Look from now on."""
        self.live = True

    def end(self) -> None:
        """Look no more."""
        self.live = False

    def _time(self) -> float:
        return time.monotonic() if self._clock is None else time.clock_gettime(self._clock)


def _clock() -> int | None:
    """Return the clock of this thread's processor time; None where the system has none."""
    try:
        return time.pthread_getcpuclockid(threading.get_ident())
    except (AttributeError, OSError):
        return None


class _BySignal(_Watch):
    """Looks in the main thread, called by the system's timer of processor time; ends patterns too."""

    def begin(self) -> None:
        self._former = signal.signal(signal.SIGPROF, self._look)
        signal.siginterrupt(signal.SIGPROF, False)
        super().begin()
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)

    def end(self) -> None:
        super().end()
        signal.setitimer(signal.ITIMER_PROF, 0)
        with suppress(TypeError):  # a handler that was not set from Python
            signal.signal(signal.SIGPROF, self._former)

    def _look(self, number: int, frame: FrameType | None) -> None:
        if self.live and self.over():
            raise _End


class _ByThread(_Watch):
    """Looks from a thread beside the work."""

    def begin(self) -> None:
        self._thread = ctypes.c_ulong(threading.get_ident())
        self._done = threading.Event()
        self._lock = threading.Lock()
        super().begin()
        threading.Thread(target=self._run, name="limit", daemon=True).start()

    def end(self) -> None:
        with self._lock:
            super().end()
            self._throw(None)  # what was thrown and not yet raised
        self._done.set()

    def _run(self) -> None:
        while not self._done.wait(TICK):
            with self._lock:
                if self.live and self.over():
                    self._throw(_End)

    def _throw(self, error: type[BaseException] | None) -> None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, ctypes.py_object(error) if error else None)
