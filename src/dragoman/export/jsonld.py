"""The events as linked data: schema.org for what happens, PROV-O for where it is known from, Web Annotation
for the words.

Each event is derived from the stories that tell it; each quotation is an annotation that points into a story
by its words and its characters. `eventStatus` is given for plans alone: scheduled, rescheduled, postponed,
cancelled. What schema.org has no word for - who it is done to, the ledger's status, stance and confidence -
stands under `urn:dragoman:terms:`. What is lost: the rules and reasons; conflicting claims but for the best.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.export.title import title
from dragoman.export.view import Shown, View
from dragoman.ledger.entry import Entry, StoryLine
from dragoman.ledger.world import PlanState, Turn
from dragoman.model import Entity, EntityKind, Status

Json = dict[str, Any]

CONTEXT: Json = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "term": "urn:dragoman:terms:",
    "schema:startDate": {"@type": "xsd:date"},
    "schema:endDate": {"@type": "xsd:date"},
    "schema:datePublished": {"@type": "xsd:date"},
    "schema:eventStatus": {"@type": "@id"},
    "schema:url": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:wasAttributedTo": {"@type": "@id"},
    "oa:hasBody": {"@type": "@id"},
    "oa:hasSource": {"@type": "@id"},
    "oa:motivatedBy": {"@type": "@id"},
}

_KINDS = {
    EntityKind.PERSON: "schema:Person",
    EntityKind.STATE: "schema:Country",
    EntityKind.PLACE: "schema:Place",
}
_STATES = {
    PlanState.CANCELLED: "schema:EventCancelled",
    PlanState.POSTPONED: "schema:EventPostponed",
}


def lines(view: View) -> Iterator[str]:
    """Yield one JSON-LD document, one node a line."""
    yield f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": ['
    for n, node in enumerate(nodes(view)):
        yield f"{',' if n else ''}\n{json.dumps(node, ensure_ascii=False)}"
    yield "\n]}\n"


def nodes(view: View) -> Iterator[Json]:
    """Yield the nodes: each event with its evidence behind it, each story and participant once."""
    known: set[str] = set()
    for event in view.events():
        yield _event(event, view.today)
        for report in event.reports:
            for node in (*_evidence(event, report), _story(report.story), *_parties(report)):
                if node["@id"] not in known:
                    known.add(node["@id"])
                    yield node


def _event(event: Shown, today: date) -> Json:
    first = event.reports[0].story.id
    known = {entity.id: report.story.id for report in reversed(event.reports) for entity in report.entities}

    def ids(entities: tuple[Entity, ...]) -> list[Json]:
        return [{"@id": _entity_id(known.get(entity.id, first), entity)} for entity in entities]

    return _full(
        {
            "@id": _event_id(event),
            "@type": ["schema:Event", "prov:Entity"],
            "schema:name": title(event),
            "schema:startDate": event.start.isoformat() if event.start else None,
            "schema:endDate": event.end.isoformat() if event.end else None,
            "schema:eventStatus": _status(event, today),
            "schema:actor": ids(event.actor),
            "term:recipient": ids(event.recipient),
            "schema:location": ids((event.place,)) if event.place else None,
            "schema:keywords": [event.type.value, *event.modes, *event.contexts],
            "term:type": event.type.value,
            "term:status": event.status.value,
            "term:stance": event.stance.value if event.stance else None,
            "term:confidence": event.confidence,
            "term:independentSources": event.sources,
            "prov:wasDerivedFrom": [_story_id(line) for line in event.stories],
            "prov:wasAttributedTo": [one["@id"] for one in ids(event.by)],
        }
    )


def _status(event: Shown, today: date) -> str | None:
    if event.plan is None:
        return "schema:EventScheduled" if event.status is Status.PLANNED else None
    moved = any(step.turn is Turn.MOVED for step in event.plan.transitions)
    usual = "schema:EventRescheduled" if moved else "schema:EventScheduled"
    return _STATES.get(event.plan.seen_from(today), usual)


def _evidence(event: Shown, report: Entry) -> Iterator[Json]:
    """Yield each quotation as an annotation of the story."""
    for n, quote in enumerate(report.event.quotes):
        yield {
            "@id": f"urn:dragoman:evidence:{report.event.id}:{n}",
            "@type": "oa:Annotation",
            "oa:motivatedBy": "oa:linking",
            "oa:hasBody": _event_id(event),
            "oa:hasTarget": {
                "@type": "oa:SpecificResource",
                "oa:hasSource": _story_id(report.story),
                "oa:hasSelector": [
                    {"@type": "oa:TextQuoteSelector", "oa:exact": quote.text},
                    {
                        "@type": "oa:TextPositionSelector",
                        "oa:start": quote.span.start,
                        "oa:end": quote.span.end,
                    },
                ],
            },
        }


def _story(line: StoryLine) -> Json:
    address = line.source if line.source and line.source.startswith(("http://", "https://")) else None
    return _full(
        {
            "@id": _story_id(line),
            "@type": ["schema:NewsArticle", "prov:Entity"],
            "schema:headline": line.headline,
            "schema:datePublished": line.published.isoformat() if line.published else None,
            "schema:version": line.slug,
            "schema:publisher": {"@type": "schema:Organization", "schema:name": line.agency}
            if line.agency
            else None,
            "schema:url": address.replace(" ", "%20") if address else None,
        }
    )


def _parties(report: Entry) -> Iterator[Json]:
    for entity in report.entities:
        geo = None
        if entity.latitude is not None and entity.longitude is not None:
            geo = {
                "@type": "schema:GeoCoordinates",
                "schema:latitude": entity.latitude,
                "schema:longitude": entity.longitude,
            }
        kind = _KINDS.get(entity.kind, "schema:Organization")
        yield _full(
            {
                "@id": _entity_id(report.story.id, entity),
                "@type": [kind] if entity.kind is EntityKind.PLACE else [kind, "prov:Agent"],
                "schema:name": entity.name,
                "schema:jobTitle": entity.role if entity.kind is EntityKind.PERSON else None,
                "term:actsFor": entity.code,
                "term:sector": list(entity.sector),
                "term:country": entity.country,
                "schema:geo": geo,
            }
        )


def _event_id(event: Shown) -> str:
    return f"urn:dragoman:event:{event.id}"


def _story_id(line: StoryLine) -> str:
    return f"urn:dragoman:story:{line.id}"


def _entity_id(story: str, entity: Entity) -> str:
    return f"urn:dragoman:story:{story}:{entity.id}"


def _full(node: Json) -> Json:
    """Return the node without what is unknown or empty."""
    return {key: value for key, value in node.items() if value is not None and value != []}
