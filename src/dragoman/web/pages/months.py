"""The calendar of plans with what came of them."""

from __future__ import annotations

import re
from calendar import Calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.ledger.prospect import PlanLine
from dragoman.web.asked import asked
from dragoman.web.desk import Desk
from dragoman.web.templating import page

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

NARROW = 4
"""Units: days. A plan due within longer than this stands beside the calendar, not on each of its days."""


SHOWN = 20
"""How many of the plans that stand beside the calendar are shown."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the month's picture."""

    day: date
    outside: bool
    plans: tuple[PlanLine, ...]


def router(desk: Desk) -> APIRouter:
    """Return the route of the calendar."""
    made = APIRouter(include_in_schema=False)

    @made.get("/calendar")
    def month(request: Request, month: str = "") -> HTMLResponse:
        question = asked(request)
        first = month_of(month) or desk.now.replace(day=1)
        days = tuple(d for w in Calendar().monthdatescalendar(first.year, first.month) for d in w)
        with desk.reading() as ledger:
            plans = ledger.due(question.filter, (days[0], days[-1]), desk.now, quoted=False)
            wide = [plan for plan in plans if not _narrow(plan)]
            # Only these show words of their stories.
            told = {line.id: line for line in ledger.lines_of([plan.event.id for plan in wide[:SHOWN]])}
            undated = ledger.open_plans(question.filter, desk.now)
        narrow = [plan for plan in plans if _narrow(plan)]
        return page(
            request,
            "calendar.html",
            asked=question,
            title=f"{MONTHS[first.month - 1]} {first.year}",
            month=month,
            plans=plans,
            cells=[DayCell(day, day.month != first.month, _on(day, narrow)) for day in days],
            wide=[replace(plan, event=told.get(plan.event.id, plan.event)) for plan in wide],
            undated=undated,
            shown=SHOWN,
            today=desk.now,
            before=f"{first - timedelta(days=1):%Y-%m}",
            after=f"{first + timedelta(days=31):%Y-%m}",
        )

    return made


def month_of(text: str) -> date | None:
    """Return the first day of a month written like 2023-11, None if it is none whose neighbours can be shown.

    Example:
        >>> month_of("2023-11"), month_of("soon")
        (datetime.date(2023, 11, 1), None)
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if not found or not 1 < int(found[1]) < 9999 or not 1 <= int(found[2]) <= 12:
        return None
    return date(int(found[1]), int(found[2]), 1)


def _narrow(plan: PlanLine) -> bool:
    return bool(plan.due_start and plan.due_end and (plan.due_end - plan.due_start).days < NARROW)


def _on(day: date, plans: list[PlanLine]) -> tuple[PlanLine, ...]:
    return tuple(p for p in plans if p.due_start and p.due_end and p.due_start <= day <= p.due_end)
