"""Identities as a page for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.cli.happening_page import happening_list
from dragoman.cli.page import heading
from dragoman.export.wording import clean, days_words, trim
from dragoman.ledger.entry import StoryLine
from dragoman.ledger.register import Register
from dragoman.ledger.world import Happening, Identity
from dragoman.model import EntityKind, Status

ALIASES = 12
"""How many other names are shown."""

LAST = 5
"""How many of the last events are shown."""


def who_page(
    found: Sequence[Identity],
    count: int,
    register: Register,
    happenings: Sequence[Happening],
    stories: Mapping[str, StoryLine],
) -> Iterator[RenderableType]:
    """Yield what the ledger knows of each of those who may be meant, `count` in all."""
    for n, identity in enumerate(found):
        if n:
            yield Text()
        yield from _identity(identity, register, happenings, stories)
    if count > len(found):
        yield Text(f"\nand {count - len(found)} more go by that name; --json lists all.", style="italic")
    yield Text()


def _identity(
    identity: Identity,
    register: Register,
    happenings: Sequence[Happening],
    stories: Mapping[str, StoryLine],
) -> Iterator[RenderableType]:
    kind = identity.kind.value if identity.kind is not EntityKind.IGO else "international body"
    code = f" · {clean(identity.code)}" if identity.code else ""
    sector = f" · {', '.join(identity.sector)}" if identity.sector else ""
    yield Text.assemble((clean(identity.name), "bold"), (f"  {kind}{code}{sector}", ""))
    told = sorted({link.story_id for link in identity.links})
    agencies = sorted({line.agency for id in told if (line := stories.get(id)) and line.agency})
    days = sorted(line.published for id in told if (line := stories.get(id)) and line.published)
    span = f", {days_words(days[0], days[-1], Status.HAPPENED)}" if days else ""
    noun = "story" if len(told) == 1 else "stories"
    yield Text(
        f"{identity.id} · {len(told)} {noun} ({', '.join(map(clean, agencies)) or 'no agency'}){span}",
        style="dim",
    )
    if identity.aliases:
        shown = ", ".join(clean(alias) for alias in identity.aliases[:ALIASES])
        more = f" and {len(identity.aliases) - ALIASES} more" if len(identity.aliases) > ALIASES else ""
        yield Text(f"also {shown}{more}")
    if identity.offices:
        yield heading("Offices, as reported", len(identity.offices))
        yield _offices(identity)
    mine = [h for h in happenings if identity.id in (*h.actor, *h.recipient)]
    if mine:
        last = sorted(mine, key=lambda h: (h.last_reported or date.min, h.start or date.min, h.id))[-LAST:]
        yield heading(f"Last of {len(mine)} events" if len(mine) > LAST else "Events", None)
        yield happening_list(last, register)


def _offices(identity: Identity) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=26)
    table.add_column(ratio=1, overflow="fold")
    for office in identity.offices:
        days = days_words(office.first_day, office.last_day, Status.HAPPENED)
        noun = "story" if len(office.stories) == 1 else "stories"
        code = f" ({clean(office.code)})" if office.code else ""
        words = Text(trim(clean(office.title), 120)).append(code)
        table.add_row(Text(days), words.append(f"  {len(office.stories)} {noun}", style="dim"))
    return Padding(table, (0, 0, 0, 0))
