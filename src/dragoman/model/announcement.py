"""What an item of an agency's calendar says of one event to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.event import Status
from dragoman.model.story import Story


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An event to come, with its days, state and place as data."""

    start: date | None
    end: date | None
    status: Status
    """Planned, possible where it is not certain, negated where it is called off."""
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    """The state it lies in: ISO 3166 alpha-3 where the item says it so, else its name."""
    told: str = ""
    """The fields that say so, for a person to read."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """The words of a calendar's item as a story, and its data."""

    story: Story
    scheduled: Scheduled
