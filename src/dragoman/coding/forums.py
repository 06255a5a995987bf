"""Talks of many: "the six-party talks" are of those whom the story lists as their members, else a forum."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_verb, logical_objects, logical_subjects, prepositional
from dragoman.model import EntityKind, EventType

_COUNTED = re.compile(
    r"\b(three|four|five|six|seven|eight|[3-8])-(way|party|nation|country|power|sided|state)\b", re.IGNORECASE
)
_NUMBERS = frozenset("three four five six seven eight nine ten eleven twelve dozen".split())
_SIDES = frozenset("nation country state power party side government".split())
_GATHERING = frozenset(
    "include involve group bring gather comprise attend join unite assemble draw feature".split()
)
_TALKS = frozenset(
    {"talk", "negotiation", "forum", "process", "meeting", "conference", "discussion", "round"}
)
_LEAST = 3
"""States from which a list of members is one."""


def settle(candidates: list[Candidate], parties: Parties) -> None:
    """Give counted talks their members, or the forum itself where the story lists none."""
    told = [c for c in candidates if c.type is EventType.CONSULT and c.nominal]
    counted = [c for c in told if _number(c.token) or _held_by_number(c)]
    if not counted:
        return
    members, where = _members(parties)
    telling = [c for c in counted if _tells_when(c)] or counted[:1]
    for candidate in counted:
        if candidate not in telling:
            # "not optimistic about the six-way talks": named, not told of.
            candidate.actor = candidate.recipient = ()
        elif members:
            candidate.actor, candidate.recipient = members, ()
            candidate.because("actor", "members", f"those whom “{where}” lists")
        elif not candidate.actor and _number(candidate.token):
            candidate.actor = (parties.forum(_name(candidate.token)),)
            candidate.because("actor", "forum", "a meeting of more sides than the story names")
    for candidate in candidates if members and not any(map(_tells_when, counted)) else ():
        talks = candidate.type is EventType.CONSULT and candidate.nominal and not candidate.actor
        if talks and candidate not in counted and _tells_when(candidate) and _is_definite(candidate.token):
            candidate.actor = members
            candidate.because("actor", "members", "the talks that the story counts the sides of")


def _tells_when(candidate: Candidate) -> bool:
    """Return whether a mention says that or when the talks are held."""
    if candidate.frame.light is not None or candidate.frame.occur is not None:
        return True
    return any(t.ent_type_ == "DATE" for c in candidate.token.lefts for t in c.subtree)


def _number(noun: Token) -> str:
    """Return the count of sides before a word for talks: "six-nation"."""
    before = noun.doc[noun.left_edge.i : noun.i].text
    found = _COUNTED.search(before) if noun.lemma_.lower() in _TALKS else None
    return found.group(0) if found else ""


def _held_by_number(candidate: Candidate) -> bool:
    """Return whether those who hold the talks are only counted: "seven nations began talks"."""
    carrier = candidate.frame.light
    if carrier is None or candidate.token.lemma_.lower() not in _TALKS:
        return False
    holders = logical_subjects(carrier)
    holders += [inner for t in holders for _, inner in prepositional(t, ("of", "from"))]
    return any(
        t.lemma_.lower() in _SIDES and any(c.dep_ == "nummod" and _many(c.lower_) for c in t.children)
        for t in holders
    )


def _many(count: str) -> bool:
    return count in _NUMBERS or (count.isdigit() and int(count) >= _LEAST)


def _name(noun: Token) -> str:
    return f"{_number(noun).lower()} {noun.text.lower()}"


def _is_definite(noun: Token) -> bool:
    others = [c for c in noun.children if c.i < noun.i and c.dep_ in ("amod", "compound", "nmod", "poss")]
    the = any(c.lower_ == "the" for c in noun.children)
    return the and not others and noun.lemma_.lower() in _TALKS


def _members(parties: Parties) -> tuple[tuple[str, ...], str]:
    """Return the sides that a sentence about talks lists, and the word that brings the list."""
    for verb in parties.doc:
        if not is_verb(verb) or verb.lemma_ not in _GATHERING:
            continue
        if not any(_is_talks(t) for t in logical_subjects(verb)):
            continue
        nouns = [*logical_objects(verb), *(n for _, n in prepositional(verb, ("together",)))]
        listed = _listed(nouns, parties)
        if listed:
            return listed, verb.text
    for noun in parties.doc:
        if _is_talks(noun):
            listed = _listed([n for _, n in prepositional(noun, ("between", "among", "of", "with"))], parties)
            if listed:
                return listed, noun.text
    return (), ""


def _is_talks(token: Token) -> bool:
    return token.lemma_.lower() in _TALKS


def _listed(nouns: list[Token], parties: Parties) -> tuple[str, ...]:
    ids = dict.fromkeys(i for noun in nouns for i in parties.spread_at(noun))
    states = [i for i in ids if parties.entity(i).kind is EntityKind.STATE]
    return tuple(states) if len(states) >= _LEAST else ()
