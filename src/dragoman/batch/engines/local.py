"""The engine of one machine: threads for work that waits for a process, processes for work that computes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)

from dragoman.batch.engines import Done, Given
from dragoman.hands.cores import cores


class _Local:
    """Runs on the cores of this machine, all of them unless told otherwise."""

    def run(
        self, work: Callable[[Given], Done], given: Iterable[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what the work returns for each, the first done first; what fails ends the others soon."""
        count = workers or cores()
        return _mapped(ThreadPoolExecutor(count, thread_name_prefix="worker"), work, given, count)

    def compute(
        self, work: Callable[[Given], Done], given: Iterable[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what the work returns for each, the first done first."""
        count = workers or cores()
        if count == 1:
            return map(work, given)
        pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))
        return _mapped(pool, work, given, 2 * count)


def _mapped(
    pool: Executor, work: Callable[[Given], Done], given: Iterable[Given], most: int
) -> Iterator[Done]:
    """Yield what the work returns for each, of which so many at most are under way."""
    rest = iter(given)
    running: set[Future[Done]] = set()
    try:
        for _, item in zip(range(most), rest, strict=False):
            running.add(pool.submit(work, item))
        while running:
            ended, running = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                done = future.result()
                for item in rest:
                    running.add(pool.submit(work, item))
                    break
                yield done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


ENGINE = _Local()
