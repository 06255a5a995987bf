"""One happening out of the reports that tell of it: for each field the best that they give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.ledger.claims import claims
from dragoman.ledger.days import Days, days, told_on
from dragoman.ledger.matching import Match, match
from dragoman.ledger.parties import party
from dragoman.ledger.world import Happening, Membership, Telling
from dragoman.model import Entity, Stance, Status
from dragoman.model.ids import content_hash

ALONE = Match(0.0, ())


def happening(group: Sequence[Telling], known: Mapping[tuple[str, str], Match]) -> Happening:
    """Return the happening that these reports tell of; `known` are the matches of pairs of them."""
    told = in_order(group)
    first, best = told[0], _best(told)
    when = _when(told)
    agencies = {t.source for t in told}
    return Happening(
        id=content_hash("happening", first.id),
        type=first.entry.event.type,
        modes=_common([t.entry.event.modes for t in told]),
        contexts=_common([t.entry.event.contexts for t in told]),
        actor=_parties(told, best, "actor"),
        recipient=_parties(told, best, "recipient"),
        status=status(told),
        start=when.first,
        end=when.last,
        place=_place(told),
        reports=tuple(t.entry for t in told),
        members=tuple(_member(t, told, known) for t in told),
        sources=len(agencies),
        first_reported=told_on(first),
        last_reported=max((day for t in told if (day := told_on(t))), default=None),
        confidence=_confidence(told),
        optional=all(t.entry.event.optional for t in told),
        claims=claims(told),
    )


def in_order(group: Sequence[Telling]) -> list[Telling]:
    """Return reports by the day of their stories."""
    return sorted(group, key=lambda t: (told_on(t) or date.max, t.entry.story.id, t.id))


def status(told: Sequence[Telling]) -> Status:
    """Return what the reports as a whole say: an agency's own voice counts twice, a denial nothing."""

    def weight(value: Status) -> tuple[int, int, date]:
        mine = [t for t in told if t.entry.event.status is value]
        own = {t.source for t in mine if not t.entry.event.by and t.entry.event.stance is not Stance.DENIES}
        sources = {t.source for t in mine if t.entry.event.stance is not Stance.DENIES}
        return len(own) * 2 + len(sources), len(mine), max(told_on(t) or date.min for t in mine)

    values = sorted({t.entry.event.status for t in told}, key=lambda s: (weight(s), s.value), reverse=True)
    if values[0] is Status.ONGOING and Status.HAPPENED in values:
        newest = max(told, key=lambda t: (told_on(t) or date.min, t.id)).entry.event.status
        return newest if newest is Status.HAPPENED else Status.ONGOING
    return values[0]


def _best(told: Sequence[Telling]) -> Telling:
    """Return the report that names most and is surest."""
    return max(
        told,
        key=lambda t: (
            len(t.entry.actor) + len(t.entry.recipient),
            sum(party(t, e).named for e in (*t.entry.actor, *t.entry.recipient)),
            t.entry.event.confidence,
            t.id,
        ),
    )


def _common(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the values that half of the reports that give any have."""
    given = [values for values in lists if values]
    counts = Counter(value for values in given for value in values)
    return tuple(sorted(value for value, n in counts.items() if 2 * n >= len(given)))


def _when(told: Sequence[Telling]) -> Days:
    """Return the days on which most sources agree, the narrowest of them first, then the newest."""
    votes: dict[Days, set[str]] = {}
    for t in told:
        votes.setdefault(days(t), set()).add(t.source)
    newest = {days(t): told_on(t) or date.min for t in told}

    def order(when: Days) -> tuple[bool, int, int, date]:
        support = len({s for other, sources in votes.items() if not when.gap(other) for s in sources})
        return when.known, support, -(when.width or 0), newest[when]

    return max(sorted(votes, key=lambda d: (d.first or date.min, d.last or date.max)), key=order)


def _place(told: Sequence[Telling]) -> Entity | None:
    """Return the place that most reports give; of as many the most specific."""
    places = [t.entry.place for t in told if t.entry.place]
    counts = Counter(p.name for p in places)
    return max(places, key=lambda p: (p.kind.value == "place", counts[p.name], p.name), default=None)


def _parties(told: Sequence[Telling], best: Telling, side: str) -> tuple[str, ...]:
    """Return the identities on one side: those of the fullest report, and those that most reports name."""
    of = [getattr(t, side) for t in told]
    counts = Counter(identity for identities in of for identity in identities)
    mine: list[str] = list(getattr(best, side))
    other = set(best.recipient if side == "actor" else best.actor)
    mine += sorted(i for i, n in counts.items() if i not in mine and i not in other and 2 * n > len(told))
    return tuple(mine)


def _member(telling: Telling, told: Sequence[Telling], known: Mapping[tuple[str, str], Match]) -> Membership:
    """Return why a report belongs to the others: its best match among them."""
    found = []
    for other in told:
        if other is not telling:
            made = known.get((min(telling.id, other.id), max(telling.id, other.id))) or match(telling, other)
            if made:
                found.append((made.score, other.id, made))
    best = max(found, default=(0.0, "", ALONE), key=lambda item: item[:2])[2]
    score = 1.0 if telling is told[0] else best.probability
    return Membership(telling.id, telling.entry.story.id, score, best.features)


def _confidence(told: Sequence[Telling]) -> float:
    """Return the best report's confidence, raised by each further independent source as by a witness."""
    best: dict[str, float] = {}
    for t in told:
        best[t.source] = max(best.get(t.source, 0.0), t.entry.event.confidence)
    doubt = 1.0
    for value in sorted(best.values(), reverse=True):
        doubt *= 1 - value
    return round(1 - doubt, 4)
