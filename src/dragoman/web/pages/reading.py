"""Reading on the page: a pasted text, or files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from starlette.responses import HTMLResponse

from dragoman.ledger import Change, Entry, entries
from dragoman.model import Failure, Record
from dragoman.pipeline import attempt
from dragoman.web.desk import Desk
from dragoman.web.jobs import Job, Jobs
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
    jobs: Jobs[Result] = Jobs()

    @made.get("/read")
    def form(request: Request) -> HTMLResponse:
        return page(request, "read.html", ledger=Path(desk.path).name)

    @made.post("/read/text")
    def text(
        request: Request, text: Annotated[str, Form()], published: Annotated[str, Form()] = ""
    ) -> HTMLResponse:
        day = date.fromisoformat(published) if published else None
        words = text.replace("\r\n", "\n")

        def work(job: Job[Result]) -> None:
            job.doing = "reading the pasted text"
            job.results += enter(desk, [attempt(PASTED, lambda: desk.reader().read_text(words, None, day))])

        return _shown(request, jobs.start(work), 0)

    @made.post("/read/files")
    def read_files(request: Request, files: Annotated[list[UploadFile], File()]) -> HTMLResponse:
        folder = Path(mkdtemp(prefix="dragoman-"))
        sent = list(_saved(files, folder))

        def work(job: Job[Result]) -> None:
            try:
                for number, (path, name) in enumerate(sent, 1):
                    job.doing = f"reading {name}, {number} of {len(sent)}"
                    for result in enter(desk, _read(desk, path, name)):
                        job.results.append(result)
            finally:
                rmtree(folder, ignore_errors=True)

        return _shown(request, jobs.start(work), 0)

    @made.get("/read/jobs/{id}")
    def job(request: Request, id: str, seen: Annotated[int, Query(ge=0)] = 0) -> HTMLResponse:
        return _shown(request, jobs.find(id), seen)

    return made


def _shown(request: Request, job: Job[Result], seen: int) -> HTMLResponse:
    """Return what a job has come to since so many of its results were seen, and how to ask for more."""
    ended = job.ended  # Before the results: what comes after this is asked for again.
    results = list(job.results[seen:])
    return page(request, "results.html", job=job, ended=ended, results=results, seen=seen + len(results))


def enter(desk: Desk, items: Iterable[Record | Failure]) -> Iterator[Result]:
    """Enter what was read into the ledger and yield what came of each."""
    for item in items:
        with desk.writing() as ledger:
            if isinstance(item, Failure):
                ledger.add_failure(item)
                result = Result(item.source, item.reason, item.hint)
            else:
                change = ledger.add(item)
                ledger.settle()
                story = item.story
                result = Result(
                    source=story.source or PASTED,
                    id=story.id,
                    headline=story.headline,
                    published=story.published,
                    change=CHANGE_WORDS[change],
                    entries=entries(item),
                )
        yield result


def _saved(files: Iterable[UploadFile], folder: Path) -> Iterator[tuple[Path, str]]:
    """Write the uploaded files into a folder, each into one of its own, and yield where and their names."""
    for number, file in enumerate(files):
        # The name comes from outside: only its last part serves.
        name = Path((file.filename or "").replace("\\", "/")).name.replace("\0", "") or f"file-{number}"
        place = folder / str(number)
        place.mkdir()
        path = place / name[-200:]
        path.write_bytes(file.file.read())
        yield path, name


def _read(desk: Desk, path: Path, name: str) -> Iterator[Record | Failure]:
    """Yield what is in a file; it is known by the name that it was sent under."""
    for item in desk.reader().read(path):
        yield _named(item, str(path.parent), name)


def _named(item: Record | Failure, place: str, name: str) -> Record | Failure:
    """Return the item with the uploaded name for the name of the file that held it."""

    def outside(source: str | None) -> str:
        return (source or name).removeprefix(f"{place}/")

    if isinstance(item, Failure):
        return replace(item, source=outside(item.source))
    return replace(item, story=replace(item.story, source=outside(item.story.source)))
