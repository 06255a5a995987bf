"""`dragoman watch`: feeds polled, read into the ledger, and what is new told."""

from __future__ import annotations

import os
import re
import time
from datetime import timedelta
from typing import Annotated

import typer

from dragoman.cli._errors import tell
from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import progress, write
from dragoman.errors import RunError, StoryError

EXAMPLES = """\b
Examples:
  dragoman watch https://news.example/world.rss --when "either=PRK kind=conflict"
  dragoman watch https://news.example/world.rss --once --notify file:news.jsonl
  dragoman watch FEED FEED --every 30m --notify webhook:https://desk.example/in
"""

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of feeds, http or https.")],
    when: Annotated[
        str, typer.Option(metavar="FILTER", help="Of which events to tell, as for `dragoman events`.")
    ] = "",
    notify: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHERE",
            help="stdout, file:PATH, webhook:URL or mailto:ADDRESS; several times for several.",
        ),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="One round, as for cron, and end.")] = False,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often to ask each feed: 90s, 15m, 2h. At least 1m.")
    ] = "15m",
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Poll feeds, read what is new into the ledger, and tell of new and changed events.

    An event is told once; when a new version of a story, or another story, changes it, only what
    changed is. Feeds are asked conditionally, left alone longer after each fault, and as long as
    they ask for. Webhooks are signed with DRAGOMAN_WEBHOOK_SECRET; mail goes through DRAGOMAN_SMTP
    (smtp://user:password@host:port) from DRAGOMAN_MAIL_FROM.
    """
    from dragoman.ledger import EventFilter
    from dragoman.pipeline import Reader
    from dragoman.watch.notify import channel
    from dragoman.watch.round import Watch, run, summary
    from dragoman.watch.schedule import SHORTEST, until_next

    for feed in feeds:
        if not re.match(r"https?://[^/\s]", feed, re.IGNORECASE):
            raise RunError("this is no address of a feed", where=feed, hint="write it like https://...")
    period = max(span(every), SHORTEST)
    asked = dict.fromkeys(notify or ["stdout"])
    plan = Watch(
        feeds=tuple(dict.fromkeys(feeds)),
        ledger=ledger,
        when=EventFilter.parse(when),
        channels=tuple(channel(one, os.environ, write, as_json) for one in asked),
        every=timedelta(0) if once else period,
        tell=tell,
    )
    reader = Reader()
    while True:
        with progress("asking"):
            outcome = run(plan, reader)
        tell(summary(outcome), None, None)
        if once:
            return StoryError.exit_code if outcome.failed or outcome.unread or outcome.untold else 0
        from dragoman.watch.round import now

        wait = until_next(outcome.feeds, now()).total_seconds()
        with progress("waiting"):
            time.sleep(min(wait, period.total_seconds()))


def span(text: str) -> timedelta:
    """Return the time that an option's value names.

    Raises: RunError if it names none.

    Example:
        >>> span("90s"), span("2h")
        (datetime.timedelta(seconds=90), datetime.timedelta(seconds=7200))
    """
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip().lower())
    if found is None or not int(found[1]):
        raise RunError(f"{text!r} is no span of time", hint="write it like 90s, 15m, 2h or 1d")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])
