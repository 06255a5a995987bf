"""Plans followed from story to story: opened, fixed, moved, called off, denied, fulfilled in time or late."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.ledger.cues import cues, read
from dragoman.ledger.days import Days, days, told_on
from dragoman.ledger.following import LATEST, calls_off, definite, denies
from dragoman.ledger.matching import Family, family
from dragoman.ledger.world import Happening, Plan, PlanState, Telling, Transition, Turn
from dragoman.model import EventType, Stance, Status
from dragoman.model.ids import content_hash

OPEN = Days(None, None)

_DENIES = re.compile(
    r"\b(den(y|ies|ied|ying|ial)|no plans?|not planned|untrue|baseless|unfounded|false|rumou?rs?)\b",
    re.IGNORECASE,
)

_NO_PLANS = re.compile(r"\bno (such )?(plans?|meeting|visit)\b|\bnot (planned|scheduled)\b", re.IGNORECASE)

_PUT_OFF = re.compile(
    r"\b(has|have|had|was|were|been|be|is|are)\s+(\w+ly\s+|again\s+)?"
    r"(postponed|put off|put back|delayed|deferred|rescheduled|pushed back)"
    r"|\b(postpon(es?|ed)|puts? off|delay(s|ed)|defer(s|red))\s+(the|a|an|his|her|its|their|next|this)\b",
    re.IGNORECASE,
)

_CALLED_OFF = re.compile(
    r"\b(has|have|had|was|were|been|is|are)\s+(\w+ly\s+)?(cancel+ed|called off|scrapped|abandoned|shelved)\b",
    re.IGNORECASE,
)

_STATES = {
    Turn.OPENED: PlanState.DUE,
    Turn.CONFIRMED: PlanState.DUE,
    Turn.MOVED: PlanState.DUE,
    Turn.REVIVED: PlanState.DUE,
    Turn.POSTPONED: PlanState.POSTPONED,
    Turn.CANCELLED: PlanState.CANCELLED,
    Turn.CONTRADICTED: PlanState.CONTRADICTED,
    Turn.FULFILLED: PlanState.FULFILLED,
    Turn.LATE: PlanState.LATE,
}

_HALTED = frozenset({PlanState.CANCELLED, PlanState.CONTRADICTED, PlanState.POSTPONED})
_HALTS = frozenset({Turn.POSTPONED, Turn.CONTRADICTED, Turn.CANCELLED})
_DROPPED = frozenset({PlanState.CANCELLED, PlanState.CONTRADICTED})
_ENDED = frozenset({PlanState.FULFILLED, PlanState.LATE})


@dataclass(frozen=True)
class Course:
    """A plan with all reports that may tell what became of it."""

    plan: Happening
    told: tuple[Telling, ...]
    """Its own reports."""
    answers: tuple[tuple[Telling, str, float], ...]
    """Reports of deeds and denials that fit it, each with the id of its happening and how well that fits."""
    visit: tuple[Telling, ...] = ()
    """Reports of other stories on the visit to which it belongs."""


def follow(
    happenings: Sequence[Happening], tellings: Mapping[str, Telling], pairs: Mapping[tuple[str, str], float]
) -> tuple[Plan, ...]:
    """Return the plans among these happenings, by id, each followed as far as the reports tell.

    `pairs` are the scores of a plan's report with a report that follows it, by their ids.
    """
    held = {member.report_id: h for h in happenings for member in h.members}
    fits: dict[tuple[str, str], float] = {}
    for (planned, told), score in pairs.items():
        if planned in held and told in held:
            key = held[planned].id, held[told].id
            fits[key] = max(score, fits.get(key, score))
    known = {h.id: h for h in happenings}
    denials = {h.id for h in happenings if denies(tellings[h.members[0].report_id])}
    fits = _shared_out(fits, known, denials)
    plans = []
    for h in happenings:
        if h.status is not Status.PLANNED or calls_off(tellings[h.members[0].report_id]):
            continue
        answers = [
            (tellings[m.report_id], told, fits[planned, told])
            for planned, told in sorted(fits)
            if planned == h.id
            for m in known[told].members
        ]
        own = tuple(tellings[m.report_id] for m in h.members)
        if all(_called_off_alone(t) or any(_at_once(t, deed) for deed, _, _ in answers) for t in own):
            continue
        plans.append(plan(Course(h, own, tuple(answers), _visits(h, happenings, tellings))))
    return tuple(sorted(plans, key=lambda p: p.id))


def _called_off_alone(telling: Telling) -> bool:
    """Return whether a report names a plan only to say that it may be called off: "cancelling his visit"."""
    return read(telling.entry.event.quotes[0].text).cancelled


def _at_once(planned: Telling, told: Telling) -> bool:
    """Return whether the same words tell a plan and that it came to pass: "arrived for a visit"."""
    if planned.entry.story.id != told.entry.story.id or denies(told):
        return False
    return planned.entry.event.quotes[0].span.overlaps(told.entry.event.quotes[0].span)


def _visits(
    mine: Happening, happenings: Sequence[Happening], tellings: Mapping[str, Telling]
) -> tuple[Telling, ...]:
    """Return what other stories tell of the visit during which talks are to be held: they move with it."""
    if "visit" in mine.modes:
        return ()
    stories = {m.story_id for m in mine.members}
    first = tellings[mine.members[0].report_id]
    found = []
    for other in happenings:
        if any(belong(first, tellings[m.report_id]) for m in other.members):
            found += [tellings[m.report_id] for m in other.members if m.story_id not in stories]
    return tuple(found)


def belong(a: Telling, b: Telling) -> bool:
    """Return whether one story plans talks and the visit during which they are to be held."""
    events = a.entry.event, b.entry.event
    if a.entry.story.id != b.entry.story.id or any(family(t) is not Family.PLAN for t in (a, b)):
        return False
    if any(event.type is not EventType.CONSULT for event in events):
        return False
    if ("visit" in events[0].modes) == ("visit" in events[1].modes):
        return False
    return bool(set(a.actor) & set(b.actor)) and not days(a).gap(days(b))


def _shared_out(
    fits: Mapping[tuple[str, str], float], known: Mapping[str, Happening], denials: set[str]
) -> dict[tuple[str, str], float]:
    """Return the fits without those by which one deed would fulfil two plans that one story tells apart."""
    kept: dict[tuple[str, str], float] = {}
    for (planned, told), score in sorted(fits.items(), key=lambda item: (-item[1], item[0])):
        mine = known[planned]
        rivals = [known[other] for other, deed in kept if deed == told]
        if told in denials or not any(_told_apart(mine, rival) for rival in rivals):
            kept[planned, told] = score
    return kept


def _told_apart(a: Happening, b: Happening) -> bool:
    """Return whether some story tells both plans as two of one kind."""
    stories = {m.story_id for m in a.members} & {m.story_id for m in b.members}
    return bool(stories) and ("visit" in a.modes) == ("visit" in b.modes)


def plan(course: Course) -> Plan:
    """Return the plan with its life so far."""
    opening = course.told[0]
    steps: list[Transition] = []
    outcome: str | None = None
    state, due = PlanState.DUE, OPEN
    events = {t.id: id for t, id, _ in course.answers}
    for telling in in_order(course):
        step = _step(telling, course, state, due, opened=bool(steps))
        if step is not None and telling in course.visit:
            step = _of_visit(step)
        if step is None or (state in _ENDED and step.turn is not Turn.FULFILLED):
            continue
        if step.turn in _HALTS and state in _HALTED:
            continue
        if state is PlanState.LATE:
            steps.pop()
        due = Days(step.due_start, step.due_end)
        state = _STATES[step.turn]
        steps.append(step)
        outcome = events.get(telling.id) if family(telling) is Family.FACT else None
        if state is PlanState.FULFILLED:
            break
    return Plan(
        id=content_hash("plan", opening.id),
        event_id=course.plan.id,
        type=course.plan.type,
        actor=course.plan.actor,
        recipient=course.plan.recipient,
        due_start=due.first,
        due_end=due.last,
        state=state,
        outcome=outcome,
        transitions=tuple(steps),
    )


def _of_visit(step: Transition) -> Transition | None:
    """Return the step that talks make when the visit to which they belong makes this one."""
    if step.turn not in (Turn.MOVED, Turn.POSTPONED):
        return None
    return replace(step, reason=f"{step.reason}, with the visit")


def in_order(course: Course) -> list[Telling]:
    """Return all reports in the order of their stories; within a day what was planned comes before what came
    of it, and within a story what was planned before what is planned now."""
    everything = (*course.told, *course.visit, *(t for t, _, _ in course.answers))
    ranks: dict[str, int] = {}
    for telling in everything:
        story = telling.entry.story.id
        ranks[story] = max(ranks.get(story, 0), _rank(telling))

    fits = {t.id: fit for t, _, fit in course.answers}

    def order(telling: Telling) -> tuple[date, int, str, int, float, int, str]:
        story = telling.entry.story.id
        within = -1 if family(telling) is Family.PLAN and cues(telling).former else _within(telling)
        start = telling.entry.event.quotes[0].span.start
        fit = -fits.get(telling.id, 0.0)
        return told_on(telling) or date.max, ranks[story], story, within, fit, start, telling.id

    return sorted(everything, key=order)


def _rank(telling: Telling) -> int:
    if family(telling) is Family.PLAN:
        return 0
    return 1 if denies(telling) else 2


def _within(telling: Telling) -> int:
    """Return the place of a report within its story: denials, plans, deeds."""
    return {0: 1, 1: 0, 2: 2}[_rank(telling)]


def _step(telling: Telling, course: Course, state: PlanState, due: Days, opened: bool) -> Transition | None:
    """Return the step that a report makes in the plan's life, or None if it makes none."""
    if family(telling) is Family.PLAN:
        return _announced(telling, course, state, due, opened)
    if not opened:
        return None
    if denies(telling):
        return None if _still_planned(telling, course) else _denied(telling, due)
    return _done(telling, course, due)


def _still_planned(telling: Telling, course: Course) -> bool:
    """Return whether the story of a denial also tells that the plan stands: it denies something else."""
    return any(
        t.entry.story.id == telling.entry.story.id and not (said.former or said.postponed or said.cancelled)
        for t in course.told
        for said in (cues(t),)
    )


def _announced(
    telling: Telling, course: Course, state: PlanState, due: Days, opened: bool
) -> Transition | None:
    """Return the step that an announcement makes."""
    given, said = days(telling), cues(telling)
    if not opened:
        return _transition(Turn.OPENED, telling, given, "announced")
    if said.former and _newer_beside(telling, course):
        return _transition(Turn.CONFIRMED, telling, due, "as it was planned before")
    if _CALLED_OFF.search(_onward(telling)):
        return _transition(Turn.CANCELLED, telling, due, "called off")
    if _NO_PLANS.search(telling.sentence):
        return _transition(Turn.CONTRADICTED, telling, due, "denied")
    if state in _DROPPED:
        return _transition(Turn.REVIVED, telling, given, "announced anew")
    if said.postponed and not given.known:
        return _transition(Turn.POSTPONED, telling, OPEN, "put off without a new day")
    if due.gap(given):
        return _transition(Turn.MOVED, telling, given, _moved(due, given))
    words = telling.sentence or telling.entry.event.quotes[0].text
    if due.known and due == given and _PUT_OFF.search(words):
        return _transition(Turn.POSTPONED, telling, OPEN, "put off without a new day")
    if not given.known:
        return _transition(Turn.CONFIRMED, telling, due, "told again")
    if state is PlanState.POSTPONED:
        return _transition(Turn.MOVED, telling, given, "a new day after it was put off")
    narrower = due.meet(given)
    words = "told again" if narrower == due else "its time is fixed more closely"
    return _transition(Turn.CONFIRMED, telling, narrower, words)


def _onward(telling: Telling) -> str:
    """Return the sentence of a report from the quotation on."""
    quote = " ".join(telling.entry.event.quotes[0].text.split())
    return telling.sentence[max(telling.sentence.find(quote), 0) :] or quote


def _newer_beside(telling: Telling, course: Course) -> bool:
    """Return whether the report's story also tells the plan as it stands now."""
    return any(
        t.entry.story.id == telling.entry.story.id and not cues(t).former
        for t in course.told
        if t is not telling
    )


def _moved(due: Days, given: Days) -> str:
    how = "brought forward" if given.last and due.first and given.last < due.first else "moved"
    return f"{how} from {_words(due)} to {_words(given)}"


def _words(stretch: Days) -> str:
    if stretch.first == stretch.last and stretch.first:
        return stretch.first.isoformat()
    return f"{stretch.first or '…'} – {stretch.last or '…'}"


def _denied(telling: Telling, due: Days) -> Transition:
    """Return the step that a denial makes."""
    said, told = cues(telling), told_on(telling)
    words = " ".join((telling.sentence, *(q.text for q in telling.entry.event.quotes)))
    if said.postponed and not said.cancelled:
        return _transition(Turn.POSTPONED, telling, OPEN, "put off")
    if said.cancelled:
        return _transition(Turn.CANCELLED, telling, due, "called off")
    if told and due.last and told > due.last:
        return _transition(Turn.CONTRADICTED, telling, due, "told not to have come to pass")
    if telling.entry.event.stance is Stance.DENIES or _DENIES.search(words):
        return _transition(Turn.CONTRADICTED, telling, due, "denied")
    return _transition(Turn.CANCELLED, telling, due, "told not to take place")


def _done(telling: Telling, course: Course, due: Days) -> Transition | None:
    """Return the step that a deed makes, or None if it is none of the plan's."""
    done, told = days(telling), told_on(telling)
    announced = told_on(course.told[0])
    if course.told[0].chain == telling.chain:
        return None  # the story that announces it tells of another deed
    if not definite(telling):
        if any(t.entry.story.id == telling.entry.story.id for t in course.told):
            return None
        if due.first and told and told < due.first:
            return None
        if due.last and told and (told - due.last).days > LATEST:
            return None
        return _transition(
            Turn.FULFILLED, telling, due, f"told as done on {told}" if told else "told as done"
        )
    if announced and done.last and done.last < announced - timedelta(days=1):
        return None
    gap = due.gap(done)
    if gap and due.last and done.first and done.first > due.last:
        late = f"{gap} {'day' if gap == 1 else 'days'} after its time"
        return _transition(Turn.LATE, telling, due, late) if gap <= LATEST else None
    early = f"{gap} {'day' if gap == 1 else 'days'} before its time" if gap else "in its time"
    return _transition(Turn.FULFILLED, telling, due, early)


def _transition(turn: Turn, telling: Telling, due: Days, reason: str) -> Transition:
    event = telling.entry.event
    return Transition(
        turn=turn,
        day=told_on(telling),
        report_id=telling.id,
        story_id=telling.entry.story.id,
        due_start=due.first,
        due_end=due.last,
        reason=reason,
        quote=event.quotes[0],
    )


def answered(happening: Happening, plans: Sequence[Plan]) -> Happening:
    """Return a happening with the plan that it opened or answered, if any."""
    own = [p.id for p in plans if happening.id in (p.event_id, p.outcome)]
    return replace(happening, plan=own[0]) if own else happening
