"""The newest events as an Atom feed (RFC 4287) and as RSS 2.0, the last reported first.

What is lost: all but the newest 100 events (a filter with a limit asks for fewer); the status, the word and
the days are words of the entry's text. Stories tell days and no hours: `updated` and `pubDate` are that day's
midnight, UTC. An event that only stories without a day tell has no date in RSS and is left out of Atom,
which needs one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from dragoman.export.title import telling, title, when, whose_word
from dragoman.export.view import Shown, View
from dragoman.export.wording import clean

NEWEST = 100
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAME = "Events of the ledger"


def atom(view: View) -> Iterator[str]:
    """Yield the whole Atom feed."""
    ET.register_namespace("", _ATOM)
    found = [event for event in newest(view) if event.last_reported]
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _atom(feed, "id", f"urn:dragoman:feed:{str(view.wanted) or 'all'}".replace(" ", "+"))
    _atom(feed, "title", _NAME if not str(view.wanted) else f"{_NAME}: {view.wanted}")
    _atom(feed, "updated", _stamp(found[0].last_reported if found else None) or "1970-01-01T00:00:00Z")
    _atom(feed, "generator", "Dragoman")
    _atom(_atom(feed, "author"), "name", "Dragoman")
    for event in found:
        entry = _atom(feed, "entry")
        _atom(entry, "id", f"urn:dragoman:event:{event.id}")
        _atom(entry, "title", title(event))
        _atom(entry, "updated", _stamp(event.last_reported))
        if event.first_reported:
            _atom(entry, "published", _stamp(event.first_reported))
        for link in event.links:
            _atom(entry, "link", href=clean(link), rel="via")
        for agency in event.agencies:
            _atom(_atom(entry, "contributor"), "name", agency)
        for term in _terms(event):
            _atom(entry, "category", term=term)
        _atom(entry, "content", content(event), type="html")
    ET.indent(feed, " ")
    yield _HEAD + ET.tostring(feed, "unicode") + "\n"


def rss(view: View) -> Iterator[str]:
    """Yield the whole RSS feed."""
    ET.register_namespace("dc", _DC)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    found = newest(view)
    _element(channel, "title", _NAME if not str(view.wanted) else f"{_NAME}: {view.wanted}")
    _element(channel, "link", "urn:dragoman:ledger")
    _element(channel, "description", "Who did what to whom, as stories tell it")
    for event in found:
        item = ET.SubElement(channel, "item")
        _element(item, "title", title(event))
        _element(item, "guid", f"urn:dragoman:event:{event.id}", isPermaLink="false")
        if event.links:
            _element(item, "link", event.links[0])
        if event.last_reported:
            _element(item, "pubDate", format_datetime(_moment(event.last_reported)))
        for agency in event.agencies:
            _element(item, f"{{{_DC}}}creator", agency)
        for term in _terms(event):
            _element(item, "category", term)
        _element(item, "description", content(event))
    ET.indent(root, " ")
    yield _HEAD + ET.tostring(root, "unicode") + "\n"


def newest(view: View) -> list[Shown]:
    """Return the events told last, the newest first, those without a day at the end."""
    found = sorted(view.events(), key=lambda event: event.id)
    found.sort(key=lambda event: event.last_reported or date.min, reverse=True)
    return found[:NEWEST]


def content(event: Shown) -> str:
    """Return what is told of an event as HTML."""
    place = f" · {event.place.name}" if event.place else ""
    parts = [f"{when(event)}{place}", whose_word(event), f"“{event.quote.text}”", telling(event)]
    return "".join(f"<p>{escape(clean(part))}</p>" for part in parts if part)


def _terms(event: Shown) -> list[str]:
    codes = [entity.code for entity in (*event.actor, *event.recipient) if entity.code]
    return list(dict.fromkeys([event.type.value, event.status.value, *codes]))


def _atom(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    return _element(parent, f"{{{_ATOM}}}{name}", text, **attributes)


def _element(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, {key: clean(value) for key, value in attributes.items()})
    made.text = clean(text) if text is not None else None
    return made


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _stamp(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00Z" if day else None
