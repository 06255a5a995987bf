"""Days, participants and stances in words, and foreign text made harmless for a screen."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from dragoman.model import Entity, Event, Stance, Status

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

STATUS_WORDS = {
    Status.HAPPENED: "happened",
    Status.ONGOING: "under way",
    Status.PLANNED: "due",
    Status.POSSIBLE: "may come",
    Status.NEGATED: "did not happen",
}

_STANCE_WORDS = {
    Stance.ASSERTS: "according to",
    Stance.SUSPECTS: "suspected by",
    Stance.DENIES: "denied by",
}

_MODE_WORDS = {"demo": "demonstration", "third-party": "with a third party", "access": "grants access"}

# Needed inside words of some scripts; every other format character only moves or hides what is around it.
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """Return the text on one line without characters that act on a terminal.

    Example:
        >>> clean("red \\x1b[31malert\\nnow\\u202e")
        'red [31malert now'
    """
    kept = []
    for char in text:
        if char.isspace():
            kept.append(" ")
        elif char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            kept.append(char)
    return " ".join("".join(kept).split())


def trim(text: str, length: int) -> str:
    """Return the text, cut between words to at most `length` characters with an ellipsis for the rest.

    Example:
        >>> trim("the two ministers met in private", 20)
        'the two ministers…'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, blank, _ = cut.rpartition(" ")
    if not blank or len(head) < length // 2:
        head = cut
    return f"{head.rstrip(' ,;:-')}…"


def day_words(day: date) -> str:
    """Return one day in words.

    Example:
        >>> day_words(date(2023, 11, 8))
        'Wed 8 Nov 2023'
    """
    return f"{WEEKDAYS[day.weekday()]} {_day(day)}"


def days_words(start: date | None, end: date | None, status: Status) -> str:
    """Return in words between which days something of that status lies.

    Example:
        >>> days_words(date(2023, 5, 1), date(2023, 5, 31), Status.HAPPENED)
        'May 2023'
        >>> days_words(None, date(2023, 10, 31), Status.HAPPENED)
        'by 31 Oct 2023'
        >>> days_words(date(2023, 11, 8), date(2023, 11, 9), Status.PLANNED)
        '8–9 Nov 2023'
    """
    if start is None and end is None:
        return "open"
    if start is None:
        assert end is not None
        return f"{'as of' if status is Status.ONGOING else 'by'} {_day(end)}"
    if end is None:
        return f"{'since' if status is Status.ONGOING else 'from'} {_day(start)}"
    if start == end:
        return day_words(start)
    return _whole(start, end) or _range(start, end)


def _whole(start: date, end: date) -> str | None:
    """Return the words for whole years or months; None if the days are not those."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    last = f"{MONTHS[end.month - 1]} {end.year}"
    if start.year != end.year:
        return f"{MONTHS[start.month - 1]} {start.year} – {last}"
    return last if start.month == end.month else f"{MONTHS[start.month - 1]}–{last}"


def _range(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def mode_words(event: Event) -> str:
    """Return an event's modes in words, empty if it has none."""
    return ", ".join(clean(_MODE_WORDS.get(mode, mode.replace("-", " "))) for mode in event.modes)


def party_words(entity: Entity) -> str:
    """Return a participant's name with the code of whom it acts for."""
    return f"{clean(entity.name)} ({clean(entity.code)})" if entity.code else clean(entity.name)


def parties_words(parties: Sequence[Entity]) -> str:
    """Return participants as an enumeration, empty if there are none."""
    names = [party_words(entity) for entity in parties]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def word_words(event: Event, by: Sequence[Entity]) -> str:
    """Return on whose word an event stands, empty in the agency's own voice."""
    if not by:
        return ""
    return f"{_STANCE_WORDS[event.stance or Stance.ASSERTS]} {parties_words(by)}"
