"""The one function that every engine maps over the tasks: read one, write its part, note that it is done."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from dragoman.batch.notes import File, Note, file_name, write_note
from dragoman.batch.part import digest, make_part
from dragoman.batch.pieces import Piece, load
from dragoman.batch.plan import Task
from dragoman.batch.prefix import prefix
from dragoman.config import Settings
from dragoman.errors import RunError
from dragoman.hands.budget import Budget
from dragoman.hands.hand import Hand
from dragoman.hands.messages import READER
from dragoman.model import Failure, Record
from dragoman.sources.intake import Asked


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the stories are read and where their parts go; a worker knows nothing else."""

    out: str
    version: str
    settings: Settings = field(default_factory=Settings)
    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    reader: str = READER

    def told(self) -> dict[str, Any]:
        """Return what the parts depend on, as plain data."""
        made: dict[str, Any] = {
            "version": self.version,
            "published": str(self.published or ""),
            "columns": dict(self.columns),
            "without": list(self.settings.without),
            "longest": self.settings.longest,
            "limit": asdict(self.settings.limit),
            "budget": asdict(self.budget),
            "reader": self.reader,
        }
        return made


def work(recipe: Recipe, task: Task) -> Note:
    """Read a task's stories, write their part and the note of it, and return the note.

    Done twice it writes the same again.

    Raises: RunError if no story can be read, or the part cannot be written.
    """
    began = time.monotonic()
    out = prefix(recipe.out)
    part = make_part(_read(recipe, task))
    files = {table: File(len(data), digest(data)) for table, data in part.files.items()}
    for table, data in part.files.items():
        out.put(file_name(part.id, table), data)
    note = Note(
        task=task.id,
        first=task.pieces[0].source,
        pieces=tuple(piece.key for piece in task.pieces),
        part=part.id,
        files=files,
        stories=part.stories,
        events=part.events,
        failures=part.failures,
        seconds=round(time.monotonic() - began, 3),
    )
    write_note(out, note)
    return note


def _read(recipe: Recipe, task: Task) -> Iterator[Record | Failure]:
    hand = _hand(recipe)
    for piece in task.pieces:
        asked = Asked(recipe.published, recipe.columns, piece.before, piece.form)
        try:
            found = load(piece)
        except RunError:
            raise
        except Exception as error:  # clients of object stores raise what they like
            yield Failure(piece.source, _words(error), "check that it is there and may be read")
            continue
        for item in hand.read(found, asked):
            yield _placed(item, piece)


def _words(error: Exception) -> str:
    told = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return f"cannot be read: {told.splitlines()[0]}"


def _placed(item: Record | Failure, piece: Piece) -> Record | Failure:
    """Return an item with the name of its file where a reader gave none, and stretches told apart."""
    if isinstance(item, Failure) and piece.form is not None and item.source == piece.source:
        return replace(item, source=f"{piece.source}[{piece.start}:{piece.stop}]")
    return item


_held = threading.local()
_hands: list[Hand] = []
"""Every hand that was made in this process, to be closed at its end."""


def _hand(recipe: Recipe) -> Hand:
    """Return the hand of this thread; it keeps its process, with the model loaded, from task to task."""
    asked = (recipe.settings, recipe.budget, recipe.reader)
    hand: Hand | None = getattr(_held, "hand", None)
    if hand is None or hand.stopped or _held.asked != asked:
        if hand is not None:
            hand.close()
        hand = Hand(*asked)
        _held.asked, _held.hand = asked, hand
        _hands.append(hand)
    return hand


def stop() -> None:
    """End all reading in this process at once."""
    for hand in _hands:
        hand.stop()
    _hands.clear()


def rest() -> None:
    """End the processes of all hands of this process; those that are asked again begin anew."""
    for hand in _hands:
        hand.close()
    _hands.clear()


atexit.register(stop)
