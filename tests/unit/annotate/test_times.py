"""Times in sentences: their TIMEX3 value and their days, against a story of Wednesday 8 November 2023."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from spacy.language import Language

from dragoman.annotate import registry
from dragoman.model import Passage, PassageKind, Span, Story, TimeExpression, layers

WEDNESDAY = date(2023, 11, 8)

Found = list[tuple[str, TimeExpression]]
Read = Callable[..., Found]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return registry.load(without=("dragoman_places", "dragoman_actors", "dragoman_speech"))


@pytest.fixture
def read(nlp: Language) -> Read:
    def run(text: str, published: date | None = WEDNESDAY, kind: PassageKind = PassageKind.BODY) -> Found:
        story = Story(text, (Passage(kind, Span(0, len(text))),), published=published)
        doc = next(registry.parse(nlp, [story]))
        return [(doc[t.start : t.end].text, t) for t in layers(doc).times]

    return run


def days(found: Found) -> list[tuple[str, str | None, str | None]]:
    return [(words, t.first and t.first.isoformat(), t.last and t.last.isoformat()) for words, t in found]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on Nov. 8, 2023.", "Nov. 8, 2023", "2023-11-08"),
        ("They met on 8 November 2023.", "8 November 2023", "2023-11-08"),
        ("They met on the 8th of November, 2023.", "the 8th of November, 2023", "2023-11-08"),
        ("They met on 2023-11-08 in Oslo.", "2023-11-08", "2023-11-08"),
        ("They met on 11/08/2023 in Oslo.", "11/08/2023", "2023-11-08"),
        ("They met on 28.10.2023 in Oslo.", "28.10.2023", "2023-10-28"),
        ("They met on Friday, August 21.", "Friday, August 21", "2020-08-21"),
        ("The accord was signed in June 2010.", "June 2010", "2010-06"),
        ("The accord was signed in 1994.", "1994", "1994"),
        ("They met on June 5, '82.", "June 5, '82", "1982-06-05"),
        ("In the early 1990s militants fled.", "the early 1990s", "199"),
        ("It stood in the 19th century.", "the 19th century", "18"),
        ("The deficit widened in the third quarter.", "the third quarter", "2023-Q3"),
        ("He fled in the first half of 2022.", "the first half of 2022", "2022-H1"),
        ("The war began in the spring of 1998.", "the spring of 1998", "1998-SP"),
        ("They spoke for more than 2 1/2 years.", "more than 2 1/2 years", "P2Y6M"),
        ("The 13-month break ended.", "13-month", "P13M"),
        ("They talked for two hours.", "two hours", "PT2H"),
        ("The talks had dragged on for decades.", "decades", "PXE"),
        ("They meet every Thursday.", "every Thursday", "XXXX-WXX-4"),
        ("He pays $500 a year.", "a year", "P1Y"),
        ("The truce began at 0900 GMT.", "0900 GMT", "2023-11-08T09:00Z"),
        ("He died at 9:47 p.m. Tuesday.", "9:47 p.m. Tuesday", "2023-11-07T21:47"),
        ("He died on Tuesday night.", "Tuesday night", "2023-11-07TNI"),
        ("He is now in Cairo.", "now", "PRESENT_REF"),
        ("He has recently resigned.", "recently", "PAST_REF"),
    ],
)
def test_value(read: Read, text: str, words: str, value: str) -> None:
    assert [(w, t.value) for w, t in read(text)] == [(words, value)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The envoy arrived on Wednesday.", "2023-11-08", "2023-11-08"),
        ("The envoy arrived on Thursday.", "2023-11-02", "2023-11-02"),
        ("The envoy will arrive on Thursday.", "2023-11-09", "2023-11-09"),
        ("The envoy is expected to arrive on Thursday.", "2023-11-09", "2023-11-09"),
        ("The envoy is due in Moscow on Friday.", "2023-11-10", "2023-11-10"),
        ("The envoy failed to arrive on Monday.", "2023-11-06", "2023-11-06"),
        ("The council met last Friday.", "2023-11-03", "2023-11-03"),
        ("The council votes next Thursday.", "2023-11-16", "2023-11-16"),
        ("The army shelled the town in February.", "2023-02-01", "2023-02-28"),
        ("The army will leave the town in February.", "2024-02-01", "2024-02-29"),
        ("The rebels recalled their failed attempts in May.", "2023-05-01", "2023-05-31"),
        ("The summit is set for later this month.", "2023-11-09", "2023-11-30"),
        ("The truce collapsed earlier this month.", "2023-11-01", "2023-11-07"),
        ("Parliament voted last week.", "2023-10-30", "2023-11-05"),
        ("Parliament votes this week.", "2023-11-06", "2023-11-12"),
        ("Talks resume next week.", "2023-11-13", "2023-11-19"),
        ("Talks will resume in two weeks.", "2023-11-20", "2023-11-26"),
        ("The border was closed two weeks ago.", "2023-10-23", "2023-10-29"),
        ("They cut ties a year ago.", "2022-11-01", "2022-11-30"),
        ("They cut ties last month.", "2023-10-01", "2023-10-31"),
        ("They met in the third week of this month.", "2023-11-13", "2023-11-19"),
        ("They met over the weekend.", "2023-11-04", "2023-11-05"),
        ("They will meet over the weekend.", "2023-11-11", "2023-11-12"),
        ("He was killed at the end of last month.", "2023-10-21", "2023-10-31"),
        ("They ousted him in late October.", "2023-10-21", "2023-10-31"),
        ("Exercises will be held April 17-19.", "2024-04-17", "2024-04-19"),
        ("The post falls vacant at the end of the year.", "2023-12-01", "2023-12-31"),
        ("Violence has grown in the past three months.", "2023-08-08", "2023-11-08"),
        ("Relations thawed on Christmas Eve.", "2022-12-24", "2022-12-24"),
        ("The curfew will be lifted during Ramadan.", "2024-03-11", "2024-04-09"),
        ("The island was occupied during World War II.", "1939-09-01", "1945-09-02"),
        ("The plan was hailed yesterday.", "2023-11-07", "2023-11-07"),
        ("The 20-year-old conflict goes on.", "2002-11-08", "2023-11-08"),
    ],
)
def test_days(read: Read, text: str, first: str, last: str) -> None:
    assert [(a, b) for _, a, b in days(read(text))] == [(first, last)]


def test_two_verbs_of_one_sentence_point_their_own_ways(read: Read) -> None:
    found = read("The strike, which began Monday, will end Thursday.")
    assert days(found) == [("Monday", "2023-11-06", "2023-11-06"), ("Thursday", "2023-11-09", "2023-11-09")]


def test_reported_plan_lies_ahead_of_the_day_it_was_told(read: Read) -> None:
    found = read("The president said on Tuesday that the army would pull out by Jan. 15.")
    assert [t.value for _, t in found] == ["2023-11-07", "2024-01-15"]


def test_chain(read: Read) -> None:
    found = read("In March 2001 he resigned; a month earlier he had been charged.")
    assert [t.value for _, t in found] == ["2001-03", "2001-02"]


def test_the_following_month_follows_the_time_last_named(read: Read) -> None:
    found = read("They signed the accord on 30 June 2021 and ratified it the following month.")
    assert found[1][1].value == "2021-07"


def test_quarters_of_a_year_ago_are_counted_from_the_quarter_reported(read: Read) -> None:
    found = read(
        "Net income rose in the third quarter. A year ago, the firm had a loss. A year earlier it fell."
    )
    assert [t.value for _, t in found] == ["2023-Q3", "2022-Q3", "2022-Q3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Exercises will run from April 14 to 16.",
            [("April 14", "2024-04-14", "2024-04-16"), ("16", "2024-04-14", "2024-04-16")],
        ),
        (
            "The visit is to take place between Monday and Wednesday.",
            [("Monday", "2023-11-13", "2023-11-15"), ("Wednesday", "2023-11-13", "2023-11-15")],
        ),
        (
            "He will be in Ankara for three days from April 14.",
            [("three days", "2024-04-14", "2024-04-16"), ("April 14", "2024-04-14", "2024-04-16")],
        ),
        (
            "Attacks rose between April and June 2005.",
            [("April", "2005-04-01", "2005-06-30"), ("June 2005", "2005-04-01", "2005-06-30")],
        ),
    ],
)  # fmt: skip
def test_range(read: Read, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert days(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "first", "last", "open_start", "open_end"),
    [
        ("The truce has held since May 2022.", "2022-05-01", None, False, True),
        ("The road is closed until Friday.", None, "2023-11-10", True, False),
        ("The troops must leave by the end of the year.", None, "2023-12-31", True, False),
        ("He must resign before December.", None, "2023-11-30", True, False),
        ("The ban applies from Monday.", "2023-11-13", None, False, True),
        ("The letter from Monday was lost.", "2023-11-06", "2023-11-06", False, False),
    ],
)
def test_open_ends(
    read: Read, text: str, first: str | None, last: str | None, open_start: bool, open_end: bool
) -> None:
    found = read(text)
    assert [(a, b) for _, a, b in days(found)] == [(first, last)]
    assert (found[0][1].open_start, found[0][1].open_end) == (open_start, open_end)


@pytest.mark.parametrize(
    "text",
    [
        "The May government rejected Theresa May.",
        "Protesters may march through the city.",
        "The Sunday Times reported that the Second Army shelled the town.",
        "The current account is in deficit.",
        "Resolution 1929 was adopted.",
        "About 2000 people marched.",
        "A 34-year-old man was shot.",
        "The summit was held in Mar del Plata.",
        "USA Today reported the raid.",
        "The score was 3:15 in the end.",
        "The veterans of the Good Friday Agreement spoke.",
    ],
)
def test_what_only_looks_like_time(read: Read, text: str) -> None:
    assert read(text) == []


def test_without_a_day_relative_times_keep_a_value_and_have_no_days(read: Read) -> None:
    found = read("The plan was announced last month and the vote is set for Wednesday.", None)
    assert [(t.value, t.first, t.last) for _, t in found] == [
        ("PAST_REF", None, None),
        ("XXXX-WXX-3", None, None),
    ]


def test_a_narrative_goes_by_the_time_last_told(read: Read) -> None:
    found = read(
        "On 4 March 1911 the rising began. In 1912 the capital fell, and in May the king fled. "
        "By 1913 the league had split. The peace of 10 August 1913 redrew the borders; on 29 September "
        "a second treaty followed."
    )
    assert [t.value for _, t in found] == [
        "1911-03-04", "1912", "1912-05", "1913", "1913-08-10", "1913-09-29",
    ]  # fmt: skip


def test_expressions_do_not_overlap_and_stand_in_order(read: Read) -> None:
    found = read(
        "At 5 p.m. on Monday, three days after the Oct. 9 raid, they met for two hours until late Monday."
    )
    ends = [(t.start, t.end) for _, t in found]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))


def test_nothing_in_an_empty_story(read: Read) -> None:
    assert read(" ") == []


def test_a_narrative_counts_on_from_what_it_told(read: Read) -> None:
    found = read(
        "The rising began on 12 May 1848. The following day the port fell, and by the end of the month "
        "the province was lost. That winter both armies starved. In the spring of 1849 a truce was signed. "
        "In 1851 the king died, and the treaty of 1853 ended the war."
    )
    assert [t.value for _, t in found] == [
        "1848-05-12", "1848-05-13", "1848-05", "1848-WI", "1849-SP", "1851", "1853",
    ]  # fmt: skip


def test_a_plan_upset_lies_near(read: Read) -> None:
    found = read("The truce had been due to expire on Monday. Rebels may have broken it on Thursday.")
    assert days(found) == [("Monday", "2023-11-06", "2023-11-06"), ("Thursday", "2023-11-02", "2023-11-02")]
