"""An event with its participants and its story at hand: what the ledger answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model import Entity, Event, PublishedBasis, Record, Story


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What tells one story from another."""

    id: str
    headline: str | None
    agency: str | None
    slug: str | None
    dateline_place: str | None
    published: date | None
    published_basis: PublishedBasis | None
    source: str | None
    version: str
    """Of the program and model that read it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as one story tells it, with the entities that its ids stand for."""

    event: Event
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    by: tuple[Entity, ...]
    place: Entity | None
    story: StoryLine

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Return every entity that the event names, each once."""
        place = (self.place,) if self.place else ()
        return tuple({e.id: e for e in (*self.actor, *self.recipient, *self.by, *place)}.values())


def story_line(story: Story, version: str) -> StoryLine:
    """Return what tells this story, read by that version, from others."""
    return StoryLine(
        id=story.id,
        headline=story.headline,
        agency=story.agency,
        slug=story.slug,
        dateline_place=story.dateline.place if story.dateline else None,
        published=story.published,
        published_basis=story.published_basis,
        source=story.source,
        version=version,
    )


def entry(event: Event, entities: dict[str, Entity], story: StoryLine) -> Entry:
    """Return the event with the entities that it names.

    Raises: KeyError if it names one that is not among `entities`.
    """
    return Entry(
        event=event,
        actor=tuple(entities[id] for id in event.actor),
        recipient=tuple(entities[id] for id in event.recipient),
        by=tuple(entities[id] for id in event.by),
        place=entities[event.place] if event.place else None,
        story=story,
    )


def entries(record: Record) -> tuple[Entry, ...]:
    """Return the entries of a record, in its order.

    Raises: KeyError if an event names an entity that the record lacks.
    """
    known = {entity.id: entity for entity in record.entities}
    line = story_line(record.story, record.version)
    return tuple(entry(event, known, line) for event in record.events)
