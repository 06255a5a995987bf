"""The commands under one name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dragoman.cli import (
    agenda,
    annotate,
    batch,
    brief,
    classify,
    code,
    dossier,
    events,
    explain,
    export,
    failures,
    read,
    reviews,
    serve,
    sql,
    stories,
    train,
    watch,
    who,
)

EPILOG = """\b
Exit codes: 0 all went well; 1 a fault in Dragoman; 2 wrong usage, or the run cannot go on;
3 some texts could not be read; 4 the ledger cannot be used; 5 not found; 130 interrupted.
"""


def run(arguments: Sequence[str] | None) -> int:
    """Run a command line (else the process's own) and return its exit code; errors and interrupts pass."""
    command = typer.main.get_command(assemble())
    try:
        with command.make_context(
            "dragoman", list(sys.argv[1:] if arguments is None else arguments)
        ) as context:
            code = command.invoke(context)
    except typer.Exit as end:
        code = end.exit_code
    return code if isinstance(code, int) else 0


def assemble() -> typer.Typer:
    """Return the application with all its commands."""
    app = typer.Typer(
        name="dragoman",
        add_completion=False,
        no_args_is_help=True,
        # The plain help is three times faster to show than the decorated one.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog=EPILOG,
    )
    app.callback()(dragoman)
    app.command(epilog=read.EXAMPLES)(read.read)
    app.command(epilog=events.EXAMPLES)(events.events)
    app.command(epilog=brief.EXAMPLES)(brief.brief)
    app.command(epilog=export.EXAMPLES)(export.export)
    app.command(epilog=agenda.AGENDA_EXAMPLES)(agenda.agenda)
    app.command(epilog=agenda.OUTCOMES_EXAMPLES)(agenda.outcomes)
    app.command(epilog=who.EXAMPLES)(who.who)
    app.command(epilog=dossier.EXAMPLES)(dossier.dossier)
    app.command(epilog=explain.EXAMPLES)(explain.explain)
    app.command(epilog=reviews.MERGE_EXAMPLES)(reviews.merge)
    app.command(epilog=reviews.SPLIT_EXAMPLES)(reviews.split)
    app.command(epilog=reviews.REVIEWS_EXAMPLES)(reviews.reviews)
    app.command(epilog=failures.EXAMPLES)(failures.failures)
    app.command(epilog=stories.EXAMPLES)(stories.stories)
    app.command(epilog=sql.EXAMPLES)(sql.sql)
    app.command(epilog=batch.EXAMPLES)(batch.batch)
    app.command(epilog=annotate.EXAMPLES)(annotate.annotate)
    app.command(epilog=code.EXAMPLES)(code.code)
    app.command(epilog=classify.EXAMPLES)(classify.classify)
    app.command(epilog=serve.EXAMPLES)(serve.serve)
    app.command(epilog=train.EXAMPLES)(train.train)
    app.command(epilog=watch.EXAMPLES)(watch.watch)
    return app


def _version(asked: bool) -> None:
    if asked:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


def dragoman(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads wire stories and keeps the ledger of world politics: who did what to whom, when, where,
    whether it happened or is only planned, feared, claimed or denied, and on whose word.

    \b
    Try: dragoman read story.txt
    """
