"""What is new in the ledger, as a stream of server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from fastapi import Request

from dragoman.ledger.overview import EventLine
from dragoman.web.desk import Desk

PAUSE = 2.0
"""Units: seconds between two looks at the ledger for the stream."""


async def news(desk: Desk, request: Request, once: bool) -> AsyncIterator[str]:
    """Yield, as server-sent events, what stories tell that are read from now on; `once` ends at once."""
    since = datetime.now(UTC).replace(tzinfo=None)
    told: set[str] = set()
    yield ": the desk\n\n"
    while not once and not await request.is_disconnected():
        await asyncio.sleep(PAUSE)
        found = await asyncio.to_thread(_look, desk, since)
        for line in found:
            if line.id not in told:
                told.add(line.id)
                data = {
                    "id": line.id,
                    "type": line.type,
                    "status": line.status,
                    "actor": [p.name for p in line.actor],
                }
                yield f"id: {line.id}\nevent: event\ndata: {json.dumps(data)}\n\n"
        yield ": still here\n\n"


def _look(desk: Desk, since: datetime) -> list[EventLine]:
    with desk.reading() as ledger:
        return ledger.news(since, limit=100)
