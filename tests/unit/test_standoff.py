from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.model import Span
from dragoman.pipeline import Reader
from dragoman.sources.bare import read_bare
from dragoman.standoff import Layer, annotate, unneeded

TEXT = (
    "The foreign minister of Norway arrived  in Lima on Tuesday.\n\n"
    "“Peru will sign the treaty,” said President Ana Quispe. She denied that Peru had expelled the envoy.\n"
    "Chile did not attend the talks. Bolivia may send its troops."
)


def test_offsets_count_in_the_original(reader: Reader) -> None:
    made = annotate(reader.annotated(read_bare(TEXT, published=date(2021, 3, 4))), tuple(Layer))
    words = {
        key: [TEXT[item["start"] : item["end"]] for item in made[key]]
        for key in ("timexes", "places", "actors")
    }
    assert words["timexes"] == ["Tuesday"]
    assert made["timexes"][0]["value"] == "2021-03-02"
    assert "Lima" in words["places"]
    assert "Ana Quispe" in " ".join(words["actors"])
    quotes = [
        {key: [TEXT[start:end] for start, end in quote[key]] for key in ("source", "cue", "content")}
        for quote in made["quotes"]
    ]
    assert any(
        q["cue"] == ["said"] and "Quispe" in q["source"][0] and "sign" in q["content"][0] for q in quotes
    )


def test_a_place_is_told_with_its_number_and_position(reader: Reader) -> None:
    [lima] = [p for p in _layer(reader, TEXT, Layer.PLACES)["places"] if p["name"] == "Lima"]
    assert lima["country"] == "PER"
    assert lima["lat"] == pytest.approx(-12, abs=0.3)
    assert isinstance(lima["geonameid"], int)


def test_given_stretches_are_placed_just_they(reader: Reader) -> None:
    start = TEXT.index("Norway")
    spans = [Span(start, start + len("Norway"))]
    doc = reader.annotated(read_bare(TEXT))
    [norway] = annotate(doc, [Layer.PLACES], toponyms=spans)["places"]
    assert (norway["start"], norway["end"], norway["country"]) == (start, spans[0].end, "NOR")
    assert annotate(doc, [Layer.PLACES], toponyms=[])["places"] == []


@pytest.mark.parametrize(
    ("word", "status", "low", "high"),
    [
        ("arrived", "happened", 2.5, 3),
        ("sign", "planned", 1, 2.6),
        ("attend", "negated", -3, -1),
        ("send", "possible", 0, 1),
        ("expelled", "happened", -3, -1),
    ],
)
def test_targets_get_status_and_certainty(
    reader: Reader, word: str, status: str, low: float, high: float
) -> None:
    start = TEXT.index(word)
    targets = [Span(start, start + len(word))]
    [made] = annotate(reader.annotated(read_bare(TEXT)), [Layer.STATUS], targets=targets)["status"]
    assert (made["start"], made["end"], made["status"]) == (start, start + len(word), status)
    assert low <= made["factuality"] <= high


def test_without_targets_every_verb_gets_its_status(reader: Reader) -> None:
    made = _layer(reader, TEXT, Layer.STATUS)["status"]
    assert {TEXT[item["start"] : item["end"]] for item in made} >= {"arrived", "sign", "attend", "send"}


def test_a_verb_whose_object_is_denied_is_no_less_certain(reader: Reader) -> None:
    text = "The minister sees no hope of peace. The minister did not see the envoy."
    sees, see = [
        annotate(reader.annotated(read_bare(text)), [Layer.STATUS], targets=[Span(start, start + len(word))])[
            "status"
        ]
        for word, start in (("sees", text.index("sees")), ("see", text.rindex("see")))
    ]
    assert sees[0]["factuality"] > 0 > see[0]["factuality"]


def test_only_what_a_layer_needs_is_run() -> None:
    names = ["dragoman_times", "dragoman_places", "dragoman_actors", "dragoman_speech"]
    assert unneeded([Layer.TIMES], names) == tuple(names[1:])
    assert unneeded([Layer.PLACES, Layer.TIMES], names) == tuple(names[2:])
    assert unneeded(tuple(Layer), names) == ()


@pytest.mark.parametrize("text", ["", "   \n", "?"])
def test_a_text_without_words_has_no_annotations(reader: Reader, text: str) -> None:
    made = annotate(reader.annotated(read_bare(text)), tuple(Layer))
    assert set(made) == {"timexes", "places", "actors", "quotes", "status"}
    assert not any(made.values())


def _layer(reader: Reader, text: str, layer: Layer) -> dict[str, Any]:
    return annotate(reader.annotated(read_bare(text)), [layer])
