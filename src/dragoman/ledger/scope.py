"""Which events of the ledger a filter is about: the condition of a statement on the table `events`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dragoman.ledger.asked import KINDS, NONE, QUADS, Operator, Term, day_of
from dragoman.ledger.database import Database
from dragoman.ledger.identity_shelf import going_by
from dragoman.ledger.select import Condition, EventFilter, where

CODE_LENGTH = 3
"""Units: letters of the code of a state or body; in capitals it is no name if such a one is known."""

FEW = 1500
"""Events that one name takes part in, up to which they are looked up rather than sought among all."""

SINGLE = 3
"""Identities that are sought one by one: sooner, for so few, than all of them at once."""

_SIDES = {"actor": ("actor",), "recipient": ("recipient",)}
_BOTH = ("actor", "recipient")
_WHO = frozenset({"actor", "recipient", "either", "dyad"})

_FOLD = "lower(strip_accents({}))"


def scope(database: Database, wanted: EventFilter, today: date | None = None) -> Condition:
    """Return the condition, on events `e`, and its values.

    What an event itself does not hold (its evidence, whose word, the agency) is asked of its reports: one of
    them must have all of it, and none what is asked not to be. `today` is the day that relative days count
    from, else the machine's own.
    """
    day = today or date.today()
    made = _Made()
    told: list[Term] = []
    for term in wanted.asked():
        if term.field not in _TOLD:
            made.add(_condition(database, term, day))
        elif term.operator is Operator.IS_NOT:
            made.add(_of_reports([replace(term, operator=Operator.IS)], day, "NOT IN"))
        else:
            told.append(term)
            made.add(_published(term, day))
    if told:
        made.add(_of_reports(told, day, "IN"))
    return made.whole()


@dataclass(frozen=True, slots=True)
class _Part:
    """One condition: on events `e`, or on the casts `c` that they name."""

    condition: str
    values: list[Any] = field(default_factory=list)
    of_casts: bool = False

    def as_event(self) -> _Part:
        """Return the same as a condition on events."""
        if not self.of_casts:
            return self
        return _Part(f"e.cast_id IN (SELECT c.id FROM casts c WHERE {self.condition})", self.values)


@dataclass(slots=True)
class _Made:
    """The conditions found so far; those on casts are asked of the casts at once."""

    parts: list[_Part] = field(default_factory=list)
    casts: list[_Part] = field(default_factory=list)

    def add(self, part: _Part | None) -> None:
        if part is not None:
            (self.casts if part.of_casts else self.parts).append(part)

    def whole(self) -> Condition:
        parts = [*self.parts]
        if self.casts:
            parts.append(_linked(self.casts, "AND").as_event())
        if not parts:
            return "TRUE", []
        return _linked(parts, "AND").condition, [value for part in parts for value in part.values]


def _linked(parts: Sequence[_Part], link: str) -> _Part:
    """Return parts of one kind as one."""
    condition = f" {link} ".join(f"({part.condition})" for part in parts)
    return _Part(condition, [value for part in parts for value in part.values], parts[0].of_casts)


def _condition(database: Database, term: Term, today: date) -> _Part:
    if term.field == "since":
        return _Part("e.end_day IS NULL OR e.end_day >= ?", [day_of(term.values[0], today)])
    if term.field == "until":
        return _Part("e.start_day IS NULL OR e.start_day <= ?", [day_of(term.values[0], today, last=True)])
    if term.field == "confidence":
        return _Part(f"e.confidence {term.operator.value} ?", [float(term.values[0])])
    if term.field == "optional":
        return _Part(f"e.optional = {'TRUE' if term.values[0] == 'yes' else 'FALSE'}")
    parts = [_value(database, term.field, value) for value in term.values]
    if len({part.of_casts for part in parts}) > 1:
        parts = [part.as_event() for part in parts]
    made = _linked(parts, "AND" if term.field == "dyad" else "OR")
    if term.operator is Operator.IS_NOT:
        # What is unknown is not so.
        return replace(made, condition=f"NOT coalesce({made.condition}, FALSE)")
    return made


def _value(database: Database, field: str, value: str) -> _Part:
    if value == NONE and field in _EMPTY:
        return _Part(_EMPTY[field])
    if field in _WHO:
        return _party(database, _SIDES.get(field, _BOTH), value.strip())
    return _PLAIN[field](value)


def _party(database: Database, sides: Sequence[str], value: str) -> _Part:
    """Return the condition that someone of that code, or of that name, takes part on one of these sides."""
    code = value.upper()
    coded = " OR ".join(f"list_contains(c.{side}_codes, ?)" for side in sides)
    made = _Part(coded, [code] * len(sides), of_casts=True)
    if len(value) == CODE_LENGTH and value == code and _is_code(database, code):
        return made
    # Whoever bears the code is found by it.
    ids = going_by(database, value, without=code)
    if not ids:
        return made
    named = _Part(*taking_part(database, ids, sides))
    return _linked([made.as_event(), named], "OR") if _bears(database, code) else named


def _is_code(database: Database, code: str) -> bool:
    """Return whether a state or body is known by this code alone."""
    return bool(database.column("SELECT 1 FROM identities WHERE id = ? AND code = ? LIMIT 1", [code, code]))


def _bears(database: Database, code: str) -> bool:
    """Return whether anybody who takes part in an event bears this code."""
    asked = (
        "SELECT 1 FROM casts WHERE list_contains(actor_codes, ?) OR list_contains(recipient_codes, ?) LIMIT 1"
    )
    return bool(database.column(asked, [code, code]))


def taking_part(database: Database, identities: Sequence[str], sides: Sequence[str] = _BOTH) -> Condition:
    """Return the condition, on events `e`, that one of these identities is on one of these sides."""
    events = _few(database, identities, sides)
    if events is None:
        named = [f"list_contains(e.{side}, ?)" for side in sides for _ in identities]
        if len(identities) <= SINGLE:
            return " OR ".join(named), [*identities] * len(sides)
        named = [f"list_has_any(e.{side}, ?::VARCHAR[])" for side in sides]
        return " OR ".join(named), [[*identities]] * len(sides)
    if not events:
        return "FALSE", []
    # Among the conditions of a page an index is not asked for ids, in a statement of its own it is.
    asked = ", ".join("?" * len(events))
    return f"e.rowid IN (SELECT rowid FROM events WHERE id IN ({asked}))", [*events]


def _few(database: Database, identities: Sequence[str], sides: Sequence[str]) -> list[str] | None:
    """Return the events of these identities, or None if they are many."""
    if len(identities) > FEW:
        return None
    asked = f"SELECT event_id, role FROM parties WHERE identity_id IN ({{ids}}) LIMIT {FEW + 1}"
    rows = database.among(asked, identities)
    if len(rows) > FEW:
        return None
    return sorted({row["event_id"] for row in rows if row["role"] in sides})


# --- what only reports tell

_TOLD = frozenset({"by", "stance", "agency", "text", "story", "published"})
"""Fields that reports have and events do not."""

_OF_STORY = frozenset({"agency", "story", "published"})
"""Those of them that the report's story has."""


def _of_reports(told: Sequence[Term], today: date, sign: str) -> _Part:
    """Return the condition that one of an event's reports is like that, or with `NOT IN` that none is."""
    condition, values = where(EventFilter(terms=tuple(told)), today)
    reports = "JOIN reports r ON r.id = m.report_id AND r.story_id = m.story_id"
    if all(term.field in _OF_STORY for term in told):
        reports = ""
    return _Part(
        f"e.id {sign} (SELECT m.event_id FROM event_reports m {reports}"
        f" JOIN stories s ON s.id = m.story_id WHERE {condition})",
        values,
    )


def _published(term: Term, today: date) -> _Part | None:
    """Return what the days of an event's stories say beforehand of one that was published on such a day."""
    if term.field != "published":
        return None
    first, last = day_of(term.values[0], today), day_of(term.values[0], today, last=True)
    if term.operator in (Operator.LEAST, Operator.ABOVE):
        return _Part("e.last_reported >= ?", [first])
    if term.operator in (Operator.MOST, Operator.BELOW):
        return _Part("e.first_reported <= ?", [last])
    return _Part("e.last_reported >= ? AND e.first_reported <= ?", [first, last])


# --- what an event itself holds


def _place(value: str) -> _Part:
    name = value.strip()
    words = f"' ' || {_FOLD.format('e.place_name')} || ' '"
    named = f"contains({words}, ' ' || {_FOLD.format('?::VARCHAR')} || ' ')"
    return _Part(f"e.country = ? OR {named}", [name.upper(), name])


def _types(quads: tuple[int, ...]) -> _Part:
    names = [type.value for type, quad in QUADS.items() if quad in quads]
    return _Part(f"e.type IN ({', '.join('?' * len(names))})", [*names])


def _sector(value: str) -> _Part:
    meant = "SELECT i.id FROM identities i WHERE list_contains(i.sector, ?)"
    return _Part(f"e.id IN (SELECT p.event_id FROM parties p WHERE p.identity_id IN ({meant}))", [value])


def _holds(column: str) -> Callable[[str], _Part]:
    return lambda value: _Part(f"{column} = ?", [value])


def _lists(column: str) -> Callable[[str], _Part]:
    return lambda value: _Part(f"list_contains({column}, ?)", [value])


_PLAIN: dict[str, Callable[[str], _Part]] = {
    "type": _holds("e.type"),
    "status": _holds("e.status"),
    "mode": _lists("e.modes"),
    "context": _lists("e.contexts"),
    "kind": lambda value: _types(KINDS[value]),
    "quad": lambda value: _types((int(value),)),
    "country": _holds("e.country"),
    "place": _place,
    "sector": _sector,
}
"""The condition of one value of a field."""

_EMPTY = {
    "actor": "len(e.actor) = 0",
    "recipient": "len(e.recipient) = 0",
    "either": "len(e.actor) + len(e.recipient) = 0",
    "place": "e.place_name IS NULL",
    "country": "e.country IS NULL",
    "mode": "len(e.modes) = 0",
    "context": "len(e.contexts) = 0",
}
"""What holds of an event where a field is asked for `none`."""
