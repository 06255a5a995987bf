"""Sets of words, written as running text."""

from __future__ import annotations


def word_list(words: str) -> frozenset[str]:
    """Return the words parted by blanks.

    Example:
        >>> sorted(word_list("de la"))
        ['de', 'la']
    """
    return frozenset(words.split())
