"""A text without wire dress, turned into a story: every paragraph of it is body."""

from __future__ import annotations

from datetime import date

from dragoman.errors import StoryError
from dragoman.model import Passage, PassageKind, PublishedBasis, Story
from dragoman.sources.paragraphs import split


def read_bare(text: str, source: str | None = None, *, published: date | None = None) -> Story:
    """Return the text as a story without headline or dateline, one body passage a paragraph.

    Raises: StoryError if it holds characters that are none.

    Example:
        >>> story = read_bare("Envoys met.\\nThey will meet again. ")
        >>> [passage.span.of(story.text) for passage in story.passages]
        ['Envoys met.', 'They will meet again.']
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise StoryError("the text holds characters that are none (lone surrogates)", where=source) from error
    passages = tuple(Passage(PassageKind.BODY, span) for span in split(text))
    basis = PublishedBasis.GIVEN if published else None
    return Story(text, passages, published=published, published_basis=basis, source=source)
