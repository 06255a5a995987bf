"""An item of a calendar is a plan straight away, on the days, in the state and at the place that it gives."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.coding.announced import announce
from dragoman.gazetteer.venues import located
from dragoman.model import Announcement, Event, EventType, Record, Scheduled, Status
from dragoman.pipeline import Reader
from dragoman.sources.item import Item, compose

START, END = date(2024, 11, 20), date(2024, 11, 21)


def announced(reader: Reader, headline: str, words: str = "", **fields: object) -> Record:
    given: dict[str, object] = {"start": START, "end": END, "status": Status.PLANNED, **fields}
    scheduled = Scheduled(**given)  # type: ignore[arg-type]
    item = Item([words] if words else [], headline=headline, published=date(2024, 11, 1), scheduled=scheduled)
    return reader.announced(Announcement(compose(item, "calendar"), scheduled))


def only(record: Record) -> Event:
    assert len(record.events) == 1, record.events
    return record.events[0]


@pytest.mark.parametrize(
    "headline",
    [
        "Danish Foreign Minister Anders Krogh visits Nigeria",
        "Visit of Danish Foreign Minister Anders Krogh to Nigeria",
        "Danish Foreign Minister Anders Krogh meets Nigerian President Ada Obi",
    ],
)
def test_what_the_headline_tells_is_due(reader: Reader, headline: str) -> None:
    event = only(announced(reader, headline))
    assert (event.type, event.status, event.start, event.end) == (
        EventType.CONSULT,
        Status.PLANNED,
        START,
        END,
    )
    assert {reason.rule for reason in event.reasons if reason.field in ("status", "start")} == {"calendar"}


@pytest.mark.parametrize("status", [Status.POSSIBLE, Status.NEGATED])
def test_the_calendar_gives_the_state(reader: Reader, status: Status) -> None:
    event = only(announced(reader, "Danish Foreign Minister Anders Krogh visits Nigeria", status=status))
    assert event.status is status


def test_background_stays_as_it_is_told(reader: Reader) -> None:
    record = announced(
        reader,
        "Danish Foreign Minister Anders Krogh visits Nigeria",
        "Nigeria expelled the Danish ambassador on October 2, 2023.",
    )
    expelled = [event for event in record.events if event.type is not EventType.CONSULT]
    assert [event.status for event in expelled] == [Status.HAPPENED]
    assert [event.start for event in expelled] == [date(2023, 10, 2)]


def test_a_name_without_a_clause_is_an_act_all_the_same(reader: Reader) -> None:
    event = only(announced(reader, "2024 NATO Summit"))
    assert (event.type, event.status, event.start) == (EventType.CONSULT, Status.PLANNED, START)


def test_an_item_that_names_no_one_has_no_event(reader: Reader) -> None:
    assert announced(reader, "Half marathon with 4,000 runners").events == ()


def test_the_place_becomes_an_entity_with_its_state(reader: Reader) -> None:
    record = announced(
        reader, "Danish Foreign Minister Anders Krogh meets Icelandic President Jon Berg", place="Reykjavik"
    )
    event = only(record)
    assert event.place is not None
    place = record.entity(event.place)
    assert (place.name, place.country) == ("Reykjavik", "ISL")
    assert place.latitude == pytest.approx(64.1, abs=0.2)


def test_a_country_in_words_becomes_its_code() -> None:
    scheduled = Scheduled(START, END, Status.PLANNED, "Harpa Hall", 64.15, -21.93, "Iceland")
    assert located(scheduled).country == "ISL"
    nowhere = located(Scheduled(START, END, Status.PLANNED, "Nowhere Hall of Nothing", country="Freedonia"))
    assert (nowhere.country, nowhere.latitude) == (None, None)


def test_announcing_is_a_pure_function_of_the_record(invented: Record) -> None:
    scheduled = Scheduled(START, END, Status.PLANNED)
    assert announce(invented, scheduled) == announce(invented, scheduled)


def test_what_is_over_when_the_item_is_sent_is_no_plan(reader: Reader) -> None:
    past = {"start": date(2024, 10, 1), "end": date(2024, 10, 2)}
    event = only(announced(reader, "Danish Foreign Minister Anders Krogh visits Nigeria", **past))
    assert (event.status, event.start) == (Status.HAPPENED, date(2024, 10, 1))
