"""Whole records as JSON lines: text, passages, entities, events and stops, to be read back as they were.

Nothing is lost but when the stories were entered. What the ledger derives (versions, merged
events, outcomes) follows again from the records once they are read into another ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.export.gold import as_gold
from dragoman.export.view import View
from dragoman.model import Record

Json = dict[str, Any]

FORMAT = "dragoman-record-1"
"""What each line says it is."""


def lines(view: View) -> Iterator[str]:
    """Yield one record a line."""
    for record in view.records():
        yield f"{json.dumps(as_record(record), ensure_ascii=False)}\n"


def as_record(record: Record) -> Json:
    """Return the whole record as data: the shape of `gold`, with the text and all of its dress."""
    story, line = record.story, record.story.dateline
    whole = as_gold(record)
    whole["story"] |= {
        "dateline": {
            "place": line.place,
            "day": line.day.isoformat() if line.day else None,
            "agency": line.agency,
            "start": line.span.start,
            "end": line.span.end,
        }
        if line
        else None,
        "guid": story.guid,
        "revision": story.revision,
        "kills": story.kills,
        "urgency": story.urgency,
        "passages": [
            {"kind": passage.kind.value, "start": passage.span.start, "end": passage.span.end}
            for passage in story.passages
        ],
        "text": story.text,
    }
    whole["stops"] = [
        {
            "traveller": stop.traveller,
            "place": stop.place,
            "start": stop.first.isoformat() if stop.first else None,
            "end": stop.last.isoformat() if stop.last else None,
            "status": stop.status.value,
            "way": stop.way.value,
            "quote": stop.quote.text,
            "offsets": [stop.quote.span.start, stop.quote.span.end],
        }
        for stop in record.stops
    ]
    return {"format": FORMAT, **whole}
