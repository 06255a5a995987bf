"""What the program scores on the measuring sets never sinks below the floors on file."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dragoman import Reader
from dragoman.export.gold import as_gold

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def ledger_scores(shared: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    out = tmp_path_factory.mktemp("ledgers")
    for story in sorted((shared / "gold").glob("*/story.txt")):
        record = reader.read_text(story.read_text(encoding="utf-8"), story.parent.name)
        (out / f"{story.parent.name}.json").write_text(json.dumps(as_gold(record)), encoding="utf-8")
    scorer = shared / "eval" / "score_ledger.py"
    done = subprocess.run(
        [sys.executable, scorer, shared / "gold", out, "--json"], capture_output=True, text=True, check=True
    )
    scores: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return scores


@pytest.mark.parametrize("figure", sorted(FLOORS["ledger"]))
def test_story_ledgers_keep_their_floor(figure: str, ledger_scores: dict[str, float]) -> None:
    assert ledger_scores["absent"] == 0
    assert ledger_scores[figure] >= FLOORS["ledger"][figure]
