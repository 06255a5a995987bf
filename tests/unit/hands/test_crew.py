"""Many files are read by several processes, and their stories come in the files' order."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import poisoned
import pytest

from dragoman.errors import RunError
from dragoman.hands import crew
from dragoman.hands.cores import cores
from dragoman.model import Failure, Record
from dragoman.sources.intake import Asked


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve files, which are many."""
    monkeypatch.setattr(crew, "MANY", 4)
    for n in range(12):
        (tmp_path / f"{n:02d}.txt").write_text(poisoned.story(n, "CRASH" if n == 5 else ""), encoding="utf-8")
    return tmp_path


def test_files_are_read_by_others_and_come_in_order(folder: Path) -> None:
    found = list(crew.read([folder], Asked(), 2, reader=poisoned.READER))
    sources = [item.source if isinstance(item, Failure) else item.story.source or "" for item in found]
    assert [Path(source).stem for source in sources] == [f"{n:02d}" for n in range(12)]
    assert [n for n, item in enumerate(found) if isinstance(item, Failure)] == [5]


def test_one_worker_reads_the_same_by_itself(folder: Path) -> None:
    (folder / "05.txt").unlink()
    alone = list(crew.read([folder], Asked(), 1, reader=poisoned.READER))
    assert list(crew.read([folder], Asked(), 3, reader=poisoned.READER)) == alone
    assert all(isinstance(item, Record) for item in alone)


def test_whoever_stops_taking_leaves_nobody_at_work(folder: Path) -> None:
    before, others = threading.active_count(), _children()
    items = crew.read([folder], Asked(), 2, reader=poisoned.READER)
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert _children() <= others
    assert threading.active_count() <= before + 2  # those that listen to a process end with it


def test_a_missing_model_ends_the_run(folder: Path) -> None:
    with pytest.raises(RunError, match="no_such_model"):
        list(crew.read([folder], Asked(), 2, reader="poisoned:modelless"))


def test_there_is_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def _children() -> set[str]:
    """Return the ids of this process's children that read for it; Linux tells them."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = status.read_text().rpartition(")")[2].split()[1]
            reads = "dragoman.hands.child" in (status.parent / "cmdline").read_text()
        except OSError:
            continue
        if reads and int(parent) == os.getpid():
            found.add(status.parent.name)
    return found
