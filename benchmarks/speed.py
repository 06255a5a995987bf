"""Measures words per CPU-second beside spaCy's own full pass, the cold start and the peak memory.

usage: speed.py FOLDER [--words 20000]

FOLDER holds stories as text files, at any depth. All passes read the same words in the same process, turn by
turn, and the best of a few turns counts: ours in the batches in which a folder is read, ours story by story,
and spaCy's own in its own batches. The cold start is a fresh `dragoman read` of one story, by the clock and
in processor time; the peak memory is that of one process that has done all passes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TURNS = 3


def gather(folder: Path, wanted: int) -> list[str]:
    """Return stories of at least `wanted` words in all, repeated if the folder holds fewer."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    if not any(text.split() for text in texts):
        sys.exit(f"no stories (*.txt) under {folder}")
    found: list[str] = []
    while sum(len(text.split()) for text in found) < wanted:
        found += texts
    return found


def best(*works: Callable[[], object]) -> list[float]:
    """Return the fewest CPU-seconds that each work took in a few turns; they take turns with each other."""
    fewest = [float("inf")] * len(works)
    for _ in range(TURNS):
        for n, work in enumerate(works):
            begun = time.process_time()
            work()
            fewest[n] = min(fewest[n], time.process_time() - begun)
    return fewest


def cold_start(story: Path) -> tuple[float, float]:
    """Return what a fresh process that reads one story takes. Units: seconds by the clock, CPU-seconds."""
    command = [sys.executable, "-m", "dragoman.cli", "read", str(story), "--no-ledger"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    clock = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--words", type=int, default=20_000)
    options = parser.parse_args()
    clock, spent = cold_start(min(options.folder.rglob("*.txt")))

    import spacy

    from dragoman import Reader
    from dragoman.annotate.registry import BASE_MODEL
    from dragoman.pipeline import batches
    from dragoman.sources.text import read_text

    texts = gather(options.folder, options.words)
    words = sum(len(text.split()) for text in texts)
    reader = Reader()
    reader.read_text(texts[0])
    plain = spacy.load(BASE_MODEL)

    def folder() -> list[object]:
        stories = (read_text(text, None) for text in texts)
        return [record for batch in batches(stories) for record in reader.answer(batch)]

    seconds = best(
        folder, lambda: [reader.read_text(text) for text in texts], lambda: list(plain.pipe(texts))
    )
    together, singly, theirs = (words / each for each in seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{words} words in {len(texts)} stories, best of {TURNS} turns, words per CPU-second and of spaCy's"
    )
    print(f"Dragoman, as a folder        {together:7.0f}  {together / theirs:.2f}")
    print(f"Dragoman, story by story     {singly:7.0f}  {singly / theirs:.2f}")
    print(f"spaCy's full pass            {theirs:7.0f}  {1:.2f}   {BASE_MODEL}")
    print(f"cold start, one story        {clock:7.1f} s  {spent:.1f} CPU-seconds")
    print(f"peak memory                  {peak:7.0f} MiB")


if __name__ == "__main__":
    main()
