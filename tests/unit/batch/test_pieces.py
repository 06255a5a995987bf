"""Large files are cut where a story begins: every story is read once, by the name that it has in the file."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import poisoned
import pytest

from dragoman.batch import pieces as cutting
from dragoman.batch.pieces import Piece, load, pieces
from dragoman.batch.plan import tasks
from dragoman.config import Settings
from dragoman.errors import RunError, StoryError
from dragoman.model import Record
from dragoman.pipeline import Reader
from dragoman.sources.intake import Asked
from dragoman.sources.paths import Found

STORIES = 60


@pytest.fixture(autouse=True)
def small_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CUT", 2000)
    monkeypatch.setattr(cutting, "CUT_WEB", 3000)
    monkeypatch.setattr(cutting, "CUT_ROWS", 7)


def _lines() -> bytes:
    texts = [json.dumps({"text": poisoned.story(n)}) for n in range(STORIES)]
    return ("\n\n".join(texts) + "\n").encode()


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    table = pa.table({"text": [poisoned.story(n) for n in range(STORIES)], "no": list(range(STORIES))})
    parquet.write_table(table, out, row_group_size=25)
    return out.getvalue()


def _warc(packed: bool) -> bytes:
    """A web archive in which a request and a picture stand between the pages."""
    out = b""
    for n in range(STORIES):
        page = f"<html><body><p>{poisoned.story(n)}</p></body></html>".encode()
        for kind, mime, body in (
            ("request", "", b"GET / HTTP/1.1\r\n\r\n"),
            ("response", "text/html", page),
            ("response", "image/png", b"\x89PNG"),
        ):
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\n".encode() if mime else b""
            record = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
                f"WARC-Target-URI: http://wire.test/{n}\r\nContent-Type: application/http\r\n"
                f"Content-Length: {len(head + body)}\r\n\r\n"
            ).encode()
            record += head + body + b"\r\n\r\n"
            out += gzip.compress(record) if packed else record
    return out


FILES = {
    "wire.jsonl": _lines,
    "wire.parquet": _parquet,
    "wire.warc": lambda: _warc(packed=False),
    "wire.warc.gz": lambda: _warc(packed=True),
}


def _stories(found: list[Piece]) -> list[tuple[str | None, str]]:
    reader = poisoned.reader(Settings())
    told = []
    for piece in found:
        for job in reader.jobs(load(piece), Asked(before=piece.before, form=piece.form)):
            item = job.do()
            assert isinstance(item, Record), item
            told.append((item.story.source, item.story.text))
    return told


@pytest.mark.parametrize("name", FILES)
def test_the_stretches_hold_each_story_once_under_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    found = list(pieces([str(path)]))
    assert len(found) >= 5
    assert len({piece.key for piece in found}) == len(found)
    reader: Reader = poisoned.reader(Settings())
    whole = [item for item in reader.read(str(path)) if isinstance(item, Record)]
    assert len(whole) == STORIES
    assert _stories(found) == [(item.story.source, item.story.text) for item in whole]


@pytest.mark.parametrize("content", [gzip.compress(_warc(packed=False)), b"PAR1" + b"x" * 9000])
def test_what_cannot_be_cut_is_one_piece(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "wire.bin"
    path.write_bytes(content)
    assert [piece.form for piece in pieces([str(path)])] == [None]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(poisoned.story(1))
    found = list(pieces([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt")]))
    assert [piece.source for piece in found] == [str(tmp_path / "a.txt")]


def test_a_changed_file_is_another_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(poisoned.story(1))
    (before,) = pieces([str(path)])
    path.write_text(poisoned.story(1) + "\n")
    (after,) = pieces([str(path)])
    assert before.key != after.key


def test_standard_input_is_not_shared_out() -> None:
    with pytest.raises(RunError, match="standard input"):
        list(pieces(["-"]))


def test_the_corpus_is_shared_out_the_same_way_whatever_is_done() -> None:
    all_pieces = [Piece(f"{n:02}.txt", "1", 400) for n in range(20)]
    whole = list(tasks(all_pieces, (), 3))
    assert [len(task.pieces) for task in whole] == [3] * 6 + [2]
    rest = list(tasks(all_pieces, [piece.key for piece in whole[2].pieces], 3))
    assert rest == [*whole[:2], *whole[3:]]
    assert list(tasks(all_pieces, [piece.key for piece in all_pieces], 3)) == []


def test_a_file_that_is_gone_when_its_turn_comes_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    (piece,) = pieces([str(path)])
    path.unlink()
    found = load(piece)
    assert isinstance(found, Found)
    assert isinstance(found.content, StoryError)
