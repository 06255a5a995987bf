"""Entities that say the same, counted together: what a much-named state or body adds up to.

A state that a hundred thousand stories name is named in a few hundred ways. What its identity is follows from
these ways and their numbers alone, so that a new story need not ask for all the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.names import fold, untitled
from dragoman.ledger.world import Appearance, Identity
from dragoman.model import EntityKind
from dragoman.model.ids import content_hash

HASH_DIGITS = 6
"""Of the first appearance's hash, behind the readable part of an identity's id."""

Name = tuple[str, str | None, str | None]
"""By which states, places, groups and bodies are told apart: the name, the code, and a place's state."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Entities of one block that agree in all that an identity is made of, counted."""

    name: str
    kind: EntityKind
    code: str | None
    country: str | None
    sector: tuple[str, ...]
    forms: frozenset[str]
    """The names and mentions, their blanks made single."""
    count: int
    day: date | None
    """The day of the first story that has it; None if no such story has a day."""
    first: tuple[str, str]
    """The story of that day and the entity in it, the smallest by id."""

    @property
    def called(self) -> Name:
        """Return what tells it apart within its block."""
        return self.name, self.code, self.country

    @property
    def order(self) -> tuple[date, tuple[str, str]]:
        """Return what sorts it by its first appearance."""
        return self.day or date.max, self.first


def forms(name: str, mentions: Iterable[str]) -> frozenset[str]:
    """Return the forms in which a story names an entity, their blanks made single."""
    return frozenset(" ".join(form.split()) for form in (name, *mentions))


def alike(held: Iterable[Appearance]) -> list[Likeness]:
    """Return the likenesses of these appearances, by their first appearance."""
    groups: dict[tuple[object, ...], list[Appearance]] = defaultdict(list)
    for a in held:
        e = a.entity
        key = (e.name, e.kind, e.code, e.country, e.sector, forms(e.name, e.mentions))
        groups[key].append(a)
    found = []
    for members in groups.values():
        first = min(members, key=lambda a: (a.story.published or date.max, a.key))
        e = first.entity
        found.append(
            Likeness(
                e.name, e.kind, e.code, e.country, e.sector, forms(e.name, e.mentions), len(members),
                first.story.published, first.key,
            )
        )  # fmt: skip
    return sorted(found, key=lambda likeness: likeness.order)


def summed(held: Sequence[Likeness]) -> Identity:
    """Return the identity that these likenesses make up, without its offices and links."""
    first = min(held, key=lambda one: one.order)
    kind = first.kind
    names, codes, sectors, known = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    days: dict[str, date] = {}
    for one in held:
        spelled = untitled(one.name) if one.kind is EntityKind.PERSON else one.name
        names[spelled] += one.count
        days[spelled] = min(days.get(spelled, date.max), one.day or date.max)
        if one.code:
            codes[one.code] += one.count
        for sector in one.sector:
            sectors[sector] += one.count
        for form in one.forms:
            known[form] += one.count
    name = min(names, key=lambda n: (-len(fold(n).split()), -names[n], days[n], n))
    code = min(codes, key=lambda c: (-codes[c], c)) if codes else None
    return Identity(
        id=code if kind is EntityKind.STATE and code else _id(first),
        name=name,
        kind=kind,
        code=code,
        sector=tuple(sorted(sectors, key=lambda s: (-sectors[s], s))),
        aliases=tuple(sorted((form for form in known if form != name), key=lambda f: (-known[f], f))),
    )


def parted(held: Sequence[Likeness]) -> list[tuple[Identity, dict[Name, str]]]:
    """Return the identities within a block of other than persons, without links, each with what it is called
    there and why that is so.
    """
    kind = held[0].kind
    if kind is EntityKind.STATE:
        named = {one.called: ("", f"the state {one.code or one.name}") for one in held}
    elif kind in (EntityKind.GROUP, EntityKind.PLACE):
        place = kind is EntityKind.PLACE
        named = {
            one.called: ((one.country if place else one.code) or "", f"named {one.name!r}") for one in held
        }
    else:
        named = _bodies(held)
    parts: dict[str, list[Likeness]] = defaultdict(list)
    for one in held:
        parts[named[one.called][0]].append(one)
    return [
        (summed(members), {one.called: named[one.called][1] for one in members})
        for _, members in sorted(parts.items())
    ]


def _bodies(held: Sequence[Likeness]) -> dict[Name, tuple[str, str]]:
    """Return of which part of a block each name of a body is, and why; an acronym joins the only name that it
    can stand for.
    """
    names = {one.called: (fold(one.name), one.code or "") for one in held}
    full = sorted({key for key in names.values() if " " in key[0]})
    found = {}
    for called, (name, code) in names.items():
        meant = [key for key in full if key[1] == code or not code or not key[1]] if " " not in name else []
        if len(meant) == 1:
            part = "\t".join(meant[0])
            found[called] = (part, f"{called[0]!r} is short for {meant[0][0]!r}")
        else:
            found[called] = (f"{name}\t{code}", f"named {called[0]!r}")
    return found


def _id(first: Likeness) -> str:
    slug = "-".join(fold(first.name).split())[:40].strip("-") or first.kind.value
    return f"{slug}-{content_hash('identity', first.kind.value, *first.first)[:HASH_DIGITS]}"
