"""Fits on the corpus' dev part how much classifier, lexicon and rules count in the ledger; writes it down.

Run after triggers.py:
    python training/ballot.py [MODEL]

The coder's candidates in the dev part are compared with what is annotated there; a candidate at whose word
nothing is annotated should be refused.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import corpus
import numpy as np
from candidates import found
from numpy.typing import NDArray

from dragoman.coding.ballot import FAINT, kind_of
from dragoman.coding.classify import NONE, Reading, load_classifier
from dragoman.pipeline import Reader

MODEL = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "coding" / "model"
STEPS, RATE = 3000, 0.05
DECAY = 0.01
"""How strongly the weight of a voice is drawn to that of its kind: few candidates speak for each."""

RARE = 8
"""Candidates of the dev part below which a rule of status has no weight of its own."""

SURE = 0.93
"""Of what a rule of status says, the share that must be right for the classifier not to be asked."""


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate of the coder with what it should be."""

    kind: str
    type: str
    rule: str
    status: str
    reading: Reading
    types: dict[str, float]
    statuses: dict[str, float]


def cases(folder: Path) -> list[Case]:
    """Return the candidates of the dev part."""
    classifier, reader = load_classifier(folder), Reader()
    held = corpus.split(corpus.load())[1]
    judged = [pair for block in held for pair in found(block, reader)[0]]
    readings = classifier.classify([example.pair for _, example in judged])
    return [
        Case(
            kind_of(c), c.type.value, c.rule, c.status.value, r,
            dict(e.labels["action"]), dict(e.labels.get("status", {})),
        )
        for (c, e), r in zip(judged, readings, strict=True)
    ]  # fmt: skip


def fit(
    said: NDArray[np.float64], voices: NDArray[np.float64], wanted: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Return the trust in the classifier and each voice's weight under which what is wanted is likeliest.

    Shape: `said` (cases, labels), `voices` (cases, labels, voices), `wanted` (cases, labels).
    """
    trust, weights = 1.0, np.ones(voices.shape[2])
    for _ in range(STEPS):
        scores = trust * said + voices @ weights
        risen = np.exp(scores - scores.max(1, keepdims=True))
        gap = risen / risen.sum(1, keepdims=True) - wanted
        trust -= RATE * (float((gap * said).sum() / len(said)) + DECAY * (trust - 1.0) / 10)
        slope = np.einsum("nl,nlk->k", gap, voices) / len(said)
        weights -= RATE * (slope + DECAY * (weights - weights.mean()))
    return trust, weights


def right(scores: NDArray[np.float64], wanted: NDArray[np.float64]) -> float:
    """Return the share of cases whose highest score is wanted."""
    return float((np.take_along_axis(wanted, scores.argmax(1)[:, None], 1)[:, 0] > 0).mean())


def weigh_types(given: list[Case], labels: list[str]) -> dict[str, object]:
    """Return the weights of the vote on types."""
    kinds = sorted({c.kind for c in given})
    said = np.array([[np.log(max(c.reading.action[label], FAINT)) for label in labels] for c in given])
    wanted = np.array([[c.types.get(label, 0.0) for label in labels] for c in given])
    voices = np.zeros((len(given), len(labels), len(kinds) + 1))
    lexicon = np.zeros((len(given), len(labels)))
    for n, case in enumerate(given):
        voices[n, labels.index(case.type), kinds.index(case.kind)] = 1
        voices[n, labels.index(NONE), -1] = 1
        lexicon[n, labels.index(case.type)] = 1
    trust, weights = fit(said, voices, wanted)
    both = trust * said + voices @ weights
    for name, scores in (("lexicon", lexicon), ("classifier", said), ("both", both)):
        print(f"type of {len(given)} candidates, {name}\t{right(scores, wanted):.3f}", file=sys.stderr)
    changed = both.argmax(1) != lexicon.argmax(1)
    for kind in kinds:
        of = np.array([c.kind == kind for c in given])
        print(
            f"  {kind}: {of.sum()}, changed {(changed & of).sum()}, "
            f"{right(lexicon[of], wanted[of]):.3f} -> {right(both[of], wanted[of]):.3f}", file=sys.stderr,
        )  # fmt: skip
    return {
        "type_trust": round(trust, 3),
        "words": {kind: round(float(w), 3) for kind, w in zip(kinds, weights, strict=False)},
        "nothing": round(float(weights[-1]), 3),
    }


def weigh_statuses(given: list[Case], labels: list[str]) -> dict[str, object]:
    """Return the weights of the vote on statuses, and the rules that it is held on."""
    often = Counter(c.rule for c in given)
    rules = ["", *sorted(rule for rule, count in often.items() if count >= RARE)]
    said = np.array([[np.log(max(c.reading.status[label], FAINT)) for label in labels] for c in given])
    wanted = np.array([[c.statuses.get(label, 0.0) for label in labels] for c in given])
    voices = np.zeros((len(given), len(labels), len(rules)))
    for n, case in enumerate(given):
        own = rules.index(case.rule) if case.rule in rules else 0
        voices[n, labels.index(case.status), own] = 1
    trust, weights = fit(said, voices, wanted)
    alone, both = voices.sum(2), trust * said + voices @ weights
    sure = {
        rule for k, rule in enumerate(rules)
        if rule and right(alone[of := voices[:, :, k].any(1)], wanted[of]) >= SURE
    }  # fmt: skip
    doubted = np.array([c.rule not in sure for c in given])
    held = np.where(doubted[:, None], both, alone)
    for name, scores in (
        ("rules", alone),
        ("classifier", said),
        ("both", both),
        ("both where in doubt", held),
    ):
        print(f"status of {len(given)} candidates, {name}\t{right(scores, wanted):.3f}", file=sys.stderr)
    return {
        "status_trust": round(trust, 3),
        "rules": {rule: round(float(w), 3) for rule, w in zip(rules, weights, strict=True)},
        "sure_rules": sorted(sure),
    }


def main() -> None:
    """Fit the weights and write them beside the model's labels."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    described = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    given = cases(folder)
    types = weigh_types(given, described["heads"]["action"])
    statuses = weigh_statuses([c for c in given if c.statuses], described["heads"]["status"])
    described["ballot"] = {**types, **statuses}
    (folder / "labels.json").write_text(f"{json.dumps(described, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
