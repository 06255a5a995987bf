"""Bare texts as JSON lines: `{"id": ..., "text": ..., "date": ...}`, one text a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.errors import StoryError
from dragoman.model import Failure, Span
from dragoman.sources.decoding import decode

_IDS = ("doc_id", "id")
_DAYS = ("dct", "date")


@dataclass(frozen=True, slots=True)
class Line:
    """One text with what its line says of it."""

    id: Any
    """As the line has it; its number, from 1, if it has none."""
    text: str
    published: date | None
    source: str
    """File and line, for a person."""
    spans: dict[str, tuple[Span, ...]]
    """Stretches that the line points at, by the field's name: `toponyms`, `targets`."""


def looks_like_lines(data: bytes) -> bool:
    """Return whether these bytes are JSON lines and no story: their first mark is a brace."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def read_lines(data: bytes, source: str) -> Iterator[Line | Failure]:
    """Yield each line's text, or why it cannot be had; blank lines are passed over.

    Raises: StoryError if the bytes are no text.

    Example:
        >>> [line] = read_lines(b'{"id": 7, "text": "Envoys met.", "date": "2021-05-03"}', "in.jsonl")
        >>> line.id, line.text, line.published.isoformat()
        (7, 'Envoys met.', '2021-05-03')
    """
    for number, raw in enumerate(decode(data, source).split("\n"), 1):
        if raw.strip():
            place = f"{source}:{number}"
            try:
                yield _line(raw, number, place)
            except StoryError as error:
                yield Failure(place, error.message, error.hint)


def _line(raw: str, number: int, place: str) -> Line:
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise StoryError("the line is not JSON", hint="write one JSON object a line") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise StoryError("the line has no text", hint='write {"id": ..., "text": "..."}')
    text = fields["text"]
    id = next((fields[key] for key in _IDS if fields.get(key) is not None), number)
    spans = {name: _spans(fields[name], name, text) for name in ("toponyms", "targets") if name in fields}
    return Line(id, text, _day(fields), place, spans)


def _day(fields: dict[str, Any]) -> date | None:
    """Return the day that a line gives; a moment gives its day."""
    given = next((fields[key] for key in _DAYS if fields.get(key)), None)
    if given is None:
        return None
    try:
        return date.fromisoformat(str(given)[:10])
    except ValueError as error:
        raise StoryError(f"{given!r} is no day", hint="write it like 2023-11-08") from error


def _spans(given: Any, name: str, text: str) -> tuple[Span, ...]:
    try:
        spans = tuple(Span(int(item["start"]), int(item["end"])) for item in given)
    except (KeyError, TypeError, ValueError) as error:
        raise StoryError(
            f"its {name} are no stretches of text", hint='write [{"start": 0, "end": 5}]'
        ) from error
    if any(span.end > len(text) for span in spans):
        raise StoryError(f"its {name} point beyond the end of the text", hint="count characters, from 0")
    return spans
