"""The help comes at once: it loads no language model, no database."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

HEAVY = ("spacy", "torch", "duckdb", "numpy", "thinc", "onnxruntime", "tokenizers")

COMMANDS = (
    "read",
    "events",
    "export",
    "brief",
    "explain",
    "failures",
    "annotate",
    "batch",
    "code",
    "classify",
    "train",
)

SHOW = """
import sys
from dragoman.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], *([c, "--help"] for c in COMMANDS)],
)
def test_the_help_loads_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *arguments], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert "dragoman" in loaded
    assert not set(HEAVY) & set(loaded)


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = "import sys, dragoman; dragoman.Record, dragoman.Reader; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & {name.partition(".")[0] for name in done.stdout.split()}


def test_the_help_is_fast() -> None:
    command = [sys.executable, "-c", "from dragoman.cli import main; main(['--help'])"]
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    # CPU seconds: a busy machine makes nobody's help slower.
    assert min(times) < 0.4


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str) -> None:
    code = f"from dragoman.cli import main; main(['{command}', '--help'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"  dragoman {command} " in done.stdout or f"  dragoman {command}\n" in done.stdout
    assert "Examples:" in done.stdout
    assert done.stderr == ""
