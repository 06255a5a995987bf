"""Whole stories as they come over the wire: which passage is for what."""

from __future__ import annotations

from dragoman.model import PassageKind, Story
from dragoman.sources.text import read_text

YONHAP = """(2nd LD) Korea, Peru agree to resume port talks
(ATTN: ADDS details in paras 3-4, photo; CHANGES headline)
By Kim Min-ah
SEOUL, May 5 (Yonhap) -- South Korea and Peru agreed Wednesday to resume talks on a port, officials said.
"We will meet soon," Minister Lee Soo-min told reporters.
Minister Lee Soo-min (R) shakes hands with her counterpart Ana Silva in Seoul on May 5, 2021. (Yonhap)
They will meet again next month in Lima.
minah@yna.co.kr
(END)
"""

AP = """BC-EU--Border Talks, 1st Ld-Writethru,427
^Ministers meet over border as fighting
goes on<
^Eds: UPDATES with minister's comment, ADDS byline<
^By ANA SILVA=
^Associated Press Writer=
   OSLO, Norway (AP) _ The ministers of two states met Friday for talks
on the border where fighting has gone on for weeks, and they agreed on
nothing, officials said.
   ``We will meet again,'' the minister said.
   ___
   Associated Press writer Jon Berg in Bergen contributed to this report.
AP-WF-02-19-16 0337GMT<
"""

REUTERS = """UPDATE 2-Turkey's president to visit Athens next week - minister
* Visit would be first in five years
(Adds quotes, background)
By Jon Berg
ANKARA, Nov 9 (Reuters) - Turkey's president will visit Athens next week, an aide said on Thursday.
The visit is the first since 2017. (Reporting by Jon Berg; Editing by Ana Silva)
"""

REUTERS_1987 = """RIVER RISES IN NORTH BRAZIL
    SAO PAULO, March 17 - Heavy rain swelled the river and forced
3,000 people from their homes, the government said in a statement
issued today.
    The defence ministry sent 200 troops to help the towns along the
river, a spokesman said.
 Reuter
\x03"""

DPA = """REFILE
Germany/migration/
ROUNDUP
Berlin talks on migration end without agreement =
Eds: Corrects number in paragraph 3

Berlin (dpa) - Talks on migration ended on Friday without an agreement, the interior ministry said.

The ministers will meet again in May.

# Notebook

## Internet
- ministry: example.org/abc

dpa grj rmo
"""


def kinds(story: Story) -> list[str]:
    return [p.kind.value for p in story.passages]


def words(story: Story, kind: PassageKind) -> list[str]:
    return [" ".join(p.span.of(story.text).split()) for p in story.of_kind(kind)]


def test_yonhap_with_one_line_a_paragraph() -> None:
    story = read_text(YONHAP)
    expected = "note headline note byline dateline body body caption body trailer trailer"
    assert kinds(story) == expected.split()
    assert story.byline == "Kim Min-ah"
    assert story.published is not None
    assert story.published.isoformat() == "2021-05-05"
    assert story.dateline is not None
    assert story.dateline.day == story.published


def test_ap_with_wrapped_lines() -> None:
    story = read_text(AP)
    expected = "note headline note byline byline dateline body body trailer trailer trailer"
    assert kinds(story) == expected.split()
    assert story.headline == "Ministers meet over border as fighting goes on"
    assert words(story, PassageKind.BODY)[0].endswith("agreed on nothing, officials said.")
    assert story.slug == "1st LD-Writethru"


def test_lines_of_a_screen_are_joined() -> None:
    story = read_text(
        "Envoys meet in Accra over the river\n\n"
        "ACCRA, May 5 (Reuters) - Envoys of five states on the river met in the capital of Ghana on "
        "Wednesday to speak of the dam that\nthe Ivorian government means to build.\n\n"
        "The talks will go on until Friday, the host said. The Malian delegation, which had come late, "
        "was led by Water Minister Amadou Coulibaly, who had come by way of\nTogo. "
        "Nothing was agreed before noon, and the delegates of "
        "the other four states went to\ntheir hotels.\n"
    )
    bodies = words(story, PassageKind.BODY)
    assert [body.split()[-1] for body in bodies] == ["build.", "hotels."]


def test_the_time_stamp_of_a_sending_dates_the_story() -> None:
    story = read_text(
        "Zambian envoy in Kinshasa for talks\n\nKINSHASA, June 3 (AFP) - Zambia's envoy arrived "
        "here Thursday for talks on the war.\n\nHe will fly on to Kigali on Friday.\n"
        "hb/pk/gd\nAFP 031012 GMT JUN 99\n"
    )
    assert (str(story.published), story.published_basis) == ("1999-06-03", "stated")
    assert kinds(story) == ["headline", "dateline", "body", "body", "trailer", "trailer"]


def test_the_sources_below_a_wiki_article_are_no_part_of_it() -> None:
    story = read_text(
        "Monday, May 14, 2007\n\nJets have struck camps in the north, the army said in a statement.\n\n"
        "The president condemned the raids.\n\n== Sources ==\n* A daily, May 14\n* Another daily, May 13\n"
    )
    assert [k for k in kinds(story) if k != "note"] == ["dateline", "body", "body", *["trailer"] * 3]


def test_reuters_with_bullets_and_credits() -> None:
    story = read_text(REUTERS)
    assert kinds(story) == "note headline body note byline dateline body body trailer".split()
    assert words(story, PassageKind.BODY)[0] == "Visit would be first in five years"
    assert words(story, PassageKind.TRAILER) == ["(Reporting by Jon Berg; Editing by Ana Silva)"]


def test_reuters_of_1987() -> None:
    story = read_text(REUTERS_1987)
    assert kinds(story) == ["headline", "dateline", "body", "body", "trailer"]
    assert (story.agency, story.published) == ("Reuters", None)


def test_dpa_header_and_notebook() -> None:
    story = read_text(DPA)
    assert kinds(story)[:6] == ["note", "note", "note", "headline", "note", "dateline"]
    assert (story.slug, story.headline) == ("REFILE", "Berlin talks on migration end without agreement")
    assert len(words(story, PassageKind.BODY)) == 2


def test_copyright_after_the_last_sentence_is_cut_off() -> None:
    story = read_text(
        "OSLO (AP) — Envoys met for talks. Copyright 2018 The Associated Press. All rights reserved."
    )
    assert words(story, PassageKind.BODY) == ["Envoys met for talks."]


def test_story_without_headline_keeps_its_first_paragraph() -> None:
    story = read_text(
        "The president of Ghana left for Lagos on Friday.\n\nHe will meet his counterpart there."
    )
    assert story.headline is None
    assert kinds(story) == ["body", "body"]


def test_flash_is_a_headline() -> None:
    story = read_text("URGENT: Ghana's president leaves for Lagos")
    assert (story.slug, story.headline) == ("URGENT", "Ghana's president leaves for Lagos")


def test_headline_cut_short_by_the_wire_is_still_the_headline() -> None:
    story = read_text("in Lagos\n\nACCRA, May 5, 2021 (Xinhua) -- The president left for talks in Lagos.")
    assert story.headline == "in Lagos"


def test_headline_of_two_lines() -> None:
    story = read_text(
        "Ghanaian president leaves\nfor talks in Lagos\n\nACCRA, May 5, 2021 (Xinhua) -- He left."
    )
    assert story.headline == "Ghanaian president leaves for talks in Lagos"


def test_second_dateline_in_the_body_is_left_alone() -> None:
    story = read_text("Talks open\n\nOSLO (AP) — Talks opened.\n\nBERGEN (AP) — A ferry was late.")
    assert story.dateline is not None
    assert story.dateline.place == "OSLO"
    assert words(story, PassageKind.BODY)[1].startswith("BERGEN")
