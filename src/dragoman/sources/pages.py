"""A story on a web page: the article without the page's furniture, and what the page says of it.

Nothing of the page is run or fetched. The day is what the page states as its day of publication, never
guessed from a year in its footer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.errors import StoryError
from dragoman.sources.decoding import check_size, decode
from dragoman.sources.item import Item
from dragoman.sources.markup import paragraphs
from dragoman.sources.xmltree import Element, day_of_stamp, text

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_XML_ENCODING = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DEEPEST = 400
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_MOST_TAGS = 100_000
_NEWS = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "WebPage")
_DAYS = (
    "article:published_time", "og:article:published_time", "datePublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publication_date",
    "parsely-pub-date", "sailthru.date",
)  # fmt: skip


def read(data: bytes, source: str, charset: str | None = None) -> Item:
    """Return the story on a page; `charset` is what a server said of its bytes.

    Raises: StoryError if the page is too large, or holds no article.
    """
    check_size(len(data), source)
    markup = _characters(data, source, charset)
    if len(_TAG.findall(markup)) > _MOST_TAGS:
        hint = "save the one article that is wanted"
        raise StoryError(f"the page has more than {_MOST_TAGS:,} tags", where=source, hint=hint)
    tree = _tree(markup, source)
    facts = _Facts(tree)
    found = _article(markup, tree)
    if not found:
        hint = "save the page as text, or give the page of one article"
        raise StoryError("there is no article on this page", where=source, hint=hint)
    stamp, told = facts.day
    return Item(
        paragraphs=found,
        headline=facts.title,
        byline=facts.author,
        captions=facts.captions,
        publisher=facts.publisher,
        credit=facts.agency,
        published=stamp,
        published_from=told,
        language=facts.language,
        guid=facts.address,
    )


def _characters(data: bytes, source: str, charset: str | None) -> str:
    """Return the page's characters: by the server's word, the page's own, or else by their looks."""
    declared = _CHARSET.search(data[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else None):
        if name and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode(name)
            except (LookupError, ValueError):  # no such encoding, or not this one
                continue
    return decode(data, source)


def _tree(markup: str, source: str) -> Element:
    from lxml import etree, html

    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", _XML_ENCODING.sub("", markup))
    try:
        return html.document_fromstring(clean, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError, TypeError) as error:
        raise StoryError(f"the page is broken: {error}"[:200], where=source) from error


def _article(markup: str, tree: Element) -> list[str]:
    """Return the paragraphs of the page's article, or all of them where none is told apart."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        made = trafilatura.bare_extraction(
            _XML_ENCODING.sub("", markup), include_comments=False, include_tables=False, with_metadata=False
        )
    except Exception:  # a damaged page makes it raise what it likes
        made = None
    body = getattr(made, "body", None)
    found = [line for part in ([] if body is None else body) for line in _lines(part)]
    if found:
        return found
    parts = tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//body")
    return paragraphs(parts[0]) if parts else []


def _lines(part: Element) -> list[str]:
    return [line for line in paragraphs(part) if line]


class _Facts:
    """What a page says of its article, in its data for search engines and in its head."""

    def __init__(self, tree: Element) -> None:
        self._meta = {
            (found.get("property") or found.get("name") or found.get("itemprop") or "").lower(): found.get(
                "content"
            )
            for found in reversed(tree.xpath("//meta[@content]"))
        }
        self._data = next(iter(_linked(tree)), {})
        self._tree = tree
        self.language = _string(tree.get("lang")) or _string(self._data.get("inLanguage"))
        self.publisher = _name(self._data.get("publisher")) or self._said(
            "og:site_name", "publisher", "dc.publisher"
        )
        self.title = _string(self._data.get("headline")) or self._title()
        self.author = _name(self._data.get("author")) or self._said("author", "dc.creator", "byl")
        if self.author and (self.author.startswith("http") or self.author == self.publisher):
            self.author = None
        self.agency = _name(self._data.get("sourceOrganization")) or _name(self._data.get("copyrightHolder"))
        self.captions = [
            words for found in tree.xpath("//figcaption") if (words := text(found)) and len(words) < 1000
        ]
        address = tree.xpath("//link[@rel='canonical']/@href")
        self.address = _string(self._data.get("@id")) or (
            str(address[0]) if address else self._said("og:url")
        )

    @property
    def day(self) -> tuple[date | None, str | None]:
        """The day of publication and where the page states it."""
        if (day := day_of_stamp(_string(self._data.get("datePublished")))) is not None:
            return day, "datePublished"
        for name in _DAYS:
            if (day := day_of_stamp(self._meta.get(name.lower()))) is not None:
                return day, name
        for found in self._tree.xpath("//time[@datetime][@pubdate or contains(@itemprop, 'datePublished')]"):
            if (day := day_of_stamp(found.get("datetime"))) is not None:
                return day, "time"
        return None, None

    def _title(self) -> str | None:
        heads = [words for found in self._tree.xpath("//article//h1 | //h1") if (words := text(found))]
        given = self._said("og:title") or text(next(iter(self._tree.xpath("//title")), None))
        title = heads[0] if heads else given or None
        if title and self.publisher:
            title = re.sub(rf"\s+[|–—-]\s+{re.escape(self.publisher)}$", "", title)
        return title

    def _said(self, *names: str) -> str | None:
        return next((said for name in names if (said := _string(self._meta.get(name)))), None)


def _linked(tree: Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD that describe an article. Source: schema.org."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        parts = value.get("@graph", [value]) if isinstance(value, dict) else value
        for part in parts if isinstance(parts, list) else []:
            kind = part.get("@type") if isinstance(part, dict) else None
            if any(name in _NEWS for name in (kind if isinstance(kind, list) else [kind])):
                yield part


def _name(value: Any) -> str | None:
    """Return the name of an organization or person, or of several."""
    parts = value if isinstance(value, list) else [value]
    names = [_string(part.get("name")) if isinstance(part, dict) else _string(part) for part in parts[:5]]
    return " and ".join(name for name in names if name) or None


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
