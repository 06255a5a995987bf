"""Journeys: the stops that a story tells, told on Wednesday 16 May 2012, and the itinerary that they make."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from dragoman.annotate.registry import load, prepare
from dragoman.coding.coder import code
from dragoman.ledger.itinerary import itineraries
from dragoman.model import Passage, PassageKind, Record, Span, Story


@cache
def pipeline() -> Language:
    return load()


def read(*paragraphs: str) -> Record:
    text = "\n\n".join(paragraphs)
    passages = []
    start = 0
    for part in paragraphs:
        passages.append(Passage(PassageKind.BODY, Span(start, start + len(part))))
        start += len(part) + 2
    story = Story(text, tuple(passages), published=date(2012, 5, 16))
    return code(pipeline()(prepare(pipeline(), story)))


def journey(record: Record) -> list[tuple[str, str, str]]:
    """Return place, days and status of each stop of the only itinerary."""
    (found,) = itineraries(record)
    return [(leg.place.name, f"{leg.first or ''}..{leg.last or ''}", leg.status.value) for leg in found.legs]


def test_a_tour_is_told_in_the_order_of_its_days() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg arrived in Peru on Wednesday, flying in from Bogota.",
        "Berg landed in Lima in the morning. On Thursday she will leave Lima for Santiago.",
        "Before that, she visited Mexico on Sunday.",
    )
    assert journey(record) == [
        ("Mexico", "2012-05-13..2012-05-13", "happened"),
        ("Bogota", "..2012-05-16", "happened"),
        ("Lima", "2012-05-16..2012-05-17", "happened"),
        ("Santiago", "2012-05-17..", "planned"),
    ]


def test_a_state_gives_way_to_a_city_in_it() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg will visit Japan on Friday.",
        "Berg will arrive in Tokyo on Friday and travel to Hanoi on Sunday.",
    )
    assert [place for place, *_ in journey(record)] == ["Tokyo", "Hanoi"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        # one place is a visit
        ("Norwegian Foreign Minister Ida Berg arrived in Peru on Wednesday.",),
        # nobody travels abroad
        (
            "Peruvian President Luis Ortega visited Cuzco on Monday.",
            "On Tuesday Ortega travelled to Lima.",
        ),
        # what does not take place is no stop
        (
            "Norwegian Foreign Minister Ida Berg arrived in Peru on Wednesday.",
            "She will not visit Chile.",
        ),
        # states are no travellers
        ("Norway will send aid to Peru on Thursday and to Chile on Friday.",),
    ],
)
def test_no_journey(paragraphs: tuple[str, ...]) -> None:
    assert itineraries(read(*paragraphs)) == ()


def test_every_stop_quotes_the_story() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg arrived in Peru on Wednesday and will fly to Chile on Friday."
    )
    assert record.stops
    assert all(stop.quote.span.of(record.story.text) == stop.quote.text for stop in record.stops)
