from __future__ import annotations

import json
from datetime import date

import pytest

from dragoman.errors import StoryError
from dragoman.model import Failure, Span
from dragoman.sources.bare import read_bare
from dragoman.sources.jsonl import Line, looks_like_lines, read_lines


def one(**fields: object) -> Line | Failure:
    [line] = read_lines(json.dumps(fields).encode(), "in.jsonl")
    return line


def test_a_line_says_its_text_its_day_and_what_it_points_at() -> None:
    line = one(
        doc_id="a",
        text="Envoys met in Oslo.",
        dct="2021-05-03T10:00:00Z",
        toponyms=[{"start": 14, "end": 18}],
    )
    assert isinstance(line, Line)
    assert (line.id, line.published, line.source) == ("a", date(2021, 5, 3), "in.jsonl:1")
    assert line.spans == {"toponyms": (Span(14, 18),)}


def test_ids_stay_as_they_are_and_none_is_the_lines_number() -> None:
    lines = list(read_lines(b'{"id": 0, "text": "a"}\n\n{"text": "b", "date": ""}\r\n', "in.jsonl"))
    assert [(line.id, line.published) for line in lines if isinstance(line, Line)] == [(0, None), (3, None)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "no text"),
        ('{"id": 1}', "no text"),
        ('{"text": 5}', "no text"),
        ('{"text": "a", "date": "tomorrow"}', "no day"),
        ('{"text": "a", "targets": [{"start": 0, "end": 9}]}', "beyond the end"),
        ('{"text": "a", "targets": [{"start": 1, "end": 0}]}', "no stretches"),
        ('{"text": "a", "toponyms": 3}', "no stretches"),
    ],
)
def test_a_bad_line_fails_alone(line: str, reason: str) -> None:
    bad, good = read_lines(f'{line}\n{{"text": "Envoys met."}}'.encode(), "in.jsonl")
    assert isinstance(bad, Failure)
    assert reason in bad.reason
    assert bad.source == "in.jsonl:1"
    assert bad.hint
    assert isinstance(good, Line)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(StoryError):
        list(read_lines(b"\x00\x01\x02\x03" * 50, "in.jsonl"))


def test_lines_are_told_from_stories() -> None:
    assert looks_like_lines(b'\xef\xbb\xbf\n {"text": "a"}')
    assert not looks_like_lines(b"OSLO, May 3 (AFP) - Envoys met.")
    assert not looks_like_lines(b"")


def test_a_bare_text_has_a_body_alone_and_the_day_it_was_given() -> None:
    story = read_bare("OSLO (AFP) - Envoys met.\n\nThey met again.", published=date(2021, 5, 3))
    assert [p.span.of(story.text) for p in story.passages] == ["OSLO (AFP) - Envoys met.", "They met again."]
    assert {p.kind.value for p in story.passages} == {"body"}
    assert story.published == date(2021, 5, 3)
    assert story.dateline is None


def test_half_characters_are_refused() -> None:
    with pytest.raises(StoryError, match="surrogates"):
        read_bare("Envoys \ud800 met.")
