"""What the page on formats shows is what the program prints."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from dragoman.cli.app import run
from dragoman.pipeline import Reader

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", PAGE.partition("\n## Out")[0], re.DOTALL | re.MULTILINE)
SHOWN = [part for block in BLOCKS for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples that the page speaks of."""
    spec = importlib.util.spec_from_file_location("samples", ROOT / "scripts" / "samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = tmp_path_factory.mktemp("page")
    module.write(made / "samples")
    return made


def test_there_are_examples() -> None:
    assert len(SHOWN) > 8


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.split("\n")[0][:60])
def test_the_page_shows_what_is_printed(
    shown: str,
    folder: Path,
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every run of lines between dots stands in the output, in the page's order; "…" stands for any words."""
    command, _, output = shown.partition("\n")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("dragoman.pipeline.Reader", lambda *_: reader)
    program, *arguments = shlex.split(command)
    assert program == "dragoman"
    run(arguments)
    printed = capsys.readouterr().out
    at = 0
    for run_of_lines in re.split(r"^\.\.\.\n", output, flags=re.MULTILINE):
        if run_of_lines.strip():
            wanted = ".*".join(map(re.escape, run_of_lines.rstrip("\n").split("…")))
            found = re.compile(wanted).search(printed, at)
            assert found is not None, f"not printed:\n{run_of_lines}\nin:\n{printed[at:]}"
            at = found.end()
