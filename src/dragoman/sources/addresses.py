"""What a web address answers, fetched once, within bounds."""

from __future__ import annotations

from dragoman.errors import StoryError
from dragoman.sources.decoding import LARGEST

_SECONDS = 20.0
_MOST_HOPS = 5
_AGENT = "dragoman (reads news; one request)"


def fetch(address: str) -> bytes:
    """Return what a server answers to an address of http or https.

    Raises: StoryError if it cannot be reached, refuses, sends too much, or leads round in circles.
    """
    import httpx

    headers = {
        "User-Agent": _AGENT,
        "Accept": "text/html, application/xml, application/json, text/*, */*;q=0.5",
    }
    try:
        with (
            httpx.Client(timeout=_SECONDS, follow_redirects=True, max_redirects=_MOST_HOPS) as client,
            client.stream("GET", address, headers=headers) as answer,
        ):
            if answer.status_code >= 400:
                raise StoryError(
                    f"the server answered {answer.status_code} {answer.reason_phrase}",
                    where=address,
                    hint="open the address in a browser to see whether it is right",
                )
            return _content(answer, address)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        told = str(error) or type(error).__name__
        raise StoryError(
            f"cannot be fetched: {told}"[:200], where=address, hint="check the address and the connection"
        ) from error


def _content(answer: object, address: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    for chunk in answer.iter_bytes():  # type: ignore[attr-defined]
        size += len(chunk)
        if size > LARGEST:
            what = f"the answer is larger than {LARGEST // 2**20} MB"
            raise StoryError(what, where=address, hint="download it, and give the file")
        parts.append(chunk)
    return b"".join(parts)
