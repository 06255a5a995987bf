"""Who takes part: states, bodies, groups and persons, and the places that are no actors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


class EntityKind(StrEnum):
    """The kinds of entity that a ledger tells apart."""

    PERSON = "person"
    STATE = "state"
    IGO = "igo"
    GROUP = "group"
    """People without a formal body: troops, rebels, protesters, officials."""
    ORGANIZATION = "organization"
    PLACE = "place"


NON_STATE_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER codes for actors that belong to no state."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One participant or place of a story, with every name that the story gives it."""

    id: str
    """Unique within its story, readable: `blinken`, `kor`, `kor_officials`."""
    name: str
    kind: EntityKind
    code: str | None = None
    """ISO 3166 alpha-3 of the state it acts for, or one of `NON_STATE_CODES`; None if unknown or a place."""
    sector: tuple[str, ...] = ()
    """PLOVER sectors: GOV, MIL, REB, ..."""
    role: str | None = None
    """The office as the story gives it."""
    mentions: tuple[str, ...] = ()
    """Every distinct surface form, pronouns left out, in order of appearance."""
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    """For a place: ISO 3166 alpha-3 of the state it lies in."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim evidence and where it stands."""

    text: str
    span: Span
