"""Questions in SQL: asked of the ledger's tables, and of nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from dragoman.errors import RunError
from dragoman.ledger.database import Database, explained
from dragoman.ledger.schema import TABLES

_ASKING = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question in SQL found."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return each row by the names of its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask(database: Database, question: str) -> Answer:
    """Return the answer to one SELECT.

    Files, the network and the program's settings are out of its reach.
    Raises: RunError if it is no such question, or cannot be answered.
    """
    tables = f"the tables are {', '.join(table.name for table in TABLES)}"
    try:
        statements = duckdb.extract_statements(question)
        if len(statements) != 1 or statements[0].type not in _ASKING:
            raise RunError("one question at a time, and one that changes nothing", hint="begin with SELECT")
        with explained(database.path):
            database.connection.execute("SET enable_external_access = false")
        cursor = database.connection.execute(statements[0])
        columns = tuple(column[0] for column in cursor.description or ())
        return Answer(columns, tuple(cursor.fetchall()))
    except duckdb.Error as error:
        said = [line for line in str(error).splitlines() if line.strip()]
        raise RunError(
            f"the question cannot be answered: {said[0] if said else error}", hint=tables
        ) from error
