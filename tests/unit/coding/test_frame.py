"""What a frame sees around a trigger: the conditions of the lexicon, and nouns that measure out an act."""

from __future__ import annotations

import pytest
import reader

from dragoman.coding.frame import holds, make_frame
from dragoman.ontology.lexicon import Need, load_lexicon

CONDITIONS = [
    ("Sudanese troops left Juba.", "left", "obj", "a-place", True),
    ("Sudanese troops left the meeting.", "left", "obj", "a-place", False),
    ("Sudan sent Mustafa Ismail to Cairo.", "sent", "obj", "a-person", True),
    ("Sudan sent him to Cairo.", "sent", "obj", "a-person", True),
    ("Sudan sent flour to Cairo.", "sent", "obj", "a-person", False),
    ("Lawyers petitioned the European Union.", "petitioned", "obj", "a-body", True),
    ("Sudan shipped sacks of flour to Chad.", "shipped", "obj", "flour", True),
    ("Sudan shipped hundreds of rifles to Chad.", "shipped", "obj", "rifle", True),
    ("Sudan shipped the owner of flour to Chad.", "shipped", "obj", "flour", False),
]


@pytest.mark.parametrize(("text", "word", "slot", "value", "expected"), CONDITIONS)
def test_a_condition_knows_kinds_of_names_and_what_is_measured(
    text: str, word: str, slot: str, value: str, expected: bool
) -> None:
    doc = reader.pipeline()(text)
    frame = make_frame(next(t for t in doc if t.text == word), "v", load_lexicon())
    assert holds(Need(slot, frozenset({value})), frame, bool) is expected


def test_who_is_let_do_something_is_the_object() -> None:
    doc = reader.pipeline()("Kenya let the prisoners go.")
    frame = make_frame(next(t for t in doc if t.text == "let"), "v", load_lexicon())
    assert holds(Need("obj", frozenset({"prisoner"})), frame, bool)


def test_days_of_talks_are_talks() -> None:
    doc = reader.pipeline()("The envoy arrived for two days of talks with Turkish leaders.")
    frame = make_frame(next(t for t in doc if t.text == "talks"), "n", load_lexicon())
    assert frame.framing is not None
    assert frame.framing.text == "arrived"
