"""Which events are asked for, and the statement that finds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dragoman.ledger import filter as language
from dragoman.ledger.asked import KINDS, NONE, QUADS, Operator, Term, day_of
from dragoman.model import EventType, Status

ORDER = """ORDER BY coalesce(r.start_day, r.end_day) NULLS LAST, coalesce(r.end_day, r.start_day) NULLS LAST,
 s.published NULLS LAST, r.story_id, r.position"""

_FOLD = "lower(strip_accents({}))"

_NAMED = f"""EXISTS (SELECT 1 FROM entities e WHERE e.story_id = r.story_id AND {{member}} AND (
 upper(e.code) = upper(?)
 OR contains(' ' || {_FOLD.format("e.name")} || ' ', ' ' || {_FOLD.format("?::VARCHAR")} || ' ')
 OR EXISTS (SELECT 1 FROM mentions m WHERE m.story_id = e.story_id AND m.entity_id = e.id
            AND {_FOLD.format("m.text")} = {_FOLD.format("?::VARCHAR")})))"""

_MEMBERS = {
    "actor": "list_contains(r.actor, e.id)",
    "recipient": "list_contains(r.recipient, e.id)",
    "by": 'list_contains(r."by", e.id)',
    "either": "(list_contains(r.actor, e.id) OR list_contains(r.recipient, e.id))",
    "place": "e.id = r.place",
}

_EMPTY = {
    "actor": "len(r.actor) = 0",
    "recipient": "len(r.recipient) = 0",
    "either": "len(r.actor) + len(r.recipient) = 0",
    "by": 'len(r."by") = 0',
    "place": "r.place IS NULL",
    "agency": "s.agency IS NULL",
    "mode": "len(r.modes) = 0",
    "context": "len(r.contexts) = 0",
    "stance": "r.stance IS NULL",
    "country": "NOT EXISTS (SELECT 1 FROM entities e WHERE e.story_id = r.story_id AND e.id = r.place "
    "AND e.country IS NOT NULL)",
}
"""What holds where a field is asked for `none`."""

Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the events asked for have in common; a field left None asks nothing.

    A name is sought, whatever its case and accents, among the codes, the words of the names and the mentions
    of the entities. `since` and `until` keep what may have fallen between those days: an open end reaches on.
    `terms` are further conditions, as the filter language spells them; `str` spells the whole filter in it.

    Example:
        >>> wanted = EventFilter.parse("type=threaten,coerce status!=negated since=today limit=5")
        >>> str(wanted)
        'type=THREATEN,COERCE status!=negated since=today limit=5'
        >>> str(EventFilter(actor="North Korea", status=Status.PLANNED))
        'actor="North Korea" status=planned'
    """

    actor: str | None = None
    recipient: str | None = None
    type: EventType | None = None
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    limit: int | None = None
    terms: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, text: str) -> EventFilter:
        """Return the filter that a text spells. Raises: RunError, with the column, if it spells none."""
        found = language.terms(text)
        limits = [int(term.values[0]) for term in found if term.field == "limit"]
        kept = tuple(term for term in found if term.field != "limit")
        return cls(limit=min(limits, default=None), terms=kept)

    def also(self, other: EventFilter) -> EventFilter:
        """Return the filter that asks what both ask."""
        limits = [limit for limit in (self.limit, other.limit) if limit is not None]
        return EventFilter(terms=(*self.asked(), *other.asked()), limit=min(limits, default=None))

    def on(self, today: date) -> EventFilter:
        """Return the filter with the days that are told from today as that day makes them."""

        def settled(term: Term) -> Term:
            if term.field not in ("since", "until", "published"):
                return term
            if term.field == "published" and term.operator is Operator.IS:
                return term
            last = term.field == "until" or term.operator in (Operator.MOST, Operator.ABOVE)
            return replace(term, values=(day_of(term.values[0], today, last=last).isoformat(),))

        return replace(self, terms=tuple(map(settled, self.terms)))

    def asked(self) -> tuple[Term, ...]:
        """Return all that is asked, but for the limit, as conditions."""
        plain: dict[str, str | None] = {
            "actor": self.actor,
            "recipient": self.recipient,
            "type": self.type.value if self.type else None,
            "status": self.status.value if self.status else None,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "place": self.place,
        }
        own = [Term(name, Operator.IS, (value,)) for name, value in plain.items() if value is not None]
        return (*own, *self.terms)

    def __str__(self) -> str:
        limit = () if self.limit is None else (Term("limit", Operator.IS, (str(self.limit),)),)
        return language.spell((*self.asked(), *limit))


def where(wanted: EventFilter, today: date | None = None) -> Condition:
    """Return the condition, on reports `r` joined with stories `s`, and its values.

    `today` is the day that relative days count from, else the machine's own.
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
    if term.field in ("since", "until", "published"):
        return _days(term, today)
    if term.field == "confidence":
        return f"r.confidence {term.operator.value} ?", [float(term.values[0])]
    if term.field == "optional":
        return f"r.optional = {'TRUE' if term.values[0] == 'yes' else 'FALSE'}", []
    if term.field == "dyad":
        return _joined([_named("either", value) for value in term.values], "AND", term)
    ask = _ASK.get(term.field)
    parts: list[Condition] = []
    for value in term.values:
        if value == NONE and term.field in _EMPTY:
            parts.append((_EMPTY[term.field], []))
        else:
            parts.append(ask(value) if ask else _named(term.field, value))
    return _joined(parts, "OR", term)


def _joined(parts: list[Condition], link: str, term: Term) -> Condition:
    """Return conditions joined; with `!=` what holds where they do not, also where something is unknown."""
    condition = f" {link} ".join(f"({condition})" for condition, _ in parts)
    held = [value for _, values in parts for value in values]
    if term.operator is Operator.IS_NOT:
        return f"NOT coalesce({condition}, FALSE)", held
    return f"({condition})", held


def _days(term: Term, today: date) -> Condition:
    text, sign = term.values[0], term.operator
    if term.field == "since":
        return "(r.end_day IS NULL OR r.end_day >= ?)", [day_of(text, today)]
    if term.field == "until":
        return "(r.start_day IS NULL OR r.start_day <= ?)", [day_of(text, today, last=True)]
    if sign is Operator.IS:
        return "s.published BETWEEN ? AND ?", [day_of(text, today), day_of(text, today, last=True)]
    last = sign in (Operator.MOST, Operator.ABOVE)
    return f"s.published {sign.value} ?", [day_of(text, today, last=last)]


def _named(side: str, value: str) -> Condition:
    named = _NAMED.format(member=_MEMBERS[side])
    if side == "place":
        named = named.replace("upper(e.code)", "upper(e.country)")
    return named, [value.strip()] * 3


def _holds(column: str) -> Callable[[str], Condition]:
    return lambda value: (f"{column} = ?", [value])


def _lists(column: str) -> Callable[[str], Condition]:
    return lambda value: (f"list_contains({column}, ?)", [value])


def _types(quads: tuple[int, ...]) -> Condition:
    return "list_contains(?::VARCHAR[], r.type)", [[type.value for type, q in QUADS.items() if q in quads]]


def _country(value: str) -> Condition:
    inside = "SELECT 1 FROM entities e WHERE e.story_id = r.story_id AND e.id = r.place"
    return f"EXISTS ({inside} AND upper(e.country) = ?)", [value]


def _sector(value: str) -> Condition:
    inside = f"SELECT 1 FROM entities e WHERE e.story_id = r.story_id AND {_MEMBERS['either']}"
    return f"EXISTS ({inside} AND list_contains(e.sector, ?))", [value]


def _agency(value: str) -> Condition:
    words = f"' ' || {_FOLD.format('s.agency')} || ' '"
    return f"contains({words}, ' ' || {_FOLD.format('?::VARCHAR')} || ' ')", [value]


def _text(value: str) -> Condition:
    holds = f"contains({_FOLD.format('q.text')}, {_FOLD.format('?::VARCHAR')})"
    return f"len([q for q in r.quotes if {holds}]) > 0", [value]


_ASK: dict[str, Callable[[str], Condition]] = {
    "type": _holds("r.type"),
    "status": _holds("r.status"),
    "stance": _holds("r.stance"),
    "mode": _lists("r.modes"),
    "context": _lists("r.contexts"),
    "kind": lambda value: _types(KINDS[value]),
    "quad": lambda value: _types((int(value),)),
    "country": _country,
    "sector": _sector,
    "agency": _agency,
    "text": _text,
    "story": lambda value: ("starts_with(s.id, ?)", [value]),
}
"""The condition of one value of a field; a field that is not here names participants or a place."""
