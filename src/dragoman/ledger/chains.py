"""From pairs to chains: the versions of one story in order, and which of them stands.

All of it follows from the stories and the links between them, whatever the order in which they were read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from dragoman.ledger.told import MarkKind, Told, containment
from dragoman.ledger.versions import StoryLink, reasons_in_words


class Relation(StrEnum):
    """What a story is among the versions of one and the same."""

    ORIGINAL = "original"
    VERSION = "version"
    CORRECTION = "correction"
    REPRINT = "reprint"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """Where a story stands among its versions."""

    story_id: str
    chain: str
    """One id for all versions of a story: that of its first."""
    position: int
    relation: Relation
    supersedes: str | None
    """The story that it takes the place of, copies or withdraws."""
    stands: bool
    """Whether its reports count: neither superseded nor withdrawn."""
    source_group: str
    """Stories of one group are one source."""
    known: date | None
    """The day from which on the ledger counts it as known."""
    reason: str


Links = Mapping[frozenset[str], StoryLink]


def chain(stories: Sequence[Told], links: Iterable[StoryLink]) -> list[StoryVersion]:
    """Return where each of the stories of one component stands, in order of the chain."""
    bound = {frozenset((link.one, link.other)): link for link in links}
    ordered = in_order(stories)
    home = _home(ordered)
    sent = [told for told in ordered if told.agency == home or told.mark.kind is MarkKind.KILL]
    versions = [told for told in sent if told.mark.kind is not MarkKind.KILL]
    copies: dict[str, list[Told]] = defaultdict(list)
    for told in ordered:
        if told not in sent:
            copies[_model(told, versions).id if versions else ""].append(told)
    if not versions:  # a notice of one agency, and what it withdraws without an agency's name
        sent, copies = ordered, defaultdict(list)
    ordered = [one for told in sent for one in (told, *copies[told.id])]
    kept = [
        _version(told, position, ordered, bound, copied=told not in sent)
        for position, told in enumerate(ordered)
    ]
    standing = _standing(kept)
    return [replace(version, stands=version.story_id in standing) for version in kept]


def _model(copy: Told, versions: Sequence[Told]) -> Told:
    """Return the version that a copy is most like."""
    return max(versions, key=lambda told: (_likeness(copy.shingles, told.shingles), told.id))


def _likeness(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Return which share of the words of both two texts have in common."""
    return len(one & other) / max(1, len(one | other))


def _version(
    told: Told, position: int, ordered: Sequence[Told], bound: Links, *, copied: bool
) -> StoryVersion:
    before = [other for other in ordered[:position] if other.mark.kind is not MarkKind.KILL]
    first = ordered[0].id
    if told.mark.kind is MarkKind.KILL:
        relation, why = Relation.KILL, "a notice that withdraws the story"
        previous = next(
            (o for o in reversed(before) if _link(told, o, bound)), before[-1] if before else None
        )
    elif copied:
        relation, previous = Relation.REPRINT, _model(told, before)
        why = f"a copy of what {previous.story.agency or 'another'} sent"
    else:
        relation, why, previous = _among(told, before)
    reason = f"{why}{_why(told, previous, bound)}"
    supersedes = previous.id if previous else None
    return StoryVersion(told.id, first, position, relation, supersedes, False, first, told.day, reason)


def _among(told: Told, before: Sequence[Told]) -> tuple[Relation, str, Told | None]:
    """Return what an agency's own story is among those before it, why, and which it takes the place of."""
    own = [other for other in before if other.agency == told.agency]
    if not own:
        return Relation.ORIGINAL, "the first of its story", None
    if told.mark.kind is MarkKind.CORRECTION:
        return Relation.CORRECTION, "marked as a correction", own[-1]
    return Relation.VERSION, "a later version", own[-1]


def in_order(stories: Sequence[Told]) -> list[Told]:
    """Return the stories of one component in the order in which they went out, as far as that can be told.

    By day; within a day a flash first, then by ordinal; a version without a mark is the first, unless it
    holds most of the highest: then it is the last. Ties fall to the shorter text and to the sources' names,
    in which archives count.
    """
    highest = max(
        (told for told in stories if told.mark.ordinal), key=lambda told: told.mark.ordinal or 0, default=None
    )
    numbered = len({told.story.guid for told in stories}) == 1 and all(t.story.revision for t in stories)
    return sorted(stories, key=lambda told: (_revision(told) if numbered else (), _order(told, highest)))


def _revision(told: Told) -> tuple[tuple[int, str], ...]:
    """Return the sender's own number of a version, by which its versions are in order."""
    return _natural(told.story.revision or "")


def _order(told: Told, highest: Told | None) -> tuple[Any, ...]:
    return (
        told.day or date.max,
        _phase(told, highest),
        _natural(told.sources[0] if told.sources else ""),
        len(told.words),
        told.id,
    )


def _phase(told: Told, highest: Told | None) -> float:
    """Return where in a day a story of that mark comes."""
    mark = told.mark
    match mark.kind:
        case MarkKind.KILL:
            return 100.0
        case MarkKind.FLASH:
            return float(mark.ordinal or 0) / 10
        case MarkKind.LEAD | MarkKind.CORRECTION | MarkKind.REPETITION if mark.ordinal:
            return 2.0 + mark.ordinal
        case MarkKind.LEAD:
            return 2.5
        case MarkKind.CORRECTION | MarkKind.REPETITION:
            return 50.0
        case _:
            return 49.0 if highest and highest is not told and _grown(told, highest) else 1.0


def _grown(told: Told, highest: Told) -> bool:
    """Return whether a story without a mark holds most of the one with the highest, and more besides."""
    shared = containment(told.shingles, highest.shingles)
    return len(told.words) >= len(highest.words) and shared >= 0.6


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a name for sorting, numbers by their value."""
    return tuple(
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name) if part
    )


def _home(ordered: Sequence[Told]) -> str | None:
    """Return the agency whose story it is: that of the first that names one."""
    return next((told.agency for told in ordered if told.agency), None)


def _link(one: Told, other: Told, bound: Links) -> StoryLink | None:
    return bound.get(frozenset((one.id, other.id)))


def _why(one: Told, other: Told | None, bound: Links) -> str:
    """Return the two weightiest reasons of the link between two stories, with what leads to them."""
    link = _link(one, other, bound) if other else None
    return f": {'; '.join(list(reasons_in_words(link))[:2])}" if link else ""


def _standing(ordered: Sequence[StoryVersion]) -> set[str]:
    """Return which stories of a chain stand: the newest version after the last withdrawal, and its copies."""
    newest: str | None = None
    for version in ordered:
        if version.relation is Relation.KILL:
            newest = None
        elif version.relation is not Relation.REPRINT:
            newest = version.story_id
    copies = {v.story_id for v in ordered if v.relation is Relation.REPRINT and v.supersedes == newest}
    return copies | {newest} if newest else set()
