"""A plain text, as bytes or as characters, turned into a story."""

from __future__ import annotations

import re
from datetime import date

from dragoman.errors import StoryError
from dragoman.model import Story
from dragoman.sources.decoding import check_size, decode
from dragoman.sources.language import foreign_language
from dragoman.sources.wire import parse

_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<head\b|<body\b|<\?xml[^>]{0,200}>\s*<!doctype html)", re.IGNORECASE
)
_TAGS = re.compile(
    r"</?(?:p|div|span|a|br|h[1-6]|li|ul|td|tr|table|script|meta|link|article|section)\b[^<>]{0,300}>", re.I
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_HEAD = 50_000


def read_bytes(data: bytes, source: str, *, published: date | None = None) -> Story:
    """Return the story that the bytes of a text file hold, in whatever encoding.

    Raises: StoryError if it is no text, empty, too large, not in English, or without words to read.
    """
    if not data:
        raise StoryError("the file is empty", where=source, hint="give a file with a story in it")
    return read_text(decode(data, source), source, published=published)


def read_text(text: str, source: str | None = None, *, published: date | None = None) -> Story:
    """Return the story that a plain text holds; `published` is its day where the text itself does not say it.

    Raises: StoryError if it is empty, too large, not plain text, not in English, or without words to read.

    Example:
        >>> story = read_text("Envoys meet\\n\\nOSLO, May 3, 2021 (AFP) - Envoys of both sides met.")
        >>> story.headline, story.agency, story.published.isoformat()
        ('Envoys meet', 'AFP', '2021-05-03')
    """
    check_size(len(text), source)
    if not text.strip().strip("\ufeff\x00"):
        raise StoryError("there is nothing but blanks", where=source, hint="give a text with a story in it")
    _refuse_markup(text, source)
    if sum(1 for _ in zip(range(3), _WORD.finditer(text), strict=False)) < 3:
        raise StoryError("there are no sentences to read", where=source, hint="give the full text of a story")
    if (language := foreign_language(text)) is not None:
        raise StoryError(f"the text is in {language}", where=source, hint="only English is read")
    return parse(text, source, published)


def _refuse_markup(text: str, source: str | None) -> None:
    """Raise StoryError if this is a page or a document of another format."""
    head = text[:_HEAD]
    if _HTML.match(head) or sum(len(m[0]) for m in _TAGS.finditer(head)) > 0.1 * len(head):
        raise StoryError(
            "this is an HTML page",
            where=source,
            hint="give its file to `dragoman read`; text given as such must be plain",
        )
    if re.match(r"\s*<\?xml|\s*<(?:nitf|newsItem|newsMessage|NewsML|rss|feed)\b", head):
        raise StoryError("this is an XML document", where=source, hint="give its file to `dragoman read`")
    if re.match(r"\s*\{\s*\"[\w$@-]{1,60}\"\s*:", head):
        raise StoryError("this is JSON", where=source, hint="give its file to `dragoman read`")
