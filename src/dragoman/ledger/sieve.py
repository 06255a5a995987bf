"""Whether an event that is at hand is one that is asked for: the filter without a database."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.ledger.asked import KINDS, NONE, QUADS, Operator, Term, day_of
from dragoman.ledger.entry import Entry
from dragoman.ledger.select import EventFilter
from dragoman.model import Entity


def holds(wanted: EventFilter, entry: Entry, today: date) -> bool:
    """Return whether an event has all that is asked; `today` is the day that relative days count from."""
    return all(_holds(term, entry, today) for term in wanted.asked())


def fold(text: str) -> str:
    """Return a text without case and accents, as names are compared.

    Example:
        >>> fold("São Tomé")
        'sao tome'
    """
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if unicodedata.category(c) != "Mn")).lower()


def _holds(term: Term, entry: Entry, today: date) -> bool:
    if term.field in ("since", "until", "published"):
        return _day(term, entry, today)
    if term.field == "confidence":
        return _compared(entry.event.confidence, term.operator, float(term.values[0]))
    if term.field == "optional":
        return entry.event.optional is (term.values[0] == "yes")
    if term.field == "dyad":
        found = all(_one("either", value, entry) for value in term.values)
    else:
        found = any(_one(term.field, value, entry) for value in term.values)
    return found is (term.operator is not Operator.IS_NOT)


def _day(term: Term, entry: Entry, today: date) -> bool:
    text, event, published = term.values[0], entry.event, entry.story.published
    if term.field == "since":
        return event.end is None or event.end >= day_of(text, today)
    if term.field == "until":
        return event.start is None or event.start <= day_of(text, today, last=True)
    if published is None:
        return False
    if term.operator is Operator.IS:
        return day_of(text, today) <= published <= day_of(text, today, last=True)
    last = term.operator in (Operator.MOST, Operator.ABOVE)
    return _compared(published.toordinal(), term.operator, day_of(text, today, last=last).toordinal())


def _compared(one: float, sign: Operator, other: float) -> bool:
    return {
        Operator.LEAST: one >= other,
        Operator.MOST: one <= other,
        Operator.ABOVE: one > other,
        Operator.BELOW: one < other,
    }[sign]


def _one(field: str, value: str, entry: Entry) -> bool:
    """Return whether a field has this value."""
    event = entry.event
    quad = QUADS[event.type]
    match field:
        case "type":
            return event.type.value == value
        case "status":
            return event.status.value == value
        case "stance":
            return (event.stance.value if event.stance else NONE) == value
        case "mode":
            return _among(value, event.modes)
        case "context":
            return _among(value, event.contexts)
        case "kind":
            return quad in KINDS[value]
        case "quad":
            return quad == int(value)
        case "country":
            country = entry.place.country if entry.place else None
            return (country.upper() if country else NONE) == value
        case "sector":
            return any(value in entity.sector for entity in (*entry.actor, *entry.recipient))
        case "agency":
            return _words(value, entry.story.agency) if entry.story.agency else value == NONE
        case "text":
            return any(fold(value) in fold(quote.text) for quote in event.quotes)
        case "story":
            return entry.story.id.startswith(value)
        case _:
            return _party(field, value, entry)


def _among(value: str, known: Sequence[str]) -> bool:
    return value in known if value != NONE else not known


def _party(field: str, value: str, entry: Entry) -> bool:
    parties: Iterable[Entity] = {
        "actor": entry.actor,
        "recipient": entry.recipient,
        "by": entry.by,
        "either": (*entry.actor, *entry.recipient),
        "place": (entry.place,) if entry.place else (),
    }[field]
    if value == NONE:
        return not parties
    return any(
        _named(value, entity, entity.country if field == "place" else entity.code) for entity in parties
    )


def _named(value: str, entity: Entity, code: str | None) -> bool:
    if code and code.upper() == value.upper():
        return True
    return _words(value, entity.name) or any(fold(value) == fold(m) for m in entity.mentions)


def _words(value: str, name: str) -> bool:
    """Return whether a value is among the words of a name, whole."""
    return f" {fold(value)} " in f" {fold(name)} "
