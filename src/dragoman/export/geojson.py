"""The events as GeoJSON (RFC 7946): one Feature an event, longitude before latitude.

`geometry` is null where the place is unknown or has no coordinates; it is never the agency's seat. What is
lost: the same as in the table of events (see `table`), whose columns are the properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from dragoman.export.table import row
from dragoman.export.view import Shown, View

Json = dict[str, Any]


def lines(view: View) -> Iterator[str]:
    """Yield a FeatureCollection, one Feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    for n, event in enumerate(view.events()):
        yield f"{',' if n else ''}\n{json.dumps(feature(event, view.today), ensure_ascii=False)}"
    yield "\n]}\n"


def feature(event: Shown, today: date) -> Json:
    """Return an event as a Feature."""
    place = event.place
    geometry = None
    if place and place.latitude is not None and place.longitude is not None:
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row(event, today).items()
        if name not in ("id", "latitude", "longitude")
    }
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}
