"""Which candidates enter the ledger, and as how many events."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate, copy
from dragoman.coding.parties import Parties
from dragoman.coding.tree import first_conjunct
from dragoman.model import NON_STATE_CODES, EntityKind, EventType

_PUBLIC = frozenset({"GOV", "MIL", "REB", "LEG", "JUD", "COP", "PTY", "OPP", "SPY"})
"""Sectors that make a side political even where its state is not known."""


def _meets(candidate: Candidate, parties: Parties) -> bool:
    """Return whether a visit has a visitor, and talks people or more than one side: not "Abuja talks"."""
    if "visit" in candidate.modes:
        return bool(candidate.actor)
    members = [parties.entity(i) for i in (*candidate.actor, *candidate.recipient)]
    forum = any(e.kind is EntityKind.IGO or e.code in NON_STATE_CODES for e in members)
    people = any(e.kind in (EntityKind.PERSON, EntityKind.GROUP) for e in members)
    return len(members) > 1 or forum or people


def _is_kept(noun: Token) -> bool:
    """Return whether an agreement is only kept or broken here: "implement the accord"."""
    kept = ("implement", "violate", "honor", "honour", "respect", "breach", "observe", "abide", "enforce")
    return first_conjunct(noun).head.lemma_ in kept


def enters(candidate: Candidate, parties: Parties) -> bool:
    """Return whether any side acts for a state or body; a quarrel of private people is no political event."""
    if candidate.type is EventType.CONSULT and not _meets(candidate, parties):
        return False
    if candidate.type is EventType.AGREE and candidate.nominal and _is_kept(candidate.token):
        return False
    sides = [parties.entity(i) for i in (*candidate.actor, *candidate.recipient)]
    return any(side.code or _PUBLIC & set(side.sector) for side in sides)


def hosts(candidate: Candidate, parties: Parties) -> list[Candidate]:
    """Return one visit for each host state: "a trip to Israel and Egypt" is two."""
    if "visit" not in candidate.modes or len(parties.codes(candidate.recipient)) < 2:
        return [candidate]
    by_host: dict[str, list[str]] = {}
    for id in candidate.recipient:
        by_host.setdefault(parties.key(id), []).append(id)
    return [copy(candidate, recipient=tuple(ids)) for ids in by_host.values()]
