"""The command line: `dragoman`, one file a command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments (else the process's own) name, and exit with its code."""
    from dragoman.cli._errors import guarded
    from dragoman.cli.app import run

    sys.exit(guarded(lambda: run(arguments)))
