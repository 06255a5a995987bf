"""PLOVER 2.0 as data: types, modes, quad classes, scores, contexts, sectors, and how acts to come fold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.model import EventType, Status

TO_COME = frozenset({Status.PLANNED, Status.POSSIBLE})
"""The statuses whose acts PLOVER files as intentions or threats."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which an event of a type is done."""

    name: str
    meaning: str
    score: float
    """Units: -10 (conflict) to +10 (cooperation)."""
    cameo: str


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """What the codebook says of one event type."""

    type: EventType
    definition: str
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    score: float
    """Units: -10 (conflict) to +10 (cooperation)."""
    needs_recipient: bool
    cameo: str
    modes: dict[str, Mode]
    cameo_contexts: dict[str, str]


@cache
def types() -> dict[EventType, TypeEntry]:
    """Return the sixteen types with their entries, in the codebook's order."""
    return {EventType(name): _entry(name, raw) for name, raw in _data()["types"].items()}


def modes(type: EventType) -> tuple[str, ...]:
    """Return the names of a type's modes.

    Example:
        >>> modes(EventType.CONSULT)
        ('visit', 'third-party', 'multilateral', 'phone')
    """
    return tuple(types()[type].modes)


def quad(type: EventType) -> int:
    """Return a type's quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
    return types()[type].quad


def score(type: EventType, modes: Iterable[str] = ()) -> float:
    """Return the conflict-cooperation score of an event: its strongest mode's, else its type's.

    Units: -10 (conflict) to +10 (cooperation).

    Example:
        >>> score(EventType.RETREAT), score(EventType.RETREAT, ["ceasefire"])
        (7.6, 9.0)
    """
    entry = types()[type]
    known = [entry.modes[m].score for m in modes if m in entry.modes]
    return max(known, key=abs) if known else entry.score


@cache
def quads() -> dict[int, str]:
    """Return the quad classes' names."""
    return {int(n): name for n, name in _table("quads").items()}


@cache
def contexts() -> dict[str, str]:
    """Return the contexts and what they cover."""
    return _table("contexts")


@cache
def sectors() -> dict[str, str]:
    """Return the sectors' codes and what they cover."""
    return _table("sectors")


@cache
def non_state_codes() -> dict[str, str]:
    """Return the codes of actors that belong to no state and what they cover."""
    return _table("codes")


def fold(type: EventType, status: Status) -> EventType:
    """Return the type that PLOVER files an event under, given its status.

    Source: PLOVER codebook: cooperation reported in future tense is AGREE, conflict THREATEN. Negated events
    keep their type; PLOVER data leave them out.

    Example:
        >>> fold(EventType.CONSULT, Status.PLANNED), fold(EventType.ASSAULT, Status.HAPPENED)
        (<EventType.AGREE: 'AGREE'>, <EventType.ASSAULT: 'ASSAULT'>)
    """
    if status not in TO_COME:
        return type
    return EventType(_table("fold").get(type.value, type.value))


def fold_modes(type: EventType, modes: Iterable[str], status: Status) -> tuple[str, ...]:
    """Return an event's modes after folding: those of THREATEN for conflict to come, none for cooperation.

    Example:
        >>> fold_modes(EventType.COERCE, ["arrest"], Status.POSSIBLE)
        ('arrest',)
    """
    if fold(type, status) is type:
        return tuple(modes)
    table = _table("fold_modes")
    found = [table[key] for mode in modes if (key := f"{type.value}.{mode}") in table]
    if not found and type.value in table:
        found = [table[type.value]]
    return tuple(dict.fromkeys(found))


@cache
def cameo_to_come() -> dict[str, str]:
    """Return the CAMEO code of acts to come by type (`CONSULT`) or type and mode (`RETREAT.release`)."""
    return _table("fold_cameo")


def _entry(name: str, raw: dict[str, Any]) -> TypeEntry:
    """Return the entry of a type from its table in the data file."""
    modes = {
        mode: Mode(mode, m["meaning"], float(m.get("score", raw["score"])), m["cameo"])
        for mode, m in raw.get("modes", {}).items()
    }
    return TypeEntry(
        type=EventType(name),
        definition=raw["definition"],
        quad=raw["quad"],
        score=float(raw["score"]),
        needs_recipient=raw["recipient"] == "required",
        cameo=raw["cameo"],
        modes=modes,
        cameo_contexts=dict(raw.get("cameo_contexts", {})),
    )


def _table(name: str) -> dict[str, str]:
    """Return one flat table of the data file."""
    return dict(_data()[name])


@cache
def _data() -> dict[str, Any]:
    """Return the data file, read once."""
    return tomllib.loads((files("dragoman.ontology") / "data" / "plover.toml").read_text(encoding="utf-8"))
