"""Which format a file is in, by its content alone: names and suffixes are not asked."""

from __future__ import annotations

import re
from enum import StrEnum

from dragoman.sources.decoding import marked


class Form(StrEnum):
    """The formats that are told apart."""

    TEXT = "plain text"
    HTML = "HTML"
    NEWSML_G2 = "NewsML-G2"
    NEWSML_1 = "NewsML 1"
    NITF = "NITF"
    JSON = "JSON"
    """One object or an array: ninjs, a JSON Feed, a text with its fields."""
    JSON_LINES = "JSON lines"
    ANPA = "ANPA 1312"
    IPTC_7901 = "IPTC 7901"
    FEED = "RSS or Atom"
    WARC = "WARC"
    MBOX = "mbox"
    MESSAGE = "e-mail"
    CSV = "CSV"
    PARQUET = "Parquet"
    PDF = "PDF"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    ZSTD = "zstandard"
    BZIP2 = "bzip2"
    XZ = "xz"
    UNKNOWN_XML = "XML of another kind"


HEAD = 64 * 1024
"""Units: bytes. As much of a file's start as is looked at."""

_SIGNATURES = (
    (b"%PDF-", Form.PDF),
    (b"PK\x03\x04", Form.ZIP),
    (b"PK\x05\x06", Form.ZIP),
    (b"\x1f\x8b", Form.GZIP),
    (b"\x28\xb5\x2f\xfd", Form.ZSTD),
    (b"BZh", Form.BZIP2),
    (b"\xfd7zXZ\x00", Form.XZ),
    (b"PAR1", Form.PARQUET),
    (b"WARC/", Form.WARC),
)
_ROOTS = {
    "newsItem": Form.NEWSML_G2,
    "packageItem": Form.NEWSML_G2,
    "newsMessage": Form.NEWSML_G2,
    "conceptItem": Form.NEWSML_G2,
    "planningItem": Form.NEWSML_G2,
    "NewsML": Form.NEWSML_1,
    "nitf": Form.NITF,
    "rss": Form.FEED,
    "feed": Form.FEED,
    "RDF": Form.FEED,
    "html": Form.HTML,
}
_PROLOG = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>\s*|<!--.{0,5000}?-->\s*|<!DOCTYPE[^\[>]{0,500}(?:\[.{0,20000}?\]\s*)?>\s*)*",
    re.S,
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.S)
_TAGS = re.compile(
    r"</?(?:p|div|span|a|br|h[1-6]|li|ul|td|tr|table|script|meta|link|article|section)\b[^<>]{0,300}>", re.I
)
_ANPA = re.compile(
    rb"[\x16\r\n\x00 ]*\x01(?:[A-Za-z]?\d{1,4}[^\x1f\x02\r\n]{0,16}\x1f|[^\x01-\x04]{3,300}\x02)"
)
_IPTC = re.compile(rb"[\x16\r\n\x00 ]*\x01\s?[A-Za-z]{2,8}\s?\d{1,5}\s+[0-9]\s+\w{1,4}\s+\d{1,5}")
_MAIL_LINE = re.compile(r"From \S+\s+(?:\w{3}\s+){2}\d")
_MAIL_HEAD = re.compile(
    r"(?:[A-Z][\w-]{1,40}:[ \t][^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,40}){2,200}\r?\n"
)
_MAIL_FIELD = re.compile(r"^(?:From|Message-ID|Received|Subject|MIME-Version):", re.I | re.M)
_OBJECT = re.compile(r"\s*(?:\{\s*(?:\"|\}\s*$)|\[\s*(?:\{|\]\s*$))")
_TEXT_COLUMNS = frozenset(
    {"text", "body", "content", "story", "article", "fulltext", "full_text", "body_text"}
)


def detect(head: bytes, columns: frozenset[str] = frozenset()) -> Form:
    """Return the format of a file from its first bytes; plain text where nothing else is recognised.

    `columns` are names of columns that a caller expects in a table's first line.

    Example:
        >>> detect(b"<?xml version='1.0'?><nitf/>").value, detect(b"OSLO (AP) -- Envoys met.").value
        ('NITF', 'plain text')
    """
    for signature, form in _SIGNATURES:
        if head.startswith(signature):
            return form
    if head[257:262] == b"ustar":
        return Form.TAR
    if _IPTC.match(head):
        return Form.IPTC_7901
    if _ANPA.match(head):
        return Form.ANPA
    text = _characters(head)
    return _xml(text) or _json(text) or _mail(text) or _table(text, columns) or Form.TEXT


def _characters(head: bytes) -> str:
    """Return the first characters, well enough to recognise a format by."""
    if (told := marked(head)) is not None:
        return told
    if head[:2] in (b"<\x00", b"{\x00", b"[\x00"):
        return head.decode("utf-16-le", errors="replace")
    return head.decode("utf-8", errors="replace")


def _xml(text: str) -> Form | None:
    if _PAGE.match(text):
        return Form.HTML
    opening = text[:3000].lstrip()[:1]
    if opening == "<":
        prolog = _PROLOG.match(text)
        root = _ROOT.match(text, prolog.end() if prolog else 0)
        if root is not None and root[1] in _ROOTS:
            return _ROOTS[root[1]]
        if text.lstrip().startswith("<?xml"):
            return Form.HTML if root is not None and root[1].lower() == "html" else Form.UNKNOWN_XML
    sample = text[:50_000]
    if sum(len(m[0]) for m in _TAGS.finditer(sample)) > 0.1 * len(sample):
        return Form.HTML
    return None


def _json(text: str) -> Form | None:
    if not _OBJECT.match(text):
        return None
    first = text.lstrip().split("\n", 1)
    line = first[0].strip()
    several = len(first) == 2 and first[1].lstrip()[:1] == "{"
    return Form.JSON_LINES if line.startswith("{") and line.endswith("}") and several else Form.JSON


def _mail(text: str) -> Form | None:
    if _MAIL_LINE.match(text):
        return Form.MBOX
    head = _MAIL_HEAD.match(text)
    if head is not None and len(_MAIL_FIELD.findall(head[0])) >= 2 and "From:" in head[0]:
        return Form.MESSAGE
    return None


def _table(text: str, columns: frozenset[str]) -> Form | None:
    """Return whether the first line names columns, and a column of texts among them."""
    line = text.lstrip("\ufeff").split("\n", 1)[0].strip("\r")
    if not 3 <= len(line) <= 5000 or "\n" not in text:
        return None
    for delimiter in ",\t;|":
        names = [name.strip().strip('"').strip() for name in line.split(delimiter)]
        known = {name.lower() for name in names} & _TEXT_COLUMNS or set(names) & columns
        if len(names) > 1 and known and all(re.fullmatch(r"[\w .:/-]{1,60}", name) for name in names):
            return Form.CSV
    return None
