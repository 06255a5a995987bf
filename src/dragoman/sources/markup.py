"""The paragraphs of a text that is marked up with tags: XHTML in a feed, NITF, the body of a ninjs item."""

from __future__ import annotations

import re

from dragoman.sources.xmltree import Element, name, words

_BREAKS = frozenset(
    """
    p div section article header footer main aside h1 h2 h3 h4 h5 h6 hl1 hl2 li ul ol dl dt dd table tr
    caption thead tbody tfoot blockquote pre figure figcaption hr block bq body content DataContent
    address note lead
    """.split()
)
_LEFT_OUT = frozenset(
    """
    script style noscript template iframe object embed svg canvas form input button select textarea head title
    aside footer media media-caption media-reference media-producer nitf-table-metadata figure audio video nav
    """.split()
)
_CELLS = frozenset({"td", "th"})
_LINE = "\x1e"
_PARAGRAPH = "\x1d"
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")


def paragraphs(element: Element) -> list[str]:
    """Return the paragraphs in and under an element; scripts, forms, media and their captions left out.

    Example:
        >>> from dragoman.sources.xmltree import open_xml
        >>> paragraphs(open_xml(b"<b><p>One <i>and</i> two.</p><script>x()</script><p>Three.</p></b>", "a"))
        ['One and two.', 'Three.']
    """
    pieces: list[str] = []
    stack: list[tuple[Element | None, str]] = [(element, "")]
    while stack:
        node, after = stack.pop()
        if node is None:
            pieces.append(after)
            continue
        if not isinstance(node.tag, str):
            pieces.extend(words(node))
            continue
        tag = name(node)
        if tag in _LEFT_OUT and node is not element:
            continue
        if tag == "br":
            pieces.append(_LINE)
            continue
        edge = _PARAGRAPH if tag in _BREAKS else "\t" if tag in _CELLS else ""
        pieces += [edge, (node.text or "").replace("\n", _LINE) if tag == "pre" else node.text or ""]
        stack.append((None, edge))
        for child in reversed(node):
            stack.append((None, child.tail or ""))
            stack.append((child, ""))
    return _parted("".join(pieces))


def html_paragraphs(markup: str) -> list[str]:
    """Return the paragraphs of a stretch of HTML; a text without tags is parted at its blank lines.

    Example:
        >>> html_paragraphs("<p>Envoys&nbsp;met.</p>They left.<br/><br/>Nothing followed.")
        ['Envoys met.', 'They left.', 'Nothing followed.']
    """
    if not _TAG.search(markup):
        from html import unescape

        return [p for p in re.split(r"\n\s*\n", unescape(markup)) if p.strip()]
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(_printable(markup), create_parent="div")
    except (etree.LxmlError, ValueError, TypeError, AssertionError):
        return _parted(_TAG.sub(_PARAGRAPH, markup))
    return paragraphs(tree)


def _parted(text: str) -> list[str]:
    """Return the paragraphs of a text with marked breaks: two line breaks part paragraphs too."""
    found = []
    for part in re.split(rf"{_PARAGRAPH}+|{_LINE}\s*(?:{_LINE}\s*)+", text):
        lines = (" ".join(line.split()) for line in part.split(_LINE))
        if joined := "\n".join(line for line in lines if line):
            found.append(joined)
    return found


def _printable(markup: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", markup)
