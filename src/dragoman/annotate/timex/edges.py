"""Parts of a period: its beginning, middle and end, and what of it lies before or after a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.annotate.timex.periods import Period, Unit, add_months

EARLY = frozenset({"early"})
LATE = frozenset({"late", "latter"})
MIDDLE = frozenset({"mid", "middle"})
OPENING = frozenset({"beginning", "start"})
CLOSING = frozenset({"end", "close"})

_ONE = timedelta(days=1)


def narrow(of: Period, words: Sequence[str]) -> tuple[date, date]:
    """Return the first and last day of the part of a period that words such as "early" or "the end of" name.

    Thirds of the period for early, middle and late; for the end of a month its last third, else for
    beginning and end a tenth (of a month a week, of a year a month). A day or less stays whole, as
    does a weekend but for its start and end.

    Example:
        >>> from dragoman.annotate.timex.periods import month
        >>> narrow(month(2023, 11), ["late"])
        (datetime.date(2023, 11, 21), datetime.date(2023, 11, 30))
    """
    said = set(words)
    if (of.last - of.first).days < 2 and not said & (OPENING | CLOSING):
        return of.first, of.last
    if of.unit in (Unit.DAY, Unit.PART, Unit.HOUR) or not said:
        return of.first, of.last
    thirds = _thirds(of)
    if said & CLOSING:
        return max(of.first, _back(of)), of.last
    if said & OPENING:
        return of.first, min(of.last, _forth(of))
    if said & EARLY:
        return of.first, thirds[0] - _ONE
    if said & MIDDLE:
        return thirds[0], thirds[1] - _ONE
    if said & LATE:
        return thirds[1], of.last
    return of.first, of.last


def _thirds(of: Period) -> tuple[date, date]:
    """Return the first days of a period's second and last third."""
    if of.unit is Unit.MONTH:
        return of.first.replace(day=11), of.first.replace(day=21)
    if of.unit in (Unit.YEAR, Unit.DECADE, Unit.CENTURY):
        months = {Unit.YEAR: 4, Unit.DECADE: 40, Unit.CENTURY: 400}[of.unit]
        return add_months(of.first, months), add_months(of.first, 2 * months)
    third = timedelta(days=round(((of.last - of.first).days + 1) / 3))
    return of.first + third, of.last + _ONE - third


def _back(of: Period) -> date:
    """Return where the end of a period begins."""
    if of.unit in (Unit.YEAR, Unit.HALF, Unit.QUARTER, Unit.SEASON):
        return of.last.replace(day=1)
    if of.unit is Unit.MONTH:
        return of.first.replace(day=21)
    if of.unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM):
        return add_months(of.last + _ONE, -((of.last.year - of.first.year + 1) // 10) * 12)
    return of.last - _ONE


def _forth(of: Period) -> date:
    """Return where the beginning of a period ends."""
    if of.unit in (Unit.YEAR, Unit.HALF, Unit.QUARTER, Unit.SEASON):
        return add_months(of.first, 1) - _ONE
    if of.unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM):
        return add_months(of.first, ((of.last.year - of.first.year + 1) // 10) * 12) - _ONE
    return of.first + timedelta(days=6 if of.unit is Unit.MONTH else 1)


def later(of: Period, than: date) -> tuple[date, date]:
    """Return what is left of a period after a day; the last day at least."""
    return max(of.first, min(than + _ONE, of.last)), of.last


def earlier(of: Period, than: date) -> tuple[date, date]:
    """Return what of a period lies before a day; the first day at least."""
    return of.first, min(of.last, max(than - _ONE, of.first))
