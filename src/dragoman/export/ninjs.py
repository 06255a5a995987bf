"""ninjs 3.1, one item a line: the stories with their records, and the events they tell.

A story is an item of `type: text` with its original text and, as a second body, its whole record: read back
by this program nothing is lost but when it was entered. An event is an item of `type: event`;
`expectedStartDate` and `expectedEndDate` are days, for the stories tell no hours. `eventStatus` is given to
plans alone: eos5 planned, eos3 may occur, eos6 cancelled.

What is lost to other readers: the stance, the days' openness, the confidence and the reasons; actors and
recipients are persons and organisations with a relation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.export.records import FORMAT, as_record
from dragoman.export.title import title, whose_word
from dragoman.export.view import Shown, View
from dragoman.ledger.world import PlanState
from dragoman.model import Entity, EntityKind, Record, Status, StoryKind

Json = dict[str, Any]

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
RECORD = f"application/json; profile={FORMAT}"
"""The content type of the body that holds the record."""

_OCCURS = "http://cv.iptc.org/newscodes/eventoccurstatus/"


def lines(view: View) -> Iterator[str]:
    """Yield one item a line: the stories first, then the events."""
    for record in view.records():
        yield f"{json.dumps(story_item(record), ensure_ascii=False)}\n"
    for event in view.events():
        yield f"{json.dumps(event_item(event, view.today), ensure_ascii=False)}\n"


def story_item(record: Record) -> Json:
    """Return a story with its record."""
    story = record.story
    withdrawn = story.kind is StoryKind.KILL
    return _full(
        {
            "uri": f"urn:dragoman:story:{story.id}",
            "standard": STANDARD,
            "type": "text",
            "representationType": "full",
            "pubStatus": "canceled" if withdrawn else "usable",
            "version": story.revision,
            "versionCreated": f"{story.published.isoformat()}T00:00:00Z" if story.published else None,
            "urgency": story.urgency,
            "language": story.language,
            "headlines": [{"role": "main", "value": story.headline}] if story.headline else None,
            "by": story.byline,
            "slugline": story.slug,
            "located": story.dateline.place if story.dateline else None,
            "infoSources": [{"name": story.agency, "role": "provider"}] if story.agency else None,
            "altIds": [{"role": "sender", "value": story.guid}] if story.guid else None,
            "bodies": [
                {"role": "main", "contentType": "text/plain", "value": story.text},
                {
                    "role": "record",
                    "contentType": RECORD,
                    "value": json.dumps(as_record(record), ensure_ascii=False),
                },
            ],
            "events": [{"uri": f"urn:dragoman:report:{event.id}", "rel": "tells"} for event in record.events],
        }
    )


def event_item(event: Shown, today: date) -> Json:
    """Return an event."""
    place = event.place
    word = whose_word(event)
    return _full(
        {
            "uri": f"urn:dragoman:event:{event.id}",
            "standard": STANDARD,
            "type": "event",
            "title": title(event),
            "versionCreated": f"{event.last_reported.isoformat()}T00:00:00Z" if event.last_reported else None,
            "language": "en",
            "descriptions": [
                {"role": "evidence", "contentType": "text/plain", "value": event.quote.text},
                *([{"role": "attribution", "contentType": "text/plain", "value": word}] if word else []),
            ],
            "subjects": [
                {"rel": "type", "literal": event.type.value, "confidence": round(event.confidence * 100)},
                *({"rel": "mode", "literal": mode} for mode in event.modes),
                *({"rel": "context", "literal": context} for context in event.contexts),
                {"rel": "status", "literal": event.status.value},
            ],
            **_parties(event),
            "places": [_place(place)] if place else None,
            "eventDetails": _details(event, today),
            "infoSources": [{"name": agency, "role": "provider"} for agency in event.agencies],
            "associations": [
                {
                    "name": line.headline or line.id,
                    "uri": f"urn:dragoman:story:{line.id}",
                    "rel": "evidence",
                }
                for line in event.stories
            ],
        }
    )


def _details(event: Shown, today: date) -> Json | None:
    plan = event.plan
    start, end = (plan.due_start, plan.due_end) if plan else (event.start, event.end)
    dates = _full(
        {
            "expectedStartDate": start.isoformat() if start else None,
            "expectedEndDate": end.isoformat() if end else None,
        }
    )
    code = None
    if plan and plan.seen_from(today) is PlanState.CANCELLED:
        code = "eos6"
    elif event.status is Status.PLANNED:
        code = "eos5"
    elif event.status is Status.POSSIBLE:
        code = "eos3"
    return _full({"eventStatus": f"{_OCCURS}{code}" if code else None, "dates": dates or None}) or None


def _parties(event: Shown) -> Json:
    """Return participants as ninjs sorts them, each with its relation to the event."""
    people: list[Json] = []
    bodies: list[Json] = []
    for relation, entities in (("actor", event.actor), ("recipient", event.recipient), ("by", event.by)):
        for entity in entities:
            made = _full({"name": entity.name, "rel": relation, "literal": entity.code})
            (people if entity.kind is EntityKind.PERSON else bodies).append(made)
    return {"people": people, "organisations": bodies}


def _place(place: Entity) -> Json:
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return _full({"name": place.name, "rel": "venue", "literal": place.country, "geoJSON": point})


def _full(item: Json) -> Json:
    """Return the item without what is unknown or empty."""
    return {key: value for key, value in item.items() if value is not None and value != []}
