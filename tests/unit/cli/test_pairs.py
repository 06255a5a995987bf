"""`dragoman classify` and `dragoman train`, as far as they go without training."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.ontology import plover
from dragoman.pipeline import Reader

PAIR = {"id": "x", "text": "Peru sued Chile over the anchovy catch.", "actor": [0, 4], "recipient": [10, 15]}


@pytest.fixture(autouse=True)
def _loaded(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reader, "_language", lambda self, load=reader._language: load())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    out, err = capsys.readouterr()
    return int(end.value.code or 0), [json.loads(line) for line in out.splitlines()], err


def write(path: Path, *lines: object) -> str:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("options", [[], ["--alone"]])
def test_a_pair_is_typed(capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str]) -> None:
    code, [answer], err = run(capsys, "classify", write(tmp_path / "in.jsonl", PAIR), *options)
    assert (code, err) == (0, "")
    assert (answer["id"], answer["type"], answer["quad"]) == ("x", "ACCUSE", 3)
    assert answer["status"] == "happened"
    assert answer["stance"] is None
    probabilities = answer["probabilities"]
    assert isinstance(probabilities, dict)
    assert sum(probabilities.values()) == pytest.approx(1.0, abs=0.01)
    assert "NONE" in probabilities


def test_bad_lines_are_told_and_the_others_answered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = write(tmp_path / "in.jsonl", {"id": 1}, {**PAIR, "actor": [0, 999]}, {**PAIR, "recipient": None})
    code, answers, err = run(capsys, "classify", "--alone", file)
    assert code == 3
    assert [a["id"] for a in answers] == ["x"]
    assert "in.jsonl:1" in err
    assert "in.jsonl:2" in err
    assert "2 of 3 pairs have no answer" in err


def test_the_lexicon_can_change_a_type(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With and without it the probabilities differ: it has its say."""
    file = write(tmp_path / "in.jsonl", PAIR)
    both, alone = (run(capsys, "classify", file, *o)[1][0]["probabilities"] for o in ([], ["--alone"]))
    assert both != alone
    assert both["NONE"] == alone["NONE"]  # type: ignore[index]


def test_a_missing_model_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(
        capsys, "classify", write(tmp_path / "in.jsonl", PAIR), "--model", str(tmp_path / "no")
    )
    assert code == 2
    assert "no model can be read" in err


def test_every_type_has_its_quad(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    [answer] = run(capsys, "classify", "--alone", write(tmp_path / "in.jsonl", PAIR))[1]
    assert answer["quad"] in plover.quads()


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed here")
def test_training_without_its_extra_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = run(capsys, "train", "--data", write(tmp_path / "in.jsonl", {**PAIR, "type": "ACCUSE"}))
    assert code == 2
    assert "dragoman[train]" in err
