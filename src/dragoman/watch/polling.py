"""One request to a feed: conditional, bounded in time and size, and what its answer means."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from dragoman import __version__
from dragoman.sources.decoding import LARGEST

if TYPE_CHECKING:
    import httpx

AGENT = f"dragoman/{__version__} (reads news feeds, asks only for what is new)"
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_MOST_HOPS = 5
_PERMANENT = (301, 308)
_GONE = 410
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one request may take, and how much it may bring."""

    connect: float = 10.0
    """Units: seconds."""
    read: float = 20.0
    """Units: seconds between two pieces of the answer."""
    whole: float = 60.0
    """Units: seconds for all of it."""
    largest: int = LARGEST
    """Units: bytes, unpacked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request."""

    content: bytes | None = None
    """What is new; None where nothing is, or it failed."""
    etag: str | None = None
    modified: str | None = None
    """As the server wrote it."""
    fault: str | None = None
    """What went wrong, for a person."""
    wait: timedelta | None = None
    """For how long the server asks to be left alone."""
    moved: str | None = None
    """The address that the feed has for good."""
    gone: bool = False
    """The server says that there is no such feed any more."""


def client(patience: Patience) -> httpx.Client:
    """Return what the requests are made with."""
    import httpx

    timeout = httpx.Timeout(patience.read, connect=patience.connect)
    headers = {"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
    return httpx.Client(timeout=timeout, headers=headers, follow_redirects=True, max_redirects=_MOST_HOPS)


def poll(
    asking: httpx.Client, url: str, etag: str | None, modified: str | None, patience: Patience
) -> Answer:
    """Return what a feed answers; `etag` and `modified` are those of its last answer. Never raises."""
    import httpx

    headers = {}
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    try:
        with asking.stream("GET", url, headers=headers) as answer:
            return _meaning(answer, patience)
    except httpx.TooManyRedirects:
        return Answer(fault="it leads round in circles")
    except httpx.TimeoutException:
        return Answer(fault="it did not answer in time")
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
        return Answer(fault=f"it cannot be fetched: {error or type(error).__name__}"[:200])


def _meaning(answer: httpx.Response, patience: Patience) -> Answer:
    status = answer.status_code
    moved = _moved(answer)
    etag, modified = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    wait = retry_after(answer.headers.get("Retry-After"), datetime.now(UTC))
    if status == _NOT_MODIFIED:
        return Answer(etag=etag, modified=modified, moved=moved)
    if status >= 400:
        told = f"the server answered {status} {answer.reason_phrase}".strip()
        return Answer(fault=told, wait=wait, gone=status == _GONE)
    if status != 200:
        return Answer(fault=f"the server answered {status}, which is no feed", wait=wait)
    until = time.monotonic() + patience.whole
    parts: list[bytes] = []
    size = 0
    # Each piece as it comes: pieces of a set size would wait for a server that drips.
    for part in answer.iter_bytes():
        size += len(part)
        if size > patience.largest:
            return Answer(fault=f"the answer is larger than {patience.largest:,} bytes", wait=wait)
        if time.monotonic() > until:
            return Answer(fault="it did not answer in time")
        parts.append(part)
    return Answer(b"".join(parts), etag, modified, moved=moved)


def _moved(answer: httpx.Response) -> str | None:
    """Return the address that a feed moved to for good, where every step there says so."""
    if answer.history and all(step.status_code in _PERMANENT for step in answer.history):
        return str(answer.url)
    return None


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Return for how long a header asks to wait: seconds, or until a moment.

    Source: RFC 9110, Retry-After.

    Example:
        >>> retry_after("120", datetime.now(UTC))
        datetime.timedelta(seconds=120)
    """
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdecimal():
        return timedelta(seconds=min(int(value.strip()[:12]), 10**9))
    try:
        moment = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta(0))
