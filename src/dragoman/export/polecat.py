"""POLECAT's columns: 40, tabs, a header.

What is lost: statuses but for folding (see `coded`), the word an event rests on, the last day, evidence,
reports after the first. What POLECAT links to Wikipedia or splits into city, district and province is not
known here and stays empty; so do the story's people, organisations and locations where no event names them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.export.cells import tabbed
from dragoman.export.coded import Coded, Side, coded
from dragoman.export.view import Shown, View
from dragoman.model import Entity, EntityKind
from dragoman.ontology import plover

_PARTY = ("{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw",
          "Wikipedia {} ID")  # fmt: skip

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _PARTY),
    *(name.format("Recipient") for name in _PARTY),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations",
    "Story Locations", "Language", "Version",
)  # fmt: skip

_ORGANIZED = frozenset({EntityKind.IGO, EntityKind.ORGANIZATION, EntityKind.GROUP})


def lines(view: View) -> Iterator[str]:
    """Yield the header, then one line a row."""
    return tabbed((_row(one) for one in coded(view.events())), COLUMNS)


def _row(one: Coded) -> tuple[Any, ...]:
    event = one.event
    first, place = event.reports[0].story, event.place
    suffix = f"-{one.position}" if one.position else ""
    return (
        f"{event.id}{suffix}",
        event.start or event.end,
        one.type.value,
        one.modes,
        plover.score(one.type, one.modes),
        plover.quads()[plover.quad(one.type)].upper(),
        event.contexts,
        *_party(one.source),
        *_party(one.target),
        place.name if place else None,
        one.town,
        None,
        None,
        one.country.name if one.country else (place.country if place else None),
        place.latitude if place else None,
        place.longitude if place else None,
        None,
        place.mentions[0] if place and place.mentions else None,
        None,
        first.agency,
        first.published,
        *_story(event),
        "en",
        first.version,
    )


def _party(side: Side | None) -> tuple[Any, ...]:
    if side is None:
        return (None,) * len(_PARTY)
    mentions = side.entities[0].mentions
    return (
        side.name,
        side.code,
        side.country.cow if side.country else None,
        side.sectors[0] if side.sectors else None,
        side.sectors,
        side.role,
        mentions[0] if mentions else None,
        None,
    )


def _story(event: Shown) -> tuple[list[str], list[str], list[str]]:
    """Return the people, organisations and places that the event's reports name."""
    named: dict[str, Entity] = {e.name: e for report in event.reports for e in report.entities}
    return (
        [name for name, e in named.items() if e.kind is EntityKind.PERSON],
        [name for name, e in named.items() if e.kind in _ORGANIZED],
        [name for name, e in named.items() if e.kind in (EntityKind.PLACE, EntityKind.STATE)],
    )
