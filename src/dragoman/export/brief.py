"""The brief of a day: what its stories tell, what is due, and what never came to pass.

What is lost: all but the fullest quotation of each event, and what other days told; the ledger keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.export.view import Shown, View
from dragoman.export.wording import day_words
from dragoman.ledger.asked import Operator, Term
from dragoman.ledger.select import EventFilter
from dragoman.ledger.world import PlanState
from dragoman.model import Status

AHEAD = timedelta(days=7)
"""How far the brief looks ahead."""
BEHIND = timedelta(days=14)
"""For how long after its time a plan of which nothing is heard is shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a brief; what it holds is told first where it was reported last."""

    title: str
    events: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What there is to know on a day."""

    day: date
    parts: tuple[Part, ...]
    """None of them empty."""
    agencies: tuple[str, ...]
    """Whose stories of that day were read."""
    stories: int

    @property
    def title(self) -> str:
        """Return its heading."""
        return f"Brief for {day_words(self.day)}"


def _told(*statuses: Status, claimed: bool = False) -> Callable[[Shown], bool]:
    return lambda event: event.status in statuses and bool(event.by) is claimed


_SECTIONS: tuple[tuple[str, Callable[[Shown], bool]], ...] = (
    ("What happened", _told(Status.HAPPENED)),
    ("Under way", _told(Status.ONGOING)),
    ("What is claimed, and by whom", _told(Status.HAPPENED, Status.ONGOING, claimed=True)),
    ("Announced", lambda event: event.status is Status.PLANNED),
    ("What may come", lambda event: event.status is Status.POSSIBLE),
    ("What did not happen", lambda event: event.status is Status.NEGATED),
)


def brief(view: View) -> Brief:
    """Return the brief of the view's day."""
    day = view.today
    tomorrow = day + timedelta(days=1)
    told = _asked(view, Term("published", Operator.IS, (day.isoformat(),)))
    due = _asked(
        view,
        Term("status", Operator.IS, (Status.PLANNED.value,)),
        Term("since", Operator.IS, ((day - BEHIND).isoformat(),)),
        Term("until", Operator.IS, ((day + AHEAD).isoformat(),)),
    )
    parts = [
        Part(f"Due {day_words(day)}", tuple(e for e in due if _within(e, day, day))),
        Part("Due in the next seven days", tuple(e for e in due if _within(e, tomorrow, day + AHEAD))),
        Part("Due by now, and not reported", tuple(e for e in due if _missing(e, day))),
        *(Part(title, tuple(filter(holds, told))) for title, holds in _SECTIONS),
    ]
    lines = {line.id: line for event in told for line in event.stories if line.published == day}
    agencies = sorted({line.agency for line in lines.values() if line.agency})
    return Brief(day, tuple(part for part in parts if part.events), tuple(agencies), len(lines))


def _asked(view: View, *terms: Term) -> list[Shown]:
    wanted = view.wanted.also(EventFilter(terms=terms))
    return [event for event in replace(view, wanted=wanted).events() if not event.optional]


def _within(event: Shown, first: date, last: date) -> bool:
    """Return whether a plan's time begins between two days, or ends there; one from now on is not due."""
    start, end = _due(event)
    if end is None and first == last:
        return False
    if event.plan and event.plan.seen_from(first) not in (PlanState.DUE, PlanState.POSTPONED):
        return False
    day = start if start and start >= first else end
    return day is not None and first <= day <= last


def _missing(event: Shown, day: date) -> bool:
    end = _due(event)[1]
    late = end is not None and day - BEHIND <= end < day
    return late and event.plan is not None and event.plan.seen_from(day) is PlanState.UNREPORTED


def _due(event: Shown) -> tuple[date | None, date | None]:
    return (event.plan.due_start, event.plan.due_end) if event.plan else (event.start, event.end)
