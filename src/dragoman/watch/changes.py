"""What is new about events since it was last told: an event, a changed field, a withdrawal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.export.view import Shown
from dragoman.ledger.watchbook import Told

_NEAR = 0.5
"""Parties shared, of all parties of both, from which two tellings of one chain may be one event."""


class Kind(StrEnum):
    """What there is to tell."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    """No story that stands tells it any more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed; empty where there is or was nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell."""

    kind: Kind
    event: Shown | None
    """None for what was withdrawn."""
    was: Told | None
    """What had been told of it."""
    differences: tuple[Difference, ...] = ()


def facts(event: Shown, today: date) -> dict[str, str]:
    """Return what is told of an event, by field; what only tells more of the same is no part of it."""
    found = {
        "type": event.type.value,
        "modes": ", ".join(sorted(event.modes)),
        "status": event.status.value,
        "actor": "; ".join(sorted({entity.code or entity.name for entity in event.actor})),
        "recipient": "; ".join(sorted({entity.code or entity.name for entity in event.recipient})),
        "start": event.start.isoformat() if event.start else "",
        "end": event.end.isoformat() if event.end else "",
        "place": event.place.name if event.place else "",
        "by": "; ".join(sorted({entity.name for entity in event.by})),
        "stance": event.stance.value if event.stance else "",
        "plan": event.plan.seen_from(today).value if event.plan else "",
    }
    for claim in event.claims:
        if claim.newest and claim.field not in found:
            key = f"claim: {claim.field}"
            found[key] = "; ".join(sorted({*filter(None, found.get(key, "").split("; ")), claim.value}))
    return {field: value for field, value in found.items() if value}


def notices(
    events: Sequence[Shown],
    wanted: Sequence[bool],
    told: Sequence[Told],
    chains: Mapping[str, str],
    today: date,
    touched: Collection[str],
) -> list[Notice]:
    """Return what there is to tell of these events, given what was told.

    `wanted` says of each event whether it is asked for; one that was told before is followed even where it no
    longer is. `chains` gives the chain of each story. What was told of stories of the chains `touched`, and
    is told by none of the events, is withdrawn; of others not all events are at hand.
    """
    pairs = paired(events, told, chains, today)
    found = []
    for n, event in enumerate(events):
        was = pairs.get(n)
        if was is None or not was.facts:
            if wanted[n]:
                found.append(Notice(Kind.NEW, event, was))
            continue
        changed = differences(was.facts, facts(event, today))
        if changed:
            found.append(Notice(Kind.CHANGED, event, was, changed))
    matched = {was.event_id for was in pairs.values()}
    gone = (
        was
        for was in told
        if was.facts and was.event_id not in matched and (was.pending or set(was.chains) & set(touched))
    )
    return [*found, *(Notice(Kind.WITHDRAWN, None, was) for was in gone)]


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return the fields in which two tellings differ, in order."""
    fields = dict.fromkeys((*before, *after))
    return tuple(
        Difference(field, before.get(field, ""), after.get(field, ""))
        for field in fields
        if before.get(field, "") != after.get(field, "")
    )


def paired(
    events: Sequence[Shown], told: Sequence[Told], chains: Mapping[str, str], today: date
) -> dict[int, Told]:
    """Return for each event, by its place, what was told of it; each telling goes to one event."""
    scored = []
    for n, event in enumerate(events):
        now = facts(event, today)
        for m, was in enumerate(told):
            if score := likeness(event, now, was, chains):
                scored.append((-score, m, n))
    found: dict[int, Told] = {}
    taken: set[int] = set()
    for _, m, n in sorted(scored):
        if n not in found and m not in taken:
            found[n] = told[m]
            taken.add(m)
    return found


def likeness(event: Shown, now: Mapping[str, str], was: Told, chains: Mapping[str, str]) -> float:
    """Return how much speaks for an event being the one that was told; 0 where it is another.

    The same id or a report that both have settles it. Else it is one of the same chain of versions, of the
    same type, with most parties in common; the same days, place, status and modes tell several such apart.
    """
    score = 0.0
    if event.id == was.event_id:
        score += 8
    if {report.event.id for report in event.reports} & set(was.reports):
        score += 6
    own = {chains.get(line.id, line.id) for line in event.stories}
    if was.facts and own & set(was.chains) and now.get("type") == was.facts.get("type"):
        shared = _shared(now, was.facts)
        if shared >= _NEAR:
            same = sum(now.get(f) == was.facts.get(f) for f in ("start", "end", "place", "status", "modes"))
            score += 1 + shared + same / 5
    return score


def _shared(now: Mapping[str, str], was: Mapping[str, str]) -> float:
    """Return the share of parties that two tellings have in common; 1 where neither names any."""
    sides = [
        {part for field in ("actor", "recipient") for part in told.get(field, "").split("; ") if part}
        for told in (now, was)
    ]
    every = sides[0] | sides[1]
    return len(sides[0] & sides[1]) / len(every) if every else 1.0
