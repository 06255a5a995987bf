"""Days told by their distance from a named one: "the week after next", "a week from Thursday", "the 20th"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dragoman.annotate.timex import clocks, periods
from dragoman.annotate.timex.durations import spell
from dragoman.annotate.timex.lexicon import unit_code, weekday_number
from dragoman.annotate.timex.numbers import cardinal, ordinal
from dragoman.annotate.timex.periods import Unit
from dragoman.annotate.timex.relative import UNITS
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated
from dragoman.annotate.timex.tense import Direction

_CLOSING = frozenset(
    [
        "",
        ".",
        ",",
        ";",
        ")",
        "and",
        "but",
        "after",
        "before",
        "for",
        "in",
        "at",
        "to",
        "with",
        "he",
        "she",
        "they",
        "it",
        "we",
    ]
)
_ABOUT = frozenset("at around about by from until since".split())


def but_one(hit: Hit, at: Setting) -> Sense | None:
    """Read "the week after next", "the month before last"."""
    ahead = "next" in hit.words("way")
    if at.today is None:
        return bare(hit, "DATE", "FUTURE_REF" if ahead else "PAST_REF")
    unit = UNITS[unit_code(hit.word("u"))]
    if unit is Unit.WEEKEND:
        moved = periods.weekend(at.today + timedelta(days=14 if ahead else -14))
        return dated(hit, moved)
    return dated(hit, periods.around(periods.add(at.today, 2 if ahead else -2, unit), unit))


def weeks_from(hit: Hit, at: Setting) -> Sense | None:
    """Read "a week from Thursday", "Monday week", "a week ago Tuesday": whole weeks from a weekday."""
    number = weekday_number(hit.word("w"))
    if at.today is None:
        return bare(hit, "DATE", f"XXXX-WXX-{number + 1}")
    weeks = int(cardinal(hit.words("n")) or 1) if hit.has("n") else 1
    if hit.has("ago"):
        base = at.today - timedelta(days=(at.today.weekday() - number - 1) % 7 + 1)
        return dated(hit, periods.day(base - timedelta(days=7 * weeks)))
    base = at.today + timedelta(days=(number - at.today.weekday() - 1) % 7 + 1)
    return dated(hit, periods.day(base + timedelta(days=7 * weeks)))


def day_of_month(hit: Hit, at: Setting) -> Sense | None:
    """Read "the 5th of this month" and, closing a phrase after "on", "the 20th"."""
    number = ordinal(hit.words("d"))
    alone = not hit.has("rel")
    if at.today is None or number is None or (alone and not _stands_alone(hit)):
        return None
    step = 0 if alone else {"last": -1, "this": 0, "the": 0, "next": 1}[hit.words("rel")[0]]
    month = periods.add(at.today.replace(day=1), step, Unit.MONTH)
    if alone and number != at.today.day:
        behind = at.direction(hit) is Direction.PAST
        if behind and number > at.today.day:
            month = periods.add(month, -1, Unit.MONTH)
        elif not behind and number < at.today.day and at.direction(hit) is Direction.FUTURE:
            month = periods.add(month, 1, Unit.MONTH)
    return dated(hit, periods.day(month.replace(day=number)))


def _stands_alone(hit: Hit) -> bool:
    return hit.before() == "on" and (hit.after() in _CLOSING or hit.after().startswith("\n"))


def bare_ago(hit: Hit, at: Setting) -> Sense | None:
    """Read "years ago": an unknown number of them back."""
    return bare(hit, "DURATION", spell(None, unit_code(hit.word("u"))), None, at.today)


def rate(hit: Hit, at: Setting) -> Sense | None:
    """Read "twice a year", "three times a week": a set, by its unit."""
    return bare(hit, "SET", {"D": "P1D", "W": "P1W", "MO": "P1M", "Q": "P1Q", "Y": "P1Y"}[_short(hit)])


def _short(hit: Hit) -> str:
    code = unit_code(hit.word("u"))
    return code if code in ("D", "W", "MO", "Q", "Y") else "D"


def hours(hit: Hit, at: Setting) -> Sense | None:
    """Read "0522 hours": a clock time, unlike "1500 hours of talks"."""
    if not hit.word("four").startswith("0") and hit.before() not in _ABOUT:
        return None
    return clocks.clock(hit, at)


def day_before(sense: Sense) -> Sense:
    """Return a sense of a day whose own day is the one before: what follows "on the eve of"."""
    if sense.first is None or sense.first != sense.last:
        return sense
    before = sense.first - timedelta(days=1)
    return replace(sense, first=before, last=before)
