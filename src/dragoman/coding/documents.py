"""Papers that speak for whoever issued them: "the resolution calls for", "the statement said"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from dragoman.coding.tree import agents, is_verb, logical_subjects, prepositional

DOCUMENTS = frozenset(
    """resolution statement declaration communique communiqué report letter text motion decree law bill
    draft memorandum editorial commentary dispatch message note leaflet petition ruling verdict""".split()
)

ISSUING = frozenset(
    """adopt issue pass release publish approve endorse sign send submit table sponsor draft make deliver
    write read file circulate distribute broadcast carry hand put unveil launch""".split()
)

MAX_BACK = 400
"""Tokens that an issuer is looked for before the paper is named again."""

Finder = Callable[[Token], tuple[str, ...]]


def issuer(token: Token, whose: Finder, who: Finder) -> tuple[str, ...]:
    """Return who issued the paper at `token`, as told there or where the same paper was named before.

    `whose` finds possessors and qualifiers of a noun, `who` the entities at a token.
    """
    doc = token.doc
    for i in range(token.i, max(-1, token.i - MAX_BACK), -1):
        if doc[i].lemma_ == token.lemma_:
            found = _told_at(doc[i], whose, who)
            if found:
                return found
    return ()


def _told_at(token: Token, whose: Finder, who: Finder) -> tuple[str, ...]:
    found = whose(token)
    if found:
        return found
    for word, noun in prepositional(token, ("by", "from", "of")):
        if who(noun) and (word != "of" or noun.pos_ == "PROPN"):
            return who(noun)
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in ISSUING:
            for agent in agents(child) or (logical_subjects(child) if child.dep_ == "relcl" else []):
                if who(agent):
                    return who(agent)
    head = token.head
    if is_verb(head) and head.lemma_ in ISSUING and token.dep_ in ("dobj", "nsubjpass"):
        return tuple(i for subject in logical_subjects(head) for i in who(subject))
    if (
        token.dep_ == "pobj"
        and head.lower_ == "of"
        and head.head.lemma_ in ("adoption", "passage", "approval")
    ):
        return tuple(i for _, noun in prepositional(head.head, ("by",)) for i in who(noun))
    return ()
