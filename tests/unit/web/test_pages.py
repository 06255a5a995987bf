"""The pages of stories and of reading."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger, entries
from dragoman.model import Passage, PassageKind, Record, Span, Story
from dragoman.web.app import create
from dragoman.web.desk import Desk
from dragoman.web.marked import paragraphs, shown

HOSTILE = (
    "<script>alert('x')</script> met <img src=x onerror=alert(1)> in \u202eSOFIA\u202c. \x1b[31m{{ 7*7 }}"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(str(tmp_path / "ledger.duckdb"))


@pytest.fixture
def client(desk: Desk) -> TestClient:
    with desk.writing():
        pass
    return TestClient(create(desk), base_url="http://localhost")


def _enter(desk: Desk, record: Record) -> None:
    with Ledger.open(desk.path) as ledger:
        ledger.add(record)


def _read(client: TestClient, path: str, word: str, **sent: Any) -> str:
    """Return all that the page is shown of a reading, asked as a browser asks, until it has ended."""
    answer = client.post(path, headers={"X-CSRF-Token": word}, **sent)
    shown = answer.text
    for _ in range(3000):
        assert answer.status_code == 200
        again = re.search(r'hx-get="(/read/jobs/[^"]+)"', answer.text)
        if again is None:
            return shown
        time.sleep(0.2)
        answer = client.get(unescape(again[1]))
        shown += answer.text
    raise AssertionError("the reading does not end")


def test_a_reading_that_is_not_remembered_says_so(client: TestClient) -> None:
    assert client.get("/read/jobs/none").status_code == 404


def test_the_text_comes_through_the_marks_whole(invented: Record) -> None:
    text = invented.story.text
    for paragraph, passage in zip(
        paragraphs(invented, entries(invented)), invented.story.passages, strict=True
    ):
        assert "".join(piece.text for piece in paragraph.pieces) == passage.span.of(text)


def test_evidence_is_marked_where_it_stands(invented: Record) -> None:
    told = entries(invented)
    for entry in told:
        quoted = entry.event.quotes[0].text
        marked = "".join(
            piece.text
            for paragraph in paragraphs(invented, [entry])
            for piece in paragraph.pieces
            if entry.event.id in piece.events
        )
        assert quoted in marked or marked in quoted


def test_a_story_shows_its_text_and_every_event(client: TestClient, desk: Desk, invented: Record) -> None:
    _enter(desk, invented)
    answer = client.get(f"/stories/{invented.story.id}")
    assert answer.status_code == 200
    for event in invented.events:
        assert f'id="entry-{event.id}"' in answer.text
    assert "Ingrid Solheim" in answer.text


def test_an_unknown_story_says_so(client: TestClient) -> None:
    answer = client.get("/stories/ffff")
    assert answer.status_code == 404
    assert "there is no story" in unescape(answer.text)


def test_hostile_text_is_text(client: TestClient, desk: Desk) -> None:
    span = Span(0, len(HOSTILE))
    story = Story(
        HOSTILE, (Passage(PassageKind.HEADLINE, span),), headline=HOSTILE, agency=HOSTILE, source=HOSTILE
    )
    _enter(desk, Record(replace(story, id=""), (), (), "1"))
    text = client.get(f"/stories/{story.id}").text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert "{{ 7*7 }}" in text
    assert re.search(r"<script(?! src=)", text) is None


def test_shown_keeps_what_scripts_need() -> None:
    assert shown("نیم\u200cفاصله") == "نیم\u200cفاصله"


def test_a_pasted_story_is_read_and_entered(client: TestClient, desk: Desk) -> None:
    word = re.search(r'name="csrf" content="(\w+)"', client.get("/read").text)
    assert word
    text = "QUITO, May 4, 2019 (Andes Wire) -- Peru accused Chile on Friday of spying on its navy.\n"
    assert "ACCUSE" in _read(client, "/read/text", word[1], data={"text": text})
    with desk.reading() as ledger:
        assert [story.agency for story in ledger.stories()] == ["Andes Wire"] or ledger.stories()
        assert any(entry.event.type == "ACCUSE" for entry in ledger.events())


def test_files_keep_the_names_they_were_sent_under(client: TestClient, desk: Desk) -> None:
    word = re.search(r'name="csrf" content="(\w+)"', client.get("/read").text)
    assert word
    good = b"LIMA, May 4, 2019 (AP) -- Peru expelled the ambassador of Chile on Friday.\n"
    files = [("files", ("../../a.txt", good, "text/plain")), ("files", ("empty.txt", b"", "text/plain"))]
    shown = _read(client, "/read/files", word[1], files=files)
    assert "empty.txt" in shown
    with desk.reading() as ledger:
        assert [story.source for story in ledger.stories()] == ["a.txt"]
        assert [failure.source for failure in ledger.failures()] == ["empty.txt"]
