"""What a table of the ledger is: its columns, and the statements that make and fill it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """A DuckDB type."""
    meaning: str
    """What a value says; with its unit where it has one."""
    packed: bool = True
    """Whether DuckDB may compress it; of lists of many different words single rows are then read slowly."""

    def declared(self) -> str:
        """Return the column as the statement that makes its table declares it."""
        return f"{self.name} {self.type}" + ("" if self.packed else " USING COMPRESSION uncompressed")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the ledger."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    indices: tuple[str, ...] = ()
    """Columns by which rows are looked up one by one."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the columns' names, in order."""
        return tuple(column.name for column in self.columns)

    def create(self) -> str:
        """Return the statement that makes the table."""
        return f"CREATE TABLE {self.name} ({', '.join(c.declared() for c in self.columns)})"

    def index(self) -> tuple[str, ...]:
        """Return the statements that make its indices."""
        return tuple(f"CREATE INDEX {self.name}_by_{name} ON {self.name} ({name})" for name in self.indices)

    def insert(self) -> str:
        """Return the statement that adds rows, given one list of values a column."""
        lists = ", ".join(f"unnest(?::{_lists(column.type)})" for column in self.columns)
        return f"INSERT INTO {self.name} SELECT {lists}"


def _lists(type: str) -> str:
    return f"{type.removesuffix(' PRIMARY KEY')}[]"
