"""A status and why: what every rule of status returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.model import PassageKind, Status

MAX_DEPTH = 7
"""Clauses that a status is followed up through; deeper nesting is read as its own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and why."""

    status: Status
    rule: str
    reason: str
    statement: bool = False
    """The verb stands in the simple past or a headline's present: it was said or done on a day."""
    perfect: bool = False


Rule = Callable[[Token, PassageKind, int], Verdict | None]
"""A rule looks at a verb or noun, the kind of its passage and how deep its clause was followed up."""
