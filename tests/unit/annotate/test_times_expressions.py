"""Every class of time expression, each in a sentence of a story of Wednesday 8 November 2023."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from dragoman.annotate import registry
from dragoman.model import Passage, PassageKind, Span, Story, layers

Line = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return registry.load(without=("dragoman_places", "dragoman_actors", "dragoman_speech"))


@pytest.fixture
def read(nlp: Language) -> Callable[[str], list[Line]]:
    def run(text: str) -> list[Line]:
        story = Story(text, (Passage(PassageKind.BODY, Span(0, len(text))),), published=date(2023, 11, 8))
        doc = next(registry.parse(nlp, [story]))
        return [
            (doc[t.start : t.end].text, t.type, t.value, f"{t.first or ''}..{t.last or ''}")
            for t in layers(doc).times
        ]

    return run


CASES: dict[str, list[tuple[str, str, str, str, str]]] = {
    "religious days": [
        ("The rebels struck on Easter Sunday.", "Easter Sunday", "DATE", "2023-04-09",
         "2023-04-09..2023-04-09"),
        ("The truce is to last through Orthodox Easter.", "Orthodox Easter", "DATE", "2024-05-05",
         "..2024-05-05"),
        ("Pilgrims gathered for Eid al-Fitr.", "Eid al-Fitr", "DATE", "2023-04-22", "2023-04-22..2023-04-24"),
        ("The border was shut for Yom Kippur.", "Yom Kippur", "DATE", "2023-09-25", "2023-09-25..2023-09-25"),
        ("The ferry will sail on Good Friday.", "Good Friday", "DATE", "2024-03-29",
         "2024-03-29..2024-03-29"),
        ("Next Ramadan the truce ends.", "Next Ramadan", "DATE", "2024-03-11", "2024-03-11..2024-04-09"),
        ("Talks resume after Lunar New Year.", "Lunar New Year", "DATE", "2024-02-10", "2024-02-10.."),
    ],
    "national days": [
        ("Tanks rolled through Paris on Bastille Day.", "Bastille Day", "DATE", "2023-07-14",
         "2023-07-14..2023-07-14"),
        ("He spoke on China's National Day.", "China's National Day", "DATE", "2023-10-01",
         "2023-10-01..2023-10-01"),
        ("He spoke on Ukraine's Independence Day.", "Ukraine's Independence Day", "DATE", "2023-08-24",
         "2023-08-24..2023-08-24"),
        ("They parade on Russia Day.", "Russia Day", "DATE", "2024-06-12", "2024-06-12..2024-06-12"),
        ("He spoke on Thanksgiving.", "Thanksgiving", "DATE", "2022-11-24", "2022-11-24..2022-11-24"),
    ],
    "fiscal years": [
        ("The deficit grew in fiscal 2022.", "fiscal 2022", "DATE", "2022", ".."),
        ("The budget for the 2023-24 fiscal year passed.", "the 2023-24 fiscal year", "DATE", "2023", ".."),
        ("The budget for the last fiscal year was cut.", "the last fiscal year", "DATE", "2022", ".."),
    ],
    "sets": [
        ("They meet twice a year.", "twice a year", "SET", "P1Y", ".."),
        ("The panel meets three times a week.", "three times a week", "SET", "P1W", ".."),
        ("The council meets every other Monday.", "every other Monday", "SET", "XXXX-WXX-1", ".."),
        ("They meet once every two weeks.", "every two weeks", "SET", "P2W", ".."),
        ("The envoys met on Mondays.", "on Mondays", "SET", "XXXX-WXX-1", ".."),
    ],
    "clocks and zones": [
        ("The truce began at 14:30 GMT.", "14:30 GMT", "TIME", "2023-11-08T14:30Z", "2023-11-08..2023-11-08"),
        ("The rocket rose around 0522 hours.", "around 0522 hours", "TIME", "2023-11-08T05:22",
         "2023-11-08..2023-11-08"),
        ("They met at noon.", "noon", "TIME", "2023-11-08T12:00", "2023-11-08..2023-11-08"),
        ("The shelling stopped overnight.", "overnight", "TIME", "2023-11-07TNI", "2023-11-07..2023-11-08"),
        ("He left at 4 p.m. Friday.", "4 p.m. Friday", "TIME", "2023-11-03T16:00", "2023-11-03..2023-11-03"),
    ],
    "ranges": [
        ("Ministers will meet from April 17-19.", "April 17-19", "DATE", "2024-04-17",
         "2024-04-17..2024-04-19"),
        ("The war of 1914-18 ended an era.", "1914-18", "DATE", "1914", "1914-01-01..1918-12-31"),
        ("They met during the weekend of Oct. 7-8.", "Oct. 7-8", "DATE", "2023-10-07",
         "2023-10-07..2023-10-08"),
    ],
    "distances": [
        ("They will meet the week after next.", "the week after next", "DATE", "2023-W47",
         "2023-11-20..2023-11-26"),
        ("They met the month before last.", "the month before last", "DATE", "2023-09",
         "2023-09-01..2023-09-30"),
        ("They will meet a week from Thursday.", "a week from Thursday", "DATE", "2023-11-16",
         "2023-11-16..2023-11-16"),
        ("They will meet Monday week.", "Monday week", "DATE", "2023-11-20", "2023-11-20..2023-11-20"),
        ("They met a week ago Tuesday.", "a week ago Tuesday", "DATE", "2023-10-31",
         "2023-10-31..2023-10-31"),
        ("They will meet in three days' time.", "three days' time", "DATE", "2023-11-11",
         "2023-11-11..2023-11-11"),
        ("They met on the 5th of this month.", "the 5th of this month", "DATE", "2023-11-05",
         "2023-11-05..2023-11-05"),
        ("On the 20th they will meet.", "the 20th", "DATE", "2023-11-20", "2023-11-20..2023-11-20"),
        ("They met the day before yesterday.", "the day before yesterday", "DATE", "2023-11-06",
         "2023-11-06..2023-11-06"),
        ("The plan was made years ago.", "years ago", "DURATION", "PXY", "..2023-11-08"),
    ],
    "ages": [
        ("The 44-year-old embargo was lifted.", "44-year-old", "DURATION", "P44Y", "1978-11-08..2023-11-08"),
        ("The decade-old dispute goes on.", "decade-old", "DURATION", "P10Y", "2012-11-08..2023-11-08"),
        ("The year-old war goes on.", "year-old", "DURATION", "P1Y", "2022-11-01..2022-11-30"),
    ],
    "lengths": [
        ("Talks dragged on for weeks.", "weeks", "DURATION", "PXW", ".."),
        ("The siege lasted two and a half months.", "two and a half months", "DURATION", "P2.5M", ".."),
        ("The siege lasted about 18 months.", "about 18 months", "DURATION", "P18M", ".."),
        ("They must answer within 48 hours.", "48 hours", "DURATION", "PT48H", "2023-11-08..2023-11-10"),
    ],
    "seasons, terms and eras": [
        ("The offensive began last spring.", "last spring", "DATE", "2023-SP", "2023-03-01..2023-05-31"),
        ("Exports rose in the second quarter of 2021.", "the second quarter of 2021", "DATE", "2021-Q2",
         "2021-04-01..2021-06-30"),
        ("The first half of next year will be hard.", "The first half of next year", "DATE", "2024-H1",
         "2024-01-01..2024-06-30"),
        ("In the 1990s, the party ruled.", "the 1990s", "DATE", "199", "1990-01-01..1999-12-31"),
        ("In the Soviet era the town was closed.", "the Soviet era", "DATE", "1922-12-30/1991-12-26",
         "1922-12-30..1991-12-26"),
        ("The last week of October saw clashes.", "The last week of October", "DATE", "2023-W43",
         "2023-10-23..2023-10-29"),
        ("By early next year it will be ready.", "early next year", "DATE", "2024", "..2024-04-30"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "case", [case for cases in CASES.values() for case in cases], ids=lambda case: str(case[1])
)
def test_one_expression(case: tuple[str, str, str, str, str], read: Callable[[str], list[Line]]) -> None:
    text, *expected = case
    assert read(text) == [tuple(expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met on the eve of the talks on Thursday.", ["2023-11-01..2023-11-01"]),
        ("They will meet on the eve of Friday's vote.", ["2023-11-09..2023-11-09"]),
        (
            "Ten days after the Oct. 9 test, sanctions were imposed.",
            ["2023-10-19..2023-10-19", "2023-10-09..2023-10-09"],
        ),
        (
            "The talks collapsed a day before the vote on Monday.",
            ["2023-11-05..2023-11-05", "2023-11-06..2023-11-06"],
        ),
        (
            "They signed on June 3, 2020; three weeks later the pact collapsed.",
            ["2020-06-03..2020-06-03", "2020-06-22..2020-06-28"],
        ),
    ],
)
def test_days_counted_from_another(text: str, expected: list[str], read: Callable[[str], list[Line]]) -> None:
    assert [days for *_, days in read(text)] == expected


def test_a_premier_is_no_month(read: Callable[[str], list[Line]]) -> None:
    assert read("The May government fell.") == []


def test_days_off_the_calendar_are_left_out(read: Callable[[str], list[Line]]) -> None:
    found = read(
        "They met 99999999999 days after June 3, 2020 and will meet from July 3 for 99999999999 days."
    )
    assert [days for words, *_, days in found if words == "99999999999 days"] == ["..", ".."]
