"""`dragoman brief`: what there is to know on a day, on one page."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, day
from dragoman.cli.screen import write

EXAMPLES = """\b
Examples:
  dragoman brief 2023-11-08
  dragoman brief 2023-11-08 either=KOR,PRK --format html --out brief.html
"""


class BriefFormat(StrEnum):
    """How a brief is written."""

    MARKDOWN = "markdown"
    HTML = "html"


def brief(
    on: Annotated[date, typer.Argument(parser=day, metavar="DAY", help="The day, as 2023-11-08.")],
    filter: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILTER", help="Which events, as for `dragoman events`; all without one."),
    ] = None,
    format: Annotated[
        BriefFormat, typer.Option(case_sensitive=False, help="Text, or a page that stands alone.")
    ] = BriefFormat.MARKDOWN,
    out: Annotated[Path | None, typer.Option(metavar="PATH", help="The file.  [default: stdout]")] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Write the brief of a day: what its stories tell, what is due, and what never came to pass."""
    from dragoman.export import formats
    from dragoman.export.view import View
    from dragoman.ledger import EventFilter, Ledger
    from dragoman.ledger.filter import of_arguments

    wanted = EventFilter.parse(of_arguments(filter or ()))
    with Ledger.open(ledger, read_only=True) as opened:
        view = View(opened, wanted, on)
        if out is None:
            write("".join(formats.pieces(format.value, view)))
        else:
            formats.write(format.value, view, out)
    return 0
