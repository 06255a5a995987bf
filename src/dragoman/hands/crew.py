"""A crew of hands reads many files side by side; what they read comes in the files' own order."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.config import Settings
from dragoman.hands.child import make_reader
from dragoman.hands.cores import cores
from dragoman.hands.hand import Hand
from dragoman.hands.messages import READER, Start
from dragoman.model import Failure, Record
from dragoman.pipeline import files, tables
from dragoman.sources.intake import Asked

if TYPE_CHECKING:
    from dragoman.pipeline import File
    from dragoman.sources.paths import Found, Unread

MANY = 64
"""Files from which on several processes are worth the seconds in which each loads its model."""
_AHEAD = 4
"""Files for each hand that are under way or wait for it."""
_HELD = 64
"""Records of one file that wait to be taken, before the hand that reads it waits itself."""

Said = Record | Failure | BaseException | None
"""What a hand makes of a file: story by story, then None, or the error that ends the run."""


def read(
    paths: Iterable[str | Path],
    asked: Asked,
    workers: int | None = None,
    settings: Settings | None = None,
    reader: str = READER,
) -> Iterator[Record | Failure]:
    """Yield the record of each story that the paths name, or its failure, in order.

    Many files are read by `workers` processes, one a core if none is said; few, by this one. `reader` names
    what makes the reader, as `module:function`.

    Raises: RunError if no story can be read: a model is missing, or a process does not start.
    """
    found = files(*paths)
    first = list(islice(found, MANY))
    number = workers or cores()
    if number == 1 or len(first) < MANY:
        start = Start(reader, settings or Settings())
        yield from make_reader(start).read_all(chain(first, found), asked)
        return
    with _Crew(number, partial(Hand, settings, reader=reader), asked) as crew:
        yield from crew.read(chain(first, found))


class _Crew:
    """Hands, each with a thread that listens to it."""

    def __init__(self, number: int, hire: Callable[[], Hand], asked: Asked) -> None:
        self._number = number
        self._new_hand = hire
        self._asked = asked
        self._threads = ThreadPoolExecutor(number, initializer=self._hire)
        self._own = threading.local()
        self._hands: list[Hand] = []
        self._over = threading.Event()

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for hand in self._hands:
            hand.stop()
        self._threads.shutdown(cancel_futures=True)
        for hand in self._hands:
            hand.close()

    def read(self, found: Iterable[File]) -> Iterator[Record | Failure]:
        """Yield what is read in the files, in their order, some files ahead being read meanwhile."""
        waiting: deque[Path | queue.Queue[Said]] = deque()
        for file in found:
            waiting.append(file if isinstance(file, Path) else self._give(file))
            if len(waiting) >= _AHEAD * self._number:
                yield from _taken(waiting.popleft())
        while waiting:
            yield from _taken(waiting.popleft())

    def _give(self, file: Found | Unread) -> queue.Queue[Said]:
        """Return where the stories of a file will come, one after the other."""
        said: queue.Queue[Said] = queue.Queue(_HELD)
        self._threads.submit(self._work, file, said)
        return said

    def _hire(self) -> None:
        self._own.hand = self._new_hand()
        self._hands.append(self._own.hand)

    def _work(self, file: Found | Unread, said: queue.Queue[Said]) -> None:
        """Let this thread's hand read a file."""
        try:
            for item in self._own.hand.read(file, self._asked):
                self._say(said, item)
        except BaseException as error:
            self._say(said, error)
        else:
            self._say(said, None)

    def _say(self, said: queue.Queue[Said], what: Said) -> None:
        """Hand something on, unless nobody will take it any more."""
        while not self._over.is_set():
            try:
                said.put(what, timeout=0.1)
                return
            except queue.Full:
                continue


def _taken(source: Path | queue.Queue[Said]) -> Iterator[Record | Failure]:
    """Yield what comes of one file, or of a folder of tables."""
    if isinstance(source, Path):
        yield from tables(source)
        return
    while (item := source.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item
