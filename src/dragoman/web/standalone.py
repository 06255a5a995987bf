"""Pages as files of their own: style and script inside, nothing asked of anyone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from dragoman import __version__
from dragoman.ledger import entries
from dragoman.ledger.itinerary import itineraries
from dragoman.model import Record
from dragoman.web.marked import paragraphs
from dragoman.web.templating import environment


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


def standalone(template: str, **values: Any) -> str:
    """Return a page as one file."""
    return environment().get_template(template).render(alone=_alone(), csrf="", path="", **values)


@cache
def _alone() -> Alone:
    folder = files("dragoman.web") / "static"
    script = (folder / "desk.js").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Alone(
        Markup((folder / "desk.css").read_text("utf-8")), Markup(script), f"sha256-{digest}", __version__
    )
