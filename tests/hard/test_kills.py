"""Killed at any moment while it watches, brings an older ledger to its present shape, or takes a review.

`tests/unit/ledger/test_killed.py` kills a reading, `tests/unit/batch` a batch. `DRAGOMAN_KILLS=50` is the
long form of all of them.
"""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from watch_server import coded, page, rss

from dragoman.ledger import Ledger
from dragoman.model import Passage, PassageKind, Record, Span, Story

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("DRAGOMAN_KILLS", "2"))
"""How often each is killed."""
STORIES = 24
SIDES = (("Peru", "Chile"), ("Norway", "Bolivia"), ("Peru", "Bolivia"), ("Norway", "Chile"))

PATH = f"import sys; sys.path[:0] = [{str(ROOT / 'tests' / 'made')!r}]\n"

WATCHER = """
from datetime import timedelta
from watch_server import coded
from dragoman.ledger import EventFilter
from dragoman.pipeline import Reader
from dragoman.watch.notify import channel
from dragoman.watch.polling import Patience
from dragoman.watch.round import Watch, run
path, feed = sys.argv[1:]
plan = Watch((feed,), path, EventFilter.parse(""), (channel(f"file:{path}.told", {}, print, False),),
             timedelta(0), lambda *said: None, Patience(1, 2, 4), 0.0)
reader = Reader(annotate=lambda story: story, code=coded)
print("open", flush=True)
for _ in range(3):
    print(run(plan, reader).stories, flush=True)
"""

OPENER = """
from dragoman.ledger import Ledger
print("open", flush=True)
with Ledger.open(sys.argv[1]) as ledger:
    ledger.settle()
print("done", flush=True)
"""

REVIEWER = """
from dragoman.ledger import Ledger
from dragoman.ledger.world import Verdict
print("open", flush=True)
with Ledger.open(sys.argv[1]) as ledger:
    ids = [entry.event.id for entry in ledger.events()]
for n in range(60):
    with Ledger.open(sys.argv[1]) as ledger:
        one, other = ids[n % len(ids)], ids[(n * 7 + 1 + n // len(ids)) % len(ids)]
        if one != other:
            made = ledger.rule(Verdict.SPLIT if n % 2 else Verdict.MERGE, [one], [other], note=str(n))
            print(made.id, flush=True)
        if n % 5 == 0:
            ledger.settle()
"""


def story(number: int) -> str:
    """Return the text of a story that no other number gives."""
    one, other = SIDES[number % 4]
    did = "will visit" if number % 3 else "visited"
    return (
        f"LIMA, March 3, 2021 (Andes Wire) - {one}'s minister {did} {other} on March {1 + number}, an"
        f" official said in statement {number}, which ran to {number * 3 + 2} pages on fish meal."
    )


def records() -> list[Record]:
    """Return stories as they are entered."""
    made = []
    for number in range(STORIES):
        text = story(number)
        body = Passage(PassageKind.BODY, Span(0, len(text)))
        made.append(coded(Story(text, (body,), headline=f"Visit {number}", source=f"{number}.txt")))
    return made


def start(script: str, *words: str) -> subprocess.Popen[str]:
    """Return a process that runs a script and has said that it begins."""
    process = subprocess.Popen(
        [sys.executable, "-c", PATH + script, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def kill_within(process: subprocess.Popen[str], seconds: float, draw: random.Random) -> list[str]:
    """Kill a process at a random moment of so many seconds, and return what it had said by then."""
    time.sleep(draw.uniform(0, seconds))
    os.kill(process.pid, signal.SIGKILL)
    return process.communicate()[0].split()


def took(process: subprocess.Popen[str]) -> float:
    """Return how long a process takes that nobody kills. Units: seconds."""
    begun = time.monotonic()
    process.communicate()
    assert process.returncode == 0
    return time.monotonic() - begun


def whole(path: Path) -> list[str]:
    """Return the headlines in a ledger; fail if one of its stories is not whole."""
    if not path.exists():
        return []
    with Ledger.open(path) as ledger:
        lines = ledger.stories()
        assert all(len(ledger.story(line.id).events) == 1 for line in lines)
        assert all(happening.reports for happening in ledger.happenings())
        return sorted(str(line.headline) for line in lines)


@pytest.fixture
def feed() -> Iterator[str]:
    answer = page(rss(*((f"Visit {n}", story(n)) for n in range(STORIES))))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.daemon_threads = True
    threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_address[1]}/feed"
    served.shutdown()
    served.server_close()


def test_a_watch_killed_anywhere_enters_every_story_once(tmp_path: Path, feed: str) -> None:
    draw = random.Random(11)
    expected = sorted(f"Visit {n}" for n in range(STORIES))
    long = took(start(WATCHER, str(tmp_path / "undisturbed.duckdb"), feed))
    assert whole(tmp_path / "undisturbed.duckdb") == expected
    before: list[str] = []
    path = tmp_path / "none.duckdb"
    for n in range(KILLS):
        if n % 4 == 0:
            before, path = [], tmp_path / f"killed{n}.duckdb"
        kill_within(start(WATCHER, str(path), feed), 0.7 * long, draw)
        now = whole(path)
        assert set(before) <= set(now), "nothing that was committed is lost"
        assert len(now) == len(set(now))
        before = now
    took(start(WATCHER, str(path), feed))
    assert whole(path) == expected


def test_an_older_ledger_killed_while_it_is_changed_is_whole(tmp_path: Path) -> None:
    draw = random.Random(12)
    migrations = _module(ROOT / "tests" / "unit" / "ledger" / "test_migrations.py")
    old, path = tmp_path / "old.duckdb", tmp_path / "ledger.duckdb"
    migrations.first_version(old, *records())
    shutil.copy(old, path)
    long = took(start(OPENER, str(path)))
    expected = whole(path)
    assert len(expected) == STORIES
    for _ in range(KILLS):
        for left in tmp_path.glob("ledger.duckdb*"):
            left.unlink()
        shutil.copy(old, path)
        kill_within(start(OPENER, str(path)), long, draw)
        assert whole(path) == expected


def test_a_review_that_was_entered_outlives_a_kill(tmp_path: Path) -> None:
    draw = random.Random(13)
    fresh, path = tmp_path / "fresh.duckdb", tmp_path / "ledger.duckdb"
    with Ledger.open(fresh) as ledger:
        ledger.add_all(records())
        ledger.settle()
    shutil.copy(fresh, path)
    long = took(start(REVIEWER, str(path)))
    for _ in range(KILLS):
        for left in tmp_path.glob("ledger.duckdb*"):
            left.unlink()
        shutil.copy(fresh, path)
        said = kill_within(start(REVIEWER, str(path)), long, draw)
        with Ledger.open(path) as ledger:
            there = [review.id for review in ledger.reviews()]
            assert said == there[: len(said)], "nothing that was committed is lost"
            assert len(there) <= len(said) + 1
        assert len(whole(path)) == STORIES


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made
