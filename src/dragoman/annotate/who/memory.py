"""Who was spoken of lately, and how prominently."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft
from dragoman.annotate.who.phrases import MODIFIERS, SPEECH, governor, is_subject
from dragoman.model import EntityKind

_KEPT = 48
_FADE = 1.4
"""What a sentence's distance takes off a mention's weight."""
_FAR = 6
"""Sentences after which a mention is out of mind."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention in mind."""

    sentence: int
    token: Token
    drafts: tuple[Draft, ...]
    weight: float


class Memory:
    """The last mentions of a text, to find what a pronoun or a short description means."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=_KEPT)
        self.sentence = 0

    def note(self, token: Token, drafts: tuple[Draft, ...]) -> None:
        """Keep a mention in mind."""
        if drafts:
            self._seen.append(Seen(self.sentence, token, drafts, _weight(token)))

    def best(self, fits: Callable[[Seen], bool], reach: int = _FAR) -> Seen | None:
        """Return the most prominent mention that fits, nearer ones before farther ones."""
        found: Seen | None = None
        top = 0.0
        for seen in reversed(self._seen):
            distance = self.sentence - seen.sentence
            if distance > reach:
                break
            worth = seen.weight - _FADE * distance + 20
            if worth > top and fits(seen):
                found, top = seen, worth
        return found

    def lately(self, draft: Draft) -> bool:
        """Return whether the draft is still in mind."""
        return any(draft in seen.drafts for seen in self._seen)

    def distinct(self, count: int, fits: Callable[[Draft], bool], reach: int = _FAR) -> tuple[Draft, ...]:
        """Return the last `count` drafts that act for different sides, in order of mention."""
        chosen: list[Draft] = []
        for least in (0.9, 0.0):
            chosen = []
            sides: set[object] = set()
            for seen in reversed(self._seen):
                if self.sentence - seen.sentence > reach or len(chosen) == count:
                    break
                if seen.weight < least:
                    continue
                for draft in reversed(seen.drafts):
                    side = draft.acts_for() or id(draft)
                    if side not in sides and len(chosen) < count and fits(draft):
                        sides.add(side)
                        chosen.append(draft)
            if len(chosen) == count:
                break
        return tuple(reversed(chosen))


def _weight(token: Token) -> float:
    """Return how prominent a mention is by its part in the sentence."""
    if is_subject(token):
        verb = governor(token)
        return 3.0 if verb.dep_ == "ROOT" or verb.lemma_ in SPEECH else 2.2
    if token.dep_ in ("dobj", "iobj", "dative", "attr", "agent"):
        return 1.6
    if token.dep_ in ("pobj", "conj", "appos", "ROOT"):
        return 1.2
    if token.dep_ == "poss":
        return 1.0
    return 0.5 if token.dep_ in MODIFIERS else 0.9


def is_person(draft: Draft) -> bool:
    """Return whether the draft is one person."""
    return draft.kind is EntityKind.PERSON


def is_thing(draft: Draft) -> bool:
    """Return whether "it" may mean the draft: a state, a body, a group spoken of as one."""
    return draft.kind is not EntityKind.PERSON and not draft.plural
