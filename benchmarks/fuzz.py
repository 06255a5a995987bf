"""Mutates samples of every format and reads them: nothing may fall over, hang or grow without bound.

    .venv/bin/python benchmarks/fuzz.py --inputs 100000 --seed 7 --keep FOLDER

Prints what was read of how many, the slowest inputs, and each fault once with its traceback. An input
at fault is kept in FOLDER. The exit code is 1 if there was one. An input may take two seconds of
processor time.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import samples

from dragoman.errors import DragomanError
from dragoman.model import Failure
from dragoman.sources.intake import take
from dragoman.sources.paths import Found

LONGEST = 2.0
"""Units: seconds of processor time."""

_WORDS = (
    b"<", b">", b"&", b"\x00", b"\x01", b"\x02", b"\x03", b"\xff\xfe", b"\n\n", b"\r", b"From ", b'"', b"{",
    b"}", b"[", b"]", b"]]>", b"<![CDATA[", b"<!ENTITY x '", b"--", b"(AP)", b"2nd Ld", b"\xe2\x80",
    b"0" * 40,
    b"9999-99-99", b"KILL", b" " * 300, b"(" * 200, b"<p>" * 60, b"null", b"1e999", b"%PDF-", b"PK\x03\x04",
    b"WARC/1.0\r\n",
)  # fmt: skip


def mutate(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return the bytes with one to eight changes: bits, cuts, copies, insertions, pieces of other samples."""
    made = bytearray(data)
    if chance.random() < 0.35:
        # Letters and figures alone, so that the format holds and what it says does not.
        spots = [at for at, byte in enumerate(made) if chr(byte).isalnum() and byte < 128]
        for at in chance.sample(spots, min(len(spots), chance.choice((1, 3, 10, 60)))):
            made[at] = chance.choice(b"aeinoTSR019 -,.:/")
        return bytes(made)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(made) + 1)
        kind = chance.randrange(8)
        if kind == 0 and made:
            made[at % len(made)] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + chance.choice((1, 4, 30, 400))]
        elif kind == 2:
            made[at:at] = chance.choice(_WORDS)
        elif kind == 3:
            made[at:at] = made[at : at + chance.choice((8, 60, 500))] * chance.choice((1, 2, 20))
        elif kind == 4:
            del made[at:]
        elif kind == 5:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            made[at:at] = other[start : start + chance.choice((20, 200, 2000))]
        elif kind == 6 and made:
            made[at % len(made)] ^= 1 << chance.randrange(8)
        else:
            made[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 4, 16))))
    return bytes(made[:400_000])


class Tally:
    """What came of the inputs."""

    def __init__(self, keep: Path | None) -> None:
        self.keep = keep
        self.read: Counter[str] = Counter()
        self.faults: dict[str, str] = {}
        self.slowest: list[tuple[float, str, str]] = []

    def run(self, name: str, data: bytes) -> None:
        """Read one input and note what came of it."""
        started = time.process_time()
        try:
            for taken in take(Found(name, data)):
                self.read["failures" if isinstance(taken, Failure) else "stories"] += 1
        except DragomanError:
            self._fault(name, data, traceback.format_exc())
        except Exception:
            self._fault(name, data, traceback.format_exc())
        spent = time.process_time() - started
        self.slowest = sorted([*self.slowest, (spent, name, digest(data))], reverse=True)[:8]
        if spent > LONGEST:
            self._fault(name, data, f"took {spent:.1f} s")

    def _fault(self, name: str, data: bytes, told: str) -> None:
        where = "\n".join(told.strip().splitlines()[-5:])
        if where not in self.faults:
            self.faults[where] = f"{name} {digest(data)}\n{told}"
            if self.keep is not None:
                self.keep.mkdir(parents=True, exist_ok=True)
                (self.keep / f"{digest(data)}-{name}").write_bytes(data)


def digest(data: bytes) -> str:
    """Return a short name for an input."""
    return hashlib.sha256(data).hexdigest()[:12]


def main() -> int:
    """Read as many mutated inputs as asked for, print what came of them, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples.write(Path(folder))
        given = [(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]
    others = [data for _, data in given if data]
    tally = Tally(asked.keep)
    started = time.monotonic()
    for number in range(asked.inputs):
        name, data = given[number % len(given)]
        tally.run(name, mutate(data, others, random.Random(f"{asked.seed}:{number}")))
        if number % 5000 == 4999:
            print(
                f"{number + 1} inputs, {time.monotonic() - started:.0f} s, {len(tally.faults)} faults",
                flush=True,
            )
    print(f"{asked.inputs} inputs: {tally.read['stories']} stories, {tally.read['failures']} failures")
    for spent, name, mark in tally.slowest:
        print(f"{spent:6.2f} s  {name}  {mark}")
    for told in tally.faults.values():
        print(f"\n{told}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
