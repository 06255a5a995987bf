"""One round: the feeds that are due are asked, what is new is read into the ledger, and told."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dragoman.export.view import Shown, View
from dragoman.ledger import EventFilter, Ledger
from dragoman.ledger.asked import Operator, Term
from dragoman.ledger.sieve import holds
from dragoman.ledger.watchbook import Feed, Told, Watchbook
from dragoman.model import Announcement, Failure, Record, Story
from dragoman.watch import polling
from dragoman.watch.changes import Notice, facts, notices
from dragoman.watch.polling import Answer, Patience
from dragoman.watch.schedule import after, due

if TYPE_CHECKING:
    from dragoman.pipeline import Reader
    from dragoman.watch.notify import Channel

BETWEEN = 1.0
"""Units: seconds between two requests to one host."""
MOST_TRIES = 50
"""Rounds after which a notice that cannot be delivered is given up."""

Tell = Callable[[str, str | None, str | None], None]
"""Says what went wrong, where, and what to try."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched, and who is told of what."""

    feeds: tuple[str, ...]
    ledger: str
    when: EventFilter
    channels: tuple[Channel, ...]
    every: timedelta
    tell: Tell
    patience: Patience = field(default_factory=Patience)
    between: float = BETWEEN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round did."""

    asked: int
    failed: int
    """Feeds that could not be had."""
    stories: int
    """New ones, read."""
    unread: int
    """Texts in the feeds that could not be read."""
    told: int
    untold: int
    """Notices that could not be delivered and are tried again."""
    feeds: tuple[Feed, ...]
    """The state of every feed after it."""


def run(watch: Watch, reader: Reader) -> Outcome:
    """Return what one round over the feeds did. What goes wrong with one feed is told, and the next is asked.

    Raises: LedgerError if the ledger cannot be written; RunError if no story can be read at all.
    """
    Ledger.open(watch.ledger).close()
    with Watchbook.open(watch.ledger) as book:
        feeds = book.feeds(watch.feeds)
    ready = due(feeds, now())
    failed = stories = unread = 0
    states = {feed.url: feed for feed in feeds}
    last: dict[str, float] = {}
    with polling.client(watch.patience) as asking:
        for feed in ready:
            _be_polite(feed, last, watch.between)
            answer = _no_page(polling.poll(asking, feed.url, feed.etag, feed.modified, watch.patience))
            state = after(feed, answer, now(), watch.every)
            if answer.fault is not None:
                failed += 1
                watch.tell(answer.fault, feed.url, None)
            if answer.content is not None:
                items = _new(answer.content, feed.url, watch, reader)
                broken = [item for item in items if isinstance(item, Failure)]
                stories += _enter(watch.ledger, items)
                unread += len(broken)
                for failure in broken:
                    watch.tell(failure.reason, failure.source, failure.hint)
            with Watchbook.open(watch.ledger) as book:
                book.keep(state)
            states[feed.url] = state
    with Watchbook.open(watch.ledger) as book:
        fresh = book.put_off_stories()
    told, untold = _tell(watch, fresh)
    if fresh:
        with Watchbook.open(watch.ledger) as book:
            book.done()
    return Outcome(len(ready), failed, stories, unread, told, untold, tuple(states.values()))


def now() -> datetime:
    """Return this moment, UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _no_page(answer: Answer) -> Answer:
    """Return the answer, or that it is a page: a login, an error in kind words, the site and not its feed."""
    from dragoman.sources.detect import HEAD, Form, detect

    if answer.content is not None and detect(answer.content[:HEAD]) is Form.HTML:
        return Answer(fault="it answered with a page, which is no feed")
    return answer


def _be_polite(feed: Feed, last: dict[str, float], between: float) -> None:
    """Wait until the host of a feed may be asked again."""
    host = urlsplit(feed.url).hostname or ""
    wait = last.get(host, -between) + between - time.monotonic()
    if host in last and wait > 0:
        time.sleep(wait)
    last[host] = time.monotonic()


def _new(content: bytes, url: str, watch: Watch, reader: Reader) -> list[Record | Failure]:
    """Return the records of the stories in a feed that the ledger does not have, and what cannot be read."""
    from dragoman.sources.intake import take
    from dragoman.sources.paths import Found

    taken = list(take(Found(url, content)))
    with Watchbook.open(watch.ledger) as book:
        known = book.known(_story(item).id for item in taken if not isinstance(item, Failure))
    found: list[Record | Failure] = []
    for item in taken:
        if isinstance(item, Failure):
            found.append(item)
        elif _story(item).id not in known:
            known.add(_story(item).id)
            found.append(_read(item, reader))
    return found


def _story(item: Story | Announcement) -> Story:
    return item if isinstance(item, Story) else item.story


def _read(item: Story | Announcement, reader: Reader) -> Record | Failure:
    from dragoman.pipeline import attempt

    source = _story(item).source or ""
    if isinstance(item, Story):
        return attempt(source, lambda: reader.record(item))
    return attempt(source, lambda: reader.announced(item))


def _enter(path: str, items: Sequence[Record | Failure]) -> int:
    """Enter what was read into the ledger, draw its consequences, and return how many stories it was."""
    fresh = [item.story.id for item in items if isinstance(item, Record)]
    if not items:
        return 0
    with Watchbook.open(path) as book:
        book.put_off(fresh)
    with Ledger.open(path) as ledger:
        for item in items:
            if isinstance(item, Failure):
                ledger.add_failure(item)
            else:
                ledger.add(item)
        ledger.settle()
    return len(fresh)


def _tell(watch: Watch, fresh: set[str]) -> tuple[int, int]:
    """Tell every channel what is new to it; return how many notices were delivered, and how many were not."""
    told = untold = 0
    today = now().date()
    for channel in watch.channels:
        key = f"{channel.name} {watch.when}".strip()
        made, chains = _notices(watch, key, fresh, today)
        if not made:
            continue
        fault = channel.tell(made, today)
        with Watchbook.open(watch.ledger) as book:
            for notice in made:
                book.note(notice.was, _noted(notice, key, chains, today, fault))
        if fault is None:
            told += len(made)
        else:
            untold += len(made)
            watch.tell(f"{len(made)} not told: {fault}", channel.name, "it is tried again in the next round")
    return told, untold


def _notices(watch: Watch, key: str, fresh: set[str], today: date) -> tuple[list[Notice], dict[str, str]]:
    """Return what there is to tell on a channel after these stories came, and the chains of the stories."""
    with Watchbook.open(watch.ledger) as book:
        chains = book.chains(fresh)
        touched = set(chains.values())
        near = book.told(key, touched)
        every = touched | {chain for was in near for chain in was.chains}
        stories = fresh | book.versions(every) | {id for was in near for id in was.stories}
    if not stories:
        return [], chains
    events = told_by(watch.ledger, stories, today)
    with Watchbook.open(watch.ledger) as book:
        chains |= book.chains(stories | {line.id for event in events for line in event.stories})
        told = book.told(key, {*every, *chains.values()})
    wanted = [any(holds(watch.when, report, today) for report in event.reports) for event in events]
    return notices(events, wanted, told, chains, today, touched), chains


def told_by(path: str, stories: set[str], today: date) -> list[Shown]:
    """Return the events that one of these stories tells."""
    asked = EventFilter(terms=(Term("story", Operator.IS, tuple(sorted(stories))),))
    with Ledger.open(path, read_only=True) as ledger:
        return View(ledger, asked, today).events()


def _noted(notice: Notice, key: str, chains: dict[str, str], today: date, fault: str | None) -> Told | None:
    """Return what stands as told after an attempt; None for what is withdrawn and told so, or given up."""
    event, was = notice.event, notice.was
    tries = (was.tries if was else 0) + 1
    if fault is not None and tries > MOST_TRIES:
        fault = None
    if event is None:
        if was is None or fault is None:
            return None
        return replace(was, pending=True, tries=tries)
    stories = tuple(line.id for line in event.stories)
    done = fault is None
    return Told(
        channel=key,
        event_id=event.id,
        reports=tuple(report.event.id for report in event.reports),
        stories=stories,
        chains=tuple(dict.fromkeys(chains.get(id, id) for id in stories)),
        facts=facts(event, today) if done else (was.facts if was else {}),
        pending=not done,
        tries=0 if done else tries,
        told_at=now() if done else (was.told_at if was else None),
    )


def summary(outcome: Outcome) -> str:
    """Return what a round did, in words."""
    parts = [f"{outcome.asked} of {len(outcome.feeds)} feeds asked"]
    if outcome.failed:
        parts.append(f"{outcome.failed} failed")
    parts.append(f"{outcome.stories} new {'story' if outcome.stories == 1 else 'stories'}")
    if outcome.unread:
        parts.append(f"{outcome.unread} not readable")
    parts.append(f"{outcome.told} told")
    if outcome.untold:
        parts.append(f"{outcome.untold} still to tell")
    return ", ".join(parts)
