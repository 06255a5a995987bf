"""`dragoman dossier`: the relations of two actors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.agenda import TodayOption
from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write
from dragoman.errors import RunError

EXAMPLES = """\b
Examples:
  dragoman dossier "North Korea" USA
  dragoman dossier KOR USA --html korea.html
  dragoman dossier Hill "Kim Kye-Gwan" --json
"""


def dossier(
    first: Annotated[str, typer.Argument(metavar="A", help="A name, or a code such as KOR.")],
    second: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    today: TodayOption = None,
    as_json: JsonOption = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it there as one page, with its score over time."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Show what passed between two actors: by year, by day, what is planned, what is disputed, who acts."""
    from dragoman.cli.names import meant
    from dragoman.export.followed import as_happening, as_party, as_plan, lines_of
    from dragoman.ledger import Ledger
    from dragoman.ledger.dossier import dossier as between
    from dragoman.ledger.register import Register

    if html is not None:
        return _write_page(html, ledger, first, second, today)
    seen = today or date.today()
    with Ledger.open(ledger, read_only=True) as opened:
        register = Register(opened.identities())
        sides = meant(register, first), meant(register, second)
        made = between(*sides, opened.happenings(among=sides), opened.plans(among=sides))
        outcomes = {p.outcome: opened.happening(p.outcome) for p in made.plans if p.outcome}
        stories = lines_of(opened.stories())
    if as_json:
        data = {
            "between": [first, second],
            "by_year": [{"year": y, "cooperation": good, "conflict": bad} for y, good, bad in made.by_year],
            "acting": [
                [{**as_party(id, register), "events": count} for id, count in acting]
                for acting in (made.first_acting, made.second_acting)
            ],
            "events": [as_happening(h, register) for h in made.happenings],
            "plans": [as_plan(plan, register, outcomes, stories, seen) for plan in made.plans],
            "possible": [as_happening(h, register) for h in made.chances],
        }
        write(f"{json.dumps(data, ensure_ascii=False, indent=1)}\n")
    else:
        from dragoman.cli.dossier_page import dossier_page
        from dragoman.cli.plan_page import PlanFacts

        show(dossier_page(made, (first, second), PlanFacts(register, outcomes, stories), seen))
    return 0


def _write_page(path: Path, ledger: str, first: str, second: str, today: date | None) -> int:
    from dragoman.web.standalone import dyad_page

    made = dyad_page(ledger, first, second, today)
    try:
        path.write_text(made, encoding="utf-8")
    except OSError as error:
        raise RunError(
            f"cannot be written: {error.strerror}", where=str(path), hint="check --html"
        ) from error
    return 0
