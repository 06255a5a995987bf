"""`dragoman batch`: a corpus read by many processes into parts, and the parts brought into a ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli._errors import tell
from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption, day
from dragoman.cli.screen import write
from dragoman.errors import RunError, StoryError

if TYPE_CHECKING:
    from dragoman.batch.commit import Committed
    from dragoman.batch.driver import Progress
    from dragoman.batch.notes import Manifest

EXAMPLES = """\b
Examples:
  dragoman batch wire/2023/ --out parts/2023
  dragoman batch 's3://news/2023-11/*.warc.gz' --out s3://coded/2023-11
  dragoman batch corpus.parquet --columns text=body,published=date --out parts --workers 8
  dragoman batch --commit parts/2023 --ledger 2023.duckdb
"""


ROOM = 2048
"""Units: MiB for a worker's model and tables, beside what a story may take."""


def batch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            help="Files, folders, patterns, and addresses of object stores (s3://, gs://, ...).",
        ),
    ] = None,
    out: Annotated[
        str, typer.Option(metavar="PREFIX", help="A folder or an address: the parts are written there.")
    ] = "",
    commit: Annotated[
        str, typer.Option(metavar="PREFIX", help="Bring the parts of a finished run into the ledger.")
    ] = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
    engine: Annotated[str, typer.Option(help="What carries the work out: local or ray.")] = "local",
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="How many read at once.  [default: one a core]")
    ] = 0,
    seconds: Annotated[
        float, typer.Option(min=1, metavar="N", help="Processor time that one story may take.")
    ] = 60.0,
    memory: Annotated[
        int, typer.Option(min=256, metavar="MIB", help="Memory by which a worker may grow for one story.")
    ] = 1024,
    published: Annotated[
        date | None,
        typer.Option(
            "--date", parser=day, metavar="YYYY-MM-DD", help="The day of stories that do not tell theirs."
        ),
    ] = None,
    columns: Annotated[
        str,
        typer.Option(metavar="FIELD=COLUMN,...", help="Which columns of tables and JSON lines hold what."),
    ] = "",
    reader: Annotated[
        str, typer.Option(metavar="MODULE:NAME", help="What makes the reader, for annotators of your own.")
    ] = "dragoman.pipeline:Reader",
    as_json: JsonOption = False,
) -> int:
    """Read a corpus by many processes into Parquet parts, or bring such parts into a ledger.

    What was finished is kept: the same command again goes on where it was ended. A story that crashes, hangs
    or takes too much memory is a failure with its reason, and the rest is read.
    """
    _check(sources, out, commit)
    if commit:
        from dragoman.batch.commit import commit as bring

        done = bring(commit, ledger, engine_name=engine, workers=workers or None, tell=_teller())
        write(_told_commit(done, ledger, as_json))
        return 0
    from dragoman.batch.driver import run
    from dragoman.batch.worker import Recipe
    from dragoman.config import Settings
    from dragoman.hands.budget import Budget
    from dragoman.limits import Limit
    from dragoman.pipeline import Reader
    from dragoman.sources.fields import read_columns

    # The reader ends a story at its limit; a process that no longer can is ended from outside.
    settings = Settings(limit=Limit(seconds, memory))
    budget = Budget(2 * seconds, memory + ROOM)
    recipe = Recipe(
        out,
        Reader().version,
        settings,
        published=published,
        columns=read_columns(columns),
        budget=budget,
        reader=reader,
    )
    teller = _teller()
    made = run(
        sources or [], recipe, engine_name=engine, workers=workers or None, tell=lambda p: teller(_far(p))
    )
    write(_told_run(made, out, as_json))
    if made.failures:
        what = f"{made.failures} of {made.failures + made.stories} texts could not be read"
        tell(what, None, "after the commit, `dragoman failures` lists them with the reasons")
    return StoryError.exit_code if made.failures else 0


def _check(sources: list[str] | None, out: str, commit: str) -> None:
    """Refuse what is neither a run nor a commit. Raises: RunError."""
    if commit and (sources or out):
        raise RunError("reading and bringing in are two steps", hint="give --commit PREFIX by itself")
    if not commit and not sources:
        raise RunError("nothing to read", hint="dragoman batch SOURCE... --out PREFIX")
    if not commit and not out:
        raise RunError("where are the parts to go?", hint="dragoman batch SOURCE... --out PREFIX")


def _teller() -> Callable[[str], None]:
    """Return what shows on a terminal at stderr how far the work is; each word takes the last one's place."""
    if not sys.stderr.isatty():
        return lambda words: None

    def show(words: str) -> None:
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)

    return show


def _far(progress: Progress) -> str:
    failed = f", {progress.failures} failed" if progress.failures else ""
    return f"{progress.done} of {progress.tasks} tasks, {progress.stories} stories{failed}"


def _told_run(made: Manifest, out: str, as_json: bool) -> str:
    told: dict[str, Any] = {
        "stories": made.stories,
        "events": made.events,
        "failures": made.failures,
        "parts": len(made.notes),
        "bytes": made.bytes,
        "prefix": out,
    }
    if as_json:
        return f"{json.dumps(told)}\n"
    return (
        f"{made.stories} stories with {made.events} events in {len(made.notes)} parts"
        f" ({made.bytes / 1e6:.1f} MB) under {out}\n"
        f"bring them into a ledger: dragoman batch --commit {out} --ledger FILE\n"
    )


def _told_commit(done: Committed, ledger: str, as_json: bool) -> str:
    loaded = done.loaded
    if as_json:
        told = {
            name: getattr(loaded, name) for name in ("added", "replaced", "unchanged", "kept", "failures")
        }
        return f"{json.dumps({**told, 'parts': done.parts, 'ledger': ledger})}\n"
    known = loaded.unchanged + loaded.kept
    return (
        f"{loaded.added} stories added to {ledger}, {loaded.replaced} replaced, {known} there before,"
        f" {loaded.failures} failures, from {done.parts} parts\n"
    )
