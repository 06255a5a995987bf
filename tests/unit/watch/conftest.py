"""A server that misbehaves as it is told, and a reader that reads one kind of sentence."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from watch_server import Server, coded, status

from dragoman.pipeline import Reader


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine, for one test."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.asked.append((self.command, self.path, headers, self.rfile.read(length)))
            state.pages.get(self.path, status(404))(self)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.daemon_threads = True
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{served.server_address[1]}"
    yield state
    state.stopped.set()
    served.shutdown()
    served.server_close()


@pytest.fixture
def visits() -> Reader:
    """A reader without a language model."""
    return Reader(annotate=lambda story: story, code=coded)
