"""Where a calendar's event is due: the place that its data name, found in the gazetteer."""

from __future__ import annotations

from dataclasses import replace

from dragoman.gazetteer.resolution import Surroundings, Toponym, resolve
from dragoman.gazetteer.states import state_by_code, state_by_name
from dragoman.model import Scheduled


def located(scheduled: Scheduled) -> Scheduled:
    """Return the event with its place's coordinates, where the data lack them, and its state's alpha-3 code.

    Example:
        >>> from dragoman.model import Status
        >>> found = located(Scheduled(None, None, Status.PLANNED, "Reykjavik", country="Iceland"))
        >>> found.country, found.latitude is not None
        ('ISL', True)
    """
    said = scheduled.country or ""
    state = state_by_code().get(said.upper()) or state_by_name().get(said)
    country = state.code if state is not None else None
    if not scheduled.place:
        return replace(scheduled, country=country)
    name, _, outer = scheduled.place.partition(",")
    within = tuple(part for part in (outer.strip(), said) if part)
    around = Surroundings(countries={country: 3.0} if country else {})
    choice = resolve(Toponym(name.strip(), within), around)
    if choice is None or (country and choice.place.country not in (None, country)):
        return replace(scheduled, country=country)
    place = choice.place
    if scheduled.latitude is not None and scheduled.longitude is not None:
        near = abs(place.latitude - scheduled.latitude) < 2 and abs(place.longitude - scheduled.longitude) < 3
        return replace(scheduled, country=country or (place.country if near else None))
    return replace(
        scheduled, latitude=place.latitude, longitude=place.longitude, country=country or place.country
    )
