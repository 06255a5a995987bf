"""Whether it happened: the status that the syntax around a trigger gives it."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.noun_status import Light, carried, denied, modifier, noun_status
from dragoman.coding.tree import is_verb
from dragoman.coding.verb_status import verb_status
from dragoman.coding.verdict import Verdict
from dragoman.model import PassageKind, Status


def status_of(trigger: Token, passage: PassageKind, light: Light | None = None) -> Verdict:
    """Return the status that the syntax around a trigger, verb or noun, gives it.

    `light` is the verb that carries a noun and how its lexicon row takes the noun: fact, planned, ...
    """
    if light is not None and not any(rule(trigger, passage, 0) for rule in (denied, modifier)):
        return carried(trigger, light, passage)
    if trigger.tag_ == "VBG" and trigger.lemma_ == "visit" and _names_guest(trigger):
        return Verdict(Status.ONGOING, "visiting", f"“{trigger.text}” is there as it is told")
    if is_verb(trigger) and trigger.dep_ not in ("amod", "compound"):
        return verb_status(trigger, passage)
    if trigger.pos_ == "ADJ" and is_verb(trigger.head):
        return verb_status(trigger.head, passage)
    return noun_status(trigger, passage)


def _names_guest(participle: Token) -> bool:
    """Return whether a participle only says of somebody that they are a guest: "told visiting senators"."""
    last = participle.i + 1 >= len(participle.doc)
    if last or not participle.i or any(c.dep_ in ("aux", "prep") for c in participle.children):
        return False
    return participle.nbor().pos_ in ("ADJ", "PROPN", "NOUN") and participle.nbor(-1).lemma_ != "be"
