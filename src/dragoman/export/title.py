"""An event in one line of words."""

from __future__ import annotations

from dragoman.export.view import Shown
from dragoman.export.wording import STATUS_WORDS, clean, days_words, mode_words, parties_words, word_words

UNNAMED = "unnamed"


def title(event: Shown) -> str:
    """Return who does what to whom: `Peru (PER) → Chile (CHL): CONSULT visit`."""
    parties = parties_words(event.actor) or UNNAMED
    if event.recipient:
        parties = f"{parties} → {parties_words(event.recipient)}"
    modes = mode_words(event.best.event)
    return f"{parties}: {event.type.value}{f' {modes}' if modes else ''}"


def when(event: Shown) -> str:
    """Return its days and what became of it: `9 Nov 2023, due`."""
    return f"{days_words(event.start, event.end, event.status)}, {STATUS_WORDS[event.status]}"


def whose_word(event: Shown) -> str:
    """Return on whose word it stands, empty in an agency's own voice."""
    return word_words(event.best.event, event.by)


def telling(event: Shown) -> str:
    """Return the stories that tell it, by agency and day: `Yonhap 2023-11-08; AFP 2023-11-09`."""
    parts = []
    for line in event.stories:
        day = line.published.isoformat() if line.published else "day unknown"
        parts.append(f"{clean(line.agency) if line.agency else 'agency unknown'} {day}")
    return "; ".join(dict.fromkeys(parts))
