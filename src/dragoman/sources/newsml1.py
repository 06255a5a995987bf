"""NewsML 1.x, as AFP and others still send it.

Source: IPTC, NewsML 1.2 (2003), and the shape of AFP's feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.errors import StoryError
from dragoman.sources import nitf
from dragoman.sources.item import Item
from dragoman.sources.marks import read_marks
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
    words,
)

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KILLS = frozenset({"canceled", "cancelled", "killed", "withdrawn"})


def read(data: bytes, source: str) -> Iterator[Item]:
    """Yield the stories of a document's news items, in its order.

    Raises: StoryError if the XML is broken, or holds only pictures, sound or references.
    """
    root = open_xml(data, source)
    envelope = first(root, "NewsEnvelope")
    found = False
    for item in below(root, "NewsItem"):
        made = _item(item, envelope)
        if made is not None:
            found = True
            yield made
    if not found:
        what = "there is no text in it: only pictures, sound, or references to other items"
        raise StoryError(what, where=source, hint="give the items that it refers to")


def _item(item: Element, envelope: Element | None) -> Item | None:
    identifier = first(item, "Identification", "NewsIdentifier")
    guid = child_text(identifier, "PublicIdentifier") if identifier is not None else None
    if guid is None and identifier is not None:
        guid = child_text(identifier, "NewsItemId")
    revision = first(identifier, "RevisionId") if identifier is not None else None
    component = _text_component(item)
    killed = _formal(item, "NewsManagement", "Status").lower() in _KILLS
    if component is None and not killed:
        return None
    lines = [*(below(component, "NewsLines") if component is not None else ()), *below(item, "NewsLines")]
    body, plain, within_nitf = _content(component)
    stamp = child_text(item, "NewsManagement", "ThisRevisionCreated") or child_text(
        item, "NewsManagement", "FirstCreated"
    )
    return Item(
        paragraphs=body,
        text=plain,
        headline=_headline(lines) or (within_nitf.headline if within_nitf else None),
        byline=_line(lines, "ByLine"),
        dateline=_line(lines, "DateLine"),
        captions=within_nitf.captions if within_nitf else (),
        notes=[note for line in below(item, "NewsLine") if (note := _note(line))],
        credit=_credit(item, lines, envelope),
        published=day_of_stamp(stamp),
        published_from="ThisRevisionCreated" if stamp else None,
        language=_language(component, item),
        guid=re.sub(r":\d+[NUA]?$", "", guid) if guid and guid.startswith("urn:") else guid,
        revision=text(revision) or stamp,
        urgency=_urgency(item),
        kills=(re.sub(r":\d+[NUA]?$", "", guid) if guid else "") if killed else None,
        place=_place(component),
    )


def _text_component(item: Element) -> Element | None:
    """Return the innermost news component that holds a text, or None."""
    for content in below(item, "ContentItem"):
        kind = _formal(content, "MediaType").lower()
        if kind not in ("", "text", "complextext", "compositetext"):
            continue
        data = first(content, "DataContent")
        if data is not None and text(data):
            parent = content.getparent()
            return parent if name(parent) == "NewsComponent" else item
    return None


def _content(component: Element | None) -> tuple[list[str], str | None, Item | None]:
    """Return the body's paragraphs, or a plain text, and the NITF within."""
    if component is None:
        return [], None, None
    for data in below(component, "DataContent"):
        inner = next(below(data, "nitf"), None)
        if inner is not None:
            made = nitf.item_of(inner)
            return list(made.paragraphs), None, made
        if not len(data) and text(data):
            return [], "".join(words(data)), None
        if found := paragraphs(data):
            return found, None, None
    return [], None, None


def _line(lines: Sequence[Element], field: str) -> str | None:
    """Return a line of the story: the innermost component's that has it."""
    return next((said for found in lines if (said := child_text(found, field))), None)


def _headline(lines: Sequence[Element]) -> str | None:
    """Return the headline; of several the one that bears the version mark."""
    said = [headline for found in lines if (headline := child_text(found, "HeadLine"))]
    return next((line for line in said if read_marks(line).slug), said[0] if said else None)


def _note(line: Element) -> str | None:
    """Return an advisory line's words: AFP keeps its "ATTENTION - ADDS ..." there."""
    kind = _formal(line, "NewsLineType").lower()
    return child_text(line, "NewsLineText") if "advisory" in kind or "note" in kind else None


def _credit(item: Element, lines: Sequence[Element], envelope: Element | None) -> str | None:
    credit = _line(lines, "CreditLine")
    if credit:
        return credit
    for path in (("Provider", "Party"), ("Source", "Party"), ("Creator", "Party")):
        for metadata in below(item, "AdministrativeMetadata"):
            if said := _formal(metadata, *path):
                return said
    sent = first(envelope, "SentFrom", "Party") if envelope is not None else None
    provider = child_text(item, "Identification", "NewsIdentifier", "ProviderId")
    return (sent.get("FormalName") if sent is not None else None) or provider


def _language(component: Element | None, item: Element) -> str | None:
    for parent in (component, item):
        if parent is None:
            continue
        for metadata in below(parent, "DescriptiveMetadata"):
            if said := _formal(metadata, "Language"):
                return said
        if said := parent.get(_LANG):
            return str(said)
    return None


def _urgency(item: Element) -> int | None:
    said = _formal(item, "NewsManagement", "Urgency")
    return int(said) if said.isdigit() else None


def _place(component: Element | None) -> str | None:
    """Return the city that the story was filed from."""
    if component is None:
        return None
    for place in below(component, "Location"):
        if (place.get("HowPresent") or "").lower() in ("origin", "dateline", ""):
            for part in within(place, "Property"):
                if part.get("FormalName") == "City" and part.get("Value"):
                    return str(part.get("Value"))
    return None


def _formal(element: Element, *path: str) -> str:
    found = first(element, *path)
    return "" if found is None else (found.get("FormalName") or "")
