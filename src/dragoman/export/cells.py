"""Values as cells of a table of text: empty where unknown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any


def tabbed(rows: Iterable[Sequence[Any]], header: Sequence[str] | None = None) -> Iterator[str]:
    """Yield lines of cells parted by tabs, without quoting: what would break a cell becomes a blank."""
    if header is not None:
        yield "\t".join(header) + "\n"
    for row in rows:
        yield "\t".join(map(_plain, row)) + "\n"


def commas(rows: Iterable[Sequence[Any]], header: Sequence[str]) -> Iterator[str]:
    """Yield lines of comma-separated values as RFC 4180 has them, but for their line ends, under a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in _after(header, rows):
        writer.writerow([cell(value) for value in row])
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _after(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    yield header
    yield from rows


def cell(value: Any) -> str:
    """Return a value as text.

    Example:
        >>> cell(None), cell(-12.05), cell(("a", "b")), cell(True), cell(date(2021, 3, 3))
        ('', '-12.05', 'a;b', 'true', '2021-03-03')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return ";".join(map(cell, value))
    return str(value)


def _plain(value: Any) -> str:
    return " ".join(cell(value).replace("\x00", "").split())


def number_of(day: date | None) -> str | None:
    """Return a day as eight digits.

    Example:
        >>> number_of(date(2021, 3, 3))
        '20210303'
    """
    return f"{day:%Y%m%d}" if day and day.year >= 1000 else None
