"""What the commands for bare texts score on the measuring sets never sinks below the floors on file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman import Reader
from dragoman.cli import main

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _loaded(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands share the language model that is loaded already."""
    monkeypatch.setattr(Reader, "_language", lambda self, load=reader._language: load())


def answers(capsys: pytest.CaptureFixture[str], file: Path, *command: str) -> Path:
    """Return the file that a command's answers were written to."""
    with pytest.raises(SystemExit) as end:
        main(command)
    out, err = capsys.readouterr()
    assert (end.value.code, err) == (0, "")
    file.write_text(out, encoding="utf-8")
    return file


def scored(command: Sequence[str | Path]) -> str:
    """Return what a scorer prints."""
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout


def figure(pattern: str, text: str) -> float:
    """Return the number that the pattern finds."""
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])


def test_codebook_examples_keep_their_floor(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scorer, texts = shared / "eval" / "score_gsr.py", tmp_path / "texts.jsonl"
    scored([scorer, "--dump-sentences", texts])
    told = scored([scorer, answers(capsys, tmp_path / "events.jsonl", "code", str(texts))])
    assert figure(r"type fold16 .*F1 (\S+)", told) >= FLOORS["gsr"]["type_f1"]
    assert figure(r"triple fold16 .*F1 (\S+)", told) >= FLOORS["gsr"]["triple_f1"]


def test_factuality_keeps_its_floor(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = shared / "data" / "factuality" / "uw_visible.jsonl"
    made = answers(capsys, tmp_path / "status.jsonl", "annotate", str(gold), "--layers", "status")
    told = scored([shared / "eval" / "score_status.py", gold, made])
    assert "targets, 0 absent" in told
    assert figure(r" r (\S+)", told) >= FLOORS["status"]["r"]
    assert figure(r"macro-F1 (\S+)", told) >= FLOORS["status"]["macro_f1"]


def test_attribution_keeps_its_floor(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = shared / "data" / "attribution" / "polnear_visible.jsonl"
    made = answers(capsys, tmp_path / "quotes.jsonl", "annotate", str(gold), "--layers", "quotes")
    told = scored([shared / "eval" / "score_word.py", gold, made])
    assert figure(r"attribution .*? F1 (\S+)", told) >= FLOORS["word"]["f1"]
    assert figure(r"with source F1 (\S+)", told) >= FLOORS["word"]["with_source_f1"]


def test_given_pairs_keep_their_floor(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = shared / "data" / "plv_visible.pairs.jsonl"
    made = answers(capsys, tmp_path / "types.jsonl", "classify", str(pairs))
    told = scored([shared / "eval" / "score_plv.py", shared / "data" / "plv_visible.gold.tsv", made])
    assert "pairs, 0 absent" in told
    for level in ("root", "quad", "binary"):
        assert figure(rf"{level} +macro-F1 (\S+)", told) >= FLOORS["pairs"][level]


@pytest.mark.parametrize("name", ["geowebnews", "geovirus"])
def test_places_keep_their_floors(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, scorer = shared / "data" / "places" / f"{name}.jsonl", shared / "eval" / "score_places.py"
    given = answers(capsys, tmp_path / "given.jsonl", "annotate", str(gold), "--layers", "places")
    told = scored([scorer, gold, given, "--mode", "resolution"])
    assert figure(r"acc@161 (\S+)", told) >= FLOORS["places"][f"{name}_given"]
    texts = tmp_path / "texts.jsonl"
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    bare = [{"doc_id": line["doc_id"], "text": line["text"]} for line in lines]
    texts.write_text("".join(json.dumps(line) + "\n" for line in bare), encoding="utf-8")
    found = answers(capsys, tmp_path / "found.jsonl", "annotate", str(texts), "--layers", "places")
    told = scored([scorer, gold, found, "--mode", "e2e"])
    assert figure(r"geoparse161 .*? F1 (\S+)", told) >= FLOORS["places"][f"{name}_f1"]


@pytest.mark.parametrize("name", sorted(FLOORS["times"]))
def test_times_keep_their_floor(
    name: str, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scorer, gold, texts = shared / "eval" / "score_timex.py", shared / "data" / "timex" / name, tmp_path / "t"
    scored([scorer, gold, "--dump-text", texts.with_suffix(".jsonl")])
    made = answers(
        capsys, tmp_path / "times.jsonl", "annotate", str(texts.with_suffix(".jsonl")), "--layers", "times"
    )
    assert figure(r"VALUE .*?F1 +(\S+)", scored([scorer, gold, made])) >= FLOORS["times"][name]
