"""The days of events: one short story a class, told on Wednesday 16 May 2012."""

from __future__ import annotations

import pytest
from reader import read


def days(text: str, type: str, words: str) -> str:
    """Return first and last day of the events of a type whose evidence holds the words."""
    found = [e for e in read(text).events if e.type == type and any(words in q.text for q in e.quotes)]
    return "; ".join(dict.fromkeys(f"{e.start or ''}..{e.end or ''}" for e in found))


CASES = [
    # an account goes on
    (
        "Protesters in Harare clashed with Zimbabwean police on Tuesday.\n\nPolice fired tear gas at the "
        "protesters.\n\nOfficers detained dozens of protesters.",
        "COERCE", "detained", "2012-05-15..2012-05-15",
    ),
    (
        "Georgian troops shelled an Abkhazian village on Monday.\n\nAbkhazia retaliated by firing rockets.",
        "ASSAULT", "retaliated", "2012-05-14..2012-05-14",
    ),
    (
        "Peruvian President Luis Ortega arrived in Santiago on Wednesday.\n\nOrtega was met at the "
        "airport by Chilean Foreign Minister Carla Rojas.",
        "CONSULT", "met", "2012-05-16..2012-05-16",
    ),
    (
        "Peruvian President Luis Ortega arrived in Santiago on Wednesday.\n\nEarlier, Ortega met Bolivian "
        "Foreign Minister Carla Rojas.",
        "CONSULT", "met", "..2012-05-16",
    ),
    # told first, dated later
    (
        "Gunmen killed four Kenyan soldiers near the border, officials said.\n\nThe attack took place "
        "late on Monday, officials said.",
        "ASSAULT", "killed", "2012-05-14..2012-05-14",
    ),
    # papers
    (
        "The UN Security Council on Tuesday adopted a resolution on Sudan.\n\nThe resolution demands that "
        "Sudan withdraw its troops.",
        "REQUEST", "demands", "2012-05-15..2012-05-15",
    ),
    (
        "The UN Security Council on Tuesday adopted a resolution on Sudan.\n\nThe resolution demands that "
        "Sudan withdraw its troops.",
        "RETREAT", "withdraw", "2012-05-15..",
    ),
    # consequences
    (
        "Japan imposed sanctions on North Korea after its missile test on April 13.",
        "SANCTION", "imposed", "2012-04-13..2012-05-16",
    ),
    (
        "Monday's bombing in Nairobi killed two people.\n\nKenyan police have arrested three Somalis for the "
        "bombing.",
        "COERCE", "arrested", "2012-05-14..2012-05-16",
    ),
    ("Japan imposed sanctions on Iran after it seized a ship in 1998.", "SANCTION", "imposed",
     "1998-01-01..1998-12-31"),
    # counted from another
    ("Two days after Kenya expelled the envoy of Chad, Chad recalled its ambassador on Tuesday.", "SANCTION",
     "expelled", "2012-05-13..2012-05-13"),
    ("Ten days after the April 13 test, Japan imposed sanctions on North Korea.", "SANCTION", "imposed",
     "2012-04-23..2012-04-23"),
    # one clause with another
    ("The Polish envoy was wounded on Monday when gunmen attacked his convoy.", "ASSAULT", "attacked",
     "2012-05-14..2012-05-14"),
    # schedules
    ("Peru and Chile are scheduled to hold talks on Thursday and Friday.", "CONSULT", "talks",
     "2012-05-17..2012-05-18"),
    ("Talks between Peru and Chile are due to be held on Friday.", "CONSULT", "Talks",
     "2012-05-18..2012-05-18"),
    ("The Polish president will leave for Peru on Friday.", "CONSULT", "leave", "2012-05-18.."),
    ("The Polish president will visit Peru on Friday.", "CONSULT", "visit", "2012-05-18..2012-05-18"),
    ("The Polish president will begin a three-day visit to Peru on Friday.", "CONSULT", "visit",
     "2012-05-18..2012-05-20"),
    ("The Iranian minister will resign at the end of the year.", "RETREAT", "resign",
     "2012-12-31..2012-12-31"),
    ("The Polish president on Tuesday ended a two-day visit to Peru.", "CONSULT", "visit",
     "2012-05-14..2012-05-15"),
    ("Peru will withdraw its troops from Chile by Friday.", "RETREAT", "withdraw",
     "2012-05-16..2012-05-18"),
    # a stay
    (
        "Norwegian Foreign Minister Ida Berg arrived in Lima on Wednesday.\n\nBerg is in Peru on a three-day "
        "visit.\n\nShe is expected to meet Peruvian President Luis Ortega.",
        "CONSULT", "meet", "2012-05-16..2012-05-18",
    ),
    # demands look ahead
    ("Egypt asked Sudan to investigate the attack in which ten people were killed on May 2.", "ACCUSE",
     "investigate", "2012-05-16.."),
    # speech and deeds
    ("Kenya criticised Uganda.", "ACCUSE", "criticised", "2012-05-16..2012-05-16"),
    ("The Kenyan minister reiterated his country's condemnation of Uganda.", "ACCUSE", "condemnation",
     "2012-05-16..2012-05-16"),
    ("Kenya has condemned Uganda.", "ACCUSE", "condemned", "..2012-05-16"),
    ("Kenya and Uganda signed a border treaty.", "SUPPORT", "signed", "..2012-05-16"),
    # words that only point
    ("Kenya has recently expelled the Ugandan envoy.", "SANCTION", "expelled", "..2012-05-16"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "words", "expected"), CASES, ids=[f"{c[1]} {c[2]}" for c in CASES])
def test_days(text: str, type: str, words: str, expected: str) -> None:
    assert days(text, type, words) == expected
