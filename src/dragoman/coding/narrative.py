"""Days that a story does not repeat: what follows in one account happened on the account's day."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.documents import DOCUMENTS
from dragoman.coding.parties import Parties
from dragoman.model import EventType, Status

MAX_BACK = 90
"""Tokens that a day carries on."""

_SCENES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
"""Types that scenes are made of: stones thrown, gas fired, arrests made on one day."""


def carry_on(candidates: list[Candidate], parties: Parties) -> None:
    """Give undated acts of a scene, and what a paper says, the day that the account has just named."""
    for at, candidate in enumerate(candidates):
        if candidate.dated or candidate.status is not Status.HAPPENED:
            continue
        before = candidates[:at]
        day = _scene(candidate, before, parties) or _paper(candidate, candidates, parties)
        if day is not None:
            candidate.start, candidate.end = day.start, day.end
            candidate.because("start", "account goes on", f"the day of “{day.token.text}”")


def _scene(candidate: Candidate, before: list[Candidate], parties: Parties) -> Candidate | None:
    if candidate.type not in _SCENES or candidate.nominal or not candidate.statement:
        return None
    sides = parties.codes((*candidate.actor, *candidate.recipient))
    for earlier in reversed(before):
        if candidate.token.i - earlier.token.i > MAX_BACK:
            return None
        if earlier.type not in _SCENES or earlier.status not in (Status.HAPPENED, Status.ONGOING):
            continue
        told = earlier.dated and earlier.start is not None and earlier.start == earlier.end
        if told and sides & parties.codes((*earlier.actor, *earlier.recipient)):
            return earlier
    return None


def _paper(candidate: Candidate, candidates: list[Candidate], parties: Parties) -> Candidate | None:
    """Return the dated act by which a paper was issued, if the candidate is what the paper says."""
    papers = {t.lemma_ for t in candidate.arguments if t.lemma_ in DOCUMENTS}
    if not papers:
        return None
    for other in candidates:
        words = (
            {c.lemma_ for c in other.token.subtree}
            if other.dated and other.status is Status.HAPPENED
            else set()
        )
        if papers & words and parties.codes(other.actor) & parties.codes(candidate.actor):
            return other
    return None
