"""Happenings as a list for a terminal: days, what and who, sources, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.page import DAYS_WIDTH, SHORT_ID, Quotation
from dragoman.cli.plan_page import names
from dragoman.export.wording import STATUS_WORDS, clean, days_words
from dragoman.ledger.asked import QUADS
from dragoman.ledger.dossier import differing
from dragoman.ledger.register import Register
from dragoman.ledger.world import Claim, Happening

_STYLES = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
"""By quad class."""


def happening_list(listed: Sequence[Happening], register: Register) -> RenderableType:
    """Return happenings one under the other: days and id, then what, who, sources and differing claims."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=DAYS_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    for n, happening in enumerate(listed):
        if n:
            table.add_row()
        style = "dim" if happening.optional else None
        table.add_row(_when(happening), Group(*_what(happening, register)), style=style)
    return table


def _when(happening: Happening) -> Text:
    words = days_words(happening.start, happening.end, happening.status)
    if len(words) > DAYS_WIDTH:
        words = words.replace(" – ", " –\n")
    return Text(f"{words}\n").append(happening.id[:SHORT_ID], style="dim")


def _what(happening: Happening, register: Register) -> Iterator[RenderableType]:
    head = Text(happening.type.value, style=f"bold {_STYLES[QUADS[happening.type]]}")
    if happening.modes:
        head.append(f" {', '.join(happening.modes)}", style="not bold")
    if happening.place:
        head.append(f" · {clean(happening.place.name)}", style="not bold default")
    head.append(f" · {STATUS_WORDS[happening.status]}", style="not bold default")
    yield head
    who = Text(names(happening.actor, register) or "unnamed")
    if happening.recipient:
        who.append(" → ", style="dim").append(names(happening.recipient, register))
    yield who
    yield Quotation(clean(happening.reports[0].event.quotes[0].text))
    reports, sources = len(happening.reports), happening.sources
    told = "1 report" if reports == 1 else f"{reports} reports, {sources} independent"
    agencies = sorted({r.story.agency for r in happening.reports if r.story.agency})
    yield Text(f"{told} · {', '.join(map(clean, agencies))}" if agencies else told, style="dim")
    yield from claim_lines(happening)


def claim_lines(happening: Happening) -> Iterator[Text]:
    """Yield for each field on which reports differ what each of them says, the newest and widest marked."""
    for field in differing(happening):
        said = dict.fromkeys(_claim(claim) for claim in happening.claims if claim.field == field)
        yield Text(f"{field}: {'; '.join(said)}", style="magenta")


def _claim(claim: Claim) -> str:
    source = ", ".join(clean(name) for name in claim.by) or clean(claim.agency or "unnamed")
    agency = f", {clean(claim.agency)}" if claim.by and claim.agency else ""
    day = f" {claim.as_of.isoformat()}" if claim.as_of else ""
    marks = [word for word, holds in (("newest", claim.newest), ("most sources", _widely(claim))) if holds]
    return f"{clean(claim.value)} ({source}{agency}{day}{', ' if marks else ''}{', '.join(marks)})"


def _widely(claim: Claim) -> bool:
    return claim.widest and claim.sources > 1
