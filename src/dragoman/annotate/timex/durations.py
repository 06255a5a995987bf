"""Lengths of time and repeated times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.annotate.timex import periods
from dragoman.annotate.timex.lexicon import FREQUENCIES, unit_code
from dragoman.annotate.timex.numbers import cardinal
from dragoman.annotate.timex.periods import Unit
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated
from dragoman.annotate.timex.tense import Direction

_LETTERS = {
    "S": "PT{}S", "M": "PT{}M", "H": "PT{}H", "D": "P{}D", "NI": "P{}D", "WE": "P{}WE", "W": "P{}W",
    "MO": "P{}M", "Q": "P{}Q", "Y": "P{}Y",
}  # fmt: skip
_LARGER = {"F": (2, "W"), "HY": (6, "MO"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y")}
_PARTS = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S")}
_VAGUE = {"E": "PXE", "C": "PXC", "L": "PXL", "F": "PXW", "HY": "PXM"}
_VAGUE_TIMES = {"S": "PTXS", "M": "PTXM", "H": "PTXH"}
_VAGUE_WORDS = frozenset("several few many some numerous countless".split())
_LOOSE = frozenset(
    "more less fewer than at least most no not up as much many long about around approximately "
    "roughly nearly almost "
    "over under only just barely some the additional another straight consecutive full whole entire further "
    "successive solid good well longer trading business working calendar fiscal extra".split()
)


def amount(words: Sequence[str]) -> float | None:
    """Return how many, None for "several" and the like.

    Example:
        >>> amount(["more", "than", "2", "1/2"]), amount(["a", "few"]), amount(["another"])
        (2.5, None, 1.0)
    """
    if not words or _VAGUE_WORDS & set(words):
        return None
    listed = list(words)
    if listed[:2] == ["up", "to"]:
        listed = listed[2:]
    kept = [w for w in listed if w not in _LOOSE]
    if not kept:
        return 1.0
    for joint in ("to", "or"):
        if joint in kept[1:-1]:
            kept = kept[: kept.index(joint)]
    return cardinal(kept)


def spell(count: float | None, code: str, word: str = "") -> str:
    """Return the TIMEX3 duration of so many units; None counts as an unknown number.

    Example:
        >>> spell(2.5, "Y"), spell(18, "MO"), spell(1.5, "H"), spell(2, "E"), spell(None, "D")
        ('P2Y6M', 'P18M', 'PT1H30M', 'P20Y', 'PXD')
    """
    if count is None:
        return _VAGUE.get(code) or _VAGUE_TIMES.get(code) or _LETTERS[code].format("X")
    if code in _LARGER:
        times, code = _LARGER[code]
        count *= times
    whole = int(count)
    rest = count - whole
    if rest and code in _PARTS and whole:
        per, letter = _PARTS[code]
        return _LETTERS[code].format(whole) + f"{round(rest * per)}{letter}"
    if rest and code == "Y":
        return f"P{round(rest * 12)}M"
    if rest and code == "H":
        return f"PT{round(rest * 60)}M"
    return _LETTERS[code].format(whole if not rest else f"{count:g}")


_UNIT = {
    "D": Unit.DAY, "NI": Unit.DAY, "W": Unit.WEEK, "F": Unit.WEEK, "MO": Unit.MONTH, "Q": Unit.QUARTER,
    "Y": Unit.YEAR, "E": Unit.DECADE, "C": Unit.CENTURY, "H": Unit.HOUR, "M": Unit.HOUR, "S": Unit.HOUR,
}  # fmt: skip
_SOME_DAY = frozenset("will would could can may might shall should hopes hope hoped".split())
_SUPERLATIVE = frozenset(
    "first time highest lowest biggest largest worst best longest fastest deadliest".split()
)


def duration(hit: Hit, at: Setting) -> Sense | None:
    """Read "three days", "more than 2 1/2 years", "13-month"; "in two weeks" ahead is the week it names."""
    code = unit_code(hit.word("u"))
    count = amount(hit.words("n"))
    if code == "D" and hit.words("n") == ["one"] and {hit.before(), hit.before(2)} & _SOME_DAY:
        return bare(hit, "DATE", "FUTURE_REF", at.today, None)
    value = spell(count, code, hit.word("u"))
    unit = _UNIT.get(code)
    before = hit.before()
    if at.today and count is None and before in ("in", "within") and at.direction(hit) is Direction.FUTURE:
        return bare(hit, "DURATION", value, at.today, None)
    if at.today is None or count is None or unit is None or hit.has("joint"):
        return bare(hit, "DURATION", value)
    try:
        if before == "in" and unit is not Unit.HOUR and _lies_ahead(hit, at):
            found = periods.around(periods.add(at.today, count, unit), unit)
            sense = dated(hit, found, "in, ahead")
            if unit is Unit.MONTH:
                last = periods.add(at.today, count, unit)
                sense = replace(sense, first=last, last=last) if count == 2 else sense
            return sense
        if before == "within" and at.direction(hit) is not Direction.PAST:
            return bare(hit, "DURATION", value, at.today, periods.add(at.today, count, unit))
    except (ValueError, OverflowError):
        pass
    return bare(hit, "DURATION", value)


def _lies_ahead(hit: Hit, at: Setting) -> bool:
    """Return whether "in two years" points ahead, unlike "for the first time in two years"."""
    back = {hit.before(i) for i in range(2, 10)}
    if _SUPERLATIVE & back or "than" in hit.words("n") or hit.has("dash"):
        return False
    return at.direction(hit) is Direction.FUTURE


def old(hit: Hit, at: Setting) -> Sense | None:
    """Read "a 20-year-old war": begun as long ago; a person's age is no time."""
    code = unit_code(hit.word("u"))
    count = amount(hit.words("n")) if hit.has("n") else 1.0
    value = spell(count, code)
    unit = _UNIT.get(code)
    if at.today is None or count is None or unit is None:
        return bare(hit, "DURATION", value)
    if not hit.has("n") and unit is not Unit.DECADE and unit is not Unit.CENTURY:
        found = periods.around(periods.add(at.today, -1, unit), Unit.MONTH if unit is Unit.YEAR else unit)
        return bare(hit, "DURATION", value, found.first, found.last)
    if unit in (Unit.DECADE, Unit.CENTURY):
        count, unit = count * (10 if unit is Unit.DECADE else 100), Unit.YEAR
    return bare(hit, "DURATION", value, periods.add(at.today, -(count + 1), unit), at.today)


def plural(hit: Hit, at: Setting) -> Sense | None:
    """Read a bare plural: "in years", "for centuries", "months of talks"."""
    soon = hit.before() == "within" and at.today and at.direction(hit) is not Direction.PAST
    return bare(hit, "DURATION", spell(None, unit_code(hit.word("u"))), at.today if soon else None)


def fuzzy_one(hit: Hit, at: Setting) -> Sense | None:
    """Read "a year or two", "a week or so"."""
    code = unit_code(hit.word("u"))
    return bare(hit, "DURATION", spell(None if hit.word("joint") == "two" else 1, code))


def and_a_half(hit: Hit, at: Setting) -> Sense | None:
    """Read "a year and a half"."""
    count = amount(hit.words("n"))
    return None if count is None else bare(hit, "DURATION", spell(count + 0.5, unit_code(hit.word("u"))))


def unit_long(hit: Hit, at: Setting) -> Sense | None:
    """Read "day-long", "decade-long"."""
    return bare(hit, "DURATION", spell(1, unit_code(hit.words("dash")[0])))


def rate(hit: Hit, at: Setting) -> Sense | None:
    """Read "a year" after an amount, "per day"."""
    return bare(hit, "SET", spell(1, unit_code(hit.word("u"))))


def every(hit: Hit, at: Setting) -> Sense | None:
    """Read "every year", "each month", "every two weeks", "every other day"."""
    count = 2.0 if "other" in hit.words("n") else amount(hit.words("n"))
    return bare(hit, "SET", spell(count if count is not None else 1, unit_code(hit.word("u"))))


def frequency(hit: Hit, at: Setting) -> Sense | None:
    """Read "daily", "annually"."""
    return bare(hit, "SET", FREQUENCIES[hit.word("f")])


def vague(hit: Hit, at: Setting) -> Sense | None:
    """Read "some time", "a while", "a long time"."""
    return bare(hit, "DURATION", "PXX")


def single_day(hit: Hit, at: Setting) -> Sense | None:
    """Read "single-day"."""
    return bare(hit, "DURATION", "P1D")
