"""`dragoman explain`: why an entry stands as it does."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write

EXAMPLES = """\b
Examples:
  dragoman explain 3fa2c1d0
  dragoman explain 3fa2c1d0 --json | jq .reasons
"""


def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event or report, or how it begins.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> int:
    """Show why an entry stands as it does: an event of the ledger, or a report of one story."""
    from dragoman.errors import NotFoundError
    from dragoman.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        try:
            event = opened.happening(id)
            entry = event.best
        except NotFoundError:
            event, entry = None, opened.event(id)
        story = opened.story(entry.story.id).story
    if as_json:
        from dragoman.cli.events import as_object
        from dragoman.export.gold import as_entry

        told = as_object(event) if event else as_entry(entry)
        write(f"{json.dumps(told, ensure_ascii=False, indent=1)}\n")
    else:
        from dragoman.cli.explanation import explanation

        show(explanation(entry, story, event))
    return 0
