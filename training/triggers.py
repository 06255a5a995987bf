"""Teaches the classifier to read a marked trigger: the event of these words, not of all between the two.

Run after model.py (in an environment with the extra `train`):
    python training/triggers.py [MODEL] [--out DIR] [--seed N]

The encoder that model.py trained stays as it is; a layer on top of it learns from three kinds of examples:
what the corpus annotates, what the coder finds in the corpus, right or wrong, and words that tell no event.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import corpus
import torch
from candidates import found, told
from model import MODEL
from tokenizers import Tokenizer

from dragoman.coding.classify import NONE, TOLD, load_classifier
from dragoman.learn.calibration import temperature
from dragoman.learn.examples import Example, plover_heads
from dragoman.learn.network import Told
from dragoman.learn.shipping import TOKENIZER, restore, ship
from dragoman.learn.triggers import Pace, fit_told, predict_told, read_features
from dragoman.pipeline import Reader

HEADS = ("action", "status", "stance", "modes")


def build(start: Path, out: Path, seed: int, say: Callable[[str], None]) -> dict[str, float]:
    """Teach the model of a folder, calibrate, write it to another and return its dev figures."""
    training, held = corpus.split(corpus.load())
    reader = Reader()
    shown = [
        example
        for block in training
        for example in (*_found(block, reader), *told(block, Random(f"{seed} {block.id}")))
    ]
    dev = [e for block in held for _, e in found(block, reader)[0]]
    say(f"{len(shown)} examples to train on, {len(dev)} candidates to choose by")
    torch.set_num_threads(2)
    network, described = restore(start)
    tokenizer = Tokenizer.from_file(str(start / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    torch.manual_seed(seed)
    network.told = Told({head: plover_heads()[head] for head in HEADS})
    features = read_features(network, tokenizer, shown)
    fit_told(network.told, features, shown, Pace(seed=seed), lambda e, loss: say(f"pass {e + 1}: {loss:.3f}"))
    logits = predict_told(network.told, read_features(network, tokenizer, dev))
    warmth = dict(described["temperature"])
    for head, labels in network.told.labels.items():
        warmth[TOLD + head] = temperature(logits[head], dev, head, labels)
    kept = {key: described[key] for key in ("voting",) if key in described}
    version = f"{described['version'].partition('-')[0]}-t{seed}"
    ship(network, start / TOKENIZER, out, version, warmth, kept)
    return measure(out, dev)


def _found(block: corpus.Block, reader: Reader) -> list[Example]:
    judged, silent = found(block, reader)
    return [*(example for _, example in judged), *silent]


def measure(out: Path, dev: Sequence[Example]) -> dict[str, float]:
    """Return how often the model types the coder's candidates right, and gives the right status."""
    readings = load_classifier(out).classify([e.pair for e in dev])
    right: dict[str, list[bool]] = {"type of a candidate": [], "status of a candidate": []}
    for reading, example in zip(readings, dev, strict=True):
        right["type of a candidate"].append(_best(reading.action) in example.labels["action"])
        if NONE not in example.labels["action"]:
            right["status of a candidate"].append(_best(reading.status) in example.labels["status"])
    return {name: sum(found) / max(len(found), 1) for name, found in right.items()}


def _best(probabilities: dict[str, float]) -> str:
    return max(probabilities, key=probabilities.__getitem__)


def main() -> None:
    """Make the model and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    parser.add_argument("--out", type=Path, help="where it goes, if not where it lies")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    out = given.out or given.model
    figures = build(given.model, out, given.seed, lambda line: print(line, file=sys.stderr, flush=True))
    for name, value in figures.items():
        print(f"{name}\t{value:.3f}")


if __name__ == "__main__":
    main()
