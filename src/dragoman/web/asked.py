"""What a page was asked: the filter in its address, and addresses that ask the same elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request

from dragoman.errors import RunError
from dragoman.ledger import EventFilter


@dataclass(frozen=True, slots=True)
class Asked:
    """One filter, as written and as understood."""

    text: str
    filter: EventFilter
    fault: str | None = None
    hint: str | None = None
    path: str = ""

    def address(self, path: str | None = None, **more: object) -> str:
        """Return the address that asks the same of a page, with further values."""
        values = {"q": self.text, **{k: str(v) for k, v in more.items() if v is not None}}
        kept = urlencode({k: v for k, v in values.items() if v})
        return f"{path or self.path}?{kept}" if kept else (path or self.path)

    def narrower(self, more: str, path: str | None = None) -> str:
        """Return the address that asks for more conditions at once."""
        return replace(self, text=f"{self.text} {more}".strip()).address(path)


def asked(request: Request, name: str = "q") -> Asked:
    """Return what the address asks; where it cannot be understood all events, and the fault in words."""
    text = request.query_params.get(name, "").strip()[:2000]
    path = request.url.path
    try:
        return Asked(text, EventFilter.parse(text), path=path)
    except RunError as error:
        return Asked(text, EventFilter(limit=0), f"{error.message} ({error.where})", error.hint, path)
