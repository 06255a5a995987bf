"""The record's shapes: frozen dataclasses and enums, nothing but the standard library."""

from dragoman.model.announcement import Announcement, Scheduled
from dragoman.model.entity import NON_STATE_CODES, Entity, EntityKind, Quote
from dragoman.model.event import Event, EventType, Reason, Stance, Status
from dragoman.model.ids import content_hash
from dragoman.model.layers import (
    KEY,
    Layers,
    Mention,
    MentionKind,
    PlaceMention,
    PlaceUse,
    Reading,
    TimeExpression,
    Utterance,
    layers,
)
from dragoman.model.record import Failure, Record
from dragoman.model.span import Span
from dragoman.model.stop import Stop, Way
from dragoman.model.story import (
    READ_KINDS,
    Dateline,
    Passage,
    PassageKind,
    PublishedBasis,
    Story,
    StoryKind,
)

__all__ = [
    "KEY",
    "NON_STATE_CODES",
    "READ_KINDS",
    "Announcement",
    "Dateline",
    "Entity",
    "EntityKind",
    "Event",
    "EventType",
    "Failure",
    "Layers",
    "Mention",
    "MentionKind",
    "Passage",
    "PassageKind",
    "PlaceMention",
    "PlaceUse",
    "PublishedBasis",
    "Quote",
    "Reading",
    "Reason",
    "Record",
    "Scheduled",
    "Span",
    "Stance",
    "Status",
    "Stop",
    "Story",
    "StoryKind",
    "TimeExpression",
    "Utterance",
    "Way",
    "content_hash",
    "layers",
]
