"""Identities drawn from counts, story by story, are those drawn from all appearances at once."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from wire import event, story, world_of

from dragoman.ledger import Ledger
from dragoman.ledger.database import MEMORY
from dragoman.ledger.world import Identity
from dragoman.model import Entity, Record

CAST = (
    "Peru|PER", "Republic of Peru|PER", "#UN", "#United Nations", "#Union of Nurses", "#EU|EUR",
    "#European Union|EUR", "@Lima|PER", "@Lima|USA", "@Lima", "farmers||", "farmers|PER||OPP",
    "Ana Sol|PER|President", "Sol|PER|President", "Norway|NOR",
)  # fmt: skip


def _stories(dice: random.Random, count: int) -> list[Record]:
    """Return stories that name the same states, bodies, places, groups and persons in several ways."""
    made = []
    for n in range(count):
        who = dice.sample(CAST, dice.randint(1, 4))
        day = f"2010-0{dice.randint(1, 9)}-{dice.randint(10, 28)}"
        told = story("AFP", day, event("CONSULT happened", f"Story {n} tells of a meeting.", who))
        made.append(replace(told, entities=tuple(_named(e, dice) for e in told.entities)))
    return made


def _named(entity: Entity, dice: random.Random) -> Entity:
    forms = ["the  envoys", "the envoys", "Lima's", entity.name]
    return replace(entity, mentions=tuple(sorted(dice.sample(forms, dice.randint(1, 3)))))


def _read_anew(record: Record, dice: random.Random) -> Record:
    """Return the record as a later version of the program reads it, one of the names another."""
    (_, *rest), one = record.entities, record.entities[0]
    return replace(
        record, entities=(replace(one, name=dice.choice(("UN", "Peru", "Lima"))), *rest), version="2"
    )


def _by_id(identities: list[Identity]) -> dict[str, Identity]:
    return {identity.id: identity for identity in identities}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 5))
def test_counted_story_by_story_or_at_once(seed: int, count: int, piece: int) -> None:
    dice = random.Random(seed)
    records = _stories(dice, count)
    anew = [_read_anew(record, dice) if dice.random() < 0.3 else record for record in records]
    with Ledger.open(MEMORY) as ledger:
        for record in records:
            ledger.add(record)
            if dice.random() < 0.5:
                ledger.settle(piece)
        ledger.settle()
        assert _by_id(ledger.identities()) == _by_id(list(world_of(records).identities))
        for record in anew:
            ledger.add(record)
        ledger.settle(piece)
        ledger.settle()
        assert _by_id(ledger.identities()) == _by_id(list(world_of(anew).identities))
        known = {(made.story_id, made.entity_id) for i in ledger.identities() for made in i.links}
    assert known == {(record.story.id, e.id) for record in anew for e in record.entities}
