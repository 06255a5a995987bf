"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.config import Settings

DEFAULT_LEDGER = Settings().ledger

LedgerOption = Annotated[str, typer.Option("--ledger", metavar="FILE", help="The ledger's file.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]


class Format(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def day(text: str) -> date:
    """Return the day that an option's value names. Raises: typer.BadParameter if it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it like 2023-11-08") from error
