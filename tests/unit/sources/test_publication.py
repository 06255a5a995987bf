"""The publication day and the reason given for it."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import PublishedBasis
from dragoman.sources.text import read_text

STATED, INFERRED, GIVEN = PublishedBasis.STATED, PublishedBasis.INFERRED, PublishedBasis.GIVEN
CAPTION = "Ana Silva waves as she arrives in Oslo on May 5, 2021. (Yonhap)"


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("Talks\n\nOSLO, May 5, 2021 (AFP) - Envoys met on Wednesday for talks.", date(2021, 5, 5), STATED),
        ("Talks open\n\nWednesday, May 5, 2021\n\nEnvoys met in Oslo for talks.", date(2021, 5, 5), STATED),
        (
            "Talks open\n\nPublished: 5 May 2021 10:32 GMT\n\nEnvoys met in Oslo for talks.",
            date(2021, 5, 5),
            STATED,
        ),
        (
            "Talks open\n\nOSLO (AP) _ Envoys met for talks.\n\nAP-WF-05-05-98 0337GMT",
            date(1998, 5, 5),
            STATED,
        ),
        (
            f"Talks open\n\nOSLO, May 6 (Yonhap) -- Envoys met for talks.\n\n{CAPTION}",
            date(2021, 5, 6),
            INFERRED,
        ),
        (f"Talks open\n\nOSLO, Envoys met on Wednesday for talks.\n\n{CAPTION}", date(2021, 5, 5), INFERRED),
        (f"Talks open\n\nOSLO, Envoys met on Thursday for talks.\n\n{CAPTION}", date(2021, 5, 6), INFERRED),
        (f"Talks open\n\nOSLO, Envoys met on Monday for talks.\n\n{CAPTION}", None, None),
        (
            "Talks open\n\nOSLO, May 5 (Yonhap) -- Envoys met. The ruling is of May 5, 2021.",
            date(2021, 5, 5),
            INFERRED,
        ),
        (
            "Talks open\n\nOSLO, Wednesday, May 5 (DPA) -- Envoys met, first since 2020.",
            date(2021, 5, 5),
            INFERRED,
        ),
        (
            "Talks open\n\nOSLO, May 5 (Yonhap) -- Envoys met on Wednesday, first since 2020.",
            date(2021, 5, 5),
            INFERRED,
        ),
        ("Talks open\n\nOSLO, May 5 (Yonhap) -- Envoys met for talks.", None, None),
        (
            "Talks open\n\nOSLO, May 5 (Yonhap) -- Envoys met on Wednesday for talks.",
            date(2021, 5, 5),
            INFERRED,
        ),
        (
            "Talks open\n\nOSLO, Sunday, May 5 (Yonhap) -- Envoys met for talks.",
            date(2024, 5, 5),
            INFERRED,
        ),
        ("Talks open\n\nOsLO, 5 may 2021 (AFP) - Envoys met for talks.", date(2021, 5, 5), STATED),
        ("Talks open\n\nOSLO, May 5 (Yonhap) -- Envoys met for talks on a plan for 2030.", None, None),
        ("Envoys met on the war of 1999 for talks in Oslo.", None, None),
    ],
)
def test_day_and_basis(text: str, day: date | None, basis: PublishedBasis | None) -> None:
    story = read_text(text)
    assert (story.published, story.published_basis) == (day, basis)
    assert bool(story.published_reason) == (day is not None)


def test_dateline_without_year_takes_that_of_the_given_day() -> None:
    story = read_text("Talks\n\nOSLO, Dec. 31 (Yonhap) -- Envoys met for talks.", published=date(2022, 1, 1))
    assert (story.published, story.published_basis) == (date(2021, 12, 31), GIVEN)
    assert story.dateline is not None
    assert story.dateline.day == date(2021, 12, 31)


@pytest.mark.parametrize(
    ("given", "day", "basis"),
    [(date(2021, 5, 7), date(2021, 5, 5), INFERRED), (date(2021, 8, 7), date(2021, 8, 7), GIVEN)],
)
def test_inferred_day_must_agree_with_the_given_one(given: date, day: date, basis: PublishedBasis) -> None:
    story = read_text(f"Talks open\n\nOSLO, Envoys met on Wednesday.\n\n{CAPTION}", published=given)
    assert (story.published, story.published_basis) == (day, basis)


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("wire/AFP_19970505_0031.txt", date(1997, 5, 5)),
        ("https://news.example/2008/05/06/oslo-talks", date(2008, 5, 5)),
        ("archive/2011/may.txt", date(2011, 5, 5)),
        ("wire/19970805.txt", None),
        ("wire/story-12.txt", None),
    ],
)
def test_the_sources_name_gives_a_year(source: str, day: date | None) -> None:
    story = read_text("Talks open\n\nOSLO, May 5 (AFP) - Envoys met for talks.", source)
    assert story.published == day
    assert (story.published_reason or "").startswith("the dateline says May 5") is (day is not None)
