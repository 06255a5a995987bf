"""A corpus read into parts and committed is the ledger that reading it story by story makes."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import poisoned
import pytest

from dragoman.batch import commit as committing
from dragoman.batch.commit import commit
from dragoman.batch.driver import run
from dragoman.batch.notes import DONE, MANIFEST, PARTS
from dragoman.batch.pieces import pieces
from dragoman.batch.plan import tasks
from dragoman.batch.worker import Recipe, rest, work
from dragoman.errors import RunError
from dragoman.hands.hand import Hand
from dragoman.ledger import Ledger, bulk
from dragoman.model import Record
from dragoman.sources.paths import find

Tables = dict[str, list[str]]


def _ledger_of(items: Iterable[Any], path: Path) -> Path:
    with Ledger.open(path) as ledger:
        for item in items:
            if isinstance(item, Record):
                ledger.add(item)
            else:
                ledger.add_failure(item)
        ledger.settle()
    return path


def _read_one_by_one(corpus: Path, recipe: Recipe, path: Path) -> Path:
    with Hand(budget=recipe.budget, reader=recipe.reader) as hand:
        return _ledger_of((item for file in find([str(corpus)]) for item in hand.read(file)), path)


def _content(folder: Path) -> dict[str, bytes]:
    """Return the files of the parts that the manifest names, by name, and nothing that depends on the run."""
    manifest = json.loads((folder / MANIFEST).read_text())
    names = {part["part"] for part in manifest["parts"]}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in names
        for path in (folder / PARTS / name).glob("[!.]*")
    }


def test_the_ledger_is_the_one_that_reading_one_by_one_makes(
    corpus: Path, recipe: Recipe, tmp_path: Path, tables: Callable[[Path], Tables]
) -> None:
    made = run([str(corpus)], recipe, workers=2)
    done = commit(recipe.out, str(tmp_path / "batch.duckdb"))
    expected = tables(_read_one_by_one(corpus, recipe, tmp_path / "one.duckdb"))
    assert tables(tmp_path / "batch.duckdb") == expected
    assert len(expected["stories"]) == done.loaded.added == 18
    assert len(expected["copies"]) == 20
    assert len(expected["failures"]) == made.failures == 4
    assert len(expected["events"]) > 3


def test_settled_whole_by_two_processes_it_is_the_same(
    corpus: Path,
    recipe: Recipe,
    tmp_path: Path,
    tables: Callable[[Path], Tables],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run([str(corpus)], recipe, workers=2)
    commit(recipe.out, str(tmp_path / "one.duckdb"))
    monkeypatch.setattr(committing, "MANY", 1)
    monkeypatch.setattr(bulk, "STORIES_AT_ONCE", 5)
    monkeypatch.setattr(bulk, "PAIRS_AT_ONCE", 5)
    monkeypatch.setattr(bulk, "REPORTS_AT_ONCE", 5)
    told: list[str] = []
    commit(recipe.out, str(tmp_path / "whole.duckdb"), workers=2, tell=told.append)
    assert "settling: events and plans" in told
    assert tables(tmp_path / "whole.duckdb") == tables(tmp_path / "one.duckdb")


def test_committed_again_it_changes_nothing(
    corpus: Path, recipe: Recipe, tmp_path: Path, tables: Callable[[Path], Tables]
) -> None:
    run([str(corpus)], recipe, workers=2)
    ledger = tmp_path / "batch.duckdb"
    commit(recipe.out, str(ledger))
    before = tables(ledger)
    again = commit(recipe.out, str(ledger)).loaded
    assert (again.added, again.replaced) == (0, 0)
    assert tables(ledger) == before


def test_a_second_run_reads_only_what_is_new(corpus: Path, recipe: Recipe) -> None:
    run([str(corpus)], recipe, workers=2)
    first = _content(Path(recipe.out))
    (corpus / "new.txt").write_text(poisoned.story(40))
    told: list[int] = []
    made = run([str(corpus)], recipe, workers=2, tell=lambda progress: told.append(progress.tasks))
    assert told[-1] == 1
    later = _content(Path(recipe.out))
    assert first.items() < later.items()
    assert made.notes[-1].stories == 1 or any(note.stories == 1 for note in made.notes)


def test_a_part_written_twice_is_there_once(corpus: Path, recipe: Recipe) -> None:
    (task, *_) = tasks(list(pieces([str(corpus)])), (), 3)
    first, second = work(recipe, task), work(recipe, task)
    rest()
    assert dataclasses.replace(first, seconds=0) == dataclasses.replace(second, seconds=0)
    assert len(list((Path(recipe.out) / PARTS).iterdir())) == 1


def test_two_runs_that_share_out_otherwise_make_one_ledger(
    corpus: Path, recipe: Recipe, tmp_path: Path, tables: Callable[[Path], Tables]
) -> None:
    """Two drivers at once on one prefix: every story is there twice, in parts cut otherwise."""
    for most in (5, 2):
        for task in tasks(list(pieces([str(corpus)])), (), most):
            work(recipe, task)
    rest()
    run([str(corpus)], recipe)
    commit(recipe.out, str(tmp_path / "batch.duckdb"))
    expected = tables(_read_one_by_one(corpus, recipe, tmp_path / "one.duckdb"))
    assert tables(tmp_path / "batch.duckdb") == expected


DRIVER = """
import sys, pathlib
from dragoman.batch.driver import run
from dragoman.batch.worker import Recipe
from dragoman.hands.budget import Budget
recipe = Recipe(sys.argv[2], "test", budget=Budget(seconds=20.0, memory=600), reader="poisoned:slow_reader")
run([sys.argv[1]], recipe, workers=2)
"""


def _drive(corpus: Path, out: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    return subprocess.Popen([sys.executable, "-c", DRIVER, str(corpus), str(out)], env=environment)


def test_a_killed_driver_leaves_a_prefix_that_a_rerun_completes(corpus: Path, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert _drive(corpus, whole).wait() == 0
    for after in (0, 1, 3):
        driver = _drive(corpus, broken)
        done = broken / DONE
        while driver.poll() is None and (len(list(done.glob("*.json"))) if done.exists() else 0) < after:
            time.sleep(0.02)
        driver.send_signal(signal.SIGKILL)
        driver.wait()
    assert not (broken / MANIFEST).exists()
    assert _drive(corpus, broken).wait() == 0
    assert _content(broken) == _content(whole)


def test_a_run_that_did_not_end_is_not_committed(corpus: Path, recipe: Recipe, tmp_path: Path) -> None:
    (task, *_) = tasks(list(pieces([str(corpus)])), (), 3)
    work(recipe, task)
    rest()
    with pytest.raises(RunError, match="no manifest"):
        commit(recipe.out, str(tmp_path / "batch.duckdb"))


@pytest.mark.parametrize("harm", ["cut short", "removed", "changed"])
def test_a_damaged_part_is_refused_and_a_rerun_mends_it(
    corpus: Path, recipe: Recipe, tmp_path: Path, harm: str
) -> None:
    run([str(corpus)], recipe, workers=2)
    sound = _content(Path(recipe.out))
    path = next(iter(sorted((Path(recipe.out) / PARTS).glob("*/stories.parquet"))))
    data = path.read_bytes()
    path.unlink()
    if harm != "removed":
        path.write_bytes(data[:-1] if harm == "cut short" else bytes([*data[:-9], 1, *data[-8:]]))
    with pytest.raises(RunError, match=r"is missing|is damaged"):
        commit(recipe.out, str(tmp_path / "batch.duckdb"))
    if harm == "changed":  # its length tells nothing: the hint says to remove it
        path.unlink()
    run([str(corpus)], recipe, workers=2)
    assert _content(Path(recipe.out)) == sound
    commit(recipe.out, str(tmp_path / "batch.duckdb"))


def test_parts_that_were_made_otherwise_are_not_mixed(corpus: Path, recipe: Recipe) -> None:
    run([str(corpus)], recipe)
    with pytest.raises(RunError, match="in another way: columns"):
        run([str(corpus)], dataclasses.replace(recipe, columns={"text": "body"}))


def test_a_source_that_is_not_there_stops_the_run(corpus: Path, recipe: Recipe) -> None:
    with pytest.raises(RunError, match="no such file"):
        run([str(corpus), str(corpus / "no_such.txt")], recipe)
    assert not Path(recipe.out).exists()


def test_a_missing_model_stops_the_run(corpus: Path, recipe: Recipe) -> None:
    with pytest.raises(RunError, match="no_such_model"):
        run([str(corpus)], dataclasses.replace(recipe, reader="poisoned:modelless"))
    assert not (Path(recipe.out) / MANIFEST).exists()
