"""ninjs 1.x, 2.x and 3.x: news in JSON, with its events and planning items.

Source: IPTC, ninjs 1.6, 2.2 and 3.1 schemas. 1.x writes `body_text`, 2.x `bodies` in small letters, 3.x camel
case; all are read as one, names compared in small letters without underscores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.errors import StoryError
from dragoman.model import Scheduled, Status
from dragoman.sources.item import Item
from dragoman.sources.markup import html_paragraphs
from dragoman.sources.xmltree import day_of_stamp, days_of_stamp

_MARKS = frozenset(
    """
    bodytext bodyxhtml bodies headline headlines pubstatus versioncreated eventdetails planning standard
    representationtype contentcreated slugline
    """.split()
)
_CODE = re.compile(r"eos(\d)")
_STATES = {
    "1": Status.POSSIBLE,
    "2": Status.POSSIBLE,
    "3": Status.PLANNED,
    "4": Status.PLANNED,
    "5": Status.PLANNED,
    "6": Status.NEGATED,
}
"""Source: IPTC NewsCodes, eventoccurstatus."""

_DEEPEST = 6

Fields = Mapping[str, Any]


def is_ninjs(value: Any) -> bool:
    """Return whether an object is a ninjs item: it has a `uri` and fields of its own."""
    if not isinstance(value, dict):
        return False
    names = {_small(name) for name in value}
    if "eventdetails" in names or "plannedcoverage" in names:
        return True
    return "uri" in names and (
        bool(names & _MARKS) or value.get("type") in ("text", "event", "planning", "composite")
    )


def items_of(value: Mapping[str, Any], depth: int = 0) -> Iterator[Item]:
    """Yield the story or plan of an item, then those of the items associated with it.

    Raises: StoryError if the item is no text and holds none.
    """
    fields = _folded(value)
    kind = str(fields.get("type") or "text").lower()
    if _string(fields.get("pubstatus")) == "withheld":
        raise StoryError("its sender withholds it", hint="wait for the version that may be used")
    if kind in ("event", "planning") or "eventdetails" in fields:
        yield _event(fields)
        return
    made = _story(fields)
    words = bool(made.paragraphs or made.text)
    inner = [item for item in _associated(fields) if depth < _DEEPEST and _is_story(item)]
    if made.kills is not None or (words and kind in ("text", "composite", "package")):
        yield made
    elif not inner:
        what = (
            f"this is a {kind[:30]} item" if kind not in ("text", "composite") else "there is no text in it"
        )
        raise StoryError(what, hint="give the items that hold texts")
    for item in inner:
        yield from items_of(item, depth + 1)


def _is_story(item: Any) -> bool:
    """Return whether an associated item is a text of its own, not a picture or a mere link."""
    if not isinstance(item, dict):
        return False
    fields = _folded(item)
    return str(fields.get("type") or "").lower() in ("text", "composite", "event") and bool(
        {"bodytext", "bodyxhtml", "bodies", "eventdetails"} & set(fields) or _associated(fields)
    )


def _story(fields: Fields) -> Item:
    uri = _string(fields.get("uri"))
    paragraphs, text = _body(fields)
    killed = _string(fields.get("pubstatus")) in ("canceled", "cancelled")
    stamp = next(
        (name for name in ("versioncreated", "contentcreated", "firstcreated") if fields.get(name)), None
    )
    return Item(
        paragraphs=paragraphs,
        text=text,
        headline=_headline(fields),
        byline=_string(fields.get("byline")) or _string(fields.get("by")) or _by(fields),
        captions=[words for item in _associated(fields) if (words := _caption(item))],
        notes=[note for name in ("ednote", "ednotes") for note in _strings(fields.get(name))],
        mark=_string(fields.get("slugline")),
        credit=_credit(fields),
        published=day_of_stamp(_string(fields.get(stamp))) if stamp else None,
        published_from=stamp,
        language=_string(fields.get("language")),
        guid=uri,
        revision=_string(fields.get("version")) or _string(fields.get("versioncreated")),
        urgency=_number(fields.get("urgency")),
        kills=(uri or "") if killed else None,
        place=_string(fields.get("located")),
    )


def _body(fields: Fields) -> tuple[list[str], str | None]:
    """Return the body's paragraphs, or a plain text."""
    if plain := _string(fields.get("bodytext")):
        return [], plain
    if marked := _string(fields.get("bodyxhtml")):
        return html_paragraphs(marked), None
    bodies = [_folded(body) for body in _list(fields.get("bodies")) if isinstance(body, dict)]
    by_role = sorted(bodies, key=lambda body: _string(body.get("role")) not in ("", "main", "body", None))
    # A plain body without any line end has lost the paragraphs that its marked twin still has.
    whole = any("\n" in (_string(body.get("value")) or "") for body in bodies if not _is_marked(body))
    for body in sorted(by_role, key=lambda body: _is_marked(body) == whole):
        words = _string(body.get("value"))
        kind = _string(body.get("contenttype")) or ""
        if not words or "json" in kind:
            continue
        if _is_marked(body):
            return html_paragraphs(words), None
        return [], words
    if marked := next(
        (_string(v) for name, v in fields.items() if name.startswith("body") and _string(v)), None
    ):
        return html_paragraphs(marked), None
    return [], None


def _is_marked(body: Fields) -> bool:
    """Return whether a body is marked up with tags."""
    kind = _string(body.get("contenttype")) or ""
    return (
        "html" in kind or "xml" in kind or re.match(r"\s*<\w", _string(body.get("value")) or "") is not None
    )


def _headline(fields: Fields) -> str | None:
    if said := _string(fields.get("headline")):
        return said
    lines = [_folded(line) for line in _list(fields.get("headlines")) if isinstance(line, dict)]
    lines.sort(key=lambda line: _string(line.get("role")) not in ("", "main", "headline", None))
    return next((said for line in lines if (said := _string(line.get("value")))), None) or _string(
        fields.get("title")
    )


def _by(fields: Fields) -> str | None:
    bylines = [_folded(line) for line in _list(fields.get("bylines")) if isinstance(line, dict)]
    return next(
        (said for line in bylines if (said := _string(line.get("value")) or _string(line.get("byline")))),
        None,
    )


def _credit(fields: Fields) -> str | None:
    """Return whose story it is: the source of the information, the provider, the rights' holder."""
    for name in ("creditline", "source", "provider", "infosource", "infosources", "copyrightholder"):
        value = fields.get(name)
        for part in value if isinstance(value, list) else [value]:
            said = _string(_folded(part).get("name")) if isinstance(part, dict) else _string(part)
            if said:
                return said
    return None


def _associated(fields: Fields) -> list[Any]:
    """Return the associated items: an object by name in 1.x, a list since 2.0."""
    value = fields.get("associations")
    return list(value.values()) if isinstance(value, dict) else _list(value)


def _caption(item: Any) -> str | None:
    """Return a picture's caption."""
    if not isinstance(item, dict):
        return None
    fields = _folded(item)
    if str(fields.get("type") or "").lower() not in ("picture", "photo", "graphic", "video"):
        return None
    described = next(iter(_strings(fields.get("descriptions"))), None)
    return _string(fields.get("descriptiontext")) or described or _string(fields.get("bodytext"))


def _event(fields: Fields) -> Item:
    """Return an event or a planning item, with its plan."""
    story = _story(fields)
    details = _folded(fields.get("eventdetails"))
    start, end = _days(fields, details)
    state, said = _state(details)
    if story.kills is not None:
        state, said = Status.NEGATED, "pubStatus canceled"
    elif "postpon" in said.lower():
        start = end = None
    place, country, latitude, longitude = _venue(fields, details)
    told = f"eventDetails: {said}, {start.isoformat() if start else 'no day'}"
    words = bool(story.paragraphs or story.text)
    described = [] if words else [
        part for name in ("descriptiontext", "description", "descriptions", "definition")
        for part in _strings(fields.get(name))
    ]  # fmt: skip
    return Item(
        paragraphs=story.paragraphs or described,
        text=story.text,
        headline=story.headline,
        notes=story.notes,
        credit=story.credit or _organiser(details),
        published=story.published,
        published_from=story.published_from,
        language=story.language,
        guid=story.guid,
        revision=story.revision,
        urgency=story.urgency,
        scheduled=Scheduled(start, end, state, place, latitude, longitude, country, told),
    )


def _state(details: Fields) -> tuple[Status, str]:
    """Return the status that `eventStatus` gives, and its words."""
    raw = details.get("eventstatus") or details.get("occurstatus") or details.get("status")
    said = " ".join(_strings(raw)) or " ".join(_strings(list(raw.values())) if isinstance(raw, dict) else [])
    lower = said.lower()
    if (code := _CODE.search(lower)) is not None:
        return _STATES.get(code[1], Status.PLANNED), code[0]
    if "cancel" in lower:
        return Status.NEGATED, said
    if "tentative" in lower or "uncertain" in lower or "unconfirmed" in lower:
        return Status.POSSIBLE, said
    return Status.PLANNED, said or "no eventStatus"


def _venue(fields: Fields, details: Fields) -> tuple[str | None, str | None, float | None, float | None]:
    """Return the place's name, its country, latitude and longitude: the town goes before the building."""
    for value in (
        *_list(details.get("location")),
        *_list(details.get("places")),
        *_list(fields.get("places")),
    ):
        if isinstance(value, str):
            return value, None, None, None
        if not isinstance(value, dict):
            continue
        place = _folded(value)
        address: dict[str, Any] = {}
        for contact in _list(place.get("contactinfo")):
            inner = _folded(contact).get("address") if isinstance(contact, dict) else None
            address = address or (_folded(inner))
        position = _geo(place)
        town = _string(address.get("locality"))
        return town or _string(place.get("name")), _string(address.get("country")), *position
    return _string(fields.get("located")), None, None, None


def _geo(place: Fields) -> tuple[float | None, float | None]:
    """Return latitude and longitude of a place, from GeoJSON's order of the two."""
    for name in ("geojson", "geometrygeojson", "geometry"):
        shape = place.get(name)
        pair = shape.get("coordinates") if isinstance(shape, dict) else None
        if not isinstance(pair, list) or not all(isinstance(number, int | float) for number in pair[:2]):
            continue
        if len(pair) >= 2 and abs(pair[1]) <= 90 and abs(pair[0]) <= 180:
            return float(pair[1]), float(pair[0])
    return None, None


def _organiser(details: Fields) -> str | None:
    for value in _list(details.get("organiser")):
        if said := _string(_folded(value).get("name")) if isinstance(value, dict) else _string(value):
            return said
    return None


def _days(fields: Fields, details: Fields) -> tuple[date | None, date | None]:
    """Return the first and last day of an event, or else of its planned coverage."""
    plans = [_folded(plan) for name in ("plannedcoverage", "planning") for plan in _list(fields.get(name))]
    for given in (details, *plans):
        dates = _folded(given.get("dates"))
        first = _first(dates, "startdate", "expectedstartdate", "confirmedstartdate", "start")
        last = _first(dates, "enddate", "expectedenddate", "confirmedenddate", "end") or first
        if first or last:
            return first[0] if first else None, last[1] if last else None
    return None, None


def _first(dates: Fields, *names: str) -> tuple[date, date] | None:
    return next((days for name in names if (days := days_of_stamp(_string(dates.get(name))))), None)


def _folded(value: Any) -> dict[str, Any]:
    """Return an object's fields under small names: body_text, bodyText and bodytext are one."""
    return {_small(name): field for name, field in value.items()} if isinstance(value, dict) else {}


def _small(name: object) -> str:
    return str(name).lower().replace("_", "").replace("-", "")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _strings(value: Any) -> list[str]:
    """Return the words of a field that may be one string or a list of strings or objects with a value."""
    found = []
    for part in _list(value):
        folded = _folded(part)
        said = _string(folded.get("value") or folded.get("name") or folded.get("code") or folded.get("uri"))
        if said := said or _string(part):
            found.append(said)
    return found


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
