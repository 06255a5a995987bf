"""From corpus blocks to training examples: every pair of actors with what goes between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

import corpus

from dragoman.coding.classify import WORDLESS, filed_as
from dragoman.coding.marking import Pair
from dragoman.learn import names
from dragoman.learn.examples import Example, unrelated
from dragoman.model import Span, Status

REVERSED_SHARE = 0.3
"""Of the pairs with an event one way only, how many are shown the other way round as unrelated."""

EXCHANGED_SHARE = 0.5
"""Of the corpus examples in an epoch, how many have their states exchanged for others."""

LONE_CONTENT_WEIGHT = 0.5
"""How much a pair counts whose events are all merely possible or optional."""

NEGATED_WEIGHT, OPTIONAL_WEIGHT, CONTENT_WEIGHT = 0.3, 0.3, 0.5
"""How much a negated, an optional and a merely possible event counts beside another one of the same pair."""


def examples(blocks: Iterable[corpus.Block], chance: Random) -> list[Example]:
    """Return the examples of corpus blocks: every pair with its events, reversed pairs and unrelated ones."""
    found: list[Example] = []
    for block in blocks:
        events: dict[tuple[Span | None, Span | None], list[corpus.Annotation]] = defaultdict(list)
        for event in block.events:
            for pair in _pairs(event):
                events[pair].append(event)
        for (actor, recipient), listed in events.items():
            found.append(_example(Pair(block.text, actor, recipient), listed))
            if actor and recipient and (recipient, actor) not in events and chance.random() < REVERSED_SHARE:
                found.append(unrelated(Pair(block.text, recipient, actor)))
        for first, second in block.unrelated:
            pair = Pair(block.text, first.span, second.span)
            found.append(unrelated(pair))
    return found


def _pairs(event: corpus.Annotation) -> list[tuple[Span | None, Span | None]]:
    """Return who does it to whom: each with each; in an event of both sides each way."""
    actors: list[Span | None] = [q.span for q in event.actor]
    recipients: list[Span | None] = [q.span for q in event.recipient]
    if not recipients and len(actors) > 1:
        return [(a, b) for a in actors for b in actors if a != b][:6]
    return [(a, b) for a in actors or [None] for b in recipients or [None] if a or b][:6]


def _weight(event: corpus.Annotation, alone: bool) -> float:
    if alone:
        return 1.0
    weight = OPTIONAL_WEIGHT if event.optional else 1.0
    if event.status is Status.NEGATED and filed_as(event.type, event.status) == event.type.value:
        weight *= NEGATED_WEIGHT
    elif event.status is Status.POSSIBLE:
        weight *= CONTENT_WEIGHT
    return weight


def _example(pair: Pair, events: Sequence[corpus.Annotation]) -> Example:
    """Return the example of a pair; several events share it by their weights."""
    weights = [_weight(e, len(events) == 1) for e in events]
    doubtful = all(e.optional or e.status is Status.POSSIBLE for e in events)
    return Example(pair, events_labels(events, weights), LONE_CONTENT_WEIGHT if doubtful else 1.0)


def events_labels(
    events: Sequence[corpus.Annotation], weights: Sequence[float]
) -> dict[str, dict[str, float]]:
    """Return the labels of every head for events that share an example by their weights."""
    shares: dict[str, dict[str, float]] = {
        h: defaultdict(float) for h in ("filed", "action", "status", "stance", "modes")
    }
    for event, weight in zip(events, weights, strict=True):
        part = weight / sum(weights)
        shares["filed"][filed_as(event.type, event.status)] += part
        shares["action"][event.type.value] += part
        shares["status"][event.status.value] += part
        shares["stance"][event.stance.value if event.stance else WORDLESS] += part
        for mode in event.modes:
            shares["modes"][f"{event.type.value}/{mode}"] = 1.0
    return {head: dict(found) for head, found in shares.items()}


def exchanged(found: Sequence[Example], chance: Random) -> list[Example]:
    """Return the examples, some with their states exchanged."""
    return [
        Example(names.exchange(e.pair, chance), e.labels, e.weight)
        if chance.random() < EXCHANGED_SHARE
        else e
        for e in found
    ]
