"""Stretches of the calendar: days, weeks, months, ... with their TIMEX3 value, and arithmetic on them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """A grain of the calendar."""

    HOUR = "hour"
    PART = "part of day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: its grain, TIMEX3 value, and first and last day."""

    unit: Unit
    value: str
    first: date
    last: date


SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def day(of: date) -> Period:
    """Return the day itself."""
    return Period(Unit.DAY, of.isoformat(), of, of)


def part(of: date, code: str) -> Period:
    """Return a part of a day: MO, MI, AF, EV, NI, DT."""
    return Period(Unit.PART, f"{of.isoformat()}T{code}", of, of)


def clock(of: date, time: str) -> Period:
    """Return a clock time on a day; `time` is `16:08` or `16:08Z`."""
    return Period(Unit.HOUR, f"{of.isoformat()}T{time}", of, of)


def week(of: date) -> Period:
    """Return the week, Monday to Sunday, around a day.

    Example:
        >>> week(date(2023, 11, 8)).value
        '2023-W45'
    """
    monday = of - timedelta(days=of.weekday())
    year, number, _ = of.isocalendar()
    return Period(Unit.WEEK, f"{year:04d}-W{number:02d}", monday, monday + timedelta(days=6))


def weekend(of: date) -> Period:
    """Return the Saturday and Sunday of the week around a day."""
    whole = week(of)
    return Period(Unit.WEEKEND, f"{whole.value}-WE", whole.last - timedelta(days=1), whole.last)


def month(year: int, number: int) -> Period:
    """Return a month of a year."""
    last = date(year, number, monthrange(year, number)[1])
    return Period(Unit.MONTH, f"{year:04d}-{number:02d}", last.replace(day=1), last)


def quarter(year: int, number: int) -> Period:
    """Return a calendar quarter."""
    last = month(year, 3 * number).last
    return Period(Unit.QUARTER, f"{year:04d}-Q{number}", date(year, 3 * number - 2, 1), last)


def half(year: int, number: int) -> Period:
    """Return the first or second half of a year."""
    last = month(year, 6 * number).last
    return Period(Unit.HALF, f"{year:04d}-H{number}", date(year, 6 * number - 5, 1), last)


def season(year: int, code: str) -> Period:
    """Return a season of the northern year, by whole months; winter runs into the next year.

    Example:
        >>> season(2022, "WI").last
        datetime.date(2023, 2, 28)
    """
    opens = date(year, _SEASON_MONTH[code], 1)
    last = add_months(opens, 3) - timedelta(days=1)
    return Period(Unit.SEASON, f"{year:04d}-{code}", opens, last)


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(Unit.YEAR, f"{number:04d}", date(number, 1, 1), date(number, 12, 31))


def decade(number: int) -> Period:
    """Return the ten years that share their first three digits with a year."""
    opens = number // 10 * 10
    return Period(Unit.DECADE, f"{opens // 10:03d}", date(max(opens, 1), 1, 1), date(opens + 9, 12, 31))


def century(number: int) -> Period:
    """Return the hundred years that share their first two digits with a year.

    Example:
        >>> century(1901).value
        '19'
    """
    opens = number // 100 * 100
    return Period(Unit.CENTURY, f"{opens // 100:02d}", date(max(opens, 1), 1, 1), date(opens + 99, 12, 31))


def millennium(number: int) -> Period:
    """Return the thousand years that share their first digit with a year."""
    opens = number // 1000 * 1000
    return Period(Unit.MILLENNIUM, f"{opens // 1000}", date(max(opens, 1), 1, 1), date(opens + 999, 12, 31))


def around(of: date, unit: Unit) -> Period:
    """Return the period of a grain that holds a day."""
    match unit:
        case Unit.WEEK:
            return week(of)
        case Unit.WEEKEND:
            return weekend(of)
        case Unit.MONTH:
            return month(of.year, of.month)
        case Unit.QUARTER:
            return quarter(of.year, (of.month + 2) // 3)
        case Unit.HALF:
            return half(of.year, (of.month + 5) // 6)
        case Unit.SEASON:
            return season_around(of)
        case Unit.YEAR:
            return year(of.year)
        case Unit.DECADE:
            return decade(of.year)
        case Unit.CENTURY:
            return century(of.year)
        case Unit.MILLENNIUM:
            return millennium(of.year)
    return day(of)


def season_around(of: date) -> Period:
    """Return the season that holds a day."""
    return season(of.year - (of.month < 3), SEASONS[(of.month - 3) % 12 // 3])


_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
    Unit.MILLENNIUM: 12000,
}


def add_months(of: date, count: int) -> date:
    """Return the day so many months on, or the last day of a shorter month.

    Raises: ValueError past the calendar's ends.
    """
    total = of.year * 12 + of.month - 1 + count
    to_year, to_month = divmod(total, 12)
    if not MINYEAR <= to_year <= MAXYEAR:
        raise ValueError(f"year {to_year} is off the calendar")
    return date(to_year, to_month + 1, min(of.day, monthrange(to_year, to_month + 1)[1]))


def add(of: date, count: float, unit: Unit) -> date:
    """Return the day so many units on; hours and parts of a day do not move it unless they make days.

    Raises: ValueError or OverflowError past the calendar's ends.
    """
    if unit in _MONTHS:
        return add_months(of, round(count * _MONTHS[unit]))
    if unit in (Unit.WEEK, Unit.WEEKEND):
        return of + timedelta(days=round(7 * count))
    if unit is Unit.HOUR:
        return of + timedelta(days=int(count / 24))
    return of + timedelta(days=round(count))


def shift(of: Period, count: int, unit: Unit | None = None) -> Period:
    """Return the period of the same grain so many units (its own, if not told) on.

    Example:
        >>> shift(month(2023, 11), -1, Unit.YEAR).value
        '2022-11'
    """
    by = unit or of.unit
    if of.unit in (Unit.PART, Unit.HOUR):
        moved = add(of.first, count, Unit.DAY if by in (Unit.PART, Unit.HOUR) else by)
        return Period(of.unit, moved.isoformat() + of.value[10:], moved, moved)
    return around(add(of.first, count, by), of.unit)
