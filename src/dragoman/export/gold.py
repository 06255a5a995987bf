"""A record as plain data: the one JSON shape of a story with its ledger.

Source: the annotation guide's file layout (`story`, `entities`, `events`), with more keys beside its own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.ledger.entry import Entry, StoryLine
from dragoman.ledger.itinerary import Itinerary, itineraries
from dragoman.model import Entity, Event, Record, Story

Json = dict[str, Any]


def as_gold(record: Record) -> Json:
    """Return the record as data that `json.dumps` takes: `story`, `entities`, `events` and more."""
    return {
        "story": _story(record.story),
        "entities": [_entity(entity) for entity in record.entities],
        "events": [_event(event) for event in record.events],
        "itineraries": [_itinerary(journey) for journey in itineraries(record)],
        "version": record.version,
    }


def _itinerary(journey: Itinerary) -> Json:
    return {
        "traveller": journey.traveller.id,
        "stops": [
            {
                "place": leg.place.id,
                "start": _day(leg.first),
                "end": _day(leg.last),
                "status": leg.status.value,
                "quote": leg.quote.text if leg.quote else None,
            }
            for leg in journey.legs
        ],
    }


def as_entry(entry: Entry) -> Json:
    """Return one event as data, with the entities it names and its story beside it."""
    return {
        **_event(entry.event),
        "entities": [_entity(entity) for entity in entry.entities],
        "story": _line(entry.story),
    }


def _story(story: Story) -> Json:
    return {
        "agency": story.agency,
        "slug": story.slug,
        "headline": story.headline,
        "dateline_place": story.dateline.place if story.dateline else None,
        "published": _day(story.published),
        "published_basis": story.published_basis.value if story.published_basis else None,
        "captions": list(story.captions),
        "id": story.id,
        "kind": story.kind.value,
        "byline": story.byline,
        "published_reason": story.published_reason,
        "language": story.language,
        "source": story.source,
    }


def _line(line: StoryLine) -> Json:
    return {
        "id": line.id,
        "agency": line.agency,
        "slug": line.slug,
        "headline": line.headline,
        "dateline_place": line.dateline_place,
        "published": _day(line.published),
        "published_basis": line.published_basis.value if line.published_basis else None,
        "source": line.source,
        "version": line.version,
    }


def _entity(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "code": entity.code,
        "sector": list(entity.sector),
        "role": entity.role,
        "mentions": list(entity.mentions),
        "latitude": entity.latitude,
        "longitude": entity.longitude,
        "country": entity.country,
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "type": event.type.value,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "actor": list(event.actor),
        "recipient": list(event.recipient),
        "status": event.status.value,
        "by": list(event.by),
        "stance": event.stance.value if event.stance else None,
        "start": _day(event.start),
        "end": _day(event.end),
        "time_text": event.time_text,
        "place": event.place,
        "quotes": [quote.text for quote in event.quotes],
        "offsets": [[quote.span.start, quote.span.end] for quote in event.quotes],
        "optional": event.optional,
        "confidence": event.confidence,
        "reasons": [
            {"field": r.field, "rule": r.rule, "text": r.text, "weight": r.weight} for r in event.reasons
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
