"""What persons confirmed and corrected, as pairs that `dragoman train --data` learns from.

Loses: reports whose actor and recipient the sentence of their evidence does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.ledger import Entry
from dragoman.model import Entity, Span

_ENDS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n")

NONE = "NONE"
"""The type of a pair between which nothing was done: what a rejected report teaches."""


def as_pairs(reviewed: Iterable[tuple[Entry, str, bool]]) -> Iterator[dict[str, Any]]:
    """Yield a pair for each reviewed report, given with its story's text and whether it stands."""
    for entry, text, stands in reviewed:
        sentence = sentence_of(text, entry.event.quotes[0].span)
        actor = _spot(text, sentence, entry.actor)
        recipient = _spot(text, sentence, entry.recipient, but=actor)
        if actor is None and recipient is None:
            continue
        yield {
            "id": entry.event.id,
            "text": sentence.of(text),
            "actor": actor,
            "recipient": recipient,
            "type": entry.event.type.value if stands else NONE,
            **({"status": entry.event.status.value} if stands else {}),
            **({"stance": entry.event.stance.value} if stands and entry.event.stance else {}),
        }


def sentence_of(text: str, span: Span) -> Span:
    """Return the stretch of text from the beginning of the sentence of the span to the end of its last.

    Example:
        >>> text = "He left. Peru sued Chile on Monday. Rain fell."
        >>> sentence_of(text, Span(14, 24)).of(text)
        'Peru sued Chile on Monday.'
    """
    starts = [m.end() for m in _ENDS.finditer(text, 0, span.start)]
    end = _ENDS.search(text, span.end)
    start = starts[-1] if starts else 0
    stop = end.start() if end else len(text)
    return Span(start, start + len(text[start:stop].rstrip()))


def _spot(
    text: str, sentence: Span, parties: Sequence[Entity], but: list[int] | None = None
) -> list[int] | None:
    """Return where the sentence names one of the parties, counted from its beginning."""
    words = sentence.of(text)
    forms = sorted({form for e in parties for form in (e.name, *e.mentions)}, key=len, reverse=True)
    for form in forms:
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", words):
            if but is None or found.end() <= but[0] or found.start() >= but[1]:
                return [found.start(), found.end()]
    return None
