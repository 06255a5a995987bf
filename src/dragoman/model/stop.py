"""A stop of a journey: who was, is or will be where, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.entity import Quote
from dragoman.model.event import Status


class Way(StrEnum):
    """How a stop lies on the way: where somebody sets out from, is, or is bound for."""

    ORIGIN = "origin"
    STAY = "stay"
    DESTINATION = "destination"


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that the story sends a traveller from, through or to; ids are of the record's entities."""

    traveller: str
    place: str
    first: date | None
    """First day on which they may be there, None if open."""
    last: date | None
    status: Status
    way: Way
    quote: Quote
