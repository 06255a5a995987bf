"""ICEWS' coded events: 20 columns, tabs, a header; the key is the event's number and day.

What is lost: the status, the word that an event rests on, the last day of a longer act, evidence, reports
after the first, every place name but one. The sentence's number, district and province are not known here and
stay empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.export.cells import tabbed
from dragoman.export.coded import Coded, Side, coded
from dragoman.export.view import View

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
    "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

SECTORS = {
    "GOV": "Government", "JUD": "Judicial", "LEG": "Legislative / Parliamentary", "MIL": "Military",
    "COP": "Police", "SPY": "Intelligence", "PRM": "Paramilitary", "OPP": "Opposition", "PTY": "Parties",
    "REB": "Rebel", "UAF": "Unidentified Forces", "CRM": "Criminals / Gangs", "CVL": "Civilian",
    "ELI": "Elite", "BUS": "Business", "LAB": "Labor", "AGR": "Agricultural", "EDU": "Education",
    "MED": "Medical / Health", "JRN": "Media", "REF": "Refugees", "REL": "Religious", "SOC": "Social",
}  # fmt: skip
"""PLOVER sectors in words of the kind that ICEWS uses."""

_BODIES = {
    "IGO": "International Government Organization",
    "UNO": "International Government Organization",
    "EUR": "International Government Organization",
    "NGO": "Nongovernmental Organization",
    "MNC": "Multinational Corporation",
}


def lines(view: View) -> Iterator[str]:
    """Yield the header, then one line a row."""
    return tabbed((_row(one) for one in coded(view.events())), COLUMNS)


def _row(one: Coded) -> tuple[Any, ...]:
    event = one.event
    place = event.place
    first = event.reports[0].story
    return (
        one.number,
        event.start or event.end,
        *_side(one.source),
        one.cameo.label,
        one.cameo.code,
        one.cameo.goldstein,
        *_side(one.target),
        first.id,
        None,
        first.agency,
        one.town,
        None,
        None,
        one.country.name if one.country else None,
        place.latitude if place else None,
        place.longitude if place else None,
    )


def _side(side: Side | None) -> tuple[str | None, str | None, str | None]:
    """Return a side's name, its sectors in words and its state."""
    if side is None:
        return None, None, None
    words = [SECTORS[sector] for sector in side.sectors if sector in SECTORS]
    if side.code in _BODIES:
        words.append(_BODIES[side.code])
    return side.name, ",".join(words), side.country.name if side.country else None
