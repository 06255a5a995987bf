"""`dragoman who`: one entity over all stories, with its names, its offices over time and its sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write

if TYPE_CHECKING:
    from dragoman.ledger.world import Identity

EXAMPLES = """\b
Examples:
  dragoman who "Kim Kye-Gwan"
  dragoman who Mashaal --json
"""

MOST = 5
"""How many of those who may be meant are shown in full."""


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, a word of one, or a code as KOR.")],
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Show who goes by a name: aliases, offices with the days they were reported, stories, last events."""
    from dragoman.export.followed import as_identity, lines_of
    from dragoman.ledger import Ledger
    from dragoman.ledger.register import Register

    with Ledger.open(ledger, read_only=True) as opened:
        register = Register(opened.identities())
        found = found_for(register, name)
        mine = {identity.id for identity in found[:MOST]}
        happenings = [] if as_json else opened.happenings(among=[mine])
        stories = lines_of(opened.stories())
    if as_json:
        write(f"{json.dumps([as_identity(i) for i in found], ensure_ascii=False, indent=1)}\n")
    else:
        from dragoman.cli.who_page import who_page

        show(who_page(found[:MOST], len(found), register, happenings, stories))
    return 0


def found_for(register: Register, name: str) -> list[Identity]:
    """Return who may be meant. Raises: NotFoundError if nobody goes by that name."""
    from dragoman.errors import NotFoundError

    found = register.find(name)
    if not found:
        raise NotFoundError(
            f"the ledger knows nobody by the name {name!r}", hint="`dragoman events` shows who takes part"
        )
    return found


if TYPE_CHECKING:
    from dragoman.ledger.register import Register
