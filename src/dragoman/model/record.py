"""A story with its ledger: what the coder hands on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.entity import Entity
from dragoman.model.event import Event
from dragoman.model.stop import Stop
from dragoman.model.story import Story


@dataclass(frozen=True, slots=True)
class Record:
    """One story, its entities and its events: the shape of a gold ledger."""

    story: Story
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    version: str
    """Of the program and model that made it."""
    stops: tuple[Stop, ...] = ()
    """Where the story's words send its persons, in order of the text."""

    def entity(self, id: str) -> Entity:
        """Return the entity of that id. Raises: KeyError if the story has none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that could not be read, and why."""

    source: str
    reason: str
    hint: str | None = None
