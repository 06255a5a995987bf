"""Texts as they come, of every kind that the measuring sets hold, are read without a fault of the program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

import pytest

from dragoman import Reader, StoryError

SAMPLE = 200

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every raw text of the measuring sets."""
    data = shared / "data"
    for path in sorted((data / "versions" / "stories").glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in sorted((data / "places").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            yield f"{path.name}:{document['doc_id']}", document["text"]
    for path in sorted((data / "timex").glob("*/*.tml")):
        body = re.search(r"<TEXT>(.*)</TEXT>", path.read_text(encoding="utf-8"), re.DOTALL)
        if body:
            yield path.name, unescape(re.sub(r"<[^>]+>", "", body[1]))


def test_raw_texts_are_read(shared: Path, reader: Reader) -> None:
    found = list(texts(shared))
    stories = [item for item in found if item[0].endswith(".txt")]
    others = [item for item in found if not item[0].endswith(".txt")]
    every = len(others) // (SAMPLE - len(stories))
    sample = list(chain(stories, others[::every]))[:SAMPLE]
    assert len(sample) == SAMPLE
    refused = {}
    for name, text in sample:
        try:
            record = reader.read_text(text, name)
        except StoryError as error:
            refused[name] = str(error)
            continue
        for event in record.events:
            assert all(quote.span.of(text) == quote.text for quote in event.quotes), name
    assert not refused
