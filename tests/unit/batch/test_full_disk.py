"""A disk that is full ends a run or a commit in plain words; with room again the same command completes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.ledger import Ledger

SCRIPT = """
set -u
mount -t tmpfs -o size={small}k none {disk} || exit 77
run() {{ {python} -c 'from dragoman.cli import main; main()' batch "$@"; }}
run {corpus} --out {disk}/parts --reader poisoned:reader --workers 2 2>{told}/full; echo $? >{told}/full.code
ls {disk}/parts/manifest.json 2>/dev/null
mount -o remount,size=64m {disk}
run {corpus} --out {disk}/parts --reader poisoned:reader --workers 2 2>/dev/null; echo $? >{told}/room.code
cp -r {disk}/parts {told}/parts
mount -o remount,size=$(( $(du -sk {disk}/parts | cut -f1) + 60 ))k {disk}
run --commit {disk}/parts --ledger {disk}/wire.duckdb 2>{told}/ledger; echo $? >{told}/ledger.code
mount -o remount,size=64m {disk}
run --commit {disk}/parts --ledger {disk}/wire.duckdb --json >{told}/commit 2>{told}/err
echo $? >{told}/commit.code
cp {disk}/wire.duckdb {told}/wire.duckdb
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no unshare: a small disk cannot be mounted")
def test_a_full_disk_is_told_and_the_same_commands_complete(corpus: Path, tmp_path: Path) -> None:
    disk, told = tmp_path / "disk", tmp_path / "told"
    disk.mkdir()
    told.mkdir()
    script = SCRIPT.format(small=40, disk=disk, told=told, corpus=corpus, python=sys.executable)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 77 or "Operation not permitted" in done.stderr:
        pytest.skip("this system lets nobody mount a small disk")
    assert _said(told, "full.code") == "2"
    assert "cannot be written: No space left on device" in _said(told, "full")
    assert "run the same command again" in _said(told, "full")
    assert not done.stdout.startswith(str(disk))
    assert _said(told, "room.code") == "3"
    assert _said(told, "ledger.code") == "4"
    assert "the disk is full" in _said(told, "ledger")
    assert _said(told, "commit.code") == "0", _said(told, "err")
    assert json.loads(_said(told, "commit"))["failures"] == 4
    with Ledger.open(told / "wire.duckdb") as ledger:
        assert ledger.size() == 18
        assert len(ledger.failures()) == 4


def _said(folder: Path, name: str) -> str:
    return (folder / name).read_text().strip()
