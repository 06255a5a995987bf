"""The itinerary of a traveller: the places of a story's journeys and meetings, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.model import Entity, EntityKind, Event, EventType, Quote, Record, Status, Stop, Way

FEWEST = 2
"""A journey has that many stops, else it is a visit, which the events tell."""

_STAY = timedelta(days=7)
"""Within so many days of reaching a state one leaves a city in it on the same visit."""

_WHOLE = frozenset({"africa", "asia", "europe", "north america", "south america", "oceania", "america"})
"""Continents are no stops: within them lie those that are."""

_TOLD = (Status.HAPPENED, Status.ONGOING, Status.PLANNED)


@dataclass(frozen=True, slots=True)
class Leg:
    """One place of an itinerary."""

    place: Entity
    first: date | None
    last: date | None
    status: Status
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Where a traveller was, is and will be."""

    traveller: Entity
    legs: tuple[Leg, ...]


def itineraries(record: Record) -> tuple[Itinerary, ...]:
    """Return the itinerary of each person or delegation that a story follows to two places or more.

    A journey leads abroad: who only meets people in one country, their own, has none.
    """
    known = {entity.id: entity for entity in record.entities}
    stops: dict[str, list[Stop]] = {}
    for stop in (*record.stops, *_met(record, known)):
        if known[stop.place].name.casefold() not in _WHOLE:
            stops.setdefault(stop.traveller, []).append(stop)
    found = []
    for traveller, told in stops.items():
        legs = tuple(_legs(told, known))
        abroad = {_country(leg.place) for leg in legs} - {known[traveller].code}
        travels = any("visit" in e.modes and traveller in e.actor for e in record.events) or any(
            stop.traveller == traveller for stop in record.stops
        )
        if len(legs) >= FEWEST and abroad and travels:
            found.append(Itinerary(known[traveller], legs))
    return tuple(found)


def _met(record: Record, known: dict[str, Entity]) -> Iterator[Stop]:
    """Yield a stop for each person at each place of a visit or meeting."""
    for event in record.events:
        if event.type is not EventType.CONSULT or event.place is None or event.status not in _TOLD:
            continue
        if "phone" in event.modes:
            continue
        for id in event.actor:
            if known[id].kind is EntityKind.PERSON or "visit" in event.modes:
                yield _stop(id, event.place, event)


def _stop(traveller: str, place: str, event: Event) -> Stop:
    way = Way.DESTINATION if event.status is Status.PLANNED and event.end is None else Way.STAY
    return Stop(traveller, place, event.start, event.end, event.status, way, event.quotes[0])


def _legs(stops: list[Stop], known: dict[str, Entity]) -> Iterator[Leg]:
    """Yield the places in the order of their days, each once; a state gives way to a place in it."""
    united: dict[str, Stop] = {}
    for stop in sorted(stops, key=_order):
        name = known[stop.place].name.casefold()
        standing = united.get(name)
        united[name] = stop if standing is None else _unite(standing, stop)
    inner = {_country(known[s.place]) for s in united.values() if known[s.place].kind is EntityKind.PLACE}
    for stop in sorted(_lent(united, known), key=_order):
        place = known[stop.place]
        if place.kind is EntityKind.PLACE or place.code not in inner:
            yield Leg(place, stop.first, stop.last, stop.status, stop.quote)


def _lent(united: dict[str, Stop], known: dict[str, Entity]) -> Iterator[Stop]:
    """Yield the stops, those of open beginning in a state from the day on which the state is reached.

    "He reached Peru on Monday. On Tuesday he leaves Lima": he is in Lima from Monday.
    """
    reached = {
        known[s.place].code: s
        for s in united.values()
        if known[s.place].kind is EntityKind.STATE and s.first is not None and s.way is not Way.ORIGIN
    }
    for stop in united.values():
        place = known[stop.place]
        state = reached.get(place.country) if place.kind is EntityKind.PLACE else None
        first = state.first if state is not None else None
        if state is None or first is None or stop.first is not None or stop.last is None:
            yield stop
        elif first <= stop.last <= first + _STAY:
            yield replace(stop, first=first, status=state.status, way=Way.STAY)
        else:
            yield stop


def _order(stop: Stop) -> tuple[date, int, date, int, int]:
    """Return by what stops are put in order: the day, then coming from before being and going, then the text.

    What is past without a first day comes before all of its last day, what is planned without days last; of
    two stays from one day on the shorter is the first.
    """
    way = {Way.ORIGIN: 1, Way.STAY: 2, Way.DESTINATION: 3}[stop.way]
    at, last = stop.quote.span.start, stop.last or date.max
    if stop.status is Status.PLANNED and stop.last is None and stop.way is not Way.DESTINATION:
        return stop.first or date.max, 4, last, at, way
    day = stop.first or stop.last or (date.max if stop.status is Status.PLANNED else date.min)
    if stop.first is None:
        # Journeys of unknown days go on from stays of unknown days.
        return day, 0 if stop.way is Way.STAY else 1, last, at, way
    return day, way, last, at, way


def _unite(one: Stop, other: Stop) -> Stop:
    """Return one stop of two at the same place, with the narrower days where they share some."""
    if one.first is None and other.first is None and Way.ORIGIN in (one.way, other.way):
        # "Flying in from Tokyo where she met": the last of those past, whatever else was done there.
        one = replace(one, way=Way.ORIGIN) if one.status is not Status.PLANNED else one
    if one.first is None and other.first is not None:
        return replace(other, quote=one.quote)
    if one.first is not None and other.last is not None and (one.last is None or other.last > one.last):
        return replace(one, last=other.last)
    return one


def _country(place: Entity) -> str | None:
    return place.code if place.kind is EntityKind.STATE else place.country
