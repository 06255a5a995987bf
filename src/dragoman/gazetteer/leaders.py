"""Who held which office when: heads of state and government, ministers, heads of bodies, rebels."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office."""

    name: str
    """The usual full name; the same for all terms of one person."""
    forms: tuple[str, ...]
    """Every full name, `name` first: "Muammar Gaddafi", "Moamer Kadhafi", "King Hussein"."""
    short: tuple[str, ...]
    """What the news calls the person for short where that is not the family name: "Saddam"."""
    code: str
    """ISO 3166 alpha-3 of the state, or a PLOVER non-state code."""
    office: str
    sole: bool
    """Whether one person at a time holds the office."""
    sectors: tuple[str, ...]
    """PLOVER sectors; empty where the office tells none."""
    first: date
    last: date | None
    """None while it lasts."""

    def covers(self, day: date) -> bool:
        """Return whether the office is held on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def load_terms() -> tuple[Term, ...]:
    """Return all terms, in the order of the data.

    Example:
        >>> next(t.office for t in load_terms() if t.name == "Kofi Annan")
        'UN secretary-general'
    """
    text = resources.files("dragoman.gazetteer").joinpath("data/leaders.txt").read_text(encoding="utf-8")
    return tuple(_read(text.splitlines()))


def _read(lines: Iterable[str]) -> Iterator[Term]:
    code, office, sectors = "", "", ""
    for line in lines:
        if line.startswith("@"):
            code, office, sectors = (part.strip() for part in line[1:].split("|"))
        elif line and not line.startswith("#"):
            names, _, years = line.partition("|")
            first, _, last = years.partition("-")
            forms = names.split(";")
            yield Term(
                name=forms[0],
                forms=tuple(f for f in forms if " " in f or f == forms[0]),
                short=tuple(f for f in forms if " " not in f),
                code=code,
                office=office.removeprefix("+"),
                sole=not office.startswith("+"),
                sectors=tuple(sectors.split(";")) if sectors else (),
                first=_day(first, opens=True),
                last=_day(last, opens=False) if last else None,
            )


def _day(text: str, opens: bool) -> date:
    """Return the first or last day of a year, or of a month of it."""
    year, _, month = text.partition(".")
    if opens:
        return date(int(year), int(month or 1), 1)
    return date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])
