"""Who arrests, jails and deports where no one is named: only a state can."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import agents, is_passive
from dragoman.model import EntityKind, EventType

_OF_STATES = frozenset({"arrest", "deport", "convict"})
"""Modes of acts that only the state of the place can do."""


def settle(candidate: Candidate, parties: Parties) -> None:
    """Give an arrest, conviction or deportation told without its doer the state in which it is made."""
    if candidate.actor or not candidate.recipient or not _OF_STATES & set(candidate.modes):
        return
    if candidate.type not in (EventType.COERCE, EventType.SANCTION) or candidate.nominal:
        return
    if not is_passive(candidate.token) or agents(candidate.token):
        return
    place = parties.layers.entities.get(candidate.place or "")
    code = (place.country or place.code) if place is not None else None
    if code is None:
        codes = {parties.entity(i).code for i in candidate.recipient}
        people = all(parties.entity(i).kind is not EntityKind.STATE for i in candidate.recipient)
        code = codes.pop() if len(codes) == 1 and people else None
    if code is None or code not in parties.layers.states:
        return
    candidate.actor = (parties.state(code),)
    candidate.because("actor", "authorities", f"only the state can, in {parties.layers.states[code]}")
