"""Which part of a person's name is the family's."""

from __future__ import annotations

import re

from dragoman.annotate.who.wordlist import words

PARTICLES = words(
    "al el bin bint ibn ben abu abul ul ur von van der den de del della di da dos das la le du ter"
)
"""Parts that belong to the part after them, and may be written small."""

_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM", "HKG", "MAC"})
"""States whose people the news names family name first. Japanese names come given name first on the wires."""


def family_name(name: str, code: str | None) -> str:
    """Return the part of a full name by which the news goes on calling its bearer.

    Example:
        >>> family_name("Ban Ki-moon", None), family_name("Joe Biden", "USA")
        ('Ban', 'Biden')
    """
    parts = name.split()
    if len(parts) < 2:
        return name
    hyphened = len(parts) == 2 and re.fullmatch(r"[A-Z]\w*-\w+", parts[1]) and "-" not in parts[0]
    if code in _FAMILY_FIRST or (
        hyphened and len(parts[0]) <= 5 and code in (None, "KOR", "PRK", "CHN", "TWN")
    ):
        return parts[0]
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(parts[at:])
