"""Texts and sentences that end: beyond a bound a text is refused, and a sentence is given a border."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.errors import StoryError
from dragoman.model import layers

NAME = "dragoman_lengths"

MOST = 40_000
"""Units: tokens of a text. Each takes up to 15 KiB of memory while it is parsed."""

LONGEST = 300
"""Units: tokens of a sentence. Honest ones have at most some two hundred, lists of names included."""

_NEAR = 100
"""Units: tokens before the bound among which a good place for the border is sought."""


def create(nlp: Language, name: str) -> Lengths:
    """Return the component; runs before the parser, after the borders of passages are set."""
    return Lengths()


class Lengths:
    """Sets a border where a sentence would grow beyond the bound.

    What is made of a sentence (its tree, its clauses, who is meant in it) costs more than its length: a text
    of one endless sentence would take hours.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Return the document. Raises: StoryError if it is too long."""
        if len(doc) > MOST:
            what, hint = f"the text has more than {MOST:,} words and signs", "split it into its stories"
            raise StoryError(what, where=layers(doc).story.source, hint=hint)
        start = 0
        for token in doc:
            if token.is_sent_start:
                start = token.i
            elif token.i - start >= LONGEST:
                start = _border(doc, token.i)
                doc[start].is_sent_start = True
        return doc


def _border(doc: Doc, end: int) -> int:
    """Return the best token before `end`, or that one, to begin a sentence with."""
    return max(range(end, end - _NEAR, -1), key=lambda at: _fit(doc[at - 1], doc[at]))


def _fit(before: Token, first: Token) -> int:
    """Return how well a sentence begins with `first`: behind a stop, a semicolon, a comma, or anywhere."""
    if first.is_space or first.is_punct:
        return 0
    if before.text in (".", "!", "?"):
        return 4 if first.text[:1].isupper() else 3
    return {";": 2, ":": 2, ",": 1}.get(before.text, 0)
