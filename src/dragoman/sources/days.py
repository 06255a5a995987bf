"""Days as headers and captions write them: with or without a year, with or without a weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_ORDINAL = r"(?:st|nd|rd|th)?"

DAY = (
    rf"(?:(?P<w>\b{WEEKDAY})\b\.?,?\s{{0,3}}\(?)?"
    rf"(?:\b(?P<m>{MONTH})\b\.?\s{{0,3}}(?P<d>\d{{1,2}}){_ORDINAL}(?![\d:])"
    rf"|\b(?P<d2>\d{{1,2}}){_ORDINAL}\s{{1,3}}(?:of\s)?(?P<m2>{MONTH})\b\.?)"
    r"(?:\s{0,3}\(?,?\s{0,3}(?P<y>(?:19|20)\d\d)\b\)?)?"
    rf"(?:\s{{0,3}},?\s?\(?(?P<w2>{WEEKDAY})\b\)?)?"
)
"""A day with its month, perhaps with a year and a weekday; groups w, m, d, d2, m2, y, w2."""

_DAY = re.compile(DAY, re.IGNORECASE)
_ISO = re.compile(r"\b((?:19|20)\d\d)([-/.])(\d\d?)\2(\d\d?)(?!\d)")
_YEAR = re.compile(r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d,.%-]\d|%)\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day as it stands in a text."""

    start: int
    end: int
    month: int
    day: int
    year: int | None
    weekday: int | None
    """0 for Monday to 6 for Sunday."""

    @property
    def full(self) -> date | None:
        """The day with its year, or None if the text gives no year or no such day."""
        return None if self.year is None else day_of(self.year, self.month, self.day)


def full_year(digits: str) -> int:
    """Return the year of two digits or four: 1970 to 2069."""
    year = int(digits)
    return year if year > 99 else year + (1900 if year > 69 else 2000)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_of(word: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, from a weekday's name or its short form."""
    return next((i for i, name in enumerate(WEEKDAYS) if name.startswith(word.lower()[:3])), None)


def from_match(match: re.Match[str], small: bool = False) -> DayMention | None:
    """Return the day that a match of `DAY` names, or None if it is none ("may 5", "Sep 41").

    `small`: the place is one for a date, so that a month may be written small: "3 mar 2026".
    """
    word = match["m"] or match["m2"]
    if not (small or word[0].isupper()):
        return None
    month = MONTHS.index(word.lower()[:3]) + 1
    day = int(match["d"] or match["d2"])
    if day_of(2000, month, day) is None:
        return None
    week = match["w"] or match["w2"]
    year = int(match["y"]) if match["y"] else None
    return DayMention(match.start(), match.end(), month, day, year, weekday_of(week) if week else None)


def find_days(text: str) -> Iterator[DayMention]:
    """Yield each day named with its month, in order of the text, then those in figures only."""
    for match in _DAY.finditer(text):
        if (found := from_match(match)) is not None:
            yield found
    for match in _ISO.finditer(text):
        if (day := day_of(int(match[1]), int(match[3]), int(match[4]))) is not None:
            yield DayMention(*match.span(), day.month, day.day, day.year, None)


def find_years(text: str) -> list[int]:
    """Return every year from 1900 to 2099 that the text names, in its order."""
    return [int(match[0]) for match in _YEAR.finditer(text)]


def find_weekdays(text: str) -> list[int]:
    """Return every weekday that the text names in full, in its order."""
    return [day for match in _WEEKDAY.finditer(text) if (day := weekday_of(match[0])) is not None]
