"""`dragoman export`: the ledger's events in the shapes that others read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, day
from dragoman.cli.screen import progress, write

EXAMPLES = """\b
Examples:
  dragoman export --format gdelt > events.export.CSV
  dragoman export status=planned --format ics --out due.ics
  dragoman export either=PRK since=2023-11 --format parquet --out korea/
"""


def export(
    filter: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILTER", help="Which events, as for `dragoman events`; all without one."),
    ] = None,
    format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="Which format; without it they are listed.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The file, or the folder for several.  [default: stdout]"),
    ] = None,
    today: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help="The day on which it is asked.  [default: this day]"
        ),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Write the ledger's events in a format that others read.

    docs/formats.md tells what each format holds and what it loses.
    """
    from dragoman.export import formats
    from dragoman.export.view import View
    from dragoman.ledger import EventFilter, Ledger
    from dragoman.ledger.filter import of_arguments

    if format is None:
        write("".join(f"{one.name:<15} {one.meaning}\n" for one in formats.FORMATS.values()))
        return 0
    wanted = EventFilter.parse(of_arguments(filter or ()))
    with Ledger.open(ledger, read_only=True) as opened:
        view = View(opened, wanted, today or date.today())
        if out is None:
            for piece in formats.pieces(format, view):
                write(piece)
        else:
            with progress(f"writing {out}"):
                formats.write(format, view, out)
    return 0
