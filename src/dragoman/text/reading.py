"""The text that is parsed, made from a story, with its way back to the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dragoman.model import READ_KINDS, PassageKind, Reading, Story

BREAK = "\n\n"
"""Stands between passages; the tokenizer makes one blank token of it."""

_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-",
}  # fmt: skip

# A hyphen that a line break or a teletype parted from its second half: "Ki- moon", "non- governmental".
# A suspended hyphen stays: "two- and three-way", "short- or medium-range".
_PARTED_HYPHEN = re.compile(r"(?<=\w-) +(?=\w)(?!(?:and|or|to|nor)\b)")

# Initials of a compass point set solid against a name: "S.Korea", "N.Korean", "U.S.Senate".
_SOLID_INITIAL = re.compile(r"(?<=\b[NSEW]\.)(?=[A-Z][a-z]{2})|(?<=\b[NSEW]\. [A-Z]\.)(?=[A-Z][a-z]{2})")

_RUN = 200
"""Units: characters without a blank. A longer run is no word; the tokenizer's time grows with its square."""

_TELETYPE_QUOTES = re.compile(r"``|''")


def make_reading(story: Story) -> Reading:
    """Return the words of a story's headline, body and captions, made plain for the parser.

    Blank runs become one space, typographic quotes and hyphens plain ones, hyphens parted by a line break are
    closed, invisible characters go; endless runs without a blank are broken. Every character left knows where
    it stood.
    """
    chars: list[str] = []
    origins: list[int] = []
    passages: list[tuple[int, int, PassageKind]] = []
    for passage in story.passages:
        if passage.kind not in READ_KINDS:
            continue
        if chars:
            chars.extend(BREAK)
            origins.extend([origins[-1]] * len(BREAK))
        start = len(chars)
        for char, origin in _plain(passage.span.of(story.text)):
            chars.append(char)
            origins.append(passage.span.start + origin)
        if len(chars) == start:
            del chars[max(0, start - len(BREAK)) :], origins[max(0, start - len(BREAK)) :]
            continue
        passages.append((start, len(chars), passage.kind))
    starts, firsts = _segments(origins)
    return Reading("".join(chars), starts, firsts, tuple(passages))


def _plain(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character to read and its offset in `text`."""
    dropped = {i for m in _PARTED_HYPHEN.finditer(text) for i in range(*m.span())}
    split = {m.start() for m in _SOLID_INITIAL.finditer(text)}
    quotes = {m.start() for m in _TELETYPE_QUOTES.finditer(text)}
    blank = True
    run = 0
    for i, char in enumerate(text):
        if (
            i in dropped
            or (i - 1) in quotes
            or (unicodedata.category(char) in ("Cf", "Cc", "Cs") and not char.isspace())
        ):
            continue
        if char.isspace():
            if not blank and text[i:].strip():
                yield " ", i
            blank = True
            continue
        run = 1 if blank else run + 1
        if not blank and (i in split or run > _RUN):
            yield " ", i - 1
            run = 1
        blank = False
        yield ('"', i) if i in quotes else (_PLAIN.get(char, char), i)


def _invisible(char: str) -> bool:
    """Return whether the character shows nothing: zero-width, bidirectional and control characters."""
    return not char.isspace() and unicodedata.category(char) in ("Cf", "Cc", "Cs")


def _segments(origins: list[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where each run of consecutive origins starts, and with which origin."""
    starts: list[int] = []
    firsts: list[int] = []
    for i, origin in enumerate(origins):
        if not i or origin != origins[i - 1] + 1:
            starts.append(i)
            firsts.append(origin)
    return tuple(starts), tuple(firsts)
