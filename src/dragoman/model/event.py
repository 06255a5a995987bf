"""The event record: who did what to whom, when, where, in what state, on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.entity import Quote


class EventType(StrEnum):
    """The sixteen event types. Source: PLOVER codebook 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether an event took place, as its source tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class Stance(StrEnum):
    """How those on whose word an event rests say it."""

    ASSERTS = "asserts"
    SUSPECTS = "suspects"
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision about an event: which rule or model, what it set, and why."""

    field: str
    """The field that was decided: `type`, `actor`, `status`, `by`, `start`, ..."""
    rule: str
    """The rule's name."""
    text: str
    """The reason, for a person to read, with the words it came from."""
    weight: float = 1.0
    """A probability or score in 0..1."""


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event as one story tells it."""

    id: str
    """Content hash over the story and what identifies the event in it."""
    type: EventType
    modes: tuple[str, ...]
    actor: tuple[str, ...]
    """Ids of entities of the story."""
    recipient: tuple[str, ...]
    status: Status
    by: tuple[str, ...]
    stance: Stance | None
    start: date | None
    """First day on which it happened or is due; None when the story leaves it open."""
    end: date | None
    """Last day on which it happened or is due, that day included; None when open."""
    place: str | None
    quotes: tuple[Quote, ...]
    """The fullest first."""
    optional: bool = False
    contexts: tuple[str, ...] = ()
    confidence: float = 1.0
    """0..1."""
    reasons: tuple[Reason, ...] = ()
    time_text: str | None = None
    """The words that the days were read from; None when they follow from the story's own day."""
