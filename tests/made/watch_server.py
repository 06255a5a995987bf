"""A server that misbehaves as it is told, and a reader that reads one kind of sentence."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler

from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Quote,
    Record,
    Span,
    Status,
    Story,
    content_hash,
)

Answering = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """What it answers by path, and what it was asked."""

    url: str = ""
    pages: dict[str, Answering] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: those who never end may go."""

    def paths(self) -> list[str]:
        return [path for _, path, _, _ in self.asked]

    def dripping(self, asked: BaseHTTPRequestHandler) -> None:
        """Send a little at a time, without end."""
        asked.send_response(200)
        asked.end_headers()
        try:
            while not self.stopped.wait(0.05):
                asked.wfile.write(b" " * 10)
                asked.wfile.flush()
        except OSError:
            pass

    def silent(self, asked: BaseHTTPRequestHandler) -> None:
        """Say nothing, without end."""
        self.stopped.wait()
        asked.close_connection = True


def page(content: bytes | str, **headers: str) -> Answering:
    """Answer with this; with 304 to one who has it already, by its ETag."""
    data = content.encode() if isinstance(content, str) else content

    def answer(asked: BaseHTTPRequestHandler) -> None:
        etag = headers.get("ETag")
        if etag and asked.headers.get("If-None-Match") == etag:
            asked.send_response(304)
            asked.send_header("ETag", etag)
            asked.end_headers()
            return
        asked.send_response(200)
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.send_header("Content-Length", str(len(data)))
        asked.end_headers()
        asked.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answering:
    """Answer with this code and nothing else."""

    def answer(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(code)
        for name, value in headers.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.send_header("Content-Length", "0")
        asked.end_headers()

    return answer


def in_turn(*answers: Answering) -> Answering:
    """Answer each time with the next, the last for good."""
    left = list(answers)

    def answer(asked: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(asked)

    return answer


def cut_off(asked: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    asked.send_response(200)
    asked.send_header("Content-Length", "5000")
    asked.end_headers()
    asked.wfile.write(b"<rss><channel>")
    asked.wfile.flush()
    asked.connection.shutdown(socket.SHUT_RDWR)


def rss(*stories: tuple[str, str], day: str = "Wed, 03 Mar 2021 10:00:00 GMT") -> str:
    """A feed of these headlines and texts."""
    items = ""
    for n, (head, text) in enumerate(stories):
        words = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in text.split("|"))
        items += (
            f"<item><title>{head}</title><guid>urn:x:{n}:{content_hash(text)}</guid><pubDate>{day}</pubDate>"
            f"<description>{words}</description></item>"
        )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'


STATES = {"Peru": "PER", "Chile": "CHL", "Norway": "NOR", "Bolivia": "BOL"}
_VISIT = re.compile(r"(Peru|Norway)'s minister (will visit|visited) (Chile|Bolivia) on March (\d+)")


def coded(story: Story) -> Record:
    """Read the visits that a story tells."""
    events, who = [], {}
    for n, found in enumerate(_VISIT.finditer(story.text)):
        for name in (found[1], found[3]):
            who[name] = Entity(name.lower(), name, EntityKind.STATE, STATES[name], ("GOV",), None, (name,))
        day = date(2021, 3, int(found[4]))
        events.append(
            Event(
                content_hash("event", story.id, str(n)),
                EventType.CONSULT,
                ("visit",),
                (found[1].lower(),),
                (found[3].lower(),),
                Status.PLANNED if found[2] == "will visit" else Status.HAPPENED,
                (),
                None,
                day,
                day,
                None,
                (Quote(found[0], Span(*found.span())),),
                confidence=0.9,
            )
        )
    return Record(story, tuple(who.values()), tuple(events), "")
