"""The ledger's seven tables as Parquet files in a folder, and its events with points as one GeoParquet file.

`stories`, `entities`, `mentions`, `reports` and `stops` hold all that was read, and can be read back;
`events` and `event_versions` what the ledger makes of it: one row an event, one for each report of it.
Nothing is lost but when the stories were entered. Days are date32 with a column `precision` beside them
(day, week, month, year, range, from, until, open), lists are lists. In GeoParquet an event without a
known place has no geometry.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

from dragoman.export.table import COLUMNS, precision, row
from dragoman.export.view import Shown, View
from dragoman.ledger import rows
from dragoman.ledger.schema import ENTITIES, MENTIONS, REPORTS, STOPS, STORIES, Table
from dragoman.model import Record

Item = TypeVar("Item")

BASE = (STORIES, ENTITIES, MENTIONS, REPORTS, STOPS)
"""The tables that are read back; rows of one story stand together, the stories in one order in all."""

VERSION_COLUMNS = {
    "event_id": "text",
    "position": "count",
    "report_id": "text",
    "story_id": "text",
    "agency": "text",
    "slug": "text",
    "published": "day",
    "type": "text",
    "status": "text",
    "start_day": "day",
    "end_day": "day",
    "precision": "text",
    "quote": "text",
}

_AT_ONCE = 500
"""Units: stories in a row group."""


def folder(view: View, out: Path) -> None:
    """Write the seven tables into a folder. Raises: OSError if it cannot be written."""
    out.mkdir(parents=True, exist_ok=True)
    base(view.records(), {table.name: out / f"{table.name}.parquet" for table in BASE})
    events = view.events()
    _write(
        out / "events.parquet",
        {name: _kind(kind) for name, kind in COLUMNS.items()},
        (row(event, view.today) for event in events),
    )
    _write(
        out / "event_versions.parquet",
        {name: _kind(kind) for name, kind in VERSION_COLUMNS.items()},
        (version for event in events for version in versions(event)),
    )


def geoparquet(view: View, out: Path) -> None:
    """Write the events with their points as one file. Raises: OSError if it cannot be written."""
    import pyarrow as pa

    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    fields = {name: _kind(kind) for name, kind in COLUMNS.items()} | {"geometry": pa.binary()}
    made = ({**row(event, view.today), "geometry": point(event)} for event in view.events())
    _write(out, fields, made, {"geo": json.dumps(geo)})


def point(event: Shown) -> bytes | None:
    """Return where an event took place as well-known binary, longitude first; None where that is unknown."""
    place = event.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return struct.pack("<BIdd", 1, 1, place.longitude, place.latitude)


def versions(event: Shown) -> Iterator[dict[str, Any]]:
    """Yield what each report tells of an event, the oldest first."""
    for n, report in enumerate(event.reports):
        told, story = report.event, report.story
        values = (
            event.id,
            n,
            told.id,
            story.id,
            story.agency,
            story.slug,
            story.published,
            told.type.value,
            told.status.value,
            told.start,
            told.end,
            precision(told.start, told.end),
            told.quotes[0].text,
        )
        yield dict(zip(VERSION_COLUMNS, values, strict=True))


def base(records: Iterable[Record], sinks: Mapping[str, Path | IO[bytes]]) -> None:
    """Write the five tables that hold what was read to these files, some hundred stories at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schemas = {table.name: _schema(table) for table in BASE}
    writers = {name: pq.ParquetWriter(sinks[name], schema) for name, schema in schemas.items()}
    try:
        for some in _parted(records, _AT_ONCE):
            made: dict[str, list[Sequence[Any]]] = {
                "stories": [_story(record) for record in some],
                "entities": [made for record in some for made in rows.entity_rows(record)],
                "mentions": [made for record in some for made in rows.mention_rows(record)],
                "reports": [_report(made) for record in some for made in rows.report_rows(record)],
                "stops": [made for record in some for made in rows.stop_rows(record)],
            }
            for name, found in made.items():
                schema = schemas[name]
                columns = [list(column) for column in zip(*found, strict=True)] or [[] for _ in schema]
                arrays = [pa.array(c, field.type) for c, field in zip(columns, schema, strict=True)]
                writers[name].write_table(pa.Table.from_arrays(arrays, schema=schema))
    finally:
        for writer in writers.values():
            writer.close()


_EPOCH = datetime(1970, 1, 1)


def _story(record: Record) -> tuple[Any, ...]:
    """Return a story's row; when it was entered is unknown to whoever reads it back."""
    made = list(rows.story_row(record, _EPOCH, record.story.source))
    made[STORIES.names.index("read_at")] = None
    return tuple(made)


def _report(made: Sequence[Any]) -> tuple[Any, ...]:
    names = REPORTS.names
    return (*made, precision(made[names.index("start_day")], made[names.index("end_day")]))


def _schema(table: Table) -> Any:
    """Return a table's columns as Arrow has them, reports with their precision."""
    import pyarrow as pa

    fields = [(column.name.strip('"'), _arrow(column.type)) for column in table.columns]
    if table is REPORTS:
        fields.append(("precision", pa.string()))
    return pa.schema(fields)


def _arrow(type: str) -> Any:
    """Return a DuckDB type as Arrow has it."""
    import pyarrow as pa

    if type.endswith("[]"):
        return pa.list_(_arrow(type.removesuffix("[]")))
    if type.startswith("STRUCT("):
        parts = type.removeprefix("STRUCT(").removesuffix(")").replace('"', "").split(", ")
        return pa.struct([(name, _arrow(kind)) for name, kind in (part.split(" ", 1) for part in parts)])
    plain = {
        "VARCHAR": pa.string(),
        "JSON": pa.string(),
        "INTEGER": pa.int32(),
        "TINYINT": pa.int8(),
        "SMALLINT": pa.int16(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return plain[type.split(" ")[0]]


def _kind(kind: str) -> Any:
    """Return a kind of value of the events' table as Arrow has it."""
    import pyarrow as pa

    return {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "day": pa.date32(),
        "number": pa.float64(),
        "count": pa.int32(),
        "truth": pa.bool_(),
    }[kind]


def _write(
    out: Path, fields: dict[str, Any], made: Iterable[dict[str, Any]], meta: dict[str, str] | None = None
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema(list(fields.items()), metadata=meta)
    with pq.ParquetWriter(out, schema) as writer:
        for some in _parted(made, 10_000):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


def _parted(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
