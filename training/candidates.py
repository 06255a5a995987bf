"""Examples with a trigger: what the corpus annotates, what the coder finds there, words that tell nothing."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import corpus
from examples import events_labels
from spacy.tokens import Doc

from dragoman.coding.asking import ask
from dragoman.coding.candidate import Candidate
from dragoman.coding.candidates import find
from dragoman.coding.coder import assess
from dragoman.coding.marking import Pair
from dragoman.coding.parties import Parties
from dragoman.coding.proposals import propose
from dragoman.errors import StoryError
from dragoman.learn.examples import Example, unrelated
from dragoman.model import Span, layers
from dragoman.ontology.lexicon import load_lexicon
from dragoman.pipeline import Reader
from dragoman.sources.bare import read_bare

LONE_SHARE = 0.15
"""Of the annotated sides, how many are left unmarked, as where another sentence names them."""

SILENT_WEIGHT = 0.5
"""How much a word counts that tells no event."""


def told(block: corpus.Block, chance: Random) -> Iterator[Example]:
    """Yield an example of each annotated event, one of its triggers marked."""
    for event in block.events:
        sides = [list(event.actor), list(event.recipient)]
        chance.shuffle(sides[0])
        chance.shuffle(sides[1])
        actor = sides[0][0].span if sides[0] else None
        recipient = sides[1][0].span if sides[1] else None
        if recipient is None and len(sides[0]) > 1:
            recipient = sides[0][1].span
        marked = [None if chance.random() < LONE_SHARE else span for span in (actor, recipient)]
        trigger = chance.choice(event.trigger).span
        pair = Pair(block.text, marked[0], marked[1], trigger)
        yield Example(pair, events_labels([event], [1.0]), 0.5 if event.optional else 1.0)


def found(block: corpus.Block, reader: Reader) -> tuple[list[tuple[Candidate, Example]], list[Example]]:
    """Return the coder's candidates in a block with what they should be, and a word that tells nothing."""
    try:
        doc = reader.annotated(read_bare(block.text))
    except StoryError:
        return [], []
    parties = Parties(doc)
    judged: list[tuple[Candidate, Example]] = []
    for candidate in assess(doc, parties, load_lexicon()):
        example = _judged(candidate, ask(candidate, parties), _place(doc, candidate.token.i), block)
        if example is not None:
            judged.append((candidate, example))
    return judged, list(_silent(doc, block, {c.token.i for c, _ in judged}))


def unknown(block: corpus.Block, reader: Reader) -> list[tuple[Pair, list[corpus.Annotation]]]:
    """Return the verbs between two sides that the lexicon does not know, with the events told by them."""
    try:
        doc = reader.annotated(read_bare(block.text))
    except StoryError:
        return []
    parties, lexicon = Parties(doc), load_lexicon()
    taken = {c.token.i for c in find(doc, lexicon, parties)}
    told = []
    for candidate in propose(taken, lexicon, parties):
        at = _place(doc, candidate.token.i)
        here = [e for e in block.events if any(_meet(at, t.span) for t in e.trigger)]
        told.append((ask(candidate, parties), here))
    return told


def _judged(candidate: Candidate, pair: Pair, at: Span, block: corpus.Block) -> Example | None:
    """Return what a candidate should be; None where the annotation leaves it open."""
    here = [e for e in block.events if any(_meet(at, t.span) for t in e.trigger)]
    same = [e for e in here if e.type is candidate.type] or here
    if same:
        weight = 0.5 if all(e.optional for e in same) else 1.0
        return Example(pair, events_labels(same, [1.0] * len(same)), weight)
    if any(e.type is candidate.type for e in block.events):
        return None
    return unrelated(pair)


def _silent(doc: Doc, block: corpus.Block, taken: set[int]) -> Iterator[Example]:
    """Yield a verb or noun far from every trigger, with two sides marked, as telling nothing."""
    sides = [q.span for e in block.events for q in (*e.actor, *e.recipient)]
    told = {t.i for t in doc if any(_meet(_place(doc, t.i), q.span) for e in block.events for q in e.trigger)}
    near = {i for j in told for i in (doc[j].head.i, *(c.i for c in doc[j].children))}
    free = [
        t.i
        for t in doc
        if t.pos_ in ("VERB", "NOUN") and t.i not in told | near | taken
        and not any(_meet(_place(doc, t.i), s) for s in sides)
    ]  # fmt: skip
    if free and sides:
        chance = Random(block.id)
        place = _place(doc, chance.choice(free))
        actor, recipient = chance.choice(sides), chance.choice(sides)
        pair = Pair(block.text, actor, recipient if not _meet(actor, recipient) else None, place)
        yield unrelated(pair, SILENT_WEIGHT)


def _place(doc: Doc, i: int) -> Span:
    """Return where a token stands in the original text."""
    return layers(doc).reading.original(doc[i].idx, doc[i].idx + len(doc[i]))


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
