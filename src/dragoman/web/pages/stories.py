"""A story with what it tells, marked in its text."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.ledger import entries
from dragoman.web.desk import Desk
from dragoman.web.marked import paragraphs
from dragoman.web.templating import page


def router(desk: Desk) -> APIRouter:
    """Return the routes of the stories' pages."""
    made = APIRouter(include_in_schema=False)

    @made.get("/stories/{id}")
    def story(request: Request, id: str) -> HTMLResponse:
        with desk.reading() as ledger:
            record = ledger.story(id)
        told = entries(record)
        return page(
            request, "story.html", story=record.story, paragraphs=paragraphs(record, told), entries=told
        )

    return made
