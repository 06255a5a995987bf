"""The filter language: `actor=PRK type=THREATEN,COERCE status!=negated since=-7d`.

A filter is a row of conditions that must all hold. A condition is a field, an operator and one or more values
parted by commas, of which any may hold; `!=` asks that none does. A value with blanks, commas or quotation
marks stands in double quotation marks. A word or quotation without a field is sought in the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from dragoman.errors import RunError
from dragoman.ledger.asked import FIELDS, Operator, Term

_OPERATOR = re.compile(r"!=|>=|<=|=|>|<|≥|≤|≠")
_FIELD = re.compile(r"[A-Za-z][\w-]*")
_BARE = re.compile(r"[^\s,\"]+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!="}
_PLAIN = re.compile(r'[^\s,"=<>!≥≤≠\\]+')
_ONE_VALUE = re.compile(r'\s*([A-Za-z][\w-]*)\s*(!=|=|≠)([^"=<>!≥≤≠]*\s[^"=<>!≥≤≠]*)')


@dataclass(slots=True)
class _Reading:
    """A filter and how far it was read."""

    text: str
    at: int = 0

    def blanks(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def refuse(self, what: str, hint: str, at: int | None = None) -> RunError:
        column = (self.at if at is None else at) + 1
        return RunError(what, where=f"column {column} of the filter {self.text!r}", hint=hint)


def terms(text: str) -> tuple[Term, ...]:
    """Return the conditions that a filter's text spells, in its order.

    Raises: RunError, with the column, if it spells none that can be asked.

    Example:
        >>> [term.field for term in terms('actor=PRK,"South Korea" confidence>=.5 "road map"')]
        ['actor', 'confidence', 'text']
        >>> terms("type=consult")[0].values
        ('CONSULT',)
    """
    return tuple(_terms(_Reading(text)))


def spell(asked: Sequence[Term]) -> str:
    """Return the text that spells these conditions; `terms` reads it back.

    Example:
        >>> spell(terms('actor = "PRK"   words'))
        'actor=PRK text=words'
    """
    return " ".join(
        f"{term.field}{term.operator.value}{','.join(map(_spell_value, term.values))}" for term in asked
    )


def of_arguments(arguments: Sequence[str]) -> str:
    """Return the filter that the words of a command line spell.

    A shell takes the quotation marks of `actor="North Korea"` away: an argument with one operator and no
    quotation marks holds one field, its values parted by commas alone.

    Example:
        >>> of_arguments(["actor=North Korea,KOR", "type=AID status=planned"])
        'actor="North Korea",KOR type=AID status=planned'
    """
    return " ".join(map(_whole, arguments))


def _whole(argument: str) -> str:
    one = _ONE_VALUE.fullmatch(argument)
    if one is None or one[1].lower() not in FIELDS:
        return argument
    values = ",".join(_spell_value(value.strip()) for value in one[3].split(","))
    return f"{one[1]}{one[2]}{values}"


def _spell_value(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _terms(reading: _Reading) -> Iterator[Term]:
    reading.blanks()
    while reading.at < len(reading.text):
        yield _term(reading)
        reading.blanks()


def _term(reading: _Reading) -> Term:
    start = reading.at
    name = reading.take(_FIELD)
    if name:
        reading.blanks()
        if sign := reading.take(_OPERATOR):
            return _condition(reading, start, name[0], _SIGNS.get(sign[0], sign[0]))
        reading.at = start
    if found := _OPERATOR.match(reading.text, start):
        raise reading.refuse(f"there is no field before {found[0]!r}", "write it like actor=PRK", start)
    if reading.text[start] == ",":
        raise reading.refuse(
            "a comma stands alone", "part values by commas without blanks: type=AID,AGREE", start
        )
    sought = FIELDS["text"]
    return sought.term(Operator.IS, (sought.normal(_value(reading)),))


def _condition(reading: _Reading, start: int, name: str, sign: str) -> Term:
    field = FIELDS.get(name.lower())
    if field is None:
        near = get_close_matches(name.lower(), FIELDS, 1)
        known = f"did you mean {near[0]}?" if near else f"the fields are {', '.join(FIELDS)}"
        raise reading.refuse(f"there is no field {name!r}", known, start)
    operator = Operator(sign)
    if operator not in field.operators:
        signs = " ".join(one.value for one in field.operators)
        raise reading.refuse(f"{field.name} cannot be asked with {sign}", f"it takes {signs}", start)
    values = []
    reading.blanks()
    while True:
        at = reading.at
        value = _value(reading)
        try:
            values.append(field.normal(value))
        except ValueError as error:
            raise reading.refuse(str(error), field.hint, at) from error
        if reading.text[reading.at : reading.at + 1] != ",":
            break
        reading.at += 1
    try:
        return field.term(operator, tuple(values))
    except ValueError as error:
        raise reading.refuse(str(error), field.hint, start) from error


def _value(reading: _Reading) -> str:
    start = reading.at
    if reading.text[start : start + 1] == '"':
        found = reading.take(_QUOTED)
        if found is None:
            raise reading.refuse("this quotation mark is not closed", 'write it like actor="North Korea"')
        value = re.sub(r"\\(.)", r"\1", found[1])
        if not value.strip():
            raise reading.refuse("there is nothing between the quotation marks", "give a value", start)
        return value
    bare = reading.take(_BARE)
    if bare is None:
        raise reading.refuse("a value is missing here", "write it like actor=PRK", start)
    return bare[0]
