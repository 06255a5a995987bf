"""A ledger's tables made, recognised, and brought from an older shape to the present one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dragoman.errors import LedgerError
from dragoman.ledger.base_tables import COPIES, REPORTS, REVIEWS, STOPS, STORIES, UNSETTLED
from dragoman.ledger.casts import make_casts
from dragoman.ledger.database import Database
from dragoman.ledger.derived_tables import CASTS, DERIVED, EVENT_REPORTS, EVENTS, PARTIES
from dragoman.ledger.schema import META, SCHEMA_VERSION, TABLES
from dragoman.ledger.table import Table


def make(database: Database) -> None:
    """Make all tables in an empty file."""
    with database.transaction():
        for table in TABLES:
            database.execute(table.create())
            for statement in table.index():
                database.execute(statement)
        database.insert(META, [("program", "dragoman"), ("schema_version", str(SCHEMA_VERSION))])


def version_of(database: Database) -> int:
    """Return the version of the ledger's tables; 0 for an empty file.

    Raises: LedgerError if the file is no ledger, or a newer program's.
    """
    tables = set(database.column("SELECT table_name FROM duckdb_tables()"))
    if not tables:
        return 0
    if META.name not in tables:
        raise _no_ledger(database.path)
    meta = {row["key"]: row["value"] for row in database.rows("SELECT key, value FROM meta")}
    written = meta.get("schema_version", "")
    if meta.get("program") != "dragoman" or not written.isdigit():
        raise _no_ledger(database.path)
    version = int(written)
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"a newer version of Dragoman wrote this ledger (its tables are version {written}, "
            f"this program knows {SCHEMA_VERSION})",
            where=database.path,
            hint="upgrade dragoman, or name another file",
        )
    if version == SCHEMA_VERSION and not {table.name for table in TABLES} <= tables:
        raise _no_ledger(database.path)
    return version


def back_up(path: str, version: int) -> Path:
    """Copy a ledger's file beside it before its tables change, and return the copy's path.

    The file must be closed. A copy that is already there is an earlier one, and is kept.
    Raises: LedgerError if it cannot be copied.
    """
    source = Path(path)
    copy = source.with_name(f"{source.name}.v{version}")
    if copy.exists():
        return copy
    part = copy.with_name(f"{copy.name}.part")
    try:
        shutil.copyfile(source, part)
        part.replace(copy)
    except OSError as error:
        raise LedgerError(
            f"an older version of Dragoman wrote this ledger, and it cannot be copied before it is changed:"
            f" {error.strerror}",
            where=str(copy),
            hint="make room, or copy the ledger elsewhere first",
        ) from error
    return copy


def upgrade(database: Database, version: int) -> None:
    """Bring the tables from that version to the present one, all steps or none.

    Raises: LedgerError if the file cannot be written.
    """
    with database.transaction():
        while version < SCHEMA_VERSION:
            version = _STEPS[version](database)
        database.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(SCHEMA_VERSION)])


def _no_ledger(path: str) -> LedgerError:
    return LedgerError("the file is a database, but no ledger", where=path, hint="name another file")


def _from_1(database: Database) -> int:
    """The first version had facts alone: what follows is made anew from them, all stories being unsettled.

    The stops of a story come with its next reading.
    """
    for column in STORIES.columns[-4:]:
        database.execute(f"ALTER TABLE stories ADD COLUMN {column.name} {column.type}")
    for table in (COPIES, STOPS, REVIEWS, UNSETTLED, *DERIVED):
        database.execute(table.create())
        for statement in table.index():
            database.execute(statement)
    for name in ("entities", "mentions", "reports"):
        database.execute(f"CREATE INDEX {name}_by_story_id ON {name} (story_id)")
    database.execute("CREATE INDEX reports_by_id ON reports (id)")
    database.execute("INSERT INTO copies SELECT id, source FROM stories WHERE source IS NOT NULL")
    database.execute("INSERT INTO unsettled SELECT id FROM stories")
    return SCHEMA_VERSION


def _from_2(database: Database) -> int:
    """Version 3 keeps the casts of the events and where they lie, and says which rows of a participant count.

    The events come to lie in the order of their days, in which pages of them are found soonest, and lists of
    words unpacked, out of which single rows are read soonest.
    """
    for table in (REPORTS, EVENT_REPORTS):
        _rewrite(database, table, f"SELECT * FROM {table.name}")
    database.execute(CASTS.create())
    make_casts(database)
    _rewrite(
        database,
        EVENTS,
        """SELECT e.*, c.id, x.latitude, x.longitude FROM events e
        JOIN casts c ON c.actor_codes = e.actor_codes AND c.recipient_codes = e.recipient_codes
        LEFT JOIN entities x ON x.story_id = e.place_story AND x.id = e.place
        ORDER BY e.start_day, e.end_day""",
    )
    _rewrite(
        database,
        PARTIES,
        """SELECT p.*, p.role = 'recipient' AND (p.identity_id, p.event_id) IN
        (SELECT (a.identity_id, a.event_id) FROM parties a WHERE a.role = 'actor') FROM parties p""",
    )
    return 3


def _rewrite(database: Database, table: Table, selected: str) -> None:
    """Put a table in its present shape in the place of itself, with the rows that a statement selects."""
    anew = replace(table, name=f"new_{table.name}")
    database.execute(anew.create())
    database.execute(f"INSERT INTO {anew.name} {selected}")
    database.execute(f"DROP TABLE {table.name}")
    database.execute(f"ALTER TABLE {anew.name} RENAME TO {table.name}")
    for statement in table.index():
        database.execute(statement)


_STEPS: dict[int, Callable[[Database], int]] = {1: _from_1, 2: _from_2}
"""What brings the tables from each version to a later one, which it returns."""
