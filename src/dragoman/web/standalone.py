"""Pages as files of their own: style and script inside, nothing asked of anyone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from dragoman import __version__
from dragoman.ledger import entries
from dragoman.ledger.itinerary import itineraries
from dragoman.model import Record
from dragoman.web.desk import Desk
from dragoman.web.marked import paragraphs
from dragoman.web.pages.lists import dyad_values
from dragoman.web.templating import environment

_DESK_LINK = re.compile(r'<a\b[^>]*\bhref="/[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Alone:
    """What a page carries in itself."""

    style: Markup
    script: Markup
    script_hash: str
    """Admits this script and no other, whatever a story's text may hold."""
    version: str


def stories_page(records: Sequence[Record]) -> str:
    """Return the page of these stories, each with its evidence marked beside its events, as one file."""
    told = [
        {
            "story": r.story,
            "paragraphs": paragraphs(r, entries(r)),
            "entries": entries(r),
            "journeys": itineraries(r),
        }
        for r in records
    ]
    first = records[0].story.headline if len(records) == 1 else None
    title = first or (f"{len(records)} stories" if len(records) != 1 else "A story without a headline")
    return standalone("stories.html", title=title, stories=told)


def dyad_page(ledger: str, one: str, other: str, today: date | None = None) -> str:
    """Return the page of two actors' relations as one file.

    Raises: LedgerError if the ledger cannot be opened.
    """
    desk = Desk(ledger, today)
    try:
        return standalone("dyad.html", **dyad_values(desk, one, other))
    finally:
        desk.close()


def standalone(template: str, **values: Any) -> str:
    """Return a page as one file."""
    made = environment().get_template(template).render(alone=_alone(), csrf="", path="", **values)
    # What is elsewhere on the desk cannot be reached from a file.
    return _DESK_LINK.sub(r"<span>\1</span>", made)


@cache
def _alone() -> Alone:
    folder = files("dragoman.web") / "static"
    script = (folder / "desk.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Alone(
        Markup((folder / "desk.css").read_text("utf-8")), Markup(script), f"sha256-{digest}", __version__
    )
