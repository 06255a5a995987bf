"""The ledger's tables as Parquet files, read back into records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import StoryError
from dragoman.ledger import rows
from dragoman.ledger.schema import ENTITIES, MENTIONS, REPORTS, STOPS, STORIES
from dragoman.model import Record

NEEDED = tuple(f"{table.name}.parquet" for table in (STORIES, ENTITIES, MENTIONS, REPORTS, STOPS))
"""The files without which a folder holds no ledger's tables."""

_AT_ONCE = 200
"""Units: rows read at once."""


def are_tables(folder: Path) -> bool:
    """Return whether a folder holds a ledger's tables."""
    return all((folder / name).is_file() for name in NEEDED)


def records_of(folder: Path) -> Iterator[Record]:
    """Yield the records that a ledger's tables in a folder hold, in the order of the stories.

    The rows of one story must stand together and the stories in one order in all tables, as they are written.

    Raises: StoryError if a table cannot be read, or tells of stories that are not there.
    """
    children = [_Children(folder / name) for name in NEEDED[1:]]
    for row in _rows(folder / NEEDED[0]):
        yield _record(row, [child.of(row["id"]) for child in children], folder)
    for child in children:
        child.end()


def _record(row: Any, children: list[list[Any]], folder: Path) -> Record:
    """Return the record of a story's row and of its rows in the other tables, in the order of `NEEDED`."""
    entities, mentions, reports, stops = children
    named: dict[str, list[str]] = {}
    try:
        for mention in sorted(mentions, key=lambda m: int(m["position"])):
            named.setdefault(mention["entity_id"], []).append(mention["text"])
        who = tuple(rows.entity_of(e, named.get(e["id"], [])) for e in entities)
        events, travels = tuple(map(rows.event_of, reports)), tuple(map(rows.stop_of, stops))
        return Record(rows.story_of(row), who, events, row["version"], travels)
    except (KeyError, TypeError, ValueError, AttributeError, json.JSONDecodeError) as error:
        what = f"a row of story {row.get('id')} is not whole: {type(error).__name__} {error}"
        raise StoryError(what, where=str(folder), hint="export the tables again") from error


class _Children:
    """The rows of a table, story by story, in the order of the stories."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = _rows(path)
        self._next = next(self._rows, None)

    def of(self, story: str) -> list[Any]:
        """Return the rows of the story whose turn it is."""
        found = []
        while self._next is not None and self._next.get("story_id") == story:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found

    def end(self) -> None:
        """Make sure that no row is left. Raises: StoryError if one is."""
        if self._next is not None:
            raise StoryError(
                f"its rows of story {self._next.get('story_id')} stand where no story of that id does",
                where=str(self._path),
                hint="keep all tables in the order of the stories, as they were written",
            )


def _rows(path: Path) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_AT_ONCE):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise StoryError(f"the table cannot be read: {first}", where=str(path)) from error
