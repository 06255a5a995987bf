"""A text cut into the pieces that times are written in: words, numerals, clock times, slashed dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.annotate.timex.lexicon import classes_of_word

_PIECE = re.compile(
    r"""
    \n+
  | \d{4}-\d{2}-\d{2}(?![\d-])
  | (?<![\d/.,])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])
  | (?<![\d/.,])\d{1,2}\.\d{1,2}\.\d{4}(?!\d)
  | (?<![\d:.,$])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])
  | \d{1,2}\.\d{2}(?=\s?[ap]\.?m\b)
  | \d{1,2}(?=(?:[ap]\.?m\b|[ap]m\b))
  | '?\d{2}'?s\b | \d{4}'?s\b
  | (?<![\w'])'\d{2}\b
  | \d+(?:st|nd|rd|th)\b
  | \d{1,3}(?:,\d{3})+(?![\d,]) | \d+\.\d+ | \d+/\d+ | \d+(?![^\W\d_])
  | [ap]\.\s?m\.? | \b[ap]m\b
  | \b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.
  | 's\b
  | [^\W_]+
  | [^\w\s] | _
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MERIDIEM = re.compile(r"[ap]\.?\s?m\.?")
_SHAPES = (
    ("BREAK", re.compile(r"\n+")),
    ("ISO", re.compile(r"\d{4}-\d{2}-\d{2}")),
    ("SLASHED", re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})")),
    ("CLOCK", re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")),
    ("POINTCLOCK", re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")),
    ("DECADE", re.compile(r"(?:\d{3}0|'?\d0)'?s")),
    ("YEARSHORT", re.compile(r"'\d\d")),
    ("DAYNUM", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("DAYORD", re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")),
    ("ORDN", re.compile(r"\d+(?:st|nd|rd|th)")),
    ("YEAR", re.compile(r"1\d{3}|20\d{2}|2100")),
    ("TWODIGIT", re.compile(r"\d\d")),
    ("ZONECLOCK", re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")),
    ("HOURNUM", re.compile(r"[1-9]|1[0-2]")),
    ("NUM", re.compile(r"\d+|\d{1,3}(?:,\d{3})+|\d+\.\d+")),
    ("NINEELEVEN", re.compile(r"9/11")),
    ("FRACTION", re.compile(r"\d/\d")),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, numeral or mark with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


def cut(text: str) -> list[Piece]:
    """Return the pieces of a text.

    Example:
        >>> [piece.text for piece in cut("the 12-year low on Nov. 8")]
        ['the', '12', '-', 'year', 'low', 'on', 'Nov.', '8']
    """
    return [Piece(m[0], m.start(), m.end()) for m in _PIECE.finditer(text)]


@cache
def classes(lower: str) -> frozenset[str]:
    """Return the classes of a piece in lower case: those of its word and those of its shape."""
    if lower[:1].isalpha():
        found = set(classes_of_word(lower))
        if _MERIDIEM.fullmatch(lower):
            found.add("MERIDIEM")
        return frozenset(found)
    return frozenset(name for name, shape in _SHAPES if shape.fullmatch(lower)) | classes_of_word(lower)
