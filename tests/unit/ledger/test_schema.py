from __future__ import annotations

import duckdb

from dragoman.ledger.schema import CHILDREN, TABLES


def test_every_table_and_column_tells_its_meaning() -> None:
    for table in TABLES:
        assert table.meaning
        assert all(column.meaning and column.type for column in table.columns)
        assert len(set(table.names)) == len(table.names)


def test_the_declared_tables_can_be_made() -> None:
    with duckdb.connect() as db:
        for table in TABLES:
            db.execute(table.create())
            found = [name for name, *_ in db.execute(f"DESCRIBE {table.name}").fetchall()]
            assert found == [name.strip('"') for name in table.names]


def test_what_belongs_to_a_story_names_it() -> None:
    assert all("story_id" in table.names for table in CHILDREN)
