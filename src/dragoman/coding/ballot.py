"""The classifier's vote in the ledger: beside the lexicon on type, beside the rules on status.

It is asked only where they are in doubt; how much each voice counts was fitted on the corpus' dev part and
stands beside the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.coding.asking import ask
from dragoman.coding.candidate import Candidate
from dragoman.coding.classify import NONE, Classifier, Reading
from dragoman.coding.parties import Parties
from dragoman.model import EventType, Status
from dragoman.ontology import plover

FAINT = 1e-6
"""Below this a probability counts as this."""

MODE_SURE = 0.5
"""How likely a mode must be to come with a type that the vote has changed."""


@dataclass(frozen=True, slots=True)
class Scales:
    """How much each voice counts."""

    type_trust: float
    """Of the classifier's log-probabilities of types."""
    words: Mapping[str, float]
    """Of the lexicon, by the kind of word that tells it (`kind_of`)."""
    nothing: float
    """For that there is no event at all."""
    status_trust: float
    rules: Mapping[str, float]
    """Of each rule of status, by name; the empty name stands for the others."""
    sure_words: frozenset[str]
    """Kinds of words whose type the classifier is not asked about."""
    doubted_rules: frozenset[str]
    """Rules whose status it is asked about."""


def read_scales(classifier: Classifier) -> Scales | None:
    """Return the scales beside a model; None if it knows nothing of triggers."""
    held = classifier.labels.get("ballot")
    if not held:
        return None
    return Scales(
        float(held["type_trust"]), dict(held["words"]), float(held["nothing"]), float(held["status_trust"]),
        dict(held["rules"]), frozenset(held["sure_words"]), frozenset(held["doubted_rules"]),
    )  # fmt: skip


def kind_of(candidate: Candidate) -> str:
    """Return what kind of word tells a candidate: the lexicon errs more on some."""
    flags = candidate.row.flags
    if candidate.row.source == "implied":
        return "implied"
    if "weak" in flags:
        return "weak"
    if candidate.optional:
        return "optional"
    return "noun" if candidate.nominal else "verb"


def hold(candidates: list[Candidate], parties: Parties, classifier: Classifier) -> list[Candidate]:
    """Return the candidates that stand after the vote, type and status set by it where it was held."""
    scales = read_scales(classifier)
    if scales is None:
        return candidates
    asked = [c for c in candidates if _is_doubted(c, scales)]
    readings = classifier.classify([ask(c, parties) for c in asked])
    refused = {id(c) for c, r in zip(asked, readings, strict=True) if not _settle(c, r, scales)}
    return [c for c in candidates if id(c) not in refused]


def _is_doubted(candidate: Candidate, scales: Scales) -> bool:
    if candidate.settled:
        return False
    return kind_of(candidate) not in scales.sure_words or candidate.rule in scales.doubted_rules


def _settle(candidate: Candidate, reading: Reading, scales: Scales) -> bool:
    """Let the classifier vote on one candidate; return whether it is an event at all."""
    types = type_votes(candidate, reading, scales)
    best = max(types, key=types.__getitem__)
    held = candidate.type.value
    if best == NONE:
        return False
    if best != held and kind_of(candidate) not in scales.sure_words:
        modes = tuple(
            m for m in plover.modes(EventType(best)) if reading.modes.get(f"{best}/{m}", 0.0) > MODE_SURE
        )
        candidate.row = replace(candidate.row, type=best, modes=modes)
        candidate.modes = modes
        text = f"{best} rather than {held}: classifier {reading.action.get(best, 0):.0%}"
        candidate.because("type", "vote", text, round(types[best], 3))
    else:
        text = f"{held} stands: classifier {reading.action.get(held, 0):.0%}"
        candidate.because("type", "vote", text, round(types[held], 3))
    if candidate.rule in scales.doubted_rules:
        _settle_status(candidate, reading, scales)
    return True


def _settle_status(candidate: Candidate, reading: Reading, scales: Scales) -> None:
    states = status_votes(candidate, reading, scales)
    best = max(states, key=states.__getitem__)
    before = candidate.status.value
    said = f"classifier {reading.status.get(best, 0):.0%}"
    text = f"{best} stands: {said}" if best == before else f"{best} rather than {before}: {said}"
    candidate.because("status", "vote", text, round(states[best], 3))
    candidate.status = Status(best)


def type_votes(candidate: Candidate, reading: Reading, scales: Scales) -> dict[str, float]:
    """Return the probability of each type of the action and of NONE after the vote."""
    scores = {label: scales.type_trust * math.log(max(p, FAINT)) for label, p in reading.action.items()}
    scores[candidate.type.value] += scales.words.get(kind_of(candidate), 0.0)
    scores[NONE] += scales.nothing
    return shares(scores)


def status_votes(candidate: Candidate, reading: Reading, scales: Scales) -> dict[str, float]:
    """Return the probability of each status after the vote."""
    scores = {label: scales.status_trust * math.log(max(p, FAINT)) for label, p in reading.status.items()}
    scores[candidate.status.value] += scales.rules.get(candidate.rule, scales.rules.get("", 0.0))
    return shares(scores)


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Return scores as probabilities.

    Example:
        >>> shares({"a": 0.0, "b": 0.0})
        {'a': 0.5, 'b': 0.5}
    """
    highest = max(scores.values())
    risen = {label: math.exp(score - highest) for label, score in scores.items()}
    total = sum(risen.values())
    return {label: value / total for label, value in risen.items()}
