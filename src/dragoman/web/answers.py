"""The shapes of what the API takes and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.ledger.figures import Counterpart
from dragoman.ledger.overview import EventLine
from dragoman.ledger.prospect import Conflict, PlanLine
from dragoman.ledger.world import Claim, Identity, Plan, PlanState, Verdict


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered."""

    error: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class EventList:
    """One page of events."""

    total: int
    offset: int
    events: list[EventLine]


@dataclass(frozen=True, slots=True)
class Told:
    """One report of an event."""

    report: str
    story: str
    headline: str | None
    agency: str | None
    published: date | None
    type: str
    status: str
    quotes: list[str]
    offsets: list[tuple[int, int]]
    fit: float
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class EventDetail:
    """One event with all that is known of it."""

    event: EventLine
    claims: list[Claim]
    reports: list[Told]
    plan: Plan | None
    state: PlanState | None


@dataclass(frozen=True, slots=True)
class PlanDetail:
    """One plan, as seen today."""

    plan: Plan
    state: PlanState


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due, what fell due and was not heard of, where sources differ."""

    today: date
    due: list[PlanLine]
    unreported: list[PlanLine]
    conflicts: list[Conflict]


@dataclass(frozen=True, slots=True)
class Person:
    """One identity with its events, counterparts and plans."""

    identity: Identity
    total: int
    events: list[EventLine]
    counterparts: list[Counterpart]
    plans: list[PlanLine]


@dataclass(frozen=True, slots=True)
class LaneCount:
    """How many events one cell of the timeline holds."""

    lane: str
    bucket: date
    quad: int
    """In a crowd 2 for cooperation and 4 for conflict."""
    status: str | None
    """None in a crowd: any."""
    count: int


@dataclass(frozen=True, slots=True)
class Lanewise:
    """The timeline: its lanes, the width of its buckets, its cells."""

    unit: str
    lanes: list[tuple[str, int]]
    cells: list[LaneCount]


@dataclass(frozen=True, slots=True)
class TieCount:
    """What two codes had with each other."""

    one: str
    other: str
    cooperation: int
    conflict: int


@dataclass(frozen=True, slots=True)
class Score:
    """A dyad's PLOVER scores in one bucket."""

    bucket: date
    count: int
    cooperation: float
    conflict: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision about an event."""

    verdict: Verdict
    event: str
    other: str | None = None
    """The event that it is merged with."""
    reports: list[str] | None = None
    """The reports that are split off."""
    correction: dict[str, str] | None = None
    review: str | None = None
    """The review that is undone."""
    author: str = "api"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """What came of a ruling: the event that now holds the report, None if it stands no longer."""

    review: str
    event: str | None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of a text."""

    story: str
    change: str
    record: dict[str, Any]
