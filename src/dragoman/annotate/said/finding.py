"""One attribution as it is being found, and the token arithmetic around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

EDGES = frozenset({",", ";", ":", "--", "-", "–", "—", "―", ".", "...", "(", ")"})
"""Marks that a content does not begin with, nor end with unless quoted."""


@dataclass(slots=True)
class Finding:
    """Who says what by which cue, in tokens."""

    cue: int
    sources: tuple[int, ...]
    content: set[int] = field(default_factory=set)
    stance: str = "asserts"
    attitude: bool = False
    rule: str = ""
    continued: bool = False
    whole: bool = False
    """The content is the main clause of its sentence."""

    @property
    def rank(self) -> tuple[int, int]:
        """Order of the text, the widest content first."""
        return (self.cue, -len(self.content))


def tokens(start: int, end: int) -> set[int]:
    """Return the positions start..end, end not included."""
    return set(range(start, end))


def subtree(token: Token) -> set[int]:
    """Return the positions of a token and all below it."""
    return {t.i for t in token.subtree}


def runs(doc: Doc, content: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the content as token ranges, closed over blanks, without marks at the edges.

    Runs that only marks part become one.
    """
    found: list[list[int]] = []
    for i in sorted(content):
        if found and all(doc[j].is_space or doc[j].is_punct for j in range(found[-1][1], i)):
            found[-1][1] = i + 1
        else:
            found.append([i, i + 1])
    trimmed = (_trim(doc, start, end) for start, end in found)
    return tuple(
        (start, end)
        for start, end in trimmed
        if any(doc[i].is_alpha or doc[i].like_num for i in range(start, end))
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the range without blanks and marks at its edges."""
    while start < end and (doc[start].is_space or doc[start].text in EDGES):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end
