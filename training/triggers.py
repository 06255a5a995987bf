"""Teaches the classifier to read a marked trigger: the event of these words, not of all between the two.

Run after model.py (in an environment with the extra `train`):
    python training/triggers.py [--start DIR] [--out DIR] [--epochs N] [--seed N]

It goes on from the weights that model.py wrote, with the pairs of the corpus again and three kinds of
examples with a trigger: what the corpus annotates, what the coder finds in the corpus, right or wrong, and
words that tell no event.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import corpus
from examples import events_labels, examples, exchanged
from model import MODEL, measure
from spacy.tokens import Doc
from tokenizers import Tokenizer

from dragoman.coding.asking import ask
from dragoman.coding.candidate import Candidate
from dragoman.coding.classify import NONE, load_classifier
from dragoman.coding.coder import assess
from dragoman.coding.marking import Pair
from dragoman.coding.parties import Parties
from dragoman.errors import StoryError
from dragoman.learn.calibration import temperature
from dragoman.learn.examples import Example, unrelated
from dragoman.learn.fitting import Settings, fit, predict
from dragoman.learn.shipping import TOKENIZER, restore, ship
from dragoman.model import Span, layers
from dragoman.ontology.lexicon import load_lexicon
from dragoman.pipeline import Reader
from dragoman.sources.bare import read_bare

EPOCHS, RATE = 2, 1e-4
"""How often the examples are gone through, and the highest learning rate."""

PAIRS_SHARE = 0.5
"""Of the examples without a trigger, how many are shown again in an epoch."""

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


def build(start: Path, out: Path, settings: Settings, say: Callable[[str], None]) -> dict[str, float]:
    """Go on from the weights of a folder, calibrate, write the model and return its dev figures."""
    training, held = corpus.split(corpus.load())
    reader = Reader()
    coded = [found(block, reader) for block in training]
    fixed = [e for judged, silent in coded for e in (*(e for _, e in judged), *silent)]
    pairs = examples(training, Random(settings.seed))
    dev = examples(held, Random(0))
    dev_judged = [e for block in held for _, e in found(block, reader)[0]]
    say(f"{len(fixed)} candidates and silent words, {len(dev_judged)} candidates to choose by")
    network, described = restore(start)
    tokenizer = Tokenizer.from_file(str(start / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def anew(epoch: int) -> list[Example]:
        chance = Random(settings.seed * 1000 + 500 + epoch)
        again = [e for e in pairs if chance.random() < PAIRS_SHARE]
        annotated = [e for block in training for e in told(block, chance)]
        return exchanged([*again, *annotated, *fixed], chance)

    fit(network, tokenizer, anew, settings, lambda epoch, loss: say(f"epoch {epoch + 1}: loss {loss:.3f}"))
    everything: Sequence[Example] = [*dev, *dev_judged]
    logits = predict(network, tokenizer, everything)
    warmth = {
        head: temperature(logits[head], everything, head, labels) for head, labels in network.labels.items()
    }
    version = f"{described['version'].split('-')[0]}-t{settings.epochs}{settings.seed}"
    ship(network, start / TOKENIZER, out, version, warmth, {"triggers": True})
    figures = measure(load_classifier(out), dev, out)
    return figures | measure_triggers(out, dev_judged)


def measure_triggers(out: Path, dev: Sequence[Example]) -> dict[str, float]:
    """Return how often the model types the coder's candidates right, and gives the right status."""
    readings = load_classifier(out).classify([e.pair for e in dev])
    typed = [
        max(r.action, key=r.action.__getitem__) in e.labels["action"]
        for r, e in zip(readings, dev, strict=True)
    ]
    stated = [
        max(r.status, key=r.status.__getitem__) in e.labels["status"]
        for r, e in zip(readings, dev, strict=True)
        if NONE not in e.labels["action"]
    ]
    return {
        "type of a candidate": sum(typed) / max(len(typed), 1),
        "status of a candidate": sum(stated) / max(len(stated), 1),
    }


def main() -> None:
    """Make the model and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--start", type=Path, default=MODEL)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    settings = Settings(epochs=given.epochs, rate=RATE, seed=given.seed)
    figures = build(given.start, given.out, settings, lambda line: print(line, file=sys.stderr, flush=True))
    for name, value in figures.items():
        print(f"{name}\t{value:.3f}")


if __name__ == "__main__":
    main()
