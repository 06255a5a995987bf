"""Calendar arithmetic, numbers, and feasts whose days are known."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.annotate.timex import holidays, periods
from dragoman.annotate.timex.edges import earlier, later, narrow
from dragoman.annotate.timex.matching import rules
from dragoman.annotate.timex.numbers import cardinal, ordinal, spelled_year
from dragoman.annotate.timex.periods import Unit


@pytest.mark.parametrize(
    ("name", "year", "first"),
    [
        ("easter ( sunday )?", 2000, date(2000, 4, 23)),
        ("good friday", 1998, date(1998, 4, 10)),
        ("orthodox easter", 2023, date(2023, 4, 16)),
        ("thanksgiving ( day )?", 2001, date(2001, 11, 22)),
        ("memorial day", 2020, date(2020, 5, 25)),
        ("rosh ( hashanah | hashana )", 2020, date(2020, 9, 19)),
        ("yom kippur", 2023, date(2023, 9, 25)),
        ("( passover | pesach )", 2024, date(2024, 4, 23)),
        ("( hanukkah | chanukah )", 2023, date(2023, 12, 8)),
        ("ramadan", 2023, date(2023, 3, 23)),
        ("( the )? ( lunar | chinese ) new year", 2008, date(2008, 2, 7)),
    ],
)
def test_holiday(name: str, year: int, first: date) -> None:
    found = dict(holidays.holidays())[name](year)
    assert found is not None
    assert found[0] == first


def test_every_lunar_new_year_falls_between_21_january_and_21_february() -> None:
    find = dict(holidays.holidays())["( the )? ( lunar | chinese ) new year"]
    for year in range(1987, 2031):
        found = find(year)
        assert found is not None
        assert (1, 21) <= (found[0].month, found[0].day) <= (2, 21)


def test_months_clip_to_the_shorter_month_and_the_calendar_ends() -> None:
    assert periods.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert periods.add(date(2023, 11, 8), 2.5, Unit.YEAR) == date(2026, 5, 8)
    with pytest.raises(ValueError, match="off the calendar"):
        periods.add_months(date(9999, 12, 1), 1)


def test_weeks_run_from_monday_to_sunday() -> None:
    week = periods.week(date(2024, 1, 1))
    assert (week.value, week.first, week.last) == ("2024-W01", date(2024, 1, 1), date(2024, 1, 7))
    assert periods.week(date(2023, 1, 1)).value == "2022-W52"


def test_a_shift_keeps_the_grain() -> None:
    assert periods.shift(periods.quarter(2023, 1), -1, Unit.YEAR).value == "2022-Q1"
    assert periods.shift(periods.part(date(2023, 3, 1), "NI"), -1).value == "2023-02-28TNI"


def test_parts_of_a_period() -> None:
    year = periods.year(2023)
    assert narrow(year, ["the", "end", "of"]) == (date(2023, 12, 1), date(2023, 12, 31))
    assert narrow(year, ["mid"]) == (date(2023, 5, 1), date(2023, 8, 31))
    assert later(year, date(2023, 11, 8)) == (date(2023, 11, 9), date(2023, 12, 31))
    assert earlier(year, date(2023, 11, 8)) == (date(2023, 1, 1), date(2023, 11, 7))
    assert later(year, date(2023, 12, 31)) == (date(2023, 12, 31), date(2023, 12, 31))


def test_numbers() -> None:
    assert cardinal("two and a half".split()) == 2.5
    assert cardinal("three hundred and five".split()) == 305
    assert cardinal("a couple of".split()) == 2
    assert cardinal(["several"]) is None
    assert ordinal(["twenty", "-", "first"]) == 21
    assert spelled_year(["nineteen", "eighty"]) == 1980
    assert spelled_year(["twenty", "six"]) is None


def test_every_rule_can_match_something() -> None:
    assert all("(?!)" not in rule.expression.pattern for rule in rules())
