"""What projections are made of: the ledger's events, each once, with all that stories say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dragoman.ledger.entry import Entry, StoryLine
from dragoman.ledger.select import EventFilter
from dragoman.ledger.world import Claim, Happening, Plan
from dragoman.model import Entity, EventType, Quote, Record, Stance, Status

if TYPE_CHECKING:
    from dragoman.ledger.store import Ledger


_AT_ONCE = 250
"""Units: stories held in memory together."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One event of the world as the ledger knows it."""

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    status: Status
    start: date | None
    end: date | None
    place: Entity | None
    reports: tuple[Entry, ...]
    """One or more; the first is the oldest."""
    sources: int
    """Independent ones."""
    first_reported: date | None
    last_reported: date | None
    confidence: float
    """0..1."""
    optional: bool
    claims: tuple[Claim, ...] = ()
    plan: Plan | None = None

    @property
    def best(self) -> Entry:
        """Return the report whose fields are nearest the event's: the surest of those of its status."""
        fitting = [r for r in self.reports if r.event.status is self.status] or list(self.reports)
        return max(fitting, key=lambda report: report.event.confidence)

    @property
    def by(self) -> tuple[Entity, ...]:
        """Return on whose word it rests; nobody where one report tells it in the agency's own voice."""
        return self.best.by

    @property
    def stance(self) -> Stance | None:
        """Return how those say it on whose word it rests."""
        return self.best.event.stance

    @property
    def time_text(self) -> str | None:
        """Return the words that its days were read from."""
        return self.best.event.time_text

    @property
    def quote(self) -> Quote:
        """Return the fullest evidence of its best report."""
        return self.best.event.quotes[0]

    @property
    def stories(self) -> tuple[StoryLine, ...]:
        """Return the stories that tell it, each once."""
        return tuple({report.story.id: report.story for report in self.reports}.values())

    @property
    def agencies(self) -> tuple[str, ...]:
        """Return the agencies that tell it, each once."""
        return tuple(dict.fromkeys(line.agency for line in self.stories if line.agency))

    @property
    def links(self) -> tuple[str, ...]:
        """Return the web addresses of the stories that have one."""
        return tuple(address for line in self.stories if (address := web_address(line.source)))


@dataclass(frozen=True, slots=True)
class View:
    """What is exported: which events of which ledger, seen from which day."""

    ledger: Ledger
    wanted: EventFilter = field(default_factory=EventFilter)
    today: date = field(default_factory=date.today)

    def events(self) -> list[Shown]:
        """Return the events asked for, each once over all stories that tell it, by day, the undated last."""
        found = self.ledger.happenings(self.wanted.on(self.today))
        plans = {plan.event_id: plan for plan in self.ledger.plans()} if any(h.plan for h in found) else {}
        return [joined(happening, plans.get(happening.id)) for happening in found]

    def chains(self) -> dict[str, str]:
        """Return the chain of versions that each story belongs to."""
        return {version.story_id: version.chain for version in self.ledger.story_versions()}

    def records(self) -> Iterator[Record]:
        """Yield the whole records of the stories that tell the events asked for; all if nothing is asked."""
        if self.wanted.asked() or self.wanted.limit is not None:
            told = {line.id for event in self.events() for line in event.stories}
        else:
            told = None
        ids = [line.id for line in self.ledger.stories() if told is None or line.id in told]
        for start in range(0, len(ids), _AT_ONCE):
            yield from self.ledger.records(ids[start : start + _AT_ONCE])


def joined(happening: Happening, plan: Plan | None = None) -> Shown:
    """Return an event as all its stories together tell it, its parties as the fullest report names them.

    `plan` is the one that it opened.
    """
    fitting = [r for r in happening.reports if r.event.status is happening.status] or happening.reports
    fullest = max(fitting, key=lambda r: (len(r.actor) + len(r.recipient), r.event.confidence))
    days = [day for report in happening.reports if (day := report.story.published)]
    return Shown(
        id=happening.id,
        type=happening.type,
        modes=happening.modes,
        contexts=happening.contexts,
        actor=fullest.actor,
        recipient=fullest.recipient,
        status=happening.status,
        start=happening.start,
        end=happening.end,
        place=happening.place,
        reports=happening.reports,
        sources=happening.sources,
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
        confidence=happening.confidence,
        optional=happening.optional,
        claims=happening.claims,
        plan=plan,
    )


def of_entry(entry: Entry) -> Shown:
    """Return an event as one story alone tells it."""
    event, day = entry.event, entry.story.published
    return Shown(
        id=event.id,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        actor=entry.actor,
        recipient=entry.recipient,
        status=event.status,
        start=event.start,
        end=event.end,
        place=entry.place,
        reports=(entry,),
        sources=1,
        first_reported=day,
        last_reported=day,
        confidence=event.confidence,
        optional=event.optional,
    )


def web_address(source: str | None) -> str | None:
    """Return a source that is an address on the web; None for a path.

    Example:
        >>> web_address("https://news.example/1"), web_address("wire/1.txt")
        ('https://news.example/1', None)
    """
    return source if source and source.startswith(("https://", "http://")) else None
