"""Acts that a definite noun takes up again: "condemned the attack", "welcomed the decision"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import logical_objects, prepositional
from dragoman.model import EventType, PassageKind
from dragoman.ontology.lexicon import LIGHT, Lexicon

MAX_BACK = 250
"""Tokens that the act taken up is looked for."""
_NEAR = 70
"""The same for a noun that only says that something was done."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_ANY_ACT = frozenset(
    {"decision", "move", "step", "action", "measure", "act", "behavior", "behaviour", "conduct"}
)
_SAID = frozenset({"REQUEST", "ACCUSE", "AGREE", "THREATEN"})
"""What is rejected was said: a charge that is denied is no charge of cavalry."""
_PRAISING = frozenset(
    """welcome praise laud hail applaud commend appreciate salute cheer acclaim endorse back support
    celebrate extol defend congratulate""".split()
)
"""Words of approval; who signs or passes something does not address those who drew it up."""
_DECIDED = frozenset(
    {
        EventType.SANCTION, EventType.COERCE, EventType.REJECT, EventType.RETREAT, EventType.MOBILIZE,
        EventType.AGREE, EventType.CONCEDE, EventType.ASSAULT,
    }
)  # fmt: skip


class Antecedents:
    """Knows the acts of a story in order."""

    def __init__(self, candidates: Iterable[Candidate], parties: Parties, lexicon: Lexicon) -> None:
        self.parties = parties
        self.lexicon = lexicon
        self._acts = sorted(candidates, key=lambda c: c.token.i)
        self._at = {c.token.i: c for c in self._acts}

    def at(self, token: Token) -> Candidate | None:
        """Return the act told by a token."""
        return self._at.get(token.i)

    def doers(self, judgement: Candidate) -> tuple[tuple[str, ...], str] | None:
        """Return who did what the judgement is about, and where the story tells it."""
        if judgement.type is EventType.SUPPORT and judgement.token.lemma_ not in _PRAISING:
            return None
        for noun in _judged(judgement):
            act = self._told_before(noun, judgement)
            if act is not None:
                sides = act.actor if act.recipient or len(act.actor) < 2 else self._far(act, judgement)
                return sides, f"who did it, by “{act.token.text}” before"
        return None

    def _told_before(self, noun: Token, judgement: Candidate) -> Candidate | None:
        """Return the act told before that a definite noun without sides of its own takes up."""
        if not any(c.lower_ in _DEFINITE and c.dep_ == "det" for c in noun.children):
            return None
        told = self._at.get(noun.i)
        if told is not None and told.actor:
            return None
        word = noun.lemma_.lower()
        types = {row.type for row in self.lexicon.lookup(word, "n") if row.type != LIGHT}
        if not types and word not in _ANY_ACT:
            return None
        if judgement.type is EventType.REJECT:
            types &= _SAID
        reach = _NEAR if word in _ANY_ACT else MAX_BACK
        before = [a for a in reversed(self._acts) if 0 < noun.i - a.token.i <= reach and _tells(a, judgement)]
        own = self.parties.codes(judgement.actor)
        # Who is hit complains of it: "Sudan condemned the raid".
        before.sort(key=lambda a: not own & self.parties.codes(a.recipient))
        same = (a for a in before if a.token.lemma_.lower() == word)
        alike = (a for a in before if a.type in (_DECIDED if word in _ANY_ACT else types))
        return next(same, None) or next(alike, None)

    def _far(self, act: Candidate, judgement: Candidate) -> tuple[str, ...]:
        """Return the sides of a mutual act less the judge's own."""
        own = self.parties.codes(judgement.actor)
        return tuple(i for i in act.actor if self.parties.key(i) not in own)


def _tells(act: Candidate, judgement: Candidate) -> bool:
    """Return whether an act of the body says who did it, another than the judge."""
    return bool(act.actor) and act.kind is PassageKind.BODY and not set(act.actor) <= set(judgement.actor)


def _judged(judgement: Candidate) -> Iterator[Token]:
    verb = judgement.frame.light or judgement.token
    yield from (t for t in logical_objects(verb) if t.i != judgement.token.i)
    for head in {verb.i: verb, judgement.token.i: judgement.token}.values():
        yield from (
            noun for _, noun in prepositional(head, ("of", "at", "over", "on", "about", "with", "against"))
        )
