"""The desk as JSON: what its description promises, and what it answers on the tests' chains of stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.model import Record
from dragoman.pipeline import Reader
from dragoman.web.app import create
from dragoman.web.desk import Desk
from dragoman.web.safety import Guard

CHAINS = Path(__file__).parents[2] / "chains"
TOKEN = "a token of the tests"
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


DESK = Desk("")
APP = create(DESK, Guard(token=TOKEN, hosts=frozenset()))

schema = schemathesis.openapi.from_asgi("/api/openapi.json", APP, headers=HEADERS).exclude(
    path="/api/read", method="POST"
)
# Reading a text takes its time with any text; it is tried below.


@pytest.fixture(scope="module", autouse=True)
def stocked(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the desk a ledger of a few chains, settled."""
    DESK.path = str(tmp_path_factory.mktemp("api") / "ledger.duckdb")
    with Ledger.open(DESK.path) as ledger:
        for chain in ("toll", "lunch", "cancelled"):
            for item in Reader().read(*sorted((CHAINS / chain).glob("[0-9]*.txt"))):
                assert isinstance(item, Record), item
                ledger.add(item)
        ledger.settle()


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A program that has the token."""
    return TestClient(APP, headers=HEADERS)


@schema.parametrize()
@settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)
def test_the_api_keeps_its_description(case: Any) -> None:
    case.call_and_validate(headers=HEADERS)


def test_events_can_be_asked_for(client: TestClient) -> None:
    answer = client.get("/api/events", params={"q": "type=ASSAULT place=Quetta"}).json()
    assert answer["total"] == 1
    (event,) = answer["events"]
    assert event["sources"] == 3
    detail = client.get(f"/api/events/{event['id']}").json()
    tolls = {claim["value"].rstrip("+") for claim in detail["claims"] if claim["field"] == "killed"}
    assert tolls == {"27", "33", "81"}
    assert all(report["quotes"] for report in detail["reports"])


def test_a_filter_that_cannot_be_understood_says_where(client: TestClient) -> None:
    answer = client.get("/api/events", params={"q": "tpye=ASSAULT"})
    assert answer.status_code == 400
    assert "type" in answer.json()["hint"]


def test_a_text_is_read(client: TestClient) -> None:
    text = "LIMA, May 4, 2019 (AP) -- Peru expelled the ambassador of Chile on Friday.\n"
    answer = client.post("/api/read", json={"text": text})
    assert answer.status_code == 200, answer.text
    found = client.get("/api/events", params={"q": "actor=PER recipient=CHL"}).json()
    assert found["total"] == 1


def test_rulings_stand_until_they_are_undone(client: TestClient) -> None:
    asked = {"q": "type=ASSAULT place=Quetta"}
    event = client.get("/api/events", params=asked).json()["events"][0]["id"]
    ruling = {"verdict": "correct", "event": event, "correction": {"type": "COERCE"}, "author": "ann"}
    made = client.post("/api/reviews", json=ruling).json()
    assert client.get("/api/events", params=asked).json()["total"] == 0
    pairs = [json.loads(line) for line in client.get("/api/reviews/pairs").text.splitlines()]
    assert {pair["type"] for pair in pairs} == {"COERCE"}
    undone = client.post("/api/reviews", json={"verdict": "undo", "event": "", "review": made["review"]})
    assert undone.json()["event"] == event
    assert client.get("/api/events", params=asked).json()["total"] == 1


def test_reports_are_split_and_merged(client: TestClient) -> None:
    asked = {"q": "type=ASSAULT place=Quetta"}
    event = client.get("/api/events", params=asked).json()["events"][0]["id"]
    reports = [r["report"] for r in client.get(f"/api/events/{event}").json()["reports"]]
    split = {"verdict": "split", "event": event, "reports": reports[-1:]}
    made = client.post("/api/reviews", json=split).json()
    found = client.get("/api/events", params=asked).json()
    assert found["total"] == 2
    one, other = (e["id"] for e in found["events"])
    merged = client.post("/api/reviews", json={"verdict": "merge", "event": one, "other": other}).json()
    assert client.get("/api/events", params=asked).json()["total"] == 1
    for review in (merged["review"], made["review"]):
        client.post("/api/reviews", json={"verdict": "undo", "event": "", "review": review})
    assert client.get("/api/events", params=asked).json()["total"] == 1


def test_nobody_comes_in_without_the_token() -> None:
    assert TestClient(APP).get("/api/events").status_code == 401


def test_the_stream_speaks(client: TestClient) -> None:
    answer = client.get("/api/stream", params={"once": True})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.startswith(":")
