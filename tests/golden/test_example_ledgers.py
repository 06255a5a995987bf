"""The ledgers drawn by hand from three of the examples keep the rules of the record."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import NON_STATE_CODES, EntityKind, EventType, PublishedBasis, Stance, Status

EXAMPLES = Path(__file__).parents[2] / "examples"
LEDGERS = sorted((EXAMPLES / "gold").glob("*.json"))


@pytest.fixture(params=LEDGERS, ids=lambda p: p.stem)
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], str]:
    """A ledger and the text it was drawn from."""
    path: Path = request.param
    text = (EXAMPLES / f"{path.stem}.txt").read_text(encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8")), text


def test_there_are_ledgers() -> None:
    assert len(LEDGERS) >= 3


def test_the_story_is_the_text(pair: tuple[dict[str, Any], str]) -> None:
    ledger, text = pair
    story = ledger["story"]
    assert set(story) == {
        "agency", "slug", "headline", "dateline_place", "published", "published_basis", "captions",
    }  # fmt: skip
    assert story["headline"] in text
    assert story["dateline_place"] in text
    assert all(caption in text for caption in story["captions"])
    date.fromisoformat(story["published"])
    PublishedBasis(story["published_basis"])


def test_entities_are_named_in_the_text(pair: tuple[dict[str, Any], str]) -> None:
    ledger, text = pair
    ids = [entity["id"] for entity in ledger["entities"]]
    assert len(ids) == len(set(ids))
    for entity in ledger["entities"]:
        kind = EntityKind(entity["kind"])
        assert (
            entity["code"] is None
            or entity["code"] in NON_STATE_CODES
            or re.fullmatch("[A-Z]{3}", entity["code"])
        )
        assert (kind is EntityKind.PLACE) <= (entity["code"] is None)
        assert entity["mentions"]
        assert all(mention in text for mention in entity["mentions"])


def test_events_stand_on_the_text(pair: tuple[dict[str, Any], str]) -> None:
    ledger, text = pair
    known = {entity["id"] for entity in ledger["entities"]}
    for event in ledger["events"]:
        EventType(event["type"])
        Status(event["status"])
        assert event["actor"]
        assert {*event["actor"], *event["recipient"], *event["by"]} <= known
        assert event["place"] is None or event["place"] in known
        assert bool(event["by"]) == (event["stance"] is not None)
        assert event["stance"] is None or Stance(event["stance"])
        days = [date.fromisoformat(day) for day in (event["start"], event["end"]) if day]
        assert days == sorted(days)
        assert event["quotes"]
        assert all(quote in text for quote in event["quotes"])


def test_every_status_occurs() -> None:
    ledgers = [json.loads(path.read_text(encoding="utf-8")) for path in LEDGERS]
    assert {event["status"] for ledger in ledgers for event in ledger["events"]} == set(Status)
