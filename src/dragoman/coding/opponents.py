"""Who stands against whom in a story: how often it tells of one acting against the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.model import EntityKind, EventType, MentionKind

_AGAINST = frozenset(
    {
        EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST,
        EventType.SANCTION, EventType.COERCE, EventType.ASSAULT,
    }
)  # fmt: skip
_OFTEN = 2
"""Acts between two parties from which the story is taken to set them against each other."""
_BOTH = 0.75
"""Share of a story's mentions of states that falls to the two that it is about."""


class Opponents:
    """Knows the parties that a story sets against each other, before anything is inferred from it."""

    def __init__(self, candidates: Iterable[Candidate], parties: Parties) -> None:
        self.parties = parties
        self._set: dict[str, Counter[str]] = {}
        self._lead: dict[str, str] = {}
        for candidate in candidates:
            if candidate.type in _AGAINST:
                self._note(candidate)
        self._two = self._principals()

    def of(self, candidate: Candidate) -> tuple[tuple[str, ...], str] | None:
        """Return the one party against which the story sets the actor's side, and how that is known."""
        own = self.parties.codes(candidate.actor)
        if len(own) != 1:
            return None
        mine = next(iter(own))
        if mine in self._two and len(self._two) == 2:
            other = next(k for k in self._two if k != mine)
            if self._set.get(mine, Counter())[other] >= _OFTEN:
                return (self._lead[other],), "the other of the two that the story is about"
        if mine not in self._set:
            return None
        (key, count), *rest = self._set[mine].most_common()
        if count < _OFTEN or (rest and rest[0][1] * 2 > count):
            return None
        return (self._lead[key],), f"the story sets the two against each other {count} times"

    def _note(self, candidate: Candidate) -> None:
        for id in (*candidate.actor, *candidate.recipient):
            self._lead.setdefault(self.parties.key(id), id)
        for one in self._public(candidate.actor):
            others = candidate.recipient or (candidate.actor if candidate.type is EventType.ASSAULT else ())
            for other in self._public(others) - {one}:
                self._set.setdefault(one, Counter())[other] += 1
                self._set.setdefault(other, Counter())[one] += 1

    def _public(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(self.parties.key(i) for i in ids if self.parties.entity(i).code)

    def _principals(self) -> frozenset[str]:
        """Return the codes of the two states that most mentions of states are of, if they are."""
        named = Counter(
            code
            for mention in self.parties.layers.mentions
            if mention.kind is not MentionKind.PRONOUN
            for id in mention.entities
            for entity in (self.parties.layers.entities.get(id),)
            if entity is not None and (code := entity.code) and entity.kind is not EntityKind.PLACE
        )
        top = named.most_common(2)
        if len(top) < 2 or sum(n for _, n in top) < _BOTH * named.total() or top[1][1] < 3:
            return frozenset()
        return frozenset(code for code, _ in top)
