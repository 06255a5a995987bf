"""Which candidates enter the ledger, and as how many events."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate, copy
from dragoman.coding.parties import Parties
from dragoman.coding.tree import first_conjunct, is_passive, is_verb, logical_subjects
from dragoman.model import NON_STATE_CODES, Entity, EntityKind, EventType

_PUBLIC = frozenset({"GOV", "MIL", "REB", "LEG", "JUD", "COP", "PTY", "OPP", "SPY"})
"""Sectors that make a side political even where its state is not known."""


def _meets(candidate: Candidate, parties: Parties) -> bool:
    """Return whether a visit has a visitor, and talks people or more than one side: not "Abuja talks"."""
    if "visit" in candidate.modes:
        return any(not _is_private(parties.entity(i)) for i in candidate.actor)
    members = [parties.entity(i) for i in (*candidate.actor, *candidate.recipient)]
    forum = any(e.kind is EntityKind.IGO or e.code in NON_STATE_CODES for e in members)
    people = any(e.kind in (EntityKind.PERSON, EntityKind.GROUP) for e in members)
    return len(members) > 1 or forum or people


_PRIVATE = frozenset({"CVL", "REF", "LAB", "MED", "EDU", "AGR", "CRM", "UNS"})
"""Sectors of those whose journeys are their own: refugees who reach a city are no visit."""


def _is_private(entity: Entity) -> bool:
    return entity.kind is EntityKind.GROUP and bool(entity.sector) and set(entity.sector) <= _PRIVATE


_SAYING = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE}
)
_STATING = frozenset({"insist", "suggest"})
_WILLED = frozenset({"must", "should", "shall", "ought", "have"})


def _only_states(candidate: Candidate) -> bool:
    """Return whether a verb that may demand only says that something is so: "insisted that he was ill"."""
    token = candidate.token
    if candidate.type is not EventType.REQUEST or token.lemma_ not in _STATING or candidate.carrier:
        return False
    if any(c.dep_ == "prep" and c.lower_ == "on" for c in token.children):
        return False
    clause = next((c for c in token.children if c.dep_ == "ccomp"), None)
    if clause is None:
        return True
    words = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    if any(w.dep_ == "aux" and w.lower_ in _WILLED - {"have"} for w in words):
        return False
    return any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for w in words)


def _by_a_thing(candidate: Candidate, parties: Parties) -> bool:
    """Return whether what speaks is no one: "tensions threatening the country", "the crisis demands"."""
    verb = candidate.token
    if candidate.type not in _SAYING or candidate.actor or not is_verb(verb) or is_passive(verb):
        return False
    subjects = logical_subjects(verb)
    return bool(subjects) and all(t.pos_ == "NOUN" and not parties.at(t) for t in subjects)


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
    if _only_states(candidate) or _by_a_thing(candidate, parties):
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
