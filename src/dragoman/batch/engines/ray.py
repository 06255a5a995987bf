"""The engine of many machines: Ray, on the cluster that it is told of, or on this machine alone.

Workers need the same installation of Dragoman, and a prefix that all of them can write to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import ray

from dragoman.batch.engines import Done, Given

RETRIES = 3
"""Times that a task is given to another worker when the one that had it dies."""


class _Ray:
    """Runs on Ray's workers, one core a task."""

    def compute(
        self, work: Callable[[Given], Done], given: Iterable[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what the work returns for each, as `run` does: every worker is a process."""
        return self.run(work, given, workers)

    def run(
        self, work: Callable[[Given], Done], given: Iterable[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what the work returns for each, the first done first; what fails ends the others."""
        ours = not ray.is_initialized()
        if ours:
            _begin(workers)
        task = ray.remote(num_cpus=1, max_retries=RETRIES)(_call)
        held = ray.put(work)
        rest = iter(given)
        most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        running: list[Any] = []
        try:
            for _, item in zip(range(2 * most), rest, strict=False):
                running.append(task.remote(held, item))
            while running:
                ended, running = ray.wait(running, num_returns=1)
                for item in rest:
                    running.append(task.remote(held, item))
                    break
                yield ray.get(ended[0])
        finally:
            for left in running:
                ray.cancel(left, force=True)
            if ours:
                ray.shutdown()


def _begin(workers: int | None) -> None:
    """Join the cluster that RAY_ADDRESS names, or begin one on this machine."""
    import os

    quiet: dict[str, Any] = {"include_dashboard": False, "logging_level": "ERROR", "log_to_driver": False}
    if os.environ.get("RAY_ADDRESS"):
        ray.init(logging_level="ERROR")
    else:
        ray.init(num_cpus=workers, **quiet)


def _call(work: Callable[[Any], Any], item: Any) -> Any:
    return work(item)


ENGINE = _Ray()
