"""A ledger that lies among the stories is not read as one."""

from __future__ import annotations

from pathlib import Path

from dragoman.sources.paths import expand


def test_a_ledger_in_the_folder_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The minister met the envoy.")
    (tmp_path / "dragoman.duckdb").write_bytes(b"\x00DUCK")
    (tmp_path / "dragoman.duckdb.wal").write_bytes(b"\x00")
    assert [Path(found.source).name for found in expand([str(tmp_path)])] == ["story.txt"]
