"""A ledger of the first version is copied, brought to the present shape, and settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from wire import event, story

from dragoman.errors import LedgerError
from dragoman.ledger import EventFilter, Ledger
from dragoman.ledger.base_tables import ENTITIES, FAILURES, MENTIONS, REPORTS, STORIES
from dragoman.ledger.derived_tables import CASTS, EVENTS, PARTIES
from dragoman.ledger.schema import META, SCHEMA_VERSION
from dragoman.ledger.table import Table
from dragoman.model import Record

Wire = Callable[[str], Record]

AFTER_1 = {"guid", "revision", "kills", "urgency"}
"""Columns of `stories` that the first version lacked."""


def first_version(path: Path, *records: Record) -> None:
    """Make a ledger as the first version made it."""
    kept = path.with_suffix(".new")
    with Ledger.open(kept) as ledger:
        for one in records:
            ledger.add(one)
    with duckdb.connect(str(path)) as db:
        for table in (META, STORIES, ENTITIES, MENTIONS, REPORTS, FAILURES):
            columns = tuple(c for c in table.columns if table is not STORIES or c.name not in AFTER_1)
            db.execute(Table(table.name, table.meaning, columns).create())
        db.execute("INSERT INTO meta VALUES ('program', 'dragoman'), ('schema_version', '1')")
        db.execute(f"ATTACH '{kept}' AS kept (READ_ONLY)")
        for table in (STORIES, ENTITIES, MENTIONS, REPORTS):
            names = ", ".join(c.name for c in table.columns if table is not STORIES or c.name not in AFTER_1)
            db.execute(f"INSERT INTO {table.name} SELECT {names} FROM kept.{table.name}")


AFTER_2 = {"events": {"cast_id", "latitude", "longitude"}, "parties": {"again"}}
"""Columns that the second version lacked; nor had it casts."""


def second_version(path: Path, *records: Record) -> dict[str, list[object]]:
    """Make a ledger as the second version made it, and return the rows that the present one has."""
    with Ledger.open(path) as ledger:
        for one in records:
            ledger.add(one)
        ledger.settle()
        rows = rows_of(ledger)
    with duckdb.connect(str(path)) as db:
        for table in (EVENTS, PARTIES):
            columns = tuple(c for c in table.columns if c.name not in AFTER_2[table.name])
            older = Table(f"old_{table.name}", table.meaning, columns)
            db.execute(older.create())
            db.execute(f"INSERT INTO {older.name} SELECT {', '.join(older.names)} FROM {table.name}")
            db.execute(f"DROP TABLE {table.name}")
            db.execute(f"ALTER TABLE {older.name} RENAME TO {table.name}")
            for statement in table.index():
                db.execute(statement)
        db.execute("DROP TABLE casts")
        db.execute("UPDATE meta SET value = '2' WHERE key = 'schema_version'")
    return rows


def rows_of(ledger: Ledger) -> dict[str, list[object]]:
    """Return all rows of the tables that the second version lacked something of."""
    tables = (EVENTS, PARTIES, CASTS)
    return {t.name: sorted(map(repr, ledger.sql(f"SELECT * FROM {t.name}").rows)) for t in tables}


def test_a_ledger_of_the_second_version_gets_its_registers(
    tmp_path: Path, invented: Record, wire: Wire
) -> None:
    path = tmp_path / "ledger.duckdb"
    both = wire_of_both_sides()
    rows = second_version(path, invented, wire("ferry_first"), wire("treaty"), both)
    with Ledger.open(path) as ledger:
        assert rows_of(ledger) == rows
        assert any("True" in row for row in map(str, rows["parties"]))
        assert ledger.happenings(EventFilter.parse("actor=CHL recipient=CHL"))
    with duckdb.connect(str(tmp_path / "ledger.duckdb.v2"), read_only=True) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [("2",)]


def wire_of_both_sides() -> Record:
    """Return the record of a story in which one state stands on both sides."""
    side = ["Chile|CHL"]
    told = event("COOPERATE happened", "Chile trained with Chile in Arica.", side, side, "", "@Arica|CHL")
    return story("Andes Wire", "2012-05-30", told)


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_ledger_is_copied_and_brought_up(
    tmp_path: Path, invented: Record, wire: Wire, read_only: bool
) -> None:
    path = tmp_path / "ledger.duckdb"
    first_version(path, invented, wire("ferry_first"), wire("ferry_second"))
    with Ledger.open(path, read_only=read_only) as ledger:
        assert ledger.story(invented.story.id) == replace(invented, stops=())
        assert len(ledger.events()) == len(invented.events)
        assert sorted(story.version.stands for story in ledger.shelf()) == [False, True, True]
    with duckdb.connect(str(tmp_path / "ledger.duckdb.v1"), read_only=True) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [("1",)]
        assert db.execute("SELECT count(*) FROM stories").fetchall() == [(3,)]
    with Ledger.open(path) as ledger:
        assert ledger.sql("SELECT value FROM meta WHERE key = 'schema_version'").rows == (
            (str(SCHEMA_VERSION),),
        )


@pytest.mark.parametrize("older", [first_version, second_version])
def test_the_tables_of_an_upgraded_ledger_are_those_of_a_new_one(
    tmp_path: Path, wire: Wire, older: Callable[..., object]
) -> None:
    older(tmp_path / "old.duckdb", wire("treaty"))
    shapes = []
    for name in ("old.duckdb", "new.duckdb"):
        Ledger.open(tmp_path / name).close()
        with duckdb.connect(str(tmp_path / name), read_only=True) as db:
            columns = db.execute(
                "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main'"
                " ORDER BY table_name, column_index"
            ).fetchall()
            indices = db.execute("SELECT index_name, table_name FROM duckdb_indexes() ORDER BY 1").fetchall()
            shapes.append((columns, indices))
    assert shapes[0] == shapes[1]


def test_an_older_ledger_that_cannot_be_copied_is_left_alone(
    tmp_path: Path, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.duckdb"
    first_version(path, wire("treaty"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(LedgerError, match="No space left") as refused:
        Ledger.open(path)
    assert refused.value.hint
    monkeypatch.undo()
    with duckdb.connect(str(path), read_only=True) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [("1",)]
