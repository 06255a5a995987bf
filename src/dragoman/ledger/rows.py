"""Records as rows and rows as records: the one place that knows both shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from dragoman.ledger.entry import StoryLine
from dragoman.model import (
    Dateline,
    Entity,
    EntityKind,
    Event,
    EventType,
    Passage,
    PassageKind,
    PublishedBasis,
    Quote,
    Reason,
    Record,
    Span,
    Stance,
    Status,
    Stop,
    Story,
    StoryKind,
    Way,
    content_hash,
)

Row = Mapping[str, Any]


def digest(record: Record) -> str:
    """Return the hash of all that was read in a story, wherever its text came from."""
    story = replace(record.story, source=None)
    return content_hash("record", repr((story, record.entities, record.events, record.stops)))


def story_row(record: Record, read_at: datetime, source: str | None) -> tuple[Any, ...]:
    """Return the story's row for the table `stories`; `source` is the first by name of its copies."""
    story = record.story
    line = story.dateline
    return (
        story.id,
        record.version,
        digest(record),
        read_at,
        story.kind.value,
        story.agency,
        story.slug,
        story.headline,
        story.byline,
        line.place if line else None,
        line.day if line else None,
        line.agency if line else None,
        line.span.start if line else None,
        line.span.end if line else None,
        story.published,
        story.published_basis.value if story.published_basis else None,
        story.published_reason,
        story.language,
        source,
        story.text,
        [{"kind": p.kind.value, "start": p.span.start, "stop": p.span.end} for p in story.passages],
        story.guid,
        story.revision,
        story.kills,
        story.urgency,
    )


def entity_rows(record: Record) -> list[tuple[Any, ...]]:
    """Return the rows for the table `entities`."""
    return [
        (
            record.story.id,
            n,
            e.id,
            e.name,
            e.kind.value,
            e.code,
            list(e.sector),
            e.role,
            e.latitude,
            e.longitude,
            e.country,
        )
        for n, e in enumerate(record.entities)
    ]


def mention_rows(record: Record) -> list[tuple[Any, ...]]:
    """Return the rows for the table `mentions`."""
    return [(record.story.id, e.id, n, text) for e in record.entities for n, text in enumerate(e.mentions)]


def report_rows(record: Record) -> list[tuple[Any, ...]]:
    """Return the rows for the table `reports`."""
    return [
        (
            e.id,
            record.story.id,
            n,
            e.type.value,
            list(e.modes),
            list(e.contexts),
            list(e.actor),
            list(e.recipient),
            e.status.value,
            list(e.by),
            e.stance.value if e.stance else None,
            e.start,
            e.end,
            e.time_text,
            e.place,
            [{"text": q.text, "start": q.span.start, "stop": q.span.end} for q in e.quotes],
            e.optional,
            e.confidence,
            json.dumps([asdict(reason) for reason in e.reasons], ensure_ascii=False),
        )
        for n, e in enumerate(record.events)
    ]


def stop_rows(record: Record) -> list[tuple[Any, ...]]:
    """Return the rows for the table `stops`."""
    return [
        (
            record.story.id,
            n,
            s.traveller,
            s.place,
            s.first,
            s.last,
            s.status.value,
            s.way.value,
            {"text": s.quote.text, "start": s.quote.span.start, "stop": s.quote.span.end},
        )
        for n, s in enumerate(record.stops)
    ]


def stop_of(row: Row) -> Stop:
    """Return the stop of a row of `stops`."""
    quote = row["quote"]
    return Stop(
        traveller=row["traveller"],
        place=row["place"],
        first=row["start_day"],
        last=row["end_day"],
        status=Status(row["status"]),
        way=Way(row["way"]),
        quote=Quote(quote["text"], Span(quote["start"], quote["stop"])),
    )


def event_of(row: Row) -> Event:
    """Return the event of a row of `reports`."""
    return Event(
        id=row["id"],
        type=EventType(row["type"]),
        modes=tuple(row["modes"]),
        actor=tuple(row["actor"]),
        recipient=tuple(row["recipient"]),
        status=Status(row["status"]),
        by=tuple(row["by"]),
        stance=Stance(row["stance"]) if row["stance"] else None,
        start=row["start_day"],
        end=row["end_day"],
        place=row["place"],
        quotes=tuple(Quote(q["text"], Span(q["start"], q["stop"])) for q in row["quotes"]),
        optional=row["optional"],
        contexts=tuple(row["contexts"]),
        confidence=row["confidence"],
        reasons=tuple(Reason(**reason) for reason in json.loads(row["reasons"])),
        time_text=row["time_text"],
    )


def entity_of(row: Row, mentions: Sequence[str]) -> Entity:
    """Return the entity of a row of `entities` with the forms in which its story names it."""
    return Entity(
        id=row["id"],
        name=row["name"],
        kind=EntityKind(row["kind"]),
        code=row["code"],
        sector=tuple(row["sector"]),
        role=row["role"],
        mentions=tuple(mentions),
        latitude=row["latitude"],
        longitude=row["longitude"],
        country=row["country"],
    )


def line_of(row: Row) -> StoryLine:
    """Return what tells the story of a row of `stories` from others."""
    basis = row["published_basis"]
    return StoryLine(
        id=row["id"],
        headline=row["headline"],
        agency=row["agency"],
        slug=row["slug"],
        dateline_place=row["dateline_place"],
        published=row["published"],
        published_basis=PublishedBasis(basis) if basis else None,
        source=row["source"],
        version=row["version"],
    )


def story_of(row: Row) -> Story:
    """Return the story of a row of `stories`."""
    basis = row["published_basis"]
    start = row["dateline_start"]
    dateline = None
    if start is not None:
        span = Span(start, row["dateline_stop"])
        dateline = Dateline(row["dateline_place"], row["dateline_day"], row["dateline_agency"], span)
    return Story(
        text=row["text"],
        passages=tuple(Passage(PassageKind(p["kind"]), Span(p["start"], p["stop"])) for p in row["passages"]),
        kind=StoryKind(row["kind"]),
        agency=row["agency"],
        slug=row["slug"],
        headline=row["headline"],
        byline=row["byline"],
        dateline=dateline,
        published=row["published"],
        published_basis=PublishedBasis(basis) if basis else None,
        published_reason=row["published_reason"],
        language=row["language"],
        source=row["source"],
        guid=row["guid"],
        revision=row["revision"],
        kills=row["kills"],
        urgency=row["urgency"],
        id=row["id"],
    )
