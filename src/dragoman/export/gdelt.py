"""GDELT 2.0: the 61 columns of events, and the 16 of mentions; tabs, no header.

What is lost: statuses but for folding (see `coded`), the word an event rests on, the last day, evidence but
for its place in the text. GDELT counts articles, and so do NumArticles (stories), NumMentions (quotations in
them) and NumSources (independent ones). Tone, ethnic and religious codes, whether an event opens its story,
and the places of the actors are not known here and stay empty; so does the time of day: DATEADDED and the
times of mentions are days, eight digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.export.cameo_codes import CameoActor, actor_of
from dragoman.export.cells import number_of, tabbed
from dragoman.export.coded import Coded, coded
from dragoman.export.view import View
from dragoman.ontology import plover

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
          "Type1Code", "Type2Code", "Type3Code")  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")

COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

_COUNTRY = 1
"""ActionGeo_Type of a whole state."""
_WEB, _CITATION = 1, 2
"""MentionType: an address on the web; a citation alone."""


def lines(view: View) -> Iterator[str]:
    """Yield one line a row."""
    return tabbed(_row(one) for one in coded(view.events()))


def mention_lines(view: View) -> Iterator[str]:
    """Yield one line for each quotation of each row's event."""
    return tabbed(row for one in coded(view.events()) for row in _mentions(one))


def _row(one: Coded) -> tuple[Any, ...]:
    event = one.event
    day = event.start or event.end
    return (
        one.number,
        number_of(day),
        f"{day:%Y%m}" if day else None,
        day.year if day else None,
        fraction(day) if day else None,
        *_actor(actor_of(one.source)),
        *_actor(actor_of(one.target)),
        None,
        one.cameo.code,
        one.cameo.base,
        one.cameo.root,
        plover.quad(one.type),
        one.cameo.goldstein,
        sum(len(report.event.quotes) for report in event.reports),
        event.sources,
        len(event.stories),
        None,
        *(None,) * len(_GEO) * 2,
        *_geo(one),
        number_of(event.first_reported),
        event.links[0] if event.links else event.reports[0].story.source,
    )


def fraction(day: date) -> str:
    """Return a day as a year and the part of it that is over, as GDELT's codebook reckons it.

    Example:
        >>> fraction(date(2013, 2, 4))
        '2013.1753'
    """
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"


def _actor(actor: CameoActor) -> tuple[str, ...]:
    name = actor.name.upper()
    return actor.code, name, actor.country, actor.group, "", "", "", *actor.types, ""


def _geo(one: Coded) -> tuple[Any, ...]:
    place, country = one.event.place, one.country
    if place is None:
        return (None,) * len(_GEO)
    whole = country is not None and one.town is None
    full = place.name if whole or country is None else f"{place.name}, {country.name}"
    return (
        _COUNTRY if whole else None,
        full,
        country.fips if country else None,
        None,
        None,
        place.latitude,
        place.longitude,
        None,
    )


def _mentions(one: Coded) -> Iterator[tuple[Any, ...]]:
    for report in one.event.reports:
        story = report.story
        for quote in report.event.quotes:
            yield (
                one.number,
                number_of(one.event.first_reported),
                number_of(story.published),
                _WEB if story.source in one.event.links else _CITATION,
                story.agency,
                story.source or story.id,
                None,
                None,
                None,
                quote.span.start,
                1,
                round(report.event.confidence * 100),
                None,
                None,
                None,
                None,
            )
