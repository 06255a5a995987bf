"""Where output goes: data on stdout, progress on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDEST = 100
"""Units: columns. Longer lines are hard to read, however wide the terminal."""

PIECE = 1 << 14
"""Units: characters written at once."""


def console() -> Console:
    """Return the console for stdout: text as it is, colours only where a terminal wants them."""
    from rich.console import Console

    made = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if made.width > WIDEST:
        made.width = WIDEST
    return made


def show(renderables: Iterable[RenderableType]) -> None:
    """Print renderables on stdout, without blanks at the ends of lines."""
    screen = console()
    with screen.capture() as capture:
        for renderable in renderables:
            screen.print(renderable)
    write("\n".join(line.rstrip(" ") for line in capture.get().split("\n")))


def write(text: str) -> None:
    """Write text to stdout; a character that its encoding lacks becomes `?`."""
    if sys.stdout is None:  # the shell closed it: `>&-`
        return
    encoding = sys.stdout.encoding or "utf-8"
    plain = text.encode(encoding, "replace").decode(encoding)
    # An unbuffered stdout does not tell of a write that ended halfway; the next one does.
    for start in range(0, len(plain), PIECE):
        sys.stdout.write(plain[start : start + PIECE])
    sys.stdout.flush()


@contextmanager
def progress(words: str) -> Iterator[None]:
    """Show on stderr, while a step lasts, what is being done; nothing when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with console.status(words, spinner="line"):
        yield
