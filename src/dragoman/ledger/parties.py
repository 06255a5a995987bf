"""How far the participants of two reports can be the same, though stories list them differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.names import fold, is_named
from dragoman.ledger.titles import title
from dragoman.ledger.world import Telling
from dragoman.model import Entity, EntityKind, EventType
from dragoman.model.entity import NON_STATE_CODES

MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE, EventType.SUPPORT})
"""Types whose sides stories list now as actors, now as actor and recipient."""

FIGHTERS = frozenset({"REB", "SEP", "OPP", "CRM", "IMG", "ISM", "UAF", "PRM"})
"""Sectors of those who stand against their state, or against each other."""

FEW = 3
"""States that meet in a forum. Source: three or more make talks multilateral, by the annotation guide."""

ONE_BODY = frozenset({"UNO", "EUR"})
"""Codes that stand for one body with all its parts."""


@dataclass(frozen=True, slots=True)
class Party:
    """One participant with its identity."""

    entity: Entity
    identity: str
    named: bool
    """A person that goes by name."""
    title: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two lists of participants agree."""

    value: float
    """0..1; below zero where they exclude each other."""
    persons: int
    """Named persons that both have."""
    codes: int
    """States and bodies that both have."""
    words: str


def party(telling: Telling, entity: Entity) -> Party:
    """Return an entity of a report as a participant."""
    named = entity.kind is EntityKind.PERSON and is_named(entity.name, entity.role)
    return Party(
        entity=entity,
        identity=telling.who.get(entity.id, entity.id),
        named=named,
        title=title(entity.role or (None if named else entity.name)),
    )


def parties(telling: Telling) -> tuple[Party, ...]:
    """Return the participants of a report, actors first, each once."""
    event = telling.entry
    return tuple(party(telling, e) for e in {e.id: e for e in (*event.actor, *event.recipient)}.values())


def codes(telling: Telling) -> frozenset[str]:
    """Return the states and bodies that a report's participants act for."""
    return frozenset(
        e.code if e.code not in NON_STATE_CODES else fold(e.name)
        for e in (*telling.entry.actor, *telling.entry.recipient)
        if e.code
    )


def agreement(a: Telling, b: Telling) -> Agreement:
    """Return how far the participants of two reports agree; neither side of a mutual event comes first."""
    if _other_host(a, b):
        return Agreement(-1.0, 0, 0, "visits to two states")
    if a.entry.event.type in MUTUAL or b.entry.event.type in MUTUAL:
        return _agreement(parties(a), parties(b))
    sides = [
        _agreement([party(a, e) for e in mine], [party(b, e) for e in theirs])
        for mine, theirs in ((a.entry.actor, b.entry.actor), (a.entry.recipient, b.entry.recipient))
        if mine and theirs
    ]
    if not sides:
        return _agreement(parties(a), parties(b))
    worst = min(side.value for side in sides)
    mean = sum(side.value for side in sides) / len(sides)
    return Agreement(
        value=min(mean, 0.5) if 0 <= worst < 0.3 else worst if worst < 0 else mean,
        persons=sum(side.persons for side in sides),
        codes=sum(side.codes for side in sides),
        words=", ".join(side.words for side in sides if side.words),
    )


def _other_host(a: Telling, b: Telling) -> bool:
    """Return whether two visits go to different states."""
    if any("visit" not in t.entry.event.modes for t in (a, b)):
        return False
    hosts = [{e.code for e in t.entry.recipient if e.code} for t in (a, b)]
    return all(hosts) and not hosts[0] & hosts[1]


def _agreement(mine: Sequence[Party], theirs: Sequence[Party]) -> Agreement:
    if not mine or not theirs:
        return Agreement(0.5 if not mine and not theirs else 0.4, 0, 0, "nobody is named")
    mine, theirs = _without_forum(mine, theirs), _without_forum(theirs, mine)
    best_mine = [max(likeness(p, q) for q in theirs) for p in mine]
    best_theirs = [max(likeness(q, p) for p in mine) for q in theirs]
    covers = sorted(sum(map(_floor, best)) / len(best) for best in (best_mine, best_theirs))
    shared = {p.identity for p in mine} & {q.identity for q in theirs}
    persons = len({p.identity for p in mine if p.named and p.identity in shared})
    states = {_code(p) for p, s in zip(mine, best_mine, strict=True) if s >= 0.5} - {""}
    excluded = min(*best_mine, *best_theirs) < 0 and not persons
    names = ", ".join(sorted({p.entity.name for p, s in zip(mine, best_mine, strict=True) if s >= 0.5}))
    value = -1.0 if excluded else 0.4 * covers[0] + 0.6 * covers[1]
    return Agreement(value, persons, len(states), names)


def _without_forum(mine: Sequence[Party], theirs: Sequence[Party]) -> Sequence[Party]:
    """Return participants without a forum whose members the other report lists."""
    states = {p.entity.code for p in theirs if p.entity.code and p.entity.code not in NON_STATE_CODES}
    if len(states) < FEW:
        return mine
    identities = {p.identity for p in theirs}
    kept = [p for p in mine if p.entity.code != "IGO" or p.identity in identities]
    return kept or mine


def _floor(value: float) -> float:
    return max(value, 0.0)


def _code(party: Party) -> str:
    code = party.entity.code or ""
    return fold(party.entity.name) if code in NON_STATE_CODES else code


def likeness(a: Party, b: Party) -> float:
    """Return how far two participants can be one or act for one; below zero they exclude each other."""
    if a.identity == b.identity:
        return 1.0
    if a.named and b.named:
        return _two_names(a, b)
    if a.entity.code is None or b.entity.code is None or a.entity.code in NON_STATE_CODES:
        return _by_name(a.entity, b.entity)
    if a.entity.code != b.entity.code:
        return 0.0
    if a.title and b.title:
        return 0.95 if a.title == b.title else 0.2
    sectors = set(a.entity.sector), set(b.entity.sector)
    if all(sectors) and not sectors[0] & sectors[1]:
        return 0.25 if (sectors[0] | sectors[1]) & FIGHTERS else 0.7
    return 0.8


def _two_names(a: Party, b: Party) -> float:
    """Two persons that go by different names: of one state and another office they exclude each other."""
    words = set(fold(a.entity.name).split()) & set(fold(b.entity.name).split())
    if a.entity.code and a.entity.code == b.entity.code:
        if a.title and a.title == b.title:
            return 0.3 if words else -0.5
        return 0.3 if words else -1.0
    return 0.6 if words and None in (a.entity.code, b.entity.code) else 0.0


def _by_name(a: Entity, b: Entity) -> float:
    """Participants of which one acts for no state that is known: their names alone can tell."""
    mine, theirs = set(fold(a.name).split()), set(fold(b.name).split())
    if mine == theirs:
        return 0.9
    if a.code == b.code and a.code in ONE_BODY:
        return 0.7
    shared = mine & theirs
    return 0.5 if shared and len(shared) >= min(len(mine), len(theirs)) else 0.2 if shared else 0.0
