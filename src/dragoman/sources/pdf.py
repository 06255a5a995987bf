"""The text of a wire page kept as PDF."""

from __future__ import annotations

import io
import logging
import re

from dragoman.errors import StoryError
from dragoman.sources.decoding import check_size
from dragoman.sources.item import Item

_MOST_PAGES = 60
_MOST_CHARACTERS = 1_000_000
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_PAGE_NUMBER = re.compile(r"^\s*(?:Page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE | re.M)


def read(data: bytes, source: str) -> Item:
    """Return the story of a PDF: the words of its pages, page numbers and broken words mended.

    Raises: StoryError if it is broken, locked, too long, or holds no words.
    """
    check_size(len(data), source)
    text = "\n".join(_pages(data, source))
    text = _PAGE_NUMBER.sub("", _HYPHEN.sub("", text.replace("\u00ad\n", "").replace("\r\n", "\n")))
    if not any(char.isalpha() for char in text):
        hint = "it may be a scan: recognise its characters first, for instance with ocrmypdf"
        raise StoryError("there are no words in this PDF", where=source, hint=hint)
    return Item(text=text)


def _pages(data: bytes, source: str) -> list[str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise StoryError("this PDF is locked by a password", where=source, hint="unlock it first")
        if len(reader.pages) > _MOST_PAGES:
            what = f"it has {len(reader.pages)} pages, the limit is {_MOST_PAGES}"
            raise StoryError(what, where=source, hint="give the pages of one story")
        found: list[str] = []
        for page in reader.pages:
            found.append(page.extract_text())
            if sum(map(len, found)) > _MOST_CHARACTERS:
                raise StoryError("it has too many words for one story", where=source, hint="split it")
        return found
    except StoryError:
        raise
    except Exception as error:  # a damaged file makes it raise what it likes
        told = f"{type(error).__name__}: {error}"[:150]
        raise StoryError(f"the PDF is broken: {told}", where=source, hint="print it again") from error
