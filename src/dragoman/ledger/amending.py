"""What a person's reviews make of a report: confirmed, corrected, or rejected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.errors import RunError
from dragoman.ledger.entry import Entry
from dragoman.ledger.reviewing import standing
from dragoman.ledger.world import Review, Seen, Verdict
from dragoman.model import Entity, EntityKind, Event, EventType, Reason, Status

CORRECTABLE = ("type", "status", "actor", "recipient", "start", "end", "place")
"""The fields that a review can correct."""

RULE = "review"
"""The rule that a corrected field's reason names."""


def seen(event: Event, story: str) -> Seen:
    """Return what a review sees of a report in the story of that id."""
    span = event.quotes[0].span
    return Seen(event.id, story, event.type.value, span.start, span.end)


def again(sight: Seen, events: Iterable[Event]) -> str | None:
    """Return the id that a reviewed report has among the events now read in its story; None if it has none.

    The same id, else one of the same type whose quotation overlaps by more than half: a newer program may
    quote more or fewer words of the same passage.
    """
    best: tuple[float, str] | None = None
    for event in events:
        if event.id == sight.report_id:
            return event.id
        if event.type.value != sight.type or not event.quotes:
            continue
        span = event.quotes[0].span
        shared = min(span.end, sight.stop) - max(span.start, sight.start)
        share = shared / max(1, min(span.end - span.start, sight.stop - sight.start))
        if share > 0.5 and (best is None or (share, event.id) > best):
            best = share, event.id
    return best[1] if best else None


def checked(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return a correction with its values in their normal form.

    Raises: RunError naming the field that cannot be corrected so.

    Example:
        >>> checked({"type": "aid", "actor": "KOR; Red Cross", "start": ""})
        {'type': 'AID', 'actor': ['KOR', 'Red Cross'], 'start': None}
    """
    found: dict[str, Any] = {}
    for name, value in payload.items():
        normal = _NORMAL.get(name)
        if normal is None:
            raise RunError(f"a review cannot correct {name!r}", hint=f"it can: {', '.join(CORRECTABLE)}")
        try:
            found[name] = normal(value)
        except (ValueError, KeyError) as error:
            raise RunError(f"{value!r} is no {name}", hint=_HINTS.get(name)) from error
    first, last = found.get("start"), found.get("end")
    if first and last and first > last:
        raise RunError("the first day comes after the last", hint="change one of them")
    return found


def amended(
    entry: Entry, corrections: Sequence[tuple[Mapping[str, Any], str]], known: Iterable[Entity]
) -> Entry:
    """Return the report as the corrections leave it, in their order, each with what its reason says.

    A participant is found among the story's `known` entities by id, name, code or mention; another is added.
    """
    story = {entity.id: entity for entity in known}
    for payload, words in corrections:
        entry = _corrected(entry, payload, words, story)
    return entry


def applied(
    entries: Iterable[Entry], reviews: Iterable[Review], known: Mapping[str, Iterable[Entity]]
) -> list[Entry]:
    """Return the reports as a person's reviews leave them: corrected, and without those that are rejected.

    `known` are the entities of each story, by its id.
    """
    ruled: dict[str, list[Review]] = {}
    for review in standing(reviews):
        if review.verdict in (Verdict.CORRECT, Verdict.REJECT, Verdict.CONFIRM):
            for report in review.reports:
                ruled.setdefault(report, []).append(review)
    found = []
    for entry in entries:
        about = ruled.get(entry.event.id, [])
        # Of confirming, correcting and rejecting the latest decides whether it stands.
        if about and about[-1].verdict is Verdict.REJECT:
            continue
        corrections = [(r.payload, words(r)) for r in about if r.verdict is Verdict.CORRECT and r.payload]
        found.append(amended(entry, corrections, known.get(entry.story.id, ())) if corrections else entry)
    return found


def words(review: Review) -> str:
    """Return who corrected a report and when, for a reason to say."""
    note = f": {review.note}" if review.note else ""
    return f"{review.author or 'a reviewer'} corrected it on {review.made_at:%Y-%m-%d}{note}"


def _corrected(entry: Entry, payload: Mapping[str, Any], words: str, story: Mapping[str, Entity]) -> Entry:
    event = entry.event
    changes: dict[str, Any] = {}
    parties: dict[str, Any] = {}
    for name, value in checked(payload).items():
        if name in ("actor", "recipient"):
            held = tuple(_entity(one, story) for one in value)
            parties[name] = held
            changes[name] = tuple(dict.fromkeys(entity.id for entity in held))
        elif name == "place":
            place = _entity(value, story, place=True) if value else None
            parties[name] = place
            changes[name] = place.id if place else None
        elif name == "type":
            changes[name] = EventType(value)
            if changes[name] is not event.type:
                changes["modes"] = ()
        elif name == "status":
            changes[name] = Status(value)
        else:
            changes[name] = date.fromisoformat(value) if value else None
    reasons = tuple(Reason(name, RULE, words, 1.0) for name in payload)
    kept = tuple(reason for reason in event.reasons if reason.field not in payload)
    changed = replace(event, **changes, reasons=(*reasons, *kept), confidence=1.0)
    return replace(entry, event=changed, **parties)


def _entity(named: str, story: Mapping[str, Entity], *, place: bool = False) -> Entity:
    """Return the entity that a person names."""
    folded = named.strip().casefold()
    for same in (
        lambda e: e.id.casefold() == folded,
        lambda e: e.name.casefold() == folded,
        lambda e: e.kind is EntityKind.STATE and (e.code or "").casefold() == folded,
        lambda e: any(mention.casefold() == folded for mention in e.mentions),
    ):
        if found := next(filter(same, story.values()), None):
            return found
    id = re.sub(r"\W+", "_", folded).strip("_") or "unnamed"
    if place:
        return Entity(id, named.strip(), EntityKind.PLACE)
    if re.fullmatch(r"[A-Z]{3}", named.strip()):
        return Entity(id, named.strip(), EntityKind.STATE, named.strip(), ("GOV",))
    return Entity(id, named.strip(), EntityKind.ORGANIZATION)


def _day(value: Any) -> str | None:
    return date.fromisoformat(str(value)).isoformat() if value else None


def _names(value: Any) -> list[str]:
    parts = value.split(";") if isinstance(value, str) else [str(one) for one in value]
    return [part.strip() for part in parts if part.strip()]


_NORMAL: dict[str, Callable[[Any], Any]] = {
    "type": lambda value: EventType(str(value).strip().upper()).value,
    "status": lambda value: Status(str(value).strip().lower()).value,
    "actor": _names,
    "recipient": _names,
    "start": _day,
    "end": _day,
    "place": lambda value: str(value or "").strip() or None,
}

_HINTS = {
    "type": f"one of {', '.join(EventType)}",
    "status": f"one of {', '.join(Status)}",
    "start": "write it like 2023-11-08",
    "end": "write it like 2023-11-08",
}
