"""What was read in one task, as a few Parquet files under a name that is the hash of their content.

The five tables that `dragoman export --format parquet` writes, so that a part can be read and asked like any
such folder; beside them `copies`, every place from which a story's text was read, and `failures`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dragoman.export.parquet import BASE, base
from dragoman.model import Failure, Record

COPIES = "copies"
FAILURES = "failures"


@dataclass(frozen=True, slots=True)
class Part:
    """The files of a part, by the names of their tables."""

    files: Mapping[str, bytes]
    stories: int
    events: int
    failures: int

    @property
    def id(self) -> str:
        """Return the hash of the content: the same for the same stories, whoever read them."""
        return part_id({name: digest(data) for name, data in self.files.items()})


def digest(data: bytes) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(data).hexdigest()


def part_id(digests: Mapping[str, str]) -> str:
    """Return the name of the part whose files have these hashes."""
    return digest("".join(f"{name} {digests[name]}\n" for name in sorted(digests)).encode())[:32]


def make_part(items: Iterable[Record | Failure]) -> Part:
    """Return the part that holds these records and failures.

    Of two readings of one text the later counts; the places of both are kept.
    """
    records: dict[str, Record] = {}
    places: dict[str, set[str]] = {}
    failures: dict[str, Failure] = {}
    for item in items:
        if isinstance(item, Failure):
            failures[item.source] = item
            continue
        id, source = item.story.id, item.story.source
        records[id] = item
        places.setdefault(id, set()).update([source] if source else [])
        failures.pop(source or "", None)
    sound = [_from(record, min(places[id], default=None)) for id, record in records.items()]
    files = {table.name: io.BytesIO() for table in BASE}
    base(sound, files)
    made = {name: file.getvalue() for name, file in files.items()}
    made[COPIES] = _table(
        ("story_id", "source"), [(id, source) for id in records for source in sorted(places[id])]
    )
    made[FAILURES] = _table(
        ("source", "reason", "hint"), [(f.source, f.reason, f.hint) for f in failures.values()]
    )
    return Part(made, len(sound), sum(len(record.events) for record in sound), len(failures))


def _from(record: Record, source: str | None) -> Record:
    return replace(record, story=replace(record.story, source=source))


def _table(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> bytes:
    """Return a table of texts as a Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([(name, pa.string()) for name in names])
    table = pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()
