"""What each engine costs: the same generated stories through the same work, wall clock, CPU and memory.

    python -m benchmarks.engines --stories 20000 --workers 2 --engines local ray ray-data daft spark

Run it in an environment that has the engines, outside the project's own. The stories are small, one a line
of one file, and the reader is the cheapest real one: formats and wire conventions as always, but sentences of
one kind read by a regular expression in place of the language model; so what an engine adds is seen. Each
engine runs in a process of its own, of which all descendants are watched. `--kill` ends one reading process
and one worker of the engine on the way, and tells whether all stories are there in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

MARK = "DRAGOMAN_TRIAL"
READER = "benchmarks.engines:reader"
STATES = ("Peru", "Chile", "Norway", "Bolivia", "Mali", "Japan", "Ghana", "Nepal")


# --- the corpus, and a reader without a language model


def write_corpus(path: Path, stories: int) -> None:
    """Write so many small stories, one a line."""
    with path.open("w", encoding="utf-8") as out:
        for n in range(stories):
            one, other = STATES[n % 8], STATES[(n // 8 + 1 + n % 3) % 8]
            text = (
                f"LIMA, March {1 + n % 28}, 2021 (Andes Wire) -- {one}'s minister visited {other} on March"
                f" {1 + n % 27}, an official said in statement {n}.\n\nThe talks were about"
                f" item {n * 7919 % 9973} of the list and about fish meal.\n"
            )
            out.write(json.dumps({"text": text}) + "\n")


def reader(settings: Any) -> Any:
    """Return a reader that reads one kind of sentence."""
    sys.path.append(str(Path(__file__).parents[1] / "tests" / "made"))
    coded = import_module("watch_server").coded

    from dragoman.pipeline import Reader

    return Reader(settings, annotate=lambda story: story, code=coded)


# --- the engines that did not become adapters, as thin as one would be


def run_ray_data(work: Callable[[Any], Any], given: Sequence[Any], workers: int) -> Iterator[Any]:
    """Map over Ray Data."""
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, logging_level="ERROR")
    rows = ray.data.from_items([{"task": pickle.dumps(item)} for item in given])
    done = rows.repartition(len(given)).map(
        lambda row: {"note": pickle.dumps(work(pickle.loads(row["task"])))}, num_cpus=1
    )
    for row in done.iter_rows():
        yield pickle.loads(row["note"])
    ray.shutdown()


def run_daft(work: Callable[[Any], Any], given: Sequence[Any], workers: int) -> Iterator[Any]:
    """Map over Daft on Ray."""
    import daft
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, logging_level="ERROR")
    daft.set_runner_ray()

    def called(task: bytes) -> bytes:
        return pickle.dumps(work(pickle.loads(task)))

    read = daft.func(return_dtype=daft.DataType.binary())(called)
    frame = daft.from_pydict({"task": [pickle.dumps(item) for item in given]}).into_partitions(len(given))
    for row in frame.select(read(daft.col("task")).alias("note")).iter_rows():
        yield pickle.loads(row["note"])
    ray.shutdown()


def run_spark(work: Callable[[Any], Any], given: Sequence[Any], workers: int) -> Iterator[Any]:
    """Map over Spark."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield from session.sparkContext.parallelize(given, len(given)).map(work).toLocalIterator(True)
    session.stop()


OURS: dict[str, Any] = {"ray-data": run_ray_data, "daft": run_daft, "spark": run_spark}


# --- one run, and who watches it


def trial(name: str, corpus: Path, out: str, workers: int) -> None:
    """Run one engine in this process; print when the first part was there, and the whole."""
    from dragoman.batch import engines
    from dragoman.batch import pieces as cutting
    from dragoman.batch.plan import tasks
    from dragoman.batch.worker import Recipe, work

    began = time.time()
    cutting.CUT = 1 << 16  # the stories are small: some three hundred a task
    todo = list(tasks(list(cutting.pieces([str(corpus)])), (), 1))
    mapped = OURS.get(name) or engines.engine(name).run
    first = None
    stories = 0
    for note in mapped(partial(work, Recipe(out, "trial", reader=READER)), todo, workers):
        first = first or time.time() - began
        stories += note.stories
    print(json.dumps({"first": first, "all": time.time() - began, "stories": stories, "tasks": len(todo)}))


class Watch:
    """Looks at all processes that bear a mark in their environment."""

    def __init__(self, mark: str, *, kill: bool) -> None:
        self._mark = f"{MARK}={mark}".encode()
        self._cpu: dict[int, float] = {}
        self.peak = 0.0
        self._kill = kill
        self.killed: list[str] = []
        self._on = True
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> float:
        """Stop looking, end what is left, and return the CPU-seconds of all."""
        self._on = False
        self._thread.join()
        for pid in self._found():
            os.kill(pid, signal.SIGKILL)
        return sum(self._cpu.values())

    def _found(self) -> list[int]:
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    if self._mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.append(int(entry.name))
                except OSError:
                    continue
        return found

    def _look(self) -> None:
        began = time.time()
        while self._on:
            memory = 0.0
            for pid in self._found():
                try:
                    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                        if line.startswith("Pss:"):
                            memory += int(line.split()[1]) / 1024
                except (OSError, IndexError):
                    continue
                self._cpu[pid] = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
                if self._kill and time.time() - began > 15:
                    self._end(pid)
            self.peak = max(self.peak, memory)
            time.sleep(0.25)

    def _end(self, pid: int) -> None:
        """End one process that reads and one worker of the engine."""
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        kind = "reader" if "dragoman.hands.child" in words else "worker"
        if kind == "worker" and not any(w in words for w in ("ray::", "pyspark.daemon", "pyspark/daemon")):
            return
        if kind not in self.killed:
            self.killed.append(kind)
            os.kill(pid, signal.SIGKILL)


def watched(name: str, corpus: Path, stories: int, workers: int, kill: bool) -> dict[str, Any]:
    """Return what one engine's run took."""
    mark = uuid.uuid4().hex
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "benchmarks.engines", "--one", name, "--corpus", str(corpus)]
        began = time.time()
        watch = Watch(mark, kill=kill)
        done = subprocess.run(
            [*command, "--out", out, "--workers", str(workers)],
            env={**os.environ, MARK: mark, "PYTHONPATH": os.pathsep.join(part or "." for part in sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )
        wall = time.time() - began
        cpu = watch.stop()
    lines = done.stdout.strip().splitlines()
    try:
        told = json.loads(lines[-1])
    except (IndexError, ValueError):
        return {"engine": name, "failed": done.stderr[-1500:], "killed": watch.killed}
    return {
        "engine": name,
        "whole": told["stories"] == stories,
        "tasks": told["tasks"],
        "first_part_s": round(told["first"], 1),
        "wall_s": round(wall, 1),
        "cpu_s": round(cpu, 1),
        "cpu_ms_a_story": round(1000 * cpu / stories, 2),
        "peak_mib": round(watch.peak),
        "killed": watch.killed,
    }


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engines", nargs="+", default=["local", "ray", *OURS])
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        trial(options.one, options.corpus, options.out, options.workers)
        return
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        write_corpus(corpus, options.stories)
        print(f"{options.stories} stories, {corpus.stat().st_size / 1e6:.1f} MB, {options.workers} workers")
        for name in options.engines:
            print(
                json.dumps(watched(name, corpus, options.stories, options.workers, options.kill)), flush=True
            )


if __name__ == "__main__":
    main()
