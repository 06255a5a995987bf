"""`dragoman stories` and `dragoman sql`: the stories with their versions, and questions in SQL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.ledger import Ledger
from dragoman.model import Record
from dragoman.sources.text import read_text

WIRE = Path(__file__).parents[1] / "ledger" / "wire"


def run(arguments: list[str]) -> object:
    """Return the exit code of a command line."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return end.value.code


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """The path of a ledger with a treaty, its correction, and a copy of the correction's file."""
    path = tmp_path / "ledger.duckdb"
    with Ledger.open(path) as opened:
        for name, source in (("treaty", "a"), ("treaty_corrected", "b"), ("treaty_corrected", "c")):
            text = (WIRE / f"{name}.txt").read_text(encoding="utf-8")
            opened.add(Record(read_text(text, f"wire/{source}.txt"), (), (), "1.0.0"))
    return str(path)


def test_stories_tell_path_chain_relation_and_what_they_supersede(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["stories", "--ledger", ledger, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(s["path"], s["relation"], s["supersedes"], s["stands"]) for s in found] == [
        ("wire/a.txt", "original", None, False),
        ("wire/b.txt", "correction", "wire/a.txt", True),
        ("wire/c.txt", "reprint", "wire/b.txt", True),
    ]
    assert len({s["chain"] for s in found}) == 1


def test_stories_as_a_page(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stories", "--ledger", ledger, "--versions"]) == 0
    page = capsys.readouterr().out
    assert "2011-10-05  Kavira and Maro sign water treaty  AFP · superseded" in page
    assert "2011-10-05  correction" in page


def test_a_question_in_sql(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = "SELECT relation, known FROM story_versions ORDER BY position"
    assert run(["sql", asked, "--ledger", ledger, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"relation": "original", "known": "2011-10-05"},
        {"relation": "correction", "known": "2011-10-05"},
    ]
    assert run(["sql", asked, "--ledger", ledger, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "relation,known"
    assert run(["sql", "--tables"]) == 0
    assert "story_versions: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM stories",
        "SELECT 1; SELECT 2",
        "COPY stories TO 'x.csv'",
        "SELECT * FROM read_csv('/etc/hosts')",
        "SELEC",
        "SET enable_external_access = true",
        "",
    ],
)
def test_what_is_no_question_is_refused(
    ledger: str, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", question, "--ledger", ledger]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "try" in said.err
    with Ledger.open(ledger) as opened:
        assert len(opened.stories()) == 2
