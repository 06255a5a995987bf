from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.pipeline import Reader

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-rewrite", action="store_true", help="write the golden outputs anew")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The program as it ships; it loads the language model once for all tests."""
    return Reader()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example stories."""
    return ROOT / "examples"
