"""How the settling of a whole ledger grows with its events: seconds, CPU, memory, step by step.

    python -m benchmarks.merging --events 10000 100000 1000000 --workers 2

The stories are the small invented ones of `benchmarks.ledger`: an event each, every tenth a version of
another, a hundred stories a day however many there are in all: a longer corpus is one of more days. They are
written as parts, loaded, and settled at once.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.batch.commit import _shared_out
from dragoman.batch.engines import engine
from dragoman.batch.part import make_part
from dragoman.ledger import Ledger

PART = 2000
"""Units: stories of a part."""


def _cpu() -> float:
    """Return the CPU-seconds of this process and of those that it has waited for."""
    of = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in of)


def fill(ledger: Ledger, events: int) -> tuple[float, float, float]:
    """Load so many stories; return the CPU-seconds of writing and of loading them, and the parts' bytes."""
    invented = import_module("benchmarks.ledger").invented
    draw = random.Random(1)
    writing = loading = size = 0.0
    for start in range(0, events, PART):
        records = [invented(n, draw) for n in range(start, min(start + PART, events))]
        begun = _cpu()
        part = make_part(records)
        writing += _cpu() - begun
        size += sum(map(len, part.files.values()))
        with tempfile.TemporaryDirectory() as folder:
            for name, data in part.files.items():
                (Path(folder) / f"{name}.parquet").write_bytes(data)
            begun = _cpu()
            ledger.load(folder)
            loading += _cpu() - begun
    return writing, loading, size


class _Steps:
    """Tells what each step took."""

    def __init__(self) -> None:
        self._name = ""
        self._since = (0.0, 0.0)

    def __call__(self, name: str) -> None:
        now = (time.perf_counter(), _cpu())
        if self._name:
            wall, cpu = (a - b for a, b in zip(now, self._since, strict=True))
            print(f"    {self._name:48} {wall:8.1f} s  {cpu:8.1f} s here", flush=True)
        self._name, self._since = name, now


def measure(events: int, compute: Callable[..., Any]) -> None:
    """Fill a ledger, settle it at once, and print what that took."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "whole.duckdb") as ledger:
        writing, loading, size = fill(ledger, events)
        steps = _Steps()
        begun, wall = _cpu(), time.perf_counter()
        ledger.settle_whole(compute, steps)
        steps("")
        cpu, wall = _cpu() - begun, time.perf_counter() - wall
        made = ledger.sql("SELECT count(*) FROM events").rows[0][0]
    print(
        f"{events:8} reports, {made} events: written {1000 * writing / events:.2f} ms and loaded"
        f" {1000 * loading / events:.2f} ms a story, {size / events:.0f} bytes; settled in {wall:.0f} s,"
        f" {1000 * cpu / events:.2f} ms of processor time each,"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most",
        flush=True,
    )


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--engine", default="local")
    given = parser.parse_args()
    for events in given.events:
        measure(events, partial(_shared_out, engine(given.engine), given.workers))


if __name__ == "__main__":
    main()
