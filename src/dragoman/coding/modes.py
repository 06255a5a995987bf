"""Modes that follow from who takes part and where, not from the trigger's word."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.model import NON_STATE_CODES, EntityKind, EventType

MANY_STATES = 3
"""States from which a meeting is multilateral. Source: PLOVER codebook, CONSULT."""


def settle(candidate: Candidate, parties: Parties) -> None:
    """Put both sides of a mutual event under actor and give meetings their modes."""
    mutual = "mutual" in candidate.row.flags or (
        candidate.type is EventType.CONSULT and "visit" not in candidate.modes
    )
    if mutual and candidate.recipient:
        candidate.actor = tuple(dict.fromkeys(candidate.actor + candidate.recipient))
        candidate.recipient = ()
    if (
        candidate.type is EventType.CONSULT
        and "visit" not in candidate.modes
        and "phone" not in candidate.modes
    ):
        _meeting(candidate, parties)


def _meeting(candidate: Candidate, parties: Parties) -> None:
    members = [parties.entity(i) for i in candidate.actor]
    states = {parties.key(e.id) for e in members if e.code not in NON_STATE_CODES}
    forum = [e for e in members if e.kind is EntityKind.IGO or e.code in NON_STATE_CODES]
    if len(states) >= MANY_STATES or (forum and len(states) != 2):
        candidate.modes = ("multilateral",)
        who = forum[0].name if forum else f"{len(states)} states"
        candidate.because("modes", "multilateral", f"a meeting of {who}")
        return
    candidate.modes = tuple(m for m in candidate.modes if m != "multilateral" or len(states) < 2)
    place = parties.layers.entities.get(candidate.place or "")
    host = (place.country or place.code) if place is not None else None
    if host and len(states) == 2 and all(e.code for e in members) and host not in {e.code for e in members}:
        candidate.modes = ("third-party",)
        candidate.because("modes", "third-party", f"{place.name if place else host} belongs to neither side")
