"""Types given pairs: the classifier's reading and, beside it, what the lexicon finds in the parsed text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.coding.classify import Classifier, Reading
from dragoman.coding.marking import Pair
from dragoman.errors import StoryError
from dragoman.pipeline import Reader

if TYPE_CHECKING:
    from dragoman.coding.voting import Found


def read_pairs(pairs: Sequence[Pair], classifier: Classifier, reader: Reader | None = None) -> list[Reading]:
    """Return the reading of each pair, in order; with a reader of texts, the lexicon has its say in the type.

    Raises: RunError if the language model of the reader is not installed.
    """
    readings = classifier.classify(pairs)
    weights = classifier.weights
    if reader is None or weights is None:
        return readings
    from dragoman.coding.voting import joined

    found: dict[str, list[Found]] = {}
    for pair in pairs:
        if pair.text not in found:
            found[pair.text] = candidates_of(pair.text, reader)
    return [
        joined(reading, found[pair.text], pair, weights)
        for reading, pair in zip(readings, pairs, strict=True)
    ]


def candidates_of(text: str, reader: Reader) -> list[Found]:
    """Return what the lexicon finds in a text; nothing where it cannot be read.

    Raises: RunError if the language model is not installed.
    """
    from dragoman.coding.voting import candidates
    from dragoman.sources.bare import read_bare

    try:
        return candidates(reader.annotated(read_bare(text)))
    except StoryError:
        return []
