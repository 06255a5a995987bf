"""A ledger survives the death of its writer at any point, and is read by others while one writes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger
from dragoman.ledger.derived_tables import DERIVED
from dragoman.ledger.turns import PATIENCE

KILLS = int(os.environ.get("DRAGOMAN_KILLS", "6"))
"""How often a writer is killed; `DRAGOMAN_KILLS=100` for the long form."""

STORIES = 60
"""Units: stories that a writer enters, settled a few at a time so that a kill meets every step."""

MOST = 4
"""Units: stories that a writer enters in one turn."""

WRITER = f"""
import sys
from dragoman.ledger import Ledger, Turns, turns
from dragoman.model import *
turns.MOST, turns.BACKLOG, turns.SETTLED = {MOST}, 8, 4
every = int(sys.argv[2]) if len(sys.argv) > 2 else 0
if every:
    turns.TURN = float("inf")
print("open", flush=True)
with Turns(sys.argv[1]) as ledger:
    for n in range({STORIES}):
        told = f"Minister {{n % 7}} met the envoy of state {{n % 3}} in town {{n}}."
        text = f"Talks number {{n // 2}} of the year\\n\\n{{told}} Nothing else was said on day {{n // 2}}."
        body = Passage(PassageKind.BODY, Span(text.index(told), len(text)))
        title = text.partition("\\n")[0]
        story = Story(text, (body,), agency="Xinhua", headline=title, source=f"{{n:03}}.txt")
        who = (
            Entity("p", f"Minister {{n % 7}}", EntityKind.PERSON, "AAA", ("GOV",), "minister", ("A", "B")),
            Entity("s", f"State {{n % 3}}", EntityKind.STATE, f"BB{{n % 3}}", (), None, ("C",)),
        )
        start = text.index(told)
        quote = Quote(told, Span(start, start + len(told)))
        status = Status.PLANNED if n % 2 else Status.HAPPENED
        met = Event(content_hash(story.id), EventType.CONSULT, (), ("p",), ("s",), status,
                    (), None, None, None, None, (quote,))
        ledger.add(Record(story, who, (met,), "1.0.0"))
        if every and (n + 1) % every == 0:
            print(n + 1, flush=True)
            sys.stdin.readline()
print("done", flush=True)
"""

HOLDER = """
import sys, time
from dragoman.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    print("open", flush=True)
    time.sleep(60)
"""


def start(script: str, path: Path, *more: str) -> subprocess.Popen[str]:
    """Return a process that runs a script on a ledger and has said that it begins."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def content(path: Path) -> dict[str, list[str]]:
    """Return all that follows from what a ledger holds."""
    with Ledger.open(path) as ledger:
        ledger.settle()
        return {t.name: sorted(map(repr, ledger.sql(f"SELECT * FROM {t.name}").rows)) for t in DERIVED}


def whole(path: Path) -> None:
    """Make sure that a ledger opens and that its stories are whole."""
    with Ledger.open(path) as ledger:
        for line in ledger.stories():
            record = ledger.story(line.id)
            assert (len(record.entities), len(record.events)) == (2, 1)
            assert record.entities[0].mentions == ("A", "B")
        for happening in ledger.happenings():
            assert happening.reports
    with duckdb.connect(str(path), read_only=True) as db:
        stories = db.execute("SELECT count(*) FROM stories").fetchall()
        assert db.execute("SELECT count(*) FROM reports").fetchall() == stories


def test_a_writer_killed_anywhere_leaves_a_ledger_that_completes(tmp_path: Path) -> None:
    begun = time.monotonic()
    with start(WRITER, tmp_path / "undisturbed.duckdb") as process:
        assert process.wait() == 0
    took = time.monotonic() - begun
    expected = content(tmp_path / "undisturbed.duckdb")
    assert len(expected["story_versions"]) == STORIES
    path = tmp_path / "killed.duckdb"
    draw = random.Random(3)
    for n in range(KILLS):
        if n % 10 == 0:
            path.unlink(missing_ok=True)
            Path(f"{path}.wal").unlink(missing_ok=True)
        with start(WRITER, path) as process:
            time.sleep(draw.uniform(0, 0.9 * took))
            os.kill(process.pid, signal.SIGKILL)
        if path.exists():
            whole(path)
    with start(WRITER, path) as process:
        assert process.wait() == 0
    assert content(path) == expected


def test_others_read_between_the_turns_of_one_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    seen = []
    with start(WRITER, path, "6") as process:
        assert process.stdin
        assert process.stdout
        for told in range(6, STORIES + 1, 6):
            assert process.stdout.readline() == f"{told}\n"
            with Ledger.open(path, read_only=True) as ledger:
                seen.append(len(ledger.stories()))
                # The writer goes on while the file is held against it: what is read stays as it was.
                process.stdin.write("\n")
                process.stdin.flush()
                assert all(happening.reports for happening in ledger.happenings())
                assert len(ledger.stories()) == seen[-1]
        assert process.stdout.readline() == "done\n"
        assert process.wait() == 0
    assert seen == [told - told % MOST for told in range(6, STORIES + 1, 6)]
    with Ledger.open(path, read_only=True) as ledger:
        assert len(ledger.stories()) == STORIES


def test_one_who_reads_and_one_who_writes_at_will_never_fail(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    Ledger.open(path).close()
    seen = [0]
    with start(WRITER, path) as process:
        while process.poll() is None:
            with Ledger.open(path, read_only=True, wait=PATIENCE) as ledger:
                seen.append(len(ledger.stories()))
                assert all(happening.reports for happening in ledger.happenings())
        assert process.returncode == 0
    assert seen == sorted(seen), "what was there stays there"
    with Ledger.open(path, read_only=True) as ledger:
        assert len(ledger.stories()) == STORIES


def test_a_ledger_that_is_held_is_refused_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    with start(HOLDER, path) as process:
        try:
            for read_only in (False, True):
                with pytest.raises(LedgerError, match="another process") as refused:
                    Ledger.open(path, read_only=read_only, wait=0.2)
                assert "wait" in (refused.value.hint or "")
        finally:
            process.kill()
