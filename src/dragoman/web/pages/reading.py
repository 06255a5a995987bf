"""Reading on the page: a pasted text, or files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import HTMLResponse

from dragoman.ledger import Change, Entry, entries
from dragoman.model import Failure, Record
from dragoman.pipeline import attempt
from dragoman.web.desk import Desk
from dragoman.web.templating import page

PASTED = "pasted text"

CHANGE_WORDS = {
    Change.ADDED: "new",
    Change.UNCHANGED: "known already, nothing changed",
    Change.REPLACED: "read anew",
    Change.KEPT: "a newer version of the program had read it",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one text: a story in the ledger, or a failure."""

    source: str
    reason: str | None = None
    hint: str | None = None
    id: str = ""
    headline: str | None = None
    published: date | None = None
    change: str = ""
    entries: tuple[Entry, ...] = ()


def router(desk: Desk) -> APIRouter:
    """Return the routes of the page on which stories are read."""
    made = APIRouter(include_in_schema=False)

    @made.get("/read")
    def form(request: Request) -> HTMLResponse:
        return page(request, "read.html", ledger=Path(desk.path).name)

    @made.post("/read/text")
    def text(
        request: Request, text: Annotated[str, Form()], published: Annotated[str, Form()] = ""
    ) -> HTMLResponse:
        day = date.fromisoformat(published) if published else None
        item = attempt(PASTED, lambda: desk.reader().read_text(text.replace("\r\n", "\n"), None, day))
        return page(request, "results.html", results=list(enter(desk, [item])))

    @made.post("/read/files")
    def read_files(request: Request, files: Annotated[list[UploadFile], File()]) -> HTMLResponse:
        with TemporaryDirectory(prefix="dragoman-") as folder:
            results = list(enter(desk, _read(desk, files, Path(folder))))
        return page(request, "results.html", results=results)

    return made


def enter(desk: Desk, items: Iterable[Record | Failure]) -> Iterator[Result]:
    """Enter what was read into the ledger and yield what came of each."""
    for item in items:
        with desk.writing() as ledger:
            if isinstance(item, Failure):
                ledger.add_failure(item)
                yield Result(item.source, item.reason, item.hint)
                continue
            change = ledger.add(item)
            story = item.story
            yield Result(
                source=story.source or PASTED,
                id=story.id,
                headline=story.headline,
                published=story.published,
                change=CHANGE_WORDS[change],
                entries=entries(item),
            )


def _read(desk: Desk, files: Iterable[UploadFile], folder: Path) -> Iterator[Record | Failure]:
    """Yield what is in the uploaded files; a file is known by the name it was sent under."""
    for number, file in enumerate(files):
        # The name comes from outside: only its last part serves, in a folder of its own.
        name = Path((file.filename or "").replace("\\", "/")).name.replace("\0", "") or f"file-{number}"
        place = folder / str(number)
        place.mkdir()
        path = place / name[-200:]
        path.write_bytes(file.file.read())
        for item in desk.reader().read(path):
            yield _named(item, str(place), name)


def _named(item: Record | Failure, place: str, name: str) -> Record | Failure:
    """Return the item with the uploaded name for the name of the file that held it."""
    from dataclasses import replace

    def outside(source: str | None) -> str:
        return (source or name).removeprefix(f"{place}/")

    if isinstance(item, Failure):
        return replace(item, source=outside(item.source))
    return replace(item, story=replace(item.story, source=outside(item.story.source)))
