"""Fixtures that read short stories and tell their events in a line each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import reader

from dragoman.model import Record


@pytest.fixture
def read() -> Callable[[str], Record]:
    """Return the reader of texts."""
    return reader.read


@pytest.fixture
def told() -> Callable[[Record], list[str]]:
    """Return the teller of records."""
    return reader.told
