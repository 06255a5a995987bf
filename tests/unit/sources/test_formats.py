"""Every format gives its story: words, header, and what it says of version, day and withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.model import (
    Announcement,
    Failure,
    Passage,
    PassageKind,
    PublishedBasis,
    Status,
    Story,
    StoryKind,
)
from dragoman.sources.detect import Form, detect
from dragoman.sources.intake import Asked, Taken

Reads = Callable[..., list[Taken]]

FORMS = {
    "anpa_ap.dat": Form.ANPA, "atom.xml": Form.FEED, "box.mbox": Form.MBOX, "corpus.parquet": Form.PARQUET,
    "g2_event.xml": Form.NEWSML_G2, "g2_message.xml": Form.NEWSML_G2, "g2_nitf.xml": Form.NEWSML_G2,
    "iptc7901_dpa.dat": Form.IPTC_7901, "jsonfeed.json": Form.JSON, "lines.jsonl": Form.JSON_LINES,
    "newsml1_afp.xml": Form.NEWSML_1, "ninjs_1_6.json": Form.JSON, "nitf_efe.xml": Form.NITF,
    "other.xml": Form.UNKNOWN_XML, "page.html": Form.HTML, "page.pdf": Form.PDF, "page_xhtml.html": Form.HTML,
    "pages.warc": Form.WARC, "pages.warc.gz": Form.GZIP, "pages.warc.zst": Form.ZSTD, "plain.txt": Form.TEXT,
    "rss.xml": Form.FEED, "story.txt.bz2": Form.BZIP2, "story.txt.xz": Form.XZ, "table.csv": Form.CSV,
    "utf16.txt": Form.TEXT, "wire.tar": Form.TAR, "wire.zip": Form.ZIP,
}  # fmt: skip

HEADERS = {
    # file: (headline, agency, mark, day, dateline's place, guid, revision, urgency)
    "g2_nitf.xml": (
        "Finland and Estonia plan joint patrol of gulf", "STT", None, date(2020, 3, 2), "Helsinki",
        "urn:newsml:stt.example:20200302:101", "1", 4,
    ),
    "newsml1_afp.xml": (
        "Niger frees 12 fishermen held since September", "AFP", "ATTENTION - ADDS reaction",
        date(2014, 11, 5), "NIAMEY", "urn:newsml:afp.com:20141105:TX-PAR-ABC12", "2", 3,
    ),
    "nitf_efe.xml": (
        "Ecuador and Peru sign pact on mines at border", "EFE", None, date(2009, 3, 21), "Quito",
        "0412345678", "2", 4,
    ),
    "ninjs_1_6.json": (
        "Sweden sends two aircraft to Mali mission", "TT", None, date(2016, 2, 9), "Stockholm",
        "http://tt.example/text/8811", "1", 4,
    ),
    "ninjs_2_2.json": (
        "Polish truckers block border crossing with Ukraine", "dpa", "2nd LEAD", date(2023, 5, 18), "Warsaw",
        "urn:newsml:dpa.example:20230518:99-512", "2", 3,
    ),
    "ninjs_3_1.json": (
        "Kenya lifts ban on rice from Tanzania", "AP", None, date(2024, 10, 2), "NAIROBI, Kenya",
        "urn:ap.example:story:77aa", "4", 2,
    ),
    "iptc7901_dpa.dat": (
        "Belgrade and Pristina to resume talks in June", "dpa", "1st LEAD", date(2023, 5, 19), "Belgrade",
        None, None, 3,
    ),
    "page.html": ("Ministers agree on river", "AP", None, date(2021, 5, 3), "OSLO", None, None, None),
    "page_xhtml.html": (
        "Bolivia and Chile resume rail talks", "Xinhua", None, date(2011, 2, 8), "LA PAZ", None, None, None,
    ),
    "page.pdf": (
        "Mongolia, Russia agree on railway", "Xinhua", None, date(2016, 9, 9), "ULAN BATOR", None, None, None,
    ),
    "plain.txt": ("Chad, Niger reopen market", "AFP", None, date(2018, 5, 2), "N'DJAMENA", None, None, None),
    "latin.txt": ("Mäkelä visits São Tomé", "AFP", None, date(2018, 5, 3), "SÃO TOMÉ", None, None, None),
}  # fmt: skip


def words(story: Story, kind: PassageKind) -> list[str]:
    return [passage.span.of(story.text) for passage in story.of_kind(kind)]


def body(story: Story) -> list[str]:
    return words(story, PassageKind.BODY)


def stories(taken: list[Taken]) -> list[Story]:
    return [item for item in taken if isinstance(item, Story)]


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_the_content_tells_the_format(mixed: Path, name: str, form: Form) -> None:
    assert detect((mixed / name).read_bytes()) is form


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"OSLO, May 3 (AP) - <b>Bold</b> words are no page.", Form.TEXT),
        (b"<!-- made by hand -->\n<rss version='2.0'/>", Form.FEED),
        (b"<!DOCTYPE nitf SYSTEM 'nitf-3-2.dtd'>\n<nitf/>", Form.NITF),
        ("\ufeff<nitf/>".encode("utf-16-le"), Form.NITF),
        (b"From: a@b.example\nSubject: Talks\nDate: Tue, 5 Mar 2013 10:00:00 +0000\n\nWords.", Form.MESSAGE),
        (b"From Oslo to Lima\nministers met.", Form.TEXT),
        (b"Talks, text and envoys\nare no table.", Form.TEXT),
        (b"[]", Form.JSON),
        (b"", Form.TEXT),
    ],
)  # fmt: skip
def test_what_looks_alike_is_told_apart(data: bytes, form: Form) -> None:
    assert detect(data) is form


@pytest.mark.parametrize("name", HEADERS)
def test_the_header_is_read(reads: Reads, name: str) -> None:
    [story] = reads(name)
    assert isinstance(story, Story)
    line = story.dateline
    found = (
        story.headline, story.agency, story.slug, story.published, line.place if line else None,
        story.guid, story.revision, story.urgency,
    )  # fmt: skip
    assert found == HEADERS[name]
    assert story.kind is StoryKind.STORY
    assert story.source == name


def test_every_passage_is_words_of_the_text_in_order(reads: Reads, mixed: Path) -> None:
    count = 0
    for path in mixed.iterdir():
        for story in stories(reads(path.name)):
            count += 1
            spans = [passage.span for passage in story.passages]
            assert spans == sorted(spans), path.name
            assert all(span.of(story.text).strip() for span in spans), path.name
            assert all(a.end <= b.start for a, b in pairwise(spans)), path.name
    assert count > 40


def test_a_message_yields_its_texts_and_kills_not_its_pictures(reads: Reads) -> None:
    first, second = stories(reads("g2_message.xml"))
    assert (first.slug, first.headline) == ("UPDATE 2", "Zambia expels envoy of Malawi over border shooting")
    assert (first.source, second.source) == ("g2_message.xml#1", "g2_message.xml#2")
    assert (first.byline, first.revision, first.urgency) == ("Grace Tembo", "3", 3)
    assert words(first, PassageKind.NOTE)[-1] == "(Adds minister's remarks)"
    assert body(first)[1].startswith('"We will not accept it,"')
    assert words(first, PassageKind.TRAILER) == ["(Reporting by Grace Tembo; Editing by Paul Stone)"]
    assert second.kind is StoryKind.KILL
    assert second.kills == "tag:reuters.example,2019:newsml_KBN1TD0QQ"


def test_the_day_of_metadata_is_given_and_says_by_what(reads: Reads) -> None:
    [story] = reads("ninjs_1_6.json")
    assert isinstance(story, Story)
    assert story.published_basis is PublishedBasis.GIVEN
    assert story.published_reason == "versioncreated gives 2016-02-09"


def test_the_words_go_before_the_metadata(reads: Reads) -> None:
    [story] = reads("newsml1_afp.xml")
    assert isinstance(story, Story)
    assert story.published_basis is PublishedBasis.STATED
    assert story.dateline is not None
    assert story.dateline.span.of(story.text) == "NIAMEY, Nov 5, 2014 (AFP) -"


def test_a_kill_names_what_it_withdraws_and_is_not_the_story_itself(reads: Reads) -> None:
    [by_status] = reads("nitf_kill.xml")
    [empty] = reads("ninjs_kill.json")
    assert isinstance(by_status, Story)
    assert isinstance(empty, Story)
    assert (by_status.kind, by_status.kills) == (StoryKind.KILL, "0412345678")
    assert (empty.kind, empty.kills) == (StoryKind.KILL, "urn:ap.example:story:77aa")
    assert empty.id != Story(empty.text).id


def test_a_kill_without_any_words_is_still_one(reads: Reads) -> None:
    [kill] = reads(b'{"uri": "urn:x:9", "type": "text", "pubstatus": "canceled"}')
    assert isinstance(kill, Story)
    assert (kill.text, kill.kills, kill.passages) == ("", "urn:x:9", ())


def test_captions_and_scripts_are_kept_apart_from_the_body(reads: Reads) -> None:
    [story] = reads("ninjs_1_6.json")
    assert isinstance(story, Story)
    assert words(story, PassageKind.CAPTION) == [
        "Defence Minister Erik Holm speaks in Stockholm on February 9, 2016."
    ]
    assert body(story)[1:] == ["Parliament must still approve it.", "The vote is due next week."]
    assert "alert" not in story.text


def test_byte_messages_are_parted_and_their_lines_joined(reads: Reads) -> None:
    chad, ghana = stories(reads("anpa_ap.dat"))
    assert (chad.slug, chad.headline, chad.agency) == (
        "2nd LD-Writethru",
        "Chad Closes Border With Cameroon",
        "AP",
    )
    assert (chad.published, chad.urgency, ghana.urgency) == (date(2002, 3, 14), 4, 3)
    assert body(ghana) == [
        "Ghana will hold a runoff for president on April 2, the electoral commission said Thursday."
    ]
    assert body(chad)[0].startswith("Chad closed its border with Cameroon on Thursday, a day after")


def test_a_feed_names_the_true_publisher_and_the_local_day(reads: Reads) -> None:
    turkey, laos = stories(reads("rss.xml"))
    assert (turkey.agency, turkey.headline) == ("Anadolu", "Turkey and Armenia to reopen land border")
    assert turkey.published == date(2022, 7, 2)
    assert body(turkey)[-1] == "The crossing has been closed since 1993."
    assert (laos.agency, laos.byline, laos.guid) == ("World headlines", "Somchai Dee", "n2")


def test_a_json_feed_leaves_out_what_is_not_english(reads: Reads) -> None:
    story, failure = reads("jsonfeed.json")
    assert isinstance(story, Story)
    assert (story.agency, story.byline, story.published) == ("Delta Wire", "Ada Obi", date(2018, 4, 11))
    assert failure == Failure("jsonfeed.json#2", "the text is in French", "only English is read")


def test_a_page_loses_its_furniture(reads: Reads) -> None:
    [story] = reads("page.html")
    assert isinstance(story, Story)
    assert body(story)[-1].startswith("Neither side gave a date")
    for furniture in ("Home", "Most read", "Copyright", "evil"):
        assert furniture not in story.text


def test_a_web_archive_yields_pages_under_their_addresses(reads: Reads) -> None:
    for name in ("pages.warc", "pages.warc.gz", "pages.warc.zst"):
        story, failure = reads(name)
        assert isinstance(story, Story)
        assert (story.source, story.agency) == (f"{name}!https://news.example/togo", "AP")
        assert body(story) == ["Togo recalled its envoy from Ghana on Monday, officials said."]
        assert isinstance(failure, Failure)
        assert failure.reason == "the text is in French"


def test_a_mailbox_yields_messages_and_what_is_attached(reads: Reads) -> None:
    uganda, sao_paulo, rwanda = stories(reads("box.mbox"))
    assert (uganda.headline, uganda.agency) == ("Uganda withdraws troops from border hills", "AFP")
    assert body(uganda)[1].startswith("From the capital,")
    assert "São Paulo" in sao_paulo.text
    assert sao_paulo.published == date(2013, 3, 5)
    assert (rwanda.source, rwanda.agency) == ("box.mbox#2!story.txt", "Xinhua")


def test_tables_and_lines_have_a_story_a_row(reads: Reads) -> None:
    malta, cyprus, bad = reads("table.csv")
    assert isinstance(malta, Story)
    assert isinstance(cyprus, Story)
    assert (malta.headline, malta.agency, malta.published) == (
        "Malta takes in 60 migrants", "Reuters", date(2019, 7, 8),
    )  # fmt: skip
    assert len(body(malta)) == 2
    assert (cyprus.source, cyprus.agency, cyprus.headline) == ("table.csv#2", "CNA", None)
    assert isinstance(bad, Failure)
    assert "'yesterday' is no day" in bad.reason
    gabon, benin = stories(reads("corpus.parquet"))
    assert (gabon.agency, gabon.published, benin.published) == (
        "Reuters",
        date(2022, 10, 4),
        date(2022, 10, 5),
    )
    lines = reads("lines.jsonl")
    assert [type(item) for item in lines] == [Story, Story, Failure, Failure]


def test_columns_can_be_named(reads: Reads) -> None:
    table = b"nr;Meldung;Tag\n1;Iran and Iraq reopened a bridge at the border on Monday.;8 November 2021\n"
    asked = Asked(columns={"text": "Meldung", "published": "Tag", "id": "nr"})
    [story] = reads(table, asked)
    assert isinstance(story, Story)
    assert (story.published, story.guid) == (date(2021, 11, 8), "1")
    assert body(story) == ["Iran and Iraq reopened a bridge at the border on Monday."]
    [missing] = reads(b'{"a": 1, "b": 2}', asked)
    assert isinstance(missing, Failure)
    assert missing.reason == "there is no column 'Meldung' for text"


def test_the_callers_day_is_for_those_that_do_not_tell_theirs(reads: Reads) -> None:
    asked = Asked(published=date(2001, 1, 2))
    [undated] = reads(b'{"text": "Iran and Iraq reopened a bridge at the border."}', asked)
    [dated] = reads("ninjs_1_6.json", asked)
    assert isinstance(undated, Story)
    assert isinstance(dated, Story)
    assert (undated.published, dated.published) == (date(2001, 1, 2), date(2016, 2, 9))


@pytest.mark.parametrize(
    ("name", "status", "start", "end", "place"),
    [
        ("ninjs_event.json", Status.PLANNED, date(2024, 11, 20), date(2024, 11, 21), "Reykjavik"),
        ("ninjs_event_off.json", Status.NEGATED, date(2024, 10, 8), date(2024, 10, 8), None),
        ("g2_event.xml", Status.PLANNED, date(2021, 9, 14), date(2021, 9, 15), "Palermo"),
    ],
)
def test_an_item_of_a_calendar_is_an_announcement(
    reads: Reads, name: str, status: Status, start: date, end: date, place: str | None
) -> None:
    [item] = reads(name)
    assert isinstance(item, Announcement)
    found = item.scheduled
    assert (found.status, found.start, found.end, found.place) == (status, start, end, place)
    assert item.story.headline


def test_an_entity_bomb_stays_folded_and_nothing_is_fetched(reads: Reads) -> None:
    [story] = reads("bomb.xml")
    assert isinstance(story, Story)
    assert body(story) == ["Kenya signed a pact with Uganda on Monday, officials said."]
    [refused] = reads(
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><title>&a;</title></item></channel></rss>'
    )
    assert isinstance(refused, Failure)
    assert "entities" in refused.reason


@pytest.mark.parametrize("name", ["broken.xml", "other.xml"])
def test_what_is_broken_or_unknown_is_named(reads: Reads, name: str) -> None:
    [failure] = reads(name)
    assert isinstance(failure, Failure)
    assert failure.source == name
    assert failure.reason
    assert failure.hint


def test_passages_of_a_kind_the_format_knows_need_no_guess(reads: Reads) -> None:
    """A headline that ends with a full stop and is long is one all the same."""
    headline = "The council of ministers of the islands has met, and it has decided to go on with the talks."
    [story] = reads(
        f'{{"uri": "u", "type": "text", "headline": "{headline}", "body_text": "They met."}}'.encode()
    )
    assert isinstance(story, Story)
    assert story.headline == headline
    assert [type(p) for p in story.passages] == [Passage, Passage]
