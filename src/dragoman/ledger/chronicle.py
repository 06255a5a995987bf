"""Events and plans asked of the ledger, out of the tables of consequences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from dragoman.ledger import former, reading
from dragoman.ledger.database import Database, Row
from dragoman.ledger.entry import Entry
from dragoman.ledger.scope import scope, taking_part
from dragoman.ledger.select import EventFilter
from dragoman.ledger.world import Happening, Plan
from dragoman.ledger.world_rows import happening_of, plan_of

ORDER = """ORDER BY coalesce(e.start_day, e.end_day) NULLS LAST, coalesce(e.end_day, e.start_day) NULLS LAST,
 e.first_reported NULLS LAST, e.id"""


_SORTED = "e.id, e.start_day, e.end_day, e.first_reported"
"""By what events are sorted."""


def happenings(
    database: Database,
    wanted: EventFilter,
    today: date | None = None,
    among: Sequence[Collection[str]] = (),
) -> list[Happening]:
    """Return the events asked for, by day, the undated last.

    Of each group of identities in `among` one takes part.
    """
    condition, values = scope(database, wanted, today)
    for group in among:
        taking, ids = taking_part(database, sorted(group))
        condition, values = f"({condition}) AND ({taking})", [*values, *ids]
    if wanted.limit is None:
        return _whole(database, database.rows(f"SELECT e.* FROM events e WHERE {condition} {ORDER}", values))
    # What a page shows of its events is read once these are found: of all others only what was asked.
    ids = database.column(_first(condition, wanted.limit), values * 2)
    rows = {row["id"]: row for row in database.among("SELECT * FROM events WHERE id IN ({ids})", ids)}
    return _whole(database, [rows[id] for id in ids])


def _first(condition: str, limit: int) -> str:
    """Return the statement that finds the ids of the first events of the order for which a condition holds.

    Those that begin on a known day are sorted by that column first, and so are the others by theirs: DuckDB
    then passes over all that cannot be among the first any more, which it does for no expression.
    """
    dated, others = (
        f"(SELECT {_SORTED} FROM events e WHERE {begins} AND ({condition}) ORDER BY e.{column} NULLS LAST,"
        f" {ORDER.removeprefix('ORDER BY ')} LIMIT {int(limit)})"
        for begins, column in (("e.start_day IS NOT NULL", "start_day"), ("e.start_day IS NULL", "end_day"))
    )
    return f"SELECT e.id FROM ({dated} UNION ALL {others}) e {ORDER} LIMIT {int(limit)}"


def happening(database: Database, id: str) -> Happening:
    """Return the event of that id, or of the one id that begins so; also by the id of one of its reports, and
    by an id that it had before a newer version of a story was read.

    Raises: NotFoundError if there is none, or more than one.
    """
    asked = id.strip().lower()
    found: list[Row] = []
    if asked:
        # A whole id is looked up; only for the beginning of one all are looked at.
        found = database.rows("SELECT * FROM events WHERE id = ?", [asked])
        found = found or database.rows(
            "SELECT * FROM events WHERE starts_with(id, ?) ORDER BY id LIMIT 3", [asked]
        )
        found = found or database.rows(
            """SELECT * FROM events WHERE id IN
            (SELECT event_id FROM event_reports WHERE starts_with(report_id, ?)) ORDER BY id LIMIT 3""",
            [asked],
        )
        if not found and (now := former.events_of(database, "happening", asked)):
            found = database.among("SELECT * FROM events WHERE id IN ({ids})", now)
    row = reading.only(found, [r["id"] for r in found], "event", id, "`dragoman events` lists them")
    return _whole(database, [row])[0]


def plans(
    database: Database, ids: Sequence[str] | None = None, among: Sequence[Collection[str]] = ()
) -> list[Plan]:
    """Return the plans of these ids, or all, by the day on which they are due, the open ones last.

    Of each group of identities in `among` one takes part.
    """
    if among and ids is None:
        taking = " AND ".join(["list_has_any(list_concat(actor, recipient), ?::VARCHAR[])"] * len(among))
        ids = database.column(f"SELECT id FROM plans WHERE {taking}", [sorted(group) for group in among])
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
    found = database.among("SELECT * FROM reports WHERE id IN ({ids})", sorted(set(ids)))
    return {entry.event.id: entry for entry in reading.entries(database, found)}
