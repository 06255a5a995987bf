"""The paragraphs of a text, whether parted by blank lines, by line ends or by indents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from statistics import median

from dragoman.model import Span

_NARROWEST, _WIDEST = 35, 110
_SENTENCE_END = (".", "!", "?", '."', ".”", ".''", ".)", '?"', '!"', ":", "///", "<", "=")


def split(text: str, opens: Callable[[str], bool] = lambda line: False) -> list[Span]:
    """Return the paragraphs in order, without the blanks around them.

    Lines that were wrapped at a fixed width are joined; `opens` tells of a line whether it starts a paragraph
    even so (a dateline, a byline, a note).

    Example:
        >>> split("One.\\n\\nTwo.")
        [Span(start=0, end=4), Span(start=6, end=10)]
    """
    blocks = _blocks(text)
    if not _wrapped(text, blocks):
        return [line for block in blocks for line in block]
    width = median([len(line) for block in blocks for line in block[:-1]])
    return [Span(run[0].start, run[-1].end) for block in blocks for run in _runs(text, block, width, opens)]


def _blocks(text: str) -> list[list[Span]]:
    """Return the lines that are not blank, in blocks parted by blank lines."""
    blocks: list[list[Span]] = [[]]
    pos = 0
    for line in text.splitlines(keepends=True):
        core = line.strip().strip("\ufeff\x00\x01\x02\x03\x04\x1a")
        if core:
            start = pos + line.index(core)
            blocks[-1].append(Span(start, start + len(core)))
        elif blocks[-1]:
            blocks.append([])
        pos += len(line)
    return [block for block in blocks if block]


def _wrapped(text: str, blocks: list[list[Span]]) -> bool:
    """Return whether lines end at a fixed width rather than at the end of a paragraph."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 2:
        return False
    if not _NARROWEST <= median([len(line) for line in inner]) <= _WIDEST:
        return False
    if max(map(len, inner)) > 2 * _WIDEST:
        return False
    running = sum(not text[line.end - 4 : line.end].rstrip().endswith(_SENTENCE_END) for line in inner)
    return running >= 0.6 * len(inner)


def _runs(text: str, block: list[Span], width: float, opens: Callable[[str], bool]) -> list[list[Span]]:
    """Return the lines of one block, those of one paragraph together."""
    runs = [[block[0]]]
    for before, line in pairwise(block):
        first = runs[-1][0]
        closed = text[before.end - 3 : before.end].endswith(_SENTENCE_END) and len(before) < 0.75 * width
        indented = _indent(text, line) >= _indent(text, before) + 2 or _bulleted(text, line)
        outdented = before is first and _indent(text, first) == 0 and _indent(text, line) >= 2
        if (
            closed
            or indented
            or outdented
            or opens(line.of(text))
            or (before is first and _single(before, text))
        ):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _indent(text: str, line: Span) -> int:
    start = max(
        text.rfind("\n", max(0, line.start - 80), line.start),
        text.rfind("\r", max(0, line.start - 80), line.start),
    )
    blanks = text[start + 1 : line.start] if start >= 0 else ""
    return sum(4 if c == "\t" else 1 for c in blanks) if not blanks.strip() else 0


def _bulleted(text: str, line: Span) -> bool:
    return (
        text[line.start : line.start + 2] in ("* ", "- ", "• ") or text[line.start : line.start + 3] == "-- "
    )


def _single(line: Span, text: str) -> bool:
    """Return whether a line is complete in itself: a mark or a rule."""
    return len(line) < 25 and line.of(text).isupper() and " " not in line.of(text).strip()
