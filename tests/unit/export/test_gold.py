from __future__ import annotations

import json

from dragoman.export.gold import as_entry, as_gold
from dragoman.ledger import entries
from dragoman.model import Record

STORY_KEYS = {"agency", "slug", "headline", "dateline_place", "published", "published_basis", "captions"}
ENTITY_KEYS = {"id", "name", "kind", "code", "sector", "role", "mentions"}
EVENT_KEYS = {
    "type", "modes", "actor", "recipient", "status", "by", "stance", "start", "end", "place", "quotes",
    "optional",
}  # fmt: skip


def test_the_shape_holds_every_key_of_the_guide(invented: Record) -> None:
    gold = json.loads(json.dumps(as_gold(invented)))
    assert gold["story"].keys() >= STORY_KEYS
    assert gold["version"] == invented.version
    assert all(entity.keys() >= ENTITY_KEYS for entity in gold["entities"])
    assert all(event.keys() >= EVENT_KEYS for event in gold["events"])
    assert (len(gold["entities"]), len(gold["events"])) == (len(invented.entities), len(invented.events))


def test_values_are_the_guides(invented: Record) -> None:
    gold = as_gold(invented)
    assert gold["story"]["published"] == "2021-03-03"
    assert gold["story"]["published_basis"] == "inferred"
    assert gold["story"]["dateline_place"] == "LIMA"
    signed, talks, _, shots, *_ = gold["events"]
    assert signed["start"] == signed["end"] == "2021-03-03"
    assert talks["start"] is None
    assert (shots["by"], shots["stance"]) == (["chl"], "asserts")
    assert (signed["by"], signed["stance"]) == ([], None)


def test_offsets_lead_to_the_quotes(invented: Record) -> None:
    for event in as_gold(invented)["events"]:
        found = [invented.story.text[start:end] for start, end in event["offsets"]]
        assert found == event["quotes"]


def test_reasons_and_confidence_are_told(invented: Record) -> None:
    signed = as_gold(invented)["events"][0]
    assert signed["confidence"] == 0.9
    assert signed["time_text"] == "on Wednesday"
    assert signed["reasons"][0].keys() == {"field", "rule", "text", "weight"}


def test_an_entry_brings_its_entities_and_its_story(invented: Record) -> None:
    event = as_entry(entries(invented)[0])
    assert {entity["id"] for entity in event["entities"]} == {"solheim", "per", "lima"}
    assert event["story"]["id"] == invented.story.id
    assert event["story"]["version"] == invented.version
