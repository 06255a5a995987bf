"""When a feed may be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from dragoman.ledger.watchbook import Feed
from dragoman.model import content_hash
from dragoman.watch.polling import Answer

SHORTEST = timedelta(minutes=1)
"""No feed is asked more often, whatever is asked for."""
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=24)
LONGEST_WAIT = timedelta(days=7)
"""No server is obeyed for longer."""
FOREVER = timedelta(days=3650)


def after(feed: Feed, answer: Answer, now: datetime, every: timedelta) -> Feed:
    """Return a feed's state after an answer.

    A fault doubles the pause, from five minutes to a day; a server that asks to be left alone is; one that
    says the feed is gone is not asked again.
    """
    if answer.gone:
        note = f"{answer.fault}; it is not asked again"
        return replace(feed, checked_at=now, next_at=now + FOREVER, failures=feed.failures + 1, note=note)
    if answer.fault is not None:
        failures = feed.failures + 1
        pause = max(pause_of(feed.url, failures), every)
        if answer.wait is not None:
            pause = max(pause, min(answer.wait, LONGEST_WAIT))
        return replace(feed, checked_at=now, next_at=now + pause, failures=failures, note=answer.fault)
    moved = f"it moved to {answer.moved}" if answer.moved and answer.moved != feed.url else None
    return replace(
        feed,
        etag=answer.etag or (feed.etag if answer.content is None else None),
        modified=answer.modified or (feed.modified if answer.content is None else None),
        checked_at=now,
        next_at=now + every,
        failures=0,
        note=moved,
    )


def pause_of(url: str, failures: int) -> timedelta:
    """Return how long to leave a feed alone after so many faults in a row, a little apart for each feed."""
    doubled = FIRST_PAUSE * (1 << min(failures - 1, 12))
    apart = 0.9 + 0.2 * int(content_hash("pause", url)[:4], 16) / 0xFFFF
    return min(doubled, LONGEST_PAUSE) * apart


def due(feeds: Sequence[Feed], now: datetime) -> list[Feed]:
    """Return the feeds that may be asked now, the one asked longest ago first."""
    ready = [feed for feed in feeds if feed.next_at is None or feed.next_at <= now]
    return sorted(ready, key=lambda feed: (feed.checked_at is not None, feed.checked_at or now, feed.url))


def until_next(feeds: Sequence[Feed], now: datetime) -> timedelta:
    """Return how long it is until a feed may be asked; at least a second."""
    waits = [feed.next_at - now for feed in feeds if feed.next_at is not None]
    return max(min(waits, default=SHORTEST), timedelta(seconds=1))
