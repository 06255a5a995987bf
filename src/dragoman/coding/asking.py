"""What the classifier is asked about a candidate: its sentence with both sides and the trigger marked."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.marking import Pair
from dragoman.coding.parties import Parties
from dragoman.model import Mention, Span


def ask(candidate: Candidate, parties: Parties) -> Pair:
    """Return the candidate as the classifier reads it; a side named in another sentence is not marked."""
    sentence = candidate.token.sent
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

    def span(start: int, end: int) -> Span:
        last = parties.doc[end - 1]
        return Span(parties.doc[start].idx - base, last.idx + len(last) - base)

    actor = side(candidate.actor)
    recipient = side(candidate.recipient)
    if recipient is None and len(candidate.actor) > 1 and actor is not None:
        others = tuple(i for i in candidate.actor if i not in actor.entities)
        recipient = side(others, actor)
    marked = [span(m.start, m.end) if m is not None else None for m in (actor, recipient)]
    return Pair(sentence.text, marked[0], marked[1], span(candidate.token.i, candidate.token.i + 1))
