from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.config import Settings
from dragoman.errors import RunError, StoryError
from dragoman.model import Failure, Quote, Record, Span, Story, StoryKind
from dragoman.pipeline import Reader, check

ROOT = Path(__file__).parents[2]
STORY = "QUITO, June 7 (Andes Wire) -- The president of Ecuador met the miners of {} on Monday.\n"


def bare(story: Story) -> Record:
    return Record(story, (), (), "")


def reader(code: object = bare) -> Reader:
    return Reader(annotate=lambda story: story, code=code)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(STORY.format(name), encoding="utf-8")
    return tmp_path


def test_stories_are_read_in_order_and_bear_the_version(folder: Path) -> None:
    read = reader()
    found = list(read.read(folder / "b.txt", folder / "a.txt"))
    assert all(isinstance(item, Record) and item.version == read.version for item in found)
    assert [Path(item.story.source or "").name for item in found if isinstance(item, Record)] == [
        "b.txt",
        "a.txt",
    ]


def test_the_version_names_program_and_model() -> None:
    assert Reader().version.startswith(f"{dragoman.__version__}+{Settings().model}-3.")


def test_a_bad_file_is_a_failure_and_the_next_is_read(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    first, second, third, fourth = reader().read(folder, folder / "missing.txt")
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    for item, name in ((second, "b.txt"), (fourth, "missing.txt")):
        assert isinstance(item, Failure)
        assert item.source.endswith(name)
        assert item.reason
        assert item.hint


@pytest.mark.parametrize(
    "error", [ValueError("odd"), RecursionError("deep"), MemoryError("much"), KeyError("x")]
)
def test_what_goes_wrong_with_one_story_is_its_failure(folder: Path, error: Exception) -> None:
    def code(story: Story) -> Record:
        if " b " in story.text:
            raise error
        return bare(story)

    first, second, third = reader(code).read(folder)
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    assert isinstance(second, Failure)
    assert second.reason.startswith(f"{type(error).__name__}: ")
    assert "fault in Dragoman" in (second.hint or "")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RunError("no model")])
def test_what_concerns_the_whole_run_ends_it(folder: Path, error: BaseException) -> None:
    def code(story: Story) -> Record:
        raise error

    with pytest.raises(type(error)):
        list(reader(code).read(folder))


def test_a_missing_model_ends_the_run(folder: Path) -> None:
    with pytest.raises(RunError, match="no_such_model"):
        list(Reader(Settings(model="no_such_model")).read(folder))


def test_stories_are_read_one_at_a_time(folder: Path) -> None:
    seen = []

    def code(story: Story) -> Record:
        seen.append(story)
        return bare(story)

    items = reader(code).read(folder)
    next(items)
    assert len(seen) == 1


def test_one_bad_story_of_those_that_are_parsed_together_fails_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = []

    def parse(nlp: object, stories: Sequence[Story]) -> Iterator[Story]:
        together.append(len(stories))
        if any(" c " in story.text for story in stories):
            raise ValueError("odd")
        yield from stories

    monkeypatch.setattr("dragoman.annotate.registry.parse", parse)
    (folder / "d.txt").write_text(STORY.format("d"), encoding="utf-8")
    (folder / "e.txt").write_text(STORY.format("e"), encoding="utf-8")
    mine = Reader(code=bare)  # type: ignore[arg-type]
    monkeypatch.setattr(mine, "_language", lambda: None)
    found = list(mine.read(folder))
    assert [Path(i.source).name for i in found if isinstance(i, Failure)] == ["c.txt"]
    assert len(found) == 5
    assert together == [1, 2, 1, 1, 2]


@pytest.mark.parametrize("kind", [kind for kind in StoryKind if kind is not StoryKind.STORY])
def test_what_is_no_story_has_no_events(invented: Record, kind: StoryKind) -> None:
    record = reader(lambda story: invented).record(replace(invented.story, kind=kind))
    assert record.events == ()
    assert record.story.kind is kind


def test_a_text_too_long_is_refused() -> None:
    short = Reader(Settings(longest=20), annotate=lambda story: story, code=bare)
    with pytest.raises(StoryError, match="longer than 20"):
        short.record(Story("a" * 21))
    assert short.record(Story("a" * 20))


def test_text_with_lone_surrogates_is_refused() -> None:
    with pytest.raises(StoryError, match="surrogates") as refused:
        reader().read_text("PARIS, May 3 (AFP) - \ud800", "a.txt")
    assert refused.value.where == "a.txt"


def test_the_day_given_reaches_the_story() -> None:
    record = reader().read_text("Miners met.\n\nThey talked in Quito about pay.", None, date(2019, 5, 6))
    assert record.story.published == date(2019, 5, 6)


def test_the_library_raises_at_the_first_bad_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dragoman, "_reader", reader)
    assert len(dragoman.read(folder)) == 3
    assert [r.story.source for r in dragoman.read([str(folder / "c.txt")])] == [str(folder / "c.txt")]
    assert dragoman.read_text(STORY, source="x").story.source == "x"
    with pytest.raises(StoryError) as refused:
        dragoman.read(folder / "missing.txt")
    assert refused.value.where == str(folder / "missing.txt")
    assert refused.value.hint


def broken(record: Record) -> Iterator[Record]:
    event = record.events[0]
    yield replace(record, entities=record.entities[1:])
    yield replace(record, events=(replace(event, quotes=()),))
    yield replace(record, events=(replace(event, quotes=(Quote("not there", Span(0, 9)),)),))
    yield replace(record, events=(replace(event, place="atlantis"),))


def test_a_record_that_is_not_sound_is_refused(invented: Record) -> None:
    check(invented)
    for record in broken(invented):
        with pytest.raises(StoryError, match=invented.events[0].id[:8]):
            check(record)


def test_a_folder_that_mixes_all_formats_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("samples", ROOT / "scripts" / "samples.py")
    assert spec is not None
    assert spec.loader is not None
    samples = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(samples)
    samples.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    items = list(reader().read("."))
    stories = {(item.story.source or "") for item in items if isinstance(item, Record)}
    failures = {item.source for item in items if isinstance(item, Failure)}
    files = {path.name for path in tmp_path.iterdir()}
    unread = {name for name in files if not any(source.startswith(name) for source in stories)}
    assert unread == {"broken.xml", "other.xml"}
    assert failures == {
        "broken.xml", "other.xml", "jsonfeed.json#2", "lines.jsonl#3", "lines.jsonl#4", "table.csv#3",
        "pages.warc!https://news.example/fr", "pages.warc.gz!https://news.example/fr",
        "pages.warc.zst!https://news.example/fr",
    }  # fmt: skip


def test_a_fault_of_a_reader_is_the_failure_of_its_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(data: bytes, source: str, **_: object) -> Story:
        if source.endswith("b.txt"):
            raise ZeroDivisionError("odd")
        return Story(data.decode())

    monkeypatch.setattr("dragoman.sources.intake.read_bytes", faulty)
    first, second, third = reader().read(folder)
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    assert isinstance(second, Failure)
    assert second.reason == "ZeroDivisionError: odd"
