"""Who is who: a register, and one page for each."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.web.desk import Desk
from dragoman.web.pages.lists import quoted
from dragoman.web.templating import page


def router(desk: Desk) -> APIRouter:
    """Return the routes of persons, states, bodies and groups."""
    made = APIRouter(include_in_schema=False)

    @made.get("/who")
    def register(request: Request, q: str = "") -> HTMLResponse:
        with desk.reading() as ledger:
            found = ledger.figures(q.strip()[:200])
        return page(request, "who.html", name=q, found=found)

    @made.get("/who/{id:path}")
    def person(request: Request, id: str) -> HTMLResponse:
        with desk.reading() as ledger:
            one = ledger.identity(id)
            plans = ledger.plans_of(one.id, desk.now)
            events, total = ledger.events_of(one.id)
            counterparts = ledger.counterparts(one.id)
        states = Counter(plan.state for plan in plans).most_common()
        return page(
            request,
            "person.html",
            one=one,
            plans=plans,
            states=states,
            events=events,
            total=total,
            counterparts=counterparts,
            quoted=quoted,
        )

    return made
