"""A page of events is the beginning of the list of all."""

from __future__ import annotations

import random

from wire import event, story

from dragoman.ledger import EventFilter, Ledger
from dragoman.ledger.database import MEMORY

DAYS = ("2010-03-04", "2010-03-02/2010-03-09", "../2010-03-03", "2010-03-05/..", "", "../2010-03-08")


def test_a_page_is_the_beginning_of_the_list() -> None:
    dice = random.Random(3)
    people = ["Ana Sol|PER|President", "Ole Dahl|NOR|President", "Li Wen|CHN|President", "Chile|CHL"]
    with Ledger.open(MEMORY) as ledger:
        for n in range(24):
            kind = dice.choice(("AID", "CONSULT", "PROTEST", "ACCUSE"))
            told = event(f"{kind} happened", f"Story {n} tells it.", [people[n % 4]], [], DAYS[n % 6])
            ledger.add(story("AFP", f"2010-03-{10 + n % 7}", told))
        for asked in ("", "actor=PER", "actor!=sol type=AID,CONSULT", "actor=sol"):
            every = [found.id for found in ledger.happenings(EventFilter.parse(asked))]
            assert every
            for limit in (1, 3, len(every), 99):
                page = ledger.happenings(EventFilter.parse(f"{asked} limit={limit}"))
                assert [found.id for found in page] == every[:limit]
