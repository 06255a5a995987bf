"""What an installation is made of, and that a run needs nothing from the net."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]

BLOCKED = """
import socket, sys

def refused(*args, **kwargs):
    raise AssertionError(f"the run asked for the net: {args}")

class Closed(socket.socket):
    connect = connect_ex = sendto = bind = refused

socket.socket = Closed
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refused
ASKS = ("socket.connect", "socket.getaddrinfo")
sys.addaudithook(lambda event, args: refused(event) if event in ASKS else None)
from dragoman.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    """The script that writes the report."""
    spec = importlib.util.spec_from_file_location("licences", ROOT / "scripts" / "licences.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_licence_lets_the_package_be_passed_on(licences: ModuleType) -> None:
    for name, version, said in licences.rows():
        assert said == "for another platform" or licences.FREE.search(said), (name, version, said)


def test_the_report_names_what_the_lock_holds(licences: ModuleType) -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    told = re.findall(r"^\| (\S+) \| (\S+) \|", licences.REPORT.read_text("utf-8"), re.MULTILINE)
    named = {name: version for name, version in told if name not in ("package", "---")}
    assert named == licences.needed(lock), "run scripts/licences.py"


def test_the_lock_holds_a_hash_for_every_file() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    for package in lock["package"]:
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert files or package["source"].get("editable") == "."
        assert all(file["hash"].startswith("sha256:") for file in files), package["name"]


def test_the_bill_of_materials_names_what_is_installed(licences: ModuleType) -> None:
    uv = shutil.which(os.environ.get("UV", "uv")) or shutil.which(str(ROOT / ".tools" / "bin" / "uv"))
    if uv is None:
        pytest.skip("no uv; `make test` brings one")
    words = [uv, "export", "--locked", "--no-dev", "--format", "cyclonedx1.5", "--quiet", "--offline"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    named = {one["name"]: one["version"] for one in told["components"] if one["name"] != "dragoman"}
    assert licences.needed(lock).items() <= named.items()


def test_a_run_asks_nothing_of_the_net(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("LIMA, May 4, 2019 (AP) -- Peru expelled the ambassador of Chile on Friday.\n", "utf-8")
    ledger = tmp_path / "ledger.duckdb"
    for words in (
        ["read", str(story), "--ledger", str(ledger)],
        ["events", "--ledger", str(ledger), "--json"],
    ):
        done = subprocess.run([sys.executable, "-c", BLOCKED, *words], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert '"COERCE"' in done.stdout or '"REJECT"' in done.stdout or '"SANCTION"' in done.stdout
