"""`dragoman classify`: what goes between two given actors of a text, one line a pair."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli._errors import tell, tell_failure
from dragoman.cli.options import JsonOption
from dragoman.cli.screen import progress, write
from dragoman.errors import StoryError
from dragoman.model import Failure, Span

if TYPE_CHECKING:
    from dragoman.coding.classify import Classifier, Reading
    from dragoman.coding.marking import Pair
    from dragoman.pipeline import Reader

EXAMPLES = """\b
Examples:
  dragoman classify pairs.jsonl > types.jsonl
  echo '{"text": "Peru sued Chile.", "actor": [0, 4], "recipient": [10, 15]}' | dragoman classify -
"""

TOGETHER = 256
"""Pairs that are read before any is answered."""

Model = Annotated[
    Path | None,
    typer.Option("--model", metavar="DIR", help="A model that `dragoman train` made, not the shipped one."),
]


def classify(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE", help="JSON lines of pairs, or - for standard input.")
    ],
    model: Model = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="The classifier alone, without parsing: ten times as fast.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Type given pairs of actors.

    Reads lines of {"id", "text", "actor", "recipient"}, the last two [start, end] in characters or null, and
    answers each with a line of {"id", "type", "status", "stance", "quad", "probabilities"}: the likeliest
    type as PLOVER files it, what is announced under AGREE or THREATEN; the chance that nothing goes between
    the two stands under "NONE". JSON is all it prints.
    """
    from dragoman.coding.classify import load_classifier

    classifier = load_classifier(model)
    reader = None
    if not alone and classifier.weights is not None:
        from dragoman.pipeline import Reader

        reader = Reader()
    done = failed = 0
    batch: list[tuple[Any, Pair]] = []
    for item in _pairs(paths):
        if isinstance(item, Failure):
            failed += 1
            tell_failure(item)
            continue
        batch.append(item)
        if len(batch) == TOGETHER:
            done += _answer(classifier, reader, batch, done)
            batch = []
    done += _answer(classifier, reader, batch, done)
    if failed and failed + done > 1:
        tell(f"{failed} of {failed + done} pairs have no answer", None, None)
    return StoryError.exit_code if failed else 0


def _answer(classifier: Classifier, reader: Reader | None, batch: list[tuple[Any, Pair]], done: int) -> int:
    """Write the answers of a batch and return how many they are."""
    from dragoman.pairing import read_pairs

    with progress(f"classifying, {done} done" if done else "classifying"):
        readings = read_pairs([pair for _, pair in batch], classifier, reader)
    for (id, _), reading in zip(batch, readings, strict=True):
        write(f"{json.dumps(as_answer(id, reading, classifier.quads), ensure_ascii=False)}\n")
    return len(batch)


def as_answer(id: Any, reading: Reading, quads: dict[str, int]) -> dict[str, Any]:
    """Return the line that tells a reading."""
    from dragoman.coding.classify import WORDLESS, likeliest

    stance = likeliest(reading.stance) if reading.stance else WORDLESS
    return {
        "id": id,
        "type": reading.type,
        "status": likeliest(reading.status) if reading.status else None,
        "stance": None if stance == WORDLESS else stance,
        "quad": quads.get(reading.type),
        "probabilities": {name: round(p, 4) for name, p in reading.filed.items()},
    }


def _pairs(paths: list[str]) -> Iterator[tuple[Any, Pair] | Failure]:
    """Yield the pairs of all files, and the failures of those that cannot be had."""
    from dragoman.sources.decoding import decode
    from dragoman.sources.paths import expand

    for found in expand(paths):
        if isinstance(found.content, StoryError):
            yield Failure(found.source, found.content.message, found.content.hint)
            continue
        try:
            text = decode(found.content, found.source)
        except StoryError as error:
            yield Failure(found.source, error.message, error.hint)
            continue
        for number, raw in enumerate(text.split("\n"), 1):
            if raw.strip():
                try:
                    yield _pair(raw, number)
                except StoryError as error:
                    yield Failure(f"{found.source}:{number}", error.message, error.hint)


def _pair(raw: str, number: int) -> tuple[Any, Pair]:
    from dragoman.coding.marking import Pair

    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise StoryError("the line is not JSON", hint="write one JSON object a line") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise StoryError(
            "the line has no text", hint='write {"id": ..., "text": "...", "actor": [0, 4], ...}'
        )
    try:
        spans = [Span(*map(int, fields[s])) if fields.get(s) else None for s in ("actor", "recipient")]
        pair = Pair(fields["text"], *spans)
        fields["text"].encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoryError("the text holds characters that are none (lone surrogates)") from error
    except (TypeError, ValueError) as error:
        raise StoryError("actor or recipient is no stretch of the text", hint="write [start, end]") from error
    return fields.get("id", number), pair
