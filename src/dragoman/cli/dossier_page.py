"""The relations of two actors as a page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from dragoman.cli.happening_page import happening_list
from dragoman.cli.page import heading
from dragoman.cli.plan_page import PlanFacts, plan_list, reliability_lines
from dragoman.export.wording import clean
from dragoman.ledger.agenda import reliability
from dragoman.ledger.dossier import Dossier
from dragoman.ledger.register import Register

BAR = 24
"""Units: columns of the longest bar."""

ACTING = 5
"""How many of those who act for a side are named."""


def dossier_page(
    made: Dossier, asked: tuple[str, str], facts: PlanFacts, today: date
) -> Iterator[RenderableType]:
    """Yield the page: who acts, the balance by year, what happened, what is planned, what may come."""
    yield Text(f"{clean(asked[0])} and {clean(asked[1])}", style="bold")
    if not (made.happenings or made.plans or made.chances):
        yield Text("The ledger knows of nothing between them.", style="italic")
        return
    for acting in (made.first_acting, made.second_acting):
        yield Text(_acting(acting, facts.register), style="dim")
    if made.by_year:
        yield heading("Cooperation and conflict by year")
        yield from _balance(made)
    if made.happenings:
        yield heading("What happened", len(made.happenings))
        yield happening_list(made.happenings, facts.register)
    if made.plans:
        yield heading("What was planned", len(made.plans))
        yield from reliability_lines(reliability(made.plans, facts.outcomes, today), None)
        yield Text()
        yield plan_list(made.plans, facts, today)
    if made.chances:
        yield heading("What is feared, wished for or asked for", len(made.chances))
        yield happening_list(made.chances, facts.register)
    yield Text()


def _acting(acting: tuple[tuple[str, int], ...], register: Register) -> str:
    named = [f"{clean(register.name(id))} {count}" for id, count in acting[:ACTING]]
    more = f" and {len(acting) - ACTING} more" if len(acting) > ACTING else ""
    return f"acting: {', '.join(named)}{more}"


def _balance(made: Dossier) -> Iterator[Text]:
    most = max(max(good, bad) for _, good, bad in made.by_year)
    for year, good, bad in made.by_year:
        left = "█" * round(BAR * good / most)
        right = "█" * round(BAR * bad / most)
        line = Text(f"{year}  ")
        line.append(f"{good:>4} ").append(f"{left:<{BAR}}", style="green")
        yield line.append(f" {bad:>4} ").append(right, style="red")
