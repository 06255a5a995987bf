"""What can be asked of an event: the fields of the filter language, their values and their days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum

from dragoman.model import EventType, Stance, Status

NONE = "none"
"""The value that asks for what is empty: `place=none`, `by=none` for the agency's own voice."""

QUADS = {
    **dict.fromkeys((EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), 1),
    **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), 2),
    **dict.fromkeys((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), 3),
    **dict.fromkeys(
        (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT), 4
    ),
}
"""Each type's quad class. Source: PLOVER codebook 2.0; a test holds it against the ontology's own data."""

KINDS = {"cooperation": (1, 2), "conflict": (3, 4), "verbal": (1, 3), "material": (2, 4)}

_RELATIVE = re.compile(r"([+-])(\d{1,5})([dwmy])")
_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


class Operator(StrEnum):
    """How a field is held against its values."""

    IS = "="
    IS_NOT = "!="
    LEAST = ">="
    MOST = "<="
    ABOVE = ">"
    BELOW = "<"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: any of the values, none of them with `!=`."""

    field: str
    operator: Operator
    values: tuple[str, ...]
    """In their normal form; days as they were written, so that `today` is the day on which it is asked."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be asked."""

    name: str
    meaning: str
    hint: str
    operators: tuple[Operator, ...]
    normal: Callable[[str], str]
    """Return a value's normal form. Raises: ValueError if it is none."""
    values: int = 0
    """How many values it takes; 0 for any number."""

    def term(self, operator: Operator, values: tuple[str, ...]) -> Term:
        """Return the condition. Raises: ValueError if it has too many values or too few."""
        if self.values and len(values) != self.values:
            count = "one value" if self.values == 1 else f"{self.values} values"
            raise ValueError(f"{self.name} takes {count}, here are {len(values)}")
        return Term(self.name, operator, values)


def day_of(text: str, today: date, *, last: bool = False) -> date:
    """Return the day that a value names; of a month or year its first, or its `last`.

    Raises: ValueError if it names none.

    Example:
        >>> monday = date(2026, 11, 23)
        >>> [day_of(text, monday).isoformat() for text in ("today", "+7d", "-1m", "2026-02")]
        ['2026-11-23', '2026-11-30', '2026-10-23', '2026-02-01']
        >>> day_of("2024-02", monday, last=True).isoformat()
        '2024-02-29'
    """
    word = text.lower()
    try:
        if word in _WORDS:
            return today + timedelta(days=_WORDS[word])
        if step := _RELATIVE.fullmatch(word):
            count = int(step[2]) * (-1 if step[1] == "-" else 1)
            return _moved(today, count, step[3])
        if whole := _MONTH.fullmatch(word):
            year, month = int(whole[1]), int(whole[2] or (12 if last else 1))
            return date(year, month, monthrange(year, month)[1] if last else 1)
        return date.fromisoformat(word)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no day") from error


def _moved(day: date, count: int, unit: str) -> date:
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _any(value: str) -> str:
    if not value.strip():
        raise ValueError("a value is missing here")
    return NONE if value.strip().lower() == NONE else value.strip()


def _word(value: str) -> str:
    return value.strip().lower()


def _day(value: str) -> str:
    day_of(value.strip(), date(2000, 1, 1))
    return value.strip().lower()


def _share(value: str) -> str:
    try:
        share = float(value)
    except ValueError as error:
        raise ValueError(f"{value!r} is no number") from error
    if not 0 <= share <= 1:
        raise ValueError(f"{value} does not lie between 0 and 1")
    return f"{share:g}"


def _count(value: str) -> str:
    if not value.isdecimal() or not value.isascii() or int(value) < 1:
        raise ValueError(f"{value!r} is no number above 0")
    return str(int(value))


def _country(value: str) -> str:
    if value.strip().lower() == NONE:
        return NONE
    if not re.fullmatch(r"[A-Za-z]{3}", value.strip()):
        raise ValueError(f"{value!r} is no code of a state")
    return value.strip().upper()


def _one_of(what: str, known: Sequence[str]) -> Callable[[str], str]:
    """Return what finds a value among those known, whatever its case."""
    by_lower = {name.lower(): name for name in known}

    def normal(value: str) -> str:
        low = value.strip().lower()
        if low not in by_lower:
            near = get_close_matches(low, by_lower, 1)
            raise ValueError(
                f"there is no {what} {value!r}" + (f"; {by_lower[near[0]]} is near" if near else "")
            )
        return by_lower[low]

    return normal


_EQUAL = (Operator.IS, Operator.IS_NOT)
_ORDERED = (Operator.LEAST, Operator.MOST, Operator.ABOVE, Operator.BELOW)
_WHO = "a name, a word of one, or a code: actor=PRK, actor=Lavrov"
_DAYS = "a day such as 2026-11-08, a month 2026-11, today, +7d, -2w, +1m, -1y"
_TYPES = [type.value for type in EventType]
_STATUSES = [status.value for status in Status]
_STANCES = [*(stance.value for stance in Stance), NONE]

FIELDS = {
    field.name: field
    for field in (
        Field("actor", "who did it: a name, a word of one, or a code", _WHO, _EQUAL, _any),
        Field("recipient", "to whom it was done", _WHO, _EQUAL, _any),
        Field("either", "who takes part on either side", _WHO, _EQUAL, _any),
        Field("dyad", "two who both take part: dyad=KOR,PRK", "two names or codes", _EQUAL, _any, 2),
        Field(
            "by", "on whose word it rests; none in the agency's own voice", f"{_WHO}, or none", _EQUAL, _any
        ),
        Field("sector", "a sector of a participant: MIL", "a PLOVER sector, as MIL", _EQUAL, str.upper),
        Field(
            "type", "PLOVER's sixteen types", f"the types are {' '.join(_TYPES)}", _EQUAL,
            _one_of("type", _TYPES),
        ),
        Field("mode", "a PLOVER mode: visit", "a mode, as visit", _EQUAL, _word),
        Field("context", "a PLOVER context: military", "a context, as military", _EQUAL, _word),
        Field(
            "kind", "conflict, cooperation, verbal or material", f"one of {', '.join(KINDS)}", _EQUAL,
            _one_of("kind", list(KINDS)),
        ),
        Field(
            "quad", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict", "1, 2, 3 or 4", _EQUAL,
            _one_of("quad class", "1234"),
        ),
        Field(
            "status", "what became of it", f"one of {', '.join(_STATUSES)}", _EQUAL,
            _one_of("status", _STATUSES),
        ),
        Field(
            "stance", "how those say it on whose word it rests", f"one of {', '.join(_STANCES)}", _EQUAL,
            _one_of("stance", _STANCES),
        ),
        Field("since", "not over before that day", _DAYS, (Operator.IS,), _day, 1),
        Field("until", "not begun after that day", _DAYS, (Operator.IS,), _day, 1),
        Field("place", "where: a name, or the code of the state it lies in", "a name or code", _EQUAL, _any),
        Field(
            "country", "the state in which the place lies, by its code", "ISO 3166, as KOR", _EQUAL, _country
        ),
        Field("agency", "the agency of the story", "a name, as Reuters", _EQUAL, _any),
        Field("published", "the day of the story", _DAYS, (Operator.IS, *_ORDERED), _day, 1),
        Field("confidence", "how sure, 0 to 1: confidence>=.5", "a number, as .5", _ORDERED, _share, 1),
        Field("text", "words of the evidence", 'words, as text="road map"', _EQUAL, _any),
        Field("story", "the story's id, or how it begins", "an id", _EQUAL, _word),
        Field(
            "optional", "yes or no: careful readers may differ on it", "yes or no", (Operator.IS,),
            _one_of("answer", ("yes", "no")), 1,
        ),
        Field("limit", "at most so many", "a number, as 20", (Operator.IS,), _count, 1),
    )
}  # fmt: skip
"""Every field by its name."""
