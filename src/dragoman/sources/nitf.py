"""NITF 3.x: the News Industry Text Format.

Source: IPTC, NITF 3.6 (2012). Read by element names, with or without its namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.sources.item import Item
from dragoman.sources.markup import paragraphs
from dragoman.sources.xmltree import (
    Element,
    below,
    child_text,
    day_of_stamp,
    first,
    name,
    open_xml,
    text,
    within,
)

_KILLS = frozenset({"canceled", "cancelled", "killed", "withdrawn"})


def read(data: bytes, source: str) -> Iterator[Item]:
    """Yield the one story of a document.

    Raises: StoryError if the XML is broken.
    """
    yield item_of(open_xml(data, source))


def item_of(nitf: Element) -> Item:
    """Return what an `nitf` element says of its story."""
    head, body = first(nitf, "head"), first(nitf, "body")
    docdata = first(head, "docdata") if head is not None else None
    hedline = first(body, "body.head", "hedline") if body is not None else None
    headline = child_text(hedline, "hl1") if hedline is not None else None
    if headline is None and head is not None:
        headline = child_text(head, "title")
    day, told = _day(docdata, head)
    guid = _attribute(docdata, "doc-id", "id-string")
    return Item(
        paragraphs=_body(body),
        headline=headline,
        byline=_byline(body),
        dateline=_dateline(body),
        captions=[words for found in below(nitf, "media-caption") if (words := text(found))],
        notes=_notes(body, docdata),
        mark=_attribute(docdata, "du-key", "key") if docdata is not None else None,
        credit=_credit(nitf, body, docdata),
        published=day,
        published_from=told,
        language=nitf.get("{http://www.w3.org/XML/1998/namespace}lang"),
        guid=guid,
        revision=_revision(docdata, head),
        urgency=_number(_attribute(docdata, "urgency", "ed-urg")),
        kills=guid or "" if _killed(docdata) else None,
        place=_attribute(docdata, "evloc", "city"),
    )


def _body(body: Element | None) -> list[str]:
    content = list(within(body, "body.content")) if body is not None else []
    abstract = first(body, "body.head", "abstract") if body is not None else None
    found = [words for part in content for words in paragraphs(part)]
    return found or (paragraphs(abstract) if abstract is not None else [])


def _byline(body: Element | None) -> str | None:
    lines = [_names(found) for found in within(body, "body.head", "byline")] if body is not None else []
    joined = " and ".join(line for line in lines if line)
    return joined or None


def _names(byline: Element) -> str:
    """Return a byline's words without the writer's title, which has an element of its own."""
    parts = [byline.text or ""]
    for part in byline:
        parts += ["" if name(part) == "byttl" else text(part), part.tail or ""]
    return " ".join(" ".join(parts).split())


def _dateline(body: Element | None) -> str | None:
    return child_text(body, "body.head", "dateline") if body is not None else None


def _notes(body: Element | None, docdata: Element | None) -> list[str]:
    """Return the notes to editors: elements `note`, and the editor's message of the document's data."""
    found = [words for note in below(body, "note") if (words := text(note))] if body is not None else []
    message = _attribute(docdata, "ed-msg", "info")
    return [*found, message] if message else found


def _day(docdata: Element | None, head: Element | None) -> tuple[date | None, str | None]:
    """Return the day of issue or release and the field that gives it."""
    for field in ("date.issue", "date.release"):
        if (day := day_of_stamp(_attribute(docdata, field, "norm"))) is not None:
            return day, field
    day = day_of_stamp(_attribute(head, "pubdata", "date.publication"))
    return day, "date.publication" if day else None


def _credit(nitf: Element, body: Element | None, docdata: Element | None) -> str | None:
    """Return whose story it is: the distributor, the rights' owner, the copyright's holder."""
    distributor = child_text(body, "body.head", "distributor") if body is not None else None
    owner = child_text(body, "body.head", "rights", "rights.owner") if body is not None else None
    byline_org = next((text(org) for byline in below(nitf, "byttl") for org in below(byline, "org")), None)
    holder = _attribute(docdata, "doc.copyright", "holder")
    medium = _attribute(first(nitf, "head"), "pubdata", "name")
    return distributor or holder or owner or byline_org or medium or _attribute(docdata, "doc-id", "regsrc")


def _revision(docdata: Element | None, head: Element | None) -> str | None:
    version = _attribute(docdata, "du-key", "version")
    return version or (_attribute(head, "revision-history", "norm") if head is not None else None)


def _killed(docdata: Element | None) -> bool:
    return docdata is not None and (docdata.get("management-status") or "").lower() in _KILLS


def _attribute(element: Element | None, child: str, attribute: str) -> str | None:
    """Return the first child's attribute, or None."""
    found = first(element, child) if element is not None else None
    return (found.get(attribute) or None) if found is not None else None


def _number(words: str | None) -> int | None:
    return int(words) if words and words.isdigit() else None
