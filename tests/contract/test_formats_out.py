"""What the page on formats shows of the exports is what the program writes."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from dragoman.cli.app import run
from dragoman.export.formats import FORMATS
from dragoman.pipeline import Reader

ROOT = Path(__file__).parents[2]
OUT = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8").partition("\n## Out")[2]
BLOCKS = re.findall(r"^```console\n(.*?)^```", OUT, re.DOTALL | re.MULTILINE)
SHOWN = [part for block in BLOCKS for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]


def test_every_format_is_told_and_shown() -> None:
    told = set(re.findall(r"`([\w-]+)`", "".join(re.findall(r"^\| `.*?\|", OUT, re.MULTILINE))))
    assert told == set(FORMATS)
    shown = " ".join(part.partition("\n")[0] for part in SHOWN)
    named = {*re.findall(r"--format ([\w-]+)", shown), "markdown" if "brief" in shown else ""}
    assert set(FORMATS) - named == set()


def test_the_page_shows_what_is_written(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each run of lines between dots stands in the output, in the page's order; "…" stands for any words."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("dragoman.pipeline.Reader", lambda *_: reader)
    for shown in SHOWN:
        command, _, output = shown.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "dragoman"
        assert run(arguments) == 0, command
        printed = capsys.readouterr().out.replace("\r\n", "\n")
        if not output.strip():
            assert printed == "", command
        at = 0
        for lines in re.split(r"^\.\.\.\n", output, flags=re.MULTILINE):
            if lines.strip():
                wanted = "[^\n]*".join(map(re.escape, lines.rstrip("\n").split("…")))
                found = re.compile(wanted).search(printed, at)
                assert found is not None, f"{command}\nnot printed:\n{lines}\nin:\n{printed[at:]}"
                at = found.end()
