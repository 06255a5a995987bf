"""Numbers in words and digits, as times use them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.annotate.timex.lexicon import CARDINALS, ORDINALS, SCALES

_FRACTION = re.compile(r"(\d+)/(\d+)")


def cardinal(words: Sequence[str]) -> float | None:
    """Return the number that words say, None if they say none.

    Example:
        >>> cardinal(["two", "and", "a", "half"]), cardinal(["2", "1/2"]), cardinal(["forty", "-", "two"])
        (2.5, 2.5, 42.0)
        >>> cardinal(["a", "hundred"]), cardinal(["a"]), cardinal(["several"])
        (100.0, 1.0, None)
    """
    total = current = 0.0
    seen = False
    for word in (w.lower() for w in words):
        if word in ("-", "and", "of"):
            continue
        if word in ("a", "an"):
            continue
        value = _plain(word)
        if value is not None:
            current += value
            seen = True
        elif word in ("half", "halves"):
            current += 0.5
            seen = True
        elif word == "couple":
            current += 2
            seen = True
        elif word in SCALES:
            current = (current if seen else 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0.0
            seen = True
        else:
            return None
    if not seen and any(w.lower() in ("a", "an") for w in words):
        return 1.0
    return total + current if seen else None


def _plain(word: str) -> float | None:
    """Return the number of one word or numeral."""
    if word in CARDINALS:
        return float(CARDINALS[word])
    fraction = _FRACTION.fullmatch(word)
    if fraction and int(fraction[2]):
        return int(fraction[1]) / int(fraction[2])
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def ordinal(words: Sequence[str]) -> int | None:
    """Return the number that an ordinal says.

    Example:
        >>> ordinal(["twenty", "-", "first"]), ordinal(["3rd"]), ordinal(["21"])
        (21, 3, 21)
    """
    total = 0
    for word in (w.lower() for w in words):
        if word in ORDINALS:
            total += ORDINALS[word]
        elif word in CARDINALS:
            total += CARDINALS[word]
        elif word[:1].isdigit():
            total += int(re.match(r"\d+", word)[0])  # type: ignore[index]
    return total or None


def spelled_year(words: Sequence[str]) -> int | None:
    """Return the year that words spell.

    Example:
        >>> spelled_year(["nineteen", "ninety", "-", "six"]), spelled_year(["two", "thousand"])
        (1996, 2000)
        >>> spelled_year(["twenty", "nineteen"])
        2019
    """
    lower = [w.lower() for w in words if w != "-" and w.lower() != "and"]
    if "thousand" in lower or "hundred" in lower:
        number = cardinal(lower)
        return int(number) if number is not None else None
    head, rest = CARDINALS.get(lower[0]), lower[1:]
    tail = cardinal(rest)
    return head * 100 + int(tail) if head is not None and tail is not None and tail >= 10 else None


def year_number(words: Sequence[str]) -> int | None:
    """Return the year of a numeral, a short numeral or spelled words.

    Example:
        >>> year_number(["1982"]), year_number(["'82"]), year_number(["twenty", "twelve"])
        (1982, 1982, 2012)
    """
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    if len(words) == 1 and words[0].startswith("'"):
        short = int(words[0][1:])
        return short + (2000 if short < 30 else 1900)
    return spelled_year(words)
