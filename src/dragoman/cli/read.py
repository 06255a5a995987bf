"""`dragoman read`: stories into the ledger, and what was found in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli._errors import tell, tell_failure
from dragoman.cli.options import DEFAULT_LEDGER, Format, JsonOption, LedgerOption, day
from dragoman.cli.screen import progress, show, write
from dragoman.errors import RunError, StoryError
from dragoman.model import Failure, Record

if TYPE_CHECKING:
    from dragoman.ledger import Turns

EXAMPLES = """\b
Examples:
  dragoman read story.txt
  cat story.txt | dragoman read - --no-ledger --format json
  dragoman read wire/2023-11/ --ledger november.duckdb --out records/
  dragoman read story.txt --no-ledger --html story.html
  dragoman read archive.zip feed.xml corpus.parquet --columns text=body,published=date
"""


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files, folders, archives, patterns, web addresses, or - for standard input."
        ),
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Only print; keep nothing.")] = False,
    format: Annotated[
        Format | None,
        typer.Option(case_sensitive=False, help="How to print: a page, or data.  [default: table]"),
    ] = None,
    as_json: JsonOption = False,
    published: Annotated[
        date | None,
        typer.Option(
            "--date", parser=day, metavar="YYYY-MM-DD", help="The day of stories that do not tell theirs."
        ),
    ] = None,
    columns: Annotated[
        str,
        typer.Option(
            metavar="FIELD=COLUMN,...",
            help="Which columns of tables and JSON lines hold what: text=body,published=date.",
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write one JSON file a story there; print only if --format says so."
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the stories there as one page, their evidence marked."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Processes that read where there are many files.  [default: one a core]"
        ),
    ] = None,
) -> int:
    """Read stories into the ledger and print what they tell.

    One story prints as one JSON object with --format json, several as an array; --format jsonl prints one
    object a line.
    """
    if as_json:
        format = Format.JSON
    if out is not None:
        _make_folder(out)
    printer = _Printer(Format.TABLE if format is None and out is None and html is None else format)
    failed = done = 0
    shown: list[Record] = []
    with ExitStack() as open_things:
        opened = None if no_ledger else open_things.enter_context(_open(ledger))
        folder = _Folder(out) if out else None
        open_things.callback(printer.close)
        for item in _items(paths, published, columns, workers):
            if opened:
                opened.add(item)
            if isinstance(item, Failure):
                failed += 1
                tell_failure(item)
                printer.skip()
                continue
            done += 1
            if folder:
                folder.write(item)
            if html:
                shown.append(item)
            printer.print(item)
    if html:
        _write_page(html, shown)
    if failed and failed + done > 1:
        tell(
            f"{failed} of {failed + done} texts could not be read",
            None,
            None if no_ledger else _listed(ledger),
        )
    return StoryError.exit_code if failed else 0


def _items(
    paths: list[str], published: date | None, columns: str, workers: int | None
) -> Iterator[Record | Failure]:
    """Yield records and failures, telling a terminal at stderr meanwhile that work is going on."""
    from dragoman.hands.crew import read
    from dragoman.sources.fields import read_columns
    from dragoman.sources.intake import Asked

    items = read(paths, Asked(published, read_columns(columns)), workers=workers)
    count = 0
    while True:
        with progress("reading" if not count else f"reading, {count} done"):
            item = next(items, None)
        if item is None:
            return
        count += 1
        yield item


def _open(path: str) -> Turns:
    from dragoman.ledger import Turns

    return Turns(path)


def _listed(ledger: str) -> str:
    return "dragoman failures" if ledger == DEFAULT_LEDGER else f"dragoman failures --ledger {ledger}"


def _write_page(path: Path, records: list[Record]) -> None:
    """Write the page of these stories; without one there is nothing to write."""
    from dragoman.web.standalone import stories_page

    if not records:
        return
    try:
        path.write_text(stories_page(records), encoding="utf-8")
    except OSError as error:
        raise RunError(
            f"cannot be written: {error.strerror}", where=str(path), hint="check --html"
        ) from error


class _Printer:
    """Prints records in one format as they come; a JSON array is whole however the run ends."""

    def __init__(self, format: Format | None) -> None:
        self._format = format
        self._held: Record | None = None
        self._count = 0
        self._printed = 0

    def skip(self) -> None:
        """Take note of a text that has no record: what follows is one of several."""
        self._count += 1

    def print(self, record: Record) -> None:
        """Print a record, or hold it until it is known whether it is the only one."""
        self._count += 1
        if self._format is Format.TABLE:
            from dragoman.cli.page import story_page

            show(story_page(record))
        elif self._format is Format.JSONL:
            write(f"{_dump(record)}\n")
        elif self._format is Format.JSON:
            if self._count == 1:
                self._held = record
            else:
                self._item(record)

    def close(self) -> None:
        """Print what is held and end the array."""
        if self._format is not Format.JSON:
            return
        if self._held and self._count == 1:
            write(f"{_dump(self._held, indent=1)}\n")
        elif self._count > 1:
            self._flush()
            write("\n]\n" if self._printed else "[]\n")

    def _item(self, record: Record) -> None:
        self._flush()
        write(f"{',' if self._printed else '['}\n{_dump(record, indent=1)}")
        self._printed += 1

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, None
            self._item(held)


class _Folder:
    """Writes one JSON file a story, named after the file it came from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: dict[str, str] = {}

    def write(self, record: Record) -> None:
        """Write the record's file; a name that another story of this run has gets the story's id added."""
        name = file_name(record)
        if self._used.setdefault(name, record.story.id) != record.story.id:
            name = f"{name}-{record.story.id[:8]}"
        path = self._folder / f"{name}.json"
        try:
            path.write_text(f"{_dump(record, indent=1)}\n", encoding="utf-8")
        except OSError as error:
            raise RunError(
                f"cannot be written: {error.strerror}", where=str(path), hint="check --out"
            ) from error


def file_name(record: Record) -> str:
    """Return the name for a story's file: its source's stem, or the folder's name if that is `story`."""
    source = Path(record.story.source or "")
    name = source.parent.name if source.name == "story.txt" and source.parent.name else source.name
    if name == source.name and source.suffix in (".txt", ".html", ".htm", ".xml", ".json", ".md", ".sgm"):
        name = source.stem
    return re.sub(r"[^\w.-]+", "_", name).strip("._") or record.story.id


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(
            f"no folder can be made: {error.strerror}", where=str(folder), hint="check --out"
        ) from error


def _dump(record: Record, indent: int | None = None) -> str:
    from dragoman.export.gold import as_gold

    return json.dumps(as_gold(record), ensure_ascii=False, indent=indent)
