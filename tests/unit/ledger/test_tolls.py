"""Numbers of people read from words."""

from __future__ import annotations

import pytest

from dragoman.ledger.tolls import spelled, tolls


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("killed at least 33 people at a club", {"killed": "33+"}),
        ("27 people were killed and 60 others injured", {"killed": "27", "wounded": "60"}),
        ("killing seven shoppers and wounding 12", {"killed": "7", "wounded": "12"}),
        ("left 11 dead and more than 200 wounded", {"killed": "11", "wounded": "200+"}),
        ("the death toll rose to 1,204", {"killed": "1204"}),
        ("police arrested about 40 demonstrators", {"detained": "~40"}),
        ("two dozen were hurt", {"wounded": "~24"}),
        ("a dozen soldiers were killed", {"killed": "~12"}),
        ("dozens of people were killed", {"killed": "dozens"}),
        ("up to 300,000 people have been displaced", {"displaced": "300000-"}),
        ("gunmen kidnapped 20 people", {"abducted": "20"}),
        ("the militant was jailed for 12 years", {}),
        ("in 2004 the two sides signed", {}),
        ("a suicide bomber killed himself", {}),
        ("forty-two soldiers died", {"killed": "42"}),
    ],
)
def test_what_words_count(text: str, read: dict[str, str]) -> None:
    assert {toll.field: toll.value for toll in tolls(text)} == read
    assert all(toll.words in text for toll in tolls(text))


def test_numbers_in_words() -> None:
    assert spelled("two thousand three hundred") == 2300
    assert spelled("ninety-nine") == 99
    assert spelled("many") is None
