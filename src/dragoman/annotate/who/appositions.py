"""Noun phrases beside a name that tell who it is: "the chief delegate, X", "X is the minister"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft
from dragoman.annotate.who.memory import is_person
from dragoman.annotate.who.phrases import extent, is_next, is_plural
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.model import EntityKind, MentionKind

_DEEP = 3
_OF_STATES = words("country nation state kingdom republic ally neighbor neighbour power member partner host")
"""Nouns that describe a state named before them."""


def apposed(scene: Scene, token: Token) -> Token | None:
    """Return the name put behind a noun phrase, also where the parse hangs it on the phrase's last noun."""
    return _apposed(scene, token, _DEEP) or _next(scene, token)


def _next(scene: Scene, token: Token) -> Token | None:
    """Return the person named right behind the phrase and a comma, whatever the parse makes of it."""
    end = extent(token)[1]
    if end + 1 >= token.sent.end or scene.doc[end].text != ",":
        return None
    hit = scene.people.at.get(end + 1)
    if hit is None:
        return None
    head = scene.doc[hit[0] : hit[1]].root
    return None if head.dep_ in ("conj", "compound", "poss") else head


def described(scene: Scene, token: Token) -> Draft | None:
    """Return the body whose name follows a noun for its kind without a comma: "local newspaper X"."""
    name = scene.names.get(token.i + 1)
    if name is None or name.sense.body is None or name.start != token.i + 1:
        return None
    return scene.named(name)


def _apposed(scene: Scene, token: Token, deep: int) -> Token | None:
    end = token.i + 1
    for right in token.rights:
        if right.dep_ == "appos" and not is_next(scene.doc, end, right.left_edge.i):
            return None
        end = max(end, right.right_edge.i + 1)
        if right.dep_ == "appos":
            if right.i in scene.people.at:
                return right
            name = scene.names.get(right.i)
            return right if name is not None and name.sense.body is not None else None
        if deep and right.dep_ == "prep":
            for goal in right.children:
                if goal.dep_ == "pobj":
                    inner = _apposed(scene, goal, deep - 1)
                    if inner is not None and inner.i in scene.people.at:
                        return inner
    return None


def bearer(scene: Scene, token: Token) -> Draft | None:
    """Return who bears the office or is the body that a phrase describes, where the name stands beside it."""
    if is_plural(token):
        return None
    name = apposed(scene, token)
    if name is not None:
        return scene.person_at(name.i) or scene.named(scene.names[name.i])
    return _before(scene, token) or _subject(scene, token)


def _before(scene: Scene, token: Token) -> Draft | None:
    """Return whom a phrase behind a name describes, the second of two offices included."""
    at = token
    while at.dep_ == "conj" and at.head != at and at.head.i < at.i:
        at = at.head
    if at.dep_ != "appos" or at.head == at:
        return None
    found = scene.cast.at(at.head.i)
    if found is None or len(found.drafts) != 1 or found.kind is MentionKind.PRONOUN:
        return None
    if at != token:
        beside = scene.cast.at(at.i)
        if beside is None or beside.drafts != found.drafts:
            return None
    draft = found.drafts[0]
    if draft.plural and is_plural(at.head):
        return None
    return draft if draft.kind is not EntityKind.STATE or token.lemma_.lower() in _OF_STATES else None


def _subject(scene: Scene, token: Token) -> Draft | None:
    """Return the person who is said to be or become what the phrase tells."""
    if token.dep_ != "attr" or token.head.lemma_ not in ("be", "become", "remain"):
        return None
    subject = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
    found = scene.cast.at(subject.i) if subject is not None else None
    if found is not None and len(found.drafts) == 1 and is_person(found.drafts[0]):
        return found.drafts[0]
    return None


def said_of(scene: Scene, token: Token) -> tuple[int, int]:
    """Return the token range of a phrase without the name put behind it, as a surface form."""
    start, end = scene.core(token)
    name = apposed(scene, token)
    if name is not None:
        end = min(end, scene.people.at[name.i][0] if name.i in scene.people.at else name.left_edge.i)
    while end > token.i + 1 and (scene.doc[end - 1].is_punct or scene.doc[end - 1].is_space):
        end -= 1
    if end > token.i and scene.doc[end - 1].tag_ == "POS":
        end -= 1
    return start, max(end, token.i + 1)
