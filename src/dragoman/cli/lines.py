"""What the commands that answer line by line share: input, answers, failures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dragoman.cli._errors import tell, tell_failure
from dragoman.cli.screen import progress, write
from dragoman.errors import StoryError
from dragoman.model import Failure

if TYPE_CHECKING:
    from dragoman.sources.jsonl import Line
    from dragoman.sources.paths import Found

Answer = tuple[str, Callable[[], dict[str, Any]]]
"""Where a text came from, and the work that makes its answer."""


def answer(items: Iterator[Answer | Failure], doing: str) -> int:
    """Write each text's answer as a line of JSON, tell of those that have none, and return the exit code."""
    from dragoman.pipeline import attempt

    done = failed = 0
    while True:
        with progress(f"{doing}, {done} done" if done else doing):
            item = next(items, None)
            made = item if item is None or isinstance(item, Failure) else attempt(*item)
        if made is None:
            break
        if isinstance(made, Failure):
            failed += 1
            tell_failure(made)
        else:
            done += 1
            write(f"{json.dumps(made, ensure_ascii=False)}\n")
    if failed and failed + done > 1:
        tell(f"{failed} of {failed + done} texts have no answer", None, None)
    return StoryError.exit_code if failed else 0


def lines_of(found: Found) -> list[Line | Failure]:
    """Return the texts of a file of JSON lines, and the failures of those that cannot be had."""
    from dragoman.pipeline import attempt
    from dragoman.sources.jsonl import read_lines

    if isinstance(found.content, StoryError):
        return [Failure(found.source, found.content.message, found.content.hint)]
    data = found.content
    made = attempt(found.source, lambda: list(read_lines(data, found.source)))
    return [made] if isinstance(made, Failure) else made
