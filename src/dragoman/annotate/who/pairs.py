"""The two that a story sets against or beside each other: "both sides" after "Israel shelled Gaza"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, Found
from dragoman.annotate.who.phrases import MODIFIERS, SUBJECTS, governor, is_subject
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.model import EntityKind

_REACH = 160
"""Tokens back within which a pair is still in mind."""
_OF_STATE = frozenset({"GOV", "MIL", "CVL", "COP", "LEG", ""})
"""Sectors of those in whose stead the state itself is a side."""
_TOGETHER = words("between and against with from over to on into at")
"""Prepositions that bring the other party of an act."""
_BEFORE = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod"})
"""What "Israeli" may be to "Palestinian" or to the noun behind both."""


def opposed(scene: Scene, token: Token, states: bool = False) -> tuple[Draft, ...]:
    """Return the last two parties before a word that are coordinated or of which one acts upon the other.

    Whoever speaks to or of them in the word's own sentence is none of the two. With `states` both must be
    states, or act for them, and a speaker may be one of the two: "Amman told Cairo that the two countries".
    """
    outside = set[object]() if states else _speakers(scene, token)
    for found in sorted(scene.cast.found.values(), key=lambda f: -f.head):
        if found.head >= token.i:
            continue
        if token.i - found.head > _REACH:
            break
        pair = _pair(scene, found)
        if states and any(d.kind is not EntityKind.STATE for d in pair):
            continue
        if len(pair) == 2 and not outside & {_side(d) for d in pair}:
            return pair
    return ()


def _speakers(scene: Scene, token: Token) -> set[object]:
    """Return the sides of the subject of the word's clause, unless the word is that subject."""
    if is_subject(token):
        return set()
    at = governor(token)
    while at.pos_ not in ("VERB", "AUX") and at.head != at:
        at = at.head
    out: set[object] = set()
    for child in at.children:
        subject = scene.cast.at(child.i) if child.dep_ in SUBJECTS else None
        if subject is not None and child.i < token.i:
            out.update(_side(d) for d in subject.drafts)
    return out


def _pair(scene: Scene, found: Found) -> tuple[Draft, ...]:
    """Return the two parties that a mention makes with the one before it that it belongs with."""
    if len(found.drafts) == 2:
        return _two(scene, *found.drafts)
    head = scene.doc[found.head]
    if len(found.drafts) != 1 or found.rule.endswith("locative"):
        return ()
    for other in _beside(head):
        partner = scene.cast.at(other.i)
        if partner is not None and len(partner.drafts) == 1 and not partner.rule.endswith("locative"):
            pair = _two(scene, partner.drafts[0], found.drafts[0])
            if pair:
                return pair
    return ()


def _beside(head: Token) -> list[Token]:
    """Return the words before a head with which it is coordinated or upon whose act it stands."""
    if head.dep_ == "conj" and head.head.i < head.i:
        return [head.head]
    if head.dep_ in MODIFIERS and head.dep_ != "poss":
        beside = [c for c in (*head.head.lefts, *head.lefts) if c.i < head.i and c.dep_ in _BEFORE]
        if beside:
            return beside
    verb: Token | None = None
    if head.dep_ == "dobj":
        verb = head.head
    elif head.dep_ == "pobj" and head.head.lower_ in _TOGETHER:
        verb = head.head.head
        if verb.pos_ == "NOUN" and verb.dep_ in ("dobj", "attr"):
            verb = verb.head
    elif head.dep_ in ("amod", "poss") and head.head.dep_ == "dobj":
        verb = head.head.head
    if verb is None or verb.pos_ != "VERB":
        return []
    subjects = [c for c in verb.lefts if c.dep_ in SUBJECTS]
    return subjects + [c for s in subjects for c in s.lefts if c.dep_ in MODIFIERS]


def _two(scene: Scene, one: Draft, other: Draft) -> tuple[Draft, ...]:
    """Return two parties as sides, states in the stead of their organs; none if they are no two sides."""
    if any(
        d.kind is EntityKind.PLACE or (d.acts_for() is None and d.kind is EntityKind.PERSON)
        for d in (one, other)
    ):
        return ()
    pair = _party(scene, one), _party(scene, other)
    return pair if _side(pair[0]) != _side(pair[1]) else ()


def _party(scene: Scene, draft: Draft) -> Draft:
    code = draft.acts_for()
    if code is None or draft.kind in (EntityKind.STATE, EntityKind.IGO):
        return draft
    if set(draft.sectors or ("",)) <= _OF_STATE and scene.cast.known(("state", code)) is not None:
        return scene.state(code)
    return draft


def _side(draft: Draft) -> object:
    """Return what tells one side from another: the state, but rebels and opponents are their own side."""
    if set(draft.sectors or ("",)) <= _OF_STATE:
        return draft.acts_for() or id(draft)
    return id(draft)
