"""A web address is fetched once, within bounds; whatever a server does wrong is the address's failure."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import StoryError
from dragoman.model import Story
from dragoman.sources import addresses
from dragoman.sources.addresses import fetch
from dragoman.sources.intake import take
from dragoman.sources.paths import find

STORY = """<html lang='en'><body><h1>Peru, Chile meet</h1>
<p>LIMA (AP) — Peru and Chile met on Monday.</p></body></html>"""


class Server(BaseHTTPRequestHandler):
    """Answers well at /story, and in various bad ways elsewhere."""

    def do_GET(self) -> None:
        if self.path == "/story":
            self._answer(200, STORY.encode("cp1252"), "text/html; charset=windows-1252")
        elif self.path == "/moved":
            self._answer(302, b"", "text/plain", Location="/story")
        elif self.path == "/round":
            self._answer(302, b"", "text/plain", Location="/round")
        elif self.path == "/large":
            self._answer(200, b"a" * 3_000_000, "text/plain")
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<html>")
        else:
            self._answer(503, b"later", "text/plain")

    def _answer(self, code: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/story", "/moved"])
def test_a_page_at_an_address_is_read(server: str, path: str) -> None:
    [found] = find([server + path])
    [story] = take(found)
    assert isinstance(story, Story)
    assert (story.source, story.agency, story.headline) == (server + path, "AP", "Peru, Chile meet")
    assert "—" in story.text


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/none", "503"), ("/round", "redirect"), ("/cut", "cannot be fetched"), ("/large", "larger than")],
)
def test_a_bad_answer_is_a_failure(
    server: str, path: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "LARGEST", 2_000_000)
    with pytest.raises(StoryError) as refused:
        fetch(server + path)
    assert reason in refused.value.message
    assert refused.value.where == server + path
    assert refused.value.hint


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "http://[bad", "https://"])
def test_what_cannot_be_reached_is_a_failure(address: str) -> None:
    with pytest.raises(StoryError, match="cannot be fetched"):
        fetch(address)
