"""Formats as senders vary them: states, days, bodies, encodings, headers and fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Announcement, Failure, PassageKind, Status, Story
from dragoman.sources.intake import Taken

Reads = Callable[..., list[Taken]]


def body(story: Story) -> list[str]:
    return [passage.span.of(story.text) for passage in story.of_kind(PassageKind.BODY)]


def test_what_a_sender_withholds_is_not_read(reads: Reads) -> None:
    [failure] = reads(
        b'{"uri": "u", "type": "text", "pubStatus": "withheld", "bodies": [{"value": "Peru left."}]}'
    )
    assert isinstance(failure, Failure)
    assert "withholds" in failure.reason


def test_the_body_with_paragraphs_goes_before_its_flat_twin(reads: Reads) -> None:
    flat = "Peru and Chile met on Monday. They will meet again on Friday in Lima."
    marked = "<p>Peru and Chile met on Monday.</p><p>They will meet again on Friday in Lima.</p>"
    bodies = [{"contentType": "text/plain", "value": flat}, {"contentType": "text/html", "value": marked}]
    item = {"uri": "u", "type": "text", "by": "Ana Silva", "bodies": bodies}
    [story] = reads(json.dumps(item).encode())
    assert isinstance(story, Story)
    assert len(body(story)) == 2
    assert story.byline == "Ana Silva"


@pytest.mark.parametrize(
    ("dates", "status", "start", "end", "state"),
    [
        ('{"expectedStartDate": "2026-03"}', "", date(2026, 3, 1), date(2026, 3, 31), Status.PLANNED),
        ('{"startDate": "20260302T10:00:00+08:00"}', "", date(2026, 3, 2), date(2026, 3, 2), Status.PLANNED),
        ('{"startDate": "2026-03-02"}', "eventstatus/postponed", None, None, Status.PLANNED),
        (
            '{"startDate": "2026-03-02"}',
            "eventstatus/cancelled",
            date(2026, 3, 2),
            date(2026, 3, 2),
            Status.NEGATED,
        ),
        ('{"startDate": "2026-03-02"}', "eos:eos1", date(2026, 3, 2), date(2026, 3, 2), Status.POSSIBLE),
    ],
)
def test_days_and_states_of_a_calendar(
    reads: Reads, dates: str, status: str, start: date | None, end: date | None, state: Status
) -> None:
    details = f'{{"dates": {dates}, "eventStatus": "{status}"}}'
    [item] = reads(
        f'{{"type": "event", "title": "Peru, Chile hold summit", "eventDetails": {details}}}'.encode()
    )
    assert isinstance(item, Announcement)
    found = item.scheduled
    assert (found.start, found.end, found.status) == (start, end, state)


@pytest.mark.parametrize(
    "data",
    [
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<nitf><body><body.content><p>{}</p></body.content></body></nitf>",
        '{{"text": "{}"}}\n{{"text": "None else came."}}\n',
        "id,text\n1,{}\n",
    ],
    ids=["nitf", "lines", "csv"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings_are_told_by_the_bytes(reads: Reads, data: str, encoding: str) -> None:
    """Whatever a declaration says, and with or without a mark at the start."""
    words = "Peru’s envoy met Chile’s in São Paulo."
    story = reads(data.format(words).encode(encoding))[0]
    assert isinstance(story, Story)
    assert body(story) == [words]


def test_a_message_with_a_header_of_its_own_kind_is_read(reads: Reads) -> None:
    [story] = reads(b"\x01 xx 77 some header\r\n\x02LIMA (AP) _ Peru and Chile met on Monday.\r\n\x03\x04")
    assert isinstance(story, Story)
    assert (story.agency, body(story)) == ("AP", ["Peru and Chile met on Monday."])


def test_fields_may_be_objects_and_lists(reads: Reads) -> None:
    item = {
        "content": "<p>Peru left a pact.</p><p>Chile protested.</p>",
        "publishedAt": "2024-01-02T03:04:05Z",
        "source": {"id": None, "name": "AFP"},
        "authors": ["Ana Silva", "Jon Berg"],
    }
    [story] = reads(json.dumps(item).encode())
    assert isinstance(story, Story)
    assert (story.agency, story.byline, story.published) == ("AFP", "Ana Silva, Jon Berg", date(2024, 1, 2))
    assert body(story) == ["Peru left a pact.", "Chile protested."]


def test_an_old_feed_and_a_single_message_are_read(reads: Reads) -> None:
    feed = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="u"><title>Old wire</title>'
        b'</channel><item rdf:about="u1"><title>Peru leaves pact</title><link>u1</link>'
        b"<description>Peru left a pact.</description><dc:date>2004-02-03T10:00:00Z</dc:date>"
        b"</item></rdf:RDF>"
    )
    [entry] = reads(feed)
    assert isinstance(entry, Story)
    assert (entry.agency, entry.published, entry.guid) == ("Old wire", date(2004, 2, 3), "u1")
    mail = (
        b"From: Reuters Desk <desk@reuters.example>\r\nSubject: =?utf-8?q?Peru=E2=80=99s_envoy_leaves?=\r\n"
        b"Date: Tue, 03 Feb 2004 23:00:00 -0500\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"LIMA, Feb 3 (Reuters) - Peru\xe2\x80\x99s envoy left Chile on Tuesday.\r\n"
    )
    [message] = reads(mail)
    assert isinstance(message, Story)
    assert (message.headline, message.agency, message.published) == (
        "Peru’s envoy leaves", "Reuters", date(2004, 2, 3),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["g2_nitf.xml", "g2_event.xml"])
def test_another_reader_of_newsml_g2_agrees(reads: Reads, mixed: Path, name: str) -> None:
    """The samples are sound NewsML-G2, and the ids are read as newsmlg2 reads them."""
    reader = pytest.importorskip("NewsMLG2")
    item = reader.NewsMLG2Document((mixed / name).read_bytes()).get_item()
    [taken] = reads(name)
    story = taken.story if isinstance(taken, Announcement) else taken
    assert isinstance(story, Story)
    assert (story.guid, story.revision) == (item.guid, str(item.version))


def test_nested_components_share_their_lines(reads: Reads) -> None:
    """The outer component has the mark and the dateline, the inner one the words."""
    inner = """<NewsComponent><NewsLines><HeadLine>Mali, rebels sign truce</HeadLine></NewsLines>
        <ContentItem><MediaType FormalName='Text'/>
        <DataContent><p>Mali and rebels signed a truce on Tuesday.</p></DataContent>
        </ContentItem></NewsComponent>"""
    outer = f"""<NewsML Version='1.2'><NewsItem><NewsComponent>
        <NewsLines><HeadLine>1STLEAD Mali, rebels sign truce</HeadLine>
        <DateLine>Algiers, June 9, 2015 (AFP) - </DateLine></NewsLines>{inner}
        </NewsComponent></NewsItem></NewsML>"""
    [story] = reads(outer.encode())
    assert isinstance(story, Story)
    assert (story.slug, story.headline, story.agency) == ("1st LEAD", "Mali, rebels sign truce", "AFP")
    assert story.published == date(2015, 6, 9)


def test_a_dateline_told_twice_is_read_once_and_a_title_is_no_name(reads: Reads) -> None:
    [story] = reads(b"""<nitf><body><body.head><hedline><hl1>China returns two men</hl1></hedline>
        <byline><byttl>Associated Press</byttl>By LI WEI</byline>
        <dateline><location>BEIJING</location></dateline></body.head>
        <body.content><p>BEIJING (AP) - China returned two men on Friday.</p></body.content></body></nitf>""")
    assert isinstance(story, Story)
    assert (story.byline, story.agency) == ("LI WEI", "AP")
    assert [p.span.of(story.text) for p in story.of_kind(PassageKind.DATELINE)] == ["BEIJING (AP) -"]
