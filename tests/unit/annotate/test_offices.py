"""Persons of whom the story says nothing act for the office that they hold on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from dragoman.annotate.registry import load, prepare
from dragoman.annotate.who.offices import load_offices
from dragoman.model import Entity, Passage, PassageKind, Span, Story, layers

NO_TITLE: frozenset[str] = frozenset()
Read = Callable[[str, date | None], dict[str, tuple[Entity, str]]]


@pytest.mark.parametrize(
    ("name", "titles", "day", "code", "sectors"),
    [
        (("yasser", "arafat"), (), date(1996, 1, 1), "PSE", ("GOV",)),
        (("yasir", "arafat"), (), date(1996, 1, 1), "PSE", ("GOV",)),
        (("mubarak",), (), date(1999, 5, 5), "EGY", ("GOV",)),
        (("savimbi",), (), date(1999, 5, 5), "AGO", ("REB",)),
        (("annan",), (), date(1999, 5, 5), "UNO", ()),
        (("robin", "cook"), (), date(2003, 3, 1), "GBR", ("ELI",)),
        (("hussein",), ("king",), date(1990, 8, 8), "JOR", ("GOV",)),
        (("rice",), ("secretary", "of", "state"), date(2006, 1, 1), "USA", ("GOV",)),
    ],
)
def test_a_holder_is_known_by_name_and_day(
    name: tuple[str, ...], titles: tuple[str, ...], day: date, code: str, sectors: tuple[str, ...]
) -> None:
    holding = load_offices().holding(name, frozenset(titles), day)
    assert holding is not None
    assert (holding.code, holding.sectors) == (code, sectors)


@pytest.mark.parametrize(
    ("name", "titles", "day"),
    [
        (("mubarak",), (), date(2020, 1, 1)),  # out of office, by family name only
        (("kim",), (), date(2000, 1, 1)),  # one in the north, one in the south
        (("bush",), ("mayor",), date(2005, 1, 1)),  # another office
        (("hussein",), (), date(1990, 8, 8)),
        (("jonas", "weber"), (), date(1999, 1, 1)),
        (("robin", "cook"), (), date(2024, 1, 1)),  # long ago
    ],
)
def test_doubtful_names_are_nobody(name: tuple[str, ...], titles: tuple[str, ...], day: date) -> None:
    assert load_offices().holding(name, frozenset(titles), day) is None


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(without=("dragoman_times", "dragoman_places", "dragoman_speech"))


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    def run(text: str, day: date | None) -> dict[str, tuple[Entity, str]]:
        story = Story(text, (Passage(PassageKind.BODY, Span(0, len(text))),), published=day)
        doc = nlp(prepare(nlp, story))
        found = layers(doc)
        return {
            doc[m.head].text: (found.entities[m.entities[0]], m.rule)
            for m in found.mentions
            if len(m.entities) == 1
        }

    return run


def test_a_silent_story_takes_the_office_of_its_day(read: Read) -> None:
    person, rule = read("Oman welcomed a proposal that Chirac made on Monday.", date(2001, 3, 5))["Chirac"]
    assert (person.code, person.sector, person.role) == ("FRA", ("GOV",), None)
    assert rule == "person, president, by family name"


def test_what_the_story_says_is_never_overridden(read: Read) -> None:
    text = "Jacques Chirac, a Belgian trade unionist, spoke in Oslo."
    assert read(text, date(2001, 3, 5))["Chirac"][0].code == "BEL"


def test_an_office_without_a_state_is_not_the_main_state_s(read: Read) -> None:
    text = "Peru and Chile disagreed. Peru's envoy said President Mbeki would visit Lima."
    assert read(text, date(2004, 3, 5))["Mbeki"][0].code == "ZAF"
    assert read(text, date(2019, 3, 5))["Mbeki"][0].code == "PER"
