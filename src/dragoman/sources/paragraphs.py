"""The paragraphs of a text, whether parted by blank lines, by line ends or by indents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import median

from dragoman.model import Span

_WIDEST = 220
"""Characters of the longest line that may have been wrapped; teletypes wrote 69, mail 100, screens more."""

_OPENING = 110
"""Characters of the longest line that is asked whether it opens a paragraph."""

_SENTENCE_END = (".", "!", "?", ":", "///", "<", "=", '"', "”", "''", ")")
_OPEN_WORDS = frozenset(
    "a an and at by for from in its of on or that the their to was were which who will with would".split()
)
"""Words that end no paragraph and no headline."""
_CONTROLS = "\ufeff\x00\x01\x02\x03\x04\x1a"
_BULLETS = ("* ", "- ", "• ", "-- ")


def split(text: str, opens: Callable[[str], bool] = lambda line: False) -> list[Span]:
    """Return the paragraphs in order, without the blanks and control marks around them.

    Lines that were wrapped at a fixed width are joined; `opens` tells of a line whether it starts a paragraph
    even so (a dateline, a byline, a note).

    Example:
        >>> split("One.\\n\\nTwo.")
        [Span(start=0, end=4), Span(start=6, end=10)]
    """
    blocks = _blocks(text)
    wrapped = _wrapped(text, blocks)
    inner = [len(line) for block in blocks for line in block[:-1]]
    width = median(inner) if inner else 0
    return [
        Span(run[0].start, run[-1].end)
        for block in blocks
        for run in _runs(text, block, wrapped, width, opens)
    ]


def _blocks(text: str) -> list[list[Span]]:
    """Return the lines that are not blank, in blocks parted by blank lines."""
    blocks: list[list[Span]] = [[]]
    pos = 0
    for line in text.splitlines(keepends=True):
        start, end = _core(line)
        if start < end:
            blocks[-1].append(Span(pos + start, pos + end))
        elif blocks[-1]:
            blocks.append([])
        pos += len(line)
    return [block for block in blocks if block]


def _core(line: str) -> tuple[int, int]:
    """Return where a line's words start and end: a teletype's "^", "<" and "=" around them left out."""
    core = line.strip().strip(_CONTROLS).strip()
    if any(c.isalnum() for c in core):
        core = core.lstrip("^").rstrip("<= ").strip()
    start = line.find(core)
    return start, start + len(core)


def _wrapped(text: str, blocks: list[list[Span]]) -> bool:
    """Return whether lines end at a fixed width: sentences run on over them."""
    running = ending = 0
    for block in blocks:
        for before, line in pairwise(block):
            if len(before) > _WIDEST:
                return False
            if _ends(text, before):
                ending += 1
            elif _runs_on(text, before, line):
                running += 1
    return running >= 2 and running >= 0.5 * ending


def _ends(text: str, line: Span) -> bool:
    return text[max(line.start, line.end - 3) : line.end].endswith(_SENTENCE_END)


def _runs_on(text: str, before: Span, line: Span) -> bool:
    """Return whether a sentence goes on in the next line."""
    if not 15 < len(before) <= _WIDEST:
        return False
    if text[line.start].islower():
        return not text.startswith("by ", line.start)
    return before.of(text).rsplit(None, 1)[-1] in _OPEN_WORDS


def _runs(
    text: str, block: list[Span], wrapped: bool, width: float, opens: Callable[[str], bool]
) -> list[list[Span]]:
    """Return the lines of one block, those of one paragraph together."""
    runs = [[block[0]]]
    for before, line in pairwise(block):
        if wrapped:
            parted = _parted(text, runs[-1][0], before, line, width)
        else:
            parted = _ends(text, before) or not _runs_on(text, before, line)
        if parted or text[line.start - 1] == "^" or (len(line) <= _OPENING and opens(line.of(text))):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _parted(text: str, first: Span, before: Span, line: Span, width: float) -> bool:
    """Return whether a wrapped line starts a paragraph: by an indent, a bullet, a short line before it."""
    closed = _ends(text, before) and len(before) < 0.75 * width
    indented = _indent(text, line) >= _indent(text, before) + 2 or text.startswith(_BULLETS, line.start)
    alone = before is first and len(before) < 25 and before.of(text).isupper() and " " not in before.of(text)
    return closed or indented or alone or text[before.end : before.end + 1] == "<"


def _indent(text: str, line: Span) -> int:
    """Return how many blanks stand before a line."""
    blanks = 0
    for char in reversed(text[max(0, line.start - 40) : line.start]):
        if char not in " \t":
            break
        blanks += 4 if char == "\t" else 1
    return blanks
