"""Events under one filter, in four views: a list, a timeline, a map, a network; and the course of a dyad."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from dragoman.ledger import EventFilter
from dragoman.ledger.filter import terms
from dragoman.ledger.overview import Lanes, Order
from dragoman.model import Status
from dragoman.ontology import plover
from dragoman.web.asked import Asked, asked
from dragoman.web.charts.axis import Axis
from dragoman.web.charts.balance import WIDTH as BALANCE_WIDTH
from dragoman.web.charts.balance import Balance, Sum, balance
from dragoman.web.charts.lanes import LEFT, WIDTH, Cell, Mark, timeline
from dragoman.web.charts.network import Tie, network
from dragoman.web.desk import Desk
from dragoman.web.templating import QUAD_NAMES, page

SIZE = 50
"""How many events a page of the list holds."""

CROWD_KINDS = {QUAD_NAMES[2]: "cooperation", QUAD_NAMES[4]: "conflict"}
"""How the filter language spells what a mark in a crowd stands for."""


def router(desk: Desk) -> APIRouter:
    """Return the routes of the views over the filter."""
    made = APIRouter(include_in_schema=False)

    @made.get("/events")
    def events(
        request: Request,
        order: Order = Order.DAY,
        offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
    ) -> HTMLResponse:
        question = asked(request)
        with desk.reading() as ledger:
            total = ledger.count(question.filter, today=desk.now)
            found = ledger.lines(question.filter, order=order, offset=offset, limit=SIZE, today=desk.now)
        return page(
            request,
            "events.html",
            asked=question,
            events=found,
            total=total,
            order=order.value,
            offset=offset,
            size=SIZE,
        )

    @made.get("/timeline")
    def time(request: Request, lanes: Lanes = Lanes.DYAD) -> HTMLResponse:
        question = asked(request)
        with desk.reading() as ledger:
            total = ledger.count(question.filter, today=desk.now)
            span = shown_span(question, ledger.days(question.filter, today=desk.now), desk.now)
            axis = Axis.over(*span, LEFT, WIDTH - 10) if span else None
            named, counts = (
                ledger.cells(question.filter, lanes, axis.unit.value, (axis.first, axis.last), today=desk.now)
                if axis
                else ([], [])
            )
            undated = ledger.undated(question.filter, today=desk.now)
        cells = [
            Cell(c.lane, c.bucket, QUAD_NAMES[c.quad], c.status or Status.HAPPENED, c.count, c.id)
            for c in counts
        ]
        picture = timeline(cells, named, axis, desk.now) if axis else None

        def target(mark: Mark) -> str:
            if mark.count == 1 and mark.id:
                return f"/events/{mark.id}"
            # A mark in a crowd has no event's id, and stands for all statuses.
            alike = f"status={mark.status}" if mark.id else f"kind={CROWD_KINDS[mark.quad]}"
            days = f"since={mark.first} until={mark.last}"
            return question.narrower(f"{_lane(lanes, mark.lane)} {days} {alike}".strip(), "/events")

        return page(
            request,
            "timeline.html",
            asked=question,
            lanes=lanes.value,
            picture=picture,
            span=span,
            total=total,
            undated=undated,
            target=target,
        )

    @made.get("/map")
    def world(request: Request) -> HTMLResponse:
        question = asked(request)
        with desk.reading() as ledger:
            spots, unknown = ledger.spots(question.filter, today=desk.now)
        return page(request, "map.html", asked=question, spots=spots, unknown=unknown, quoted=quoted)

    @made.get("/network")
    def ties(
        request: Request,
        width: Annotated[str, Query(pattern=r"^(|7|30|90|365)$")] = "",
        end: date | None = None,
    ) -> HTMLResponse:
        question = asked(request)
        with desk.reading() as ledger:
            whole = ledger.days(question.filter, today=desk.now)
            span = _period(whole, width, end)
            pairs = ledger.pairs(question.filter, span, today=desk.now)
        found = [Tie(p.one, p.other, p.cooperation, p.conflict) for p in pairs]
        last = span[1] if span else None
        return page(
            request,
            "network.html",
            asked=question,
            picture=network(found),
            ties=found,
            span=span or whole,
            whole=whole,
            width=width,
            end=end or "",
            quoted=quoted,
            earlier=last - timedelta(days=int(width)) if last and width else "",
            later=last + timedelta(days=int(width)) if last and width and whole and last < whole[1] else "",
        )

    @made.get("/dyads/{one}/{other}")
    def dyad(request: Request, one: str, other: str) -> HTMLResponse:
        return page(request, "dyad.html", **dyad_values(desk, one, other, request.url.path))

    return made


def dyad_values(desk: Desk, one: str, other: str, path: str = "") -> dict[str, Any]:
    """Return what the page of a dyad shows."""
    text = f"dyad={quoted(one)},{quoted(other)}"
    question = Asked(text, EventFilter(terms=terms(text)), path=path)
    with desk.reading() as ledger:
        events = ledger.lines(question.filter, limit=30, today=desk.now)
        total = ledger.count(question.filter, today=desk.now)
    picture, rows = course(desk, question)
    return {
        "one": one,
        "other": other,
        "asked": question,
        "picture": picture,
        "rows": rows,
        "events": events,
        "total": total,
    }


def course(desk: Desk, question: Asked) -> tuple[Balance | None, list[Sum]]:
    """Return the picture of a filter's PLOVER scores over time, and the sums that it is drawn from."""
    with desk.reading() as ledger:
        span = shown_span(question, ledger.days(question.filter, today=desk.now), desk.now)
        if span is None:
            return None, []
        axis = Axis.over(*span, 60.0, BALANCE_WIDTH - 10)
        found = ledger.tallies(question.filter, axis.unit.value, today=desk.now)
    sums: dict[date, Sum] = {}
    for bucket, type, modes, count in found:
        if not axis.first <= bucket <= axis.last:
            continue
        score = plover.score(type, modes) * count
        held = sums.get(bucket, Sum(bucket, 0.0, 0.0, 0))
        sums[bucket] = Sum(
            bucket, held.cooperation + max(score, 0.0), held.conflict + min(score, 0.0), held.count + count
        )
    rows = [sums[bucket] for bucket in sorted(sums)]
    return (balance(rows, axis) if rows else None), rows


def shown_span(question: Asked, whole: tuple[date, date] | None, today: date) -> tuple[date, date] | None:
    """Return the days that a picture covers: those asked for, else those of the events."""
    if whole is None:
        return None
    first, last = whole
    for term in question.filter.on(today).asked():
        if term.field == "since":
            first = max(first, date.fromisoformat(term.values[0]))
        elif term.field == "until":
            last = min(last, date.fromisoformat(term.values[0]))
    return (first, last) if first <= last else None


def quoted(value: str) -> str:
    """Return a value as the filter language spells it.

    Example:
        >>> quoted("South Korea"), quoted("KOR")
        ('"South Korea"', 'KOR')
    """
    if value.isalnum():
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _lane(lanes: Lanes, name: str) -> str:
    if lanes is not Lanes.DYAD:
        return f"{lanes.value}={name}"
    if " – " in name:
        one, _, other = name.partition(" – ")
        return f"dyad={quoted(one)},{quoted(other)} recipient=none"
    actor, _, recipient = name.partition(" → ")
    asks = {"actor": actor if actor != "?" else "none", "recipient": recipient or "none"}
    return " ".join(f"{field}={quoted(value)}" for field, value in asks.items())


def _period(whole: tuple[date, date] | None, width: str, end: date | None) -> tuple[date, date] | None:
    if whole is None or not width:
        return None
    last = min(end or whole[1], date.max)
    return max(last - timedelta(days=int(width) - 1), date(1, 1, 2)), last
