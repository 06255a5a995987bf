"""Reports of many stories merged into happenings: the same from the same reports in whatever order.

Pairs that match well enough are edges. Only reports that edges join can be one event, so a new story asks
for the neighbourhood that its edges reach and no more. Within a neighbourhood the best pairs are joined
first, as long as the two groups as a whole agree and nothing keeps them apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.ledger.matching import SAME, Match, excluded, keys, match
from dragoman.ledger.reviewing import Pair, pair
from dragoman.ledger.world import Feature, Telling, Verdict

AGREED = 0.7
"""Share of the threshold that the pairs of two groups must reach on average before the groups are joined."""

RULED = Match(99.0, (Feature("review", 99.0, "a person ruled that they are one"),))


@dataclass(frozen=True, slots=True)
class Edge:
    """Two reports that may tell of one event."""

    a: str
    b: str
    match: Match

    @property
    def order(self) -> tuple[float, str, str]:
        """The best first; ties by id."""
        return -self.match.score, self.a, self.b


def candidates(tellings: Iterable[Telling]) -> set[Pair]:
    """Return the pairs of reports that share a block."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for telling in tellings:
        for key in keys(telling):
            blocks[key].append(telling.id)
    return {pair(a, b) for held in blocks.values() for a, b in combinations(held, 2) if a != b}


def edges(
    tellings: Mapping[str, Telling], pairs: Iterable[Pair], rulings: Mapping[Pair, Verdict]
) -> list[Edge]:
    """Return the edges among these pairs, in order of the ids; a person's ruling stands above any match."""
    ruled = {p for p, verdict in rulings.items() if verdict is Verdict.MERGE}
    found = []
    for a, b in sorted({*pairs, *ruled}):
        if a not in tellings or b not in tellings or rulings.get((a, b)) is Verdict.SPLIT:
            continue
        made = RULED if (a, b) in ruled else match(tellings[a], tellings[b])
        if made is not None and made.score >= SAME:
            found.append(Edge(a, b, made))
    return found


def groups(
    tellings: Mapping[str, Telling], within: Sequence[Edge], rulings: Mapping[Pair, Verdict]
) -> list[tuple[str, ...]]:
    """Return the reports parted into events, each group sorted; the edges are all those among the reports."""
    held = {id: frozenset((id,)) for id in tellings}
    scores = {(edge.a, edge.b): edge.match.score for edge in within}
    for edge in sorted(within, key=lambda edge: edge.order):
        mine, theirs = held[edge.a], held[edge.b]
        if mine is not theirs and _agree(mine, theirs, tellings, scores, rulings):
            joined = mine | theirs
            held |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(group)) for group in held.values()})


def _agree(
    mine: frozenset[str],
    theirs: frozenset[str],
    tellings: Mapping[str, Telling],
    scores: dict[Pair, float],
    rulings: Mapping[Pair, Verdict],
) -> bool:
    """Return whether two groups may be joined: no pair is kept apart, and the pairs agree on average."""
    pairs = [pair(a, b) for a in mine for b in theirs]
    told = {rulings[p] for p in pairs if p in rulings}
    if Verdict.SPLIT in told:
        return False
    if Verdict.MERGE in told:
        return True
    found = [_score(p, tellings, scores) for p in pairs]
    if any(score is None for score in found):
        return False
    return sum(score for score in found if score is not None) / len(found) >= AGREED * SAME


def _score(asked: Pair, tellings: Mapping[str, Telling], scores: dict[Pair, float]) -> float | None:
    if asked not in scores:
        a, b = tellings[asked[0]], tellings[asked[1]]
        made = match(a, b)
        if made is None and excluded(a, b):
            return None
        scores[asked] = made.score if made else 0.0
    return scores[asked]
