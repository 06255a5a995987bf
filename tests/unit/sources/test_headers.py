"""Headers in the styles of many agencies: one row a style, the fields it must yield."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dragoman.model import PassageKind, Story
from dragoman.sources.text import read_text

BODY = "The foreign ministers of both countries met for two hours, officials said.\n\nThey will meet again."


@dataclass(frozen=True)
class Row:
    """A text's head and what is to be read from it."""

    head: str
    place: str | None
    agency: str | None = None
    published: str | None = None
    slug: str | None = None
    headline: str | None = "Ministers meet over border"
    byline: str | None = None
    body: str = "The foreign ministers"


H = "Ministers meet over border\n\n"

ROWS = [
    # AFP
    Row(H + "STOCKHOLM, Aug 29, 2014 (AFP) - ", "STOCKHOLM", "AFP", "2014-08-29"),
    Row(H + "BEN GUERDANE, Tunisia, March 7, 2016 (AFP) - ", "BEN GUERDANE, Tunisia", "AFP", "2016-03-07"),
    Row(H + "Paris, May 3, 2021 (AFP) -", "Paris", "AFP", "2021-05-03"),
    Row(H + "ABOARD THE USS NIMITZ, Jan 9, 2007 (AFP) - ", "ABOARD THE USS NIMITZ", "AFP", "2007-01-09"),
    Row(H + "N'DJAMENA, Feb 3, 2008 (AFP) - ", "N'DJAMENA", "AFP", "2008-02-03"),
    Row(
        "ATTENTION - ADDS minister, UPDATES toll ///\n\nQUITO, Oct 1, 2010 (AFP) - ",
        "QUITO",
        "AFP",
        "2010-10-01",
        "ATTENTION - ADDS minister, UPDATES toll",
        None,
    ),
    Row("URGENT\n\n" + H + "LIMA, June 5, 2011 (AFP) - ", "LIMA", "AFP", "2011-06-05", "URGENT"),
    Row("1STLEAD\n\n" + H + "LIMA, June 5, 2011 (AFP) - ", "LIMA", "AFP", "2011-06-05", "1st LEAD"),
    # Xinhua
    Row(H + "HAVANA, Nov. 18, 2009 (Xinhua) -- ", "HAVANA", "Xinhua", "2009-11-18"),
    Row(
        "2nd LD-Writethru: " + H + "LUSAKA, Nov. 18 (Xinhua) -- ",
        "LUSAKA",
        "Xinhua",
        None,
        "2nd LD-Writethru",
    ),
    Row("1st Lead: " + H + "LUSAKA, Nov. 18 (Xinhua) -- ", "LUSAKA", "Xinhua", None, "1st LEAD"),
    Row("5th LD Writethru: " + H + "SUVA, Nov. 18 (Xinhua) -- ", "SUVA", "Xinhua", None, "5th LD Writethru"),
    Row("Urgent: " + H + "ADDIS ABABA, Nov. 18 (Xinhua) -- ", "ADDIS ABABA", "Xinhua", None, "URGENT"),
    Row("UPDATE-2: " + H + "HANOI, Nov. 18 (Xinhua) -- ", "HANOI", "Xinhua", None, "UPDATE 2"),
    Row("Writethru: " + H + "HANOI, Nov.18 (Xinhua) -- ", "HANOI", "Xinhua", None, "Writethru"),
    Row(
        "Ministers meet over border (updated 3)\n\nHANOI, Nov. 18 (Xinhua) -- ",
        "HANOI",
        "Xinhua",
        None,
        "UPDATED 3",
    ),
    Row(
        H + "by Xinhua writer Chen Ming\n\nROME, May 2 (Xinhua) -- ",
        "ROME",
        "Xinhua",
        byline="Xinhua writer Chen Ming",
    ),
    Row(
        "Source: Xinhua| 2019-05-12 23:09:09|Editor: ZX\n\n" + H + "ROME, May 12 (Xinhua) -- ",
        "ROME",
        "Xinhua",
        "2019-05-12",
    ),
    # Yonhap
    Row("(LEAD) " + H + "SEOUL, Nov. 8 (Yonhap) -- ", "SEOUL", "Yonhap", None, "LEAD"),
    Row(
        "(2nd LD) " + H + "(ATTN: ADDS remarks)\nBy Kim Min-ah\n\nSEOUL, Nov. 8 (Yonhap) -- ",
        "SEOUL",
        "Yonhap",
        None,
        "2nd LD",
        byline="Kim Min-ah",
    ),
    Row("(URGENT) " + H + "SEJONG, Nov. 8 (Yonhap) -- ", "SEJONG", "Yonhap", None, "URGENT"),
    Row(H + "SEOUL/BUSAN, Nov. 8 (Yonhap) -- ", "SEOUL/BUSAN", "Yonhap"),
    Row(H + "SEOUL/BUSAN -- ", "SEOUL/BUSAN"),
    Row(
        H + "All News 22:35 November 08, 2023\n\nSEOUL, Nov. 8 (Yonhap) -- ", "SEOUL", "Yonhap", "2023-11-08"
    ),
    Row(H + "SEOUL, ", "SEOUL"),
    Row(H + "GYEONGJU, South Korea, ", "GYEONGJU, South Korea"),
    Row(H + "GYEONGJU, ", "GYEONGJU"),
    Row(H + "SEOUL, Nov. 8, ", "SEOUL"),
    Row(H + "SEOUL ", "SEOUL"),
    # AP
    Row(
        H + "By ANA SILVA\nAssociated Press Writer\n\nCAMP DAVID, Md. (AP) _ ",
        "CAMP DAVID, Md.",
        "AP",
        byline="ANA SILVA",
    ),
    Row(H + "ABU DHABI, United Arab Emirates (AP) — ", "ABU DHABI, United Arab Emirates", "AP"),
    Row(H + "WASHINGTON (AP)_ ", "WASHINGTON", "AP"),
    Row(H + "PORT-AU-PRINCE, Haiti (AP) -- ", "PORT-AU-PRINCE, Haiti", "AP"),
    Row(H + "THE HAGUE, Netherlands (AP) — ", "THE HAGUE, Netherlands", "AP"),
    Row(
        "BC-EU--Border Talks, 3rd Ld-Writethru,827\n\n" + H + "Eds: Updates.\n\nOSLO, Norway (AP) _ ",
        "OSLO, Norway",
        "AP",
        None,
        "3rd LD-Writethru",
    ),
    Row("APNewsAlert\n\n" + H + "MEXICO CITY (AP) ", "MEXICO CITY", "AP"),
    Row("^Ministers meet over border<\n\nST. LOUIS (AP) — ", "ST. LOUIS", "AP"),
    # Reuters
    Row(
        "UPDATE 1-" + H + "(Adds reaction, background)\n\nANKARA, Nov 9 (Reuters) - ",
        "ANKARA",
        "Reuters",
        None,
        "UPDATE 1",
    ),
    Row("WRAPUP 2-" + H + "ANKARA, Nov 9 (Reuters) - ", "ANKARA", "Reuters", None, "WRAPUP 2"),
    Row("CORRECTED-" + H + "ANKARA, Nov 9 (Reuters) - ", "ANKARA", "Reuters", None, "CORRECTED"),
    Row("REFILE-" + H + "ANKARA, Nov 9 (Reuters) - ", "ANKARA", "Reuters", None, "REFILE"),
    Row(
        "CORRECTED-UPDATE 3-" + H + "ANKARA, Nov 9 (Reuters) - ",
        "ANKARA",
        "Reuters",
        None,
        "CORRECTED UPDATE 3",
    ),
    Row(
        H + "By Jon Berg and Li Wei\n\nISTANBUL (Reuters) - ",
        "ISTANBUL",
        "Reuters",
        byline="Jon Berg and Li Wei",
    ),
    Row(H + "UNITED NATIONS, Nov 9 (Reuters) - ", "UNITED NATIONS", "Reuters"),
    Row(H + "U.N. HEADQUARTERS, Nov 9 (Reuters) - ", "U.N. HEADQUARTERS", "Reuters"),
    Row(
        "MINISTERS MEET OVER BORDER\n\n    WASHINGTON, March 3 - ",
        "WASHINGTON",
        headline="MINISTERS MEET OVER BORDER",
    ),
    # dpa
    Row(H + "Geneva (dpa) - ", "Geneva", "dpa"),
    Row(
        "Switzerland/migration/UN/ =\n\n1ST LEAD\n\n" + H + "Frankfurt am Main (dpa) - ",
        "Frankfurt am Main",
        "dpa",
        None,
        "1st LEAD",
    ),
    # TASS, RIA Novosti, Interfax
    Row(H + "ISTANBUL, September 5. /TASS/. ", "ISTANBUL", "TASS"),
    Row(H + "YUZHNO-SAKHALINSK, September 5. /TASS/. ", "YUZHNO-SAKHALINSK", "TASS"),
    Row(H + "SEOUL, Nov 9 – RIA Novosti. ", "SEOUL", "RIA Novosti"),
    Row(H + "MOSCOW. Nov 8 (Interfax) - ", "MOSCOW", "Interfax"),
    # Kyodo, Jiji
    Row(H + "TOKYO, April 13 Kyodo\n\n", "TOKYO", "Kyodo"),
    Row(H + "Tokyo, Oct. 29 (Jiji Press)--", "Tokyo", "Jiji Press"),
    # Anadolu, EFE, KCNA, SANA, VNA and others
    Row(H + "ANKARA (AA) – ", "ANKARA", "Anadolu"),
    Row(H + "Pyongyang, September 6 (KCNA) — ", "Pyongyang", "KCNA"),
    Row(H + "Madrid, 6 Sep (EFE).- ", "Madrid", "EFE"),
    Row(H + "Damascus, SANA- ", "Damascus", "SANA"),
    Row(H + "Hanoi (VNA) – ", "Hanoi", "VNA"),
    Row(H + "KUALA LUMPUR, Jan 4 (Bernama) -- ", "KUALA LUMPUR", "Bernama"),
    Row(H + "BUDENNOVSK (Russia), June 14, 1995 (AFP) - ", "BUDENNOVSK (Russia)", "AFP", "1995-06-14"),
    Row(H + "NAIROBI, Kenya, Apr 5 – ", "NAIROBI, Kenya"),
    Row(H + "KOLKATA, India – ", "KOLKATA, India"),
    Row(H + "WINNIPEG — ", "WINNIPEG"),
    Row(H + "(CNN) — ", None, "CNN"),
    Row(H + "(NEW YORK) — ", "NEW YORK"),
    Row(H + "PANMUNJOM, Korea, Nov. 9 (Joint Press Corps-Yonhap) -- ", "PANMUNJOM, Korea", "Yonhap"),
    Row(H + "New Delhi, May 5 (IANS) ", "New Delhi", "IANS"),
    Row(H + "CARACAS, Venezuela–", "CARACAS, Venezuela"),
    Row(H + "PLEASANTON, Calif.--(BUSINESS WIRE)--", "PLEASANTON, Calif.", "Business Wire"),
    Row(H + "Tehran, May 5, IRNA – ", "Tehran", "IRNA"),
    Row(
        H + "By JON BERG May 5, 2016 10:02 AM EDT\nVIENNA (AP) — ",
        "VIENNA",
        "AP",
        "2016-05-05",
        byline="JON BERG",
    ),
    # Wikinews and pages with a date line
    Row(H + "Friday, August 21, 2015\n\n", None, "Wikinews", "2015-08-21"),
    Row(H + "2015-08-21\n\n", None, None, "2015-08-21"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.head[-45:].strip() or "none")
def test_header(row: Row) -> None:
    story = read_text(row.head + BODY)
    assert (story.dateline.place if story.dateline else None) == row.place
    assert story.agency == row.agency
    assert (story.published.isoformat() if story.published else None) == row.published
    assert story.slug == row.slug
    assert story.headline == row.headline
    assert story.byline == row.byline
    assert _body(story)[0].startswith(row.body)
    assert len(_body(story)) == 2


NO_DATELINE = [
    "NATO, Russia and China agreed on a hotline after months of talks in Geneva, officials said on Friday.",
    "BRASKEM, Petrobras and Vale said they would invest 3 billion dollars in the port, the ministry said.",
    "UNESCO - the cultural body of the United Nations - said that the temple had been damaged in the war.",
    "On Friday, November 5, the two ministers will open the bridge over the river, the ministry said.",
    "Prime Minister Ana Silva (Labour) - who took office in May - said that she would not attend the talks.",
    (
        "IBM Corp. said that it would buy the company for 3 billion dollars in cash, subject to"
        " approval by both."
    ),
    "MALAYSIA's prime minister said that the country would send 200 soldiers to the border area next week.",
]


@pytest.mark.parametrize("first", NO_DATELINE, ids=lambda first: first[:20])
def test_no_dateline(first: str) -> None:
    story = read_text("Ministers meet over border\n\n" + first + "\n\nThey will meet again.")
    assert story.dateline is None
    assert _body(story)[0] == first


def _body(story: Story) -> list[str]:
    return [p.span.of(story.text) for p in story.of_kind(PassageKind.BODY)]
