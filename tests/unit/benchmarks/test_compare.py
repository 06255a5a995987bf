"""The comparison with a base run names what was gained, lost and changed."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[3] / "benchmarks" / "compare.py"


@pytest.fixture(scope="module")
def compare() -> Any:
    spec = importlib.util.spec_from_file_location("compare", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def event(**fields: Any) -> dict[str, Any]:
    made = {
        "type": "CONSULT", "modes": [], "actor": ["PER", "CHL"], "recipient": [], "status": "planned",
        "by": [], "stance": None, "start": "2009-03-06", "end": "2009-03-06", "place": None,
        "quotes": ["Peru and Chile will hold talks on Friday"],
    }  # fmt: skip
    return made | fields


def test_equal_events_do_not_differ(compare: Any) -> None:
    assert list(compare.differences([event()], [event()])) == []


def test_an_event_on_one_side_alone_is_gained_or_lost(compare: Any) -> None:
    other = event(type="ASSAULT", quotes=["rebels shelled the town"])
    assert list(compare.differences([event()], [event(), other])) == [(None, other)]
    assert list(compare.differences([event(), other], [event()])) == [(other, None)]


def test_the_same_act_with_another_day_is_changed(compare: Any) -> None:
    before, after = event(start=None), event()
    assert list(compare.differences([before], [after])) == [(before, after)]
    assert compare.changes(before, after) == "start None -> 2009-03-06"


def test_two_equal_events_are_not_one(compare: Any) -> None:
    assert list(compare.differences([event()], [event(), event()])) == [(None, event())]


def test_the_verdict_tells_what_is_wrong(compare: Any) -> None:
    gold = [event()]
    assert compare.verdict(event(), gold) == "right"
    assert compare.verdict(event(status="happened", start=None), gold) == "wrong in status, start"
    assert compare.verdict(event(quotes=["an unrelated act"]), gold) == "not in gold"


def test_participants_are_compared_by_the_state_they_act_for(compare: Any, tmp_path: Path) -> None:
    entities = [
        {"id": "minister", "name": "A Minister", "code": "PER"},
        {"id": "lima", "name": "Lima", "code": None},
    ]
    path = tmp_path / "story.json"
    path.write_text(json.dumps({"entities": entities, "events": [event(actor=["minister"], place="lima")]}))
    (found,) = compare.load(path)
    assert (found["actor"], found["place"]) == (["PER"], "Lima")
