"""The wheel, installed alone in an empty environment, reads a story end to end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Return what the command prints; the test fails with its errors if it does."""
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def uv() -> str:
    """The uv that `make` found or fetched."""
    for name in (os.environ.get("UV"), "uv", str(ROOT / ".tools" / "bin" / "uv")):
        found = shutil.which(str(ROOT / name) if name and name.startswith(".") else name) if name else None
        if found:
            return found
    pytest.skip("no uv; `make test` brings one")


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source tree."""
    out = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--wheel", "--quiet", "--python", sys.executable, "--out-dir", out, cwd=ROOT)
    (built,) = out.glob("dragoman-*.whl")
    return built


def test_the_wheel_holds_the_package_its_data_and_its_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    kept = {p for p in (ROOT / "src" / "dragoman").rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert {f"dragoman/{p.relative_to(ROOT / 'src' / 'dragoman').as_posix()}" for p in kept} <= set(names)
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names}
    assert not [name for name in names if not name.startswith("dragoman")]


def test_the_wheel_is_the_same_when_built_again(uv: str, wheel: Path, tmp_path: Path) -> None:
    run(uv, "build", "--wheel", "--quiet", "--python", sys.executable, "--out-dir", tmp_path, cwd=ROOT)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_reads_a_story_in_an_empty_environment(uv: str, wheel: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    export = (uv, "export", "--locked", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet")
    run(*export, "--output-file", locked, cwd=ROOT)
    run(uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "env", cwd=tmp_path)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = (uv, "pip", "install", "--quiet", "--python", scripts / "python")
    run(*install, "--constraint", locked, wheel, cwd=tmp_path)
    story = tmp_path / "story.txt"
    story.write_text(
        "OSLO, March 3, 2009 (AFP) - Norway's foreign minister will meet Russian officials in Moscow on "
        "Friday, a spokeswoman said on Tuesday.\n",
        encoding="utf-8",
    )
    shown = run(scripts / "dragoman", "read", story, "--no-ledger", "--format", "json", cwd=tmp_path)
    record = json.loads(shown)
    assert record["story"]["published"] == "2009-03-03"
    assert [(e["type"], e["status"], e["start"]) for e in record["events"]] == [
        ("CONSULT", "planned", "2009-03-06")
    ]
