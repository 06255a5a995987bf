"""Lets `watch` run on feeds that misbehave: memory must stay flat, and every story be entered once.

    .venv/bin/python benchmarks/soak.py --minutes 30 --seed 5

A server on this machine offers new stories all the time, the same ones in several feeds, and answers at
random with errors, slowly, cut off, garbled, with a page, or with "not modified". The watcher, a process of
its own with the whole pipeline, is killed at random moments in the first half and left alone in the second,
in which its memory is measured. Pauses after faults are seconds instead of minutes. The exit code is 1 if a
story that stood in a whole answer is missing, if one is there twice, or if the memory grew by more than the
bound; 2 where the machine was too busy to tell.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FEEDS = 6
OFFERED = 40
"""The latest stories that a feed shows."""
GROWTH = 64
"""Units: MiB by which the watcher may grow in the second half, the ledger's own cache included."""
LOADED = 5
"""Rounds of the last watcher before its memory is measured: its model is loaded then."""
WARM = 0.2
"""The share of the second half that is not counted: caches fill."""

WATCHER = """
import sys
from datetime import timedelta
from dragoman.ledger import EventFilter
from dragoman.pipeline import Reader
from dragoman.watch import schedule
from dragoman.watch.notify import channel
from dragoman.watch.polling import Patience
from dragoman.watch.round import Watch, run
import time
schedule.FIRST_PAUSE = timedelta(seconds=2)
schedule.LONGEST_PAUSE = timedelta(seconds=8)
ledger, told, *feeds = sys.argv[1:]
plan = Watch(tuple(feeds), ledger, EventFilter.parse(""), (channel(f"file:{told}", {}, print, False),),
             timedelta(seconds=2), lambda *said: None, Patience(connect=1, read=1, whole=2), 0.0)
reader = Reader()
while True:
    outcome = run(plan, reader)
    print(outcome.asked, outcome.failed, outcome.stories, outcome.unread, outcome.told, flush=True)
    time.sleep(0.5)
"""

_STATES = (
    ("Peru", "Lima"), ("Chile", "Santiago"), ("Norway", "Oslo"), ("Bolivia", "La Paz"), ("Kenya", "Nairobi"),
    ("Ghana", "Accra"), ("Nepal", "Kathmandu"), ("Jordan", "Amman"), ("Poland", "Warsaw"),
)  # fmt: skip
_DEEDS = ("met", "accused", "rejected", "will visit", "thanked")
_TOPICS = "fish wheat visas copper pipelines ports borders refugees tariffs floods railways elections".split()


def story(number: int) -> tuple[str, str]:
    """Return the headline and the text of a story that no other number gives."""
    chance = random.Random(f"story {number}")
    (one, town), (other, _) = chance.sample(_STATES, 2)
    topic, did = (
        chance.choice(_TOPICS),
        chance.choice(("met", "accused", "rejected", "will visit", "thanked")),
    )
    day = 1 + number % 28
    words = (
        f"{town.upper()}, March {day}, 2021 (AFP) - {one}'s foreign minister {did} the president of {other}"
        f" on Tuesday over {topic}, an official said in statement number {number} of the year. The two sides"
        f" have talked {chance.randrange(2, 90)} times since {chance.randrange(1970, 2020)} without a result."
        f" Police arrested {chance.randrange(3, 300)} protesters in {town}, and {other} threatened to recall"
        f" its ambassador."
    )
    return f"{one} and {other} at odds over {topic}, {number}", words


@dataclass
class Wire:
    """What the server has to offer, and how it answers."""

    seed: int
    begun: float = field(default_factory=time.monotonic)
    every: float = 4.0
    """Units: seconds between two new stories."""
    sound: bool = False
    """Whether it behaves from now on, and offers nothing new."""
    last: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    given: set[int] = field(default_factory=set)
    """The stories that stood in an answer which was whole."""

    def offered(self, feed: int) -> list[int]:
        """Return the numbers of the stories that a feed shows; every third is in all feeds."""
        if not self.sound:
            self.last = int((time.monotonic() - self.begun) / self.every)
        mine = [n for n in range(self.last + 1) if n % 3 == 0 or n % FEEDS == feed]
        return mine[-OFFERED:]

    def rss(self, feed: int, shown: list[int]) -> bytes:
        """Return the feed that shows these stories."""
        items = "".join(
            f"<item><title>{head}</title><guid>urn:soak:{feed}:{n}</guid>"
            f"<pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate>"
            f"<description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
            for n in shown
            for head, text in [story(n)]
        )
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>'
        return f"{head}{items}</channel></rss>".encode()


def handler(wire: Wire) -> type[BaseHTTPRequestHandler]:
    """Return what answers the requests of a run."""
    draw = random.Random(wire.seed)
    counted = itertools.count()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            feed = int(self.path.rpartition("/")[2])
            next(counted)
            kinds = {
                "sound": 10,
                "error": 2,
                "busy": 1,
                "slow": 2,
                "cut": 1,
                "garbled": 1,
                "page": 1,
                "drip": 1,
            }
            kind = "sound" if wire.sound else draw.choices(list(kinds), list(kinds.values()))[0]
            wire.answers[kind] += 1
            with suppress(OSError):
                shown = wire.offered(feed)
                self._answer(kind, wire.rss(feed, shown))
                if kind in ("sound", "slow"):
                    wire.given.update(shown)

        def _answer(self, kind: str, data: bytes) -> None:
            if kind == "error":
                self._send(draw.choice((404, 500, 502)), b"")
            elif kind == "busy":
                self._send(503, b"", ("Retry-After", "1"))
            elif kind == "slow":
                time.sleep(draw.uniform(0.2, 1.6))
                self._send(200, data)
            elif kind == "cut":
                self.send_response(200)
                self.send_header("Content-Length", str(len(data) + 999))
                self.end_headers()
                self.wfile.write(data[: len(data) // 2])
                self.close_connection = True
            elif kind == "garbled":
                bad = bytearray(data)
                for _ in range(40):
                    bad[draw.randrange(len(bad))] = draw.randrange(256)
                self._send(500 if draw.random() < 0.5 else 200, bytes(bad[:200]))
            elif kind == "page":
                self._send(200, b"<!doctype html><html><body><p>Log in to read our feeds</p></body></html>")
            elif kind == "drip":
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                for at in range(0, 3000, 10):
                    self.wfile.write(data[at : at + 10])
                    time.sleep(0.05)
                self.close_connection = True
            else:
                tag = f'"{hash(data)}"'
                if self.headers.get("If-None-Match") == tag:
                    self._send(304, b"", ("ETag", tag))
                else:
                    self._send(200, data, ("ETag", tag))

        def _send(self, status: int, data: bytes, *headers: tuple[str, str]) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@dataclass
class Watcher:
    """The process that watches, begun anew after each kill."""

    ledger: Path
    told: Path
    feeds: list[str]
    rounds: int = 0
    kills: int = 0

    def start(self) -> None:
        """Begin it, and count its rounds beside."""
        words = [sys.executable, "-c", WATCHER, str(self.ledger), str(self.told), *self.feeds]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._count, args=(self.process,), daemon=True).start()

    def _count(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for _ in process.stdout:
            self.rounds += 1

    def kill(self) -> None:
        """End it at once, wherever it is."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    def memory(self) -> float:
        """Return what it holds. Units: MiB."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def settled(self, wanted: Callable[[], bool], patience: float) -> None:
        """Wait until it has done what is wanted, or patience ends."""
        until = time.monotonic() + patience
        while not wanted() and time.monotonic() < until:
            time.sleep(1)


def entered(ledger: Path) -> Counter[str]:
    """Return how often each headline stands in the ledger, and make sure that every story is whole."""
    from dragoman.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        lines = opened.stories()
        for line in lines:
            opened.story(line.id)
        return Counter(str(line.headline) for line in lines)


def soak(minutes: float, seed: int, every: float, folder: Path) -> int:
    """Run it all, print what came of it, and return the exit code."""
    wire = Wire(seed, every=every)
    served = ThreadingHTTPServer(("127.0.0.1", 0), handler(wire))
    served.daemon_threads = True
    threading.Thread(target=served.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{served.server_address[1]}"
    feeds = [f"{address}/feed/{n}" for n in range(FEEDS)]
    watcher = Watcher(folder / "soak.duckdb", folder / "told.jsonl", feeds)
    draw = random.Random(seed)
    half, end = wire.begun + 30 * minutes, wire.begun + 60 * minutes
    watcher.start()
    while time.monotonic() < half:
        time.sleep(min(max(0.0, half - time.monotonic()), draw.uniform(4, max(6.0, 2 * minutes))))
        if time.monotonic() < half:
            watcher.kill()
            watcher.start()
    measured: list[float] = []
    started = watcher.rounds
    while time.monotonic() < end:
        time.sleep(min(2.0, max(0.05, end - time.monotonic())))
        if watcher.rounds >= started + LOADED:
            measured.append(watcher.memory())
    wire.sound = True
    rounds = watcher.rounds
    watcher.settled(lambda: watcher.rounds >= rounds + 12, 180)
    watcher.kill()
    served.shutdown()
    wanted = {story(n)[0] for n in wire.given}
    return report(wire, watcher, measured, wanted, entered(watcher.ledger))


def report(wire: Wire, watcher: Watcher, measured: list[float], wanted: set[str], found: Counter[str]) -> int:
    """Print what came of a run and return the exit code."""
    if len(measured) < 9:
        print(f"too few rounds to tell anything: {watcher.rounds}")
        return 2
    counted = measured[int(len(measured) * WARM) :]
    third = max(1, len(counted) // 3)
    early, late = statistics.median(counted[:third]), statistics.median(counted[-third:])
    missing = sorted(wanted - found.keys())
    twice = sorted(head for head, count in found.items() if count > 1)
    strange = sorted(found.keys() - wanted)
    print(f"{sum(wire.answers.values())} answers: {dict(wire.answers)}")
    print(f"{watcher.rounds} rounds, {watcher.kills} kills")
    print(f"{len(wanted)} stories offered, {sum(found.values())} entered, {len(missing)} missing,"
          f" {len(twice)} twice, {len(strange)} that were not offered")  # fmt: skip
    print(f"memory, second half: {early:.0f} MiB, later {late:.0f} MiB, at most {max(measured):.0f} MiB")
    for head in [*missing, *twice, *strange][:10]:
        print(f"  {head}")
    return 1 if missing or twice or strange or late - early > GROWTH else 0


def main() -> int:
    """Run the soak from the command line and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--every", type=float, default=4.0, help="seconds between two new stories")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return soak(asked.minutes, asked.seed, asked.every, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
