"""Events as coders of event data enter them: one actor, one act, one recipient a row.

Such data have no status and no word that an event rests on. What is planned folds into AGREE and THREATEN as
PLOVER's codebook rules; what is only possible, what did not happen, what is told only to be denied, and what
careful readers may not call an event is left out. An act that two sides do together is one row for the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from dragoman.export.plover import MUTUAL
from dragoman.export.view import Shown
from dragoman.model import Entity, EventType, Stance, Status, content_hash
from dragoman.ontology import cameo, plover
from dragoman.ontology.countries import Country, countries

_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED})


@dataclass(frozen=True, slots=True)
class Side:
    """Those who act for one state or body in an event."""

    code: str | None
    entities: tuple[Entity, ...]

    @property
    def name(self) -> str:
        """Return the first one's name."""
        return self.entities[0].name

    @property
    def sectors(self) -> tuple[str, ...]:
        """Return their sectors, each once."""
        return tuple(dict.fromkeys(sector for entity in self.entities for sector in entity.sector))

    @property
    def role(self) -> str | None:
        """Return the first office among them."""
        return next((entity.role for entity in self.entities if entity.role), None)

    @property
    def country(self) -> Country | None:
        """Return the state they act for; None for a body or where it is unknown."""
        return countries().get(self.code or "")


@dataclass(frozen=True, slots=True)
class Coded:
    """One row of event data."""

    event: Shown
    type: EventType
    """Folded."""
    modes: tuple[str, ...]
    cameo: cameo.CameoCode
    source: Side | None
    target: Side | None
    position: int
    """Among the rows of its event, from 0."""

    @property
    def number(self) -> int:
        """Return a number that names the row, the same whenever the ledger is exported; below 2 ** 60."""
        return int(content_hash("row", self.event.id, str(self.position))[:15], 16)

    @property
    def country(self) -> Country | None:
        """Return the state in which it took place."""
        place = self.event.place
        return countries().get(place.country or "") if place else None

    @property
    def town(self) -> str | None:
        """Return the name of the place, unless it is the state itself."""
        place, country = self.event.place, self.country
        if place is None or (country and place.name.casefold() == country.name.casefold()):
            return None
        return place.name


def told(event: Shown) -> bool:
    """Return whether event data enter it: it happened, goes on or is planned, and nobody only denies it."""
    return event.status in _TOLD and not event.optional and event.stance is not Stance.DENIES


def coded(events: Iterable[Shown]) -> Iterator[Coded]:
    """Yield the rows of the events that event data enter."""
    for event in filter(told, events):
        type = plover.fold(event.type, event.status)
        modes = plover.fold_modes(event.type, event.modes, event.status)
        code = cameo.code_of(event.type, event.modes, event.contexts, event.status)
        for n, (source, target) in enumerate(dyads(event)):
            yield Coded(event, type, modes, code, source, target, n)


def dyads(event: Shown) -> list[tuple[Side | None, Side | None]]:
    """Return who did it to whom, side by side; None where that side is not told."""
    sources, targets = sides(event.actor), sides(event.recipient)
    if not targets and event.type in MUTUAL:
        if len(sources) == 1 and len(event.actor) > 1:
            sources = tuple(Side(entity.code, (entity,)) for entity in event.actor)
        if len(sources) > 1:
            return list(combinations(sources, 2))
    return list(product(sources or (None,), targets or (None,)))


def sides(entities: Iterable[Entity]) -> tuple[Side, ...]:
    """Return the entities by whom they act for; one of whom that is unknown is a side of its own."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.code or f"?{entity.id}", []).append(entity)
    return tuple(Side(group[0].code, tuple(group)) for group in groups.values())
