"""A ledger survives the death of its writer at any point, and tells a second writer that it is in use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger

WRITER = """
import sys
from dragoman.ledger import Ledger
from dragoman.model import *
with Ledger.open(sys.argv[1]) as ledger:
    print("open", flush=True)
    for n in range(100_000):
        story = Story(f"story {n % 40} of many")
        who = tuple(Entity(f"e{i}", f"Name {i}", EntityKind.PERSON, mentions=("A", "B")) for i in range(5))
        told = tuple(
            Event(content_hash(story.id, str(i)), EventType.CONSULT, (), ("e0",), ("e1",), Status.HAPPENED,
                  (), None, None, None, None, (Quote("story", Span(0, 5)),))
            for i in range(7)
        )
        ledger.add(Record(story, who, told, f"0.{n // 40}.0"))
"""


def writer(path: Path) -> subprocess.Popen[str]:
    """Return a process that has the ledger open and writes to it."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.21, 0.43, 0.9])
def test_a_killed_writer_leaves_whole_stories(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "ledger.duckdb"
    with writer(path) as process:
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    with Ledger.open(path) as ledger:
        for line in ledger.stories():
            record = ledger.story(line.id)
            assert (len(record.entities), len(record.events)) == (5, 7)
            assert all(entity.mentions == ("A", "B") for entity in record.entities)
        stories = len(ledger.stories())
    with duckdb.connect(str(path), read_only=True) as db:
        assert db.execute("SELECT count(*) FROM reports").fetchall() == [(7 * stories,)]
        assert db.execute("SELECT count(*) FROM mentions").fetchall() == [(10 * stories,)]


def test_a_ledger_in_use_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.duckdb"
    with writer(path) as process:
        try:
            for read_only in (False, True):
                with pytest.raises(LedgerError, match="another process") as refused:
                    Ledger.open(path, read_only=read_only, wait=0.2)
                assert "wait" in (refused.value.hint or "")
        finally:
            process.kill()
