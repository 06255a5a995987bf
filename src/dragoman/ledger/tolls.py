"""Numbers of people in the words of a report - killed, wounded, detained - and how sure the words are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_VAGUE = {"dozens": "dozens", "scores": "scores", "hundreds": "hundreds", "thousands": "thousands"}

_WORD = "|".join((*_UNITS, *_TENS, *_SCALES, "dozen(?!s)"))
_SPELLED = rf"(?:(?:{_WORD})(?:[\s-]+(?:and[\s-]+)?(?:{_WORD}))*)"
_FIGURES = r"\d{1,3}(?:,\d{3})+|\d+"
_COUNT = (
    rf"(?P<bound>at least|more than|over|no fewer than|as many as|up to|fewer than|less than|under"
    rf"|nearly|almost|about|around|some|approximately|an estimated)?\s*(?P<count>{_FIGURES}|{_SPELLED}"
    rf"|dozens|scores|hundreds|thousands)(?:\s+of)?"
)
_PEOPLE = (
    r"(?:(?!and\b|were\b|was\b|have\b|has\b|in\b|when\b)[\w-]+\s+){0,4}?"
    r"(?:(?:and\s+)?others?\s+|more\s+)?"
)
_BE = r"(?:(?:have|has|had)\s+)?(?:(?:were|was|are|been|being|reported(?:ly)?)\s+){0,2}"

_KINDS = {
    "killed": (r"killed|dead|slain|died|massacred|murdered|shot dead|lost their lives", r"kill(?:ed|ing|s)"),
    "wounded": (r"wounded|injured|hurt", r"(?:wound|injur)(?:ed|ing|es|s)"),
    "detained": (
        r"arrested|detained|rounded up|taken into custody|jailed",
        r"(?:arrest|detain|jail)(?:ed|ing|s)",
    ),
    "abducted": (r"kidnapped|abducted|taken hostage", r"(?:kidnapp|abduct)(?:ed|ing|s)|taking"),
    "displaced": (r"displaced|fled|driven from|made homeless", r"(?:displac|uproot)(?:ed|ing|es)"),
    "missing": (r"missing|unaccounted for", r"leaving missing"),
}

_PATTERNS = tuple(
    (field, re.compile(pattern, re.IGNORECASE))
    for field, (after, before) in _KINDS.items()
    for pattern in (
        rf"\b{_COUNT}\s+{_PEOPLE}{_BE}(?:{after})\b",
        rf"\b(?:{before})\s+{_COUNT}\b(?!\s*(?:years?|days?|hours?|kilomet|miles?|percent|%|p\.?m|a\.?m))",
    )
)
_DEATHS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\btoll\b[^.;]{{0,120}}?\b(?:rose|risen|ris(?:es|ing)|climb(?:s|ed|ing)|jump(?:s|ed)|grew|grown|goes|went"
        rf"|increased|stands|stood|put|reach(?:es|ed)|revised|hits?)\b(?:\s+(?:up|down|sharply|further))?"
        rf"(?:\s+(?:to|at))?\s+{_COUNT}",
        rf"\bdeath toll\b[^.;]{{0,40}}?\b(?:to|at|of|is|was|stood at)\s+{_COUNT}",
    )
)
"""How a toll is told as such, the changed one first."""

_LOWER = frozenset({"at least", "more than", "over", "no fewer than"})
_UPPER = frozenset({"as many as", "up to", "fewer than", "less than", "under"})
_NEARLY = frozenset({"nearly", "almost", "about", "around", "some", "approximately", "an estimated"})


@dataclass(frozen=True, slots=True)
class Toll:
    """One number of people."""

    field: str
    """`killed`, `wounded`, `detained`, `abducted`, `displaced` or `missing`."""
    value: str
    """`12`; `12+` for at least, `12-` for at most, `~12` for about; `dozens`."""
    words: str
    """Verbatim, as far as the number and what it counts."""


def tolls(text: str) -> tuple[Toll, ...]:
    """Return the numbers of people that words give, each field's first alone, in order of the fields.

    Example:
        >>> [(t.field, t.value) for t in tolls("At least 27 people were killed and 60 others injured")]
        [('killed', '27+'), ('wounded', '60')]
        >>> [(t.field, t.value) for t in tolls("shelling killed about twenty-one civilians")]
        [('killed', '~21')]
    """
    found: dict[str, tuple[int, Toll]] = {}
    for at, toll in _all(text):
        if toll.field not in found or at < found[toll.field][0]:
            found[toll.field] = at, toll
    return tuple(found[field][1] for field in _KINDS if field in found)


def _all(text: str) -> Iterator[tuple[int, Toll]]:
    for field, pattern in (*(("killed", deaths) for deaths in _DEATHS), *_PATTERNS):
        for hit in pattern.finditer(text):
            value = _value(hit["bound"], hit["count"])
            if value is not None:
                yield hit.start(), Toll(field, value, hit[0])


def _value(bound: str | None, count: str) -> str | None:
    """Return the number with its bound as comparable text, or None if it is none of people (a year)."""
    how = (bound or "").casefold()
    word = count.casefold()
    if word in _VAGUE:
        return _VAGUE[word]
    number = int(word.replace(",", "")) if word[0].isdigit() else spelled(word)
    if number is None:
        return None
    if how in _LOWER:
        return f"{number}+"
    if how in _UPPER:
        return f"{number}-"
    return f"~{number}" if how in _NEARLY or "dozen" in word else str(number)


def spelled(words: str) -> int | None:
    """Return the number that words spell, or None if they spell none.

    Example:
        >>> spelled("two hundred and twelve"), spelled("thirty-three")
        (212, 33)
    """
    total = part = 0
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _UNITS:
            part += _UNITS[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "dozen":
            part = max(part, 1) * 12
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total += max(part, 1) * _SCALES[word]
            part = 0
        elif word != "and":
            return None
    return total + part
