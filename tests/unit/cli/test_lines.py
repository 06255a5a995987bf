"""Commands that answer each line of their input, and `dragoman train`, which learns from such lines."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.cli import main
from dragoman.ontology import plover
from dragoman.pipeline import Reader

TEXT = "Peru expelled the envoy of Chile on Tuesday."
PAIR = {"id": "x", "text": "Peru sued Chile over the anchovy catch.", "actor": [0, 4], "recipient": [10, 15]}


@pytest.fixture(autouse=True)
def _loaded(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command share the language model that is loaded already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reader, "_language", lambda self, load=reader._language: load())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    out, err = capsys.readouterr()
    return int(end.value.code or 0), [json.loads(line) for line in out.splitlines()], err


def lines(path: Path, *texts: dict[str, object] | str) -> str:
    path.write_text(
        "".join(f"{t if isinstance(t, str) else json.dumps(t)}\n" for t in texts), encoding="utf-8"
    )
    return str(path)


def test_code_answers_each_line_with_its_events(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = lines(
        tmp_path / "in.jsonl",
        {"id": "a", "text": TEXT, "date": "2021-03-04"},
        {"id": "b", "text": "The sun rose over the hills."},
        {"id": "c", "text": ""},
    )
    code, out, err = run(capsys, "code", file)
    assert (code, err) == (0, "")
    assert [answer["id"] for answer in out] == ["a", "b", "c"]
    [event] = out[0]["events"]  # type: ignore[misc]
    assert (event["type"], event["source_codes"], event["target_codes"]) == ("SANCTION", ["PER"], ["CHL"])
    assert event["date"] == "2021-03-02"
    assert out[1]["events"] == out[2]["events"] == []


def test_a_bad_line_is_told_and_the_others_are_coded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = lines(tmp_path / "in.jsonl", "{", {"id": 2, "text": TEXT}, {"id": 3, "text": "a \ud800 b"})
    code, out, err = run(capsys, "code", file)
    assert code == 3
    assert [answer["id"] for answer in out] == [2]
    assert "in.jsonl:1" in err
    assert "in.jsonl:3" in err
    assert "2 of 3 texts have no answer" in err


def test_code_enters_what_was_denied_when_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = lines(tmp_path / "in.jsonl", {"id": 1, "text": "Peru did not expel the envoy of Chile."})
    assert run(capsys, "code", file)[1][0]["events"] == []
    [event] = run(capsys, "code", file, "--negated")[1][0]["events"]  # type: ignore[misc]
    assert "negation" in event["mode"]


def test_texts_come_over_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps({"text": TEXT}).encode())))
    code, out, _ = run(capsys, "annotate", "-", "--layers", "times")
    assert code == 0
    assert out[0].keys() == {"doc_id", "timexes"}


def test_annotate_gives_the_layers_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    targets = [{"start": TEXT.index("expelled"), "end": TEXT.index(" the envoy")}]
    file = lines(
        tmp_path / "in.jsonl", {"doc_id": "a", "text": TEXT, "dct": "2021-03-04", "targets": targets}
    )
    _, out, _ = run(capsys, "annotate", file, "--layers", "status, times")
    [answer] = out
    assert list(answer) == ["doc_id", "status", "timexes"]
    [status] = answer["status"]  # type: ignore[misc]
    assert (status["status"], status["start"]) == ("happened", targets[0]["start"])


def test_annotate_reads_stories_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    text = f"Envoy expelled\n\nLIMA, March 3, 2021 (Andes Wire) -- {TEXT}\n"
    story.write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "annotate", str(story), "--layers", "times")
    assert code == 0
    [time] = out[0]["timexes"]  # type: ignore[misc]
    assert text[time["start"] : time["end"]] == "Tuesday"
    assert time["value"] == "2021-03-02"


@pytest.mark.parametrize("layers", ["times,weather", ""])
def test_an_unknown_layer_is_wrong_usage(capsys: pytest.CaptureFixture[str], layers: str) -> None:
    code, out, err = run(capsys, "annotate", "in.jsonl", "--layers", layers)
    assert (code, out) == (2, [])
    assert "places" in err


def test_a_missing_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "code", "nowhere.jsonl")
    assert (code, out) == (3, [])
    assert "nowhere.jsonl" in err


@pytest.mark.parametrize("options", [[], ["--alone"]])
def test_a_pair_is_typed(capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str]) -> None:
    code, [answer], err = run(capsys, "classify", lines(tmp_path / "in.jsonl", PAIR), *options)
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
    file = lines(tmp_path / "in.jsonl", {"id": 1}, {**PAIR, "actor": [0, 999]}, {**PAIR, "recipient": None})
    code, answers, err = run(capsys, "classify", "--alone", file)
    assert code == 3
    assert [a["id"] for a in answers] == ["x"]
    assert "in.jsonl:1" in err
    assert "in.jsonl:2" in err
    assert "2 of 3 pairs have no answer" in err


def test_the_lexicon_can_change_a_type(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With and without it the probabilities differ: it has its say."""
    file = lines(tmp_path / "in.jsonl", PAIR)
    both, alone = (run(capsys, "classify", file, *o)[1][0]["probabilities"] for o in ([], ["--alone"]))
    assert both != alone
    assert both["NONE"] == alone["NONE"]  # type: ignore[index]


def test_a_missing_model_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(
        capsys, "classify", lines(tmp_path / "in.jsonl", PAIR), "--model", str(tmp_path / "no")
    )
    assert code == 2
    assert "no model can be read" in err


def test_every_type_has_its_quad(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    [answer] = run(capsys, "classify", "--alone", lines(tmp_path / "in.jsonl", PAIR))[1]
    assert answer["quad"] in plover.quads()


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="torch is installed here")
def test_training_without_its_extra_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = run(capsys, "train", "--data", lines(tmp_path / "in.jsonl", {**PAIR, "type": "ACCUSE"}))
    assert code == 2
    assert "dragoman[train]" in err
