"""The desk's application: its routes behind its safety."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from dragoman import __version__
from dragoman.errors import DragomanError, LedgerError, NotFoundError
from dragoman.web import api
from dragoman.web.desk import Desk
from dragoman.web.pages import details, front, lists, months, people, reading, reviewing, stories
from dragoman.web.safety import Guard, Safety
from dragoman.web.templating import page

_CODES = {NotFoundError: 404, LedgerError: 503}


class Assets(StaticFiles):
    """Static files, which a browser may keep for good: their addresses carry the hash of what is in them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file with leave to keep it."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def create(desk: Desk, guard: Guard | None = None) -> FastAPI:
    """Return the application over a ledger, with who may come in."""
    app = FastAPI(
        title="Dragoman", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    app.add_middleware(Safety, guard=guard or Guard())
    for part in (front, lists, months, details, people, reviewing, stories, reading, api):
        app.include_router(part.router(desk))
    app.mount("/static", Assets(directory=Path(str(files("dragoman.web") / "static"))), name="static")
    app.add_exception_handler(DragomanError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    return app


def _problem(request: Request, code: int, title: str, what: str, hint: str | None = None) -> Response:
    """Return the answer to a request that failed: JSON to machines, a page to people."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": what, "hint": hint}, code)
    return page(request, "problem.html", code=code, title=title, what=what, hint=hint)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), 400)
    title = {404: "Not found", 503: "The ledger cannot be used"}.get(code, "That did not work")
    return _problem(request, code, title, str(error.message), error.hint)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = "Not found" if error.status_code == 404 else "That did not work"
    what = "There is no such page." if error.detail == "Not Found" else str(error.detail)
    answer = _problem(request, error.status_code, title, what)
    answer.headers.update(error.headers or {})
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    what = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
    return _problem(request, 422, "That did not work", what)
