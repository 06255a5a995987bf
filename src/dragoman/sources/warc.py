"""WARC, as web archives and CC-NEWS keep pages: the answers of servers, one after another.

Source: ISO 28500:2017. fastwarc reads it, packed by gzip or zstandard or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from dragoman.errors import StoryError
from dragoman.sources.decoding import LARGEST

_READ = re.compile(
    r"(?:text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|rss\+xml|atom\+xml|json|pdf|ld\+json|feed\+json))"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to the request for one address."""

    address: str
    content: bytes
    charset: str | None


def answers(stream: IO[bytes], source: str) -> Iterator[Answer | StoryError]:
    """Yield the pages and documents of an archive, or why one cannot be had.

    Records of the protocol, pictures, scripts and styles are passed over: they are no texts.

    Raises: StoryError if the archive is broken.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    count = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all"):
            count += 1
            if (answer := _answer(record)) is not None:
                yield answer
    except Exception as error:  # a damaged archive makes it raise what it likes
        told = f"{type(error).__name__}: {error}"[:150]
        hint = "it may have been cut short; what was read before is kept"
        raise StoryError(
            f"the archive is broken after record {count}: {told}", where=source, hint=hint
        ) from error
    if not count:
        raise StoryError("there is no answer of a server in this archive", where=source)


def _answer(record: object) -> Answer | StoryError | None:
    headers = record.headers  # type: ignore[attr-defined]
    http = record.http_headers  # type: ignore[attr-defined]
    address = str(headers.get("WARC-Target-URI") or "").strip("<>") or "address unknown"
    if http is not None and http.status_code is not None and http.status_code >= 300:
        return None
    kind = (record.http_content_type or headers.get("Content-Type") or "").lower()  # type: ignore[attr-defined]
    if not _READ.match(kind):
        return None
    content = record.reader.read(LARGEST + 1)  # type: ignore[attr-defined]
    if len(content) > LARGEST:
        return StoryError("the page is too large", where=address)
    return Answer(address, content, record.http_charset)  # type: ignore[attr-defined]
