"""One event, one plan, one report: all that the ledger knows of it."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dragoman.errors import NotFoundError
from dragoman.ledger.world import Claim
from dragoman.web.desk import Desk
from dragoman.web.pages.reviewing import review_values
from dragoman.web.templating import page


def _contested(claims: Iterable[Claim]) -> set[str]:
    """Return the fields of which the claims give more than one value."""
    values: dict[str, set[str]] = {}
    for claim in claims:
        values.setdefault(claim.field, set()).add(claim.value)
    return {field for field, given in values.items() if len(given) > 1}


def router(desk: Desk) -> APIRouter:
    """Return the routes of single events and plans."""
    made = APIRouter(include_in_schema=False)

    @made.get("/events/{id}")
    def event(request: Request, id: str) -> HTMLResponse:
        with desk.reading() as ledger:
            found = ledger.happening(id)
            plan = ledger.plan(found.plan) if found.plan else None
            values = review_values(ledger, found, desk.now)
        return page(
            request,
            "event.html",
            claims=found.claims,
            contested=_contested(found.claims),
            plan=plan,
            state=plan.seen_from(desk.now) if plan else None,
            **values,
        )

    @made.get("/reports/{id}")
    def report(id: str) -> Response:
        with desk.reading() as ledger:
            event = ledger.event_of_report(id)
        if event is None:
            raise NotFoundError(
                f"no event that stands has the report {id!r}", hint="its story may be superseded"
            )
        return RedirectResponse(f"/events/{event}", 303)

    @made.get("/plans/{id}")
    def plan(request: Request, id: str) -> HTMLResponse:
        with desk.reading() as ledger:
            found = ledger.plan(id)
            lines = {line.id: line for line in ledger.lines_of([found.event_id, found.outcome or ""])}
        return page(
            request,
            "plan.html",
            plan=found,
            state=found.seen_from(desk.now),
            announced=lines.get(found.event_id),
            outcome=lines.get(found.outcome or ""),
        )

    return made
