"""Plans as pages for a terminal: the agenda by day, and what came of what was announced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.page import DAYS_WIDTH, SHORT_ID, Quotation, heading
from dragoman.export.wording import clean, day_words, days_words, trim
from dragoman.ledger.agenda import Reliability
from dragoman.ledger.entry import StoryLine
from dragoman.ledger.register import Register
from dragoman.ledger.world import Happening, Plan, PlanState, Transition, Turn
from dragoman.model import Status

STATE_WORDS = {
    PlanState.DUE: "due",
    PlanState.FULFILLED: "came to pass",
    PlanState.LATE: "came to pass late",
    PlanState.POSTPONED: "put off",
    PlanState.CANCELLED: "called off",
    PlanState.CONTRADICTED: "denied",
    PlanState.UNREPORTED: "nothing reported since",
}

_STYLES = {
    PlanState.FULFILLED: "green",
    PlanState.LATE: "yellow",
    PlanState.POSTPONED: "yellow",
    PlanState.CANCELLED: "red",
    PlanState.CONTRADICTED: "red",
    PlanState.UNREPORTED: "magenta",
}

TURN_WORDS = {
    Turn.OPENED: "announced",
    Turn.CONFIRMED: "told again",
    Turn.MOVED: "moved",
    Turn.POSTPONED: "put off",
    Turn.CANCELLED: "called off",
    Turn.CONTRADICTED: "denied",
    Turn.REVIVED: "announced anew",
    Turn.FULFILLED: "came to pass",
    Turn.LATE: "came to pass late",
}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What a page of plans draws on."""

    register: Register
    outcomes: Mapping[str, Happening]
    stories: Mapping[str, StoryLine]


def agenda_page(
    plans: Sequence[Plan], facts: PlanFacts, today: date, first: date
) -> Iterator[RenderableType]:
    """Yield the agenda: plans under the first day on which they can be due, those without a day last."""
    if not plans:
        yield Text(f"Nothing is known to be due from {day_words(first)} on.", style="italic")
        yield Text("An earlier --from shows what was due before.", style="dim")
        return
    for words, group in groupby(plans, key=_under):
        held = list(group)
        yield heading(words, len(held))
        yield plan_list(held, facts, today)
    yield Text()


def plan_list(plans: Sequence[Plan], facts: PlanFacts, today: date) -> RenderableType:
    """Return plans one under the other: state and id, then what, who and what was told last."""
    return _table([(_state(plan, today), _plan(plan, facts, with_steps=False)) for plan in plans])


def outcomes_page(
    plans: Sequence[Plan], facts: PlanFacts, kept: Reliability, today: date, actor: str | None
) -> Iterator[RenderableType]:
    """Yield how well announcements were kept, then the plans, each with the steps of its life."""
    yield from reliability_lines(kept, actor)
    for state in PlanState:
        held = [plan for plan in plans if plan.seen_from(today) is state]
        if held:
            words = STATE_WORDS[state]
            yield heading(f"{words[0].upper()}{words[1:]}", len(held))
            yield _table([(_due(plan), _plan(plan, facts, with_steps=True)) for plan in held])
    yield Text()


def reliability_lines(kept: Reliability, actor: str | None) -> Iterator[RenderableType]:
    """Yield in words how much of what was announced came to pass, and how late."""
    whom = f" with {clean(actor)}" if actor else ""
    noun = "plan" if kept.announced == 1 else "plans"
    yield Text(f"{kept.announced} {noun}{whom}: {_counts(kept)}", style="bold")
    if kept.rate is not None:
        late = kept.median_days_late
        words = f"{kept.rate:.0%} of {kept.decided} whose time is over or that were decided came to pass"
        if late:
            words += f"; in the median {late:g} days after the day first announced"
        yield Text(words)


def _counts(kept: Reliability) -> str:
    counts = (
        (kept.fulfilled, "came to pass"),
        (kept.late, "late"),
        (kept.due, "still due"),
        (kept.postponed, "put off"),
        (kept.cancelled, "called off"),
        (kept.contradicted, "denied"),
        (kept.unreported, "unreported"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count) or "none"


def _under(plan: Plan) -> str:
    """Return under which heading a plan stands."""
    if plan.due_start and plan.due_end and (plan.due_end - plan.due_start).days > 0:
        return days_words(plan.due_start, plan.due_end, Status.PLANNED)
    if plan.due_start and plan.due_end:
        return day_words(plan.due_start)
    if plan.due_start or plan.due_end:
        words = days_words(plan.due_start, plan.due_end, Status.PLANNED)
        return f"{words[0].upper()}{words[1:]}"
    return "Without a day"


def _table(rows: Sequence[tuple[Text, RenderableType]]) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=DAYS_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    for n, (left, right) in enumerate(rows):
        if n:
            table.add_row()
        table.add_row(left, right)
    return table


def _state(plan: Plan, today: date) -> Text:
    state = plan.seen_from(today)
    text = Text(STATE_WORDS[state], style=_STYLES.get(state, ""))
    return text.append(f"\n{plan.id[:SHORT_ID]}", style="dim")


def _due(plan: Plan) -> Text:
    words = days_words(plan.due_start, plan.due_end, Status.PLANNED)
    if len(words) > DAYS_WIDTH:
        words = words.replace(" – ", " –\n")
    return Text(f"{words}\n").append(plan.id[:SHORT_ID], style="dim")


def _plan(plan: Plan, facts: PlanFacts, *, with_steps: bool) -> RenderableType:
    lines: list[RenderableType] = [Text(plan.type.value, style="bold cyan"), _parties(plan, facts)]
    if with_steps:
        lines += [line for step in plan.transitions for line in _step(step, facts)]
        return Group(*lines)
    last = plan.transitions[-1]
    lines.append(Quotation(clean(last.quote.text)))
    told = TURN_WORDS[last.turn] if last.turn is not Turn.OPENED else "announced"
    lines.append(Text(f"{told} · {_story(last, facts)}", style="dim"))
    if deed := facts.outcomes.get(plan.outcome or ""):
        lines.append(Text(f"{STATE_WORDS[plan.state]}: {_when(deed)}", style=_STYLES.get(plan.state, "")))
    return Group(*lines)


def _when(deed: Happening) -> str:
    return days_words(deed.start, deed.end, deed.status)


def _parties(plan: Plan, facts: PlanFacts) -> Text:
    text = Text(names(plan.actor, facts.register) or "unnamed")
    if plan.recipient:
        text.append(" → ", style="dim").append(names(plan.recipient, facts.register))
    return text


def names(ids: Sequence[str], register: Register) -> str:
    """Return identities as an enumeration, each with the code of whom it acts for."""
    words = []
    for id in ids:
        known = register.get(id)
        code = f" ({clean(known.code)})" if known and known.code else ""
        words.append(f"{clean(register.name(id))}{code}")
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""


def _step(step: Transition, facts: PlanFacts) -> Iterator[RenderableType]:
    when = day_words(step.day) if step.day else "day unknown"
    words, reason = TURN_WORDS[step.turn], clean(step.reason)
    told = reason if reason.startswith(words) else f"{words} · {reason}"
    yield Text(f"{told} · {when}{_agency(step, facts)}", style="dim")
    yield Quotation(clean(step.quote.text))


def _agency(step: Transition, facts: PlanFacts) -> str:
    line = facts.stories.get(step.story_id)
    return f" · {clean(line.agency)}" if line and line.agency else ""


def _story(step: Transition, facts: PlanFacts) -> str:
    line = facts.stories.get(step.story_id)
    day = day_words(step.day) if step.day else None
    head = trim(clean(line.headline), 50) if line and line.headline else step.story_id[:SHORT_ID]
    return " · ".join(
        part for part in (clean(line.agency) if line and line.agency else None, day, head) if part
    )
