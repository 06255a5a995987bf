"""On whose word: the speakers in whose mouth the story puts an event."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.model import EventType, Stance, Utterance

_STATEMENTS = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.AGREE,
    }
)

_STANCES = {s.value: s for s in Stance}


class Word:
    """Knows, for each token, the utterances that contain it."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self._over: dict[int, list[tuple[int, Utterance, tuple[int, int]]]] = {}
        for utterance in parties.layers.utterances:
            if utterance.attitude:
                # A wish, demand or judgement: no event rests on it.
                continue
            for span in utterance.content:
                for i in range(*span):
                    self._over.setdefault(i, []).append((span[1] - span[0], utterance, span))

    def settle(self, candidate: Candidate) -> None:
        """Set who says it and how, from the utterances around the trigger, innermost first."""
        around = sorted(self._over.get(candidate.token.i, ()), key=lambda item: item[0])
        by: dict[str, None] = {}
        for _, utterance, span in around:
            if self._own_voice(candidate, utterance) or _background(candidate.token, span):
                continue
            sources = self.sources(utterance)
            if not sources:
                continue
            if candidate.stance is None:
                candidate.stance = _STANCES.get(utterance.stance, Stance.ASSERTS)
            by.update(dict.fromkeys(sources))
            cue = self.parties.doc[utterance.cue].text
            names = ", ".join(self.parties.entity(i).name for i in sources)
            candidate.because("by", utterance.rule or "speech", f"“{cue}”: {names}")
        if candidate.type in _STATEMENTS and set(candidate.actor) <= set(by):
            # "We condemn the raid," she said: the words are the act itself.
            by = {i: None for i in by if i not in candidate.actor}
        candidate.by = tuple(by)
        if not by:
            candidate.stance = None

    def _own_voice(self, candidate: Candidate, utterance: Utterance) -> bool:
        """Return whether the trigger is the very verb of speech, or lies outside its words."""
        return utterance.cue in (v.i for v in candidate.frame.verbs)

    def sources(self, utterance: Utterance) -> tuple[str, ...]:
        """Return the entities in whose mouth an utterance is put, outermost first."""
        doc = self.parties.doc
        found: dict[str, None] = {}
        for i in utterance.source:
            ids = self.parties.spread_at(doc[i]) or self.parties.holder(doc[i])
            found.update(dict.fromkeys(ids))
        return tuple(found)

    def speakers_at(self, token: Token) -> tuple[str, ...]:
        """Return the innermost speakers of the words at a token."""
        around = sorted(self._over.get(token.i, ()), key=lambda item: item[0])
        for _, utterance, _span in around:
            sources = self.sources(utterance)
            if sources:
                return sources
        return ()


def _background(token: Token, span: tuple[int, int]) -> bool:
    """Return whether a relative or past participial clause on a noun makes it the agency's own voice."""
    while token.head.i != token.i and span[0] <= token.head.i < span[1]:
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN"):
            return True
        token = token.head
    return False
