"""Whether a report tells what became of a plan: that it came to pass, or that it will not or did not."""

from __future__ import annotations

from datetime import timedelta

from dragoman.ledger.cues import cues, read
from dragoman.ledger.days import days, told_on
from dragoman.ledger.matching import Family, Match, circumstances, family, total
from dragoman.ledger.parties import Agreement, agreement, parties
from dragoman.ledger.world import Feature, Telling
from dragoman.model import EventType, Status

FOLLOWS = 1.0
"""Features that add up to this tell of a plan's outcome.

Source: the project's own chains (`tests/chains`); outcomes start at 1.68.
"""

LATEST = 60
"""Units: days. What comes later after its time is another event."""

EARLIEST = 7
"""Units: days. What comes earlier before its time is another event."""

SPOKEN = 30
"""Units: days. A denial is of plans that are due so soon, or were so lately."""

BECOMES = {
    EventType.AGREE: frozenset({EventType.SUPPORT}),
    EventType.SUPPORT: frozenset({EventType.AGREE}),
    EventType.COOPERATE: frozenset({EventType.MOBILIZE}),
    EventType.MOBILIZE: frozenset({EventType.COOPERATE}),
    EventType.ASSAULT: frozenset({EventType.COERCE}),
    EventType.COERCE: frozenset({EventType.ASSAULT}),
}
"""As what a plan of a type may be told once it came to pass."""


CALLED_OFF = {
    EventType.REJECT: frozenset({EventType.CONSULT}),
    EventType.CONCEDE: frozenset({EventType.PROTEST}),
}
"""Plans of which types are called off by a report of a type: talks that are refused, strikes given up."""


def follows(plan: Telling, told: Telling) -> Match | None:
    """Return how well the second report fits the plan of the first as its outcome, or None where it cannot.

    The first is of status `planned`; the second happened, is under way, or is negated.
    """
    if family(plan) is not Family.PLAN or family(told) is not Family.FACT:
        return None
    kinds = plan.entry.event.type, told.entry.event.type
    negated = denies(told)
    if (
        kinds[0] is not kinds[1]
        and kinds[1] not in BECOMES.get(kinds[0], ())
        and not (kinds[0] in CALLED_OFF.get(kinds[1], ()) and calls_off(told))
    ):
        return None
    who = agreement(plan, told)
    if who.value < 0 or _too_few(plan, told):
        return None
    time = _denied(plan, told) if negated else _came(plan, told)
    if time is None:
        return None
    said = cues(plan), cues(told)
    other = negated and "visit" in {*plan.entry.event.modes} ^ {*told.entry.event.modes}
    manner = Feature("visit", -0.3 if other else 0.0, "one a visit, one not")
    kind = Feature("type", -0.2 if kinds[0] is not kinds[1] else 0.0, f"{kinds[0]} told as {kinds[1]}")
    return total((*_participants(who), kind, manner, time, *circumstances(plan, told, said, planned=True)))


def denies(telling: Telling) -> bool:
    """Return whether a report tells that something will not be, or was not, or is called off."""
    return telling.entry.event.status is Status.NEGATED or calls_off(telling)


def calls_off(telling: Telling) -> bool:
    """Return whether a report tells that talks, a visit or a strike are called off or put off."""
    if telling.entry.event.type not in CALLED_OFF:
        return False
    said = read(" ".join(quote.text for quote in telling.entry.event.quotes))
    return said.cancelled or said.postponed


def definite(telling: Telling) -> bool:
    """Return whether a report says when it happened, and not only that it did."""
    event = telling.entry.event
    return event.start is not None or event.status is Status.ONGOING


def _participants(found: Agreement) -> tuple[Feature, ...]:
    weight = round(2.4 * (found.value - 0.55), 3)
    features = [Feature("participants", weight, f"both name {found.words or 'nobody'}")]
    if found.persons:
        features.append(Feature("persons", 0.35, f"{found.persons} persons by name in both"))
    if found.codes > 1:
        features.append(Feature("states", 0.35, f"{found.codes} states or bodies in both"))
    return tuple(features)


def _too_few(plan: Telling, told: Telling) -> bool:
    """Return whether talks of many are told of two alone or the other way round, or talks as an arrival."""
    many = [len({p.entity.code for p in parties(t)}) > 2 for t in (plan, told)]
    modes = ["multilateral" in t.entry.event.modes for t in (plan, told)]
    if not many[0] and not many[1] and "visit" in {*told.entry.event.modes} - {*plan.entry.event.modes}:
        met = [{p.identity for p in parties(t) if p.named} for t in (plan, told)]
        if len(met[0]) > 1 and len(met[0] & met[1]) < 2:
            return not denies(told)
    if "multilateral" in plan.entry.event.modes and "visit" in told.entry.event.modes:
        return not denies(told)
    return (many[0] and modes[0] and not many[1] and not modes[1] and len(parties(told)) > 1) or (
        many[1] and modes[1] and not many[0] and not modes[0]
    )


def _came(plan: Telling, told: Telling) -> Feature | None:
    """Return what the days of a deed say of a plan, or None where it is another deed."""
    due, done = days(plan), days(told)
    announced, reported = told_on(plan), told_on(told)
    if announced and done.last and done.last < announced - timedelta(days=1):
        return None
    if announced and reported and reported < announced:
        return None
    if not definite(told):
        if due.first and reported and reported < due.first:
            return None
        return Feature("days", 0.1, "told as done after it was due")
    gap = due.gap(done)
    if not gap:
        known = due.known and (due.width or 0) <= LATEST
        return Feature("days", 0.6 if due.narrow else 0.4 if known else 0.2, "within its time")
    if due.last and done.first and done.first > due.last:
        return Feature("days", round(0.35 - gap / 100, 3), f"{gap} days late") if gap <= LATEST else None
    return Feature("days", 0.1, f"{gap} days early") if gap <= EARLIEST else None


def _denied(plan: Telling, told: Telling) -> Feature | None:
    """Return what the days of a denial say of a plan, or None where it denies something else."""
    due, denied = days(plan), days(told)
    announced, reported = told_on(plan), told_on(told)
    if announced and reported and reported < announced:
        return None
    if reported and due.last and (reported - due.last).days > SPOKEN:
        return None
    said = cues(told)
    if plan.entry.story.id == told.entry.story.id and not (said.cancelled or said.postponed):
        return None
    if definite(told) and due.gap(denied) > EARLIEST:
        return None
    if said.cancelled or said.postponed:
        return Feature("days", 0.4, "called off or put off while it was due")
    return Feature("days", 0.2, "denied while it was due")
