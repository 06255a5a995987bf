"""The ledger's events as PLOVER JSON lines.

What is lost: the same as in `plover`, of which these are the shapes; and an act and the promise or threat of
it, which the codebook enters as one, stay two where the ledger has two. `date` is null where no day is known.
`text_info.sequence` is null: the ledger's view holds no passages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.export.coded import told
from dragoman.export.plover import location, party
from dragoman.export.view import Shown, View
from dragoman.ontology import plover

Json = dict[str, Any]


def lines(view: View) -> Iterator[str]:
    """Yield one JSON object a line."""
    for event in filter(told, view.events()):
        yield f"{json.dumps(as_plover_event(event), ensure_ascii=False)}\n"


def as_plover_event(event: Shown) -> Json:
    """Return an event under the codebook's field names, folded."""
    type = plover.fold(event.type, event.status)
    modes = plover.fold_modes(event.type, event.modes, event.status)
    best = event.best
    story, quote = best.story, event.quote
    first = event.start or event.end
    days: Json = {"date": first.isoformat() if first else None}
    if event.start and event.end and event.end > event.start:
        days["enddate"] = event.end.isoformat()
    return {
        "id": event.id,
        **days,
        "actor": [party(entity) for entity in event.actor],
        "recipient": [party(entity) for entity in event.recipient],
        "event": [type.value],
        "mode": list(modes),
        "context": list(event.contexts),
        "event_loc": location(event.place),
        "event_text": [q.text for report in event.reports for q in report.event.quotes],
        "quad_code": plover.quad(type),
        "event_scale": plover.score(type, modes),
        "link": list(event.links),
        "text": quote.text,
        "text_info": {"sequence": None, "start": quote.span.start, "end": quote.span.end},
        "cite_info": {
            "corpus": None,
            "citation": story.agency,
            "url": story.source,
            "title": story.headline,
            "language": "en",
        },
        "coder": story.version,
        "coded_date": None,
    }
