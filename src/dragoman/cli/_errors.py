"""The one place that turns errors into words on stderr and into exit codes.

Exit codes: 0 all went well; 1 a fault in Dragoman; 2 wrong usage, or the run cannot go on; 3 some texts could
not be read; 4 the ledger cannot be used; 5 not found; 130 interrupted; 141 the output's reader went away.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

import typer

from dragoman.errors import DragomanError, RunError
from dragoman.export.wording import clean
from dragoman.model import Failure

INTERRUPTED = 130
NOBODY_READS = 141
FAULT = 1
DEBUG = "DRAGOMAN_DEBUG"
"""An environment variable: when set, a fault shows its traceback."""


def guarded(command: Callable[[], int]) -> int:
    """Return the command's exit code, having told what went wrong if something did."""
    try:
        code = command()
        if sys.stdout:
            sys.stdout.flush()
    except DragomanError as error:
        tell(error.message, error.where, error.hint)
        return error.exit_code
    except typer.TyperException as error:
        _tell_usage(error)
        return RunError.exit_code
    except (KeyboardInterrupt, typer.Abort):
        tell("interrupted; what was done is kept", None, None)
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return NOBODY_READS
    except OSError as error:
        tell(
            error.strerror or str(error), error.filename or "the output", "check the disk and the permissions"
        )
        _forget_output()
        return RunError.exit_code
    except Exception as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        hint = f"this is a fault in Dragoman; {DEBUG}=1 shows where, please report it"
        tell(f"{type(error).__name__}: {error}", None, hint)
        return FAULT
    return code


def _forget_output() -> None:
    """Let what could not be written go; the interpreter would else try again at exit, and complain."""
    if sys.stdout:
        with suppress(OSError):  # it has no file behind it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_usage(error: typer.TyperException) -> None:
    """Say on stderr what was wrong with the command line, or how to write one where there was none."""
    message = error.format_message()
    if message.startswith("Usage:"):
        print(message, file=sys.stderr)
        return
    context = getattr(error, "ctx", None)
    tell(message, None, f"{context.command_path if context else 'dragoman'} --help")


def tell(what: str, where: str | None, hint: str | None) -> None:
    """Say on stderr what happened, where, and what to try."""
    strong, dim, off = _styles()
    lines = [f"{strong}dragoman:{off} {clean(what)}"]
    if where:
        lines.append(f"  {dim}where{off}  {clean(where)}")
    if hint:
        lines.append(f"  {dim}try{off}    {clean(hint)}")
    print("\n".join(lines), file=sys.stderr, flush=True)


def tell_failure(failure: Failure) -> None:
    """Say on stderr which text could not be read, and why; the run goes on."""
    tell(failure.reason, failure.source, failure.hint)


def _styles() -> tuple[str, str, str]:
    """Return how to begin strong and dim words and how to end them, for the terminal at stderr."""
    if sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        return "\x1b[1;31m", "\x1b[2m", "\x1b[0m"
    return "", "", ""
