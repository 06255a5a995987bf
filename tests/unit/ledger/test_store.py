from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import LedgerError, NotFoundError, RunError
from dragoman.ledger import Change, EventFilter, Ledger, entries
from dragoman.ledger.database import Database
from dragoman.ledger.schema import REPORTS, SCHEMA_VERSION, TABLES
from dragoman.model import EventType, Failure, PublishedBasis, Record, Status, Story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.duckdb"


def counts(path: Path) -> dict[str, int]:
    with duckdb.connect(str(path), read_only=True) as db:
        return {t.name: db.execute(f"SELECT count(*) FROM {t.name}").fetchall()[0][0] for t in TABLES}


def test_a_record_comes_back_whole(path: Path, invented: Record) -> None:
    with Ledger.open(path) as ledger:
        assert ledger.add(invented) is Change.ADDED
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.story(invented.story.id) == invented
        assert sorted(ledger.events(), key=lambda e: e.event.id) == sorted(
            entries(invented), key=lambda e: e.event.id
        )


def test_odd_characters_come_back(path: Path, invented: Record) -> None:
    story = replace(invented.story, text=f"{invented.story.text}\x00\u202e\U0001f41f 東京 \r\n\t'\"", id="")
    record = replace(invented, story=story)
    with Ledger.open(path) as ledger:
        ledger.add(record)
        assert ledger.story(story.id) == record


def test_a_story_without_anything_comes_back(path: Path) -> None:
    record = Record(Story("?"), (), (), "0")
    with Ledger.open(path) as ledger:
        ledger.add(record)
        assert ledger.story(record.story.id) == record


def test_reading_again_changes_nothing(path: Path, invented: Record) -> None:
    with Ledger.open(path) as ledger:
        ledger.add(invented)
    before = counts(path)
    moved = replace(invented, story=replace(invented.story, source="copy/of.txt"))
    with Ledger.open(path) as ledger:
        assert ledger.add(invented) is Change.UNCHANGED
        assert ledger.add(moved) is Change.UNCHANGED
        assert ledger.story(invented.story.id) == moved, "of several places the first by name is its source"
        assert ledger.add(invented) is Change.UNCHANGED
        assert ledger.story(invented.story.id) == moved
    assert counts(path) == {**before, "copies": 2}
    assert before["reports"] == len(invented.events)


def test_a_newer_version_takes_the_place_of_an_older_reading(path: Path, invented: Record) -> None:
    newer = replace(invented, events=invented.events[:2], version="0.10.0+model-3.8.0")
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        assert ledger.add(newer) is Change.REPLACED
        assert ledger.story(invented.story.id) == newer
        assert ledger.add(replace(invented, version="0.9.0+model-3.8.0")) is Change.KEPT
        assert ledger.story(invented.story.id) == newer
        assert len(ledger.events()) == 2


def test_another_day_given_is_another_reading(path: Path, invented: Record) -> None:
    dated = replace(invented.story, published=date(2022, 3, 2), published_basis=PublishedBasis.GIVEN)
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        assert ledger.add(replace(invented, story=dated)) is Change.REPLACED
        assert ledger.story(dated.id).story.published == date(2022, 3, 2)


def test_a_record_is_entered_whole_or_not_at_all(
    path: Path, invented: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(invented, story=Story("another text"))
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        insert = Database.insert

        def fail_at_reports(self: Database, table: object, rows: object) -> None:
            if getattr(table, "name", "") == "reports":
                raise KeyboardInterrupt
            insert(self, table, rows)  # type: ignore[arg-type]

        monkeypatch.setattr(Database, "insert", fail_at_reports)
        with pytest.raises(KeyboardInterrupt):
            ledger.add(other)
        with pytest.raises(KeyboardInterrupt):
            ledger.add(replace(invented, version="9.0"))
        monkeypatch.undo()
        assert [line.id for line in ledger.stories()] == [invented.story.id]
        assert ledger.story(invented.story.id) == invented
        assert ledger.add(other) is Change.ADDED


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), 6),
        (EventFilter(actor="solheim"), 2),
        (EventFilter(actor="INGRID"), 2),
        (EventFilter(actor="nor"), 2),
        (EventFilter(actor="Sol"), 0),
        (EventFilter(actor="Perú"), 3),
        (EventFilter(recipient="Santiago"), 2),
        (EventFilter(recipient="Chile", type=EventType.CONSULT), 1),
        (EventFilter(status=Status.NEGATED), 1),
        (EventFilter(place="lima"), 1),
        (EventFilter(place="PER"), 1),
        (EventFilter(place="CHL"), 0),
        (EventFilter(since=date(2021, 3, 4)), 2),
        (EventFilter(until=date(2021, 2, 10)), 3),
        (EventFilter(since=date(2021, 3, 1), until=date(2021, 3, 2)), 2),
        (EventFilter(actor="' OR 1=1 --"), 0),
        (EventFilter(limit=2), 2),
    ],
)
def test_filters(path: Path, invented: Record, wanted: EventFilter, found: int) -> None:
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        assert len(ledger.events(wanted)) == found


def test_events_come_by_day(path: Path, invented: Record) -> None:
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        first = [entry.event.start or entry.event.end for entry in ledger.events()]
    assert first == sorted(day for day in first if day)


def test_an_event_is_found_by_how_its_id_begins(path: Path, invented: Record) -> None:
    event = invented.events[0]
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        assert ledger.event(event.id).event == event
        assert ledger.event(event.id[:8].upper()).event == event
        for missing in ("zz", "", "%"):
            with pytest.raises(NotFoundError):
                ledger.event(missing)
        ledger.add(
            Record(Story("twin"), invented.entities, (replace(event, id=f"{event.id[:10]}ffffff"),), "0")
        )
        with pytest.raises(NotFoundError, match="more than one"):
            ledger.event(event.id[:8])


def test_failures_are_kept_until_the_text_is_read(path: Path, invented: Record) -> None:
    source = invented.story.source
    assert source
    with Ledger.open(path) as ledger:
        ledger.add_failure(Failure("b.txt", "not text", "convert it"))
        ledger.add_failure(Failure(source, "empty"))
        ledger.add_failure(Failure(source, "too short"))
        assert ledger.failures() == [Failure("b.txt", "not text", "convert it"), Failure(source, "too short")]
        ledger.add(invented)
        assert ledger.failures() == [Failure("b.txt", "not text", "convert it")]


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("nothing of the kind " * 400)
    foreign = tmp_path / "other.duckdb"
    with duckdb.connect(str(foreign)) as db:
        db.execute("CREATE TABLE cats (name VARCHAR)")
    before = text.read_bytes(), foreign.read_bytes()
    for path in (text, foreign):
        with pytest.raises(LedgerError, match="no ledger") as refused:
            Ledger.open(path)
        assert refused.value.hint
    assert (text.read_bytes(), foreign.read_bytes()) == before


def test_a_newer_ledger_is_refused(path: Path) -> None:
    Ledger.open(path).close()
    with duckdb.connect(str(path)) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [str(SCHEMA_VERSION + 1)])
    with pytest.raises(LedgerError, match="newer version") as refused:
        Ledger.open(path)
    assert "upgrade" in (refused.value.hint or "")


def test_a_damaged_ledger_is_refused(path: Path, invented: Record) -> None:
    with Ledger.open(path) as ledger:
        ledger.add(invented)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(LedgerError) as refused:
        Ledger.open(path)
    assert refused.value.hint


def test_paths_that_can_be_no_ledger(tmp_path: Path) -> None:
    for path, read_only in ((tmp_path, False), (tmp_path / "no" / "x", False), (tmp_path / "x", True)):
        with pytest.raises(LedgerError) as refused:
            Ledger.open(path, read_only=read_only)
        assert refused.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("package", "method"), [("pyarrow", "to_arrow"), ("polars", "to_polars")])
def test_tables_as_frames_where_installed(path: Path, invented: Record, package: str, method: str) -> None:
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        frame = getattr(ledger, method)
        if find_spec(package) and find_spec("pyarrow"):
            assert frame().shape == (len(invented.events), len(REPORTS.columns))
            assert frame("stories").shape[0] == 1
        else:
            with pytest.raises(RunError, match="not installed"):
                frame()
        with pytest.raises(NotFoundError, match="no table"):
            frame("reports; DROP TABLE reports")


def test_a_closed_ledger_says_so(path: Path, invented: Record) -> None:
    ledger = Ledger.open(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.add(invented)


def test_a_reader_of_the_file_cannot_write(path: Path, invented: Record) -> None:
    Ledger.open(path).close()
    with Ledger.open(path, read_only=True) as ledger, pytest.raises(LedgerError, match="cannot be written"):
        ledger.add(invented)
