"""`dragoman events`: the ledger's events, filtered."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, day
from dragoman.cli.screen import show, write
from dragoman.model import EventType, Status

if TYPE_CHECKING:
    from dragoman.ledger import Entry
    from dragoman.ledger.world import Happening
    from dragoman.model import Entity

EXAMPLES = """\b
Examples:
  dragoman events --status planned --since 2023-11-09
  dragoman events either=PRK kind=conflict status!=negated since=-7d
  dragoman events --actor "North Korea" --type MOBILIZE
  dragoman events --recipient KOR --format csv > korea.csv
"""

CSV_COLUMNS = (
    "id", "type", "modes", "status", "start", "end", "actor", "actor_code", "recipient", "recipient_code",
    "by", "stance", "place", "quote", "optional", "confidence", "story", "agency", "published", "headline",
    "source",
)  # fmt: skip


class EventFormat(StrEnum):
    """How events are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Who = "a name, a word of one, or a code such as KOR"


def events(
    filter: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILTER", help="Conditions, as: type=THREATEN,COERCE status!=negated."),
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="WHO", help=f"Who did it: {Who}.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="WHO", help="To whom it was done.")] = None,
    type: Annotated[
        EventType | None,
        typer.Option(case_sensitive=False, metavar="TYPE", help="A PLOVER type, as CONSULT."),
    ] = None,
    status: Annotated[Status | None, typer.Option(case_sensitive=False, help="What became of it.")] = None,
    since: Annotated[
        date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Not over before this day.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Not begun after this day.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="WHERE", help="Where: a name or a country's code.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", parser=day, metavar="YYYY-MM-DD", help="As the ledger knew it on that day."),
    ] = None,
    reports: Annotated[
        bool, typer.Option("--reports", help="What each story tells, not each event once.")
    ] = False,
    format: Annotated[
        EventFormat, typer.Option(case_sensitive=False, help="How to print them.")
    ] = EventFormat.TABLE,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """List the ledger's events by day, filtered, each once over all stories that tell of it.

    Each stands with how many reports and independent sources tell of it, and where they differ; `--json`
    tells which. `dragoman explain ID` says why.

    \b
    A filter is conditions that must all hold: FIELD=VALUE, FIELD=ONE,OTHER for any of
    several, FIELD!=VALUE, FIELD>=VALUE; words alone are sought in the evidence. Fields:
    actor recipient either dyad by sector type mode context kind quad status stance since
    until place country agency published confidence text story optional limit.
    docs/filters.md tells them all.
    """
    from dragoman.ledger import EventFilter, Ledger
    from dragoman.ledger.filter import of_arguments
    from dragoman.ledger.register import Register

    plain = EventFilter(actor, recipient, type, status, since, until, place, limit)
    wanted = EventFilter.parse(of_arguments(filter)).also(plain) if filter else plain
    with Ledger.open(ledger, read_only=True) as opened:
        merged = [] if reports else opened.happenings(wanted, as_of=as_of)
        found = opened.reports(wanted, as_of=as_of) if reports else [event.best for event in merged]
        ids = sorted({id for event in merged for id in (*event.actor, *event.recipient)})
        register = Register(opened.identities_of(ids))
    if as_json or format is EventFormat.JSON:
        from dragoman.export.gold import as_entry

        told = [as_entry(entry) for entry in found] if reports else [as_object(event) for event in merged]
        write(f"{json.dumps(told, ensure_ascii=False, indent=1)}\n")
    elif format is EventFormat.CSV:
        write(as_csv(found))
    elif merged:
        from dragoman.cli.happening_page import happening_list

        show([happening_list(merged, register)])
    else:
        _show(found)
    return 0


def as_object(happening: Happening) -> dict[str, Any]:
    """Return an event as its best report has it, with all that tell of it."""
    from dragoman.export.gold import as_entry

    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        **as_entry(happening.best),
        "event": happening.id,
        "sources": happening.sources,
        "first_reported": day(happening.first_reported),
        "last_reported": day(happening.last_reported),
        "reports": [
            {
                "id": entry.event.id,
                "story": entry.story.id,
                "source": entry.story.source,
                "score": member.score,
            }
            for entry, member in zip(happening.reports, happening.members, strict=True)
        ],
        "claims": [
            {
                "field": claim.field,
                "value": claim.value,
                "agency": claim.agency,
                "by": list(claim.by),
                "as_of": day(claim.as_of),
                "newest": claim.newest,
                "sources": claim.sources,
                "widest": claim.widest,
            }
            for claim in happening.claims
        ],
    }


def as_csv(found: Sequence[Entry]) -> str:
    """Return events as comma-separated values under a header; several values in a cell are parted by `;`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for entry in found:
        event, story = entry.event, entry.story
        writer.writerow(
            (
                event.id,
                event.type.value,
                ";".join(event.modes),
                event.status.value,
                event.start,
                event.end,
                _names(entry.actor),
                _codes(entry.actor),
                _names(entry.recipient),
                _codes(entry.recipient),
                _names(entry.by),
                event.stance.value if event.stance else None,
                entry.place.name if entry.place else None,
                event.quotes[0].text if event.quotes else None,
                str(event.optional).lower(),
                event.confidence,
                story.id,
                story.agency,
                story.published,
                story.headline,
                story.source,
            )
        )
    return text.getvalue()


def _names(parties: Sequence[Entity]) -> str:
    return ";".join(entity.name for entity in parties)


def _codes(parties: Sequence[Entity]) -> str:
    return ";".join(entity.code or "" for entity in parties)


def _show(found: Sequence[Entry]) -> None:
    from rich.text import Text

    from dragoman.cli.page import entry_list

    if found:
        show([entry_list(found, with_story=True)])
    else:
        show([Text("No such events in this ledger.", style="italic")])
