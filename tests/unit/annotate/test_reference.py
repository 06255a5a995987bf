"""Whom short words mean: "the two", "we", "it", parties of common names."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from dragoman.model import Record
from dragoman.pipeline import Reader

DAY = date(2012, 5, 16)


@cache
def reader() -> Reader:
    return Reader()


def lines(record: Record) -> list[str]:
    """Return each event as `TYPE actors>recipients`, by code or, for bodies of no state, by name."""
    told = {e.id: e.name if e.code in ("IGO", "UNO", "NGO") else e.code for e in record.entities}
    return [
        f"{e.type} {'+'.join(str(told[i]) for i in e.actor)}>{'+'.join(str(told[i]) for i in e.recipient)}"
        for e in record.events
    ]


CASES = [
    (
        "Foreign Minister Ana Ruiz of Peru met President Jorge Diaz of Chile on Monday. "
        "The two agreed to reopen the border.",
        "AGREE PER+CHL>",
    ),
    (
        "Spokeswoman Ann Lee of the World Food Programme said Chad was safe. "
        '"We have urged Chad to open its roads," Lee said.',
        "REQUEST World Food Programme>TCD",
    ),
    ("The United Nations imposed sanctions on Iraq after it invaded Kuwait.", "ASSAULT IRQ>KWT"),
    ("In Lima, Peru's foreign minister warned Chile.", "THREATEN PER>CHL"),
    ("Maoist rebels in Peru declared a ceasefire on Sunday.", "RETREAT PER>PER"),
    ("Chad denounced Sudan on Monday.", "ACCUSE TCD>SDN"),
    ("Oman and Yemen were among those who condemned Israel.", "ACCUSE OMN+YEM>ISR"),
    ("Three Serbs were arrested in Antwerp on Friday.", "COERCE BEL>SRB"),
    (
        "The six-nation talks resumed on Monday. The talks bring together Chad, Niger, Mali, Libya, Sudan "
        "and Egypt.",
        "CONSULT TCD+NER+MLI+LBY+SDN+EGY>",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_short_words_mean_those_told_of(text: str, expected: str) -> None:
    assert expected in lines(reader().code_text(text, "a test", DAY))


def test_a_party_of_a_common_name_is_the_storys_own() -> None:
    text = (
        "Opposition denounces pact\n\nSEOUL, May 14, 2012 (AFP) - South Korea's opposition Democratic Party "
        "on Monday denounced President Lee Myung-bak over a trade pact with the United States.\n\n"
        "The Democratic Party demanded that the government publish the text.\n"
    )
    assert "REQUEST KOR>KOR" in lines(reader().read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "The delegate, who refused to be named, slept well.",
        "Refugees reached Chad on Monday.",
        "The fishermen of Chile insisted that Peru was wrong.",
        "Tension threatened Chad on Monday.",
    ],
)
def test_what_is_no_political_event_is_left_out(text: str) -> None:
    assert lines(reader().code_text(text, "a test", DAY)) == []
