"""Months, years, quarters, seasons, decades and centuries, with or without what fixes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.annotate.timex import periods
from dragoman.annotate.timex.days import edged
from dragoman.annotate.timex.lexicon import DECADE_NAMES, SEASON_NAMES, month_number
from dragoman.annotate.timex.numbers import ordinal, year_number
from dragoman.annotate.timex.periods import Period, Unit
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated
from dragoman.annotate.timex.tense import Direction

_YEARLY = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_WITH_YEAR = frozenset({Unit.DAY, Unit.PART, Unit.HOUR, Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.YEAR})


def month(hit: Hit, at: Setting) -> Sense | None:
    """Read a month, with its year, with "last", "next", "this", "this year", "that year", or alone."""
    number = month_number(hit.word("m"))
    edge = hit.words("edge")
    if hit.has("y"):
        year = year_number(hit.words("y"))
        return edged(dated(hit, periods.month(year, number)), edge) if year else None
    if hit.has("year"):
        base = relative_year(hit, at, hit.words("year"))
        return edged(dated(hit, periods.month(base, number)), edge) if base else None
    rel = set(hit.words("rel"))
    if rel & {"every", "each"}:
        return bare(hit, "SET", f"XXXX-{number:02d}")
    told = at.told_year(number) if not rel else None
    if told:
        return edged(dated(hit, periods.month(told, number), "the year told of"), edge)
    if at.today is None:
        return bare(hit, "DATE", f"XXXX-{number:02d}")
    year, why = _which_year(hit, at, at.today, number, rel)
    return edged(dated(hit, periods.month(year, number), why), edge)


def _which_year(hit: Hit, at: Setting, today: date, number: int, rel: set[str]) -> tuple[int, str]:
    """Return the year of a month that is named without one, and why."""
    past = today.year - (number > today.month)
    future = today.year + (number < today.month)
    if rel & {"last", "past", "previous"}:
        return past - (number == today.month), "last"
    if rel & {"next", "coming", "following"}:
        return future + (number == today.month), "next"
    direction, why = at.ask(hit)
    if rel & {"this"}:
        return today.year, "this"
    back, ahead = (today.month - number) % 12, (number - today.month) % 12
    if direction is Direction.PAST and not (back >= 10 and why.startswith("noun")):
        return past, f"{direction}: {why}"
    if direction is Direction.FUTURE and not (ahead >= 10 and why.startswith("noun")):
        return future, f"{direction}: {why}"
    return (past if back <= ahead else future), f"{direction}: {why}"


def relative_year(hit: Hit, at: Setting, words: list[str]) -> int | None:
    """Return the year that "last year", "this year", "that year", "the following year" mean."""
    said = set(words)
    named = at.recent(hit, _WITH_YEAR, 2)
    if said & {"that", "same"}:
        return named.first.year if named else (at.today.year if at.today else None)
    if said & {"following", "previous", "preceding"} and named:
        return named.first.year + (1 if "following" in said else -1)
    if at.today is None:
        return None
    return at.today.year + next((_YEARLY[w] for w in words if w in _YEARLY), 0)


def year(hit: Hit, at: Setting) -> Sense | None:
    """Read a year in digits or words."""
    number = year_number(hit.words("y"))
    if number is None or not 1 <= number <= 9998:
        return None
    return edged(dated(hit, periods.year(number)), hit.words("edge"))


def years(hit: Hit, at: Setting) -> Sense | None:
    """Read "1914-18", "2009-2011", "2023/24"."""
    first, second = hit.word("y"), hit.word("y2")
    last = int(second if len(second) == 4 else first[:2] + second)
    if not 0 < last - int(first) < 200:
        return None
    opens, closes = periods.year(int(first)), periods.year(last)
    return replace(dated(hit, opens), last=closes.last)


def bc_year(hit: Hit, at: Setting) -> Sense | None:
    """Read a year before Christ; it has a value and no days."""
    return bare(hit, "DATE", f"BC{int(float(hit.word('y').replace(',', ''))):04d}")


def ad_year(hit: Hit, at: Setting) -> Sense | None:
    """Read "AD 476"."""
    number = float(hit.word("y").replace(",", ""))
    return dated(hit, periods.year(int(number))) if 1 <= number <= 2100 else None


def fiscal_year(hit: Hit, at: Setting) -> Sense | None:
    if hit.has("y"):
        return bare(hit, "DATE", hit.word("y"))
    if at.today is None:
        return bare(hit, "DATE", "PRESENT_REF")
    number = at.today.year + next((_YEARLY[w] for w in hit.words("rel") if w in _YEARLY), 0)
    return bare(hit, "DATE", f"{number:04d}")


def decade(hit: Hit, at: Setting) -> Sense | None:
    """Read "the 1990s", "the late '80s", "the nineties"."""
    word = hit.words("d")[-1]
    if word in DECADE_NAMES:
        head = hit.word("c")
        number = {"nineteen": 1900, "eighteen": 1800, "twenty": 2000}.get(head, 1900) + DECADE_NAMES[word]
    else:
        digits = int("".join(c for c in word if c.isdigit()))
        number = digits if digits >= 100 else digits + (2000 if digits <= 20 else 1900)
    if number % 10:
        return None
    return edged(dated(hit, periods.decade(number)), hit.words("edge"))


def century(hit: Hit, at: Setting) -> Sense | None:
    """Read "the 20th century"."""
    number = ordinal(hit.words("n"))
    if number is None or not 1 <= number <= 30:
        return None
    if hit.has("bc"):
        return bare(hit, "DATE", f"BC{number - 1:02d}")
    return edged(dated(hit, periods.century(100 * (number - 1))), hit.words("edge"))


def season(hit: Hit, at: Setting) -> Sense | None:
    """Read a season, with its year, with "last", "next", "this", or alone."""
    code = SEASON_NAMES[hit.word("s")]
    edge = hit.words("edge")
    if hit.has("y"):
        number = year_number(hit.words("y"))
        return edged(dated(hit, periods.season(number, code)), edge) if number else None
    if hit.has("year"):
        number = relative_year(hit, at, hit.words("year"))
        return edged(dated(hit, periods.season(number, code)), edge) if number else None
    rel = set(hit.words("rel"))
    if rel & {"every", "each"}:
        return bare(hit, "SET", f"XXXX-{code}")
    told = at.told() if at.narrative or rel & {"that", "same"} else None
    if told and not rel & {"last", "next", "this"}:
        return edged(dated(hit, periods.season(told.year, code), "the year told of"), edge)
    if at.today is None:
        return bare(hit, "DATE", f"XXXX-{code}")
    return edged(dated(hit, _which_season(hit, at, at.today, code, rel)), edge)


def _which_season(hit: Hit, at: Setting, today: date, code: str, rel: set[str]) -> Period:
    """Return the season of a year that a season's name means."""
    found = [periods.season(today.year + y, code) for y in (-2, -1, 0, 1, 2)]
    past = [p for p in found if p.first <= today]
    future = [p for p in found if p.last >= today]
    if rel & {"last", "past", "previous"}:
        return max((p for p in past if p.last < today), key=lambda p: p.first)
    if rel & {"next", "coming"}:
        return min((p for p in future if p.first > today), key=lambda p: p.first)
    direction = at.direction(hit)
    if rel & {"this"}:
        here = periods.season(today.year, code)
        return here if code != "WI" else min(future, key=lambda p: p.first)
    return min(future, key=lambda p: p.first) if direction is Direction.FUTURE else past[-1]


def quarter(hit: Hit, at: Setting) -> Sense | None:
    halves = "half" in hit.words("u")
    number = ordinal(hit.words("n"))
    if hit.has("code"):
        number = int(next(c for c in hit.word("code") if c.isdigit()))
    if hit.has("last"):
        number = 2 if halves else 4
    if number is None or not 1 <= number <= (2 if halves else 4):
        return None
    make = periods.half if halves else periods.quarter
    for name in ("y", "y2"):
        if hit.has(name):
            found = year_number(hit.words(name))
            return dated(hit, make(found, number)) if found else None
    for name in ("year", "year2"):
        if hit.has(name):
            found = relative_year(hit, at, hit.words(name))
            return dated(hit, make(found, number)) if found else None
    if at.today is None:
        return bare(hit, "DATE", f"XXXX-{'H' if halves else 'Q'}{number}")
    return dated(hit, _which_term(hit, at, at.today, [make(at.today.year + y, number) for y in (-1, 0, 1)]))


def _which_term(hit: Hit, at: Setting, today: date, terms: list[Period]) -> Period:
    """Return the quarter or half meant: the last one begun, which is the one reported on, or one to come."""
    begun = [term for term in terms if term.first <= today][-1]
    coming = next(term for term in terms if term.last >= today)
    if (today - begun.last).days > 150 and at.direction(hit) is Direction.FUTURE:
        return coming
    return begun


def year_end(hit: Hit, at: Setting) -> Sense | None:
    """Read "year-end": the last day of the year."""
    if hit.has("y"):
        number: int | None = int(hit.word("y"))
    else:
        number = at.today.year if at.today else None
    if number is None:
        return bare(hit, "DATE", "XXXX-12-31")
    if "-" not in {piece.text for piece in hit.pieces[hit.start : hit.end]}:
        return edged(dated(hit, periods.year(number)), ["end"])
    if not hit.has("y") and at.today and at.today.month < 4 and at.direction(hit) is Direction.PAST:
        number -= 1
    last = date(number, 12, 31)
    return replace(dated(hit, periods.day(last)), first=date(number, 12, 1))
