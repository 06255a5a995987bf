"""Named days: full and partial dates, weekdays, today and its neighbours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dragoman.annotate.timex import periods
from dragoman.annotate.timex.edges import narrow
from dragoman.annotate.timex.lexicon import DAY_PARTS, month_number, weekday_number
from dragoman.annotate.timex.numbers import ordinal, year_number
from dragoman.annotate.timex.periods import Unit
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated
from dragoman.annotate.timex.tense import Direction

_ATTACKS = frozenset("attacks attack terrorist terror hijackers hijackings suicide".split())
_DAYS = frozenset({Unit.DAY, Unit.PART, Unit.HOUR})


def iso(hit: Hit, at: Setting) -> Sense | None:
    """Read "2023-11-08"."""
    try:
        return dated(hit, periods.day(date.fromisoformat(hit.word("d"))))
    except ValueError:
        return None


def nine_eleven(hit: Hit, at: Setting) -> Sense | None:
    """Read "9/11"."""
    return dated(hit, periods.day(date(2001, 9, 11)))


def slashed(hit: Hit, at: Setting) -> Sense | None:
    """Read "11/08/2023" month first, unless only day first makes a date; with points day first."""
    text = hit.word("d")
    one, two, year = (int(n) for n in re.split(r"[/.]", text))
    if year < 100:
        year += 2000 if year < 50 else 1900
    orders = [(one, two), (two, one)] if "/" in text else [(two, one)]
    for month, day in orders:
        try:
            return dated(hit, periods.day(date(year, month, day)))
        except ValueError:
            continue
    return None


def month_day(hit: Hit, at: Setting) -> Sense | None:
    """Read a month and day, with or without its year."""
    month, day = month_number(hit.word("m")), ordinal(hit.words("d"))
    if day is None or not hit.piece("m").text[0].isupper():
        return None
    if (month, day) == (9, 11) and not hit.has("y") and {hit.after(), hit.after(1)} & _ATTACKS:
        return dated(hit, periods.day(date(2001, 9, 11)), "the attacks")
    found = _in_year(hit, at, month, day)
    if isinstance(found, date):
        return dated(hit, periods.day(found), "its year" if hit.has("y") else "")
    return bare(hit, "DATE", f"XXXX-{month:02d}-{day:02d}") if found is None else None


def month_days(hit: Hit, at: Setting) -> list[Sense] | Sense | None:
    """Read "April 17-19", "April 17 to 19", "17 and 19 April": one time if joined by a hyphen, else two."""
    month, one, two = month_number(hit.word("m")), ordinal(hit.words("d")), ordinal(hit.words("d2"))
    if one is None or two is None or not hit.piece("m").text[0].isupper():
        return None
    first, last = _in_year(hit, at, month, one), _in_year(hit, at, month, two)
    if not isinstance(first, date) or not isinstance(last, date):
        return None
    if first > last:
        return None
    joined = hit.word("j")
    end_days = (first, last) if joined != "and" else (last, last)
    start_days = (first, last) if joined != "and" else (first, first)
    if joined == "-":
        return replace(dated(hit, periods.day(first)), last=last)
    border = hit.named["j"]
    opening, closing = dated(hit, periods.day(first)), dated(hit, periods.day(last))
    return [
        replace(opening, end=border[0], first=start_days[0], last=start_days[1]),
        replace(closing, start=border[1], first=end_days[0], last=end_days[1]),
    ]


def _in_year(hit: Hit, at: Setting, month: int, day: int) -> date | bool | None:
    """Return the day; False if there is none such, None if its year cannot be told."""
    year = year_number(hit.words("y")) if hit.has("y") else None
    if year is None and hit.has("rel") and at.today:
        year = at.today.year + {"last": -1, "this": 0, "next": 1}[hit.words("rel")[0]]
    if year is not None:
        return _day(year, month, day) or False
    if told := at.told_year(month):
        return _day(told, month, day) or False
    if not at.today:
        return None if day <= 31 else False
    direction, why = at.ask(hit)
    if hit.has("w"):
        number = weekday_number(hit.word("w"))
        if agreed := _on_weekday(at.today, month, day, number, direction):
            return agreed
    if why.startswith("noun"):
        direction = Direction.NEAR
    return nearest(at.today, month, day, direction) or False


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_weekday(today: date, month: int, day: int, weekday: int, direction: Direction) -> date | None:
    """Return the nearest such day that falls on a weekday, within four years, in the direction told."""
    found = [d for y in range(-4, 5) if (d := _day(today.year + y, month, day)) and d.weekday() == weekday]
    if direction is Direction.PAST:
        found = [d for d in found if d <= today] or found
    return min(found, key=lambda d: abs((d - today).days), default=None)


def nearest(today: date, month: int, day: int, direction: Direction) -> date | None:
    """Return the day of a month last before, next after or nearest to today.

    A day more than ten months off in the one direction and less than two in the other is taken for the near
    one: whoever means the far one says its year.

    Example:
        >>> nearest(date(2023, 11, 8), 8, 21, Direction.PAST)
        datetime.date(2023, 8, 21)
    """
    found = [d for y in range(-4, 5) if (d := _day(today.year + y, month, day))]
    past = max((d for d in found if d <= today), default=None)
    future = min((d for d in found if d >= today), default=None)
    if past is None or future is None:
        return past or future
    back, ahead = (today - past).days, (future - today).days
    if direction is Direction.PAST and not (back > 300 and ahead < 65):
        return past
    if direction is Direction.FUTURE and not (ahead > 300 and back < 65):
        return future
    return past if back <= ahead else future


def weekday(hit: Hit, at: Setting) -> Sense | None:
    """Read a weekday, alone or with last, next, this; with a part of the day; with "last week"."""
    number = weekday_number(hit.word("w"))
    rel = hit.words("rel")
    code = DAY_PARTS[hit.words("part")[-1]] if hit.has("part") else None
    tail = f"T{code}" if code else ""
    if rel and rel[0] in ("every", "each"):
        return bare(hit, "SET", f"XXXX-WXX-{number + 1}{tail}")
    if at.today is None:
        return bare(hit, "TIME" if code else "DATE", f"XXXX-WXX-{number + 1}{tail}")
    found, why = _which_weekday(hit, at, at.today, number)
    return dated(hit, periods.part(found, code) if code else periods.day(found), why)


def weekdays(hit: Hit, at: Setting) -> Sense | None:
    """Read "Mondays", "Tuesday nights"."""
    tail = f"T{DAY_PARTS[hit.words('part')[-1]]}" if hit.has("part") else ""
    return bare(hit, "SET", f"XXXX-WXX-{weekday_number(hit.word('w')) + 1}{tail}")


def _which_weekday(hit: Hit, at: Setting, today: date, number: int) -> tuple[date, str]:
    """Return the day a weekday means, and why."""
    monday = today - timedelta(days=today.weekday())
    if hit.has("rel2"):
        weeks = {"last": -1, "this": 0, "next": 1}.get(hit.words("rel2")[0], 0)
        return monday + timedelta(days=7 * weeks + number), hit.word("rel2")
    back = (today.weekday() - number - 1) % 7 + 1
    ahead = (number - today.weekday() - 1) % 7 + 1
    rel = set(hit.words("rel"))
    if rel & {"previous"}:
        named = at.recent(hit, _DAYS)
        base = named.first if named else today - timedelta(days=back)
        return base - timedelta(days=(base.weekday() - number - 1) % 7 + 1), "previous"
    if rel & {"following"} and (named := at.recent(hit, _DAYS)):
        return named.first + timedelta(days=(number - named.first.weekday() - 1) % 7 + 1), "following"
    if rel & {"last", "past"}:
        return today - timedelta(days=back), "last"
    if rel & {"next"}:
        return monday + timedelta(days=7 + number), "next"
    if rel & {"coming", "following"}:
        return today + timedelta(days=ahead), "coming"
    opening = _opening(hit, at)
    if opening is not None:
        return opening + timedelta(days=(number - opening.weekday() - 1) % 7 + 1), "the end of a range"
    if number == today.weekday():
        return today, "the story's own weekday"
    direction, why = at.ask(hit)
    if rel & {"this"}:
        here = monday + timedelta(days=number)
        if direction is Direction.FUTURE and here < today:
            here += timedelta(days=7)
        return here, "this"
    if direction is Direction.PAST or (direction is Direction.NEAR and back < ahead):
        return today - timedelta(days=back), f"{direction}: {why}"
    return today + timedelta(days=ahead), f"{direction}: {why}"


def _opening(hit: Hit, at: Setting) -> date | None:
    """Return the day that opens the range a weekday closes: "between Monday and Wednesday"."""
    last = at.named[-1] if at.named else None
    if (
        last is None
        or last.period is None
        or not last.rule.startswith("weekday")
        or last.end + 1 != hit.start
    ):
        return None
    joint = hit.before()
    lead = hit.pieces[last.start - 1].lower if last.start else ""
    closes = (lead == "between" and joint == "and") or (
        lead == "from" and joint in ("to", "through", "until")
    )
    return last.period.first if closes else None


_OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": -1}


def week_of_day(hit: Hit, at: Setting) -> Sense | None:
    """Read "the week of November 20"."""
    day = month_day(hit, at)
    return dated(hit, periods.week(day.period.first)) if day and day.period else None


def deictic(hit: Hit, at: Setting) -> Sense | None:
    """Read today, yesterday, tomorrow, tonight, overnight, with a part of the day."""
    word = hit.word("d")
    code = DAY_PARTS[hit.words("part")[-1]] if hit.has("part") else None
    if word in ("tonight", "overnight"):
        code = "NI"
    if at.today is None:
        ref = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[_OFFSETS[word]]
        return bare(hit, "DATE", ref)
    found = at.today + timedelta(days=_OFFSETS[word])
    sense = dated(hit, periods.part(found, code) if code else periods.day(found))
    return replace(sense, last=at.today) if word == "overnight" else sense


def part_of_day(hit: Hit, at: Setting) -> Sense | None:
    """Read "this morning", "last night", "in the evening", "at dawn", "late at night"."""
    code = DAY_PARTS[hit.words("part")[-1]]
    rel = hit.word("rel")
    if rel in ("every", "each"):
        return bare(hit, "SET", f"XXXX-XX-XXT{code}")
    named = None if rel in ("this", "last") else at.recent(hit, _DAYS)
    base = named.first if named else at.today
    if base is None:
        return bare(hit, "TIME", f"XXXX-XX-XXT{code}")
    if "last" in rel or "previous" in rel:
        base -= timedelta(days=1)
    if "next" in rel or "following" in rel:
        base += timedelta(days=1)
    return dated(hit, periods.part(base, code))


def same_day(hit: Hit, at: Setting) -> Sense | None:
    named = at.recent(hit, _DAYS)
    if named and at.today and named.first > at.today and at.direction(hit) is not Direction.FUTURE:
        named = None
    base = named.first if named else at.today
    if base is None:
        return bare(hit, "DATE", "PRESENT_REF")
    return dated(hit, periods.day(base), "the day last named" if named else "the story's day")


def nth_day(hit: Hit, at: Setting) -> Sense | None:
    """Read "a second consecutive day", "the eighth day": the day last named, else the story's."""
    return same_day(hit, at)


def next_to_day(hit: Hit, at: Setting) -> Sense | None:
    """Read "the previous day", "the day before", "the following day", "the next day"."""
    named = at.recent(hit, _DAYS)
    ahead = bool({"following", "next", "after"} & set(hit.words("rel")))
    if named is None and ahead and at.direction(hit) is Direction.PAST:
        return bare(hit, "DATE", "XXXX-XX-XX")
    base = named.first if named else at.today
    if base is None:
        return bare(hit, "DATE", "FUTURE_REF" if ahead else "PAST_REF")
    return dated(hit, periods.day(base + timedelta(days=1 if ahead else -1)))


def two_days_off(hit: Hit, at: Setting) -> Sense | None:
    """Read "the day before yesterday" and "the day after tomorrow"."""
    if at.today is None:
        return bare(hit, "DATE", "PAST_REF" if "before" in hit.words("rel") else "FUTURE_REF")
    days = -2 if "before" in hit.words("rel") else 2
    return dated(hit, periods.day(at.today + timedelta(days=days)))


def edged(sense: Sense, words: list[str]) -> Sense:
    """Return a sense whose days are only the part of its period that words such as "early" name."""
    if sense.period is None or not words:
        return sense
    first, last = narrow(sense.period, words)
    return replace(sense, first=first, last=last)
