"""The brief of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from dragoman.export.brief import brief
from dragoman.export.brief_pages import article
from dragoman.export.formats import pieces
from dragoman.export.view import View
from dragoman.ledger import EventFilter

PUBLISHED = date(2021, 3, 3)


@pytest.fixture
def day(view: View) -> View:
    """The view from the day of the treaty's story."""
    return replace(view, today=PUBLISHED)


def test_its_parts(day: View) -> None:
    made = brief(day)
    assert made.title == "Brief for Wed 3 Mar 2021"
    assert (made.stories, made.agencies) == (1, ("Andes Wire",))
    assert {part.title: len(part.events) for part in made.parts} == {
        "Due in the next seven days": 1,
        "What happened": 1,
        "What is claimed, and by whom": 1,
        "Announced": 1,
        "What may come": 1,
        "What did not happen": 1,
    }


def test_on_the_day_it_is_due(view: View) -> None:
    (part,) = brief(replace(view, today=date(2021, 3, 5))).parts
    assert part.title == "Due Fri 5 Mar 2021"


def test_a_day_without_anything(view: View) -> None:
    empty = replace(view, today=date(1999, 1, 1))
    assert brief(empty).parts == ()
    assert "No story of this day, and nothing due." in "".join(pieces("markdown", empty))


def test_a_filter_narrows_it(day: View) -> None:
    narrow = replace(day, wanted=EventFilter.parse("type=MOBILIZE"))
    assert [part.title for part in brief(narrow).parts] == ["What may come"]


def test_markdown_takes_foreign_text_as_it_is(day: View) -> None:
    text = "".join(pieces("markdown", day))
    assert r"\[bold\]some\[/bold\]" in text
    assert "# Brief for Wed 3 Mar 2021" in text
    assert "according to Chile (CHL)" in text


class Reading(HTMLParser):
    """Collects the tags of a page and what they would load."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)
        self.loaded += [str(value) for name, value in attrs if name in ("src", "srcset", "data")]
        self.loaded += [tag] if tag in ("script", "link", "iframe", "object", "embed") else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_stands_alone(view: View) -> None:
    day = replace(view, today=PUBLISHED)
    page = "".join(pieces("html", day))
    reading = Reading()
    reading.feed(page)
    assert reading.open == []
    assert reading.loaded == []
    assert "url(" not in page
    assert "@import" not in page
    assert '<html lang="en">' in page


def test_the_page_shows_markup_as_words(view: View) -> None:
    undated = replace(view, wanted=EventFilter.parse("mode=multilateral"), today=date(2021, 3, 2))
    (event,) = undated.events()
    page = article(event)
    assert "&lt;b&gt;minister&lt;/b&gt; &amp; &quot;host&quot;" in page
    assert "<b>" not in page
    assert 'href="https://news.example/q"' in page


def test_what_never_came_to_pass(view: View) -> None:
    (part,) = brief(replace(view, today=date(2021, 3, 9))).parts
    assert part.title == "Due by now, and not reported"
    (event,) = part.events
    assert event.plan is not None
    assert brief(replace(view, today=date(2021, 4, 9))).parts == ()
