"""Feeds read into the ledger, and who is told of what, once."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from watch_server import Server, in_turn, page, rss, status

from dragoman.errors import RunError
from dragoman.ledger import EventFilter, Ledger
from dragoman.ledger.watchbook import Watchbook
from dragoman.pipeline import Reader
from dragoman.watch.notify import Channel, Filed, Webhook, channel
from dragoman.watch.polling import Patience
from dragoman.watch.round import Outcome, Watch, run, summary

STORY = (
    "OSLO, March 3, 2021 (Reuters) - Norway's minister will visit Chile on March {day} for talks on salmon"
    " and trade, the government said in a statement on Wednesday."
    "|The two countries have quarrelled over fish farms in the south for most of the past decade, and earlier"
    " rounds of talks in Bergen and Santiago ended without a result."
    "|Fishermen in the southern islands said they hoped that the visit would settle who may sell what, and at"
    " which price, before the season opens in the autumn."
    "|Trade between the two was worth four hundred million dollars last year, most of it fish meal and"
    " machines for the farms.{more}"
)
HEAD = "Norway's minister to talk salmon in Chile"
OTHER = (
    "LIMA, March 3, 2021 (Reuters) - Peru's minister visited Bolivia on March 2 to sign a treaty on water."
)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The file in which notices are kept."""
    return tmp_path / "told.jsonl"


def watch(
    server: Server, told: Path, when: str = "", *channels: Channel, feeds: tuple[str, ...] = ("/feed",)
) -> Watch:
    return Watch(
        feeds=tuple(f"{server.url}{path}" for path in feeds),
        ledger=str(told.parent / "ledger.duckdb"),
        when=EventFilter.parse(when),
        channels=channels or (Filed(told, "file:told"),),
        every=timedelta(0),
        tell=lambda *_: None,
        patience=Patience(connect=1, read=1, whole=2),
        between=0,
    )


def notices(told: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in told.read_text().splitlines()] if told.exists() else []


def kinds(told: Path) -> list[object]:
    return [notice["kind"] for notice in notices(told)]


def test_what_is_new_is_read_and_told_once(server: Server, told: Path, visits: Reader) -> None:
    feed = rss((HEAD, STORY.format(day=5, more="")), ("Peru signs", OTHER))
    server.pages["/feed"] = page(feed, ETag='"1"')
    plan = watch(server, told)
    outcome = run(plan, visits)
    assert (outcome.asked, outcome.stories, outcome.told, outcome.failed) == (1, 2, 2, 0)
    assert kinds(told) == ["new", "new"]
    with Ledger.open(plan.ledger, read_only=True) as ledger:
        assert len(ledger.stories()) == 2
    again = run(plan, visits)
    assert (again.asked, again.stories, again.told) == (1, 0, 0)
    assert server.asked[1][2]["if-none-match"] == '"1"'
    server.pages["/feed"] = page(feed, ETag='"2"')
    assert run(plan, visits).stories == 0
    assert len(notices(told)) == 2


def test_the_filter_says_of_what(server: Server, told: Path, visits: Reader) -> None:
    server.pages["/feed"] = page(rss((HEAD, STORY.format(day=5, more="")), ("Peru signs", OTHER)))
    run(watch(server, told, "actor=NOR status=planned"), visits)
    (notice,) = notices(told)
    event = notice["event"]
    assert isinstance(event, dict)
    assert (event["actor_code"], event["status"], event["start_day"]) == (["NOR"], "planned", "2021-03-05")
    assert event["quote"] == "Norway's minister will visit Chile on March 5"


def test_a_new_version_tells_only_what_changed(server: Server, told: Path, visits: Reader) -> None:
    first = rss((HEAD, STORY.format(day=5, more="")))
    second = rss(
        (HEAD, STORY.format(day=9, more="|The visit was put off by a storm.")),
        day="Wed, 03 Mar 2021 12:00:00 GMT",
    )
    third = rss((HEAD, STORY.format(day=9, more="|The visit was put off by a storm, a spokesman said.")))
    server.pages["/feed"] = in_turn(page(first), page(second), page(third))
    plan = watch(server, told, "status=planned")
    assert run(plan, visits).told == 1
    assert run(plan, visits).told == 1
    changed = notices(told)[1]
    assert changed["kind"] == "changed"
    assert {c["field"] for c in changed["changed"]} == {"start", "end"}  # type: ignore[attr-defined]
    assert changed["previous"]["start"] == "2021-03-05"  # type: ignore[index]
    third_round = run(plan, visits)
    assert (third_round.stories, third_round.told) == (1, 0)


def test_a_version_without_the_event_withdraws_it(server: Server, told: Path, visits: Reader) -> None:
    first = STORY.format(day=5, more="")
    corrected = first.replace("will visit Chile on March 5", "has no plan to go to Chile")
    server.pages["/feed"] = in_turn(page(rss((HEAD, first))), page(rss((HEAD, corrected))))
    plan = watch(server, told)
    run(plan, visits)
    run(plan, visits)
    assert kinds(told) == ["new", "withdrawn"]
    assert run(plan, visits).told == 0


def test_one_bad_feed_does_not_stop_the_others(server: Server, told: Path, visits: Reader) -> None:
    server.pages["/bad"] = status(500)
    server.pages["/html"] = page("<html><body><p>No feed.</p></body></html>")
    server.pages["/feed"] = page(rss(("Peru signs", OTHER)))
    plan = watch(server, told, feeds=("/bad", "/html", "/feed"))
    outcome = run(plan, visits)
    assert (outcome.asked, outcome.failed, outcome.stories, outcome.told) == (3, 2, 1, 1)
    assert "2 failed" in summary(outcome)
    assert run(plan, visits).asked == 1
    assert server.paths().count("/bad") == 1
    with Watchbook.open(plan.ledger) as book:
        (bad, *_) = book.feeds(plan.feeds)
    assert (bad.failures, bad.note) == (1, "the server answered 500 Internal Server Error")


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_wrong_character_sets(server: Server, told: Path, visits: Reader, encoding: str) -> None:
    text = rss(
        (
            "Perú signs",
            OTHER.replace("water treaty", "Título “agua”" if encoding != "iso-8859-1" else "Título"),
        )
    )
    server.pages["/feed"] = page(text.encode(encoding), Content_Type="text/xml; charset=ascii")
    outcome = run(watch(server, told), visits)
    assert (outcome.failed, outcome.stories + outcome.unread) == (0, 1)


@pytest.mark.parametrize("broken", [b"", b"\x00\xff" * 500, b"<rss><channel><item><title>a", b"[]", b"{"])
def test_answers_that_are_no_feed(server: Server, told: Path, visits: Reader, broken: bytes) -> None:
    server.pages["/feed"] = page(broken)
    outcome = run(watch(server, told), visits)
    assert (outcome.stories, outcome.told) == (0, 0)


def hook(server: Server, secret: str | None = "key") -> Webhook:
    return Webhook(f"{server.url}/hook", "webhook:hook", secret, pauses=(0, 0))


def test_what_cannot_be_delivered_is_told_later(server: Server, told: Path, visits: Reader) -> None:
    server.pages["/feed"] = page(rss((HEAD, STORY.format(day=5, more=""))))
    server.pages["/hook"] = in_turn(*[status(503)] * 3, status(200))
    plan = watch(server, told, "", hook(server))
    first = run(plan, visits)
    assert (first.told, first.untold) == (0, 1)
    second = run(plan, visits)
    assert (second.stories, second.told, second.untold) == (0, 1, 0)
    assert run(plan, visits).told == 0
    posted = [body for method, path, _, body in server.asked if path == "/hook"]
    assert len(posted) == 4
    assert len(set(posted)) == 1


def test_each_channel_has_its_own_memory(server: Server, told: Path, visits: Reader) -> None:
    server.pages["/feed"] = page(rss((HEAD, STORY.format(day=5, more=""))))
    server.pages["/hook"] = status(400)
    outcome = run(watch(server, told, "", Filed(told, "file:told"), hook(server)), visits)
    assert (outcome.told, outcome.untold) == (1, 1)
    assert kinds(told) == ["new"]


def test_killed_before_it_was_told(
    server: Server, told: Path, visits: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read and not told is told in the next round, and not twice."""
    server.pages["/feed"] = page(rss((HEAD, STORY.format(day=5, more=""))))

    def die(*_: object) -> Outcome:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("dragoman.watch.round._tell", die)
        with pytest.raises(KeyboardInterrupt):
            run(watch(server, told), visits)
    assert run(watch(server, told), visits).told == 1
    assert kinds(told) == ["new"]
    assert run(watch(server, told), visits).told == 0


def test_names_of_channels(tmp_path: Path) -> None:
    made = channel("webhook:https://user:pass@desk.example/in?key=1", {}, print, False)
    assert made.name == "webhook:desk.example/in"
    assert channel(f"file:{tmp_path}/a", {}, print, False).name.startswith("file:")
    for wrong in ("webhook:ftp://x", "mailto:nobody", "mailto:a@b\r\nBcc: c@d", "file:", "sms:1", "webhook:"):
        with pytest.raises(RunError):
            channel(wrong, {}, print, False)


def test_another_agency_that_tells_the_same_is_no_news(server: Server, told: Path, visits: Reader) -> None:
    other = (
        "SANTIAGO, March 3, 2021 (AFP) - Fish will be the topic when envoys sit down here this week."
        "|Norway's minister will visit Chile on March 5, officials in Santiago confirmed, with a party of"
        " traders and two deputies."
        "|Chile's own exporters have asked for lower duties since the spring."
    )
    first = rss((HEAD, STORY.format(day=5, more="")))
    second = rss((HEAD, STORY.format(day=5, more="")), ("Chile awaits Oslo's envoy", other))
    server.pages["/feed"] = in_turn(page(first), page(second))
    plan = watch(server, told)
    assert run(plan, visits).told == 1
    outcome = run(plan, visits)
    assert (outcome.stories, outcome.told) == (1, 0)
    with Ledger.open(plan.ledger, read_only=True) as ledger:
        (event,) = ledger.happenings()
        assert (len(event.reports), event.sources) == (2, 2)
