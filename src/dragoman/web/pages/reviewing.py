"""Review: a queue by doubt, and rulings on single events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse

from dragoman.errors import NotFoundError, RunError
from dragoman.ledger import EventFilter
from dragoman.ledger.desk import DeskLedger
from dragoman.ledger.overview import EventLine
from dragoman.ledger.world import Happening, Verdict
from dragoman.model import EventType, Status
from dragoman.web.asked import asked
from dragoman.web.desk import Desk
from dragoman.web.templating import page

AROUND = 160
"""Units: characters of the story shown on each side of a quotation."""


@dataclass(frozen=True, slots=True)
class Context:
    """A quotation with the text around it."""

    before: str
    words: str
    after: str
    story: str
    report: str
    headline: str


def router(desk: Desk) -> APIRouter:
    """Return the routes of the review."""
    made = APIRouter(include_in_schema=False)

    @made.get("/review")
    def queue(request: Request, skip: Annotated[int, Query(ge=0, le=10**9)] = 0) -> HTMLResponse:
        question = asked(request)
        with desk.reading() as ledger:
            waiting, found = ledger.doubtful(question.filter, offset=skip, today=desk.now)
            values: dict[str, Any] = {}
            if found:
                head = ledger.happening(found[0].id)
                values = review_values(ledger, head, desk.now)
                values["quotes"] = _contexts(ledger, head)
                values["reasons"] = head.reports[-1].event.reasons
        return page(request, "review.html", asked=question, waiting=waiting, queue=found, skip=skip, **values)

    @made.post("/review/{id}/confirm")
    def confirm(request: Request, id: str) -> HTMLResponse:
        return _ruled(desk, request, id, "Confirmed.", lambda ledger, told: ledger.rule(
            Verdict.CONFIRM, _reports(told), author=_author(request)
        ))  # fmt: skip

    @made.post("/review/{id}/reject")
    def reject(request: Request, id: str) -> HTMLResponse:
        return _ruled(desk, request, id, "Rejected: it no longer stands.", lambda ledger, told: ledger.rule(
            Verdict.REJECT, _reports(told), author=_author(request)
        ))  # fmt: skip

    @made.post("/review/{id}/correct")
    def correct(
        request: Request,
        id: str,
        type: Annotated[str, Form()],
        status: Annotated[str, Form()],
        actor: Annotated[str, Form()] = "",
        recipient: Annotated[str, Form()] = "",
        start: Annotated[str, Form()] = "",
        end: Annotated[str, Form()] = "",
        place: Annotated[str, Form()] = "",
    ) -> HTMLResponse:
        given = {
            "type": type, "status": status, "actor": actor, "recipient": recipient,
            "start": start, "end": end, "place": place,
        }  # fmt: skip

        def change(ledger: DeskLedger, told: Happening) -> None:
            line = ledger.lines_of([told.id])[0]
            payload = {name: value for name, value in given.items() if value != _standing(line)[name]}
            if not payload:
                raise RunError("nothing was changed", hint="change a field, or confirm")
            ledger.rule(Verdict.CORRECT, _reports(told), payload=payload, author=_author(request))

        return _ruled(desk, request, id, "Corrected.", change)

    @made.post("/review/{id}/merge")
    def merge(
        request: Request, id: str, other: Annotated[str, Form()] = "", near: Annotated[str, Form()] = ""
    ) -> HTMLResponse:
        def change(ledger: DeskLedger, told: Happening) -> None:
            second = ledger.happening(other or near)
            if second.id == told.id:
                raise RunError("an event cannot be merged with itself", hint="name another event")
            ledger.rule(Verdict.MERGE, _reports(told), _reports(second), author=_author(request))

        return _ruled(desk, request, id, "Merged: the two are one event.", change)

    @made.post("/review/{id}/split")
    def split(request: Request, id: str, report: Annotated[list[str], Form()]) -> HTMLResponse:
        def change(ledger: DeskLedger, told: Happening) -> None:
            rest = tuple(one for one in _reports(told) if one not in report)
            if not rest or len(rest) == len(_reports(told)):
                raise RunError("a split needs reports on both sides", hint="tick some of them, not all")
            ledger.rule(Verdict.SPLIT, tuple(report), rest, author=_author(request))

        return _ruled(desk, request, id, "Split: they are two events.", change)

    @made.post("/review/undo/{review}")
    def undo(request: Request, review: str) -> HTMLResponse:
        with desk.writing() as ledger:
            void = next((one for one in ledger.reviews() if one.id == review), None)
            if void is None:
                raise NotFoundError(f"there is no review {review!r}")
            ledger.rule(Verdict.UNDO, undoes=review, author=_author(request))
            return _form(desk, request, ledger, void.reports, "Undone.")

    return made


def review_values(ledger: DeskLedger, told: Happening, today: date) -> dict[str, Any]:
    """Return what the review's form shows of an event."""
    head = ledger.lines_of([told.id])[0]
    return {
        "head": head,
        "reports": list(zip(told.reports, told.members, strict=True)),
        "reviews": ledger.reviews_of(_reports(told)),
        "types": [type.value for type in EventType],
        "statuses": [status.value for status in Status],
        "near": _near(ledger, head, today),
    }


def _near(ledger: DeskLedger, head: EventLine, today: date) -> list[EventLine]:
    """Return events of the same type with the same first actor: what a merge may mean."""
    if not head.actor:
        return []
    wanted = EventFilter(type=head.type, actor=head.actor[0].name)
    return [line for line in ledger.lines(wanted, limit=9, today=today) if line.id != head.id][:8]


def _reports(told: Happening) -> tuple[str, ...]:
    return tuple(entry.event.id for entry in told.reports)


def _standing(line: EventLine) -> dict[str, str]:
    return {
        "type": line.type.value,
        "status": line.status.value,
        "actor": "; ".join(party.name for party in line.actor),
        "recipient": "; ".join(party.name for party in line.recipient),
        "start": line.start.isoformat() if line.start else "",
        "end": line.end.isoformat() if line.end else "",
        "place": line.place or "",
    }


def _author(request: Request) -> str:
    return (request.headers.get("X-Author") or "desk")[:80]


def _ruled(
    desk: Desk, request: Request, id: str, said: str, change: Callable[[DeskLedger, Happening], object]
) -> HTMLResponse:
    """Enter a ruling on an event and return the form as it stands after it."""
    with desk.writing() as ledger:
        told = ledger.happening(id)
        change(ledger, told)
        return _form(desk, request, ledger, _reports(told), said)


def _form(
    desk: Desk, request: Request, ledger: DeskLedger, reports: Sequence[str], said: str
) -> HTMLResponse:
    """Return the form for the event that now holds these reports, or the way back if none does."""
    ledger.settle()
    now = ledger.event_of_report(reports[0])
    if now is None:
        return page(request, "review_gone.html", said=said, reviews=ledger.reviews_of(reports))
    return page(
        request, "review_form.html", said=said, **review_values(ledger, ledger.happening(now), desk.now)
    )


def _contexts(ledger: DeskLedger, told: Happening) -> list[Context]:
    found = []
    for entry in told.reports[-3:]:
        text = ledger.story(entry.story.id).story.text
        span = entry.event.quotes[0].span
        found.append(
            Context(
                text[max(0, span.start - AROUND) : span.start],
                span.of(text),
                text[span.end : span.end + AROUND],
                entry.story.id,
                entry.event.id,
                entry.story.headline or "A story without a headline",
            )
        )
    return found
