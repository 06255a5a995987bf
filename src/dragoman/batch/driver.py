"""A run: what is not yet read is shared out to workers, and the whole is written down at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from dragoman.batch import worker
from dragoman.batch.engines import engine
from dragoman.batch.notes import Manifest, Note, agree, agree_on_share, read_notes, write_manifest
from dragoman.batch.pieces import pieces
from dragoman.batch.plan import share, tasks
from dragoman.batch.prefix import prefix
from dragoman.batch.worker import Recipe, work
from dragoman.hands.cores import cores


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come."""

    done: int
    tasks: int
    stories: int
    failures: int


def run(
    sources: Iterable[str],
    recipe: Recipe,
    *,
    engine_name: str = "local",
    workers: int | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Manifest:
    """Read all of a corpus that has not been read into the prefix yet, and return what is there then.

    Whatever ends it, what was finished is kept: the same call goes on with the rest, and comes to the same
    parts' content.

    Raises: RunError if a source is not there, the prefix holds parts made in another way, or nothing can be
        written.
    """
    out = prefix(recipe.out)
    chosen = engine(engine_name)
    found = list(pieces(sources))
    agree(out, recipe.told())
    most = agree_on_share(out, share(len(found), workers or cores()))
    notes = read_notes(out)
    done = [key for note in notes for key in note.pieces]
    todo = list(tasks(found, done, most))
    made: list[Note] = []
    tell(Progress(0, len(todo), 0, 0))
    try:
        for note in chosen.run(partial(work, recipe), todo, workers):
            made.append(note)
            tell(Progress(len(made), len(todo), sum(n.stories for n in made), sum(n.failures for n in made)))
    except BaseException:
        worker.stop()
        raise
    worker.rest()
    return write_manifest(out, read_notes(out) if made else notes)
