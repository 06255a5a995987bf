"""The engine of one machine: a thread for each worker, and each worker's reading in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from dragoman.batch.engines import Done, Given, cores


class _Local:
    """Runs on the cores of this machine, all of them unless told otherwise."""

    def run(
        self, work: Callable[[Given], Done], given: Sequence[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what the work returns for each, the first done first; what fails ends the others soon."""
        rest = iter(given)
        pool = ThreadPoolExecutor(workers or cores(), thread_name_prefix="worker")
        running: set[Future[Done]] = set()
        try:
            for _, item in zip(range(workers or cores()), rest, strict=False):
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
