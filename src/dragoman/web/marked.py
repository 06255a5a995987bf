"""A story's text cut into pieces, each with the events, actors, times and places that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.ledger import Entry
from dragoman.model import Passage, PassageKind, Record, Span

# What turns the direction of text around is taken out, what acts on a screen is pictured: nothing is read
# as what it is not. Joiners stay: some scripts cannot be written without them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\u00ad]")
_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def shown(text: str) -> str:
    """Return foreign text with what acts on a screen made visible or taken out.

    Example:
        >>> shown("pay \\u202eecivda\\x1b")
        'pay ecivda\\u241b'
    """
    return _ACTING.sub(_picture, _TURNING.sub("", text))


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks."""

    text: str
    events: tuple[str, ...]
    """Ids of the events that it is evidence of."""
    kinds: tuple[str, ...]
    """Of `actor`, `place`, `time`."""
    title: str
    """What the marks say, for a person to read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage of the story, in pieces."""

    kind: PassageKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    kind: str
    """`event`, `actor`, `place` or `time`."""
    value: str


def paragraphs(record: Record, entries: Sequence[Entry]) -> tuple[Paragraph, ...]:
    """Return the story's passages in pieces, in order of the text."""
    text = record.story.text
    marks = [*_evidence(entries), *_names(record), *_times(entries, text)]
    return tuple(Paragraph(p.kind, _pieces(text, p, marks)) for p in record.story.passages)


def _evidence(entries: Iterable[Entry]) -> Iterable[_Mark]:
    for entry in entries:
        for quote in entry.event.quotes:
            yield _Mark(quote.span, "event", entry.event.id)


def _names(record: Record) -> Iterable[_Mark]:
    """Yield where the story's participants and places are named, the longest form at each spot."""
    said: dict[str, tuple[str, str]] = {}
    for entity in record.entities:
        kind = "place" if entity.kind.value == "place" else "actor"
        title = (
            f"{entity.name} ({entity.code})" if entity.code and entity.code != entity.name else entity.name
        )
        for form in (entity.name, *entity.mentions):
            if form.strip():
                said.setdefault(form, (kind, title))
    if not said:
        return
    forms = sorted(said, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    for found in pattern.finditer(record.story.text):
        kind, title = said[found.group()]
        yield _Mark(Span(found.start(), found.end()), kind, title)


def _times(entries: Iterable[Entry], text: str) -> Iterable[_Mark]:
    """Yield the words from which the events' days were read, at the place nearest to the evidence."""
    for entry in entries:
        words = entry.event.time_text
        if not words or not entry.event.quotes:
            continue
        near = entry.event.quotes[0].span.start
        spots = [m.start() for m in re.finditer(re.escape(words), text)]
        if spots:
            start = min(spots, key=lambda spot: abs(spot - near))
            yield _Mark(Span(start, start + len(words)), "time", words)


def _pieces(text: str, passage: Passage, marks: Sequence[_Mark]) -> tuple[Piece, ...]:
    start, end = passage.span.start, passage.span.end
    within = [m for m in marks if m.span.start < end and m.span.end > start]
    cuts = {start, end}
    for mark in within:
        cuts.update((max(start, mark.span.start), min(end, mark.span.end)))
    pieces = []
    for a, b in pairwise(sorted(cuts)):
        held = [m for m in within if m.span.start <= a and m.span.end >= b]
        pieces.append(
            Piece(
                text=text[a:b],
                events=tuple(dict.fromkeys(m.value for m in held if m.kind == "event")),
                kinds=tuple(dict.fromkeys(m.kind for m in held if m.kind != "event")),
                title="; ".join(dict.fromkeys(m.value for m in held if m.kind in ("actor", "place"))),
            )
        )
    return tuple(pieces)
