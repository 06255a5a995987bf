"""Records made of stories that were annotated by hand: `NAME/story.txt` with `NAME/gold.json` beside it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Quote,
    Record,
    Span,
    Stance,
    Status,
    Story,
    content_hash,
)


def record(folder: Path) -> Record:
    """Return the record of an annotated story."""
    text = (folder / "story.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    head = gold["story"]
    story = Story(
        text,
        agency=head["agency"],
        slug=head["slug"],
        headline=head["headline"],
        published=_day(head["published"]),
        source=folder.name,
    )
    entities = tuple(_entity(e) for e in gold["entities"])
    events = tuple(_event(e, story, n) for n, e in enumerate(gold["events"]))
    return Record(story, entities, events, "by hand")


def _entity(told: dict[str, Any]) -> Entity:
    return Entity(
        id=told["id"],
        name=told["name"],
        kind=EntityKind(told["kind"]),
        code=told["code"],
        sector=tuple(told["sector"]),
        role=told["role"],
        mentions=tuple(told["mentions"]),
    )


def _event(told: dict[str, Any], story: Story, position: int) -> Event:
    return Event(
        id=content_hash("event", story.id, str(position)),
        type=EventType(told["type"]),
        modes=tuple(told["modes"]),
        actor=tuple(told["actor"]),
        recipient=tuple(told["recipient"]),
        status=Status(told["status"]),
        by=tuple(told["by"]),
        stance=Stance(told["stance"]) if told["stance"] else None,
        start=_day(told["start"]),
        end=_day(told["end"]),
        place=told["place"],
        quotes=tuple(_quote(words, story.text) for words in told["quotes"]),
        optional=told["optional"],
    )


def _quote(words: str, text: str) -> Quote:
    at = text.find(words)
    return Quote(words, Span(at, at + len(words))) if at >= 0 else Quote("", Span(0, 0))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
