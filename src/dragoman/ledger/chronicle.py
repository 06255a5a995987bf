"""Events and plans asked of the ledger, out of the tables of consequences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dragoman.ledger import reading
from dragoman.ledger.asked import KINDS, NONE, QUADS, Operator, Term, day_of
from dragoman.ledger.database import Database, Row
from dragoman.ledger.entry import Entry
from dragoman.ledger.identity_shelf import going_by
from dragoman.ledger.select import Condition, EventFilter, where
from dragoman.ledger.world import Happening, Plan
from dragoman.ledger.world_rows import happening_of, plan_of

ORDER = """ORDER BY coalesce(e.start_day, e.end_day) NULLS LAST, coalesce(e.end_day, e.start_day) NULLS LAST,
 e.first_reported NULLS LAST, e.id"""

CODE_LENGTH = 3
"""Units: letters of the code of a state or body; in capitals it is no name."""

FEW = 1500
"""Events that one name takes part in, up to which they are looked up rather than sought among all."""


def happenings(database: Database, wanted: EventFilter, today: date | None = None) -> list[Happening]:
    """Return the events asked for, by day, the undated last."""
    condition, values = _where(database, wanted, today or date.today())
    if wanted.limit is None:
        return _whole(database, database.rows(f"SELECT e.* FROM events e WHERE {condition} {ORDER}", values))
    return _whole(database, database.rows(_first(condition, wanted.limit), values * 2))


def _first(condition: str, limit: int) -> str:
    """Return the statement that finds the first events of the order for which a condition holds.

    Those that begin on a known day are sorted by that column first, and so are the others by theirs: DuckDB
    then passes over all that cannot be among the first any more, which it does for no expression.
    """
    dated, others = (
        f"(SELECT e.* FROM events e WHERE {begins} AND ({condition}) ORDER BY e.{column} NULLS LAST,"
        f" {ORDER.removeprefix('ORDER BY ')} LIMIT {int(limit)})"
        for begins, column in (("e.start_day IS NOT NULL", "start_day"), ("e.start_day IS NULL", "end_day"))
    )
    return f"SELECT e.* FROM ({dated} UNION ALL {others}) e {ORDER} LIMIT {int(limit)}"


def happening(database: Database, id: str) -> Happening:
    """Return the event of that id, or of the one id that begins so; also by the id of one of its reports.

    Raises: NotFoundError if there is none, or more than one.
    """
    asked = id.strip().lower()
    found: list[Row] = []
    if asked:
        found = database.rows("SELECT * FROM events WHERE starts_with(id, ?) ORDER BY id LIMIT 3", [asked])
        found = found or database.rows(
            """SELECT * FROM events WHERE id IN
            (SELECT event_id FROM event_reports WHERE starts_with(report_id, ?)) ORDER BY id LIMIT 3""",
            [asked],
        )
    row = reading.only(found, [r["id"] for r in found], "event", id, "`dragoman events` lists them")
    return _whole(database, [row])[0]


def plans(database: Database, ids: Sequence[str] | None = None) -> list[Plan]:
    """Return the plans of these ids, or all, by the day on which they are due, the open ones last."""
    if ids is None:
        found = database.rows("SELECT * FROM plans")
        steps = database.rows("SELECT * FROM outcomes")
    else:
        found = database.among("SELECT * FROM plans WHERE id IN ({ids})", ids)
        steps = database.among("SELECT * FROM outcomes WHERE plan_id IN ({ids})", ids)
    of: dict[str, list[Row]] = defaultdict(list)
    for step in sorted(steps, key=lambda row: int(row["position"])):
        of[step["plan_id"]].append(step)
    return sorted(
        (plan_of(row, of[row["id"]]) for row in found),
        key=lambda p: (p.due_end or p.due_start or date.max, p.due_start or date.max, p.id),
    )


def _whole(database: Database, found: Sequence[Row]) -> list[Happening]:
    """Return the happenings of rows of `events`, in their order, with their reports and claims."""
    ids = [row["id"] for row in found]
    members: dict[str, list[Row]] = defaultdict(list)
    for row in database.among("SELECT * FROM event_reports WHERE event_id IN ({ids})", ids):
        members[row["event_id"]].append(row)
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in database.among("SELECT * FROM claims WHERE event_id IN ({ids})", ids):
        claims[row["event_id"]].append(row)
    told = _reports(database, [m["report_id"] for held in members.values() for m in held])
    made = []
    for row in found:
        held = sorted((m for m in members[row["id"]] if m["report_id"] in told), key=_position)
        if held:
            entries = [told[m["report_id"]] for m in held]
            made.append(happening_of(row, held, entries, sorted(claims[row["id"]], key=_position)))
    return made


def _position(row: Row) -> int:
    return int(row["position"])


def _reports(database: Database, ids: Sequence[str]) -> dict[str, Entry]:
    # The rows are named first: DuckDB fetches wide rows one by one where the index alone finds them.
    asked = "SELECT * FROM reports WHERE rowid IN (SELECT rowid FROM reports WHERE id IN ({ids}))"
    found = database.among(asked, sorted(set(ids)))
    return {entry.event.id: entry for entry in reading.entries(database, found)}


# --- the conditions


def _where(database: Database, wanted: EventFilter, today: date) -> Condition:
    """Return the condition, on events `e`, and its values; what only reports tell is asked of them."""
    conditions, values = ["TRUE"], list[Any]()
    told: list[Term] = []
    for term in wanted.asked():
        if term.field in _TOLD:
            told.append(term)
            continue
        condition, held = _condition(database, term, today)
        conditions.append(condition)
        values += held
    if told:
        condition, held = where(EventFilter(terms=tuple(told)), today)
        conditions.append(
            f"""e.id IN (SELECT m.event_id FROM event_reports m JOIN reports r ON r.id = m.report_id
            JOIN stories s ON s.id = r.story_id WHERE {condition})"""
        )
        values += held
    return " AND ".join(conditions), values


_TOLD = frozenset({"by", "stance", "agency", "text", "story", "published", "sector"})
"""Fields that reports have and events do not."""


def _condition(database: Database, term: Term, today: date) -> Condition:
    if term.field == "since":
        return "(e.end_day IS NULL OR e.end_day >= ?)", [day_of(term.values[0], today)]
    if term.field == "until":
        return "(e.start_day IS NULL OR e.start_day <= ?)", [day_of(term.values[0], today, last=True)]
    if term.field == "confidence":
        return f"e.confidence {term.operator.value} ?", [float(term.values[0])]
    if term.field == "optional":
        return f"e.optional = {'TRUE' if term.values[0] == 'yes' else 'FALSE'}", []
    link = " AND " if term.field == "dyad" else " OR "
    parts = [_value(database, term.field, value) for value in term.values]
    condition = link.join(f"({part})" for part, _ in parts)
    held = [value for _, values in parts for value in values]
    if term.operator is Operator.IS_NOT:
        return f"NOT coalesce({condition}, FALSE)", held
    return f"({condition})", held


def _value(database: Database, field: str, value: str) -> Condition:
    if value == NONE and field in _EMPTY:
        return _EMPTY[field], []
    if field in _PLAIN:
        return _PLAIN[field](value)
    if field == "place":
        return _place(value)
    return _party(database, field, value)


def _party(database: Database, field: str, value: str) -> Condition:
    """Return the condition that someone of that code, or of that name, takes part on that side."""
    sides = {"actor": ("actor",), "recipient": ("recipient",)}.get(field, ("actor", "recipient"))
    code = value.strip().upper()
    coded = " OR ".join(f"list_contains(e.{side}_codes, ?)" for side in sides)
    if code == value.strip() and len(code) == CODE_LENGTH:
        return coded, [code] * len(sides)
    ids = going_by(database, value)
    events = _few(database, ids, sides)
    if events is not None:
        if not events:
            return "FALSE", []
        # Among the conditions of a page an index is not asked for ids, in a statement of its own it is.
        asked = ", ".join("?" * len(events))
        return f"e.rowid IN (SELECT rowid FROM events WHERE id IN ({asked}))", events
    named = " OR ".join(f"list_has_any(e.{side}, ?::VARCHAR[])" for side in sides)
    return named, [ids] * len(sides)


def _few(database: Database, identities: Sequence[str], sides: Sequence[str]) -> list[str] | None:
    """Return the events of these identities, or None if they are many."""
    if len(identities) > FEW:
        return None
    asked = f"SELECT event_id, role FROM parties WHERE identity_id IN ({{ids}}) LIMIT {FEW + 1}"
    rows = database.among(asked, identities)
    if len(rows) > FEW:
        return None
    return sorted({row["event_id"] for row in rows if row["role"] in sides})


def _place(value: str) -> Condition:
    named = (
        "contains(' ' || lower(strip_accents(e.place_name)) || ' ', ' ' || lower(strip_accents(?)) || ' ')"
    )
    return f"(e.country = upper(?) OR {named})", [value.strip(), value.strip()]


def _holds(column: str) -> Callable[[str], Condition]:
    return lambda value: (f"{column} = ?", [value])


def _lists(column: str) -> Callable[[str], Condition]:
    return lambda value: (f"list_contains({column}, ?)", [value])


def _types(quads: tuple[int, ...]) -> Condition:
    names = [type.value for type, quad in QUADS.items() if quad in quads]
    return f"e.type IN ({', '.join('?' * len(names))})", names


_PLAIN: dict[str, Callable[[str], Condition]] = {
    "type": _holds("e.type"),
    "status": _holds("e.status"),
    "mode": _lists("e.modes"),
    "context": _lists("e.contexts"),
    "kind": lambda value: _types(KINDS[value]),
    "quad": lambda value: _types((int(value),)),
    "country": _holds("e.country"),
}

_EMPTY = {
    "actor": "len(e.actor) = 0",
    "recipient": "len(e.recipient) = 0",
    "either": "len(e.actor) + len(e.recipient) = 0",
    "place": "e.place_name IS NULL",
    "mode": "len(e.modes) = 0",
    "context": "len(e.contexts) = 0",
    "country": "e.country IS NULL",
}
"""What holds where a field is asked for `none`."""
