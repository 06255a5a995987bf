"""Sides that a sentence leaves to the one before: "A meeting with Peretz was scheduled for Monday"."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.model import EventType, PassageKind

MAX_BACK = 120
"""Tokens that a left-out side is looked for."""


def complete(candidates: list[Candidate], parties: Parties) -> None:
    """Give visits without visitor and meetings with one side only the side that the story is about there."""
    before: list[Candidate] = []
    for candidate in candidates:
        if candidate.type is not EventType.CONSULT:
            continue
        if candidate.nominal and candidate.kind is PassageKind.BODY and _one_sided(candidate, parties):
            _lend(candidate, before, parties)
        if candidate.actor:
            before.append(candidate)


def _one_sided(candidate: Candidate, parties: Parties) -> bool:
    if "visit" in candidate.modes:
        return not candidate.actor and bool(candidate.recipient)
    return any(c.dep_ == "prep" and c.lower_ == "with" for c in candidate.token.children) and (
        len(parties.codes(candidate.actor)) == 1
    )


def _lend(candidate: Candidate, before: list[Candidate], parties: Parties) -> None:
    own = parties.codes(candidate.actor) | parties.codes(candidate.recipient)
    for earlier in reversed(before):
        if candidate.token.i - earlier.token.i > MAX_BACK:
            return
        lent = tuple(i for i in earlier.actor if parties.key(i) not in own)
        if lent:
            candidate.actor = (lent[0], *candidate.actor)
            candidate.because("actor", "left out", f"{parties.entity(lent[0]).name}: the side told of before")
            return
