"""Everything on the pages as JSON, described by OpenAPI; and a stream of what is new."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic import BeforeValidator

from dragoman.errors import StoryError
from dragoman.export.gold import as_gold
from dragoman.ledger import EventFilter
from dragoman.ledger.figures import Figure
from dragoman.ledger.overview import Lanes, Order
from dragoman.ledger.world import Verdict
from dragoman.model import Failure
from dragoman.pipeline import attempt
from dragoman.web.answers import (
    Agenda,
    EventDetail,
    EventList,
    LaneCount,
    Lanewise,
    Person,
    PlanDetail,
    Problem,
    ReadResult,
    Ruled,
    Ruling,
    Score,
    TieCount,
    Told,
)
from dragoman.web.asked import Asked
from dragoman.web.charts.axis import Axis
from dragoman.web.desk import Desk
from dragoman.web.pages.lists import course, quoted, shown_span
from dragoman.web.pages.reading import PASTED, enter
from dragoman.web.stream import news

LONGEST_FILTER = 2000
MOST = 500
Filter = Annotated[
    str,
    Query(
        alias="q",
        max_length=LONGEST_FILTER,
        description="A filter, such as `actor=PRK type=THREATEN status=planned`.",
    ),
]


def _iso(value: Any) -> Any:
    # Without this a number would be taken for seconds since 1970.
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("a day is written like 2023-11-08")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Id = Annotated[str, Path(min_length=1, max_length=200)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]


class JsonLines(PlainTextResponse):
    """Lines of JSON."""

    media_type = "application/jsonl"


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": words}
    for code, words in (
        (400, "It cannot be asked so."),
        (401, "A token is needed."),
        (403, "The change did not come from the desk's pages."),
        (404, "There is no such thing."),
        (413, "The request is too large."),
        (421, "The server is not known by that name."),
        (422, "A value cannot be understood."),
        (503, "The ledger cannot be used."),
    )
}


def router(desk: Desk) -> APIRouter:
    """Return the routes of the API."""
    made = APIRouter(prefix="/api", responses=_PROBLEMS)
    _events(made, desk)
    _people(made, desk)
    _pictures(made, desk)
    _changes(made, desk)
    return made


def _asked(text: str) -> Asked:
    return Asked(text, EventFilter.parse(text))


def _events(made: APIRouter, desk: Desk) -> None:
    @made.get("/events")
    def events(q: Filter = "", order: Order = Order.DAY, offset: Offset = 0, limit: Limit = 50) -> EventList:
        """One page of the events asked for."""
        wanted = EventFilter.parse(q)
        with desk.reading() as ledger:
            total = ledger.count(wanted, today=desk.now)
            found = ledger.lines(wanted, order=order, offset=offset, limit=limit, today=desk.now)
        return EventList(total, offset, found)

    @made.get("/events/{id}")
    def event(id: Id) -> EventDetail:
        """One event with its reports, claims and plan."""
        with desk.reading() as ledger:
            found = ledger.happening(id)
            line = ledger.lines_of([found.id])[0]
            plan = ledger.plan(found.plan) if found.plan else None
        told = [
            Told(
                e.event.id,
                e.story.id,
                e.story.headline,
                e.story.agency,
                e.story.published,
                e.event.type.value,
                e.event.status.value,
                [quote.text for quote in e.event.quotes],
                [(quote.span.start, quote.span.end) for quote in e.event.quotes],
                member.score,
                [feature.reason for feature in member.reasons],
            )
            for e, member in zip(found.reports, found.members, strict=True)
        ]
        state = plan.seen_from(desk.now) if plan else None
        return EventDetail(line, list(found.claims), told, plan, state)

    @made.get("/stories/{id}")
    def story(id: Id) -> dict[str, Any]:
        """One story's record, in the shape of `dragoman read --format json`."""
        with desk.reading() as ledger:
            return as_gold(ledger.story(id))

    @made.get("/plans/{id}")
    def plan(id: Id) -> PlanDetail:
        """One plan, step by step."""
        with desk.reading() as ledger:
            found = ledger.plan(id)
        return PlanDetail(found, found.seen_from(desk.now))

    @made.get("/agenda")
    def agenda(q: Filter = "", since: Day | None = None, until: Day | None = None) -> Agenda:
        """What is due between two days, by default this week."""
        first = since or desk.now
        last = until or date.fromordinal(min(first.toordinal() + 6, date.max.toordinal()))
        with desk.reading() as ledger:
            return Agenda(
                desk.now,
                ledger.due(EventFilter.parse(q), (first, last), desk.now),
                ledger.unreported(desk.now),
                ledger.conflicts(),
            )

    @made.get(
        "/stream", responses={200: {"content": {"text/event-stream": {}}}}, response_class=StreamingResponse
    )
    async def stream(request: Request, once: bool = False) -> StreamingResponse:
        """Server-sent events: each event that a newly read story tells of. `once` ends at once."""
        return StreamingResponse(news(desk, request, once), media_type="text/event-stream")


def _people(made: APIRouter, desk: Desk) -> None:
    @made.get("/who")
    def who(name: Annotated[str, Query(max_length=200)] = "") -> list[Figure]:
        """Those known by a name or code, or all; the most active first."""
        with desk.reading() as ledger:
            return ledger.figures(name.strip())

    @made.get("/who/{id}")
    def person(id: Id) -> Person:
        """One identity with its offices, aliases, events, counterparts and plans."""
        with desk.reading() as ledger:
            one = ledger.identity(id)
            events, total = ledger.events_of(one.id)
            return Person(one, total, events, ledger.counterparts(one.id), ledger.plans_of(one.id, desk.now))


def _pictures(made: APIRouter, desk: Desk) -> None:
    @made.get("/places")
    def places(q: Filter = "") -> dict[str, Any]:
        """The places of the events asked for, as GeoJSON; events without a known place are counted only."""
        question = _asked(q)
        with desk.reading() as ledger:
            spots, unknown = ledger.spots(question.filter, today=desk.now)
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
                "properties": {
                    "name": spot.name,
                    "country": spot.country,
                    "cooperation": spot.cooperation,
                    "conflict": spot.conflict,
                    "address": question.narrower(f"place={quoted(spot.name)}", "/events"),
                },
            }
            for spot in spots
        ]
        return {"type": "FeatureCollection", "features": features, "unknown": unknown}

    @made.get("/timeline")
    def timeline(q: Filter = "", lanes: Lanes = Lanes.DYAD) -> Lanewise:
        """How many events fall into each lane and bucket of days."""
        question = _asked(q)
        with desk.reading() as ledger:
            span = shown_span(question, ledger.days(question.filter, today=desk.now), desk.now)
            if span is None:
                return Lanewise("day", [], [])
            axis = Axis.over(*span, 0, 1000)
            named, cells = ledger.cells(
                question.filter, lanes, axis.unit.value, (axis.first, axis.last), today=desk.now
            )
        held = [LaneCount(c.lane, c.bucket, c.quad, c.status, c.count) for c in cells]
        return Lanewise(axis.unit.value, named, held)

    @made.get("/network")
    def network(q: Filter = "", since: Day | None = None, until: Day | None = None) -> list[TieCount]:
        """What pairs of codes had with each other in a span of days."""
        wanted = EventFilter.parse(q)
        with desk.reading() as ledger:
            whole = ledger.days(wanted, today=desk.now)
            span = (since or whole[0], until or whole[1]) if whole else None
            pairs = ledger.pairs(wanted, span, today=desk.now)
        return [TieCount(p.one, p.other, p.cooperation, p.conflict) for p in pairs]

    @made.get("/scores")
    def scores(q: Filter = "") -> list[Score]:
        """The sums of the PLOVER scores of the events asked for, over time."""
        _, sums = course(desk, _asked(q))
        return [Score(s.bucket, s.count, s.cooperation, s.conflict) for s in sums]


def _changes(made: APIRouter, desk: Desk) -> None:
    @made.post("/read")
    def read(
        text: Annotated[str, Body(min_length=1, max_length=1_000_000)],
        published: Annotated[Day | None, Body()] = None,
    ) -> ReadResult:
        """Read a story's text into the ledger."""
        item = attempt(PASTED, lambda: desk.reader().read_text(text, None, published))
        if isinstance(item, Failure):
            raise StoryError(item.reason, where=item.source, hint=item.hint)
        result = next(enter(desk, [item]))
        return ReadResult(result.id, result.change, as_gold(item))

    @made.post("/reviews")
    def review(ruling: Ruling) -> Ruled:
        """Confirm, reject, correct, merge, split, or undo."""
        with desk.writing() as ledger:
            made = _rule(ledger, ruling)
            ledger.settle()
            reports = made.reports or next((r.reports for r in ledger.reviews() if r.id == made.undoes), ())
            return Ruled(made.id, ledger.event_of_report(reports[0]) if reports else None)

    @made.get("/reviews/pairs", response_class=JsonLines)
    def pairs() -> JsonLines:
        """What persons confirmed and corrected, as JSON lines for `dragoman train --data`."""
        from dragoman.export.pairs import as_pairs

        with desk.reading() as ledger:
            lines = [json.dumps(pair, ensure_ascii=False) for pair in as_pairs(ledger.reviewed())]
        return JsonLines("".join(f"{line}\n" for line in lines))


def _rule(ledger: Any, ruling: Ruling) -> Any:
    if ruling.verdict is Verdict.UNDO:
        return ledger.rule(Verdict.UNDO, undoes=ruling.review, author=ruling.author, note=ruling.note)
    told = tuple(entry.event.id for entry in ledger.happening(ruling.event).reports)
    others: tuple[str, ...] = ()
    if ruling.verdict is Verdict.MERGE:
        others = tuple(entry.event.id for entry in ledger.happening(ruling.other or "").reports)
    elif ruling.verdict is Verdict.SPLIT:
        off = tuple(one for one in told if one in (ruling.reports or ()))
        told, others = off, tuple(one for one in told if one not in off)
    return ledger.rule(
        ruling.verdict, told, others, payload=ruling.correction, author=ruling.author, note=ruling.note
    )
