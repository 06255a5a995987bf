"""Reading a user's pairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.coding.classify import filed_as
from dragoman.errors import RunError
from dragoman.learn.examples import plover_heads, read_examples
from dragoman.model import EventType, Status


def write(path: Path, *lines: dict[str, object]) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


LINE = {"text": "Peru sued Chile.", "actor": [0, 4], "recipient": [10, 15], "type": "ACCUSE"}


def test_a_pair_with_its_type(tmp_path: Path) -> None:
    [found] = read_examples(write(tmp_path / "a.jsonl", LINE), plover_heads()["filed"])
    assert found.labels == {"filed": {"ACCUSE": 1.0}}
    assert found.pair.recipient is not None
    assert found.pair.recipient.of(found.pair.text) == "Chile"


def test_giving_way_has_one_name_and_keeps_its_kind(tmp_path: Path) -> None:
    [found] = read_examples(write(tmp_path / "a.jsonl", {**LINE, "type": "RETREAT"}), plover_heads()["filed"])
    assert found.labels == {"filed": {"YIELD": 1.0}, "action": {"RETREAT": 1.0}}


def test_status_and_stance_are_taken_if_known(tmp_path: Path) -> None:
    line = {**LINE, "status": "possible", "stance": "suspects"}
    [found] = read_examples(write(tmp_path / "a.jsonl", line))
    assert found.labels["status"] == {"possible": 1.0}
    assert found.labels["stance"] == {"suspects": 1.0}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "SUE"}, "unknown type 'SUE'"),
        ({"type": None}, "unknown type"),
        ({"actor": [0, 99]}, "not a pair"),
        ({"actor": [3]}, "not a pair"),
        ({"status": "perhaps"}, "unknown status"),
    ],
)
def test_a_faulty_line_is_named(tmp_path: Path, change: dict[str, object], message: str) -> None:
    path = write(tmp_path / "a.jsonl", LINE, {**LINE, **change})
    with pytest.raises(RunError, match=message) as caught:
        read_examples(path, plover_heads()["filed"])
    assert caught.value.where == f"{path}:2"


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("Peru", encoding="utf-8")
    with pytest.raises(RunError, match="no JSON"):
        read_examples(tmp_path / "a.jsonl")


def test_cooperation_to_come_is_agreement_and_conflict_a_threat() -> None:
    assert filed_as(EventType.AID, Status.PLANNED) == "AGREE"
    assert filed_as(EventType.ASSAULT, Status.POSSIBLE) == "THREATEN"
    assert filed_as(EventType.CONCEDE, Status.HAPPENED) == "YIELD"
    assert filed_as(EventType.ASSAULT, Status.NEGATED) == "ASSAULT"


def test_every_label_of_the_codebook_has_its_place() -> None:
    heads = plover_heads()
    assert len(heads["filed"]) == 16
    assert len(heads["action"]) == 17
    assert "CONSULT/visit" in heads["modes"]
    assert all(len(set(labels)) == len(labels) for labels in heads.values())
