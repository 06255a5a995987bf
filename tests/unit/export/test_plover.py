from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dragoman.export.plover import as_plover, code_of
from dragoman.model import Entity, EntityKind, EventType, Record

COLUMNS = {
    "id", "date", "actor", "recipient", "event", "mode", "context", "event_loc", "event_text", "quad_code",
    "event_scale", "link", "text", "text_info", "cite_info", "coder", "coded_date",
}  # fmt: skip


def test_events_bear_plovers_columns(invented: Record) -> None:
    events = json.loads(json.dumps(as_plover(invented)))
    assert events
    for event in events:
        assert event.keys() - {"enddate"} == COLUMNS | {"type", "cameo", "source_codes", "target_codes"}
        assert event["event"] == [event["type"]]
        assert event["actor"][0].keys() == {
            "code", "sector", "entity_text", "identifier_id", "identifier_text", "office",
        }  # fmt: skip
        info = event["text_info"]
        assert invented.story.text[info["start"] : info["end"]] == event["text"]


def test_what_is_announced_stands_under_agree(invented: Record) -> None:
    [visit] = [event for event in as_plover(invented) if event["text"].startswith("Solheim will visit")]
    assert (visit["type"], visit["quad_code"], visit["cameo"], visit["date"]) == (
        "AGREE",
        1,
        "036",
        "2021-03-05",
    )
    assert (visit["source_codes"], visit["target_codes"], visit["mode"]) == (["NOR"], ["CHL"], [])
    assert visit["actor"][0]["office"] == "Foreign Minister"


def test_a_stretch_of_days_has_its_end(invented: Record) -> None:
    [shots] = [event for event in as_plover(invented) if event["type"] == "ASSAULT"]
    assert (shots["date"], shots["enddate"]) == ("2021-02-01", "2021-02-28")


def test_the_feared_and_the_denied_are_left_out(invented: Record) -> None:
    types = {event["type"] for event in as_plover(invented)}
    assert types.isdisjoint({"SANCTION", "THREATEN", "MOBILIZE"})
    [expelled] = [event for event in as_plover(invented, negated=True) if event["type"] == "SANCTION"]
    assert expelled["mode"] == ["expel", "negation"]


@pytest.mark.parametrize(
    ("code", "made"), [("UNO", "IGOUNO"), ("EUR", "IGOEUR"), ("IGO", "IGO"), ("PER", "PER"), (None, None)]
)
def test_codes_of_bodies(code: str | None, made: str | None) -> None:
    assert code_of(Entity("x", "X", EntityKind.IGO, code)) == made


def test_sides_are_told_once_each_unless_a_state_acts_on_itself(invented: Record) -> None:
    signed = invented.events[0]
    rebels = Entity("rebels", "the rebels", EntityKind.GROUP, "PER", ("REB",))
    record = replace(invented, entities=(*invented.entities, rebels))
    agreed = replace(signed, type=EventType.AGREE)
    inner = replace(agreed, actor=("per", "rebels"), recipient=())
    outer = replace(agreed, actor=("per", "rebels", "solheim"), recipient=())
    [one] = as_plover(replace(record, events=(inner,)))
    [two] = as_plover(replace(record, events=(outer,)))
    assert one["source_codes"] == ["PER", "PER"]
    assert two["source_codes"] == ["PER", "NOR"]
    [three] = as_plover(replace(record, events=(replace(inner, type=EventType.ACCUSE),)))
    assert three["source_codes"] == ["PER"]


def test_the_place_is_told_with_its_state(invented: Record) -> None:
    signed = as_plover(invented)[0]
    assert signed["event_loc"] == {"name": "Lima", "country": "PER", "lat": -12.05, "lon": -77.04}
    assert signed["cite_info"]["citation"] == "Andes Wire"
    assert signed["coder"] == invented.version
