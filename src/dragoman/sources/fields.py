"""A story from named fields: an object of JSON, a line of a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from dragoman.errors import RunError, StoryError
from dragoman.sources.days import find_days
from dragoman.sources.item import Item
from dragoman.sources.markup import html_paragraphs
from dragoman.sources.xmltree import day_of_stamp

_USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "body_text", "content", "story", "article", "full_text", "fulltext", "maintext"),
    "headline": ("headline", "title"),
    "published": (
        "published", "date", "dct", "published_at", "publishedat", "publication_date", "date_publish",
        "pub_date", "pubdate", "date_published", "datetime", "timestamp",
    ),
    "agency": ("agency", "publisher", "source", "provider", "outlet", "source_domain"),
    "id": ("id", "doc_id", "guid", "uri", "url", "link"),
    "language": ("language", "lang"),
    "byline": ("byline", "author", "authors"),
    "place": ("place", "located", "dateline"),
    "revision": ("revision", "version"),
}  # fmt: skip
"""What a story needs, and the columns that usually hold it, the first one found counting."""

NAMES = tuple(_USUAL)


def read_columns(option: str) -> dict[str, str]:
    """Return the columns that an option names for a story's fields.

    Raises: RunError if it is not of the form FIELD=COLUMN,FIELD=COLUMN, or names no known field.

    Example:
        >>> read_columns("text=body,published=date")
        {'text': 'body', 'published': 'date'}
    """
    columns = {}
    for part in filter(None, (part.strip() for part in option.split(","))):
        field, mark, column = (piece.strip() for piece in part.partition("="))
        if not mark or not column or field not in _USUAL:
            hint = f"write it like text=body,published=date; the fields are {', '.join(NAMES)}"
            raise RunError(f"{part!r} names no column of a field", hint=hint)
        columns[field] = column
    return columns


def item_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> Item:
    """Return the story of one object or line; `columns` goes before the usual names.

    Raises: StoryError if it has no text, or a named column is missing.
    """
    lower = {str(name).strip().lower(): name for name in row}

    def value(field: str) -> Any:
        if field in columns:
            if columns[field] not in row:
                raise StoryError(
                    f"there is no column {columns[field]!r} for {field}",
                    hint=f"the columns are {', '.join(map(str, list(row)[:20]))}",
                )
            return row[columns[field]]
        present = (row[lower[name]] for name in _USUAL[field] if name in lower)
        return next((found for found in present if found is not None), None)

    text = value("text")
    if not isinstance(text, str) or not text.strip():
        raise StoryError("there is no text in it", hint="name its column: --columns text=COLUMN")
    marked = text.lstrip().startswith("<") and "</" in text
    return Item(
        paragraphs=html_paragraphs(text) if marked else (),
        text=None if marked else text,
        headline=_words(value("headline")),
        byline=_words(value("byline")),
        credit=_words(value("agency")),
        published=_day(value("published")),
        published_from="the column of days" if value("published") else None,
        language=_words(value("language")),
        guid=_words(value("id")),
        revision=_words(value("revision")),
        place=_words(value("place")),
    )


def _day_in(words: str) -> date | None:
    """Return the day of a moment, of a mail's date, or of a date in words with its year."""
    if (day := day_of_stamp(words)) is not None:
        return day
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return next((day.full for day in find_days(words[:100]) if day.full is not None), None)


def _words(value: Any) -> str | None:
    """Return a field's words; a list's first ones joined, an object's name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value[:5] if isinstance(part, str | int)) or None
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _day(value: Any) -> date | None:
    """Return the day that a field gives.

    Raises: StoryError if it gives none that can be read.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    day = _day_in(str(value)) if isinstance(value, str | int) else None
    if day is None:
        raise StoryError(f"{str(value)[:40]!r} is no day", hint="write it like 2023-11-08")
    return day
