"""Training on a user's own pairs: from the shipped weights, with PLOVER's labels or the user's own."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tokenizers import Tokenizer

from dragoman.coding.classify import NONE
from dragoman.coding.marking import Pair
from dragoman.errors import RunError
from dragoman.learn import names
from dragoman.learn.calibration import temperature
from dragoman.learn.examples import Example, read_examples
from dragoman.learn.fitting import Report, Settings, fit, predict
from dragoman.learn.shipping import TOKENIZER, restore, ship
from dragoman.model import Span

HELD_SHARE = 0.1
"""Of a user's pairs, how many are kept to measure and calibrate by."""

EXCHANGED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Ontology:
    """A user's own types: what they are called and what each is."""

    definitions: dict[str, str]
    quads: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a training made."""

    folder: Path
    trained: int
    held: int
    right: float | None
    """Of the pairs held out, the share whose type is right; None if none was."""


def read_ontology(path: Path) -> Ontology:
    """Return the types of a TOML file: a table `[types.NAME]` each, with `definition` and perhaps `quad`.

    Raises: RunError if it names none.
    """
    try:
        types = tomllib.loads(path.read_text(encoding="utf-8")).get("types", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RunError(f"no ontology can be read: {error}", where=str(path)) from error
    if not isinstance(types, dict) or not types or not all(isinstance(t, dict) for t in types.values()):
        raise RunError("it names no types", where=str(path), hint='[types.NAME]\ndefinition = "what it is"')
    return Ontology(
        {name: str(raw.get("definition", "")) for name, raw in types.items()},
        {name: int(raw["quad"]) for name, raw in types.items() if "quad" in raw},
    )


def train_own(
    data: Path, start: Path, out: Path, ontology: Ontology | None, settings: Settings, report: Report
) -> Outcome:
    """Fit the model of a folder to a user's pairs, write the new one to another, and return how well it does.

    Raises: RunError if the pairs or the model cannot be read.
    """
    described = restore(start)[1]
    heads: dict[str, Sequence[str]] = dict(described["heads"])
    if ontology:
        heads = {h: labels for h, labels in heads.items() if h in ("status", "stance")}
        heads = {"filed": (*ontology.definitions, NONE), **heads}
    network = restore(start, heads)[0]
    examples = read_examples(data, heads["filed"])
    if not examples:
        raise RunError("there are no pairs in it", where=str(data))
    kept, held = held_out(examples)
    tokenizer = Tokenizer.from_file(str(start / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def anew(epoch: int) -> list[Example]:
        chance = Random(settings.seed * 1000 + epoch)
        told = _defined(ontology, chance) if ontology else []
        return told + [
            Example(names.exchange(e.pair, chance), e.labels, e.weight)
            if chance.random() < EXCHANGED_SHARE
            else e
            for e in kept
        ]

    fit(network, tokenizer, anew, settings, report)
    logits = predict(network, tokenizer, held) if held else {}
    warmth = dict(described["temperature"])
    right = None
    if held:
        labels = network.labels["filed"]
        warmth["filed"] = temperature(logits["filed"], held, "filed", labels)
        told = [labels[int(row.argmax())] for row in logits["filed"]]
        right = sum(t in e.labels["filed"] for t, e in zip(told, held, strict=True)) / len(held)
    version = hashlib.sha256(data.read_bytes()).hexdigest()[:8]
    kept_on = {"voting": described["voting"]} if "voting" in described else {}
    extra = {"quads": ontology.quads} if ontology else kept_on
    ship(network, start / TOKENIZER, out, f"{described['version']}+{version}", warmth, extra)
    return Outcome(out, len(kept), len(held), right)


def held_out(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the examples to train on and those kept aside, by a hash of their text; none of few."""
    if len(examples) < 100:
        return list(examples), []
    kept: list[Example] = []
    held: list[Example] = []
    for example in examples:
        share = int(hashlib.sha256(example.pair.text.encode()).hexdigest()[:8], 16) / 2**32
        (held if share < HELD_SHARE else kept).append(example)
    return kept, held


def _defined(ontology: Ontology, chance: Random) -> list[Example]:
    """Return an example of each definition: the actor, what the type is, the recipient."""
    made = []
    for name, definition in ontology.definitions.items():
        if definition:
            actor, recipient = names.actor(chance), names.actor(chance)
            text = f"{actor} to {recipient}: {definition}"
            spans = Span(0, len(actor)), Span(len(actor) + 4, len(actor) + 4 + len(recipient))
            made.append(Example(Pair(text, *spans), {"filed": {name: 1.0}}, 0.5))
    return made
