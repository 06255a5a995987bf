"""Training examples: a pair of actors and what is known of the event between them, as shares of labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.coding.classify import GIVING_WAY, NONE, WORDLESS, YIELD
from dragoman.coding.marking import Pair
from dragoman.errors import RunError
from dragoman.model import EventType, Span, Stance, Status
from dragoman.ontology import plover

Shares = Mapping[str, float]
"""Labels and how much of the example each has; they sum to 1."""


@dataclass(frozen=True, slots=True)
class Example:
    """A pair and its labels; a head without labels learns nothing from it."""

    pair: Pair
    labels: Mapping[str, Shares] = field(default_factory=dict)
    """By head: `filed`, `action`, `status`, `stance`; and `modes`, where the shares need not sum to 1."""
    weight: float = 1.0


def plover_heads() -> dict[str, tuple[str, ...]]:
    """Return the heads of a model of PLOVER with the labels of each."""
    types = tuple(t.value for t in EventType)
    return {
        "filed": (*(t for t in types if t not in GIVING_WAY), YIELD, NONE),
        "action": (*types, NONE),
        "status": tuple(s.value for s in Status),
        "stance": (WORDLESS, *(s.value for s in Stance)),
        "modes": tuple(f"{t.value}/{m}" for t in EventType for m in plover.modes(t)),
    }


def unrelated(pair: Pair, weight: float = 1.0) -> Example:
    """Return the example of a pair between whom nothing goes."""
    return Example(pair, {"filed": {NONE: 1.0}, "action": {NONE: 1.0}}, weight)


def read_examples(path: Path, labels: Iterable[str] | None = None) -> list[Example]:
    """Return the examples of JSON lines `{text, actor, recipient, type}`, perhaps with `status` and `stance`.

    A type of PLOVER stands as it is filed after folding; given `labels`, a type must be one of them.

    Raises: RunError with file and line of the first faulty one.
    """
    allowed = None if labels is None else set(labels)
    return [_example(raw, where, allowed) for raw, where in _lines(path)]


def _lines(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"cannot be read: {error}", where=str(path)) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                raw = json.loads(line)
            except ValueError as error:
                raise RunError(f"no JSON: {error}", where=where) from error
            if not isinstance(raw, dict):
                raise RunError("a line is one JSON object", where=where)
            yield raw, where


def read_pair(raw: Mapping[str, Any], where: str) -> Pair:
    """Return the pair of a line. Raises: RunError if it has none."""
    try:
        spans = [Span(*raw[side]) if raw.get(side) else None for side in ("actor", "recipient")]
        return Pair(str(raw["text"]), *spans)
    except (KeyError, TypeError, ValueError) as error:
        raise RunError(
            f"not a pair: {error}", where=where, hint='{"text": "...", "actor": [0, 4], "recipient": null}'
        ) from error


def _example(raw: Mapping[str, Any], where: str, allowed: set[str] | None) -> Example:
    pair = read_pair(raw, where)
    type = str(raw.get("type") or "")
    if allowed is not None and type not in allowed and not (type in GIVING_WAY and YIELD in allowed):
        raise RunError(f"unknown type {type!r}", where=where, hint=f"one of {', '.join(sorted(allowed))}")
    if not type:
        raise RunError("no type", where=where)
    found: dict[str, Shares] = {
        "filed": {YIELD if type in GIVING_WAY and (not allowed or YIELD in allowed) else type: 1.0}
    }
    if type in GIVING_WAY:
        found["action"] = {type: 1.0}
    for head, known in (("status", [s.value for s in Status]), ("stance", [WORDLESS, *Stance])):
        if raw.get(head):
            if raw[head] not in known:
                raise RunError(
                    f"unknown {head} {raw[head]!r}", where=where, hint=f"one of {', '.join(known)}"
                )
            found[head] = {str(raw[head]): 1.0}
    return Example(pair, found)
