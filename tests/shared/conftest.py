from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the measuring sets: `DRAGOMAN_SHARED`, else `../shared` beside the checkout."""
    named = os.environ.get("DRAGOMAN_SHARED")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip(f"the measuring sets are not at {folder}; DRAGOMAN_SHARED=FOLDER says where they are")
    return folder
