"""Named days and named stretches of history: their rules, over the data of `holidays` and `eras`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from dragoman.annotate.timex import eras, holidays, periods
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated
from dragoman.annotate.timex.tense import Direction

Reader = Callable[[Hit, Setting], Sense | None]
_DATING = frozenset("during since after before until till throughout".split())
_ON = _DATING | frozenset("in from by on at over for around of this last next every through".split())

_SURE = frozenset(
    """eid yom rosh passover pesach sukkot hanukkah chanukah nowruz norouz newroz norooz ashura arbaeen
    thanksgiving seollal lunar chinese""".split()
)
"""Names that are nothing but feasts, with no word before them to make a time of them."""


@cache
def rules() -> tuple[tuple[str, str, Reader], ...]:
    """Return a rule for each name."""
    found: list[tuple[str, str, Reader]] = []
    for pattern, find in holidays.holidays():
        fixed = "( ,? y=YEAR | year=( ( this | last | next ) year ) )?"
        line = f"rel=( last | this | next )? name=( {pattern} ) {fixed}"
        found.append(("holiday", line, _holiday(find)))
    for pattern, first, last in eras.ERAS:
        found.append(("era", f"name=( {pattern} )", _era(*eras.days(first, last))))
    return tuple(found)


def _capital(hit: Hit) -> bool:
    """Return whether a name is written as one, and is not the head of a longer one ("Easter Island")."""
    start, end = hit.named["name"]
    words = [
        piece.text for piece in hit.pieces[start:end] if piece.text[0].isalpha() and piece.lower != "the"
    ]
    if not words or (not words[-1][0].isupper() and not words[0][0].isupper()):
        return False
    following = hit.pieces[hit.end].text if hit.end < len(hit.pieces) else ""
    return not following[:1].isupper()


def _holiday(find: holidays.Find) -> Reader:
    def read(hit: Hit, at: Setting) -> Sense | None:
        dayless = not {"day", "eve", "sunday", "monday", "friday", "thursday", "wednesday"} & set(
            hit.words("name")
        )
        dayless = dayless and not _SURE & set(hit.words("name"))
        if not _capital(hit) or (
            dayless and not hit.has("rel") and not hit.has("y") and hit.before() not in _ON
        ):
            return None
        if hit.has("y"):
            found = find(int(hit.word("y")))
        elif at.today is None:
            return None
        else:
            found = _which(hit, at, at.today, find)
        if found is None:
            return None
        return replace(dated(hit, periods.day(found[0])), last=found[1])

    return read


def _which(hit: Hit, at: Setting, today: date, find: holidays.Find) -> tuple[date, date] | None:
    """Return the days of the holiday's turn that is meant."""
    turns = [turn for year in range(today.year - 2, today.year + 3) if (turn := find(year))]
    if hit.has("year"):
        year = today.year + {"last": -1, "this": 0, "next": 1}[hit.words("year")[0]]
        return find(year)
    past = [turn for turn in turns if turn[0] <= today]
    future = [turn for turn in turns if turn[1] >= today]
    rel = hit.word("rel")
    if rel == "this" and (here := find(today.year)):
        return here
    if not past or not future:
        return None
    if rel == "last":
        return [turn for turn in turns if turn[1] < today][-1]
    if rel == "next":
        return next(turn for turn in turns if turn[0] > today)
    direction = at.direction(hit)
    if direction is Direction.PAST:
        return past[-1]
    if direction is Direction.FUTURE:
        return future[0]
    return past[-1] if (today - past[-1][0]).days <= (future[0][0] - today).days else future[0]


def _era(first: date, last: date) -> Reader:
    def read(hit: Hit, at: Setting) -> Sense | None:
        within = hit.before() in _DATING or (hit.before() == "in" and hit.words("name")[-1] == "era")
        if not _capital(hit) or not within:
            return None
        return bare(hit, "DATE", f"{first.isoformat()}/{last.isoformat()}", first, last)

    return read
