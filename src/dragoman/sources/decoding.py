"""The characters that a file's bytes spell."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from dragoman.errors import StoryError

LARGEST = 20 * 1024 * 1024
"""The most bytes that one story may have: a wire story has a few thousand."""

_SAMPLE = 64 * 1024
_SIGNATURES = (
    (b"%PDF", "a PDF file", "give it to `dragoman read`"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save the document as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first, for instance with gunzip"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"\x89PNG", "a picture", "give a text file"),
    (b"\xff\xd8\xff", "a picture", "give a text file"),
    (b"GIF8", "a picture", "give a text file"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"SQLite format 3", "a database", "give a text file"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x01\x02\x03\x04\x1a\x1b")


_BYTE_ORDERS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def marked(data: bytes) -> str | None:
    """Return the characters behind a byte order mark; None without one."""
    for mark, encoding in _BYTE_ORDERS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    return None


def decode(data: bytes, source: str) -> str:
    """Return the characters of a text file, whatever the encoding.

    Raises: StoryError if the file is too large or is no text.
    """
    check_size(len(data), source)
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise StoryError(f"this is {what}, not a text", where=source, hint=hint)
    if (told := marked(data)) is not None:
        return told
    if (wide := _wide(data)) is not None:
        return data.decode(wide, errors="replace")
    if _binary(data):
        raise StoryError("this is a binary file, not a text", where=source, hint="give plain text files")
    return characters(data)


def characters(data: bytes) -> str:
    """Return the characters of bytes that are known to be text: UTF-8, or else what they most look like."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def check_size(size: int, source: str | None) -> None:
    """Do nothing, or raise StoryError if a story of this many bytes or characters is too large."""
    if size > LARGEST:
        raise StoryError(
            f"too large for one story: {size / 2**20:.1f} MB, the limit is {LARGEST // 2**20} MB",
            where=source,
            hint="split it into one file a story",
        )


def _wide(data: bytes) -> str | None:
    """Return which UTF-16 without a byte order mark this is, told by where its zero bytes stand."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4:
        return None
    pairs = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _binary(data: bytes) -> bool:
    """Return whether there are zero bytes or many control characters."""
    sample = data[:_SAMPLE]
    if 0 in data:
        return True
    controls = sum(sample.count(c) for c in range(32) if c not in _TEXT_CONTROLS)
    return controls > 0.02 * len(sample)


def _legacy(data: bytes) -> str:
    """Return the characters of bytes that are not clean UTF-8."""
    mended = data.decode("utf-8", errors="replace")
    high = sum(1 for c in mended[:_SAMPLE] if c > "\x7f")
    broken = mended[:_SAMPLE].count("\ufffd")
    if broken <= 0.2 * high:
        return mended
    sample = data[:_SAMPLE]
    if sum(1 for b in sample if b > 0x7F) < 0.1 * len(sample):
        # English with a few accents and curled quotes; guessing from so few bytes would go wrong.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    best = from_bytes(sample).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")
