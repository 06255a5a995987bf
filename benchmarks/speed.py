"""Measures words per CPU-second beside spaCy's own full pass, the cold start and the peak memory.

usage: speed.py FOLDER [--words 20000]

FOLDER holds stories as text files, at any depth. Both passes read the same words in the same process, and the
best of a few turns counts: ours story by story, spaCy's in its own batches. The cold start is a fresh
`dragoman read` of one story; the peak memory is that of our pass, loading included.
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


def best(work: Callable[[], object]) -> float:
    """Return the fewest CPU-seconds that the work took in a few turns."""
    spent = []
    for _ in range(TURNS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def cold_start(story: Path) -> float:
    """Return the wall-clock seconds of a fresh process that reads one story."""
    command = [sys.executable, "-m", "dragoman.cli", "read", str(story), "--no-ledger"]
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--words", type=int, default=20_000)
    options = parser.parse_args()
    start = cold_start(min(options.folder.rglob("*.txt")))

    import spacy

    from dragoman import Reader
    from dragoman.annotate.registry import BASE_MODEL

    texts = gather(options.folder, options.words)
    words = sum(len(text.split()) for text in texts)
    reader = Reader()
    reader.read_text(texts[0])
    ours = words / best(lambda: [reader.read_text(text) for text in texts])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = spacy.load(BASE_MODEL)
    theirs = words / best(lambda: list(plain.pipe(texts)))
    print(f"{words} words in {len(texts)} stories, best of {TURNS} turns")
    print(f"Dragoman, whole pipeline   {ours:7.0f} words per CPU-second")
    print(f"spaCy {BASE_MODEL} alone   {theirs:7.0f} words per CPU-second")
    print(f"ratio                      {ours / theirs:7.2f}")
    print(f"cold start, one story      {start:7.1f} s")
    print(f"peak memory                {peak:7.0f} MiB")


if __name__ == "__main__":
    main()
