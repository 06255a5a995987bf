"""Invented wire stories that came in several versions, as records without events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.model import Record
from dragoman.sources.text import read_text

WIRE = Path(__file__).parent / "wire"

Wire = Callable[[str], Record]


@pytest.fixture
def wire() -> Wire:
    """Return what makes a record of the named story, read from a file of its name."""

    def record(name: str) -> Record:
        text = (WIRE / f"{name}.txt").read_text(encoding="utf-8")
        return Record(read_text(text, f"wire/{name}.txt"), (), (), "1.0.0")

    return record


@pytest.fixture
def names() -> list[str]:
    """Return the names of all the stories."""
    return sorted(path.stem for path in WIRE.glob("*.txt"))
