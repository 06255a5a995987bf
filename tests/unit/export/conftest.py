"""A ledger of two invented stories, and what the exports read of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.export.view import View
from dragoman.ledger import EventFilter, Ledger
from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    PublishedBasis,
    Quote,
    Record,
    Span,
    Stance,
    Status,
    Story,
    content_hash,
)

TODAY = date(2021, 3, 4)

SUMMIT = """Andean leaders meet in Quito

The presidents of Ecuador, Peru and Bolivia met in Quito, said a <b>minister</b> & "host".
Peru denied that its jets had bombed a Bolivian camp. A border opened;\tlast year\x07.
"""


def _summit() -> Record:
    def quoted(words: str) -> tuple[Quote, ...]:
        start = SUMMIT.index(words)
        return (Quote(words, Span(start, start + len(words))),)

    who = [
        Entity(code.lower(), f"President of {name}", EntityKind.PERSON, code, ("GOV",), "President", (name,))
        for code, name in (("ECU", "Ecuador"), ("PER", "Peru"), ("BOL", "Bolivia"))
    ]
    who.append(Entity("quito", "Quito", EntityKind.PLACE, mentions=("Quito",), country="ECU"))
    body = Entity("oas", "OAS <observers>", EntityKind.IGO, "IGO", (), None, ("OAS",))

    def event(type: EventType, words: str, actor: tuple[str, ...], **more: object) -> Event:
        fields: dict[str, object] = dict.fromkeys(("stance", "start", "end", "place")) | {
            "id": content_hash("summit", words),
            "modes": (),
            "recipient": (),
            "status": Status.HAPPENED,
            "by": (),
        }
        return Event(type=type, actor=actor, quotes=quoted(words), **fields | more)  # type: ignore[arg-type]

    events = (
        event(
            EventType.CONSULT,
            'The presidents of Ecuador, Peru and Bolivia met in Quito, said a <b>minister</b> & "host"',
            ("ecu", "per", "bol"),
            modes=("multilateral",),
            place="quito",
            contexts=("diplomatic",),
        ),
        event(
            EventType.ASSAULT,
            "its jets had bombed a Bolivian camp",
            ("per",),
            recipient=("bol",),
            by=("per",),
            stance=Stance.DENIES,
        ),
        event(
            EventType.RETREAT,
            "A border opened;\tlast year\x07",
            ("oas",),
            start=date(2020, 1, 1),
            end=date(2020, 12, 31),
        ),
    )
    story = Story(
        SUMMIT, agency="Reuters", headline="Andean leaders meet in Quito", source="https://news.example/q"
    )
    return Record(story, (*who, body), events, "0.1.0+model-3.8.0")


@pytest.fixture
def summit() -> Record:
    """A story without a day, from the web, with three presidents, a denial and a year."""
    return _summit()


@pytest.fixture
def records(invented: Record, summit: Record) -> tuple[Record, ...]:
    """Every record of the ledger: also a given day and a story without anything."""
    dated = replace(summit.story, text=SUMMIT.upper(), published=date(2021, 3, 2), id="")
    told = replace(dated, published_basis=PublishedBasis.GIVEN)
    return invented, summit, Record(told, (), (), "0.1.0+model-3.8.0")


@pytest.fixture
def ledger(tmp_path: Path, records: tuple[Record, ...]) -> Iterator[Ledger]:
    """The ledger that holds them."""
    with Ledger.open(tmp_path / "ledger.duckdb") as opened:
        for record in records:
            opened.add(record)
        yield opened


@pytest.fixture
def view(ledger: Ledger) -> View:
    """All events, seen from a given day."""
    return View(ledger, EventFilter(), TODAY)
