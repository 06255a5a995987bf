"""Short texts read by the coder, and their events in a line each."""

from __future__ import annotations

from datetime import date
from functools import cache

from spacy.language import Language

from dragoman.annotate.registry import load, prepare
from dragoman.coding.coder import code
from dragoman.model import Event, Passage, PassageKind, Record, Span, Story

DAY = date(2012, 5, 16)
"""A Wednesday."""


@cache
def pipeline() -> Language:
    """Return the whole pipeline."""
    return load()


def story(text: str) -> Story:
    """Return the story of a text whose passages are parted by blank lines."""
    passages = []
    start = 0
    for part in text.split("\n\n"):
        passages.append(Passage(PassageKind.BODY, Span(start, start + len(part))))
        start += len(part) + 2
    return Story(text, tuple(passages), published=DAY)


def read(text: str) -> Record:
    """Return the record of such a text."""
    return code(pipeline()(prepare(pipeline(), story(text))))


def told(record: Record) -> list[str]:
    """Return the events as `TYPE actors>recipients status`."""
    codes = {e.id: e.code or e.name for e in record.entities}
    names = {e.id: e.name if e.code in ("IGO", "UNO") else codes[e.id] for e in record.entities}

    def line(event: Event) -> str:
        sides = "+".join(dict.fromkeys(names[i] for i in event.actor))
        others = "+".join(dict.fromkeys(names[i] for i in event.recipient))
        return f"{event.type} {sides}>{others} {event.status}"

    return [line(e) for e in record.events]
