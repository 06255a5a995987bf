"""The shapes of what many stories add up to: identities, happenings, claims, plans and their outcomes.

All of it is derived: a pure function of the reports that stand and of a person's reviews.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from dragoman.ledger.entry import Entry, StoryLine
from dragoman.model import Entity, EntityKind, EventType, Quote, Status


@dataclass(frozen=True, slots=True)
class Feature:
    """One readable step of a decision over stories: what was compared, what it weighs, and why."""

    name: str
    weight: float
    """Above zero it speaks for one and the same, below zero against."""
    reason: str


# --- who is who


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity as one story has it."""

    story: StoryLine
    entity: Entity

    @property
    def key(self) -> tuple[str, str]:
        """Return what names it in the whole ledger: the story's id and the entity's id within it."""
        return self.story.id, self.entity.id


@dataclass(frozen=True, slots=True)
class Link:
    """That an entity of a story is this identity, and why."""

    story_id: str
    entity_id: str
    identity_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office that stories give someone, with the days on which it was reported."""

    title: str
    code: str | None
    """Of the state or body that it is held in."""
    first_day: date | None
    last_day: date | None
    stories: tuple[str, ...]
    """Ids of the stories that say so, sorted."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, state, body, group or place over all stories that name it."""

    id: str
    """`KOR` for a state; else readable with a hash behind: `kim-kye-gwan-3f2a91`."""
    name: str
    kind: EntityKind
    code: str | None
    sector: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """The names and mentions under which stories know it, the most frequent first, its `name` left out."""
    offices: tuple[Office, ...] = ()
    """By first day."""
    links: tuple[Link, ...] = ()
    """The entities that it stands for, by story."""


# --- what happened


@dataclass(frozen=True)
class Telling:
    """A report that stands: an event as one story tells it, with what the whole ledger adds to it."""

    entry: Entry
    source: str
    """The group of stories that count as one source: copies and light rewrites share it."""
    chain: str
    """The id that all versions of the story share."""
    who: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """For each entity of the story that the event names, the id of its identity."""
    sentence: str = ""
    """The sentence of the story that holds the fullest quotation."""

    @property
    def id(self) -> str:
        """Return the report's id."""
        return self.entry.event.id

    @cached_property
    def actor(self) -> tuple[str, ...]:
        """Identities of those who did it."""
        return self._identities(self.entry.actor)

    @cached_property
    def recipient(self) -> tuple[str, ...]:
        """Identities of those to whom it was done."""
        return self._identities(self.entry.recipient)

    def _identities(self, parties: tuple[Entity, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.who.get(entity.id, entity.code or entity.id) for entity in parties))


@dataclass(frozen=True, slots=True)
class Membership:
    """That a report belongs to a happening: how well it fits the others, and why."""

    report_id: str
    story_id: str
    score: float
    """0..1; 1 for the first report."""
    reasons: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One detail as one story gives it; claims on the same field of a happening stand side by side."""

    field: str
    """`killed`, `wounded`, `detained`, ..., `day`, `place`, `status`, `actor`."""
    value: str
    """As comparable text: `12`, `200..`, `2005-11-14`, `happened`."""
    by: tuple[str, ...]
    """Names of those on whose word it rests; empty in the agency's own voice."""
    agency: str | None
    as_of: date | None
    """The day of the story that says so."""
    story_id: str
    report_id: str
    source: str
    """The group of stories that count as one source."""
    quote: str
    newest: bool = False
    """No other claim on the field is of a later day."""
    sources: int = 1
    """How many independent sources give the same value."""
    widest: bool = False
    """No other value has more independent sources."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One real-world event over all stories that report it; its fields are the best that they give."""

    id: str
    """A hash of the first report that tells of it; an id of former days still finds it."""
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    """Identity ids."""
    recipient: tuple[str, ...]
    status: Status
    start: date | None
    end: date | None
    place: Entity | None
    reports: tuple[Entry, ...]
    """By day of their stories; the first is the one that `id` is made of."""
    members: tuple[Membership, ...]
    """Parallel to `reports`."""
    sources: int
    """Independent sources: copies of one agency's story, and versions of one story, count once."""
    first_reported: date | None
    last_reported: date | None
    confidence: float
    """0..1: of the best report, raised by each further independent source."""
    optional: bool = False
    claims: tuple[Claim, ...] = ()
    plan: str | None = None
    """The id of the plan that this opened, or whose outcome it is."""

    @property
    def best(self) -> Entry:
        """Return the report whose fields are nearest the event's: the surest of those of its status."""
        fitting = [report for report in self.reports if report.event.status is self.status] or self.reports
        return max(fitting, key=lambda report: (report.event.confidence, report.event.id))


# --- what was to come


class PlanState(StrEnum):
    """What became of a plan, seen from a given day."""

    DUE = "due"
    FULFILLED = "fulfilled"
    LATE = "late"
    """It came to pass after its time."""
    POSTPONED = "postponed"
    """Put off without a new day."""
    CANCELLED = "cancelled"
    CONTRADICTED = "contradicted"
    """Someone denies it, or says that it did not come to pass when it should have."""
    UNREPORTED = "unreported"
    """Its time is over, and no story tells what became of it. Depends on the day of asking; never stored."""


class Turn(StrEnum):
    """The kinds of transition in a plan's life."""

    OPENED = "opened"
    CONFIRMED = "confirmed"
    """Told again, perhaps with its day fixed."""
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    CONTRADICTED = "contradicted"
    REVIVED = "revived"
    """Announced anew after it was cancelled or denied."""
    FULFILLED = "fulfilled"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step in a plan's life, with its evidence."""

    turn: Turn
    day: date | None
    """Of the story that tells it."""
    report_id: str
    story_id: str
    due_start: date | None
    """When the plan is due after this step; null when open."""
    due_end: date | None
    reason: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Plan:
    """An announced event, followed to its outcome."""

    id: str
    event_id: str
    """The happening of status `planned` that its reports make up."""
    type: EventType
    actor: tuple[str, ...]
    """Identity ids."""
    recipient: tuple[str, ...]
    due_start: date | None
    due_end: date | None
    state: PlanState
    """Never `unreported`: ask `seen_from`."""
    outcome: str | None
    """The happening that fulfilled, cancelled or contradicted it."""
    transitions: tuple[Transition, ...]
    """In order; the first is `opened`."""

    def seen_from(self, today: date) -> PlanState:
        """Return the plan's state on that day: one that is due no more, and of which nothing is heard, is
        unreported."""
        if self.state is PlanState.DUE and self.due_end is not None and self.due_end < today:
            return PlanState.UNREPORTED
        return self.state

    @property
    def announced(self) -> date | None:
        """Return the day of the story that first told of it."""
        return self.transitions[0].day

    @property
    def first_due(self) -> tuple[date | None, date | None]:
        """Return when it was due as first announced."""
        return self.transitions[0].due_start, self.transitions[0].due_end


# --- what a person decided


class Verdict(StrEnum):
    """What a person rules about reports."""

    MERGE = "merge"
    """Each of `reports` tells of the same event as each of `others`."""
    SPLIT = "split"
    """None of `reports` tells of the same event as any of `others`."""
    CONFIRM = "confirm"
    """Each of `reports` is right as it stands."""
    CORRECT = "correct"
    """Each of `reports` is wrong in the fields that `payload` gives anew."""
    REJECT = "reject"
    """None of `reports` tells of an event."""
    UNDO = "undo"
    """The review named by `undoes` is void."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a review saw of a report: enough to find it again after its story was read anew."""

    report_id: str
    story_id: str
    type: str
    start: int
    """Where its fullest quotation begins."""
    stop: int


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision; entered for good, undone by a later one."""

    id: str
    position: int
    """Its place in the order of entry; of two that contradict each other the later stands."""
    made_at: datetime
    verdict: Verdict
    reports: tuple[str, ...] = ()
    """Report ids."""
    others: tuple[str, ...] = ()
    undoes: str | None = None
    note: str | None = None
    author: str | None = None
    payload: Mapping[str, Any] | None = None
    """For a correction: the fields with their values, as `amending.checked` leaves them."""
    seen: tuple[Seen, ...] = ()
    """What it saw of its reports and the others."""


@dataclass(frozen=True, slots=True)
class World:
    """All that follows from the reports that stand."""

    identities: tuple[Identity, ...]
    happenings: tuple[Happening, ...]
    plans: tuple[Plan, ...]
