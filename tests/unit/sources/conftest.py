"""The sample files of every format, and what is taken from them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.sources.intake import Asked, Taken, take
from dragoman.sources.paths import Found

SOURCE = Path(__file__).parents[3] / "scripts" / "samples.py"


@pytest.fixture(scope="session")
def samples() -> Any:
    """The script that makes the samples, as a module."""
    spec = importlib.util.spec_from_file_location("samples", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def mixed(samples: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a sample of every format, plain and packed."""
    folder = tmp_path_factory.mktemp("mixed")
    samples.write(folder)
    return folder


@pytest.fixture
def reads(mixed: Path) -> Callable[..., list[Taken]]:
    """Read one sample by its name, or bytes, into what is taken from it."""

    def run(what: str | bytes, asked: Asked | None = None) -> list[Taken]:
        data = what if isinstance(what, bytes) else (mixed / what).read_bytes()
        return list(take(Found(what if isinstance(what, str) else "given", data), asked))

    return run
