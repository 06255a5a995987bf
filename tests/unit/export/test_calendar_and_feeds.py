"""What is due as a calendar, and what is new as feeds, read by the readers that people use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import icalendar
import pytest

from dragoman.export.feed import newest
from dragoman.export.formats import pieces
from dragoman.export.ics import entry, uids
from dragoman.export.view import Shown, View
from dragoman.ledger.world import Plan, Transition, Turn
from dragoman.ledger.world import PlanState as State
from dragoman.model import EventType, Quote, Span, Status


def calendar(view: View) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical("".join(pieces("ics", view)))


def visit(view: View) -> Shown:
    (found,) = [event for event in view.events() if event.status is Status.PLANNED]
    return found


def test_what_is_due(view: View) -> None:
    (due,) = calendar(view).walk("VEVENT")
    assert due["uid"].endswith("@dragoman")
    assert due.decoded("dtstart") == date(2021, 3, 5)
    assert due["dtstart"].params["VALUE"] == "DATE"
    assert due.decoded("dtend") == date(2021, 3, 6)
    assert due.decoded("dtstamp") == datetime(2021, 3, 3, tzinfo=UTC)
    assert (due["status"], due["sequence"]) == ("CONFIRMED", 0)
    assert due["summary"] == "Ingrid Solheim (NOR) → Chile (CHL): CONSULT visit"
    assert "Solheim will visit Chile on Friday" in due["description"]
    assert "geo" not in due


def plan(event: Shown, state: State, *turns: Turn, due: tuple[date | None, date | None]) -> Shown:
    steps = tuple(
        Transition(turn, date(2021, 3, 3), "r", "s", None, None, "", Quote("q", Span(0, 1)))
        for turn in (Turn.OPENED, *turns)
    )
    made = Plan("plan1", event.id, event.type, (), (), *due, state, "outcome1", steps)
    return replace(event, plan=made)


def test_a_plan_that_moves_keeps_its_uid_and_raises_its_sequence(view: View) -> None:
    later = date(2021, 3, 9)
    moved = plan(visit(view), State.DUE, Turn.CONFIRMED, Turn.MOVED, due=(later, later))
    made = entry(moved, view.today, "uid")
    assert made is not None
    assert (made["uid"], made["sequence"], made["status"]) == ("uid", 1, "CONFIRMED")
    assert made.decoded("dtstart") == later
    off = plan(visit(view), State.CANCELLED, Turn.MOVED, Turn.CANCELLED, due=(later, later))
    made = entry(off, view.today, "uid")
    assert made is not None
    assert (made["uid"], made["sequence"], made["status"]) == ("uid", 2, "CANCELLED")
    silent = entry(plan(visit(view), State.DUE, due=(later, later)), later + timedelta(days=1), "uid")
    assert silent is not None
    assert silent["status"] == "TENTATIVE"


@pytest.mark.parametrize(
    ("start", "end", "starts", "ends", "words"),
    [
        (date(2021, 3, 8), None, date(2021, 3, 8), None, "From 8 Mar 2021: "),
        (None, date(2021, 3, 8), date(2021, 3, 8), None, "By 8 Mar 2021: "),
        (date(2021, 3, 8), date(2021, 3, 14), date(2021, 3, 8), date(2021, 3, 15), "Ingrid"),
    ],
)
def test_open_days(
    view: View, start: date | None, end: date | None, starts: date, ends: date | None, words: str
) -> None:
    made = entry(replace(visit(view), start=start, end=end, plan=None), view.today, "uid")
    assert made is not None
    assert made.decoded("dtstart") == starts
    assert (made.decoded("dtend") if "dtend" in made else None) == ends
    assert made["summary"].startswith(words)


def test_what_has_no_day_or_is_no_plan_is_left_out(view: View) -> None:
    assert entry(replace(visit(view), start=None, end=None, plan=None), view.today, "uid") is None
    assert len([event for event in view.events() if entry(event, view.today, "uid")]) == 1


def test_atom(view: View) -> None:
    text = "".join(pieces("atom", view))
    read = feedparser.parse(text)
    assert not read.bozo
    assert read.version == "atom10"
    dated = [event for event in view.events() if event.last_reported]
    assert [e.id for e in read.entries] == [f"urn:dragoman:event:{e.id}" for e in newest(view)][: len(dated)]
    assert {e.updated for e in read.entries} == {"2021-03-03T00:00:00Z"}
    assert all(e.title and e.content[0].value and e.contributors for e in read.entries)


def test_rss(view: View) -> None:
    read = feedparser.parse("".join(pieces("rss", view)))
    assert not read.bozo
    assert read.version == "rss20"
    assert len(read.entries) == 9
    undated = [e for e in read.entries if "published" not in e]
    assert len(undated) == 3
    meeting = next(e for e in undated if "CONSULT" in e.title)
    assert meeting.link == "https://news.example/q"
    assert meeting.author == "Reuters"
    assert "&lt;b&gt;minister&lt;/b&gt; &amp;" in meeting.summary or "<b>" not in meeting.summary
    assert not any("\x07" in e.summary for e in read.entries)


def test_the_newest_come_first(view: View) -> None:
    first, *_ = events = view.events()
    later = replace(first, id="later", last_reported=date(2021, 3, 9), type=EventType.AID)

    class Fixed(View):
        __slots__ = ()

        def events(self) -> list[Shown]:
            return [*events, later]

    found = newest(Fixed(view.ledger, view.wanted, view.today))
    assert found[0].id == "later"
    assert [event.last_reported is None for event in found] == [False] * 7 + [True] * 3


def test_a_uid_outlives_the_versions_of_its_story(view: View) -> None:
    event = visit(view)
    story = event.reports[0].story
    newer = replace(event.reports[0], story=replace(story, id="newer"))
    moved = replace(event, id="other", reports=(newer,), start=date(2021, 3, 9), end=date(2021, 3, 9))
    (before,) = uids([event], {story.id: "chain"})
    assert uids([moved], {"newer": "chain"}) == [before]
    assert uids([event, moved], {"newer": "chain", story.id: "chain"}) == [
        before, before.replace("@", "-2@"),
    ]  # fmt: skip
    assert uids([replace(event, type=EventType.AID)], {story.id: "chain"}) != [before]
