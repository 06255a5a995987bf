"""Any filter is understood or refused with its column, any form is answered, and nothing else ever happens.

`DRAGOMAN_FUZZ=600` gives each of them ten minutes of processor time, newly drawn each time; what was once
found stands in tests/data/filters.txt.
"""

from __future__ import annotations

import os
import random
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from watch_server import coded

from dragoman.errors import RunError
from dragoman.ledger import EventFilter, Ledger
from dragoman.ledger.asked import FIELDS
from dragoman.ledger.filter import of_arguments, spell, terms
from dragoman.model import Passage, PassageKind, Span, Story
from dragoman.web.app import create
from dragoman.web.desk import Desk
from dragoman.web.safety import Guard

FOUND = (Path(__file__).parents[1] / "data" / "filters.txt").read_text("utf-8").splitlines()
SECONDS = float(os.environ.get("DRAGOMAN_FUZZ", "2"))
"""Units: seconds of processor time for each."""
SEED = None if "DRAGOMAN_FUZZ" in os.environ else 1

VALUES = (
    "PRK", "AGREE", "consult", "planned", "none", "today", "-7d", "+99999y", "2021", "2021-02", "2021-02-31",
    "0000-00-00", "9999-12-31", "1e999", "nan", ".5", "-1", "conflict", "3", "a" * 300, "%", "_", "'", "';--",
    "\\", '"', '"a,b"', '"\\"', "\x00", "\u202e", "\ud7ff", "é", "ß", "🙂", "١", "²", "(", "[a", "*", "<b>",
)  # fmt: skip
SIGNS = ("=", "!=", ">=", "<=", ">", "<", "≥", "≠", "==", " = ", "", ":", ",", "=,")


def filters(draw: random.Random) -> Iterator[str]:
    """Yield filters for so long: conditions in and out of shape, and noise."""
    until = time.process_time() + SECONDS
    yield from FOUND
    names = [*FIELDS, "nofield", "ACTOR", "ａctor", "text", ""]
    while time.process_time() < until:
        parts = []
        for _ in range(draw.choice((1, 1, 2, 3, 6))):
            values = ",".join(draw.choices(VALUES, k=draw.choice((1, 1, 1, 2, 4))))
            parts.append(draw.choice(names) + draw.choice(SIGNS) + values)
        text = draw.choice((" ", " ", "\t", ",", "")).join(parts)
        if draw.random() < 0.2:
            at = draw.randrange(len(text) + 1)
            text = (
                text[:at] + chr(draw.choice((draw.randrange(128), draw.randrange(0x2100)))) + text[at + 1 :]
            )
        yield text


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a few visits."""
    made = tmp_path_factory.mktemp("fuzz") / "ledger.duckdb"
    with Ledger.open(made) as ledger:
        for n, (one, other) in enumerate((("Peru", "Chile"), ("Norway", "Bolivia"), ("Peru", "Bolivia"))):
            text = f"LIMA (AFP) - {one}'s minister will visit {other} on March {n + 2}, an official said {n}."
            body = Passage(PassageKind.BODY, Span(0, len(text)))
            ledger.add(coded(Story(text, (body,), headline=f"Visit {n}", source=f"{n}.txt")))
        ledger.settle()
    return made


def test_any_filter_is_understood_or_refused(path: Path) -> None:
    draw = random.Random(SEED)
    understood = refused = placed = 0
    with Ledger.open(path, read_only=True) as ledger:
        for text in filters(draw):
            try:
                asked = terms(text)
                of_arguments([text])
            except RunError as error:
                placed += "column" in (error.where or "")
                refused += 1
                continue
            understood += 1
            assert terms(spell(asked)) == asked, text
            if draw.random() < 0.1 or text in FOUND:
                try:
                    ledger.events(EventFilter.parse(text))
                except RunError as error:
                    pytest.fail(f"{text!r} is understood, but cannot be asked: {error}")
    assert understood
    assert placed == refused > 0


GIVEN = (
    "",
    "PER",
    "AID",
    "planned",
    "2021-03-02",
    "2021-13-40",
    "Peru; CHL",
    "<b>",
    "'",
    "\x00",
    "\u202e",
    "a" * 5000,
)
"""What may stand in any field of a form."""
FORMS = {
    "/review/{id}/confirm": (),
    "/review/{id}/reject": (),
    "/review/{id}/correct": ("type", "status", "actor", "recipient", "start", "end", "place"),
    "/review/{id}/merge": ("other", "near"),
    "/review/{id}/split": ("report", "report"),
    "/review/undo/{id}": (),
}
PAGES = (
    "/", "/events", "/timeline", "/map", "/network", "/calendar", "/review", "/who", "/who/{id}",
    "/events/{id}", "/stories/{id}", "/plans/{id}", "/reports/{id}", "/dyads/{id}/{id}",
    "/stories/{id}/against/{id}",
)  # fmt: skip
ASKED = ("q", "filter", "offset", "width", "skip", "when", "day", "month", "near", "page", "type")


def test_any_form_and_page_is_answered(path: Path) -> None:
    draw = random.Random(SEED)
    client = TestClient(
        create(Desk(str(path)), Guard(token="t", hosts=frozenset())),
        base_url="http://localhost",
        headers={"Authorization": "Bearer t"},
        raise_server_exceptions=False,
        follow_redirects=False,
    )
    with Ledger.open(path, read_only=True) as ledger:
        ids = [entry.event.id for entry in ledger.events()]
        ids += [line.id for line in ledger.stories()] + [happening.id for happening in ledger.happenings()]
    ids += ["nothing", "%00", "%2e%2e", "a" * 400, "PER", "%F0%9F%99%82"]
    until = time.process_time() + SECONDS
    answered = 0
    while time.process_time() < until or answered < 10:
        answered += 1
        if draw.random() < 0.5:
            form, fields = draw.choice(list(FORMS.items()))
            address = _filled(form, ids, draw)
            sent = {name: draw.choice(GIVEN) for name in fields if draw.random() < 0.8}
            answer = client.post(address, data=sent)
        else:
            address = _filled(draw.choice(PAGES), ids, draw)
            sent = {draw.choice(ASKED): draw.choice((*GIVEN, *VALUES[:38])) for _ in range(draw.randrange(3))}
            answer = client.get(address, params=sent)
        assert answer.status_code < 500, (address, sent, answer.text[:400])
        assert "\u202e" not in answer.text
        assert "<b>" not in re.sub(r"<b>\d+</b>", "", answer.text) or "&lt;b&gt;" in answer.text

    for thread in threading.enumerate():
        if thread.daemon and thread is not threading.current_thread():
            thread.join(20)  # what it does in the ledger must not outlive the interpreter


def _filled(address: str, ids: list[str], draw: random.Random) -> str:
    while "{id}" in address:
        address = address.replace("{id}", draw.choice(ids), 1)
    return address
