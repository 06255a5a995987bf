"""How the places of two reports lie to each other."""

from __future__ import annotations

import math

from dragoman.ledger.names import fold
from dragoman.ledger.world import Feature
from dragoman.model import Entity

EARTH_RADIUS = 6371.0
"""Units: kilometres."""

NEAR = 40.0
"""Units: kilometres. Within it lie the parts of one city and its airport."""

SAME_PLACE = 0.3
"""Weight of two places that are one."""

FAR = 150.0
"""Units: kilometres. Beyond it lies another city."""


def distance(a: Entity, b: Entity) -> float | None:
    """Return the kilometres between two places, or None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north, east = math.radians(b.latitude - a.latitude), math.radians(b.longitude - a.longitude)
    chord = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(a.latitude)) * math.cos(math.radians(b.latitude)) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def whereabouts(a: Entity | None, b: Entity | None) -> Feature:
    """Return what the places of two reports say."""
    if a is None or b is None:
        return Feature("place", 0.0, "")
    if fold(a.name) == fold(b.name):
        return Feature("place", SAME_PLACE, f"both at {a.name}")
    states = (_state(a), _state(b))
    if states[0] and states[1] and states[0] != states[1]:
        return Feature("place", -0.7, f"{a.name} and {b.name} lie in two states")
    if _is_state(a) or _is_state(b):
        return Feature("place", 0.1, f"{a.name} and {b.name}") if all(states) else Feature("place", 0.0, "")
    apart = distance(a, b)
    if apart is not None and apart <= NEAR:
        return Feature("place", SAME_PLACE, f"{a.name} and {b.name} are near")
    if apart is not None and apart > FAR:
        return Feature("place", -0.5, f"{a.name} and {b.name} are {apart:.0f} km apart")
    return Feature("place", -0.1, f"{a.name} and {b.name}")


def _state(place: Entity) -> str | None:
    return place.country or place.code


def _is_state(place: Entity) -> bool:
    return place.kind.value == "state"
