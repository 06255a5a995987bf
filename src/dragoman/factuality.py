"""How sure a text is that something took place, as one number.

Source: the scale of UW event factuality (Lee et al. 2015): -3 certainly not, 0 open, +3 certainly.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.coding.operators import NEGATORS
from dragoman.coding.verdict import Verdict
from dragoman.model import Status, Utterance

BY_STATUS = {
    Status.HAPPENED: 3.0,
    Status.ONGOING: 2.6,
    Status.PLANNED: 2.0,
    Status.POSSIBLE: 0.9,
    Status.NEGATED: -2.0,
}
"""What a status is worth where no rule says otherwise."""

BY_RULE = {
    # Named in passing, or after a verb whose own outcome is open ("tried to flee").
    (Status.HAPPENED, "noun"): 2.4,
    (Status.HAPPENED, "default"): 2.0,
    (Status.HAPPENED, "shares governor"): 2.4,
    (Status.ONGOING, "shares governor"): 2.0,
    # "Will" is surer than a plan, a plan surer than an aim or what somebody said would come.
    (Status.PLANNED, "future"): 2.4,
    (Status.PLANNED, "governor"): 1.8,
    (Status.PLANNED, "purpose"): 1.8,
    (Status.PLANNED, "reported future"): 1.5,
    (Status.PLANNED, "is to"): 1.5,
    (Status.POSSIBLE, "condition"): 0.6,
    # The object of an open verb is often older than it: "may extend the blockade".
    (Status.POSSIBLE, "verb of the noun"): 1.5,
    # What is rejected or blocked may stand all the same: "rejected the offer".
    (Status.NEGATED, "governing verb"): 0.0,
    (Status.NEGATED, "verb of the noun"): 0.0,
    (Status.NEGATED, "without"): -1.0,
}
"""What the rule that settled the status makes of it."""

SAID = -0.2
"""Added to a fact that rests on somebody's word."""

DOUBTED = -0.7
"""Added to a fact that somebody suspects, wishes or judges."""

DENIED = -1.0
"""The worth of what somebody denies and the text does not."""

MODIFYING = -0.5
"""Added to a fact that only qualifies a noun: the takeover in "takeover rumours"."""

EMPTY_HANDED = 2.0
"""The worth of a verb whose object is denied, not itself: "sees no hope"."""


def factuality(token: Token, verdict: Verdict, said: Iterable[tuple[Utterance, int]]) -> float:
    """Return how certain what a word tells is, from -3 to +3.

    `said` holds the utterances around it, each with the length of its content in tokens.
    """
    if verdict.rule == "negation" and _object_denied(token):
        return EMPTY_HANDED
    value = BY_RULE.get((verdict.status, verdict.rule), BY_STATUS[verdict.status])
    if value > 0 and token.dep_ == "compound":
        value += MODIFYING
    around = [(length, utterance) for utterance, length in said if utterance.cue != token.i]
    if value <= 0 or not around:
        return value
    _, nearest = min(around, key=lambda item: item[0])
    if nearest.stance == "denies":
        return DENIED
    if value <= 1:
        return value
    return max(1.0, value + (DOUBTED if nearest.attitude or nearest.stance == "suspects" else SAID))


def _object_denied(verb: Token) -> bool:
    """Return whether "no" stands with the object while nothing denies the verb itself."""
    if any(child.dep_ == "neg" or child.lower_ in NEGATORS for child in verb.children):
        return False
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    return any(word.lower_ == "no" for child in objects for word in child.children)
