from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from dragoman.cli.explanation import AROUND, explanation, surroundings
from dragoman.cli.page import entry_list, story_page
from dragoman.ledger import entries
from dragoman.model import Event, Quote, Record, Span, Status, Story, StoryKind


def rendered(renderables: Iterable[RenderableType], width: int = 80, *, color: bool = False) -> str:
    out = io.StringIO()
    screen = Console(
        file=out, width=width, highlight=False, markup=False, emoji=False, force_terminal=color,
        color_system="standard" if color else None,
    )  # fmt: skip
    for renderable in renderables:
        screen.print(renderable)
    return out.getvalue()


def sections(page: str) -> dict[str, str]:
    """Return what stands under each heading of a page."""
    found: dict[str, str] = {"": ""}
    title = ""
    for line in page.splitlines():
        if "───" in line:
            title = line.rstrip("─ ")
            found[title] = ""
        else:
            found[title] += f"{line}\n"
    return found


def test_the_page_has_its_parts_in_order_with_counts(invented: Record) -> None:
    assert list(sections(rendered(story_page(invented)))) == [
        "",
        "What happened  1",
        "Under way  1",
        "What is due  1",
        "What is claimed, and by whom  1",
        "What may come  1",
        "What did not happen  1",
        "Itinerary of Ingrid Solheim  2",
    ]


def test_the_header_tells_the_story(invented: Record) -> None:
    head = sections(rendered(story_page(invented)))[""]
    for words in (
        "2nd LD  Peru, Norway sign fisheries treaty",
        "Andes Wire · LIMA · Wed 3 Mar 2021",
        "day inferred: the caption is dated",
        "story · 6 events · 1 caption · wire/treaty.txt",
    ):
        assert words in head


def test_an_entry_tells_days_who_what_where_and_its_words(invented: Record) -> None:
    happened = sections(rendered(story_page(invented)))["What happened  1"]
    for words in (
        "Wed 3 Mar 2021",
        "SUPPORT · Lima",
        "Ingrid Solheim (NOR) → Peru (PER)",
        invented.events[0].id[:8],
        "“Norwegian Foreign Minister Ingrid Solheim signed",
    ):
        assert words in happened


def test_a_claim_names_its_source_and_a_plan_stays_a_plan(invented: Record) -> None:
    *_, shots, may, _ = invented.events
    visit = replace(invented.events[2], by=("per",), stance=shots.stance)
    page = sections(rendered(story_page(replace(invented, events=(visit, shots)))))
    assert "according to Chile (CHL) · happened" in page["What is claimed, and by whom  1"]
    assert "according to Peru (PER)" in page["What is due  1"]
    assert may.status is Status.POSSIBLE


def test_plans_stand_by_day_the_open_ones_last(invented: Record) -> None:
    def plan(n: int, start: date | None, end: date | None) -> Event:
        return replace(invented.events[2], id=f"{n}" * 16, start=start, end=end)

    open_end, late, early = (
        plan(1, date(2021, 3, 1), None),
        plan(2, None, date(2021, 5, 1)),
        plan(3, *[date(2021, 4, 1)] * 2),
    )
    open_both = plan(4, None, None)
    page = rendered(story_page(replace(invented, events=(open_both, open_end, late, early))))
    shown = [page.index(digit * 8) for digit in "3214"]
    assert shown == sorted(shown)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_nothing_is_wider_than_the_screen(invented: Record, width: int) -> None:
    solheim = replace(invented.entities[0], name="東京都知事" * 12, code="JPN")
    lima = replace(
        invented.entities[5], name="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
    )
    record = replace(invented, entities=(solheim, *invented.entities[1:5], lima))
    shown = rendered([*story_page(record), *explanation(entries(record)[0], record.story)], width)
    assert max(map(cell_len, shown.splitlines())) <= width
    assert "東京都知事" in shown


def test_a_long_quotation_is_cut_to_two_lines(invented: Record) -> None:
    long = replace(invented.events[0], quotes=(Quote("many words " * 40, Span(0, 440)),))
    shown = rendered([entry_list(entries(replace(invented, events=(long,))))])
    assert shown.count("many words") < 14
    assert "…”" in shown
    assert len([line for line in shown.splitlines() if "many" in line]) == 2


def test_the_story_cannot_act_on_the_page(invented: Record) -> None:
    evil = "[bold red]x[/] \x1b[2J\x1b]0;title\x07 :smile: \u202eabc"
    story = replace(invented.story, headline=evil, agency=evil, slug=evil, source=evil, published_reason=evil)
    people = tuple(replace(entity, name=evil, role=evil) for entity in invented.entities)
    events = tuple(replace(e, quotes=(Quote(evil, Span(0, 3)),), time_text=evil) for e in invented.events)
    record = replace(invented, story=story, entities=people, events=events)
    shown = rendered([*story_page(record), *explanation(entries(record)[0], story)])
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "[bold red]x[/] [2J]0;title :smile: abc" in " ".join(shown.split())


def test_optional_events_are_dim_and_say_so(invented: Record) -> None:
    shown = rendered(story_page(invented), color=True)
    under_way = shown[shown.index("Under way") : shown.index("What is due")]
    assert "optional" in under_way
    assert "optional" not in shown[: shown.index("Under way")]
    assert "\x1b[2m" in under_way


@pytest.mark.parametrize("kind", [k for k in StoryKind if k is not StoryKind.STORY])
def test_what_is_no_story_says_so(invented: Record, kind: StoryKind) -> None:
    record = replace(invented, events=(), story=replace(invented.story, kind=kind))
    page = rendered(story_page(record))
    assert "not read for events" in page or "no sentences to read" in page
    assert "No events" not in page


def test_a_story_without_events_or_header_says_so() -> None:
    page = rendered(story_page(Record(Story("Rain."), (), (), "0")))
    for words in ("(no headline)", "agency unknown", "day unknown", "No events found"):
        assert words in page


def test_an_explanation_shows_everything_behind_an_entry(invented: Record) -> None:
    entry = entries(invented)[0]
    shown = rendered(explanation(entry, invented.story), 200)
    quote = entry.event.quotes[0]
    for words in (
        "SUPPORT · happened",
        "the verb in “Norwegian Fo” [lexicon 0.75]",
        "Ingrid Solheim (NOR), Foreign Minister, GOV",
        "Wed 3 Mar 2021 (2021-03-03 to 2021-03-03), from “on Wednesday”",
        f"{quote.span.start}–{quote.span.end}",
        f"LIMA, March 3 (Andes Wire) -- “{quote.text}” in Lima on Wednesday",
        entry.event.id,
        invented.story.id,
        invented.version,
        "the agency's own voice",
    ):
        assert words in shown


def test_surroundings_end_between_words() -> None:
    text = "word " * 100 + "HERE" + " more" * 100
    before, after = surroundings(Quote("HERE", Span(500, 504)), text)
    assert before.startswith("…word ")
    assert after.endswith(" more…")
    assert len(before) <= AROUND + 1
    assert surroundings(Quote("ab", Span(1, 3)), "xab.") == ("x", ".")
