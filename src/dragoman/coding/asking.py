"""What the classifier is asked about a candidate: its sentence with both sides and the trigger marked."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.marking import Pair
from dragoman.coding.parties import Parties
from dragoman.model import Mention
from dragoman.model import Span as Stretch

BEFORE, AFTER = 40, 30
"""Tokens of a long sentence that are shown before and behind the trigger: what is further off says little."""


def ask(candidate: Candidate, parties: Parties) -> Pair:
    """Return the candidate as the classifier reads it; a side named in another sentence is not marked."""
    sentence = _around(candidate.token)
    base = sentence.start_char
    arguments = {token.i for token in candidate.arguments}
    near = [m for m in parties.layers.mentions if sentence.start <= m.start and m.end <= sentence.end]

    def side(ids: tuple[str, ...], taken: Mention | None = None) -> Mention | None:
        named = [m for m in near if m is not taken and set(ids) & set(m.entities)]
        return min(
            named,
            key=lambda m: (not arguments & set(range(m.start, m.end)), abs(m.head - candidate.token.i)),
            default=None,
        )

    def span(start: int, end: int) -> Stretch:
        last = parties.doc[end - 1]
        return Stretch(parties.doc[start].idx - base, last.idx + len(last) - base)

    actor = side(candidate.actor)
    recipient = side(candidate.recipient)
    if recipient is None and len(candidate.actor) > 1 and actor is not None:
        others = tuple(i for i in candidate.actor if i not in actor.entities)
        recipient = side(others, actor)
    marked = [span(m.start, m.end) if m is not None else None for m in (actor, recipient)]
    return Pair(sentence.text, marked[0], marked[1], span(candidate.token.i, candidate.token.i + 1))


def _around(trigger: Token) -> Span:
    """Return the trigger's sentence, or what is near to it in a long one."""
    sentence = trigger.sent
    start, end = max(sentence.start, trigger.i - BEFORE), min(sentence.end, trigger.i + AFTER)
    return trigger.doc[start:end]
