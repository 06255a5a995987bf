"""A scale of days: buckets of a readable width, and where they stand in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dragoman.export.wording import MONTHS


class Unit(StrEnum):
    """The width of a bucket; the values are what DuckDB's `date_trunc` takes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.4, Unit.QUARTER: 91.3, Unit.YEAR: 365.25}


def unit_for(first: date, last: date, most: int = 62) -> Unit:
    """Return the narrowest unit of which at most `most` cover the days.

    Example:
        >>> unit_for(date(2021, 1, 1), date(2021, 1, 31)), unit_for(date(2015, 1, 1), date(2021, 1, 1))
        (<Unit.DAY: 'day'>, <Unit.QUARTER: 'quarter'>)
    """
    days = (last - first).days + 1
    return next((unit for unit in Unit if days / _DAYS[unit] <= most), Unit.YEAR)


def start_of(day: date, unit: Unit) -> date:
    """Return the first day of the bucket that holds the day; weeks begin on Monday.

    Example:
        >>> start_of(date(2021, 3, 4), Unit.WEEK), start_of(date(2021, 6, 4), Unit.QUARTER)
        (datetime.date(2021, 3, 1), datetime.date(2021, 4, 1))
    """
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return day - timedelta(days=day.weekday())
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)


def after(day: date, unit: Unit) -> date:
    """Return the first day of the next bucket, given that of one."""
    match unit:
        case Unit.DAY:
            return day + timedelta(days=1)
        case Unit.WEEK:
            return day + timedelta(days=7)
        case Unit.MONTH | Unit.QUARTER:
            months = day.year * 12 + day.month - 1 + (1 if unit is Unit.MONTH else 3)
            return date(months // 12, months % 12 + 1, 1)
        case Unit.YEAR:
            return date(day.year + 1, 1, 1)


def label(day: date, unit: Unit) -> str:
    """Return what a tick at a bucket says."""
    match unit:
        case Unit.DAY | Unit.WEEK:
            return f"{day.day} {MONTHS[day.month - 1]}" + (
                f" {day.year}" if day.month == 1 and day.day < 8 else ""
            )
        case Unit.MONTH:
            return MONTHS[day.month - 1] if day.month > 1 else f"{MONTHS[0]} {day.year}"
        case Unit.QUARTER:
            return f"Q{(day.month - 1) // 3 + 1}" if day.month > 1 else str(day.year)
        case Unit.YEAR:
            return str(day.year)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale from one day to another over a width in picture units."""

    first: date
    last: date
    unit: Unit
    left: float
    right: float

    @classmethod
    def over(cls, first: date, last: date, left: float, right: float, most: int = 62) -> Axis:
        """Return the axis whose whole buckets cover the days."""
        unit = unit_for(first, last, most)
        return cls(
            start_of(first, unit), after(start_of(last, unit), unit) - timedelta(days=1), unit, left, right
        )

    def x(self, day: date) -> float:
        """Return where a day begins."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return round(self.left + share * (self.right - self.left), 1)

    def middle(self, bucket: date) -> float:
        """Return the middle of the bucket that begins on a day."""
        return round((self.x(bucket) + self.x(after(bucket, self.unit))) / 2, 1)

    @property
    def buckets(self) -> tuple[date, ...]:
        """Return the first days of the buckets."""
        found, day = [], self.first
        while day <= self.last:
            found.append(day)
            day = after(day, self.unit)
        return tuple(found)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Return the lines of the scale, few enough for their words to stand side by side."""
        buckets = self.buckets
        step = max(1, -(-len(buckets) * 64 // max(1, int(self.right - self.left))))
        return tuple(Tick(self.x(day), label(day, self.unit)) for day in buckets[::step])
