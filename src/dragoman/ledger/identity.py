"""Who is who: the entities of many stories linked to the persons, states, bodies and places they stand for.

Entities are compared within blocks only, so that a new story asks for the links of its own blocks alone; the
links of a block are a function of the set of its entities, whatever the order in which they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.ledger.likeness import alike, parted, summed
from dragoman.ledger.names import (
    PersonName,
    fold,
    initials,
    is_named,
    person_name,
    same_given,
    skeleton,
)
from dragoman.ledger.titles import cleaned, title
from dragoman.ledger.world import Appearance, Identity, Link, Office
from dragoman.model import Entity, EntityKind
from dragoman.model.entity import NON_STATE_CODES

YEAR = 366
"""Units: days. Offices of one name that lie further apart may be one person's career."""

_SERVANTS = frozenset({"GOV", "DIP", "MIL", "SPY", "ELI"})
"""Sectors between which people move without becoming others."""


@dataclass(frozen=True)
class _Face:
    """What all appearances of one spelling for one state have in common."""

    name: str
    code: str | None
    held: tuple[Appearance, ...]
    parts: PersonName
    sectors: frozenset[str]
    titles: frozenset[str]
    days: tuple[date, ...]

    @property
    def order(self) -> tuple[bool, int, str, str]:
        return not self.parts.full, -len(self.held), fold(self.name), self.code or ""


PERSONS = "person:"
"""How the keys of blocks of persons begin."""


def block(entity: Entity, story_id: str) -> str:
    """Return the key of the block in which an entity is compared; those of different blocks are never one.

    Someone who is described and not named ("an official") is no one else's: the block holds that story alone.
    """
    if entity.kind is EntityKind.STATE:
        return f"state:{entity.code or fold(entity.name)}"
    if entity.kind is EntityKind.PERSON:
        if not is_named(entity.name, entity.role):
            return f"{PERSONS}{story_id}:{entity.id}"
        return f"{PERSONS}{skeleton(person_name(entity.name, entity.code).family)}"
    if entity.kind is EntityKind.PLACE:
        return f"place:{fold(entity.name)}"
    if entity.kind is EntityKind.GROUP:
        return f"group:{fold(entity.name)}"
    return f"body:{initials(entity.name)}"


def link(appearances: Iterable[Appearance]) -> tuple[Identity, ...]:
    """Return the identities behind these entities, by id; a block is linked as far as it is given."""
    blocks: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        blocks[block(appearance.entity, appearance.story.id)].append(appearance)
    found = [
        identity
        for key in sorted(blocks)
        for identity in _within(sorted(set_of(blocks[key]), key=lambda a: a.key))
    ]
    return tuple(sorted(found, key=lambda identity: identity.id))


def set_of(appearances: Iterable[Appearance]) -> list[Appearance]:
    """Return the appearances, each once."""
    return list({appearance.key: appearance for appearance in appearances}.values())


def _within(held: Sequence[Appearance]) -> list[Identity]:
    """Return the identities within one block."""
    if held[0].entity.kind is EntityKind.PERSON:
        return [_identity(*part) for part in _persons(held)]
    made = []
    for identity, reasons in parted(alike(held)):
        links = [
            Link(*a.key, identity.id, reasons[a.entity.name, a.entity.code, a.entity.country])
            for a in held
            if (a.entity.name, a.entity.code, a.entity.country) in reasons
        ]
        made.append(replace(identity, links=tuple(links)))
    return made


def _persons(held: Sequence[Appearance]) -> list[tuple[list[Appearance], dict[tuple[str, str], str]]]:
    """Part a block of persons of one family name; the fullest and most frequent spellings come first."""
    groups: list[tuple[list[_Face], dict[tuple[str, str], str]]] = []
    # One person's spellings share the state or all of the name: no other group can fit.
    near: dict[PersonName | str, set[int]] = defaultdict(set)
    for face in sorted(_faces(held), key=lambda face: face.order):
        at = sorted(near[face.parts] | near[face.code or ""])
        fitting = [(groups[n], reason) for n in at if (reason := _joins(face, groups[n][0]))]
        exact = [pair for pair in fitting if pair[0][0][0].parts == face.parts] or fitting
        if exact and (face.parts.full or len(exact) == 1):
            (faces, reasons), reason = exact[0]
            faces.append(face)
            reasons.update((a.key, reason) for a in face.held)
            n = next(n for n in at if groups[n][0] is faces)
        else:
            groups.append(([face], {a.key: f"named {face.name!r}" for a in face.held}))
            n = len(groups) - 1
        near[face.parts].add(n)
        if face.code:
            near[face.code].add(n)
    return [([a for face in faces for a in face.held], reasons) for faces, reasons in groups]


def _faces(held: Sequence[Appearance]) -> list[_Face]:
    """Return the spellings of a block; one name for one state is parted where offices and days forbid one."""
    spelled: dict[tuple[str, str], list[Appearance]] = defaultdict(list)
    for a in held:
        spelled[fold(a.entity.name), a.entity.code or ""].append(a)
    return [
        _face(part)
        for key in sorted(spelled)
        for part in _apart(sorted(spelled[key], key=lambda a: (a.story.published or date.min, a.key)))
    ]


def _apart(held: list[Appearance]) -> list[list[Appearance]]:
    """Part appearances of one spelling by the walk of life that their stories give them."""
    walks: dict[str, list[Appearance]] = defaultdict(list)
    for a in held:
        walks[_walk(frozenset(a.entity.sector))].append(a)
    known = sorted((walk for walk in walks if walk), key=lambda walk: (-len(walks[walk]), walk))
    if len(known) < 2:
        return [held]
    walks[known[0]] = walks[known[0]] + walks.pop("", [])
    return [walks[walk] for walk in known]


def _walk(sectors: frozenset[str]) -> str:
    """Return the walk of life: serving a state, or the other sectors; empty if unknown."""
    return "state" if sectors & _SERVANTS else "/".join(sorted(sectors))


def _face(held: list[Appearance]) -> _Face:
    first = held[0].entity
    return _Face(
        name=first.name,
        code=first.code,
        held=tuple(held),
        parts=person_name(first.name, first.code),
        sectors=frozenset(s for a in held for s in a.entity.sector),
        titles=frozenset(t for a in held if (t := title(a.entity.role))),
        days=tuple(a.story.published for a in held if a.story.published),
    )


def _joins(face: _Face, group: Sequence[_Face]) -> str | None:
    """Return why a spelling is of the person that the group is, or None if it is of another."""
    reasons = [_same(face, other) for other in group]
    return None if None in reasons else reasons[0]


def _same(a: _Face, b: _Face) -> str | None:
    """Return why two spellings are one person's, or None."""
    given = same_given(a.parts, b.parts)
    if given is False or not _one_life(a, b):
        return None
    if a.parts == b.parts and a.parts.full:
        if a.code == b.code or not a.code or not b.code:
            return f"the same name as {b.name!r}"
        served = {a.code, b.code} & NON_STATE_CODES
        return f"the same name as {b.name!r}, now in another office" if served else None
    if not a.code or a.code != b.code:
        return None
    if given is None:
        return f"the only {b.name!r} of {b.code} that {a.name!r} can mean"
    return f"another spelling of {b.name!r}, of {b.code}"


def _one_life(a: _Face, b: _Face) -> bool:
    """Return whether one person can have led both lives: one walk of life, one office, or years between."""
    if not a.sectors or not b.sectors or a.titles & b.titles:
        return True
    if _walk(a.sectors) == _walk(b.sectors) or a.sectors & b.sectors:
        return True
    gaps = [abs((x - y).days) for x in (*a.days[:1], *a.days[-1:]) for y in (*b.days[:1], *b.days[-1:])]
    return bool(gaps) and min(gaps) > YEAR


def _identity(held: Sequence[Appearance], reasons: dict[tuple[str, str], str]) -> Identity:
    """Return the identity of these appearances of one person."""
    made = summed(alike(held))
    links = tuple(Link(*a.key, made.id, reasons[a.key]) for a in sorted(held, key=lambda a: a.key))
    return replace(made, offices=_offices(held), links=links)


def _offices(held: Sequence[Appearance]) -> tuple[Office, ...]:
    """Return the offices that stories give, each with the days on which it was reported."""
    told: dict[tuple[str, str | None], list[Appearance]] = defaultdict(list)
    for a in held:
        role = cleaned(a.entity.role or "")
        if a.entity.kind is EntityKind.PERSON and role and "counterpart" not in role.casefold():
            told[fold(role), a.entity.code].append(a)
    found = []
    for (_, code), members in told.items():
        days = sorted(a.story.published for a in members if a.story.published)
        words = Counter(cleaned(a.entity.role or "") for a in members)
        found.append(
            Office(
                title=min(words, key=lambda w: (-words[w], w)),
                code=code,
                first_day=days[0] if days else None,
                last_day=days[-1] if days else None,
                stories=tuple(sorted({a.story.id for a in members})),
            )
        )
    return tuple(sorted(found, key=lambda o: (o.first_day or date.max, o.title, o.code or "")))
