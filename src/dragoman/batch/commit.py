"""The one step that brings the parts of a finished run into a ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dragoman.batch.engines import Done, Engine, Given, engine
from dragoman.batch.notes import Note, file_name, read_manifest
from dragoman.batch.part import digest
from dragoman.batch.prefix import Prefix, prefix
from dragoman.errors import RunError
from dragoman.ledger import Ledger
from dragoman.ledger.loading import Loaded

SETTLED = 500
"""Units: stories settled before the next word on how far it is."""

MANY = 2000
"""Units: new stories. Fewer are settled one after the other, which asks for no other processes."""


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did."""

    parts: int
    loaded: Loaded
    """Stories added, replaced, left as they were; failures."""


def commit(
    place: str,
    ledger: str,
    *,
    engine_name: str = "local",
    workers: int | None = None,
    tell: Callable[[str], None] = lambda words: None,
) -> Committed:
    """Load the parts of a finished run into a ledger, settle it, and return what that did.

    Where most of the stories are new, all are settled at once, and the comparing is the engine's.

    Each part is a transaction: a commit that was ended goes on where it was, and one that is done changes
    nothing more.

    Raises: RunError if there is no finished run, or a part is damaged; LedgerError if the ledger cannot be
        written.
    """
    source = prefix(place)
    manifest = read_manifest(source)
    total = Loaded()
    with Ledger.open(ledger) as opened:
        for number, note in enumerate(manifest.notes, 1):
            tell(f"loading part {number} of {len(manifest.notes)}")
            with _fetched(source, note) as folder:
                total += opened.load(folder)
        left = opened.settle(0)
        if left >= MANY and 2 * left >= opened.size():
            opened.settle_whole(partial(_shared_out, engine(engine_name), workers), tell)
            left = 0
        while left:
            left = opened.settle(SETTLED)
            tell(f"settling, {left} stories left")
    return Committed(len(manifest.notes), total)


def _shared_out(
    engine: Engine, workers: int | None, work: Callable[[Given], Done], given: Iterable[Given]
) -> Iterator[Done]:
    return engine.compute(work, given, workers)


@contextmanager
def _fetched(source: Prefix, note: Note) -> Iterator[Path]:
    """Give a part as a folder, every file as it was written.

    Raises: RunError if a file is missing or damaged.
    """
    with tempfile.TemporaryDirectory(prefix="dragoman-part-") as name:
        folder = Path(name)
        for table, file in note.files.items():
            data = source.get(file_name(note.part, table))
            if data is None or digest(data) != file.sha256:
                what = "is missing" if data is None else "is damaged"
                raise RunError(
                    f"the file {table} of a part {what}",
                    where=f"{source.name}/{file_name(note.part, table)}",
                    hint="remove what is left of the part, and run the batch again",
                )
            (folder / f"{table}.parquet").write_bytes(data)
        yield folder
