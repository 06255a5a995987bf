"""`dragoman failures`: the texts that could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write
from dragoman.export.wording import clean

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.model import Failure

EXAMPLES = """\b
Examples:
  dragoman failures
  dragoman failures --json | jq -r '.[].source'
"""


def failures(ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> int:
    """List the texts that could not be read, and why."""
    from dragoman.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        found = opened.failures()
    if as_json:
        write(f"{json.dumps([asdict(failure) for failure in found], ensure_ascii=False, indent=1)}\n")
    else:
        show(_lines(found))
    return 0


def _lines(found: list[Failure]) -> Iterator[Text]:
    from rich.text import Text

    if not found:
        yield Text("Every text was read.", style="italic")
    for failure in found:
        yield Text(clean(failure.source), style="bold")
        yield Text(f"  {clean(failure.reason)}")
        if failure.hint:
            yield Text(f"  try: {clean(failure.hint)}", style="dim")
