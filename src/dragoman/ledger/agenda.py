"""What is due, and how well those who announce keep their word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.days import Days
from dragoman.ledger.world import Happening, Plan, PlanState, Turn


def agenda(
    plans: Iterable[Plan],
    first: date | None = None,
    last: date | None = None,
    who: Collection[str] | None = None,
) -> list[Plan]:
    """Return the plans that are due between two days, both included, by day; those without any day come last.

    `who` keeps those in which one of these identities takes part.
    """
    found = [
        plan
        for plan in plans
        if not Days(plan.due_start, plan.due_end).gap(Days(first, last)) and takes_part(plan, who)
    ]
    return sorted(found, key=order)


def takes_part(plan: Plan, who: Collection[str] | None) -> bool:
    """Return whether one of these identities takes part in a plan; nobody asked for is everybody."""
    return who is None or any(id in who for id in (*plan.actor, *plan.recipient))


def order(plan: Plan) -> tuple[date, date, str, str]:
    """Return by what plans are sorted: the first day on which they can be due, then the last."""
    start = plan.due_start or plan.due_end or date.max
    return start, plan.due_end or date.max, plan.type.value, plan.id


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of what was announced, how much came to pass, and how late."""

    announced: int
    due: int
    """Not yet due, or without a day."""
    fulfilled: int
    late: int
    postponed: int
    cancelled: int
    contradicted: int
    unreported: int
    moved: int
    """Plans of any state whose day was moved at least once."""
    days_late: tuple[int, ...]
    """For each plan that came to pass and had a last day when it was first announced, by how many days it
    came after that; 0 in time. Sorted."""

    @property
    def decided(self) -> int:
        """Return of how many plans it is known, or was due to be known, what became of them."""
        return self.announced - self.due

    @property
    def rate(self) -> float | None:
        """Return the share of the decided plans that came to pass, in time or late; None where none is."""
        return round((self.fulfilled + self.late) / self.decided, 3) if self.decided else None

    @property
    def median_days_late(self) -> float | None:
        """Return the median of `days_late`; None where it is empty."""
        n = len(self.days_late)
        return (self.days_late[(n - 1) // 2] + self.days_late[n // 2]) / 2 if n else None


def reliability(plans: Sequence[Plan], outcomes: Mapping[str, Happening], today: date) -> Reliability:
    """Return how well these plans were kept, seen from a day; `outcomes` are what came of them, by id."""
    states = [plan.seen_from(today) for plan in plans]
    counts = {state: states.count(state) for state in PlanState}
    return Reliability(
        announced=len(plans),
        due=counts[PlanState.DUE],
        fulfilled=counts[PlanState.FULFILLED],
        late=counts[PlanState.LATE],
        postponed=counts[PlanState.POSTPONED],
        cancelled=counts[PlanState.CANCELLED],
        contradicted=counts[PlanState.CONTRADICTED],
        unreported=counts[PlanState.UNREPORTED],
        moved=sum(any(step.turn is Turn.MOVED for step in plan.transitions) for plan in plans),
        days_late=tuple(sorted(late for plan in plans if (late := days_late(plan, outcomes)) is not None)),
    )


def days_late(plan: Plan, outcomes: Mapping[str, Happening]) -> int | None:
    """Return by how many days a plan came to pass after the last day first announced; None if unknown."""
    end = plan.first_due[1]
    deed = outcomes.get(plan.outcome or "")
    if end is None or deed is None or plan.state not in (PlanState.FULFILLED, PlanState.LATE):
        return None
    done = deed.start or deed.end
    return max(0, (done - end).days) if done else None
