"""Bytes and characters that are stories, and those that are not."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import StoryError
from dragoman.model import READ_KINDS, PublishedBasis, StoryKind
from dragoman.sources.decoding import LARGEST
from dragoman.sources.text import read_bytes, read_text

STORY = (
    "Ministers meet over border\n\nQUITO, May 3, 2021 (AFP) - The ministers met for talks on"
    " the border, and they"
    " agreed to meet again in Bogotá.\n\nThe talks on “fishing” went on for three hours."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    story = read_bytes(STORY.encode(encoding), "a.txt")
    assert "Bogotá" in story.text
    assert "“fishing”" in story.text
    assert story.headline == "Ministers meet over border"
    assert story.source == "a.txt"


def test_latin_1() -> None:
    text = STORY.replace("“", '"').replace("”", '"')
    assert read_bytes(text.encode("latin-1"), "a.txt").text == text


def test_broken_utf_8_keeps_the_rest() -> None:
    story = read_bytes(STORY.encode() + " Señor Peña".encode()[:-2], "a.txt")
    assert "Bogotá" in story.text


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "empty", "story"),
        (b" \n\t\r\n ", "blanks", "story"),
        (b"\xef\xbb\xbf", "blanks", "story"),
        (bytes(range(256)) * 40, "binary", "plain text"),
        (b"The ministers met\x00 for talks on the border.", "binary", "plain text"),
        (b"Ministers", "no sentences", "full text"),
        (b"%PDF-1.7 \xe2\xe3", "PDF", "dragoman read"),
        (b"PK\x03\x04abc", "ZIP", "unpack"),
        (b"<!DOCTYPE html><html><body><p>The ministers met.</p></body></html>", "HTML", "dragoman read"),
        (b"<div><p>The ministers met.</p><p>They talked.</p></div>", "HTML", "dragoman read"),
        (b"<?xml version='1.0'?><nitf><body>The ministers met.</body></nitf>", "XML", "dragoman read"),
        (b'{"headline": "The ministers met for talks"}', "JSON", "dragoman read"),
        (
            "Le ministre est arrivé dans la capitale pour des entretiens avec le président. ".encode() * 6,
            "French",
            "English",
        ),
        ("Министры встретились в столице для переговоров о границе. ".encode() * 4, "script", "English"),
    ],
)
def test_refused(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(StoryError) as caught:
        read_bytes(data, "a.txt")
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")
    assert caught.value.where == "a.txt"


def test_too_large() -> None:
    with pytest.raises(StoryError, match=r"50\.0 MB, the limit is 20 MB") as caught:
        read_bytes(b"The ministers met. " * (50 * 2**20 // 19 + 1), "a.txt")
    assert caught.value.hint
    with pytest.raises(StoryError, match="too large"):
        read_text("a" * (LARGEST + 1))


def test_table_of_prices_is_no_error() -> None:
    rows = "\n".join(
        f"Company {name}  {price:.2f}  +{price / 90:.2f}"
        for name, price in zip("ABCDEFGH", range(100, 900, 99), strict=False)
    )
    assert (
        read_text("Closing prices\n\nTOKYO, May 3 (Kyodo) -- Closing prices:\n\n" + rows).kind
        is StoryKind.TABLE
    )


def test_scores_are_a_table() -> None:
    text = (
        "Football results\n\nLONDON, May 3, 2021 (AFP) - Results on Monday:\n\nNorthtown 3"
        " Southport 1\n\nEastwick 0 Weston 0\n\nHill 2 Dale 2"
    )
    assert read_text(text).kind is StoryKind.TABLE


def test_prose_about_prices_is_a_story() -> None:
    text = (
        "Shares close up\n\nTOKYO, May 3, 2021 (AFP) - The index rose 18.12 points to close at"
        " 2,438.67 on Monday.\n\nThe turnover was 223 million yen, and 36 of the 104 shares gained."
    )
    assert read_text(text).kind is StoryKind.STORY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (("Yonhap News Summary\n\nSEOUL, Nov. 8 (Yonhap) -- The following is the second summary of"
         " major stories moved by the agency.\n\nKim visits plant\n\nSEOUL -- The leader visited a"
         " plant."), StoryKind.DIGEST),
        (("Kyodo news summary -5-\n\nTOKYO, April 13 Kyodo\n\n----------\n\nJapan agrees on"
         " aid\n\nLIMA - Japan agreed on Friday on aid.\n\n----------\n\nDiet passes bill\n\nTOKYO"
         " - The Diet passed a bill."), StoryKind.DIGEST),
        (("Xinhua international news advisory -- May 4\n\nBEIJING, May 4 (Xinhua) -- Following are"
         " the stories scheduled to be covered on Tuesday.\n\n-- Premier visits Peru."), StoryKind.DAYBOOK),
        (("News diary for Tuesday\n\nANKARA (AA) – Events:\n\nANKARA - President to meet his Somali"
         " counterpart."), StoryKind.DAYBOOK),
        (("KILL KILL KILL\n\nPlease kill the story slugged Brazil-minister. The minister has not"
         " resigned."), StoryKind.KILL),
        ("STORY WITHDRAWN\n\nThe story on the minister of Brazil was wrong.", StoryKind.KILL),
        (("Rebels kill 5 in ambush\n\nLAGOS, May 4, 2012 (AFP) - Rebels killed five soldiers on"
         " Friday, the army said."), StoryKind.STORY),
        (("Minister's party withdraws story\n\nLAGOS, May 4, 2012 (AFP) - The party left the cabinet"
         " on Friday."), StoryKind.STORY),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: StoryKind) -> None:
    assert read_text(text).kind is kind


def test_given_day_yields_to_the_stated_one() -> None:
    assert read_text(STORY, published=date(2024, 1, 1)).published == date(2021, 5, 3)
    undated = read_text("The ministers met for talks on the border.", published=date(2024, 1, 1))
    assert (undated.published, undated.published_basis) == (date(2024, 1, 1), PublishedBasis.GIVEN)


def test_same_text_same_id() -> None:
    assert read_text(STORY).id == read_bytes(STORY.encode(), "b.txt").id


PIECES = st.sampled_from(
    "SEOUL, |Nov. 8| (AFP) - |(LEAD) "
    "|By |\n|\n\n|Image: |U.S.| said |2023|///|(Yonhap)|Source: |___|(END)|^|<|="
    "|\r\n|\u2028|The ministers met. |(|)|``|-- |\x00|  |Ana Silva|waves as he arrives|, |a@b.cd|* |KILL"
    "|Friday, May 7, 2021".split("|")
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_disjoint_passages_or_a_story_error(text: str) -> None:
    try:
        story = read_text(text)
    except StoryError:
        return
    end = 0
    for passage in story.passages:
        assert end <= passage.span.start < passage.span.end <= len(text)
        assert passage.span.of(text) == passage.span.of(text).strip()
        end = passage.span.end
    assert story.of_kind(*READ_KINDS)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_story_or_a_story_error(data: bytes) -> None:
    with suppress(StoryError):
        assert read_bytes(data, "a.txt").source == "a.txt"


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "A",
        "SEOUL ",
        "SEOUL, ",
        "a@",
        "By A ",
        "(",
        "-",
        "Nov. 8 ",
        "\n",
        "a line of words\n",
        "word ",
        "The man said. ",
        "\n\n\n ",
        "Aa. ",
    ],
)
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    started = time.process_time()
    with suppress(StoryError):
        read_text("The ministers met. " + unit * (2**20 // len(unit)))
    assert time.process_time() - started < 8


def test_megabyte_of_one_line_stays_one_paragraph() -> None:
    story = read_text("The ministers met for talks. " * 40_000)
    assert len(story.passages) == 1
