"""Signed webhooks, e-mail, and notices in words."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from watch_server import Server, in_turn, status

from dragoman.export.view import of_entry
from dragoman.ledger import entries
from dragoman.ledger.watchbook import Told
from dragoman.model import Record
from dragoman.watch.changes import Difference, Kind, Notice
from dragoman.watch.message import as_data, as_text, subject
from dragoman.watch.notify import DELIVERY, SIGNATURE, Filed, Mail, Printed, Webhook

TODAY = date(2021, 3, 3)


@pytest.fixture
def made(invented: Record) -> list[Notice]:
    """A new event, a changed one, and one withdrawn."""
    events = [of_entry(entry) for entry in entries(invented)]
    was = Told("c", "x", (), (), (), {"type": "CONSULT", "actor": "NOR", "recipient": "CHL"})
    return [
        Notice(Kind.NEW, events[0], None),
        Notice(Kind.CHANGED, events[2], was, (Difference("start", "", "2021-03-05"),)),
        Notice(Kind.WITHDRAWN, None, was),
    ]


def test_words(made: list[Notice]) -> None:
    new, changed, withdrawn = map(as_text, made)
    assert new.startswith("NEW  Ingrid Solheim (NOR) → Peru (PER): SUPPORT")
    assert "“Norwegian Foreign Minister Ingrid Solheim signed" in new
    assert "  start: — → 2021-03-05" in changed
    assert withdrawn == "WITHDRAWN  NOR → CHL: CONSULT\n  no story that stands tells it any more"
    assert subject(made).endswith("(and 2 more)")


def test_data(made: list[Notice]) -> None:
    new, changed, withdrawn = (json.loads(json.dumps(as_data(notice, TODAY))) for notice in made)
    assert new["event"]["start_day"] == "2021-03-03"
    assert changed["changed"] == [{"field": "start", "before": None, "after": "2021-03-05"}]
    assert "event" not in withdrawn


def test_print_and_file(made: list[Notice], tmp_path: Path) -> None:
    printed: list[str] = []
    assert Printed(printed.append).tell(made, TODAY) is None
    assert Printed(printed.append, as_json=True).tell(made, TODAY) is None
    assert len(printed) == 6
    path = tmp_path / "told.jsonl"
    for _ in range(2):
        assert Filed(path, "f").tell(made, TODAY) is None
    assert len(path.read_text().splitlines()) == 6
    assert "cannot be written" in (Filed(tmp_path, "f").tell(made, TODAY) or "")


def test_a_webhook_is_signed(server: Server, made: list[Notice]) -> None:
    server.pages["/hook"] = status(204)
    assert Webhook(f"{server.url}/hook", "w", "key").tell(made, TODAY) is None
    assert len(server.asked) == 3
    for method, _, headers, body in server.asked:
        assert method == "POST"
        seconds, _, digest = headers[SIGNATURE.lower()].removeprefix("t=").partition(",v1=")
        expected = hmac.new(b"key", f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(digest, expected)
    assert len({headers[DELIVERY.lower()] for _, _, headers, _ in server.asked}) == 3


def test_without_a_secret_there_is_no_signature(server: Server, made: list[Notice]) -> None:
    server.pages["/hook"] = status(200)
    Webhook(f"{server.url}/hook", "w", None).tell(made[:1], TODAY)
    assert SIGNATURE.lower() not in server.asked[0][2]


@pytest.mark.parametrize(
    ("answers", "attempts", "fault"),
    [
        ((status(503), status(200)), 2, None),
        ((status(429, Retry_After="0"), status(200)), 2, None),
        ((status(500),), 3, "500"),
        ((status(404),), 1, "404"),
        ((status(302, Location="/elsewhere"),), 1, "302"),
    ],
)
def test_retries(
    server: Server, made: list[Notice], answers: tuple[object, ...], attempts: int, fault: str | None
) -> None:
    server.pages["/hook"] = in_turn(*answers)  # type: ignore[arg-type]
    found = Webhook(f"{server.url}/hook", "w", "key", pauses=(0, 0)).tell(made[:1], TODAY)
    assert (found is None) is (fault is None)
    assert fault is None or fault in (found or "")
    assert len(server.asked) == attempts
    assert len({headers[DELIVERY.lower()] for _, _, headers, _ in server.asked}) == 1


def test_nobody_at_the_webhook(made: list[Notice]) -> None:
    assert Webhook("http://127.0.0.1:9/hook", "w", None, pauses=(0,)).tell(made, TODAY)


@pytest.fixture
def post() -> Iterator[tuple[int, list[str]]]:
    """A mail server of a few lines: its port, and what it was sent."""
    listening = socket.create_server(("127.0.0.1", 0))
    lines: list[str] = []

    def serve() -> None:
        try:
            taken, _ = listening.accept()
        except OSError:
            return
        with taken, taken.makefile("rwb") as file:
            file.write(b"220 here\r\n")
            file.flush()
            within = False
            while raw := file.readline():
                line = raw.decode().rstrip("\r\n")
                lines.append(line)
                if within:
                    within = line != "."
                    if within:
                        continue
                    answer = b"250 kept\r\n"
                elif line.upper() == "DATA":
                    within = True
                    answer = b"354 go on\r\n"
                elif line.upper() == "QUIT":
                    answer = b"221 bye\r\n"
                else:
                    answer = b"250 ok\r\n"
                file.write(answer)
                file.flush()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1], lines
    listening.close()
    thread.join(2)


def test_mail(post: tuple[int, list[str]], made: list[Notice]) -> None:
    port, lines = post
    mail = Mail("desk@example.org", "m", f"smtp://127.0.0.1:{port}", "dragoman@example.org", pauses=())
    assert mail.tell(made, TODAY) is None
    assert "rcpt to:<desk@example.org>" in [line.lower() for line in lines]
    (head,) = [line for line in lines if line.startswith("Subject:")]
    assert "Ingrid" in head or "=?utf-8?" in head
    assert any(line.startswith("From: dragoman@example.org") for line in lines)


def test_nobody_at_the_mail_server(made: list[Notice]) -> None:
    mail = Mail("desk@example.org", "m", "smtp://127.0.0.1:9", "a@example.org", pauses=(0,))
    assert "cannot be used" in (mail.tell(made, TODAY) or "")
