"""The relations of two actors: what passed between them, what is planned and disputed, who acted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.agenda import order
from dragoman.ledger.asked import QUADS
from dragoman.ledger.world import Happening, Plan
from dragoman.model import Status

COOPERATION = (1, 2)
"""Quad classes."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the ledger knows of two actors together."""

    happenings: tuple[Happening, ...]
    """By day, the undated last; plans and chances left out."""
    plans: tuple[Plan, ...]
    """By the day on which they are due."""
    chances: tuple[Happening, ...]
    """What is feared, wished for or asked for."""
    first_acting: tuple[tuple[str, int], ...]
    """Identities that act for the first, each with in how many events, the most active first."""
    second_acting: tuple[tuple[str, int], ...]
    by_year: tuple[tuple[int, int, int], ...]
    """For each year its events of cooperation and of conflict that happened or are under way."""

    @property
    def disputed(self) -> tuple[Happening, ...]:
        """Return the events on which the stories' claims differ."""
        return tuple(h for h in self.happenings if differing(h))


def differing(happening: Happening) -> tuple[str, ...]:
    """Return the fields on which the reports of a happening claim different things."""
    values: dict[str, set[str]] = {}
    for claim in happening.claims:
        values.setdefault(claim.field, set()).add(claim.value)
    return tuple(sorted(field for field, found in values.items() if len(found) > 1))


def dossier(
    first: Collection[str], second: Collection[str], happenings: Iterable[Happening], plans: Iterable[Plan]
) -> Dossier:
    """Return what passed between two actors, each given as the ids of all who are or act for it."""
    between = sorted(
        (h for h in happenings if joins(h.actor, h.recipient, first, second)),
        key=lambda h: (h.start or h.end or date.max, h.end or date.max, h.id),
    )
    facts = [h for h in between if h.status not in (Status.PLANNED, Status.POSSIBLE)]
    return Dossier(
        happenings=tuple(facts),
        plans=tuple(sorted((p for p in plans if joins(p.actor, p.recipient, first, second)), key=order)),
        chances=tuple(h for h in between if h.status is Status.POSSIBLE),
        first_acting=_acting(first, between),
        second_acting=_acting(second, between),
        by_year=_by_year(facts),
    )


def joins(
    actor: Collection[str], recipient: Collection[str], first: Collection[str], second: Collection[str]
) -> bool:
    """Return whether both take part: one on each side, or both on one."""
    taking = {*actor, *recipient}
    return bool(taking & set(first)) and bool(taking & set(second)) and len(taking) > 1


def _acting(side: Collection[str], between: Iterable[Happening]) -> tuple[tuple[str, int], ...]:
    counts = Counter(id for h in between for id in {*h.actor, *h.recipient} & set(side))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _by_year(facts: Iterable[Happening]) -> tuple[tuple[int, int, int], ...]:
    years: dict[int, list[int]] = {}
    for h in facts:
        day = h.start or h.end
        if day is None or h.status is Status.NEGATED:
            continue
        counts = years.setdefault(day.year, [0, 0])
        counts[QUADS[h.type] not in COOPERATION] += 1
    return tuple((year, *years[year]) for year in sorted(years))  # type: ignore[misc]
