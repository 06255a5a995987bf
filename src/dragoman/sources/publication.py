"""The day a story was published: stated, inferred or given; never today's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import PublishedBasis
from dragoman.sources.days import (
    DAY,
    MONTHS,
    WEEKDAYS,
    DayMention,
    day_of,
    find_days,
    find_weekdays,
    find_years,
    from_match,
    full_year,
)

_WIRE_STAMP = re.compile(r"\bAP-[A-Z]{2,3}-(\d\d)-(\d\d)-(\d\d)\b")
_DATE_TIME_GROUP = re.compile(
    r"(?:[A-Z]{2,7}\s)?(?P<day>\d\d)\d{4}\s(?:GMT|UTC)\s(?P<month>[A-Za-z]{3})\w{0,6}\s(?P<year>(?:\d\d)?\d\d)"
)
"""The stamp of a wire story's sending: "AFP 031012 GMT JUN 99"."""
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?"
    r"(?:\(?(?:GMT|UTC|KST|JST|EST|EDT|CET|ET|BST|IST|local time)[^ )]*\)?)?)"
)
_DATE_LABEL = (
    r"(?:All News|Posted(?: on| at)?|Published(?: on| at)?|Publication date|Updated(?: on| at)?"
    r"|Last (?:updated|modified)"
    r"|Date|Issued|First published|Release(?:d)?(?: on)?|Dated|DATE|News)"
)
_DATE_LINE = re.compile(
    r"\W{0,3}"
    rf"(?:(?:[A-Z][\w.&'’]{{1,20}} ){{0,3}}{_DATE_LABEL}\s?:?\s*)?"
    rf"(?:{_CLOCK}\W{{1,3}})?(?:{DAY}|(?P<iso>(?:19"
    rf"|20)\d\d[-/.]\d\d?[-/.]\d\d?))"
    rf"(?:[\sT,|/–—-]{{0,4}}(?:at\s)?{_CLOCK})?\W{{0,3}}",
    re.IGNORECASE,
)
_FAR = timedelta(days=45)
"""How far the given day may lie from the dateline's before its year no longer counts."""

_NEAR = timedelta(days=3)
"""How far the given day may lie from the one inferred."""

_RECENT = 2026
"""The year of this release: a story that names no year is taken to be of this one or the five before."""

_YEARS_BACK = 5
"""A day of the year falls on a weekday again after five, six or eleven years."""

_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?([0-2]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication day, on what it rests, and the reason for a person to read."""

    day: date | None
    basis: PublishedBasis | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a story's parts say of its day."""

    dateline: DayMention | None
    dateline_weekday: int | None
    date_lines: Sequence[date]
    captions: Sequence[str]
    lead: str
    text: str
    """All of the story's words."""
    trailers: Sequence[str]
    given: date | None
    source: str | None = None
    """The file or address that the story came from."""


def read_date_line(line: str) -> date | None:
    """Return the day of a line that holds a full date and nothing else, or None.

    Example:
        >>> read_date_line("Friday, May 7, 2021"), read_date_line("May 7, 2021 was a Friday.")
        (datetime.date(2021, 5, 7), None)
    """
    if not 6 <= len(line) <= 90:
        return None
    match = _DATE_LINE.fullmatch(line)
    if match is None:
        return None
    if match["iso"]:
        year, month, day = map(int, re.split(r"[-/.]", match["iso"]))
        return day_of(year, month, day)
    found = from_match(match, small=True)
    return found.full if found else None


def first_full_day(line: str) -> date | None:
    """Return the first day that a line gives with its year, or None."""
    return next((day.full for day in find_days(line) if day.full is not None), None)


def publication(evidence: Evidence) -> Publication:
    """Return the day the story was published; the first kind of evidence that yields one decides.

    A day inferred from the text must agree with the day given with it, where there is one.
    """
    for rule in RULES:
        found = rule(evidence)
        if found is None or found.day is None:
            continue
        given = evidence.given
        if found.basis is not PublishedBasis.INFERRED or given is None or abs(found.day - given) <= _NEAR:
            return found
    if evidence.given is not None:
        return Publication(evidence.given, PublishedBasis.GIVEN, "given with the story")
    return Publication(None, None, None)


def _stated(evidence: Evidence) -> Publication | None:
    if evidence.dateline is not None and evidence.dateline.full is not None:
        return Publication(evidence.dateline.full, PublishedBasis.STATED, "the dateline gives the full date")
    if evidence.date_lines:
        return Publication(
            evidence.date_lines[0], PublishedBasis.STATED, "a line of its own gives the full date"
        )
    for trailer in evidence.trailers:
        day = _stamped(trailer)
        if day is not None:
            return Publication(day, PublishedBasis.STATED, "the wire's time stamp below the story gives it")
    return None


def _stamped(trailer: str) -> date | None:
    """Return the day of a wire's time stamp, or None."""
    if (stamp := _WIRE_STAMP.search(trailer)) is not None:
        return day_of(full_year(stamp[3]), int(stamp[1]), int(stamp[2]))
    if (group := _DATE_TIME_GROUP.fullmatch(trailer)) is not None:
        named = group["month"].lower()
        month = MONTHS.index(named) + 1 if named in MONTHS else 0
        return day_of(full_year(group["year"]), month, int(group["day"]))
    return None


def _with_given_year(evidence: Evidence) -> Publication | None:
    """The dateline's month and day in the year that brings them nearest to the day given."""
    if evidence.given is None or evidence.dateline is None:
        return None
    near = _nearest(evidence.dateline, evidence.given)
    if near is None or abs(near - evidence.given) > _FAR:
        return None
    return Publication(
        near,
        PublishedBasis.GIVEN,
        f"the dateline says {_plain(near)}; the year is that of the day given with the story",
    )


def _from_caption(evidence: Evidence) -> Publication | None:
    for caption in evidence.captions:
        days = [day.full for day in find_days(caption) if day.full is not None]
        if not days:
            continue
        if evidence.dateline is not None:
            near = _nearest(evidence.dateline, days[0])
            if near is not None and abs(near - days[0]) <= timedelta(days=7):
                reason = (
                    f"the dateline says {_plain(near)}, and a photo caption is dated {days[0].isoformat()}"
                )
                return Publication(near, PublishedBasis.INFERRED, reason)
            continue
        if (found := _after_caption(days[0], evidence)) is not None:
            return found
    return None


def _after_caption(day: date, evidence: Evidence) -> Publication | None:
    """The caption's day, or the day of the week that the lead names, if it follows within a day."""
    named = find_weekdays(evidence.lead)
    reason = f"a photo caption is dated {day.isoformat()}"
    if not named or day.weekday() in named:
        if named:
            reason += f", a {_weekday(day)} as in the first paragraph"
        return Publication(day, PublishedBasis.INFERRED, reason)
    next_day = day + timedelta(days=1)
    if next_day.weekday() == named[0]:
        reason += f", and the first paragraph tells of the {_weekday(next_day)} after it"
        return Publication(next_day, PublishedBasis.INFERRED, reason)
    return None


def _from_elsewhere(evidence: Evidence) -> Publication | None:
    """A full date in the text for the dateline's own month and day, or within a week of it."""
    if evidence.dateline is None:
        return None
    line = evidence.dateline
    for span in (0, 3):
        for mention in find_days(evidence.text):
            full = mention.full
            near = _nearest(line, full) if full is not None else None
            if full is None or near is None or abs(near - full) > timedelta(days=span):
                continue
            if full.year < max(_story_years(evidence), default=full.year):
                continue
            reason = f"the dateline says {_plain(near)}, and the text gives the date {full.isoformat()}"
            return Publication(near, PublishedBasis.INFERRED, reason)
    return None


def _from_weekday(evidence: Evidence) -> Publication | None:
    """The first year, from the latest that the text names, in which the day falls on its weekday."""
    line = evidence.dateline
    if line is None:
        return None
    weekday, where = _weekday_told(evidence)
    years = _story_years(evidence)
    if weekday is None or not years:
        return None
    latest = max(years)
    for year in range(latest, latest + (7 if where != "the first paragraph" else 3)):
        day = day_of(year, line.month, line.day)
        if day is not None and day.weekday() == weekday:
            reason = (
                f"the dateline says {_plain(day)}, {where} calls it a {_weekday(day)}, "
                f"and the latest year in the text is {latest}"
            )
            return Publication(day, PublishedBasis.INFERRED, reason)
    return None


def _undated(evidence: Evidence) -> Publication | None:
    """No day in the dateline: the text's latest full date, if the first paragraph names its weekday."""
    if evidence.dateline is not None:
        return None
    named = find_weekdays(evidence.lead)
    days = [day.full for day in find_days(evidence.text) if day.full is not None]
    if not named or not days or ((years := _story_years(evidence)) and max(days).year < max(years)):
        return None
    latest = max(days)
    if latest.weekday() != named[0]:
        return None
    reason = f"the text's latest full date, {latest.isoformat()}, is the {_weekday(latest)} of its lead"
    return Publication(latest, PublishedBasis.INFERRED, reason)


def _from_source(evidence: Evidence) -> Publication | None:
    """The dateline's day in the year of its file's name or folder, or of its address."""
    line = evidence.dateline
    if line is None or evidence.source is None:
        return None
    for match in _STAMP.finditer(evidence.source):
        day = day_of(int(match[1]), int(match[2]), int(match[3]))
        near = _nearest(line, day) if day is not None else None
        if day is not None and near is not None and abs(near - day) <= _NEAR:
            return _named_by(match[0], near)
    for year in dict.fromkeys(find_years(evidence.source.replace("_", " "))):
        near = day_of(year, line.month, line.day)
        if near is not None and line.weekday in (None, near.weekday()):
            return _named_by(str(year), near)
    return None


def _named_by(words: str, day: date) -> Publication:
    reason = f"the dateline says {_plain(day)}, and the source's name has “{words.strip('/')}”"
    return Publication(day, PublishedBasis.INFERRED, reason)


def _from_calendar(evidence: Evidence) -> Publication | None:
    """The one recent year in which the dateline's day falls on the weekday that goes with it."""
    line = evidence.dateline
    weekday, where = _weekday_told(evidence)
    if line is None or weekday is None or _story_years(evidence):
        return None
    years = range(_RECENT - _YEARS_BACK, _RECENT + 1)
    days = [day for year in years if (day := day_of(year, line.month, line.day))]
    fitting = [day for day in days if day.weekday() == weekday]
    if len(fitting) != 1:
        return None
    reason = (
        f"the dateline says {_plain(fitting[0])}, {where} calls it a {_weekday(fitting[0])}, "
        f"and of the years {years[0]} to {years[-1]} only {fitting[0].year} has it so"
    )
    return Publication(fitting[0], PublishedBasis.INFERRED, reason)


def _weekday_told(evidence: Evidence) -> tuple[int | None, str]:
    """Return the weekday of the dateline's day and what tells it: itself, the text, the first paragraph."""
    line = evidence.dateline
    if line is None:
        return None, ""
    weekday = line.weekday if line.weekday is not None else evidence.dateline_weekday
    if weekday is not None:
        return weekday, "the dateline"
    beside = [d.weekday for d in find_days(evidence.text) if (d.month, d.day) == (line.month, line.day)]
    weekday = next((w for w in beside if w is not None), None)
    if weekday is not None:
        return weekday, "the text"
    named = find_weekdays(evidence.lead)
    return (named[0], "the first paragraph") if named else (None, "")


RULES = (
    _stated,
    _with_given_year,
    _from_caption,
    _from_elsewhere,
    _from_weekday,
    _undated,
    _from_source,
    _from_calendar,
)
"""The kinds of evidence, the surest first."""


def _story_years(evidence: Evidence) -> list[int]:
    """Return the years named, without those that lie ahead ("by 2030", "until 2027")."""
    text = re.sub(
        r"\b(?:by|until|through|till|for|in the year|before)\s(?:the end of\s|early\s|late\s|mid-)?(?:19"
        r"|20)\d\d\b",
        " ",
        evidence.text,
    )
    return find_years(text)


def _nearest(line: DayMention, day: date) -> date | None:
    """Return the dateline's month and day in the year that brings it nearest to `day`."""
    near = [d for y in (day.year - 1, day.year, day.year + 1) if (d := day_of(y, line.month, line.day))]
    return min(near, key=lambda d: abs(d - day), default=None)


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()].capitalize()


def _plain(day: date) -> str:
    return f"{day:%B} {day.day}"
