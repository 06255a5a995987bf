"""What a newcomer types first."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True
    )


def test_make_alone_lists_every_target() -> None:
    done = make()
    listed = set(re.findall(r"^  make (\w+)", done.stdout, re.MULTILINE))
    assert listed == {"help", "read", "test", "check", "golden", "model", "wheel", "sbom", "clean"}


def test_a_machine_without_a_fitting_python_is_told_so() -> None:
    done = make("tool", "PYTHON=")
    assert done.returncode != 0
    assert "no Python 3.11 or newer found" in done.stderr


def test_a_python_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    """A version manager leaves commands on the path that stand for nothing."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    path = tmp_path / "bin"
    path.mkdir()
    dead = path / "python3.13"
    dead.write_text("#!/bin/sh\necho not installed >&2\nexit 127\n")
    dead.chmod(0o755)
    alive = path / "python3.12"
    alive.write_text("#!/bin/sh\necho /the/one/that/runs\n")
    alive.chmod(0o755)
    shown = subprocess.run(
        ["make", "-n", "tool"],
        cwd=tmp_path,
        env={"PATH": f"{path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert 'test -n "/the/one/that/runs"' in shown
