"""What the desk refuses, and what it says to browsers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.web.app import create
from dragoman.web.desk import Desk
from dragoman.web.safety import Guard, is_loopback

HOME = "http://localhost"


def _client(tmp_path: Path, guard: Guard | None = None, address: str = HOME) -> TestClient:
    desk = Desk(str(tmp_path / "ledger.duckdb"))
    with desk.writing():
        pass
    return TestClient(create(desk, guard), base_url=address, follow_redirects=False)


def _word(client: TestClient) -> str:
    found = re.search(r'name="csrf" content="(\w+)"', client.get("/read").text)
    assert found
    return found[1]


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return _client(tmp_path)


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for address in ("/read", "/nowhere", "/static/desk.css"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_name_that_is_not_ours_is_turned_away(client: TestClient) -> None:
    assert client.get("/read", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/read", headers={"host": "[::1]:8642"}).status_code == 200


def test_a_change_needs_the_word_of_the_page(client: TestClient) -> None:
    word = _word(client)
    text = {"text": ""}
    assert client.post("/read/text", data=text).status_code == 403
    assert client.post("/read/text", data=text, headers={"X-CSRF-Token": "0" * 64}).status_code == 403
    elsewhere = {"X-CSRF-Token": word, "Origin": "http://evil.example"}
    assert client.post("/read/text", data=text, headers=elsewhere).status_code == 403
    fetched = {"X-CSRF-Token": word, "Sec-Fetch-Site": "cross-site"}
    assert client.post("/read/text", data=text, headers=fetched).status_code == 403
    # Through: what is wrong now is the empty text alone.
    assert client.post("/read/text", data=text, headers={"X-CSRF-Token": word}).status_code == 422


def test_one_browsers_word_does_not_serve_another(tmp_path: Path) -> None:
    first = _client(tmp_path)
    word = _word(first)
    other = TestClient(first.app, base_url=HOME)
    other.get("/read")
    assert other.post("/read/text", data={"text": "a"}, headers={"X-CSRF-Token": word}).status_code == 403


def test_a_large_request_is_refused(tmp_path: Path) -> None:
    client = _client(tmp_path, Guard(max_body=1000))
    headers = {"X-CSRF-Token": _word(client)}
    assert client.post("/read/text", data={"text": "a" * 2000}, headers=headers).status_code == 413

    def parts() -> object:
        yield b"text="
        for _ in range(20):
            yield b"a" * 100

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/read/text", content=parts(), headers=headers | kind).status_code == 413


class TestToken:
    """A server that asks for a token."""

    @pytest.fixture
    def guarded(self, tmp_path: Path) -> TestClient:
        return _client(tmp_path, Guard(token="open sesame", hosts=frozenset()))

    def test_nobody_comes_in_without_it(self, guarded: TestClient) -> None:
        assert guarded.get("/read").status_code == 401
        assert guarded.get("/read?token=wrong").status_code == 401
        assert guarded.get("/static/desk.css").status_code == 401

    def test_the_address_with_it_lets_a_browser_in_for_good(self, guarded: TestClient) -> None:
        answer = guarded.get("/read?token=open+sesame&a=b")
        assert (answer.status_code, answer.headers["location"]) == (303, "/read?a=b")
        assert guarded.get("/read").status_code == 200

    def test_it_leads_nowhere_else(self, guarded: TestClient) -> None:
        answer = guarded.get("http://localhost//evil.example/?token=open+sesame")
        assert answer.headers["location"] == "/evil.example/"

    def test_a_program_brings_it_in_a_header(self, guarded: TestClient) -> None:
        assert guarded.get("/read", headers={"Authorization": "Bearer open sesame"}).status_code == 200
        assert guarded.get("/read", headers={"Authorization": "Bearer other"}).status_code == 401

    def test_a_cookie_of_another_server_does_not_serve(self, guarded: TestClient, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        free = _client(tmp_path / "other")
        free.get("/read")
        assert free.cookies
        guarded.cookies.update(free.cookies)
        assert guarded.get("/read").status_code == 401


def test_what_counts_as_this_machine() -> None:
    assert [is_loopback(h) for h in ("127.0.0.2", "::1", "[::1]", "10.0.0.1", "example.org", "::")] == [
        *[True] * 3,
        *[False] * 3,
    ]
