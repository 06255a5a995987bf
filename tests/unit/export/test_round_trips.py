"""What is exported whole comes back whole: another ledger of it is the same ledger."""

from __future__ import annotations

import io
import json
import struct
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from dragoman.errors import RunError, StoryError
from dragoman.export import formats
from dragoman.export.records import as_record
from dragoman.export.view import View
from dragoman.ledger import EventFilter, Ledger
from dragoman.ledger.tables import are_tables, records_of
from dragoman.model import Failure, Record
from dragoman.pipeline import Reader
from dragoman.sources.records import looks_like_records, read_record, read_records

BASE = ("stories", "entities", "mentions", "reports", "stops", "failures")


def rows(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that hold what was read, but for when."""
    found = {}
    for table in BASE:
        frame = ledger.to_polars(table)
        kept = [name for name in frame.columns if name not in ("read_at", "failed_at")]
        found[table] = sorted(frame.select(kept).rows(), key=repr)
    return found


def test_records_as_lines(view: View, records: tuple[Record, ...], tmp_path: Path) -> None:
    text = "".join(formats.pieces("records", view))
    assert looks_like_records(text.encode())
    back = list(read_records(io.BytesIO(text.encode()), "out.jsonl"))
    assert sorted(back, key=repr) == sorted(records, key=repr)
    with Ledger.open(tmp_path / "other.duckdb") as other:
        for record in back:
            assert isinstance(record, Record)
            other.add(record)
        assert rows(other) == rows(view.ledger)
        assert "".join(formats.pieces("records", View(other, EventFilter(), view.today))) == text


def test_tables_as_parquet(view: View, records: tuple[Record, ...], tmp_path: Path) -> None:
    out = tmp_path / "tables"
    formats.write("parquet", view, out)
    assert are_tables(out)
    back = list(records_of(out))
    assert sorted(back, key=repr) == sorted(records, key=repr)
    with Ledger.open(tmp_path / "other.duckdb") as other:
        for record in back:
            other.add(record)
        assert rows(other) == rows(view.ledger)
    assert {path.stem for path in out.iterdir()} == {
        "stories", "entities", "mentions", "reports", "stops", "events", "event_versions",
    }  # fmt: skip


def test_what_the_tables_hold(view: View, tmp_path: Path) -> None:
    formats.write("parquet", view, tmp_path)
    events = pl.read_parquet(tmp_path / "events.parquet")
    assert events.height == 9
    assert events.schema["start_day"] == pl.Date
    assert events.schema["actor"] == pl.List(pl.String)
    (year,) = events.filter(pl.col("precision") == "year").to_dicts()
    assert (year["start_day"], year["end_day"]) == (date(2020, 1, 1), date(2020, 12, 31))
    reports = pl.read_parquet(tmp_path / "reports.parquet")
    assert set(reports["precision"]) == {"day", "from", "month", "open", "until", "year"}
    versions = pl.read_parquet(tmp_path / "event_versions.parquet")
    assert set(versions["report_id"]) == set(reports["id"])
    assert set(versions["event_id"]) == set(events["id"])


def test_a_filter_takes_whole_stories(ledger: Ledger, tmp_path: Path) -> None:
    view = View(ledger, EventFilter.parse("type=RETREAT"), date(2021, 3, 4))
    formats.write("parquet", view, tmp_path)
    (back,) = records_of(tmp_path)
    assert (back.story.agency, len(back.events)) == ("Reuters", 3)
    assert pl.read_parquet(tmp_path / "events.parquet").height == 1


def test_tables_in_another_order_are_refused(view: View, tmp_path: Path) -> None:
    formats.write("parquet", view, tmp_path)
    path = tmp_path / "reports.parquet"
    pl.read_parquet(path).reverse().write_parquet(path)
    with pytest.raises(StoryError, match="stand where no story"):
        list(records_of(tmp_path))
    path.write_bytes(b"PAR1 no table")
    with pytest.raises(StoryError, match="cannot be read"):
        list(records_of(tmp_path))


def test_points(view: View, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    formats.write("geoparquet", view, out)
    meta = json.loads((pq.read_schema(out).metadata or {})[b"geo"])
    assert meta["columns"][meta["primary_column"]]["encoding"] == "WKB"
    found = pl.read_parquet(out)
    points = [struct.unpack("<BIdd", value) for value in found["geometry"] if value is not None]
    assert points == [(1, 1, -77.04, -12.05)]
    assert found["geometry"].null_count() == found.height - 1


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('"text": "(2nd LD)', '"text": "(3rd LD)', "id is not that of its text"),
        ('"kind": "person"', '"kind": "ghost"', "not whole"),
        ('"published": "2021-03-03"', '"published": "yesterday"', "not whole"),
        ('"mentions": ["Peru"]', '"mentions": "Peru"', "not whole"),
        ('"confidence": 0.9', '"confidence": []', "not whole"),
        ('"offsets": [[', '"offsets": [[-', "not whole"),
        ("dragoman-record-1", "dragoman-record-2", "the line is no record"),
        ('{"format"', '["format"', "not JSON"),
    ],
)
def test_a_changed_record_is_refused(view: View, was: str, now: str, says: str) -> None:
    line = next(line for line in formats.pieces("records", view) if "treaty" in line)
    assert was in line
    with pytest.raises(StoryError, match=says):
        read_record(line.replace(was, now, 1))


def test_all_of_a_story_is_in_its_line(invented: Record) -> None:
    story = replace(invented.story, guid="urn:x:1", revision="2", kills="urn:x:0", urgency=3, id="")
    record = replace(invented, story=story)
    assert read_record(json.dumps(as_record(record))) == record


def test_one_broken_line_does_not_lose_the_others(view: View) -> None:
    lines = list(formats.pieces("records", view))
    data = "".join([lines[0], "{]\n", "\n", *lines[1:]]).encode()
    found = list(read_records(io.BytesIO(data), "out.jsonl"))
    assert [type(item) for item in found].count(Failure) == 1
    assert next(item.source for item in found if isinstance(item, Failure)) == "out.jsonl:2"
    assert len(found) == len(lines) + 1


def test_a_file_is_whole_or_as_it_was(view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "events.csv"
    out.write_text("before")

    def fail(view: View) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.export.table.lines", fail)
    with pytest.raises(KeyboardInterrupt):
        formats.write("csv", view, out)
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_what_cannot_be_written_is_told(view: View, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no format"):
        formats.write("gedlt", view, tmp_path / "x")
    with pytest.raises(RunError, match="a folder"):
        formats.write("csv", view, tmp_path)
    with pytest.raises(RunError, match="cannot be written"):
        formats.write("csv", view, tmp_path / "no" / "such" / "x.csv")
    with pytest.raises(RunError, match="cannot be printed"):
        list(formats.pieces("parquet", view))


@pytest.mark.parametrize("name", ["records", "ninjs", "parquet"])
def test_what_is_exported_is_read_into_the_same_ledger(
    view: View, records: tuple[Record, ...], tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "exported"
    folder.mkdir()
    formats.write(name, view, folder / f"out.{name}")
    reader = Reader(annotate=lambda story: pytest.fail("it is read again"))
    with Ledger.open(tmp_path / "other.duckdb") as other:
        for item in reader.read(folder):
            assert isinstance(item, Record)
            other.add(item)
        assert rows(other) == rows(view.ledger)


def test_a_record_whose_evidence_is_not_in_its_text_is_refused(view: View, tmp_path: Path) -> None:
    line = next(line for line in formats.pieces("records", view) if "treaty" in line)
    path = tmp_path / "out.jsonl"
    path.write_text(line.replace('"quotes": ["', '"quotes": ["x', 1), encoding="utf-8")
    (failure,) = Reader().read(path)
    assert isinstance(failure, Failure)
    assert "evidence that is not in the story" in failure.reason


def test_a_ninjs_story_without_its_record_is_told(view: View, tmp_path: Path) -> None:
    items = [json.loads(line) for line in formats.pieces("ninjs", view)]
    items[0]["bodies"].pop()
    path = tmp_path / "out.ninjs"
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items), encoding="utf-8")
    found = list(Reader().read(path))
    assert [type(item) for item in found].count(Failure) == 1
    assert len(found) == 3
