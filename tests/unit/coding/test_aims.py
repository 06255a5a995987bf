"""At whom an act is aimed that names no one: one story a rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.model import Event, Record

Reads = Callable[[str], Record]
Tells = Callable[[Record], list[str]]

CASES = [
    ("inside the object", "Norway lifted its embargo on trade with Myanmar.", "RETREAT NOR>MMR happened"),
    (
        "purpose",
        "Police in Harare fired tear gas to disperse opposition supporters.",
        "ASSAULT ZWE>ZWE happened",
    ),
    (
        "own state",
        "Maoist rebels in Peru declared a ceasefire on Sunday.",
        "RETREAT PER>PER happened",
    ),
    (
        "answered by",
        "Sudan ignored a Security Council ultimatum.",
        "REQUEST UN Security Council>SDN",
    ),
    (
        "clause beside",
        "Greece has met Turkey twice but has refused to hold formal talks.",
        "REJECT GRC>TUR happened",
    ),
    (
        "cause",
        "Canada imposed sanctions in March after Libya's arms purchases.",
        "SANCTION CAN>LBY happened",
    ),
    (
        "condition",
        "Syria threatened to close the crossing unless Israel reopens the road.",
        "THREATEN SYR>ISR happened",
    ),
    (
        "taken up",
        "Eritrean soldiers attacked an Ethiopian village on Monday.\n\nDjibouti condemned the attack.",
        "ACCUSE DJI>ERI happened",
    ),
    (
        "taken up",
        "Chile released 40 Bolivian fishermen on Monday.\n\nPeru welcomed the move.",
        "SUPPORT PER>CHL happened",
    ),
    (
        "opponent",
        "Armenia shelled Azerbaijan on Sunday. Azerbaijan attacked Armenia on Monday. "
        "Armenia accused Azerbaijan of lying.\n\nAzerbaijan pulled out of the talks.",
        "SANCTION AZE>ARM happened",
    ),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_the_recipient_follows_from_what_stands_around(
    rule: str, text: str, expected: str, read: Reads, told: Tells
) -> None:
    record = read(text)
    assert any(line.startswith(expected) for line in told(record))
    assert rule in {r.rule for e in record.events for r in e.reasons if r.field == "recipient"}


def _why(event: Event) -> set[str]:
    return {r.rule for r in event.reasons if r.field == "recipient"}


def test_nobody_is_guessed_where_nothing_tells(read: Reads) -> None:
    record = read("Kenya condemned the violence.\n\nKenya pulled out of the talks.")
    assert all(not e.recipient for e in record.events)
    assert not any(_why(e) for e in record.events)
