"""What carries the work out: each engine maps one function over the tasks, in any order.

An engine is a module with an `ENGINE`, of the shape below; only that module knows whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Protocol, TypeVar

from dragoman.errors import RunError

ENGINES = ("local", "ray")

Given = TypeVar("Given")
Done = TypeVar("Done")


class Engine(Protocol):
    """Maps a function over a list; it and what it is given and returns can be pickled."""

    def run(
        self, work: Callable[[Given], Done], given: Iterable[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what work that mostly waits returns for each, in any order; raise what it raises."""

    def compute(
        self, work: Callable[[Given], Done], given: Iterable[Given], workers: int | None
    ) -> Iterator[Done]:
        """Yield what work that keeps a core busy returns for each, in any order; raise what it raises."""


def engine(name: str) -> Engine:
    """Return the engine of this name.

    Raises: RunError if there is none, or it is not installed.
    """
    if name not in ENGINES:
        raise RunError(f"there is no engine {name!r}", hint=f"the engines are {', '.join(ENGINES)}")
    try:
        found: Engine = import_module(f"dragoman.batch.engines.{name}").ENGINE
    except ImportError as error:
        hint = f"pip install 'dragoman[{name}]', or leave --engine out"
        raise RunError(f"{error.name or name} is not installed", hint=hint) from error
    return found
