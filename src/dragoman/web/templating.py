"""The pages' templates: one environment, in which everything is escaped."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman.export.wording import clean, day_words, days_words, mode_words, parties_words, trim, word_words
from dragoman.model import EventType
from dragoman.ontology import plover
from dragoman.web.marked import shown

STATUS_GLYPHS = {"happened": "●", "ongoing": "◐", "planned": "○", "possible": "◌", "negated": "⊘"}

QUAD_NAMES = {
    1: "verbal-cooperation",
    2: "material-cooperation",
    3: "verbal-conflict",
    4: "material-conflict",
}

NAVIGATION = (
    ("/", "Today"),
    ("/events", "Events"),
    ("/timeline", "Timeline"),
    ("/calendar", "Calendar"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/who", "Who"),
    ("/review", "Review"),
    ("/read", "Read"),
)


@cache
def environment() -> Environment:
    """Return the environment of all templates."""
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        shown=shown,
        clean=clean,
        trim_words=trim,
        day=day_words,
        glyph=lambda status: STATUS_GLYPHS[str(status)],
        quad=lambda type: QUAD_NAMES[plover.quad(EventType(type))],
    )
    made.globals.update(
        days_words=days_words,
        mode_words=mode_words,
        parties_words=parties_words,
        word_words=word_words,
        navigation=NAVIGATION,
        static=static,
    )
    return made


@cache
def static(name: str) -> str:
    """Return the address of a static file, with its content's hash so that a browser may keep it for good."""
    data = files("dragoman.web").joinpath("static", *name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"


def page(request: Request, template: str, *, code: int = 200, **values: Any) -> HTMLResponse:
    """Return the page that a template makes of these values."""
    made = environment().get_template(template)
    common = {
        "alone": None,
        "request": request,
        "csrf": getattr(request.state, "csrf", ""),
        "path": request.url.path,
    }
    return HTMLResponse(made.render(**common, **values), status_code=code)
