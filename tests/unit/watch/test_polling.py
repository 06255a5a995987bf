"""Feeds whose servers misbehave."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from watch_server import Server, cut_off, page, status

from dragoman.ledger.watchbook import Feed
from dragoman.watch.polling import Answer, Patience, client, poll, retry_after
from dragoman.watch.schedule import LONGEST_PAUSE, after, due, pause_of, until_next

NOW = datetime(2021, 3, 3, 12)
AMPLE = Patience(largest=100_000)


def ask(url: str, etag: str | None = None, modified: str | None = None, patience: Patience = AMPLE) -> Answer:
    with client(patience) as asking:
        return poll(asking, url, etag, modified, patience)


def test_what_is_new_comes_with_its_marks(server: Server) -> None:
    server.pages["/feed"] = page("<rss/>", ETag='"1"', Last_Modified="Wed, 03 Mar 2021 10:00:00 GMT")
    answer = ask(f"{server.url}/feed")
    assert (answer.content, answer.etag) == (b"<rss/>", '"1"')
    assert answer.modified == "Wed, 03 Mar 2021 10:00:00 GMT"
    again = ask(f"{server.url}/feed", answer.etag, answer.modified)
    assert again.content is None
    assert again.fault is None
    _, _, headers, _ = server.asked[1]
    assert headers["if-none-match"] == '"1"'
    assert headers["if-modified-since"] == answer.modified
    assert headers["user-agent"].startswith("dragoman/")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (status(500), "the server answered 500"),
        (status(404), "the server answered 404"),
        (status(204), "204, which is no feed"),
        (cut_off, "cannot be fetched"),
        (page(b"x" * 200_000), "larger than 100,000 bytes"),
        (page(gzip.compress(b"x" * 2_000_000), Content_Encoding="gzip"), "larger than 100,000 bytes"),
        (page(b"no gzip", Content_Encoding="gzip"), "cannot be fetched"),
        (status(302, Location="/feed"), "leads round in circles"),
        (status(302, Location="file:///etc/passwd"), "cannot be fetched"),
        (status(302, Location="http://[broken"), "cannot be fetched"),
    ],
)
def test_faults_are_told(server: Server, answer: object, fault: str) -> None:
    server.pages["/feed"] = answer  # type: ignore[assignment]
    found = ask(f"{server.url}/feed")
    assert found.content is None
    assert fault in (found.fault or "")


@pytest.mark.parametrize(
    ("misbehaves", "patience"),
    [("dripping", Patience(read=1000, whole=1)), ("silent", Patience(read=0.5, whole=1000))],
)
def test_no_server_is_waited_for_without_end(server: Server, misbehaves: str, patience: Patience) -> None:
    server.pages["/feed"] = getattr(server, misbehaves)
    found = ask(f"{server.url}/feed", patience=patience)
    # The server would go on for as long as the one who asked stays, and is told to stop only now.
    assert not server.stopped.is_set()
    assert found.content is None
    assert found.fault == "it did not answer in time"


def test_nobody_there() -> None:
    assert "cannot be fetched" in (ask("http://127.0.0.1:9/feed").fault or "")
    assert ask("http://[::bad/").fault


def test_a_feed_that_moved(server: Server) -> None:
    server.pages["/old"] = status(301, Location="/new")
    server.pages["/away"] = status(302, Location="/new")
    server.pages["/new"] = page("<rss/>")
    assert ask(f"{server.url}/old").moved == f"{server.url}/new"
    assert ask(f"{server.url}/away").moved is None
    feed = after(Feed("old"), ask(f"{server.url}/old"), NOW, timedelta(hours=1))
    assert feed.note == f"it moved to {server.url}/new"


def test_a_server_that_asks_to_be_left_alone(server: Server) -> None:
    server.pages["/feed"] = status(429, Retry_After="7200")
    answer = ask(f"{server.url}/feed")
    assert answer.wait == timedelta(hours=2)
    feed = after(Feed("x"), answer, NOW, timedelta(minutes=15))
    assert feed.next_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("60", 60),
        ("Wed, 03 Mar 2021 12:01:00 GMT", 60),
        ("Wed, 03 Mar 2021 11:00:00 GMT", 0),
        ("soon", None),
        ("²", None),
        ("9" * 400, 10**9),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: int | None) -> None:
    found = retry_after(value, NOW.replace(tzinfo=UTC))
    assert found == (None if seconds is None else timedelta(seconds=seconds))


def test_pauses_grow_to_a_day() -> None:
    pauses = [pause_of("https://a.example/feed", n) for n in range(1, 30)]
    assert timedelta(minutes=4) < pauses[0] < timedelta(minutes=6)
    assert pauses == sorted(pauses)
    assert pauses[-1] <= LONGEST_PAUSE * 1.1
    assert pause_of("https://b.example/feed", 3) != pauses[2]


def test_a_success_ends_the_pauses() -> None:
    bad = after(Feed("x", etag="1"), Answer(fault="500"), NOW, timedelta(0))
    assert (bad.failures, bad.etag, bad.note) == (1, "1", "500")
    assert due([bad], NOW) == []
    good = after(bad, Answer(), NOW, timedelta(hours=1))
    assert (good.failures, good.etag, good.note) == (0, "1", None)
    assert due([good], NOW + timedelta(hours=1)) == [good]
    changed = after(good, Answer(b"x"), NOW, timedelta(hours=1))
    assert changed.etag is None


def test_a_feed_that_is_gone_is_not_asked_again(server: Server) -> None:
    server.pages["/feed"] = status(410)
    feed = after(Feed("x"), ask(f"{server.url}/feed"), NOW, timedelta(0))
    assert due([feed], NOW + timedelta(days=300)) == []
    assert "not asked again" in (feed.note or "")


def test_the_longest_unasked_comes_first() -> None:
    feeds = [Feed("a", checked_at=NOW), Feed("b"), Feed("c", checked_at=NOW - timedelta(days=1))]
    assert [feed.url for feed in due(feeds, NOW)] == ["b", "c", "a"]
    assert until_next([Feed("a", next_at=NOW + timedelta(minutes=3))], NOW) == timedelta(minutes=3)
    assert until_next([Feed("a", next_at=NOW)], NOW) == timedelta(seconds=1)
