"""What the words between and before times add: joined clock and day, ranges, since, until, before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dragoman.annotate.timex import periods
from dragoman.annotate.timex.offsets import day_before
from dragoman.annotate.timex.periods import Unit
from dragoman.annotate.timex.pieces import Piece
from dragoman.annotate.timex.setting import Sense
from dragoman.model import TimeExpression

_CLOCKS = frozenset({Unit.HOUR, Unit.PART})
_FROM = frozenset("since from beginning starting effective".split())
_UNTIL = frozenset("until till by through".split())
_TO = frozenset("to until till through - –".split())
_MOVED = frozenset(
    "postponed delayed moved rescheduled pushed deferred brought shifted changed extended".split()
)
_JOINED = frozenset("and to through until or - –".split())
_ONE = timedelta(days=1)


@dataclass(slots=True)
class _Draft:
    """A sense with what the words around it add."""

    sense: Sense
    open_start: bool = False
    open_end: bool = False
    ranged: bool = False


def link(
    senses: list[Sense],
    pieces: list[Piece],
    tokens: Callable[[int, int], tuple[int, int]],
    adverbial: Callable[[Sense], bool],
) -> list[TimeExpression]:
    """Return the expressions of a text, with ranges and open ends told by the words around them."""
    drafts = [_Draft(sense) for sense in _share_years(_join_clocks(senses, pieces), pieces)]
    for one, two in pairwise(drafts):
        _range(one, two, pieces)
        _length_from(one, two, pieces)
    for one, two in pairwise(drafts):
        _counted(one, two, pieces)
    for draft in drafts:
        if _on_the_eve(draft.sense, pieces):
            draft.sense, draft.ranged = day_before(draft.sense), True
    for draft in drafts:
        if not draft.ranged:
            _open(draft, pieces, adverbial(draft.sense))
    return [_expression(draft, tokens) for draft in drafts]


def _expression(draft: _Draft, tokens: Callable[[int, int], tuple[int, int]]) -> TimeExpression:
    sense = draft.sense
    start, end = tokens(sense.start, sense.end)
    return TimeExpression(
        start,
        end,
        sense.type,
        sense.value,
        sense.first,
        sense.last,
        sense.rule,
        draft.open_start,
        draft.open_end,
    )


def _between(one: Sense, two: Sense, pieces: list[Piece]) -> list[str]:
    """Return the lower-case words between two senses."""
    return [piece.lower for piece in pieces[one.end : two.start]]


def _before(sense: Sense, pieces: list[Piece], back: int = 1) -> str:
    at = sense.start - back
    return pieces[at].lower if at >= 0 else ""


def _join_clocks(senses: list[Sense], pieces: list[Piece]) -> list[Sense]:
    """Return the senses with each clock time joined to the day set beside it ("10 p.m. Wednesday")."""
    out: list[Sense] = []
    for sense in senses:
        last = out[-1] if out else None
        if last is not None and last.period and sense.period and last.period.unit in _CLOCKS:
            words = _between(last, sense, pieces)
            if (
                sense.period.unit is Unit.DAY
                and len(words) <= 1
                and (not words or words[0] in (",", "on", "of"))
            ):
                moved = _on(last, sense)
                if not words or (words == [","] and sense.type == "DATE"):
                    out[-1] = replace(moved, end=sense.end)
                    continue
                out[-1] = moved
        out.append(sense)
    return out


def _share_years(senses: list[Sense], pieces: list[Piece]) -> list[Sense]:
    """Return the senses, a month or day without a year given that of the one it is joined to.

    "Between April and June 2005" and "on Nov. 30 and Dec. 5, 2005" say the year once.
    """
    out = list(senses)
    for i in range(len(out) - 2, -1, -1):
        one, two = out[i], out[i + 1]
        words = _between(one, two, pieces)
        bare_month = one.rule.startswith("month:") and two.rule.startswith("month year")
        bare_day = one.rule in ("month day", "day month") and two.rule.endswith("its year")
        if one.period and two.period and len(words) == 1 and words[0] in _JOINED and (bare_month or bare_day):
            year = two.period.first.year - (one.period.first.month > two.period.first.month)
            moved = periods.shift(one.period, year - one.period.first.year, Unit.YEAR)
            out[i] = replace(one, value=moved.value, period=moved, first=moved.first, last=moved.last)
    return out


def _on(clock: Sense, day: Sense) -> Sense:
    """Return a clock time moved to a day."""
    if clock.period is None or day.period is None:
        return clock
    of = day.period.first
    period = periods.Period(clock.period.unit, of.isoformat() + clock.period.value[10:], of, of)
    return replace(clock, value=period.value, first=of, last=of, period=period)


def _range(one: _Draft, two: _Draft, pieces: list[Piece]) -> None:
    """Give both ends of "from A to B", "between A and B" the days of the whole range."""
    a, b = one.sense, two.sense
    words = _between(a, b, pieces)
    if a.first is None or b.last is None or a.first > b.last or a.period is None or b.period is None:
        return
    before = _before(a, pieces)
    lead = [w for w in words if w not in ("the", "on", ",")]
    if {piece.lower for piece in pieces[max(0, a.start - 5) : a.start]} & _MOVED:
        return
    alike = a.period.unit is b.period.unit and lead == ["to"]
    ranged = len(lead) == 1 and (
        alike
        or lead[0] == "through"
        or (before == "from" and lead[0] in _TO)
        or (before == "between" and lead[0] == "and")
        or lead[0] in ("-", "–")
    )
    if ranged:
        one.sense, two.sense = replace(a, last=b.last), replace(b, first=a.first)
        one.ranged = two.ranged = True


def _length_from(one: _Draft, two: _Draft, pieces: list[Piece]) -> None:
    """Give "three days from April 14" and "from April 14 for three days" the days they span."""
    a, b = one.sense, two.sense
    words = [w for w in _between(a, b, pieces) if w not in (",", "the", "on")]
    if (
        a.type == "DURATION"
        and b.period is not None
        and b.first
        and words in (["from"], ["starting"], ["beginning"])
    ):
        last = _run(b, a.value)
        if last:
            one.sense, two.sense = replace(a, first=b.first, last=last), replace(b, last=last)
            one.ranged = two.ranged = True
    elif b.type == "DURATION" and a.period is not None and a.first and words == ["for"]:
        last = _run(a, b.value) if _before(a, pieces) in ("from", "starting", "beginning") else None
        if last:
            one.sense, two.sense = replace(a, last=last), replace(b, first=a.first, last=last)
            one.ranged = two.ranged = True


def _counted(one: _Draft, two: _Draft, pieces: list[Piece]) -> None:
    """Give "ten days after the Oct. 9 test" its day, counted from the day named behind it."""
    a, b = one.sense, two.sense
    words = _between(a, b, pieces)
    unit = _UNITS.get(a.value[-1:])
    if a.type != "DURATION" or a.first or not words or words[0] not in ("after", "before") or len(words) > 5:
        return
    if not a.value[1:-1].isdigit() or unit is None or b.first is None or b.first != b.last:
        return
    if not set(words[1:]) <= _NAMING and "on" not in words[1:] and len(words) > 3:
        return
    count = int(a.value[1:-1]) * (1 if words[0] == "after" else -1)
    try:
        found = periods.around(periods.add(b.first, count, unit), unit)
    except (ValueError, OverflowError):  # off the calendar: "9,999 years before May 5"
        return
    one.sense = replace(a, first=found.first, last=found.last, rule=f"{a.rule}: counted")
    one.ranged = True


def _on_the_eve(sense: Sense, pieces: list[Piece]) -> bool:
    """Return whether a day is one on whose eve something was: "on the eve of the vote on Thursday"."""
    before = [piece.lower for piece in pieces[max(0, sense.start - 6) : sense.start]]
    for i in range(len(before) - 1):
        if before[i : i + 2] == ["eve", "of"]:
            rest = before[i + 2 :]
            return all(word.isalpha() or word == "'s" for word in rest) and (
                not rest or rest[-1] in ("on", "the", "a", "its", "their", "his", "her")
            )
    return False


_NAMING = frozenset("the a an its their his her on of".split())
_UNITS = {"D": Unit.DAY, "W": Unit.WEEK, "M": Unit.MONTH, "Y": Unit.YEAR}


def _run(opening: Sense, value: str) -> date | None:
    """Return the last day of so long a time from a day on."""
    count, unit = value[1:-1], _UNITS.get(value[-1:])
    if unit is None or not count.isdigit() or opening.first is None:
        return None
    try:
        return periods.add(opening.first, int(count), unit) - _ONE
    except (ValueError, OverflowError):
        return None


def _open(draft: _Draft, pieces: list[Piece], adverbial: bool) -> None:
    """Open the days of "since May", "until Friday", "before June", "after Thursday".

    `adverbial`: the word before goes with a verb, as in "closed from Monday", not "a letter from Monday".
    """
    sense = draft.sense
    if sense.first is None and sense.last is None:
        return
    era = sense.rule == "era"
    if sense.type not in ("DATE", "TIME") or (sense.period is None and not era):
        return
    before = _before(sense, pieces)
    if era and before in ("since", "after"):
        draft.sense, draft.open_end = replace(sense, first=sense.last, last=None), True
        return
    if before == "of" and _before(sense, pieces, 2) == "as":
        draft.open_end = draft.open_end or _before(sense, pieces, 3) in ("effective",)
    elif before == "from" and (not adverbial or sense.rule.startswith(("month days", "days month"))):
        return
    elif before in _FROM or before == "after":
        draft.sense, draft.open_end = replace(sense, last=None), True
    elif before in _UNTIL:
        draft.sense, draft.open_start = replace(sense, first=None), True
    elif before == "before" and sense.first is not None:
        draft.sense, draft.open_start = replace(sense, first=None, last=sense.first - _ONE), True
