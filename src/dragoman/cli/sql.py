"""`dragoman sql`: a question in SQL to the ledger's tables."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write
from dragoman.export.wording import clean

if TYPE_CHECKING:
    from dragoman.ledger.questions import Answer

EXAMPLES = """\b
Examples:
  dragoman sql "SELECT type, count(*) AS n FROM events GROUP BY type ORDER BY n DESC"
  dragoman sql "SELECT * FROM story_versions WHERE relation = 'kill'" --json
  dragoman sql --tables
"""


class SqlFormat(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def sql(
    question: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="One SELECT, in DuckDB's SQL.")
    ] = None,
    tables: Annotated[bool, typer.Option("--tables", help="List the tables and their columns.")] = False,
    format: Annotated[
        SqlFormat, typer.Option(case_sensitive=False, help="How to print the rows.")
    ] = SqlFormat.TABLE,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Ask the ledger's tables in SQL; nothing is changed."""
    if tables or question is None:
        if not tables:
            raise typer.BadParameter("give a question, or --tables")
        write(tables_text())
        return 0
    from dragoman.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        answer = opened.sql(question)
    if as_json or format is SqlFormat.JSON:
        write(f"{json.dumps(answer.to_dicts(), ensure_ascii=False, indent=1, default=_plain)}\n")
    elif format is SqlFormat.CSV:
        write(_as_csv(answer))
    else:
        _show(answer)
    return 0


def tables_text() -> str:
    """Return the ledger's tables with their columns, types and meanings."""
    from dragoman.ledger.schema import TABLES

    lines = []
    for table in TABLES:
        lines.append(f"{table.name}: {table.meaning}")
        for column in table.columns:
            kind = column.type.removesuffix(" PRIMARY KEY")
            short = "STRUCT[]" if kind.startswith("STRUCT") and kind.endswith("[]") else kind
            short = "STRUCT" if short.startswith("STRUCT(") else short
            lines.append(f"  {column.name:16} {short:10} {column.meaning}")
        lines.append("")
    return "\n".join(lines)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _as_csv(answer: Answer) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_cell(value) for value in row] for row in answer.rows)
    return text.getvalue()


def _show(answer: Answer) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in answer.columns:
        table.add_column(clean(column))
    for row in answer.rows:
        table.add_row(*(clean(_cell(value)) for value in row))
    show([table])
