"""XML as a tree, opened so that a document can do no harm: nothing is expanded, fetched or run."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from html.entities import html5
from typing import Any

from dragoman.errors import StoryError
from dragoman.sources.decoding import characters, check_size, decode

Element = Any
"""An element of lxml, which has no types of its own."""

_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def open_xml(data: bytes, source: str) -> Element:
    """Return the root element of a document.

    Entities that the document defines stay unread, external ones are never fetched.

    Raises: StoryError if it is too large, not well-formed, or too deep.
    """
    from lxml import etree

    check_size(len(data), source)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # wide characters, whatever the declaration says
        data = _DECLARED.sub("", decode(data, source), count=1).encode("utf-8", "replace")
    clean = data.strip(b"\x00 \t\r\n")
    try:
        try:
            root = etree.fromstring(clean, parser)
        except etree.XMLSyntaxError as error:
            if not _misencoded(str(error)):
                raise
            # It declares an encoding that it is not in: Windows characters under "UTF-8" are the usual case.
            text = _DECLARED.sub("", characters(clean), count=1)
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        told = str(getattr(error, "msg", None) or error).split("\n")[0][:150]
        hint = "ask the sender for the file as it was; cut or edited files cannot be mended"
        raise StoryError(f"the XML is broken: {told}", where=source, hint=hint) from error
    return root


def _misencoded(told: str) -> bool:
    return any(
        words in told
        for words in ("not proper UTF-8", "encoding error", "conversion failed", "Invalid bytes")
    )


def name(element: Element) -> str:
    """Return an element's name without its namespace; nothing for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def within(element: Element, *path: str) -> Iterator[Element]:
    """Yield the descendants reached by these names, child by child, whatever their namespace.

    Example:
        >>> root = open_xml(b"<a xmlns='urn:x'><b><c>1</c><c>2</c></b></a>", "a.xml")
        >>> [text(found) for found in within(root, "b", "c")]
        ['1', '2']
    """
    if not path:
        yield element
        return
    for child in element:
        if name(child) == path[0]:
            yield from within(child, *path[1:])


def below(element: Element, *names: str) -> Iterator[Element]:
    """Yield the descendants of these names at any depth, in order of the document."""
    return (found for found in element.iter() if name(found) in names)


def first(element: Element, *path: str) -> Element | None:
    """Return the first descendant reached by these names, or None."""
    return next(within(element, *path), None)


def text(element: Element | None) -> str:
    """Return the words in and under an element, its blanks as single ones."""
    return "" if element is None else " ".join("".join(words(element)).split())


def words(element: Element) -> Iterator[str]:
    """Yield the stretches of text in and under an element; a named HTML entity yields its character."""
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        node, tail = stack.pop()
        if tail:
            yield node.tail or ""
            continue
        if isinstance(node.tag, str):
            yield node.text or ""
        elif (entity := getattr(node, "name", None)) is not None:
            yield html5.get(f"{entity};", "")
        for child in reversed(node):
            stack.append((child, True))
            stack.append((child, False))


def child_text(element: Element, *path: str) -> str | None:
    """Return the words under the first descendant reached by these names, or None if it has none."""
    return text(first(element, *path)) or None


def days_of_stamp(stamp: str | None) -> tuple[date, date] | None:
    """Return the first and last day of a moment, a day, a month or a year as formats write them.

    Example:
        >>> [day.isoformat() for day in days_of_stamp("2024-02")], days_of_stamp("2024-02-03T10")[0].day
        (['2024-02-01', '2024-02-29'], 3)
    """
    words = (stamp or "").strip()
    if (
        match := re.fullmatch(r"((?:1[7-9]|2[01])\d\d)(?:-(0[1-9]|1[0-2]))?(?:Z|[+-]\d\d:\d\d)?", words)
    ) is None:
        day = day_of_stamp(words)
        return None if day is None else (day, day)
    year, month = int(match[1]), int(match[2] or 0)
    last = monthrange(year, month or 12)[1]
    return date(year, month or 1, 1), date(year, month or 12, last)


def day_of_stamp(stamp: str | None) -> date | None:
    """Return the day of a moment as formats write it, in the zone that it is written in.

    Example:
        >>> day_of_stamp("2023-11-09T01:10:00+09:00"), day_of_stamp("20231108T231000Z"), day_of_stamp("soon")
        (datetime.date(2023, 11, 9), datetime.date(2023, 11, 8), None)
    """
    digits = "".join((stamp or "").split())[:10]
    for shape in (digits, digits[:8]):
        try:
            found = date.fromisoformat(shape)
        except ValueError:
            continue
        return found if 1700 <= found.year <= 2200 else None
    return None
