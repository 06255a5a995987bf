"""RSS and Atom, in any of their versions: the entries of a feed.

The true publisher of an entry is in RSS's `source`; the feed's own title counts only where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.errors import StoryError
from dragoman.sources.decoding import check_size
from dragoman.sources.item import Item
from dragoman.sources.markup import html_paragraphs

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_FEWEST = 40
"""Characters under which an entry's text is a teaser with no sentence of its own."""


def read(data: bytes, source: str) -> Iterator[Item]:
    """Yield the entries of a feed, with the full text where the feed has it.

    Raises: StoryError if it is no feed, or defines entities of its own.
    """
    import feedparser

    check_size(len(data), source)
    if _ENTITY.search(data[:100_000]):
        hint = "a feed has no need of its own entities; they can be used to do harm"
        raise StoryError("the feed defines entities of its own", where=source, hint=hint)
    try:
        feed = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # a damaged feed makes it raise what it likes
        raise StoryError(f"the feed is broken: {error}"[:200], where=source) from error
    entries = feed.get("entries") or []
    if not entries:
        told = str(feed.get("bozo_exception") or "it has no entries")[:120]
        raise StoryError(f"there is nothing to read in this feed: {told}", where=source)
    for entry in entries:
        # As plain fields: feedparser's own lookup takes one day for another where it is missing.
        yield _item({key: value for key, value in entry.items()}, feed.get("feed") or {})  # noqa: C416


def _item(entry: dict[str, Any], feed: Any) -> Item:
    title = _plain(entry.get("title"))
    publisher = _plain((entry.get("source") or {}).get("title"))
    if publisher and title and title.endswith(f" - {publisher}"):
        title = title.removesuffix(f" - {publisher}")
    stamp = next((name for name in ("published", "updated", "created") if entry.get(f"{name}_parsed")), None)
    parsed = entry.get(f"{stamp}_parsed") if stamp else None
    return Item(
        paragraphs=_body(entry),
        headline=title,
        byline=_plain(entry.get("author")),
        credit=publisher or _plain(entry.get("dc_publisher")),
        publisher=_plain(feed.get("title")),
        published=_local_day(entry.get(stamp), parsed) if stamp else None,
        published_from=stamp,
        language=_plain((entry.get("content") or [{}])[0].get("language")) or _plain(feed.get("language")),
        guid=_plain(entry.get("id")) or _plain(entry.get("link")),
        revision=_plain(entry.get("updated")),
    )


def _body(entry: dict[str, Any]) -> list[str]:
    """Return the paragraphs of the fullest text that the entry has."""
    texts = [part.get("value") or "" for part in entry.get("content") or []]
    texts.append(entry.get("summary") or "")
    found = [html_paragraphs(text) for text in texts if isinstance(text, str)]
    return max(found, key=lambda parts: sum(map(len, parts)), default=[])


def _local_day(stamp: Any, parsed: Any) -> date | None:
    """Return the day of a moment in the zone it was written in; feedparser gives it in UTC."""
    from email.utils import parsedate_to_datetime

    from dragoman.sources.xmltree import day_of_stamp

    if isinstance(stamp, str):
        if (day := day_of_stamp(stamp)) is not None:
            return day
        try:
            return parsedate_to_datetime(stamp).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    try:
        return date(*parsed[:3])
    except (ValueError, TypeError):
        return None


def _plain(value: Any) -> str | None:
    """Return a field's words without tags."""
    if not isinstance(value, str):
        return None
    return " ".join(" ".join(html_paragraphs(value)).split()) or None
