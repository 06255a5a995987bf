"""`dragoman annotate`: stand-off annotations, one line a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.lines import Answer, answer, lines_of
from dragoman.cli.options import JsonOption, day
from dragoman.model import Failure

if TYPE_CHECKING:
    from dragoman.pipeline import Reader
    from dragoman.sources.jsonl import Line
    from dragoman.sources.paths import Found
    from dragoman.standoff import Layer

LAYERS = "times,places,actors,quotes,status"

EXAMPLES = """\b
Examples:
  dragoman annotate texts.jsonl --layers times,places > annotations.jsonl
  dragoman annotate story.txt --layers quotes | jq .quotes
"""


def annotate(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="JSON lines of texts, stories, folders of them, or - for stdin."),
    ],
    layers: Annotated[str, typer.Option(metavar="LIST", help="Which layers, parted by commas.")] = LAYERS,
    published: Annotated[
        date | None,
        typer.Option(
            "--date", parser=day, metavar="YYYY-MM-DD", help="The day of texts that do not tell it."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Annotate texts: a line of JSON for each, with character offsets into the original text.

    A line of input is {"doc_id", "text"} with, as it likes, "dct" (its day), "toponyms" (just these stretches
    are placed) and "targets" (just these get a status); a stretch is {"start", "end"}. Any other file is read
    as a story.
    """
    from dragoman.annotate.registry import ANNOTATORS
    from dragoman.config import Settings
    from dragoman.pipeline import Reader
    from dragoman.standoff import unneeded

    wanted = chosen(layers)
    reader = Reader(Settings(without=unneeded(wanted, [name for name, *_ in ANNOTATORS])))
    return answer(_work(paths, reader, wanted, published), "annotating")


def chosen(names: str) -> tuple[Layer, ...]:
    """Return the layers that a list names, each once. Raises: typer.BadParameter if it names another."""
    from dragoman.standoff import Layer

    wanted = dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip())
    known = [layer.value for layer in Layer]
    if unknown := [name for name in wanted if name not in known]:
        raise typer.BadParameter(f"no layer is called {unknown[0]!r}; there are {', '.join(known)}")
    if not wanted:
        raise typer.BadParameter(f"name at least one of {', '.join(known)}")
    return tuple(Layer(name) for name in wanted)


def _work(
    paths: list[str], reader: Reader, wanted: tuple[Layer, ...], published: date | None
) -> Iterator[Answer | Failure]:
    from dragoman.sources.jsonl import looks_like_lines
    from dragoman.sources.paths import expand

    for found in expand(paths):
        if isinstance(found.content, bytes) and not looks_like_lines(found.content):
            yield found.source, partial(_story, reader, found, wanted, published)
            continue
        for line in lines_of(found):
            if isinstance(line, Failure):
                yield line
            else:
                yield line.source, partial(_line, reader, line, wanted, published)


def _story(reader: Reader, found: Found, wanted: tuple[Layer, ...], published: date | None) -> dict[str, Any]:
    from dragoman.sources.text import read_bytes
    from dragoman.standoff import annotate

    assert isinstance(found.content, bytes)
    story = read_bytes(found.content, found.source, published=published)
    return {"doc_id": found.source, **annotate(reader.annotated(story), wanted)}


def _line(reader: Reader, line: Line, wanted: tuple[Layer, ...], published: date | None) -> dict[str, Any]:
    from dragoman.sources.bare import read_bare
    from dragoman.standoff import annotate

    story = read_bare(line.text, line.source, published=line.published or published)
    doc = reader.annotated(story)
    return {
        "doc_id": line.id,
        **annotate(doc, wanted, line.spans.get("toponyms"), line.spans.get("targets")),
    }
