"""NewsML-G2 2.x: items, packages and the messages they travel in; EventsML-G2's events.

Source: IPTC, NewsML-G2 2.35; https://iptc.org/std/NewsML-G2/. Agencies differ in what they leave out, so
every field is optional here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.errors import StoryError
from dragoman.model import Scheduled, Status
from dragoman.sources import nitf
from dragoman.sources.item import Item
from dragoman.sources.markup import html_paragraphs, paragraphs
from dragoman.sources.xmltree import (
    Element,
    below,
    child_text,
    day_of_stamp,
    days_of_stamp,
    first,
    name,
    open_xml,
    text,
    within,
    words,
)

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEMS = frozenset({"newsItem", "packageItem", "conceptItem", "planningItem"})
_STATES = {
    "eos1": (Status.POSSIBLE, "planned, its occurrence is planned but uncertain"),
    "eos2": (Status.POSSIBLE, "planned, occurrence hard to predict"),
    "eos3": (Status.PLANNED, "planned, may occur"),
    "eos4": (Status.PLANNED, "planned, highly likely"),
    "eos5": (Status.PLANNED, "planned, occurs certainly"),
    "eos6": (Status.NEGATED, "planned, then cancelled"),
}
"""Source: IPTC NewsCodes, eventoccurstatus."""


def read(data: bytes, source: str) -> Iterator[Item]:
    """Yield the stories, kills and planned events of a document, in its order.

    A package names items and holds no words of its own; those that travel with it are yielded.

    Raises: StoryError if the XML is broken, or holds only pictures, sound or references.
    """
    root = open_xml(data, source)
    found = False
    for item in [root] if name(root) in _ITEMS else below(root, *_ITEMS):
        for made in _items(item):
            found = True
            yield made
    if not found:
        what = "there is no text in it that may be used: pictures, sound, references, or what is withheld"
        raise StoryError(what, where=source, hint="give the items that it refers to")


def _items(item: Element) -> Iterator[Item]:
    if _status(item) == "withheld":
        return
    if name(item) in ("conceptItem", "planningItem"):
        yield from _events(item)
        return
    made = _story(item)
    if made.kills is not None or (
        name(item) == "newsItem" and _is_text(item) and (made.paragraphs or made.text or made.headline)
    ):
        yield made


def _is_text(item: Element) -> bool:
    """Return whether an item is a text; one that does not say so is, if it has words as content."""
    kind = _attribute(item, "qcode", "itemMeta", "itemClass") or ""
    if kind.rpartition(":")[2] in ("picture", "graphic", "video", "audio", "animation", "composite"):
        return False
    return kind.endswith("text") or any(True for _ in below(item, "inlineXML", "inlineData"))


def _story(item: Element) -> Item:
    meta = first(item, "itemMeta")
    content = first(item, "contentMeta")
    body, plain, within_nitf = _content(item)
    killed = _status(item) in ("canceled", "killed")
    guid = item.get("guid")
    stamp = _stamp(meta, content)
    headlines = [text(found) for found in within(item, "contentMeta", "headline")]
    return Item(
        paragraphs=body,
        text=plain,
        headline=next((line for line in headlines if line), None)
        or (within_nitf.headline if within_nitf else None),
        byline=child_text(item, "contentMeta", "by") or (within_nitf.byline if within_nitf else None),
        dateline=child_text(item, "contentMeta", "dateline")
        or (within_nitf.dateline if within_nitf else None),
        captions=within_nitf.captions if within_nitf else (),
        notes=[note for found in within(item, "itemMeta", "edNote") if (note := text(found))],
        mark=_mark(meta),
        credit=_credit(item),
        published=stamp[0],
        published_from=stamp[1],
        language=_attribute(item, "tag", "contentMeta", "language") or item.get(_LANG),
        guid=guid,
        revision=item.get("version") or child_text(item, "itemMeta", "versionCreated"),
        urgency=_number(child_text(item, "contentMeta", "urgency")),
        kills=(guid or "") if killed else None,
        place=_place(content),
    )


def _content(item: Element) -> tuple[list[str], str | None, Item | None]:
    """Return the body's paragraphs, or a plain text, and the NITF within, of the content that holds words."""
    for part in within(item, "contentSet", "inlineXML"):
        inner = next((found for found in below(part, "nitf")), None)
        if inner is not None:
            made = nitf.item_of(inner)
            return list(made.paragraphs), None, made
        bodies = list(below(part, "body")) or [part]
        if found := [line for body in bodies for line in paragraphs(body)]:
            return found, None, None
    for part in within(item, "contentSet", "inlineData"):
        raw = "".join(words(part))
        if raw.strip() and (part.get("contenttype") or "text/").startswith("text/"):
            if "html" in (part.get("contenttype") or ""):
                return html_paragraphs(raw), None, None
            return [], raw, None
    return [], None, None


def _status(item: Element) -> str:
    """Return an item's publishing status, without its scheme: usable, withheld, canceled."""
    code = _attribute(item, "qcode", "itemMeta", "pubStatus") or _attribute(
        item, "uri", "itemMeta", "pubStatus"
    )
    return (code or "").replace("/", ":").rpartition(":")[2].lower()


def _stamp(meta: Element | None, content: Element | None) -> tuple[date | None, str | None]:
    """Return the day of the version and the field that gives it."""
    for parent, field in ((meta, "versionCreated"), (content, "contentModified"), (content, "contentCreated"),
                          (meta, "firstCreated")):  # fmt: skip
        day = day_of_stamp(child_text(parent, field)) if parent is not None else None
        if day is not None:
            return day, field
    return None, None


def _credit(item: Element) -> str | None:
    """Return whose story it is: the credit line, the information's source, the provider."""
    for path in (
        ("contentMeta", "creditline"),
        ("contentMeta", "infoSource"),
        ("itemMeta", "provider"),
        ("rightsInfo", "copyrightHolder"),
    ):
        for found in within(item, *path):
            said = child_text(found, "name") or text(found) or found.get("literal")
            code = (found.get("qcode") or found.get("uri") or "").rstrip("/")
            if said := said or code.replace("/", ":").rpartition(":")[2]:
                return said
    return None


def _mark(meta: Element | None) -> str | None:
    """Return the version mark that the item's signals or titles give, if any."""
    if meta is None:
        return None
    signals = [(found.get("qcode") or "").rpartition(":")[2] for found in within(meta, "signal")]
    known = {"update": "UPDATE", "correction": "CORRECTED", "corrected": "CORRECTED", "embargo": "EMBARGO"}
    return next((known[signal.lower()] for signal in signals if signal.lower() in known), None)


def _place(content: Element | None) -> str | None:
    """Return where the story was filed."""
    found = first(content, "located") if content is not None else None
    return None if found is None else child_text(found, "name")


def _events(item: Element) -> Iterator[Item]:
    """Yield the events that a concept item or a planning item describes."""
    meta = first(item, "itemMeta")
    day, told = _stamp(meta, first(item, "contentMeta"))
    killed = _status(item) == "canceled"
    concepts = [
        found
        for found in below(item, "concept", "event")
        if next(below(found, "eventDetails"), None) is not None
    ]
    for concept in concepts:
        details = next(below(concept, "eventDetails"))
        definition = [found for field in ("definition", "note") for part in within(concept, field)
                      for found in paragraphs(part)]  # fmt: skip
        yield Item(
            paragraphs=definition,
            headline=child_text(concept, "name"),
            credit=_credit(item),
            published=day,
            published_from=told,
            language=item.get(_LANG),
            guid=item.get("guid"),
            revision=item.get("version"),
            kills=(item.get("guid") or "") if killed else None,
            scheduled=_plan(details),
        )


def _plan(details: Element) -> Scheduled:
    dates = first(details, "dates")
    first_days = days_of_stamp(child_text(dates, "start")) if dates is not None else None
    last_days = (days_of_stamp(child_text(dates, "end")) if dates is not None else None) or first_days
    code = (_attribute(details, "qcode", "occurStatus") or "").rpartition(":")[2]
    status, said = _STATES.get(code, (Status.PLANNED, "no occurStatus"))
    place = first(details, "location")
    position = next(below(place, "position"), None) if place is not None else None
    return Scheduled(
        start=first_days[0] if first_days else None,
        end=last_days[1] if last_days else None,
        status=status,
        place=child_text(place, "name") if place is not None else None,
        latitude=_degrees(position, "latitude"),
        longitude=_degrees(position, "longitude"),
        told=f"eventDetails: {said}",
    )


def _degrees(position: Element | None, field: str) -> float | None:
    try:
        return float(position.get(field)) if position is not None and position.get(field) else None
    except ValueError:
        return None


def _attribute(item: Element, attribute: str, *path: str) -> str | None:
    found = first(item, *path)
    return None if found is None else (found.get(attribute) or None)


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isdigit() else None
