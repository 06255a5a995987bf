"""JSON: one object, an array, or an object a line; ninjs, JSON Feed, or a text with its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from dragoman.errors import StoryError
from dragoman.sources import ninjs
from dragoman.sources.decoding import LARGEST, characters, check_size, decode
from dragoman.sources.fields import item_of
from dragoman.sources.item import Item
from dragoman.sources.markup import html_paragraphs
from dragoman.sources.xmltree import day_of_stamp

_JSON_FEED = "https://jsonfeed.org/version/"


def read(data: bytes, source: str, columns: Mapping[str, str]) -> Iterator[Item | StoryError]:
    """Yield the stories of a document, or why one cannot be had.

    Raises: StoryError if it is not JSON.
    """
    text = decode(data, source)
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise StoryError("the JSON is nested too deeply", where=source) from error
    except ValueError as error:
        if text.lstrip()[:1] == "{" and "\n" in text.strip():
            yield from _lines(text.split("\n"), columns)
            return
        hint = "one object, an array of objects, or one object a line is read"
        raise StoryError(f"the JSON is broken: {error}"[:200], where=source, hint=hint) from error
    for part in value if isinstance(value, list) else [value]:
        yield from items_of(part, columns)


def read_lines(stream: IO[bytes], columns: Mapping[str, str]) -> Iterator[Item | StoryError]:
    """Yield the story of each line of a stream, or why it cannot be had; blank lines are passed over."""
    for raw in _raw_lines(stream):
        try:
            check_size(len(raw), None)
            yield from _lines([characters(raw)], columns)
        except StoryError as error:
            yield error


def _raw_lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream, one in wide characters as UTF-8, without the mark at its start."""
    mark = stream.read(3)
    stream.seek(0)
    if mark.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from decode(stream.read(LARGEST + 1), "").encode("utf-8", "replace").splitlines()
        return
    while raw := stream.readline(LARGEST + 1):
        yield raw.removeprefix(b"\xef\xbb\xbf")


def _lines(lines: list[str], columns: Mapping[str, str]) -> Iterator[Item | StoryError]:
    for line in lines:
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield StoryError("the line is not JSON", hint="write one JSON object a line")
            continue
        yield from items_of(value, columns)


def items_of(value: Any, columns: Mapping[str, str]) -> Iterator[Item | StoryError]:
    """Yield the stories of one JSON value, or why it has none."""
    try:
        if not isinstance(value, dict):
            raise StoryError("this is no JSON object", hint="give objects with a text in them")
        if str(value.get("version", "")).startswith(_JSON_FEED):
            yield from _feed(value)
        elif ninjs.is_ninjs(value) and not columns:
            yield from ninjs.items_of(value)
        else:
            yield item_of(value, columns)
    except StoryError as error:
        yield error


def _feed(feed: Mapping[str, Any]) -> Iterator[Item | StoryError]:
    """Yield the entries of a JSON Feed. Source: jsonfeed.org, versions 1 and 1.1."""
    entries = feed.get("items")
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            yield StoryError("this is no entry of a feed", hint="an entry is a JSON object")
            continue
        yield _entry(entry, feed)


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Item:
    marked, plain = _string(entry.get("content_html")), _string(entry.get("content_text"))
    stamp = "date_published" if entry.get("date_published") else "date_modified"
    authors = entry.get("authors") or entry.get("author") or []
    names = [
        _string(author.get("name"))
        for author in (authors if isinstance(authors, list) else [authors])
        if isinstance(author, dict)
    ]
    text = None if marked else plain or _string(entry.get("summary"))
    return Item(
        paragraphs=html_paragraphs(marked) if marked else (),
        text=text,
        headline=_string(entry.get("title")),
        byline=" and ".join(name for name in names if name) or None,
        publisher=_string(feed.get("title")),
        published=day_of_stamp(_string(entry.get(stamp))),
        published_from=stamp,
        language=_string(entry.get("language")) or _string(feed.get("language")),
        guid=_string(entry.get("id")) or _string(entry.get("url")),
        revision=_string(entry.get("date_modified")),
    )


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
