"""Dyads with CAMEO codes: day, source, target, code, as most quantitative work reads event data.

What is lost: all but the day, the sides' codes and the act's; see `coded` for what is left out. An act that
two sides do together stands once, the first side first.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.export.cameo_codes import actor_of
from dragoman.export.cells import tabbed
from dragoman.export.coded import coded
from dragoman.export.view import View
from dragoman.ontology import plover

COLUMNS = ("date", "source", "target", "code", "label", "goldstein", "quad", "event", "confidence")


def lines(view: View) -> Iterator[str]:
    """Yield the header, then one line a row."""
    return tabbed(
        (
            (
                one.event.start or one.event.end,
                actor_of(one.source).code,
                actor_of(one.target).code,
                one.cameo.code,
                one.cameo.label,
                one.cameo.goldstein,
                plover.quad(one.type),
                one.event.id,
                one.event.confidence,
            )
            for one in coded(view.events())
        ),
        COLUMNS,
    )
