"""Whether two reports tell of the same event: a list of features, each with its weight and its reason."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from dragoman.ledger.cues import Cues, cues
from dragoman.ledger.days import BROAD, Days, days, told_on
from dragoman.ledger.identity import block
from dragoman.ledger.parties import agreement, codes, parties
from dragoman.ledger.places import SAME_PLACE, whereabouts
from dragoman.ledger.world import Feature, Telling
from dragoman.model import EntityKind, EventType, Status

SAME = 1.3
"""Two reports whose features add up to this tell of the same event.

Source: the project's own chains (`tests/chains`); pairs of one event start at 1.46, of two end at 1.16.
"""

REMOTE = 3
"""Units: days. Acts that lie as far apart are two."""

ONE_PLAN = 120
"""Units: days. A plan moved further without a word of postponement is another plan."""

PUT_OFF = 400
"""Units: days. No plan is put off for longer."""


class Family(StrEnum):
    """What a status says of an event; reports of one family can be one event."""

    FACT = "fact"
    """Happened, under way, or denied: conflicting claims on one event."""
    PLAN = "plan"
    CHANCE = "chance"


_FAMILIES = {
    Status.HAPPENED: Family.FACT,
    Status.ONGOING: Family.FACT,
    Status.NEGATED: Family.FACT,
    Status.PLANNED: Family.PLAN,
    Status.POSSIBLE: Family.CHANCE,
}


@dataclass(frozen=True, slots=True)
class Match:
    """How far two reports fit each other."""

    score: float
    """The sum of the features' weights."""
    features: tuple[Feature, ...]

    @property
    def probability(self) -> float:
        """Return the score as 0..1; half at the threshold."""
        return round(1 / (1 + math.exp(-2 * (self.score - SAME))), 3)


def family(telling: Telling) -> Family:
    """Return what the status of a report says."""
    return _FAMILIES[telling.entry.event.status]


def keys(telling: Telling) -> frozenset[str]:
    """Return the keys of the blocks in which a report is compared; two that share none are never compared.

    A block holds one type, and two states, one participant, or one state within a day or two; and a time.
    """
    event = telling.entry.event
    acting = sorted(codes(telling))
    two = [f"{x}+{y}" for x, y in combinations(acting, 2)]
    story = telling.entry.story.id
    who = [*two, *(block(p.entity, story) for p in parties(telling) if p.entity.kind is not EntityKind.STATE)]
    if len(acting) == 1 and (event.type in _RARE or family(telling) is Family.PLAN or _called_off(telling)):
        who += acting
    place = telling.entry.place
    near = [*acting, *([place.country or place.name] if place else [])]
    times = [(name, season) for name in who for season in _seasons(telling)]
    times += [(name, pair) for name in near for pair in _pairs_of_days(telling)]
    kinds = [_KINDS.get(event.type, event.type.value)]
    if event.type is EventType.REJECT:
        kinds.append(EventType.CONSULT.value)  # talks are called off
    elif event.type is EventType.CONCEDE:
        kinds.append(EventType.PROTEST.value)  # and strikes
    return frozenset(f"{kind}|{name}|{time}" for kind in kinds for name, time in times)


def _called_off(telling: Telling) -> bool:
    """Return whether a report tells that something will not be; any plan of its state may be meant."""
    if family(telling) is not Family.FACT:
        return False
    said = cues(telling)
    return said.cancelled or said.postponed


_RARE = frozenset(
    {
        EventType.CONSULT,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
        EventType.SANCTION,
        EventType.MOBILIZE,
    }
)
"""Types of which one state alone has so few in two months that all can be compared."""

LONG = 61
"""Units: days. So much later what was planned may still come to pass, or be put off to."""

_KINDS = {
    EventType.SUPPORT: "AGREE",
    EventType.COERCE: "ASSAULT",
    EventType.COOPERATE: "MOBILIZE",
}
"""Types that stand in one block, since a plan of one can come to pass as the other."""


def _seasons(telling: Telling) -> Iterable[str]:
    """Yield the overlapping two-month stretches of a report: those of its story and of its days."""
    found = {d for d in (told_on(telling), telling.entry.event.start, telling.entry.event.end) if d}
    if found and (family(telling) is Family.PLAN or cues(telling).postponed):
        found.add(max(found) + timedelta(days=LONG))
    for day in found:
        month = day.year * 12 + day.month
        yield f"m{month // 2}"
        yield f"n{(month + 1) // 2}"


def _pairs_of_days(telling: Telling) -> Iterable[str]:
    """Yield the overlapping pairs of days that a narrow report touches; of an act in a town that is told
    without its day those of its story.
    """
    when, told, place = days(telling), told_on(telling), telling.entry.place
    touched = {day.toordinal() for day in (when.first, when.last) if day and when.first and when.narrow}
    if not touched and told and family(telling) is Family.FACT and place and place.kind is EntityKind.PLACE:
        touched = {told.toordinal()}
    for day in touched:
        yield f"d{day // 2}"
        yield f"e{(day + 1) // 2}"


def match(a: Telling, b: Telling) -> Match | None:
    """Return how far two reports tell of one event, or None where they cannot.

    It is the same whichever report comes first.
    """
    if _order(b) < _order(a):
        a, b = b, a
    if a.entry.event.type is not b.entry.event.type or family(a) is not family(b):
        return None
    said = cues(a), cues(b)
    if a.entry.story.id == b.entry.story.id and not _twice_told(a, b, said):
        return None
    if _of_a_plan(a, b) or _of_a_plan(b, a):
        return None
    time = _plan_days(a, b, said) if family(a) is not Family.FACT else _fact_days(a, b)
    who = _who(a, b)
    if time is None or who is None:
        return None
    return total((*who, time, *circumstances(a, b, said)))


def excluded(a: Telling, b: Telling) -> bool:
    """Return whether two reports cannot be of one event even if a third fits both.

    Two plans of other days can be: the one plan was moved meanwhile.
    """
    if a.entry.event.type is not b.entry.event.type or family(a) is not family(b):
        return True
    if a.entry.story.id == b.entry.story.id and not _twice_told(a, b, (cues(a), cues(b))):
        return True
    if family(a) is Family.FACT and days(a).gap(days(b)) >= REMOTE:
        return True
    if _of_a_plan(a, b) or _of_a_plan(b, a):
        return True
    return agreement(a, b).value < 0


def _of_a_plan(denial: Telling, deed: Telling) -> bool:
    """Return whether the first tells that something planned will not be, and not that the deed never was."""
    status = Status.NEGATED
    if denial.entry.event.status is not status or deed.entry.event.status is status:
        return False
    said, told, done = cues(denial), told_on(denial), days(deed).first
    return said.cancelled or said.postponed or (told is not None and done is not None and told < done)


def total(features: Iterable[Feature]) -> Match:
    """Return the features with the sum of their weights."""
    told = tuple(f for f in features if f.weight)
    return Match(round(sum(f.weight for f in told), 3), told)


def _order(telling: Telling) -> tuple[date, str]:
    return told_on(telling) or date.max, telling.id


def _twice_told(a: Telling, b: Telling, said: tuple[Cues, Cues]) -> bool:
    """Return whether one story enters one plan twice: by the same words, or as it was and as it is."""
    if family(a) is not Family.PLAN or {"phone"} & (set(a.entry.event.modes) ^ set(b.entry.event.modes)):
        return False
    mine, theirs = ({*t.actor, *t.recipient} for t in (a, b))
    if not (mine <= theirs or theirs <= mine):
        return False
    if a.entry.event.quotes[0].span.overlaps(b.entry.event.quotes[0].span):
        return "visit" not in {*a.entry.event.modes} ^ {*b.entry.event.modes}
    return a.entry.event.modes == b.entry.event.modes and (
        said[0].postponed or said[1].postponed or said[0].former or said[1].former
    )


def _who(a: Telling, b: Telling) -> tuple[Feature, ...] | None:
    found = agreement(a, b)
    if found.value < 0:
        return None
    weight = 2.4 * (found.value - 0.55)
    features = [Feature("participants", round(weight, 3), f"both name {found.words or 'nobody'}")]
    if found.persons:
        bonus = 0.35 if found.persons == 1 else 0.55
        features.append(Feature("persons", bonus, f"{found.persons} persons by name in both"))
    if found.codes > 1:
        features.append(Feature("states", 0.35, f"{found.codes} states or bodies in both"))
    elif not found.persons and not (days(a).narrow and days(b).narrow) and not _one_scene(a, b):
        features.append(Feature("alone", -0.4, "one participant alone, and no day"))
    return tuple(features)


def _one_scene(a: Telling, b: Telling) -> bool:
    """Return whether two acts are told of one town within days: a toll that rose names no day of the act."""
    if family(a) is not Family.FACT or a.entry.place is None or b.entry.place is None:
        return False
    towns = all(place.kind is EntityKind.PLACE for place in (a.entry.place, b.entry.place))
    first, second = told_on(a), told_on(b)
    if not towns or whereabouts(a.entry.place, b.entry.place).weight < SAME_PLACE:
        return False
    return first is not None and second is not None and abs((first - second).days) < REMOTE


def _fact_days(one: Telling, other: Telling) -> Feature | None:
    """Return what the days of two acts say, or None where they lie too far apart."""
    a, b = days(one), days(other)
    gap = a.gap(b)
    if gap >= REMOTE:
        return None
    if gap:
        return Feature("days", -0.1 if gap == 1 else -0.6, f"{gap} days apart")
    if a.narrow and b.narrow:
        return Feature("days", 0.6, "on the same day")
    if a.narrow or b.narrow:
        wide = b if a.narrow else a
        if wide.width is not None and wide.width <= BROAD:
            return Feature("days", 0.4, "a day within the other's days")
        if _one_scene(one, other):
            return Feature("days", 0.4, "told of one town within days")
        return Feature("days", 0.05, "a day within a long time")
    return Feature("days", 0.1, "their times overlap")


def _plan_days(a: Telling, b: Telling, said: tuple[Cues, Cues]) -> Feature | None:
    """Return what the days of two plans say, `a` told first; None where the second is another plan."""
    due, later = days(a), days(b)
    gap = due.gap(later)
    moved = said[1].postponed or said[0].postponed
    if not gap:
        if due.narrow and later.narrow:
            return Feature("days", 0.6, "due on the same day")
        if due.known and later.known:
            return Feature("days", 0.4, "due at the same time")
        if _reach(due, later) > ONE_PLAN:
            return None
        return Feature("days", 0.2, "the day was left open")
    told = told_on(b)
    pending = due.last is not None and told is not None and told <= due.last + timedelta(days=1)
    if moved and gap <= PUT_OFF:
        return Feature("days", 0.3, f"put off or brought forward by {gap} days")
    if pending and gap <= ONE_PLAN:
        return Feature("days", 0.05, f"moved by {gap} days while it was still due")
    return None


def _reach(a: Days, b: Days) -> int:
    """Return how far the known ends of two overlapping stretches lie apart at most."""
    ends = [day for day in (a.first, a.last, b.first, b.last) if day]
    return (max(ends) - min(ends)).days if ends else 0


def circumstances(
    a: Telling, b: Telling, said: tuple[Cues, Cues], planned: bool = False
) -> tuple[Feature, ...]:
    """Return what manner, place and words of two reports say.

    `planned` tells that the first is the plan of which the second may be the outcome: manners differ then.
    """
    return (_manner(a, b, planned), whereabouts(a.entry.place, b.entry.place), _words(a, b, said))


_BOMBER = frozenset({"suicide-attack", "explosives"})


def _manner(a: Telling, b: Telling, planned: bool) -> Feature:
    mine, theirs = set(a.entry.event.modes), set(b.entry.event.modes)
    apart = mine ^ theirs
    if apart == _BOMBER and mine & _BOMBER and theirs & _BOMBER:
        return Feature("manner", 0.1, "a suicide attack with explosives")
    if not apart:
        return Feature("manner", 0.2 if mine else 0.0, f"both {'/'.join(sorted(mine))}")
    if "phone" in apart:
        return Feature("manner", -0.4 if planned else -0.8, "one by telephone")
    if "multilateral" in apart and abs(len(parties(a)) - len(parties(b))) > 1:
        return Feature("manner", -0.9, "one between many, one between two")
    if "visit" in apart and not planned:
        return Feature("manner", -0.35, "one a visit, one not")
    return Feature("manner", -0.1, f"differ in {'/'.join(sorted(apart))}")


def _words(a: Telling, b: Telling, said: tuple[Cues, Cues]) -> Feature:
    names = {w[:6] for t in (a, b) for e in t.entry.entities for w in e.name.casefold().split()}
    mine, theirs = (c.topic - names for c in said)
    shared = mine & theirs
    if shared:
        share = len(shared) / min(len(mine), len(theirs))
        weight = min(0.15 * len(shared), 0.6) * min(1.0, share + 0.4)
        return Feature("words", round(weight, 3), f"both speak of {', '.join(sorted(shared)[:6])}")
    if len(mine) > 3 and len(theirs) > 3:
        return Feature("words", -0.2, "no telling word in common")
    return Feature("words", 0.0, "")
