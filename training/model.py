"""Makes the shipped event classifier from the open corpus, the codebook and the base weights.

Run (in an environment with the extra `train`):
    python training/model.py BASE [--out DIR] [--epochs N] [--seed N]

BASE is the folder of all-MiniLM-L6-v2 (model.safetensors, tokenizer.json); `make model` fetches it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import corpus
import torch
from examples import examples, exchanged
from safetensors.torch import load_file
from tokenizers import Tokenizer

from dragoman.coding.classify import NONE, Classifier, likeliest, load_classifier
from dragoman.errors import RunError
from dragoman.learn import codebook
from dragoman.learn.calibration import expected_error, plot, reliability, temperature
from dragoman.learn.examples import Example, plover_heads
from dragoman.learn.fitting import Settings, fit, predict
from dragoman.learn.network import Network
from dragoman.learn.shipping import ship
from dragoman.ontology.lexicon import load_lexicon

MODEL = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "coding" / "model"
"""Where the shipped model lies."""

BASE_DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of the base's files."""

EPOCHS, RATE = 5, 1.5e-4
"""How often the corpus is gone through, and the highest learning rate."""

CODEBOOK_EPOCHS = 1
"""How often the codebook's clauses are gone through before the corpus."""

CLAUSES_SHARE = 0.1
"""Of the codebook's clauses, how many are among an epoch of the corpus."""


def build(base: Path, out: Path, settings: Settings, say: Callable[[str], None]) -> dict[str, float]:
    """Train on the corpus, calibrate on its dev part, write the model and return its dev figures."""
    blocks = corpus.load()
    training, held = corpus.split(blocks)
    chance = Random(settings.seed)
    shown, dev = examples(training, chance), examples(held, Random(0))
    say(f"{len(blocks)} blocks, {len(shown)} examples to train on, {len(dev)} to choose by")
    network, tokenizer = start(base, settings.seed)
    fit_all(network, tokenizer, shown, settings, say)
    logits = predict(network, tokenizer, dev)
    warmth = {head: temperature(logits[head], dev, head, labels) for head, labels in network.labels.items()}
    ship(network, base / "tokenizer.json", out, version(blocks, settings), warmth)
    return measure(load_classifier(out), dev, out)


def start(base: Path, seed: int) -> tuple[Network, Tokenizer]:
    """Return an untrained network on the base weights, and their tokenizer."""
    for name, digest in BASE_DIGESTS.items():
        found = hashlib.sha256((base / name).read_bytes()).hexdigest()
        if found != digest:
            raise RunError(
                f"not the base weights that the model is made from: SHA-256 {found}", where=str(base / name)
            )
    torch.manual_seed(seed)
    network = Network(plover_heads())
    network.load_published(load_file(base / "model.safetensors"))
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return network, tokenizer


def fit_all(
    network: Network,
    tokenizer: Tokenizer,
    shown: Sequence[Example],
    settings: Settings,
    say: Callable[[str], None],
) -> None:
    """Fit first to the codebook's clauses, then to the corpus with some clauses among it."""
    lexicon = load_lexicon()

    def told(epoch: int, loss: float) -> None:
        say(f"epoch {epoch + 1}: loss {loss:.3f}")

    def codebook_alone(epoch: int) -> list[Example]:
        chance = Random(settings.seed * 100 + epoch)
        return [
            *codebook.clauses(lexicon, chance),
            *codebook.definitions(chance),
            *codebook.definitions(chance),
        ]

    def corpus_and_codebook(epoch: int) -> list[Example]:
        chance = Random(settings.seed * 1000 + epoch)
        return [*exchanged(shown, chance), *codebook.clauses(lexicon, chance, CLAUSES_SHARE)]

    if CODEBOOK_EPOCHS:
        fit(network, tokenizer, codebook_alone, replace(settings, epochs=CODEBOOK_EPOCHS), told)
    fit(network, tokenizer, corpus_and_codebook, replace(settings, seed=settings.seed + 1), told)


def version(blocks: Sequence[corpus.Block], settings: Settings) -> str:
    """Return the model's version: a hash of the corpus and the settings."""
    content = repr([(b.id, b.text, b.events, b.unrelated) for b in blocks]) + repr(settings)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def measure(classifier: Classifier, dev: Sequence[Example], out: Path) -> dict[str, float]:
    """Return the shipped model's figures on the dev part, and draw how honest its confidence is."""
    readings = classifier.classify([e.pair for e in dev])
    found: dict[str, float] = {}
    for head in ("filed", "action", "status", "stance"):
        having = [
            (getattr(r, head), e.labels[head])
            for r, e in zip(readings, dev, strict=True)
            if e.labels.get(head)
        ]
        found[head] = sum(_right(p, wanted) for p, wanted in having) / max(len(having), 1)
    typed = [(r, e) for r, e in zip(readings, dev, strict=True) if NONE not in e.labels["filed"]]
    found["type of related pairs"] = sum(
        e.labels["filed"].get(likeliest(r.filed), 0) >= _most(e.labels["filed"]) for r, e in typed
    ) / max(len(typed), 1)
    confidences = [max(r.filed.values()) for r in readings]
    bins = reliability(
        confidences, [_right(r.filed, e.labels["filed"]) for r, e in zip(readings, dev, strict=True)]
    )
    found["calibration error"] = expected_error(bins)
    (out / "reliability.svg").write_text(
        plot(bins, "The classifier on the corpus' dev part"), encoding="utf-8"
    )
    return found


def _right(probabilities: Mapping[str, float], wanted: Mapping[str, float]) -> bool:
    return wanted.get(max(probabilities, key=lambda k: probabilities[k]), 0.0) >= _most(wanted)


def _most(wanted: Mapping[str, float]) -> float:
    return max(wanted.values()) - 1e-9


def main() -> None:
    """Make the model and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    settings = Settings(epochs=given.epochs, rate=RATE, seed=given.seed)
    figures = build(given.base, given.out, settings, lambda line: print(line, file=sys.stderr, flush=True))
    for name, value in figures.items():
        print(f"{name}\t{value:.3f}")


if __name__ == "__main__":
    main()
