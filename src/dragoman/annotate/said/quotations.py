"""Stretches between quotation marks, over sentence and paragraph borders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

MARK = '"'
OPENING = frozenset({"\u201c", "\u201e", "\u00ab", "``"})
CLOSING = frozenset({"\u201d", "\u00bb"})
MIN_WORDS = 4
"""Words that a quotation needs to be taken for speech rather than for a term held at arm's length."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens between two marks, the marks included; one that runs over paragraphs is one."""

    start: int
    end: int


class Quotations:
    """The quotations of a text, found by their marks."""

    def __init__(
        self, doc: Doc, passage_of: Sequence[int], original: Callable[[int], str] | None = None
    ) -> None:
        self.doc = doc
        self.found = tuple(_find(doc, passage_of, original))
        self._of: dict[int, int] = {i: n for n, q in enumerate(self.found) for i in range(q.start, q.end)}

    def of(self, position: int) -> Quotation | None:
        """Return the quotation that a token stands in."""
        n = self._of.get(position)
        return None if n is None else self.found[n]

    def covers(self, position: int) -> bool:
        """Return whether the token stands in a quotation."""
        return position in self._of

    def opens(self, position: int) -> bool:
        """Return whether the token is an opening mark."""
        quotation = self.of(position)
        return quotation is not None and quotation.start == position

    def closes(self, position: int) -> bool:
        """Return whether the token is a closing mark."""
        quotation = self.of(position)
        return quotation is not None and quotation.end == position + 1

    def within(self, start: int, end: int) -> set[int]:
        """Return the quoted tokens among start..end."""
        return {i for i in range(start, end) if i in self._of}

    def after(self, start: int, end: int) -> set[int]:
        """Return the tokens of the speech-like quotations that begin in start..end."""
        return {
            i
            for q in self.found
            if start <= q.start < end and self.words(q) >= MIN_WORDS
            for i in range(q.start, min(q.end, end))
        }

    def words(self, quotation: Quotation) -> int:
        """Return how many words a quotation has."""
        return sum(t.is_alpha for t in self.doc[quotation.start : quotation.end])


def _find(doc: Doc, passage_of: Sequence[int], original: Callable[[int], str] | None) -> list[Quotation]:
    """Return the quotations in order; a paragraph that opens anew while one is open carries it on.

    A mark that the original sets as an opening one inside an open quotation begins one within, whose end is
    not ours.
    """
    found: list[Quotation] = []
    opened: int | None = None
    depth = 0
    for token in doc:
        first = _opens_paragraph(doc, passage_of, token.i)
        if first and opened is not None and not token.text.startswith(MARK):
            opened, depth = None, 0
        if token.text != MARK:
            continue
        shape = "" if original is None else original(token.idx)
        if opened is None:
            if shape not in CLOSING and (shape in OPENING or _may_open(doc, token.i)):
                opened, depth = token.i, 0
        elif first:
            depth = 0
        elif shape in OPENING:
            depth += 1
        elif depth and shape in CLOSING:
            depth -= 1
        else:
            found.append(Quotation(opened, token.i + 1))
            opened, depth = None, 0
    return found


def _opens_paragraph(doc: Doc, passage_of: Sequence[int], position: int) -> bool:
    """Return whether the token is the first of its paragraph."""
    if doc[position].is_space:
        return False
    before = position - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    return before < 0 or passage_of[before] != passage_of[position]


def _may_open(doc: Doc, position: int) -> bool:
    """Return whether a mark stands where one may open: not set solid against the word before it."""
    if position + 1 >= len(doc) or doc[position + 1].is_space:
        return False
    spaced_before = position == 0 or bool(doc[position - 1].whitespace_) or doc[position - 1].is_space
    spaced_after = bool(doc[position].whitespace_)
    return spaced_before or not spaced_after
