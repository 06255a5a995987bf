"""Reads wire stories and keeps the ledger of world politics.

`read` and `read_text` return records, `open` a ledger; the shapes they are made of are exported here too.
Importing this package loads neither spaCy nor DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.errors import DragomanError, LedgerError, NotFoundError, RunError, StoryError
    from dragoman.ledger import Entry, EventFilter, Ledger
    from dragoman.model import (
        Entity,
        Event,
        EventType,
        Failure,
        Quote,
        Reason,
        Record,
        Span,
        Stance,
        Status,
        Story,
    )
    from dragoman.pipeline import Reader

__version__ = "0.1.0"

__all__ = [
    "DragomanError",
    "Entity",
    "Entry",
    "Event",
    "EventFilter",
    "EventType",
    "Failure",
    "Ledger",
    "LedgerError",
    "NotFoundError",
    "Quote",
    "Reader",
    "Reason",
    "Record",
    "RunError",
    "Settings",
    "Span",
    "Stance",
    "Status",
    "Story",
    "StoryError",
    "__version__",
    "open",
    "read",
    "read_text",
]

_HOMES = {
    **dict.fromkeys(
        (
            "Entity",
            "Event",
            "EventType",
            "Failure",
            "Quote",
            "Reason",
            "Record",
            "Span",
            "Stance",
            "Status",
            "Story",
        ),
        "dragoman.model",
    ),
    **dict.fromkeys(
        ("DragomanError", "LedgerError", "NotFoundError", "RunError", "StoryError"), "dragoman.errors"
    ),
    **dict.fromkeys(("Entry", "EventFilter", "Ledger"), "dragoman.ledger"),
    "Reader": "dragoman.pipeline",
    "Settings": "dragoman.config",
}
"""Where each name that is loaded when first asked for lives."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


def read(paths: str | Path | Iterable[str | Path], *, published: date | None = None) -> list[Record]:
    """Return the records of the stories in a file, or in several files and folders, in order.

    `published` is the day for stories whose text does not tell theirs. The language model is loaded once.

    Raises: StoryError at the first text that cannot be read; a `Reader` goes on past it.
    """
    from dragoman.errors import StoryError
    from dragoman.model import Failure

    several = [paths] if isinstance(paths, str | Path) else list(paths)
    records = []
    for item in _reader().read(*several, published=published):
        if isinstance(item, Failure):
            raise StoryError(item.reason, where=item.source, hint=item.hint)
        records.append(item)
    return records


def read_text(text: str, *, source: str | None = None, published: date | None = None) -> Record:
    """Return the record of one story given as text.

    Raises: StoryError if it cannot be read.
    """
    return _reader().read_text(text, source, published=published)


def open(path: str | Path, *, read_only: bool = False) -> Ledger:
    """Return the ledger in this file; it is made if there is none, unless `read_only`.

    Raises: LedgerError if the file is locked, damaged, no ledger, or a newer version's.
    """
    from dragoman.ledger import Ledger

    return Ledger.open(path, read_only=read_only)


@cache
def _reader() -> Reader:
    from dragoman.pipeline import Reader

    return Reader()
