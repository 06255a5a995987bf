"""Mail: one message, or a box of them, each with its text and what is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import IO

from dragoman.errors import StoryError
from dragoman.sources import agencies
from dragoman.sources.decoding import LARGEST, check_size
from dragoman.sources.item import Item
from dragoman.sources.markup import html_paragraphs

_BORDER = re.compile(rb"From \S+.*\d")
_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|aw|wg)\s*:|\s*\[[^\]]{1,40}\])+\s*", re.IGNORECASE)
_MOST_PARTS = 200


def messages(stream: IO[bytes]) -> Iterator[bytes | StoryError]:
    """Yield the messages of a box, split where a line "From " follows a blank one."""
    lines: list[bytes] = []
    size = 0
    blank = True
    while line := stream.readline(LARGEST + 1):
        if blank and line.startswith(b"From ") and _BORDER.match(line) and lines:
            yield _joined(lines, size)
            lines, size = [], 0
        blank = not line.strip()
        size += len(line)
        if size <= LARGEST:
            lines.append(line)
    if lines:
        yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | StoryError:
    try:
        check_size(size, None)
    except StoryError as error:
        return error
    body = lines[1:] if lines[0].startswith(b"From ") else lines
    return b"".join(line[1:] if line.startswith(b">From ") else line for line in body)


def read(data: bytes, source: str) -> tuple[Item | None, list[tuple[str, bytes]]]:
    """Return the story that a message's own words make, or None, and what is attached, by name.

    Raises: StoryError if it is too large or its parts cannot be told apart.
    """
    check_size(len(data), source)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        return _item(message), list(_attached(message))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
        IndexError,
    ) as error:
        hint = "ask for it again; its headers or parts are damaged"
        raise StoryError(f"the message is broken: {error}"[:200], where=source, hint=hint) from error


def _item(message: EmailMessage) -> Item | None:
    part = message.get_body(preferencelist=("plain", "html"))
    words = _words(part) if part is not None else ""
    if not words.strip():
        return None
    marked = part is not None and part.get_content_type() == "text/html"
    sender, address = parseaddr(str(message.get("From", "")))
    guid = str(message.get("Message-ID", "")).strip(" <>")
    day = _day(message)
    return Item(
        paragraphs=html_paragraphs(words) if marked else (),
        text=None if marked else words,
        headline=_PREFIX.sub("", str(message.get("Subject", ""))) or None,
        publisher=agencies.canonical(sender)
        or agencies.canonical(address.partition("@")[2].split(".")[0].upper()),
        published=day,
        published_from="the message's date" if day else None,
        language=str(message.get("Content-Language", "")) or None,
        guid=guid or None,
    )


def _words(part: MIMEPart) -> str:
    """Return a part's text, in whatever encoding it names or has."""
    from dragoman.sources.decoding import characters

    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return raw.decode(charset) if charset else characters(raw)
    except (LookupError, ValueError):  # no such encoding, or not this one
        return characters(raw)


def _attached(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.iter_attachments(), 1):
        if number > _MOST_PARTS:
            raise StoryError(f"it has more than {_MOST_PARTS} attachments", hint="split it")
        payload = part.get_payload(decode=True)
        if (
            isinstance(payload, bytes)
            and payload
            and part.get_content_maintype() not in ("image", "audio", "video")
        ):
            yield part.get_filename() or f"part {number}", payload


def _day(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
