"""Journeys: the stops that a story tells, told on Wednesday 16 May 2012, and the itinerary that they make."""

from __future__ import annotations

import pytest
import reader

from dragoman.ledger.itinerary import itineraries
from dragoman.model import Record


def read(*paragraphs: str) -> Record:
    return reader.read("\n\n".join(paragraphs))


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


@pytest.mark.parametrize(
    ("sentence", "base", "host"),
    [
        ("landed at the U.S. Ramstein Air Base in Landstuhl", "Ramstein Air Base", "DEU"),
        ("arrived at the American Bagram Air Base near Charikar", "Bagram Air Base", "AFG"),
        ("arrived at the Russian Hmeimim air base in Latakia", "Hmeimim air base", "SYR"),
        ("arrived at the U.S. Camp Humphreys in Pyeongtaek", "Camp Humphreys", "KOR"),
        ("flew to the U.S. Al-Udeid Air Base in Qatar", "Al-Udeid Air Base", "QAT"),
    ],
)
def test_a_base_is_the_stop_and_not_its_town_nor_its_owner(sentence: str, base: str, host: str) -> None:
    record = read(f"Norwegian Foreign Minister Ida Berg {sentence} on Wednesday.")
    assert [record.entity(stop.place).name for stop in record.stops] == [base]
    (visit,) = record.events
    assert record.entity(visit.place or "").name == base
    assert [record.entity(id).code for id in visit.recipient] == [host]


def test_a_base_without_a_name_lies_in_its_town() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg arrived at the U.S. naval base in Yokosuka on Wednesday."
    )
    (visit,) = record.events
    assert record.entity(visit.place or "").name == "Yokosuka"
    assert [record.entity(id).code for id in visit.recipient] == ["JPN"]


def test_several_places_of_one_verb_are_stops_in_their_order() -> None:
    record = read("Norwegian Foreign Minister Ida Berg will visit Peru, Chile and Bolivia next week.")
    assert [place for place, *_ in journey(record)] == ["Peru", "Chile", "Bolivia"]
    assert [event.place for event in record.events] == [event.recipient[0] for event in record.events]


def test_a_state_lends_the_day_of_arrival_to_the_city_that_is_left() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg reached Peru on Monday.",
        "On Friday she will fly out of Lima and head for Chile.",
    )
    assert journey(record)[:1] == [("Lima", "2012-05-14..2012-05-18", "happened")]


def test_where_somebody_comes_from_is_the_last_of_what_is_past() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg landed in Lima on Wednesday, flying in from Bogota where she met"
        " Colombian President Luis Ortega.",
        "Before that, Berg travelled in the Caribbean region.",
    )
    assert [place for place, *_ in journey(record)][-2:] == ["Bogota", "Lima"]


def test_trips_that_are_themselves_spoken_of() -> None:
    record = read(
        "Norwegian Foreign Minister Ida Berg stepped off her plane in Lima on Wednesday.",
        "The tour will also take her to Quito and Bogota next week.",
    )
    assert journey(record) == [
        ("Lima", "2012-05-16..2012-05-16", "happened"),
        ("Quito", "2012-05-21..2012-05-27", "planned"),
        ("Bogota", "2012-05-21..2012-05-27", "planned"),
    ]


def test_the_next_stop_is_still_to_come() -> None:
    record = read("Norwegian Foreign Minister Ida Berg arrived in Lima on Wednesday. Her next stop is Quito.")
    assert journey(record)[-1] == ("Quito", "2012-05-16..", "planned")


def test_a_plane_that_no_verb_moves_takes_nobody_anywhere() -> None:
    record = read("The plane in Lima. A jet at Quito. Norwegian Foreign Minister Ida Berg slept.")
    assert record.stops == ()
