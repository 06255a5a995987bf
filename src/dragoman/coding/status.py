"""Whether it happened: the status that the syntax around a trigger gives it."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.noun_status import Light, carried, denied, modifier, noun_status
from dragoman.coding.tree import is_verb
from dragoman.coding.verb_status import verb_status
from dragoman.coding.verdict import Verdict
from dragoman.model import PassageKind


def status_of(trigger: Token, passage: PassageKind, light: Light | None = None) -> Verdict:
    """Return the status that the syntax around a trigger, verb or noun, gives it.

    `light` is the verb that carries a noun and how its lexicon row takes the noun: fact, planned, ...
    """
    if light is not None and not any(rule(trigger, passage, 0) for rule in (denied, modifier)):
        return carried(trigger, light, passage)
    if is_verb(trigger) and trigger.dep_ not in ("amod", "compound"):
        return verb_status(trigger, passage)
    if trigger.pos_ == "ADJ" and is_verb(trigger.head):
        return verb_status(trigger.head, passage)
    return noun_status(trigger, passage)
