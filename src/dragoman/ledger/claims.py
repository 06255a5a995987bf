"""What reports of one happening claim, side by side: tolls, days, places, who did it, whether it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.ledger.days import told_on
from dragoman.ledger.names import fold
from dragoman.ledger.tolls import tolls
from dragoman.ledger.world import Claim, Telling
from dragoman.model import Entity, EntityKind, EventType

VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE})
"""Types whose reports count people."""


def claims(told: Sequence[Telling]) -> tuple[Claim, ...]:
    """Return what reports of one happening claim, by field and day; but for tolls, where they differ."""
    fields: dict[str, list[Claim]] = defaultdict(list)
    for telling in told:
        for claim in _all(telling):
            fields[claim.field].append(claim)
    kept = []
    for field in sorted(fields):
        held = fields[field]
        if field in _COMPARED and not _differ({claim.value for claim in held}):
            continue
        kept += _weighed(held)
    return tuple(kept)


_COMPARED = frozenset({"day", "place", "status", "actor", "recipient"})
"""Fields that are claims only where reports differ."""


def _differ(values: set[str]) -> bool:
    """Return whether claims differ: a list that leaves some out contradicts none that names them."""
    lists = sorted((set(value.split(", ")) for value in values), key=len)
    return any(not mine <= lists[-1] for mine in lists)


def _all(telling: Telling) -> Iterator[Claim]:
    """Yield what one report claims."""
    event, entry = telling.entry.event, telling.entry
    if event.type in VIOLENT:
        for field, value, words in _numbers(telling):
            yield _claim(telling, field, value, words)
    quote = event.quotes[0].text
    yield _claim(telling, "status", event.status.value, quote)
    if event.start and event.end and (event.end - event.start).days < 2:
        first, last = event.start.isoformat(), event.end.isoformat()
        yield _claim(telling, "day", first if first == last else f"{first}/{last}", quote)
    if entry.place and entry.place.kind is not EntityKind.STATE:
        yield _claim(telling, "place", entry.place.name, quote)
    for field, parties in (("actor", entry.actor), ("recipient", entry.recipient)):
        if parties:
            yield _claim(telling, field, _sides(parties), quote)


def _sides(parties: Sequence[Entity]) -> str:
    """Return for whom participants act, as comparable text."""
    return ", ".join(sorted({entity.code or entity.name for entity in parties}))


def _numbers(telling: Telling) -> Iterator[tuple[str, str, str]]:
    """Yield the tolls of a report: from its quotations, else from the sentence around the fullest."""
    seen: set[str] = set()
    for text in (*(q.text for q in telling.entry.event.quotes), telling.sentence):
        for toll in tolls(text):
            if toll.field not in seen:
                seen.add(toll.field)
                yield toll.field, toll.value, toll.words


def _claim(telling: Telling, field: str, value: str, words: str) -> Claim:
    return Claim(
        field=field,
        value=value,
        by=tuple(e.name for e in telling.entry.by),
        agency=telling.entry.story.agency,
        as_of=told_on(telling),
        story_id=telling.entry.story.id,
        report_id=telling.id,
        source=telling.source,
        quote=words,
    )


def _weighed(held: Sequence[Claim]) -> list[Claim]:
    """Return the claims on one field by day, the newest and the most widely told of them marked."""
    sources: dict[str, set[str]] = defaultdict(set)
    for claim in held:
        sources[fold(claim.value) or claim.value].add(claim.source)
    newest = max((claim.as_of for claim in held if claim.as_of), default=None)
    most = max(len(found) for found in sources.values())
    return sorted(
        (
            replace(
                claim,
                newest=newest is not None and claim.as_of == newest,
                sources=len(sources[fold(claim.value) or claim.value]),
                widest=len(sources[fold(claim.value) or claim.value]) == most,
            )
            for claim in held
        ),
        key=lambda c: (c.as_of or date.max, c.value, c.story_id, c.report_id),
    )
