"""The formats in which the ledger's events can be had, by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.errors import RunError
from dragoman.export.view import View


class Shape(StrEnum):
    """What a format makes."""

    LINES = "lines"
    """Text that can be printed as it comes."""
    FILE = "file"
    """One file of bytes."""
    FOLDER = "folder"
    """Several files in a folder."""


@dataclass(frozen=True, slots=True)
class Format:
    """One projection."""

    name: str
    home: str
    """`module:function` below this package; it is loaded when asked for."""
    meaning: str
    shape: Shape = Shape.LINES

    def load(self) -> Callable[..., Any]:
        """Return the function that makes it: `lines(view)`, or `write(view, path)`."""
        module, _, name = self.home.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"dragoman.export.{module}"), name)
        return found

    @property
    def loses(self) -> str:
        """Return what the format's own description says of it, on one line."""
        module = import_module(f"dragoman.export.{self.home.partition(':')[0]}")
        return " ".join((module.__doc__ or "").split())


FORMATS = {
    format.name: format
    for format in (
        Format("records", "records:lines", "whole records as JSON lines, to be read back"),
        Format("parquet", "parquet:folder", "the seven tables, to be read back", Shape.FOLDER),
        Format("csv", "table:lines", "one row an event"),
        Format("geoparquet", "parquet:geoparquet", "one row an event, with its point", Shape.FILE),
        Format("plover", "plover_lines:lines", "PLOVER JSON lines"),
        Format("polecat", "polecat:lines", "POLECAT's 40 columns"),
        Format("icews", "icews:lines", "ICEWS' 20 columns"),
        Format("gdelt", "gdelt:lines", "GDELT 2.0 events, 61 columns"),
        Format("gdelt-mentions", "gdelt:mention_lines", "GDELT 2.0 mentions, 16 columns"),
        Format("phoenix", "phoenix:lines", "Phoenix' 26 columns"),
        Format("cameo", "cameo_dyads:lines", "day, source, target, CAMEO code"),
        Format("ics", "ics:lines", "what is due, as a calendar"),
        Format("atom", "feed:atom", "the newest events as an Atom feed"),
        Format("rss", "feed:rss", "the newest events as an RSS feed"),
        Format("geojson", "geojson:lines", "one feature an event"),
        Format("jsonld", "jsonld:lines", "linked data: schema.org, PROV-O, Web Annotation"),
        Format("ninjs", "ninjs:lines", "ninjs 3.1 stories and events, to be read back"),
        Format("graphml", "graphml:lines", "the network of actors"),
        Format("markdown", "brief_pages:markdown", "the brief of a day"),
        Format("html", "brief_pages:html", "the brief of a day as a page that stands alone"),
    )
}
"""Every format by its name."""


def pieces(name: str, view: View) -> Iterator[str]:
    """Return the text of a format that is text, piece by piece.

    Raises: RunError if there is no such format, or it is no text.
    """
    format = _known(name)
    if format.shape is not Shape.LINES:
        what = "several files" if format.shape is Shape.FOLDER else "no text"
        raise RunError(f"{name} is {what} and cannot be printed", hint="say where to write it: --out PATH")
    made: Iterator[str] = format.load()(view)
    return made


def write(name: str, view: View, out: Path) -> None:
    """Write a format to a file, or to a folder if it is several; a file is whole or as it was.

    Raises: RunError if there is no such format, or it cannot be written there.
    """
    format = _known(name)
    try:
        if format.shape is Shape.FOLDER:
            format.load()(view, out)
            return
        if out.is_dir():
            raise RunError("this is a folder", where=str(out), hint=f"name a file in it for {name}")
        part = out.with_name(f".{out.name}.{os.getpid()}.part")
        try:
            if format.shape is Shape.FILE:
                format.load()(view, part)
            else:
                with part.open("w", encoding="utf-8", newline="") as file:
                    file.writelines(format.load()(view))
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise RunError(what, where=str(out), hint="check --out and its permissions") from error


def _known(name: str) -> Format:
    if name not in FORMATS:
        raise RunError(f"there is no format {name!r}", hint=f"the formats are {', '.join(FORMATS)}")
    return FORMATS[name]
