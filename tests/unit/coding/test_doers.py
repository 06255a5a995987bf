"""Who does it and what it is by who does it: one sentence a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model import Record

Reads = Callable[[str], Record]
Tells = Callable[[Record], list[str]]

CASES = [
    ("Sudanese planes bombed two rebel-held towns in northern Congo.", "ASSAULT SDN>COD happened"),
    ("US envoy Marc Grossman is expected in Ankara on Friday.", "CONSULT USA>TUR planned"),
    ("Japan will dispatch a government team to Pyongyang on Saturday.", "CONSULT JPN>PRK planned"),
    ("Colombia's president reassured Chilean President Ricardo Lagos in a phone call.", "CONSULT COL+CHL>"),
    (
        "Korean President Kim Dae Jung welcomed it in a telephone conversation with Koizumi of Japan.",
        "CONSULT",
    ),
    ("Ukrainian miners marched on Kiev. They blocked the main road for hours.", "PROTEST UKR> happened"),
    ("The Peruvian army blamed the attack on the Shining Path of Peru.", "ACCUSE PER>PER happened"),
    ("Turkish Prime Minister Erbakan warned that Ankara could block NATO's expansion.", "THREATEN TUR>"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_doer_is_found(text: str, expected: str, read: Reads, told: Tells) -> None:
    lines = told(read(text))
    assert any(line.startswith(expected) for line in lines), lines


def test_who_acts_after_a_raid_did_not_raid(read: Reads, told: Tells) -> None:
    lines = told(read("Ecuador and Venezuela cut ties with Colombia after a cross-border raid."))
    assert not any(line.startswith("ASSAULT ECU") for line in lines)
    assert any(line.startswith("SANCTION ECU+VEN>COL") for line in lines)


GAME = (
    "Hewitt of Australia beat American Pete Sampras 6-4, 6-4 on Sunday to win the tournament.\n\n"
    "In the semi-final France's Pioline defeated Germany's Kiefer in a match of two tie-breaks.\n\n"
    "Sampras will meet Sweden's Enqvist in the first round at Wimbledon."
)


def test_games_are_no_events(read: Reads) -> None:
    assert not read(GAME).events


def test_one_word_of_sport_makes_no_game(read: Reads, told: Tells) -> None:
    text = "Eritrean troops attacked an Ethiopian village after a football match.\n\nEritrea denied it."
    assert any(line.startswith("ASSAULT ERI") for line in told(read(text)))
