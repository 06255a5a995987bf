"""Pieces put together to tasks: one task is read by one worker into one part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.batch.pieces import CUT, Piece
from dragoman.model import content_hash

MOST = 200
"""Pieces of a task."""

TURNS = 4
"""Tasks for each worker, at least, so that all have work until near the end."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker reads at once."""

    pieces: tuple[Piece, ...]

    @property
    def id(self) -> str:
        """Return the id: the same for the same pieces."""
        return content_hash("task", json.dumps([piece.key for piece in self.pieces]))


def share(pieces: int, workers: int) -> int:
    """Return how many pieces a task has at most, so that each worker has some turns.

    Example:
        >>> share(20, 2), share(1_000_000, 64)
        (3, 200)
    """
    return max(1, min(MOST, -(-pieces // (TURNS * workers))))


def tasks(pieces: Sequence[Piece], done: Iterable[str], most: int) -> Iterator[Task]:
    """Yield the tasks of at most so many pieces, in order, without the pieces whose keys are done.

    The same corpus is shared out the same way, whatever is done of it.
    """
    known = set(done)
    for some in _groups(pieces, most):
        left = tuple(piece for piece in some if piece.key not in known)
        if left:
            yield Task(left)


def _groups(pieces: Iterable[Piece], most: int) -> Iterator[list[Piece]]:
    some: list[Piece] = []
    size = 0
    for piece in pieces:
        if some and (len(some) >= most or size + piece.size > CUT):
            yield some
            some, size = [], 0
        some.append(piece)
        size += piece.size
    if some:
        yield some
