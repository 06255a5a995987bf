"""`dragoman agenda` and `dragoman outcomes`: what is due, and what came of what was announced."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, day
from dragoman.cli.screen import show, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.ledger import Ledger
    from dragoman.ledger.world import Happening, Plan

AGENDA_EXAMPLES = """\b
Examples:
  dragoman agenda
  dragoman agenda --from 2006-12-16 --to 2006-12-24 --actor "North Korea"
  dragoman agenda --ics due.ics
"""

OUTCOMES_EXAMPLES = """\b
Examples:
  dragoman outcomes --actor Hill
  dragoman outcomes --state unreported --json
"""


class State(StrEnum):
    """What became of a plan; the ledger's own `PlanState`, which is too heavy to load for a help text."""

    DUE = "due"
    FULFILLED = "fulfilled"
    LATE = "late"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    CONTRADICTED = "contradicted"
    UNREPORTED = "unreported"


TodayOption = Annotated[
    date | None,
    typer.Option("--today", parser=day, metavar="YYYY-MM-DD", help="Seen from this day, else from today."),
]
WhoOption = Annotated[
    str | None, typer.Option("--actor", metavar="WHO", help="Who takes part: a name or a code such as KOR.")
]


def agenda(
    first: Annotated[
        date | None,
        typer.Option("--from", parser=day, metavar="YYYY-MM-DD", help="Due from then on, else from today."),
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", parser=day, metavar="YYYY-MM-DD", help="Due up to this day.")
    ] = None,
    actor: WhoOption = None,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar there; - for the output.")
    ] = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """List by day what was announced and is due, with what became of it so far."""
    from dragoman.ledger import Ledger
    from dragoman.ledger.agenda import agenda as due

    seen = today or date.today()
    with Ledger.open(ledger, read_only=True) as opened:
        told = _Told.of(opened, actor)
        held = due(told.plans, first or (seen if last is None or last >= seen else None), last)
        if ics is not None:
            return _calendar(opened, held, seen, ics)
        told.complete(opened, held)
    if as_json:
        write(told.data(held, seen))
    else:
        from dragoman.cli.plan_page import agenda_page

        show(agenda_page(held, told.page(), seen, first or seen))
    return 0


def outcomes(
    actor: WhoOption = None,
    state: Annotated[
        State | None, typer.Option(case_sensitive=False, help="Only plans that came to this.")
    ] = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """List what was announced, with what came of it and the words that say so; and how much came to pass."""
    from dragoman.ledger import Ledger
    from dragoman.ledger.agenda import order, reliability

    seen = today or date.today()
    with Ledger.open(ledger, read_only=True) as opened:
        told = _Told.of(opened, actor)
        told.complete(opened, told.plans)
    asked = [p for p in told.plans if state is None or p.seen_from(seen).value == state.value]
    held = sorted(asked, key=order)
    if as_json:
        write(told.data(held, seen))
    else:
        from dragoman.cli.plan_page import outcomes_page

        show(outcomes_page(held, told.page(), reliability(told.plans, told.outcomes, seen), seen, actor))
    return 0


class _Told:
    """Plans with what is needed to tell of them."""

    def __init__(self, ledger: Ledger, plans: Sequence[Plan]) -> None:
        from dragoman.export.followed import lines_of
        from dragoman.ledger.register import Register

        self.register = Register(ledger.identities())
        self.stories = lines_of(ledger.stories())
        self.plans = plans
        self.outcomes: dict[str, Happening] = {}

    @classmethod
    def of(cls, ledger: Ledger, actor: str | None) -> _Told:
        """Return the ledger's plans, all or those in which someone takes part.

        Raises: NotFoundError if nobody goes by that name.
        """
        from dragoman.cli.names import meant

        told = cls(ledger, ())
        told.plans = ledger.plans(among=[] if actor is None else [meant(told.register, actor)])
        return told

    def complete(self, ledger: Ledger, plans: Sequence[Plan]) -> None:
        """Fetch the events that came of these plans."""
        for id in sorted({plan.outcome for plan in plans if plan.outcome}):
            self.outcomes[id] = ledger.happening(id)

    def data(self, plans: Sequence[Plan], today: date) -> str:
        """Return the plans as JSON."""
        from dragoman.export.followed import as_plan

        made = [as_plan(plan, self.register, self.outcomes, self.stories, today) for plan in plans]
        return f"{json.dumps(made, ensure_ascii=False, indent=1)}\n"

    def page(self) -> PlanFacts:
        """Return what a page of plans draws on."""
        from dragoman.cli.plan_page import PlanFacts

        return PlanFacts(self.register, self.outcomes, self.stories)


def _calendar(ledger: Ledger, plans: Sequence[Plan], today: date, path: Path) -> int:
    """Write plans as a calendar. Raises: RunError if the file cannot be written."""
    from dragoman.export.ics import calendar
    from dragoman.export.view import View, joined

    shown = [joined(ledger.happening(plan.event_id), plan) for plan in plans]
    text = calendar(shown, today, View(ledger).chains())
    if str(path) == "-":
        write(text)
    else:
        path.write_text(text, encoding="utf-8", newline="")
    return 0


if TYPE_CHECKING:
    from dragoman.cli.plan_page import PlanFacts
