"""The lexicon in typing a pair: what its candidates tell of the two, weighed beside the classifier."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dragoman.coding.classify import NONE, Reading, Weights, filed_as
from dragoman.coding.coder import assess
from dragoman.coding.marking import Pair
from dragoman.coding.parties import Parties
from dragoman.model import Span, layers
from dragoman.ontology.lexicon import Lexicon, load_lexicon

RELATIONS = (
    "exact",
    "mutual",
    "actor",
    "recipient",
    "actor only",
    "recipient only",
    "reversed",
    "elsewhere",
)
"""How a candidate stands to a pair; with "/carried" behind it the content of a verbal act."""


@dataclass(frozen=True, slots=True)
class Found:
    """One candidate of a text: how it is filed, and where those who take part are named."""

    filed: str
    action: str
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    carried: bool


def candidates(doc: Doc, lexicon: Lexicon | None = None) -> list[Found]:
    """Return what the lexicon finds in an annotated text."""
    parties = Parties(doc)
    places = _places(doc)
    return [
        Found(
            filed_as(c.type, c.status), c.type.value, _named(c.actor, places), _named(c.recipient, places),
            c.carrier is not None or c.optional,
        )
        for c in assess(doc, parties, lexicon or load_lexicon())
    ]  # fmt: skip


def relation(found: Found, pair: Pair) -> str:
    """Return how a candidate stands to a pair: one of `RELATIONS`, perhaps with "/carried"."""
    first, second = _touches(found.actor, pair.actor), _touches(found.recipient, pair.recipient)
    if first and second:
        name = "exact"
    elif first and _touches(found.actor, pair.recipient):
        name = "mutual"
    elif first:
        name = "actor only" if found.recipient else "actor"
    elif second:
        name = "recipient only" if found.actor else "recipient"
    elif _touches(found.recipient, pair.actor) and _touches(found.actor, pair.recipient):
        name = "reversed"
    else:
        name = "elsewhere"
    return f"{name}/carried" if found.carried else name


def votes(found: Iterable[Found], pair: Pair) -> dict[str, set[str]]:
    """Return the relations in which each label is voted for."""
    cast: dict[str, set[str]] = {}
    for candidate in found:
        cast.setdefault(candidate.filed, set()).add(relation(candidate, pair))
    return cast


def joined(reading: Reading, found: Sequence[Found], pair: Pair, weights: Weights) -> Reading:
    """Return the reading with the lexicon's votes in it; the chance that nothing goes on stays as it was."""
    cast = votes(found, pair)
    related = 1.0 - reading.filed.get(NONE, 0.0)
    scores = {
        label: weights.classifier * math.log(max(p / max(related, 1e-9), 1e-9))
        + sum(weights.lexicon.get(name, 0.0) for name in cast.get(label, ()))
        for label, p in reading.filed.items()
        if label != NONE
    }
    highest = max(scores.values())
    risen = {label: math.exp(score - highest) for label, score in scores.items()}
    total = sum(risen.values())
    filed = {label: related * value / total for label, value in risen.items()}
    return replace(reading, filed={**filed, **({NONE: reading.filed[NONE]} if NONE in reading.filed else {})})


def _touches(named: Iterable[Span], marked: Span | None) -> bool:
    return marked is not None and any(s.start < marked.end and s.end > marked.start for s in named)


def _places(doc: Doc) -> dict[str, list[Span]]:
    """Return where each entity is mentioned, in characters of the original text."""
    found: dict[str, list[Span]] = {}
    held = layers(doc)
    for mention in held.mentions:
        last = doc[mention.end - 1]
        span = held.reading.original(doc[mention.start].idx, last.idx + len(last))
        for id in mention.entities:
            found.setdefault(id, []).append(span)
    return found


def _named(ids: Iterable[str], places: Mapping[str, Sequence[Span]]) -> tuple[Span, ...]:
    return tuple(span for id in ids for span in places.get(id, ()))
