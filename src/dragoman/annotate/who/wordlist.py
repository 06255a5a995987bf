"""Closed lists of words, written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    Example:
        >>> sorted(words("both two"))
        ['both', 'two']
    """
    return frozenset(text.split())
