"""Fits on the corpus' dev part how much classifier, lexicon and rules count in the ledger; writes it down.

Run after triggers.py:
    python training/ballot.py [MODEL]

The coder's candidates in the dev part are compared with what is annotated there; a candidate at whose word
nothing is annotated should be refused.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import corpus
import numpy as np
from candidates import found, unknown
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

GAIN = 5
"""How many more types of a kind of words the vote must get right to be held on them: fewer is chance."""

WORTH = 0.7
"""Of the unknown verbs taken as events, the share that must be right."""

SURE = 0.6
"""Of what a rule of status says, the share that must be right for the classifier not to be asked.

Each question costs as much as parsing a sentence: where the rules are mostly right it is not worth that.
"""


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
    return float(wins(scores, wanted).mean())


def wins(scores: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return of each case whether its highest score is wanted."""
    return np.asarray(np.take_along_axis(wanted, scores.argmax(1)[:, None], 1)[:, 0] > 0)


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
    sure = []
    for kind in kinds:
        of = np.array([c.kind == kind for c in given])
        better = np.sum(wins(both[of], wanted[of])) - np.sum(wins(lexicon[of], wanted[of]))
        if better < GAIN:
            sure.append(kind)
        print(
            f"  {kind}: {of.sum()}, changed {(changed & of).sum()}, "
            f"{right(lexicon[of], wanted[of]):.3f} -> {right(both[of], wanted[of]):.3f}", file=sys.stderr,
        )  # fmt: skip
    return {
        "type_trust": round(trust, 3),
        "words": {kind: round(float(w), 3) for kind, w in zip(kinds, weights, strict=False)},
        "nothing": round(float(weights[-1]), 3),
        "sure_words": sure,
    }


def weigh_statuses(given: list[Case], labels: list[str], doubted: set[str]) -> dict[str, object]:
    """Return the weights of the vote on statuses, and what holding it on the doubted rules brings."""
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
    asked = np.array([c.rule in doubted for c in given])
    held = np.where(asked[:, None], both, alone)
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
        "doubted_rules": sorted(doubted),
    }


def doubted_rules(reader: Reader) -> set[str]:
    """Return the rules of status that are often wrong; none was fitted, so all of the corpus judges."""
    said: dict[str, list[bool]] = defaultdict(list)
    for block in corpus.load():
        for candidate, example in found(block, reader)[0]:
            if example.labels.get("status"):
                said[candidate.rule].append(candidate.status.value in example.labels["status"])
    for rule, verdicts in sorted(said.items(), key=lambda item: -len(item[1])):
        if len(verdicts) >= RARE:
            print(f"  {rule}: {sum(verdicts)} of {len(verdicts)} right", file=sys.stderr)
    often = {rule: verdicts for rule, verdicts in said.items() if len(verdicts) >= RARE}
    return {rule for rule, verdicts in often.items() if sum(verdicts) < SURE * len(verdicts)}


def weigh_proposals(folder: Path) -> dict[str, object]:
    """Return how likely a type must be for a verb that the lexicon does not know to be taken as an event."""
    classifier, reader = load_classifier(folder), Reader()
    told: list[tuple[float, bool]] = []
    for block in corpus.split(corpus.load())[1]:
        for pair, at in unknown(block, reader):
            [reading] = classifier.classify([pair])
            best = max(reading.action, key=reading.action.__getitem__)
            if best != NONE:
                told.append((reading.action[best], best in {e.type.value for e in at}))
    threshold = 1.0
    for at_least in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4):
        kept = [ok for p, ok in told if p >= at_least]
        print(f"unknown verbs at {at_least}: {sum(kept)} of {len(kept)} right", file=sys.stderr)
        if kept and sum(kept) / len(kept) >= WORTH:
            threshold = at_least
    return {"proposal": threshold}


def main() -> None:
    """Fit the weights and write them beside the model's labels."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    described = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    given = cases(folder)
    types = weigh_types(given, described["heads"]["action"])
    doubted = doubted_rules(Reader())
    statuses = weigh_statuses([c for c in given if c.statuses], described["heads"]["status"], doubted)
    described["ballot"] = {**types, **statuses, **weigh_proposals(folder)}
    (folder / "labels.json").write_text(f"{json.dumps(described, indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
