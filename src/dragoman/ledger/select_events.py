"""The statement's condition for events of the ledger: the same questions as of single reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from dragoman.ledger.asked import KINDS, NONE, QUADS, Operator, Term, day_of
from dragoman.ledger.select import Condition, EventFilter

_FOLD = "lower(strip_accents({}))"

_ROLES = {"actor": ("actor",), "recipient": ("recipient",), "either": ("actor", "recipient")}

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

_EMPTY_REPORT = {"by": 'len(r."by") = 0', "stance": "r.stance IS NULL", "agency": "s.agency IS NULL"}


def event_where(wanted: EventFilter, today: date | None = None) -> Condition:
    """Return the condition, on events `e`, and its values.

    What an event itself does not hold (its evidence, whose word, the agency) is asked of its reports: one of
    them must have it. `today` is the day that relative days count from, else the machine's own.
    """
    day = today or date.today()
    conditions = ["TRUE"]
    values: list[Any] = []
    for term in wanted.asked():
        condition, held = _condition(term, day)
        conditions.append(condition)
        values.extend(held)
    return " AND ".join(conditions), values


def _condition(term: Term, today: date) -> Condition:
    if term.field == "since":
        return "(e.end_day IS NULL OR e.end_day >= ?)", [day_of(term.values[0], today)]
    if term.field == "until":
        return "(e.start_day IS NULL OR e.start_day <= ?)", [day_of(term.values[0], today, last=True)]
    if term.field == "published":
        return _published(term, today)
    if term.field == "confidence":
        return f"e.confidence {term.operator.value} ?", [float(term.values[0])]
    if term.field == "optional":
        return f"e.optional = {'TRUE' if term.values[0] == 'yes' else 'FALSE'}", []
    if term.field == "dyad":
        return _joined([_party("either", value) for value in term.values], "AND", term)
    parts: list[Condition] = []
    for value in term.values:
        if value == NONE and term.field in _EMPTY:
            parts.append((_EMPTY[term.field], []))
        elif value == NONE and term.field in _EMPTY_REPORT:
            parts.append(_of_reports(_EMPTY_REPORT[term.field], []))
        else:
            parts.append(_ASK[term.field](value))
    return _joined(parts, "OR", term)


def _joined(parts: list[Condition], link: str, term: Term) -> Condition:
    """Return conditions joined; with `!=` what holds where they do not, also where something is unknown."""
    condition = f" {link} ".join(f"({condition})" for condition, _ in parts)
    held = [value for _, values in parts for value in values]
    if term.operator is Operator.IS_NOT:
        return f"NOT coalesce({condition}, FALSE)", held
    return f"({condition})", held


def _of_reports(condition: str, values: list[Any]) -> Condition:
    """Return the condition that one of an event's reports `r`, in a story `s`, is like that."""
    return (
        "e.id IN (SELECT er.event_id FROM event_reports er"
        " JOIN reports r ON r.id = er.report_id AND r.story_id = er.story_id"
        f" JOIN stories s ON s.id = r.story_id WHERE {condition})",
        values,
    )


def _published(term: Term, today: date) -> Condition:
    text, sign = term.values[0], term.operator
    if sign is Operator.IS:
        days = [day_of(text, today), day_of(text, today, last=True)]
        return _of_reports("s.published BETWEEN ? AND ?", days)
    last = sign in (Operator.MOST, Operator.ABOVE)
    return _of_reports(f"s.published {sign.value} ?", [day_of(text, today, last=last)])


def _party(side: str, value: str) -> Condition:
    """Return the condition that someone of that name or code takes part."""
    name = value.strip()
    # Who is meant is found once; a list in the event's own row is then looked through.
    sought = f"contains(' ' || replace(i.terms, '|', ' ') || ' ', ' ' || {_FOLD.format('?::VARCHAR')} || ' ')"
    meant = f"(SELECT coalesce(list(i.id), []) FROM identities i WHERE {sought})"
    parts, values = [], []
    for role in _ROLES[side]:
        parts.append(f"list_contains(e.{role}_codes, ?) OR list_has_any(e.{role}, {meant})")
        values += [name.upper(), name]
    return f"({' OR '.join(parts)})", values


def _place(value: str) -> Condition:
    words = f"' ' || {_FOLD.format('e.place_name')} || ' '"
    named = f"contains({words}, ' ' || {_FOLD.format('?::VARCHAR')} || ' ')"
    return f"(coalesce({named}, FALSE) OR upper(e.country) = upper(?))", [value.strip()] * 2


def _types(quads: tuple[int, ...]) -> Condition:
    named = ", ".join(f"'{type.value}'" for type, quad in QUADS.items() if quad in quads)
    return f"e.type IN ({named})", []


def _by(value: str) -> Condition:
    named = (
        f"contains(' ' || {_FOLD.format('x.name')} || ' ', ' ' || {_FOLD.format('?::VARCHAR')} || ' ')"
        " OR upper(x.code) = upper(?)"
    )
    inside = 'SELECT 1 FROM entities x WHERE x.story_id = r.story_id AND list_contains(r."by", x.id)'
    return _of_reports(f"EXISTS ({inside} AND ({named}))", [value.strip()] * 2)


def _agency(value: str) -> Condition:
    words = f"' ' || {_FOLD.format('s.agency')} || ' '"
    return _of_reports(f"contains({words}, ' ' || {_FOLD.format('?::VARCHAR')} || ' ')", [value])


def _text(value: str) -> Condition:
    holds = f"contains({_FOLD.format('q.text')}, {_FOLD.format('?::VARCHAR')})"
    return _of_reports(f"len([q for q in r.quotes if {holds}]) > 0", [value])


def _sector(value: str) -> Condition:
    return (
        "e.id IN (SELECT p.event_id FROM parties p JOIN identities i ON i.id = p.identity_id"
        " WHERE list_contains(i.sector, ?))",
        [value],
    )


def _holds(column: str) -> Callable[[str], Condition]:
    return lambda value: (f"{column} = ?", [value])


_ASK: dict[str, Callable[[str], Condition]] = {
    "actor": lambda value: _party("actor", value),
    "recipient": lambda value: _party("recipient", value),
    "either": lambda value: _party("either", value),
    "place": _place,
    "country": _holds("e.country"),
    "type": _holds("e.type"),
    "status": _holds("e.status"),
    "mode": lambda value: ("list_contains(e.modes, ?)", [value]),
    "context": lambda value: ("list_contains(e.contexts, ?)", [value]),
    "kind": lambda value: _types(KINDS[value]),
    "quad": lambda value: _types((int(value),)),
    "sector": _sector,
    "by": _by,
    "stance": lambda value: _of_reports("r.stance = ?", [value]),
    "agency": _agency,
    "text": _text,
    "story": lambda value: _of_reports("starts_with(s.id, ?)", [value]),
}
"""The condition of one value of a field."""
