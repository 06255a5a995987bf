"""The record of a calendar's item: what its words name, on the days, in the state and at the place it gives.

An item of a calendar is a plan straight away, whatever the tense of its few words: "Ministers meet in Lima"
is no report. What its words tell as background, with days or speakers of their own, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Passage,
    PassageKind,
    Quote,
    Reason,
    Record,
    Scheduled,
    Status,
    content_hash,
)

_RULE = "calendar"
_KINDS: tuple[tuple[EventType, re.Pattern[str]], ...] = (
    (
        EventType.CONSULT,
        re.compile(
            r"\b(?:summit|meetings?|meets?|conferences?|talks|visits?|sessions?|forum|assembly|congress|briefing"
            r"|hearings?|consultations|negotiations|dialogue|conclave)\b",
            re.IGNORECASE,
        ),
    ),
    (
        EventType.PROTEST,
        re.compile(
            r"\b(?:strikes?|rall(?:y|ies)|march(?:es)?|demonstrations?|protests?|walkout)\b", re.IGNORECASE
        ),
    ),
)
"""Nouns that calendars use for acts, for items whose words have no clause in which to find one."""


def announce(record: Record, scheduled: Scheduled) -> Record:
    """Return the record with the scheduled event as its data give it."""
    venue, record = _with_venue(record, scheduled)
    scheduled = _seen_from(record.story.published, scheduled)
    own = _own(record)
    if not own and (made := _from_headline(record)) is not None:
        record, own = replace(record, events=(*record.events, made)), {made.id}
    events = tuple(
        _settled(event, scheduled, venue, record) if event.id in own else event for event in record.events
    )
    return replace(record, events=events)


def _seen_from(published: date | None, scheduled: Scheduled) -> Scheduled:
    """Return the event as it stands on the day of the item: one whose days are past is no plan any more."""
    last = scheduled.end or scheduled.start
    if scheduled.status is Status.NEGATED or published is None or last is None or last >= published:
        return scheduled
    return replace(scheduled, status=Status.HAPPENED, told=f"{scheduled.told}; over when the item was sent")


def _own(record: Record) -> set[str]:
    """Return the ids of the events that the item announces: of its headline, else of its first words."""
    heads = record.story.of_kind(PassageKind.HEADLINE)
    named = {event.id for event in record.events if _within(event, heads)}
    if named:
        return named
    undated = [event for event in record.events if event.time_text is None and not event.by]
    lead = record.story.of_kind(PassageKind.BODY)[:1]
    return {event.id for event in undated[:2] if _within(event, lead)}


def _within(event: Event, passages: Sequence[Passage]) -> bool:
    return any(passage.span.overlaps(event.quotes[0].span) for passage in passages)


def _settled(event: Event, scheduled: Scheduled, venue: Entity | None, record: Record) -> Event:
    """Return the event with the calendar's days, state and place."""
    start, end = scheduled.start, scheduled.end
    reasons = [
        reason for reason in event.reasons if reason.field not in ("status", "start", "end", "by", "stance")
    ]
    reasons += [
        Reason("status", _RULE, f"{scheduled.told}: an item of a calendar, {scheduled.status.value}"),
        Reason("start", _RULE, f"the calendar's days: {_days(start, end)}"),
    ]
    if venue is not None:
        reasons = [reason for reason in reasons if reason.field != "place"]
        reasons.append(Reason("place", _RULE, f"the calendar's place: {venue.name}"))
    return replace(
        event,
        status=scheduled.status,
        by=(),
        stance=None,
        start=start,
        end=end,
        time_text=None,
        place=venue.id if venue is not None else event.place,
        reasons=tuple(reasons),
    )


def _days(start: date | None, end: date | None) -> str:
    named = [day.isoformat() for day in dict.fromkeys((start, end)) if day is not None]
    return " to ".join(named) or "not told"


def _with_venue(record: Record, scheduled: Scheduled) -> tuple[Entity | None, Record]:
    """Return the place that the calendar names as an entity, and the record that has it."""
    name = scheduled.place
    if not name:
        return None, record
    for entity in record.entities:
        if entity.kind is EntityKind.PLACE and name.casefold() in (
            entity.name.casefold(),
            *map(str.casefold, entity.mentions),
        ):
            return entity, record
    taken = {entity.id for entity in record.entities}
    base = re.sub(r"\W+", "_", name.casefold()).strip("_") or "venue"
    id = base if base not in taken else f"{base}_venue"
    country = scheduled.country if re.fullmatch(r"[A-Z]{3}", scheduled.country or "") else None
    venue = Entity(
        id=id,
        name=name,
        kind=EntityKind.PLACE,
        mentions=(name,) if name in record.story.text else (),
        latitude=scheduled.latitude,
        longitude=scheduled.longitude,
        country=country,
    )
    return venue, replace(record, entities=(*record.entities, venue))


def _from_headline(record: Record) -> Event | None:
    """Return the act that the headline's noun names, between those whom it names; None if it names no one."""
    story = record.story
    head = next(iter(story.of_kind(PassageKind.HEADLINE)), None)
    if head is None:
        return None
    words = head.span.of(story.text)
    for type, pattern in _KINDS:
        match = pattern.search(words)
        actors = tuple(
            entity.id
            for entity in record.entities
            if entity.kind is not EntityKind.PLACE
            and (entity.code or entity.sector)
            and any(mention in words for mention in entity.mentions)
        )
        if match is None or not actors:
            continue
        return Event(
            id=content_hash("event", story.id, _RULE, type.value, *actors),
            type=type,
            modes=(),
            actor=actors,
            recipient=(),
            status=Status.PLANNED,
            by=(),
            stance=None,
            start=None,
            end=None,
            place=None,
            quotes=(Quote(words, head.span),),
            confidence=0.5,
            reasons=(Reason("type", _RULE, f"the headline of a calendar's item says “{match[0]}”", 0.5),),
        )
    return None
