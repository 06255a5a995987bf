"""The event classifier: what goes between two actors of a text, by a small neural network run on the CPU."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.coding.marking import PAD, Pair, encode, focused
from dragoman.errors import RunError
from dragoman.model import EventType, Status
from dragoman.ontology import plover

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NONE = "NONE"
"""The label of a pair between whom nothing goes."""
YIELD = "YIELD"
"""CONCEDE and RETREAT under one name, as the network files them; `Reading.type` tells them apart."""
GIVING_WAY = (EventType.CONCEDE.value, EventType.RETREAT.value)
COOPERATION = 2
"""The last quad class of cooperation."""
WORDLESS = "-"
"""The stance of what rests on nobody's word."""

TOLD = "told_"
"""Before the names of the outputs that say what a marked trigger tells."""

BATCH = 16
"""Pairs that run together, of like length."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the classifier reads between two actors; all values are calibrated probabilities."""

    filed: Mapping[str, float]
    """Types as filed after folding, CONCEDE and RETREAT together as YIELD, and NONE."""
    action: Mapping[str, float]
    """Types of the action itself whatever its status, and NONE."""
    status: Mapping[str, float]
    stance: Mapping[str, float]
    """`-` where it rests on nobody's word."""
    modes: Mapping[str, float]
    """`TYPE/mode`, each by itself."""

    @property
    def type(self) -> str:
        """Return the likeliest type as filed, NONE aside."""
        best = likeliest(self.filed)
        if best == YIELD and "CONCEDE" in self.action:
            return "CONCEDE" if self.action["CONCEDE"] > self.action["RETREAT"] else "RETREAT"
        return best

    @property
    def related(self) -> float:
        """Return the probability that anything goes between the two."""
        return 1.0 - self.filed.get(NONE, 0.0)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the classifier and each relation of the lexicon's candidates count; chosen on the corpus."""

    classifier: float
    lexicon: Mapping[str, float]


class Classifier:
    """A trained model in memory."""

    def __init__(self, folder: Path) -> None:
        """Load a model from its folder.

        Raises: RunError if it is not there or not whole.
        """
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise RunError(f"the classifier needs {error.name}", hint="install the package again") from error
        try:
            self.labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # each library raises its own
            raise RunError(f"no model can be read: {error}", where=str(folder)) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @property
    def quads(self) -> dict[str, int]:
        """Return the quad class of each type: the codebook's, or what the model's own ontology says."""
        return {t.value: plover.quad(t) for t in EventType} | dict(self.labels.get("quads", {}))

    @property
    def weights(self) -> Weights | None:
        """Return how the lexicon's votes count beside the model; None if the model knows nothing of it."""
        held = self.labels.get("voting")
        return Weights(float(held["classifier"]), dict(held["lexicon"])) if held else None

    @property
    def version(self) -> str:
        """Return the model's version."""
        return str(self.labels["version"])

    def classify(self, pairs: Iterable[Pair]) -> list[Reading]:
        """Return the reading of each pair, in order."""
        given = list(pairs)
        rows = encode(self._tokenizer, given)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        found: dict[int, Reading] = {}
        for k in range(0, len(order), BATCH):
            chosen = order[k : k + BATCH]
            outputs = self._run([rows[i] for i in chosen])
            found.update(
                (i, self._reading(outputs, n, given[i].trigger is not None)) for n, i in enumerate(chosen)
            )
        return [found[i] for i in range(len(rows))]

    def _run(self, rows: Sequence[Sequence[int]]) -> dict[str, NDArray[np.float32]]:
        """Return the probabilities of every head for a batch."""
        import numpy as np

        parted = [focused(row) for row in rows]
        longest = max(len(row) for row, _ in parted)
        ids = np.full((len(rows), longest), PAD, dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.float32)
        focus = np.zeros((len(rows), longest), dtype=np.float32)
        for n, (row, at) in enumerate(parted):
            ids[n, : len(row)] = row
            mask[n, : len(row)] = 1
            focus[n, at.start : at.stop] = 1
        names = [*self.labels["heads"], *(TOLD + name for name in self._told)]
        given = {"ids": ids, "mask": mask} | ({"focus": focus} if self._told else {})
        outputs = self._session.run(names, given)
        return {name: self._probabilities(name, out) for name, out in zip(names, outputs, strict=True)}

    @property
    def _told(self) -> dict[str, list[str]]:
        """Return the labels of what a trigger tells, by head; empty if the model reads no triggers."""
        return dict(self.labels.get("told", {}))

    def _probabilities(self, head: str, logits: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return a head's calibrated probabilities."""
        import numpy as np

        scaled = logits / float(self.labels["temperature"].get(head, 1.0))
        if head.endswith("modes"):
            return np.asarray(1 / (1 + np.exp(-scaled)), dtype=np.float32)
        risen = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return np.asarray(risen / risen.sum(axis=1, keepdims=True), dtype=np.float32)

    def _reading(self, outputs: Mapping[str, NDArray[np.float32]], row: int, told: bool) -> Reading:
        """Return one pair's reading; with a trigger, of what that tells where the model knows."""
        by = {
            name: dict(zip(labels, map(float, outputs[name][row]), strict=True))
            for name, labels in self.labels["heads"].items()
        }
        if told:
            for name, labels in self._told.items():
                by[name] = dict(zip(labels, map(float, outputs[TOLD + name][row]), strict=True))
        return Reading(*(by.get(name, {}) for name in ("filed", "action", "status", "stance", "modes")))


@cache
def load_classifier(folder: Path | None = None) -> Classifier:
    """Return the shipped classifier, or the one in a folder, read once.

    Raises: RunError if it is not there or not whole.
    """
    if folder is not None:
        return Classifier(folder)
    with as_file(files("dragoman.coding") / "model") as shipped:
        return Classifier(shipped)


def likeliest(probabilities: Mapping[str, float]) -> str:
    """Return the label of the highest probability, NONE aside."""
    return max((p, name) for name, p in probabilities.items() if name != NONE)[1]


def filed_as(type: EventType, status: Status) -> str:
    """Return the label that an event is filed under.

    Source: PLOVER folds what is to come; CAMEO 12 files refused, failed and cancelled cooperation as REJECT.

    Example:
        >>> filed_as(EventType.CONSULT, Status.PLANNED), filed_as(EventType.RETREAT, Status.HAPPENED)
        ('AGREE', 'YIELD')
        >>> filed_as(EventType.CONSULT, Status.NEGATED)
        'REJECT'
    """
    if status is Status.NEGATED and plover.quad(type) <= COOPERATION:
        return EventType.REJECT.value
    folded = plover.fold(type, status).value
    return YIELD if folded in GIVING_WAY else folded
