"""A record as PLOVER events, one JSON object an event.

Source: PLOVER codebook 2.0: acts announced are AGREE, acts threatened THREATEN; acts denied are left out.

What is lost: the status (what is feared, wished or asked for is left out, what is planned stands under
AGREE or THREATEN); on whose word an event stands, and whether they assert, suspect or deny it; whether the
first or the last day is open; acts that are only named in telling of another; which words led to which field.
The ledger keeps them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.export.reported import Reported, codes, reported
from dragoman.model import Entity, EventType, Record, Status, Story
from dragoman.ontology import cameo, plover

Json = dict[str, Any]

BODIES = {"UNO": "IGOUNO", "EUR": "IGOEUR"}
"""Codes of bodies that PLOVER writes as kinds of `IGO`."""

MUTUAL = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT, EventType.ASSAULT}
)
"""Types of what two sides may do together or to each other: talks, a pact, a truce, a battle."""


def as_plover(record: Record, *, negated: bool = False) -> list[Json]:
    """Return the record's events as PLOVER enters them; those denied or refused only if `negated`.

    Beside PLOVER's own fields each has its `type`, `cameo` code and `source_codes` and `target_codes`.
    """
    return [_event(one, record) for one in reported(record, negated=negated)]


def code_of(entity: Entity) -> str | None:
    """Return an entity's code in PLOVER's manner.

    Example:
        >>> from dragoman.model import EntityKind
        >>> code_of(Entity("unsc", "UN Security Council", EntityKind.IGO, "UNO"))
        'IGOUNO'
    """
    return BODIES.get(entity.code, entity.code) if entity.code else None


def _event(one: Reported, record: Record) -> Json:
    event, story = one.event, record.story
    place = next((entity for entity in record.entities if entity.id == event.place), None)
    quote = event.quotes[0]
    return {
        "id": event.id,
        **_days(event.start, event.end, story.published),
        "actor": [party(entity) for entity in one.actor],
        "recipient": [party(entity) for entity in one.recipient],
        "event": [one.type.value],
        "mode": [*one.modes, *(["negation"] if event.status is Status.NEGATED else [])],
        "context": list(event.contexts),
        "event_loc": location(place),
        "event_text": [q.text for e in one.events for q in e.quotes],
        "quad_code": plover.quad(one.type),
        "event_scale": plover.score(one.type, one.modes),
        "link": [],
        "text": quote.text,
        "text_info": {
            "sequence": _sequence(quote.span.start, story),
            "start": quote.span.start,
            "end": quote.span.end,
        },
        "cite_info": {
            "corpus": None,
            "citation": story.agency,
            "url": story.source,
            "title": story.headline,
            "language": story.language,
        },
        "coder": record.version,
        "coded_date": None,
        "type": one.type.value,
        "cameo": _cameo(one),
        "source_codes": _sides(one.actor, mutual=one.type in MUTUAL and not codes(one.recipient)),
        "target_codes": _sides(one.recipient),
    }


def _cameo(one: Reported) -> str:
    """Return the narrowest CAMEO code of the events that make up one of PLOVER's."""
    found = [cameo.code_of(e.type, e.modes, e.contexts, e.status) for e in one.events]
    return max((c.code for c in found if c.type is one.type), key=len, default=found[0].code)


def party(entity: Entity) -> Json:
    """Return an entity as PLOVER writes a participant."""
    return {
        "code": code_of(entity),
        "sector": list(entity.sector),
        "entity_text": entity.name,
        "identifier_id": None,
        "identifier_text": None,
        "office": entity.role,
    }


def _sides(entities: tuple[Entity, ...], mutual: bool = False) -> list[str]:
    """Return the codes of the sides, each once; two sides of one state that act on each other stay two."""
    every = [code for entity in entities if (code := code_of(entity))]
    each = list(dict.fromkeys(every))
    return every[:2] if mutual and len(each) == 1 else each


def _days(start: date | None, end: date | None, published: date | None) -> Json:
    first = start or end or published
    days = {"date": first.isoformat() if first else None}
    if start and end and end > start:
        days["enddate"] = end.isoformat()
    return days


def location(place: Entity | None) -> Json | None:
    """Return a place as PLOVER writes where an event took place."""
    if place is None:
        return None
    return {"name": place.name, "country": place.country, "lat": place.latitude, "lon": place.longitude}


def _sequence(start: int, story: Story) -> int:
    """Return the number, from 1, of the passage in which a character stands."""
    return next((i for i, passage in enumerate(story.passages, 1) if start < passage.span.end), 1)
