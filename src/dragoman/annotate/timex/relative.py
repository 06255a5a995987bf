"""Times told by their distance: last week, two years ago, a month earlier, later this year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.annotate.timex import periods
from dragoman.annotate.timex.days import edged
from dragoman.annotate.timex.durations import amount, spell
from dragoman.annotate.timex.edges import earlier, later
from dragoman.annotate.timex.lexicon import unit_code
from dragoman.annotate.timex.numbers import ordinal
from dragoman.annotate.timex.periods import Period, Unit
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated
from dragoman.annotate.timex.spans import month
from dragoman.annotate.timex.tense import Direction

UNITS = {
    "S": Unit.HOUR, "M": Unit.HOUR, "H": Unit.HOUR, "D": Unit.DAY, "NI": Unit.DAY, "WE": Unit.WEEKEND,
    "W": Unit.WEEK, "F": Unit.WEEK, "MO": Unit.MONTH, "Q": Unit.QUARTER, "HY": Unit.HALF, "Y": Unit.YEAR,
    "E": Unit.DECADE, "C": Unit.CENTURY, "L": Unit.MILLENNIUM,
}  # fmt: skip
_TERMS = frozenset({Unit.QUARTER, Unit.HALF})
_DATES = frozenset(set(Unit) - {Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM})
_WITHIN = {
    Unit.DAY: frozenset({Unit.DAY, Unit.PART, Unit.HOUR}),
    Unit.WEEK: frozenset({Unit.DAY, Unit.PART, Unit.HOUR, Unit.WEEK}),
    Unit.WEEKEND: frozenset({Unit.WEEKEND}),
    Unit.MONTH: frozenset({Unit.DAY, Unit.PART, Unit.HOUR, Unit.MONTH}),
    Unit.QUARTER: _TERMS,
    Unit.HALF: _TERMS,
    Unit.YEAR: _DATES,
}


def relative_unit(hit: Hit, at: Setting) -> Sense | None:
    """Read "last week", "this month", "the past year", "the following year", "that week"."""
    unit = UNITS[unit_code(hit.word("u"))]
    rel = set(hit.words("rel"))
    if rel & {"past"} and not at.narrative and unit not in (Unit.WEEKEND,) and "this" not in rel:
        return _stretch_to_now(hit, at, unit)
    found = _which(hit, at, unit, rel)
    if found is None:
        ref = "PAST_REF" if rel & {"last", "previous"} else "FUTURE_REF" if rel & {"next"} else "PRESENT_REF"
        return bare(hit, "DATE", ref)
    return _led(edged(dated(hit, found), hit.words("edge")), hit, at)


def _led(sense: Sense, hit: Hit, at: Setting) -> Sense:
    """Return a sense with the days that "later" or "earlier" before it leave."""
    lead = hit.words("lead")
    if at.today is None or sense.period is None or not sense.period.first <= at.today <= sense.period.last:
        return sense
    if "later" in lead:
        first, last = later(sense.period, at.today)
    elif "earlier" in lead:
        first, last = earlier(sense.period, at.today)
    else:
        return sense
    return replace(sense, first=first, last=last)


def _stretch_to_now(hit: Hit, at: Setting, unit: Unit) -> Sense:
    """Return "the past week" and such: so much time up to the story's day."""
    code = unit_code(hit.word("u"))
    first = periods.add(at.today, -1, unit) if at.today else None
    return bare(hit, "DURATION", spell(1, code), first, at.today)


def _which(hit: Hit, at: Setting, unit: Unit, rel: set[str]) -> Period | None:
    """Return the period that a unit and its adjective mean."""
    named = at.recent(hit, _WITHIN.get(unit, _DATES), 3) if unit in _WITHIN else None
    if rel & {"same", "that"} and named:
        return periods.around(named.first, unit)
    if rel & {"following", "previous", "preceding"} and named:
        step = 1 if "following" in rel else -1
        return periods.around(periods.add(named.first, step, unit), unit)
    if at.today is None:
        return None
    if unit is Unit.WEEKEND:
        return _which_weekend(hit, at, at.today, rel)
    step = 0
    if rel & {"last", "previous", "preceding", "past"}:
        step = -1
    elif rel & {"next", "coming", "following", "upcoming"}:
        step = 1
    try:
        return periods.around(periods.add(at.today, step, unit), unit)
    except (ValueError, OverflowError):
        return None


def _which_weekend(hit: Hit, at: Setting, today: date, rel: set[str]) -> Period:
    """Return the weekend meant: the last one before, the one under way or the one ahead."""
    here = periods.weekend(today)
    before = periods.weekend(today - timedelta(days=7))
    if rel & {"last", "past", "previous"}:
        return before
    if rel & {"next"}:
        return periods.shift(here, 1) if today.weekday() >= 5 or "next" in rel else here
    if today.weekday() >= 5 or rel & {"coming"}:
        return here
    direction = at.direction(hit)
    past = direction is Direction.PAST or (direction is Direction.NEAR and today.weekday() < 3)
    return before if past else here


def the_unit(hit: Hit, at: Setting) -> Sense | None:
    """Read "the year", "the quarter", "the end of the month": the one last named, else the one under way."""
    unit = UNITS[unit_code(hit.word("u"))]
    if unit is Unit.WEEKEND:
        found = _which_weekend(hit, at, at.today, set()) if at.today else None
        return edged(dated(hit, found), hit.words("edge")) if found else bare(hit, "DATE", "PRESENT_REF")
    if unit is Unit.YEAR and hit.after() in ("ended", "ending") and not hit.has("edge"):
        return bare(hit, "DURATION", "P1Y")
    term = at.term(hit, 8) if unit in _TERMS else None
    named = None
    if at.narrative:
        named = at.recent(hit, _WITHIN.get(unit, _DATES), 1)
        named = periods.around(named.first, unit) if named else None
    elif unit not in _TERMS and unit is not Unit.YEAR:
        named = at.recent(hit, frozenset({unit}), 1)
    if isinstance(term, Period):
        named = term
    if unit in _TERMS and named is None and at.today and not hit.has("edge"):
        named = periods.around(periods.add(at.today, -1, unit), unit)
    found = named or (periods.around(at.today, unit) if at.today else None)
    if found is None:
        return bare(hit, "DATE", "PRESENT_REF")
    return _led(edged(dated(hit, found), hit.words("edge")), hit, at)


def ago(hit: Hit, at: Setting) -> Sense | None:
    """Read "two weeks ago", "a year ago", "several years ago", keeping the unit that was said."""
    code = unit_code(hit.word("u"))
    unit = UNITS[code]
    count = amount(hit.words("n"))
    if count is None or at.today is None:
        return bare(hit, "DATE", "PAST_REF")
    if unit is Unit.HOUR:
        return bare(hit, "DURATION", spell(count, code))
    if unit is Unit.YEAR and count == 1 and (before := _year_before(hit, at, 3)):
        return before
    try:
        return _off(hit, at.today, -count, code)
    except (ValueError, OverflowError):
        return bare(hit, "DATE", "PAST_REF")


def ahead(hit: Hit, at: Setting) -> Sense | None:
    """Read "two weeks from now", "three days hence"."""
    code = unit_code(hit.word("u"))
    count = amount(hit.words("n"))
    if count is None or at.today is None:
        return bare(hit, "DATE", "FUTURE_REF")
    if UNITS[code] is Unit.HOUR:
        return bare(hit, "DURATION", spell(count, code))
    try:
        return _off(hit, at.today, count, code)
    except (ValueError, OverflowError):
        return bare(hit, "DATE", "FUTURE_REF")


def _off(hit: Hit, base: date, count: float, code: str) -> Sense:
    """Return the period so far from a day, in the grain that was said; one year off is the same month."""
    unit, weeks = UNITS[code], code in ("W", "F")
    if code == "F":
        count *= 2
    if unit is Unit.YEAR and (abs(count) == 1 or count != int(count)):
        return dated(hit, periods.around(periods.add(base, count, unit), Unit.MONTH))
    found = periods.around(periods.add(base, count, unit), unit)
    if unit in (Unit.DECADE, Unit.CENTURY):
        year = periods.year(periods.add(base, count, unit).year)
        return replace(dated(hit, found), first=year.first, last=year.last)
    if weeks and abs(count) == 1 and count < 0:
        day = periods.day(base + timedelta(days=round(7 * count)))
        return replace(dated(hit, day), first=found.first, last=found.last)
    return dated(hit, found)


def from_named(hit: Hit, at: Setting) -> Sense | None:
    """Read "a year earlier", "a month later", "two days before": counted from the time last named."""
    if hit.after() == "than":
        return None  # "a month earlier than planned" is no day
    code = unit_code(hit.word("u"))
    unit = UNITS[code]
    count = amount(hit.words("n"))
    back = bool({"earlier", "before", "previously", "prior"} & set(hit.words("way")))
    length = spell(count, code, " ".join(hit.words("u")))
    if hit.word("way") in ("before", "after", "prior") and not _closes(hit):
        return None
    if count is None or unit is Unit.HOUR:
        return bare(hit, "DURATION", length)
    count = -count if back else count
    if unit is Unit.YEAR and back and count == -1:
        if before := _year_before(hit, at, 3):
            return before
        named = at.recent(hit, _DATES, 1)
        if named is None and at.today:
            named = periods.month(at.today.year, at.today.month)
        return dated(hit, periods.shift(named, -1, Unit.YEAR)) if named else bare(hit, "DATE", "PAST_REF")
    named = at.recent(hit, _WITHIN.get(unit, _DATES), 1)
    if named is None:
        return bare(hit, "DURATION", length)
    try:
        moved = periods.add(named.first, count, unit)
    except (ValueError, OverflowError):
        return bare(hit, "DURATION", length)
    found = periods.around(moved, max(unit, named.unit, key=_GRAINS.index) if unit is not Unit.WEEK else unit)
    return dated(hit, found)


def _closes(hit: Hit) -> bool:
    return hit.after() in (
        "",
        ",",
        ".",
        ";",
        ")",
        '"',
        "and",
        "but",
        "in",
        "at",
        "with",
        "when",
        "\n",
        "\n\n",
    )


def _year_before(hit: Hit, at: Setting, sentences: int) -> Sense | None:
    """Return the term that the text reports on, a year before; None if it reports on no term."""
    term = at.term(hit, sentences)
    if isinstance(term, Period):
        return replace(dated(hit, periods.shift(term, -1, Unit.YEAR), "the same term"), compared=True)
    if term is not None and at.today:
        return replace(dated(hit, periods.year(at.today.year - 1)), compared=True)
    return None


_GRAINS = [
    Unit.HOUR, Unit.PART, Unit.DAY, Unit.WEEKEND, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.HALF,
    Unit.YEAR, Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM,
]  # fmt: skip


def year_ago_term(hit: Hit, at: Setting) -> Sense | None:
    """Read "the year-ago quarter", "year-earlier", "the corresponding period last year"."""
    if at.today is None:
        return bare(hit, "DATE", "PAST_REF")
    number = ordinal([w for w in hit.words("u") if w not in ("quarter", "period")])
    if number:
        return replace(dated(hit, periods.quarter(at.today.year - 1, number)), compared=True)
    if before := _year_before(hit, at, 6):
        return before
    if "quarter" in hit.words("u"):
        term = periods.around(periods.add(at.today, -1, Unit.QUARTER), Unit.QUARTER)
        return replace(dated(hit, periods.shift(term, -1, Unit.YEAR)), compared=True)
    return replace(dated(hit, periods.year(at.today.year - 1)), compared=True)


def latest_term(hit: Hit, at: Setting) -> Sense | None:
    """Read "the latest quarter", "the latest period"; with a year, that year's same quarter."""
    term = at.term(hit, 12)
    if hit.has("y"):
        year = int(hit.word("y"))
        if not isinstance(term, Period):
            return dated(hit, periods.year(year))
        found = periods.around(term.first.replace(year=year), term.unit)
        return replace(dated(hit, found), compared=True)
    if not isinstance(term, Period):
        term = None
    if term is None and at.today:
        term = periods.around(periods.add(at.today, -1, Unit.QUARTER), Unit.QUARTER)
    return dated(hit, term) if term else bare(hit, "DATE", "PAST_REF")


def stretch(hit: Hit, at: Setting) -> Sense | None:
    """Read "the past three months", "the next two weeks", "the last few days", "the first nine months"."""
    code = unit_code(hit.word("u"))
    unit = UNITS[code]
    count = amount(hit.words("n"))
    value = spell(count, code, hit.word("u"))
    rel = set(hit.words("rel"))
    if at.today is None:
        return bare(hit, "DURATION", value)
    try:
        if rel & {"past", "last", "previous", "preceding", "recent"}:
            first = periods.add(at.today, -count, unit) if count else None
            return bare(hit, "DURATION", value, first, at.today)
        if rel & {"next", "coming", "following", "upcoming"}:
            last = periods.add(at.today, count, unit) if count else None
            return bare(hit, "DURATION", value, at.today, last)
    except (ValueError, OverflowError):
        pass
    return bare(hit, "DURATION", value)


def vague_stretch(hit: Hit, at: Setting) -> Sense | None:
    """Read "recent weeks", "past years", "coming months", "the weeks ahead"."""
    rel = set(hit.words("rel"))
    if rel & {"coming", "next", "upcoming", "future", "ahead"}:
        return bare(hit, "DATE", "FUTURE_REF", at.today, None)
    return bare(hit, "DATE", "PAST_REF", None, at.today)


def counted_unit(hit: Hit, at: Setting) -> Sense | None:
    """Read "the third week of this month", "the last week of March": counted within the longer period."""
    inner = _longer(hit, at)
    unit = UNITS[unit_code(hit.word("u"))]
    if inner is None:
        return None
    words = hit.words("n")
    # A week belongs to the month or year that holds its Thursday, as in the calendar of ISO 8601.
    lean = timedelta(days=3 if unit in (Unit.WEEK, Unit.WEEKEND) else 0)
    if set(words) & {"last", "final"}:
        return dated(hit, periods.around(inner.last - lean, unit))
    number = ordinal(words)
    if number is None:
        return None
    found = periods.around(periods.add(inner.first + lean, number - 1, unit), unit)
    return dated(hit, found) if found.first <= inner.last else None


def _longer(hit: Hit, at: Setting) -> Period | None:
    """Return the period that a counted one is a part of."""
    if hit.has("m"):
        sense = month(hit, at)
        return sense.period if sense else None
    if hit.has("y2"):
        return periods.year(int(hit.word("y2")))
    unit = UNITS[unit_code(hit.word("v"))]
    if "that" in hit.words("rel") and (named := at.recent(hit, _WITHIN[unit], 2)):
        return periods.around(named.first, unit)
    if at.today is None:
        return None
    step = {"last": -1, "next": 1}.get(hit.words("rel")[0], 0)
    return periods.around(periods.add(at.today, step, unit), unit)


def same_month(hit: Hit, at: Setting) -> Sense | None:
    """Read "the same month a year ago": the month last named, else the story's, a year before."""
    named = at.recent(hit, _WITHIN[Unit.MONTH], 2)
    base = named.first if named else at.today
    if base is None:
        return bare(hit, "DATE", "PAST_REF")
    return replace(dated(hit, periods.month(base.year - 1, base.month)), compared=True)


def year_earlier(hit: Hit, at: Setting) -> Sense | None:
    """Read "the year before": the year before the one last named, else before the story's."""
    if not _closes(hit) and hit.after() not in ("that", "to", "from", "for", "by"):
        return None
    named = at.recent(hit, _DATES, 2)
    base = named.first if named else at.today
    return dated(hit, periods.year(base.year - 1)) if base else bare(hit, "DATE", "PAST_REF")
