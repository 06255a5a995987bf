"""Named days and named stretches of history: their rules, over the data of `holidays` and `eras`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dragoman.annotate.timex.setting import Hit, Sense, Setting


@cache
def rules() -> tuple[tuple[str, str, Callable[[Hit, Setting], Sense | None]], ...]:
    """Return a rule for each name."""
    return ()
