"""Draws what a command prints in a terminal as an SVG picture.

usage: picture.py [--lines N] OUT.svg COMMAND ...

The command is run as it stands, in colour and 92 columns wide. With --lines the picture ends there, and says
so. The fonts are those of the reader's machine: nothing is fetched.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

WIDTH = 92
FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"


def run(command: list[str]) -> str:
    """Return what the command prints on a terminal that shows colours."""
    scripts = Path(sys.executable).parent
    environment = {
        **os.environ,
        "COLUMNS": str(WIDTH),
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def draw(command: list[str], lines: int | None) -> str:
    """Return the picture of the command and the first lines that it prints."""
    shown = run(command).rstrip("\n").split("\n")
    left = len(shown) - lines if lines else 0
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    console.print(Text.assemble(("$ ", "bold green"), (shlex.join(command), "bold")))
    console.print(Text.from_ansi("\n".join(shown[:lines])))
    if left > 0:
        console.print(Text(f"… {left} more lines", "dim"))
    frame = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    frame = frame.replace("Fira Code, monospace", FONTS)
    return console.export_svg(title="dragoman", code_format=frame, unique_id="dragoman")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--lines", type=int)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.out.write_text(draw(options.command, options.lines), encoding="utf-8")


if __name__ == "__main__":
    main()
