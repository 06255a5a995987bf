"""Feasts and memorial days of the world's calendars, with the rule that finds their day in a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

FIXED: tuple[tuple[str, int, int], ...] = (
    ("new year 's day", 1, 1),
    ("new year 's eve", 12, 31),
    ("orthodox christmas", 1, 7),
    ("republic day", 1, 26),
    ("holocaust ( remembrance | memorial ) day", 1, 27),
    ("valentine 's day", 2, 14),
    ("( international )? women 's day", 3, 8),
    ("st .? patrick 's day", 3, 17),
    ("( nowruz | norouz | newroz | norooz )", 3, 21),
    ("april fools? 's? day", 4, 1),
    ("anzac day", 4, 25),
    ("may day", 5, 1),
    ("( world )? press freedom day", 5, 3),
    ("victory day", 5, 9),
    ("nakba day", 5, 15),
    ("bastille day", 7, 14),
    ("halloween", 10, 31),
    ("all saints ' day", 11, 1),
    ("( armistice | remembrance | veterans ) day", 11, 11),
    ("world aids day", 12, 1),
    ("human rights day", 12, 10),
    ("christmas eve", 12, 24),
    ("christmas ( day )?", 12, 25),
    ("boxing day", 12, 26),
    ("the fourth of july", 7, 4),
)
"""Name and the same day of every year. "Republic Day" is India's."""

NATIONAL: tuple[tuple[str, int, int], ...] = (
    ("australia day", 1, 26),
    ("waitangi day", 2, 6),
    ("ghana 's independence day", 3, 6),
    ("bangladesh 's independence day", 3, 26),
    ("freedom day", 4, 27),
    ("king 's day", 4, 27),
    ("constitution day of norway", 5, 17),
    ("( italy 's | italian ) republic day", 6, 2),
    ("russia day", 6, 12),
    ("canada day", 7, 1),
    ("( america 's | american | u . s . ) independence day", 7, 4),
    ("( venezuela 's | venezuelan ) independence day", 7, 5),
    ("( argentina 's | argentine ) independence day", 7, 9),
    ("( colombia 's | colombian ) independence day", 7, 20),
    ("( peru 's | peruvian ) independence day", 7, 28),
    ("( pakistan 's | pakistani ) independence day", 8, 14),
    ("( india 's | indian ) independence day", 8, 15),
    ("( south korea 's | north korea 's | korea 's | korean ) liberation day", 8, 15),
    ("( indonesia 's | indonesian ) independence day", 8, 17),
    ("( ukraine 's | ukrainian ) independence day", 8, 24),
    ("( malaysia 's | malaysian ) national day", 8, 31),
    ("( vietnam 's | vietnamese ) national day", 9, 2),
    ("( brazil 's | brazilian ) independence day", 9, 7),
    ("( mexico 's | mexican ) independence day", 9, 16),
    ("( saudi arabia 's | saudi ) national day", 9, 23),
    ("( china 's | chinese ) national day", 10, 1),
    ("( nigeria 's | nigerian ) independence day", 10, 1),
    ("day of german unity", 10, 3),
    ("( taiwan 's | taiwanese ) national day", 10, 10),
    ("( turkey 's | turkish ) republic day", 10, 29),
    ("( poland 's | polish ) independence day", 11, 11),
    ("( finland 's | finnish ) independence day", 12, 6),
    ("( kenya 's | kenyan ) independence day", 12, 12),
)
"""National days: with the state that keeps one where the name alone does not tell it."""

NTH_WEEKDAY: tuple[tuple[str, int, int, int], ...] = (
    ("martin luther king ,? ( jr .? )? ( 's )? day", 1, 0, 3),
    ("( presidents | president 's ) '? day", 2, 0, 3),
    ("mother 's day", 5, 6, 2),
    ("memorial day", 5, 0, -1),
    ("father 's day", 6, 6, 3),
    ("( labor | labour ) day", 9, 0, 1),
    ("columbus day", 10, 0, 2),
    ("thanksgiving ( day )?", 11, 3, 4),
)
"""Name, month, weekday (Monday 0) and which of them, -1 the last; by the United States' calendar."""

FROM_EASTER: tuple[tuple[str, int], ...] = (
    ("ash wednesday", -46),
    ("palm sunday", -7),
    ("( maundy | holy ) thursday", -3),
    ("good friday", -2),
    ("holy saturday", -1),
    ("easter ( sunday )?", 0),
    ("easter monday", 1),
    ("ascension day", 39),
    ("( pentecost | whitsun )", 49),
    ("whit monday", 50),
    ("corpus christi", 60),
)
"""Name and days from Western Easter."""

FROM_ORTHODOX_EASTER: tuple[tuple[str, int], ...] = (("orthodox easter", 0), ("orthodox good friday", -2))

ISLAMIC: tuple[tuple[str, int, int, int], ...] = (
    ("ashura", 1, 10, 1),
    ("mawlid", 3, 12, 1),
    ("ramadan", 9, 1, 30),
    ("eid al - fitr", 10, 1, 3),
    ("eid ul - fitr", 10, 1, 3),
    ("arbaeen", 2, 20, 1),
    ("eid al - adha", 12, 10, 4),
    ("eid ul - adha", 12, 10, 4),
)
"""Name, month, day and length in days, by the tabular calendar (the sighted moon may differ by a day)."""

HEBREW: tuple[tuple[str, int, int], ...] = (
    ("rosh ( hashanah | hashana )", 0, 2),
    ("yom kippur", 9, 1),
    ("sukkot", 14, 7),
    ("( passover | pesach )", -1, 8),
    ("purim", -31, 1),
    ("( hanukkah | chanukah )", 83, 8),
)
"""Name, days from the Jewish new year (negative: counted back from Passover, -1 being Passover), length."""

LUNAR_NEW_YEAR = ("( the )? ( lunar | chinese ) new year", "( tet | seollal )")
_LUNAR = (
    "0129 0217 0206 0127 0215 0204 0123 0210 0131 0219 0207 0128 0216 0205 0124 0212 0201 0122 "
    "0209 0129 0218 0207 "
    "0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 "
    "0206 0126 0213 0203"
).split()
_LUNAR_FROM = 1987

Find = Callable[[int], tuple[date, date] | None]


@cache
def holidays() -> tuple[tuple[str, Find], ...]:
    """Return each holiday's pattern and the function that gives its first and last day in a year."""
    found: list[tuple[str, Find]] = [(p, _fixed(m, d)) for p, m, d in (*FIXED, *NATIONAL)]
    found += [(p, _nth(m, w, n)) for p, m, w, n in NTH_WEEKDAY]
    found += [(p, _after(easter, n)) for p, n in FROM_EASTER]
    found += [(p, _after(orthodox_easter, n)) for p, n in FROM_ORTHODOX_EASTER]
    found += [(p, _islamic(m, d, n)) for p, m, d, n in ISLAMIC]
    found += [(p, _hebrew(o, n)) for p, o, n in HEBREW]
    found += [(p, _lunar) for p in LUNAR_NEW_YEAR]
    return tuple(found)


def _fixed(month: int, day: int) -> Find:
    return lambda year: (date(year, month, day), date(year, month, day))


def _nth(month: int, weekday: int, which: int) -> Find:
    def find(year: int) -> tuple[date, date]:
        days = [d for n in range(1, 32) if (d := _day(year, month, n)) and d.weekday() == weekday]
        found = days[which - 1 if which > 0 else which]
        return found, found

    return find


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _after(base: Callable[[int], date], days: int) -> Find:
    def find(year: int) -> tuple[date, date]:
        found = base(year) + timedelta(days=days)
        return found, found

    return find


def easter(year: int) -> date:
    """Return Western Easter Sunday.

    Source: the anonymous Gregorian algorithm (Nature, 1876).

    Example:
        >>> easter(2024)
        datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Orthodox Easter Sunday by the Gregorian calendar, for 1900 to 2099.

    Source: Meeus's Julian algorithm, and the thirteen days between the calendars.

    Example:
        >>> orthodox_easter(2024)
        datetime.date(2024, 5, 5)
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


_ISLAMIC_EPOCH = 227014
"""Proleptic Gregorian ordinal of the day before 1 Muharram 1."""


def islamic_day(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a day of the tabular Islamic calendar.

    Example:
        >>> islamic_day(1445, 9, 1)
        datetime.date(2024, 3, 11)
    """
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def _islamic(month: int, day: int, length: int) -> Find:
    def find(year: int) -> tuple[date, date] | None:
        guess = int((year - 622) * 33 / 32)
        for islamic in (guess - 1, guess, guess + 1, guess + 2):
            first = islamic_day(islamic, month, day) if islamic > 0 else None
            if first and first.year == year:
                return first, first + timedelta(days=length - 1)
        return None

    return find


def jewish_new_year(year: int) -> date:
    """Return the day of Rosh Hashanah that falls in a Gregorian year.

    Source: the elapsed-days rule of Reingold and Dershowitz, Calendrical Calculations.

    Example:
        >>> jewish_new_year(2023)
        datetime.date(2023, 9, 16)
    """
    return date.fromordinal(_elapsed(year + 3761) - 1373427)


def _elapsed(year: int) -> int:
    """Return the days from the Hebrew epoch to the new year of a Hebrew year, all postponements made."""

    def molad(of: int) -> int:
        months = (235 * of - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if 3 * (day + 1) % 7 < 3 else day

    before, here, after = molad(year - 1), molad(year), molad(year + 1)
    if after - here == 356:
        return here + 2
    return here + 1 if here - before == 382 else here


def _hebrew(offset: int, length: int) -> Find:
    def find(year: int) -> tuple[date, date]:
        if offset < 0:
            first = jewish_new_year(year) - timedelta(days=163) + timedelta(days=offset + 1)
        else:
            first = jewish_new_year(year) + timedelta(days=offset)
            long_second_month = (jewish_new_year(year + 1) - jewish_new_year(year)).days % 10 == 5
            first += timedelta(days=1 if offset > 29 and long_second_month else 0)
        return first, first + timedelta(days=length - 1)

    return find


def _lunar(year: int) -> tuple[date, date] | None:
    if not 0 <= year - _LUNAR_FROM < len(_LUNAR):
        return None
    code = _LUNAR[year - _LUNAR_FROM]
    first = date(year, int(code[:2]), int(code[2:]))
    return first, first
