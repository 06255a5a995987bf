"""A real browser on a desk of its own, on loopback; what it complains of and asks of the net is kept."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dragoman.ledger import Ledger
from dragoman.model import Record
from dragoman.pipeline import Reader
from dragoman.web.app import create
from dragoman.web.desk import Desk

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TODAY = date(2013, 1, 11)
CHAINS = Path(__file__).parents[1] / "chains"


@dataclass
class Walk:
    """One browser page over one desk, with all that went wrong in it."""

    page: Any
    address: str
    desk: Desk
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the desk."""
        self.page.goto(f"{self.address}{path}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return the browser; without one the tests are skipped, in CI they fail."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here: CI must walk the pages")
        pytest.skip("no Chromium here; Debian: apt-get install chromium")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger that holds the stories of every chain of the tests, settled."""
    path = tmp_path_factory.mktemp("stocked") / "ledger.duckdb"
    with Ledger.open(path) as ledger:
        for item in Reader().read(*sorted(CHAINS.glob("*/[0-9]*.txt"))):
            assert isinstance(item, Record), item
            ledger.add(item)
        ledger.settle()
    return path


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Desk, str]]:
    """Return a desk served on loopback, and its address; its ledger is empty, or stocked if a test asks."""
    made = Desk(str(tmp_path / "ledger.duckdb"), TODAY)
    if "stocked" in request.fixturenames:
        shutil.copy(request.getfixturevalue("stocked"), made.path)
    else:
        with made.writing():
            pass
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create(made), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield made, f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def _hear(said: Any, faults: list[str]) -> None:
    """Keep what the console complains of; how fast a drawing machine without a card is, is not ours."""
    if said.type in ("error", "warning") and "GL Driver Message (OpenGL, Performance" not in said.text:
        faults.append(said.text)


@pytest.fixture
def walk(browser: Any, desk: tuple[Desk, str]) -> Iterator[Walk]:
    """Return a page to walk on; at the end nothing may stand on its console, nor a request have left."""
    served, address = desk
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    walked = Walk(page, address, served)
    page.on("console", lambda said: _hear(said, walked.faults))
    page.on("pageerror", lambda error: walked.faults.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((address, "data:", "blob:"))
            else walked.faults.append(f"left the machine: {asked.url}")
        ),
    )
    yield walked
    context.close()
    assert walked.faults == []
