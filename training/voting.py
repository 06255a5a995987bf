"""Chooses on the corpus' dev part how the lexicon's votes count beside the classifier, and writes it down.

Run:
    python training/voting.py [MODEL]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import corpus
import numpy as np
from examples import examples

from dragoman.coding.classify import NONE, load_classifier
from dragoman.coding.voting import RELATIONS, Found, votes
from dragoman.pairing import candidates_of
from dragoman.pipeline import Reader

MODEL = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "coding" / "model"
STEPS, RATE, DECAY = 3000, 0.05, 0.002
"""Of the gradient descent."""

NAMES = tuple(name + end for name in RELATIONS for end in ("", "/carried"))


def choose(folder: Path) -> dict[str, object]:
    """Return the weights under which the dev part's types are likeliest."""
    classifier, reader = load_classifier(folder), Reader()
    labels = [label for label in classifier.labels["heads"]["filed"] if label != NONE]
    dev = [e for e in examples(corpus.split(corpus.load())[1], Random(0)) if NONE not in e.labels["filed"]]
    readings = classifier.classify([e.pair for e in dev])
    texts = dict.fromkeys(e.pair.text for e in dev)
    found: dict[str, list[Found]] = {text: candidates_of(text, reader) for text in texts}
    said = np.array([[np.log(max(r.filed[label], 1e-9)) for label in labels] for r in readings])
    said -= np.log(np.exp(said).sum(1, keepdims=True))
    cast = np.zeros((len(dev), len(labels), len(NAMES)))
    for n, example in enumerate(dev):
        for label, names in votes(found[example.pair.text], example.pair).items():
            for name in names:
                cast[n, labels.index(label), NAMES.index(name)] = 1
    wanted = np.array([[e.labels["filed"].get(label, 0.0) for label in labels] for e in dev])
    trust, weights = 1.0, np.zeros(len(NAMES))
    for _ in range(STEPS):
        scores = trust * said + cast @ weights
        risen = np.exp(scores - scores.max(1, keepdims=True))
        gap = risen / risen.sum(1, keepdims=True) - wanted
        trust -= RATE * float((gap * said).sum() / len(dev))
        weights -= RATE * (np.einsum("nl,nlk->k", gap, cast) / len(dev) + DECAY * weights)
    for name, scores in (
        ("classifier", said),
        ("lexicon", cast @ weights),
        ("both", trust * said + cast @ weights),
    ):
        right = (
            np.take_along_axis(wanted, scores.argmax(1)[:, None], 1)[:, 0] >= wanted.max(1) - 1e-9
        ).mean()
        print(f"dev, {name}\t{right:.3f}", file=sys.stderr)
    lexicon = {name: round(float(w), 3) for name, w in zip(NAMES, weights, strict=True) if abs(w) > 0.005}
    return {"classifier": round(trust, 3), "lexicon": lexicon}


def main() -> None:
    """Choose the weights and write them beside the model's labels."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    described = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    described["voting"] = choose(folder)
    (folder / "labels.json").write_text(f"{json.dumps(described, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
