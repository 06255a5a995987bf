"""A small corpus of all kinds of files, and ledgers compared table by table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import poisoned
import pytest

from dragoman.batch.worker import Recipe
from dragoman.hands.budget import Budget
from dragoman.ledger import Ledger
from dragoman.ledger.schema import DERIVED, FACTS

Tables = dict[str, list[str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Twenty-three stories in files of several kinds, two of them twice, three of them poisoned."""
    folder = tmp_path / "wire"
    (folder / "late").mkdir(parents=True)
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(poisoned.story(n, "CRASH" if n == 5 else ""))
    (folder / "again.txt").write_text(poisoned.story(3))
    (folder / "late" / "again.txt").write_text(poisoned.story(3))
    lines = [json.dumps({"text": poisoned.story(n, "RAISE" if n == 14 else "")}) for n in range(12, 20)]
    (folder / "late" / "lines.jsonl").write_text("\n".join([*lines, "no JSON"]))
    (folder / "leaves.txt").write_text(poisoned.story(30, "LEAVE"))
    return folder


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    """How the small corpus is read, into the folder `parts`."""
    budget = Budget(seconds=20.0, memory=600)
    return Recipe(str(tmp_path / "parts"), "test", budget=budget, reader=poisoned.READER)


@pytest.fixture
def tables() -> Callable[[Path], Tables]:
    """Return what a ledger holds, but for when it was entered: each table's rows in one order."""

    def read(path: Path) -> Tables:
        with Ledger.open(path) as ledger:
            ledger.settle()
            return {table.name: _rows(ledger, table.name) for table in (*FACTS, *DERIVED)}

    return read


def _rows(ledger: Ledger, table: str) -> list[str]:
    moments = {"read_at", "failed_at", "made_at"}
    rows: list[dict[str, Any]] = ledger.to_arrow(table).to_pylist()
    return sorted(repr({k: v for k, v in row.items() if k not in moments}) for row in rows)
