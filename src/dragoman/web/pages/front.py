"""The first page: what is due, what is new, what fell due unreported, where sources differ."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.ledger import EventFilter
from dragoman.web.asked import Asked
from dragoman.web.desk import Desk
from dragoman.web.templating import page

LOOKED = "looked"
"""The cookie that tells when a browser last opened the page."""


def router(desk: Desk) -> APIRouter:
    """Return the route of the first page."""
    made = APIRouter(include_in_schema=False)

    @made.get("/")
    def today(request: Request) -> HTMLResponse:
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        last = looked(request.cookies.get(LOOKED), now)
        week = desk.now + timedelta(days=6)
        everything = EventFilter()
        with desk.reading() as ledger:
            stories = ledger.story_count()
            answer = page(
                request,
                "today.html",
                today=desk.now,
                week=week,
                ledger=Path(desk.path).name,
                stories=stories,
                total=ledger.count(everything),
                asked=Asked("", everything, path="/events"),
                due=ledger.due(everything, (desk.now, week), desk.now),
                unreported=ledger.unreported(desk.now),
                conflicts=ledger.conflicts(),
                news=ledger.news(last or now - timedelta(days=1)),
                since_words="you last looked" if last else "yesterday",
            )
        # A page opened twice within the hour shows the same news: only a longer absence moves the mark.
        if last is None or now - last > timedelta(hours=1):
            answer.set_cookie(LOOKED, now.isoformat(), max_age=31_536_000, httponly=True, samesite="strict")
        return answer

    return made


def looked(told: str | None, now: datetime) -> datetime | None:
    """Return the moment (UTC) that a cookie tells, None if it tells none that has passed.

    Example:
        >>> looked("2021-03-04T10:00:00", datetime(2021, 3, 5))
        datetime.datetime(2021, 3, 4, 10, 0)
    """
    try:
        moment = datetime.fromisoformat(told or "")
    except ValueError:
        return None
    return moment if moment.tzinfo is None and moment <= now else None
