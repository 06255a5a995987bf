"""What a person's reviews rule about pairs of reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.ledger.world import Review, Verdict

Pair = tuple[str, str]
"""Two report ids, sorted."""


def pair(a: str, b: str) -> Pair:
    """Return two report ids in their order."""
    return (a, b) if a < b else (b, a)


def standing(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews that are not undone, in the order of entry; an undoing can be undone."""
    ordered = sorted(reviews, key=lambda review: review.position)
    void: set[str] = set()
    for review in reversed(ordered):
        if review.verdict is Verdict.UNDO and review.id not in void and review.undoes:
            void.add(review.undoes)
    return tuple(r for r in ordered if r.verdict is not Verdict.UNDO and r.id not in void)


def rulings(reviews: Iterable[Review]) -> Mapping[Pair, Verdict]:
    """Return for each pair of reports that a person ruled on whether they are one event; the later rules."""
    found: dict[Pair, Verdict] = {}
    for review in standing(reviews):
        for report in review.reports:
            for other in review.others:
                if report != other:
                    found[pair(report, other)] = review.verdict
    return found
