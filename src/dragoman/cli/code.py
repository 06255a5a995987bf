"""`dragoman code`: PLOVER events of bare texts, one line a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.lines import Answer, answer, lines_of
from dragoman.cli.options import JsonOption
from dragoman.model import Failure

if TYPE_CHECKING:
    from dragoman.pipeline import Reader
    from dragoman.sources.jsonl import Line

EXAMPLES = """\b
Examples:
  dragoman code sentences.jsonl > events.jsonl
  echo '{"id": 1, "text": "Peru expelled the envoy of Chile."}' | dragoman code -
"""


def code(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE", help="JSON lines of texts, or - for standard input.")
    ],
    negated: Annotated[
        bool, typer.Option("--negated", help="Enter what was denied or refused too, with mode negation.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """Code bare texts into PLOVER events.

    Reads lines of {"id", "text", "date"}, the date optional, and answers each with a line of
    {"id", "events"}: events as PLOVER enters them, what is announced under AGREE or THREATEN, what is only
    asked for, feared or denied left out. JSON is all it prints.
    """
    from dragoman.pipeline import Reader

    return answer(_work(paths, Reader(), negated), "coding")


def _work(paths: list[str], reader: Reader, negated: bool) -> Iterator[Answer | Failure]:
    from dragoman.sources.paths import expand

    for found in expand(paths):
        for line in lines_of(found):
            if isinstance(line, Failure):
                yield line
            else:
                yield line.source, partial(_coded, reader, line, negated)


def _coded(reader: Reader, line: Line, negated: bool) -> dict[str, Any]:
    from dragoman.export.plover import as_plover

    record = reader.code_text(line.text, line.source, line.published)
    return {"id": line.id, "events": as_plover(record, negated=negated)}
