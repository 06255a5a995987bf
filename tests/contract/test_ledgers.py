"""The ledgers drawn by hand are sound: every quotation stands in its story, every name is known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import EventType, Stance, Status
from dragoman.ontology.plover import modes

LEDGERS = sorted((Path(__file__).parents[1] / "data" / "ledgers").glob("*/*/gold.json"))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda p: p.parent.name)
def test_a_ledger_is_sound(path: Path) -> None:
    text = path.with_name("story.txt").read_text(encoding="utf-8")
    ledger: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    known = {entity["id"] for entity in ledger["entities"]}
    assert all(mention in text for entity in ledger["entities"] for mention in entity["mentions"])
    for event in ledger["events"]:
        named = {*event["actor"], *event["recipient"], *event["by"], *filter(None, [event["place"]])}
        assert named <= known, named - known
        assert event["actor"]
        assert event["quotes"]
        assert all(quote in text for quote in event["quotes"]), event["quotes"]
        assert set(event["modes"]) <= set(modes(EventType(event["type"]))), event["modes"]
        assert Status(event["status"])
        assert bool(event["by"]) == (event["stance"] is not None)
        assert event["stance"] is None or Stance(event["stance"])
        if event["start"] and event["end"]:
            assert event["start"] <= event["end"]


def test_there_are_ledgers_to_check() -> None:
    assert len(LEDGERS) >= 14
