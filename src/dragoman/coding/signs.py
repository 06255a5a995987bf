"""Signs of status beside a verb or noun: what denies it, what it depends on, how long it lasts."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding import operators as op
from dragoman.coding.documents import DOCUMENTS


def denial(verb: Token) -> str | None:
    """Return the word that denies a verb: "not", "nobody", "neither"."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in op.NEGATORS:
            return child.text
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(
            g.dep_ == "det" and g.lower_ in ("no", "neither") for g in child.children
        ):
            return child.text
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and child.lower_ in op.NOBODY:
            return child.text
        if child.dep_ == "prep" and any(g.lower_ in op.NOBODY for g in child.children):
            return next(g.text for g in child.children if g.lower_ in op.NOBODY)
        if child.dep_ in ("nsubj", "nsubjpass") and any(
            g.dep_ in ("cc", "preconj") and g.lower_ == "neither" for g in child.children
        ):
            return "neither"
    return None


def proviso(verb: Token) -> str | None:
    """Return the word that opens a condition on the act: "will stay if", "only when", "unless"."""
    last = [c for c in verb.conjuncts if c.i > verb.i]
    for child in (c for v in (verb, *last) for c in v.children):
        if child.dep_ in ("advcl", "prep", "ccomp"):
            marks = [c for c in child.children if c.dep_ in ("mark", "advmod") and c.i < child.i]
            opening = next((m for m in marks if m.lower_ in op.PROVISOS), None)
            even = any(m.lower_ == "even" or m.nbor(-1).lower_ == "even" for m in marks if m.i)
            if opening is not None and not even:
                return opening.text
            before = child.left_edge.i - 1
            only = before > verb.i and verb.doc[before].lower_ == "only"
            if child.lower_ not in ("for", "to", "in", "at") and (
                only or any(m.lower_ == "only" for m in marks)
            ):
                return "only"
    return None


def is_reported(verb: Token) -> bool:
    """Return whether the clause hangs on another, as reported speech does."""
    if verb.dep_ in ("ccomp", "parataxis", "acl", "relcl", "advcl", "conj"):
        return True
    return any(c.dep_ in ("parataxis", "ccomp") for c in verb.children)


def is_ranked(noun: Token) -> bool:
    """Return whether a noun is told apart by its place in a row: the first, the only, the latest."""
    return any(c.dep_ == "amod" and c.lower_ in op.RANKS for c in noun.children)


def duration(verb: Token, nth: bool = False) -> str | None:
    """Return a phrase that lets the act go on until now: "for 40 days", with `nth` "for a third day"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "for":
            for unit in child.children:
                if unit.lemma_ in op.UNITS_OF_TIME and (
                    not nth or any(c.lower_ in op.ORDINALS for c in unit.children)
                ):
                    return f"for {unit.text}"
    return None


def is_of_paper(verb: Token) -> bool:
    """Return whether a paper is what speaks: "the resolution, which calls for"."""
    if verb.dep_ == "relcl":
        return verb.head.lemma_ in DOCUMENTS and any(
            c.dep_ == "nsubj" and c.lower_ in ("which", "that") for c in verb.children
        )
    return False
