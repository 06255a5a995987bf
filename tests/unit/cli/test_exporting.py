"""`export`, `brief` and `watch` as commands: what they print, write and refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.export.formats import FORMATS
from dragoman.ledger import Ledger
from dragoman.model import Record


def code_of(arguments: list[str]) -> object:
    """Return the exit code of a command line."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return end.value.code


@pytest.fixture
def ledger(tmp_path: Path, invented: Record, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger of one story, which the commands find."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    with Ledger.open("dragoman.duckdb") as opened:
        opened.add(invented)
        opened.settle()
    return tmp_path


def test_without_a_format_they_are_listed(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["export"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == list(FORMATS)
    assert max(map(len, listed)) <= 80


def test_a_filter_and_a_file(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        code_of(["export", "actor=Ingrid Solheim", "status=planned", "--format", "cameo", "--out", "a.tsv"])
        == 0
    )
    assert capsys.readouterr().out == ""
    lines = (ledger / "a.tsv").read_text().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("2021-03-05\tNORGOV\tCHLGOV\t036")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["export", "--format", "gedlt"], 2, "the formats are records"),
        (["export", "--format", "parquet"], 2, "--out PATH"),
        (["export", "tipe=AID", "--format", "csv"], 2, "did you mean type?"),
        (["export", "--format", "csv", "--out", "no/such/place.csv"], 2, "cannot be written"),
        (["export", "--format", "csv", "--ledger", "none.duckdb"], 4, "there is no ledger here"),
        (["brief", "someday"], 2, "is no day"),
        (["watch", "feed.xml"], 2, "no address of a feed"),
        (["watch", "http://a.example/", "--every", "soon"], 2, "no span of time"),
        (["watch", "http://a.example/", "--notify", "pigeon:1"], 2, "nobody can be told"),
        (["watch", "http://a.example/", "--when", "type=NONE"], 2, "there is no type"),
    ],
)
def test_what_cannot_be_done_is_told(
    ledger: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    assert code_of(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err


def test_a_brief(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["brief", "2021-03-03", "kind=cooperation"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Brief for Wed 3 Mar 2021\n")
    assert "MOBILIZE" not in printed
