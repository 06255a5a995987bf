"""The commands that tell of the world: agenda, outcomes, who, dossier, merge, split, reviews."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from wire import event, story

from dragoman.cli import main
from dragoman.cli.agenda import State
from dragoman.ledger import Ledger
from dragoman.ledger.world import PlanState

SOL, DAHL = "Ana Sol|PER|Foreign Minister", "Ole Dahl|NOR|Foreign Minister"
LIMA = "@Lima|PER"


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger of two plans, one kept, one not heard of again, and of a bomb told by two agencies."""
    path = str(tmp_path / "world.duckdb")
    bomb = ["shoppers|PER||CVL"]
    records = [
        story(
            "AFP",
            "2010-03-01",
            event("CONSULT planned", "Sol will meet Dahl in Lima.", [SOL, DAHL], [], "2010-03-03", LIMA),
        ),
        story(
            "AFP",
            "2010-03-03",
            event("CONSULT happened", "Sol met Dahl in Lima.", [SOL, DAHL], [], "2010-03-03", LIMA),
        ),
        story(
            "AP",
            "2010-03-05",
            event("CONSULT/visit planned", "Dahl will visit Peru.", [DAHL], ["Peru|PER"], "2010-04-01"),
        ),
        story(
            "AFP",
            "2010-03-07",
            event("ASSAULT happened", "A bomb killed 12 in a Lima market.", [], bomb, "2010-03-07", LIMA),
        ),
        story(
            "AP",
            "2010-03-08",
            event("ASSAULT happened", "The Lima market bomb killed 15.", [], bomb, "2010-03-07", LIMA),
        ),
    ]
    with Ledger.open(path) as opened:
        for record in records:
            opened.add(record)
        opened.settle()
    return path


Run = Callable[..., str]


@pytest.fixture
def run(ledger: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the ledger and return what it prints; its exit code must be the one expected."""

    def run(*words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main([*words, "--ledger", ledger])
        out, err = capsys.readouterr()
        assert ended.value.code == code, err
        return out if code == 0 else err

    return run


def data(text: str) -> Any:
    return json.loads(text)


def test_the_agenda_by_day(run: Run) -> None:
    page = run("agenda", "--from", "2010-03-01", "--today", "2010-03-02")
    assert page.index("Wed 3 Mar 2010") < page.index("Thu 1 Apr 2010")
    assert "Dahl will visit Peru" in page
    assert [p["due"] for p in data(run("agenda", "--from", "2010-03-30", "--json"))] == [
        ["2010-04-01", "2010-04-01"]
    ]
    assert data(run("agenda", "--from", "2010-03-01", "--to", "2010-03-31", "--actor", "Sol", "--json"))
    assert "Nothing is known to be due" in run("agenda", "--from", "2011-01-01")


def test_the_agenda_as_a_calendar(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    run("agenda", "--from", "2010-03-01", "--ics", str(file))
    events = Calendar.from_ical(file.read_text(encoding="utf-8")).walk("VEVENT")
    assert sorted(str(e["DTSTART"].dt) for e in events) == ["2010-03-03", "2010-04-01"]
    assert len({str(e["UID"]) for e in events}) == 2


def test_outcomes_as_data(run: Run) -> None:
    kept, open_ = data(run("outcomes", "--json", "--today", "2010-03-10"))
    assert {"plan", "type", "actors", "due", "state", "outcome", "evidence"} <= set(kept)
    assert (kept["type"], kept["state"], kept["due"]) == (
        "CONSULT",
        "fulfilled",
        ["2010-03-03", "2010-03-03"],
    )
    assert [a["name"] for a in kept["actors"]] == ["Ana Sol", "Ole Dahl"]
    assert (kept["outcome"]["status"], kept["outcome"]["start"]) == ("happened", "2010-03-03")
    assert [e["turn"] for e in kept["evidence"]] == ["opened", "fulfilled"]
    assert (open_["state"], open_["outcome"]) == ("due", None)
    assert [p["state"] for p in data(run("outcomes", "--state", "unreported", "--json"))] == ["unreported"]


def test_the_states_that_can_be_asked_for_are_all() -> None:
    assert [s.value for s in State] == [s.value for s in PlanState]


def test_outcomes_with_a_rate(run: Run) -> None:
    page = run("outcomes", "--actor", "Norway", code=5)
    assert "knows nobody" in page
    page = run("outcomes", "--actor", "NOR")
    assert "2 plans with NOR: 1 came to pass, 1 unreported" in page
    assert "50% of 2" in page


def test_who(run: Run) -> None:
    page = run("who", "dahl")
    assert "Ole Dahl" in page
    assert "Foreign Minister (NOR)  3 stories" in page
    (found,) = data(run("who", "Dahl", "--json"))
    assert len(found["links"]) == 3
    assert all(link["reason"] for link in found["links"])
    assert "knows nobody" in run("who", "Nemo", code=5)


def test_a_dossier(run: Run) -> None:
    page = run("dossier", "PER", "NOR", "--today", "2010-05-01")
    assert "What happened  1" in page
    assert "2 plans: 1 came to pass, 1 unreported" in page
    made = data(run("dossier", "Sol", "Dahl", "--json"))
    assert made["by_year"] == [{"year": 2010, "cooperation": 1, "conflict": 0}]
    assert len(made["plans"]) == 1


def bombs(ledger: str) -> list[tuple[str, list[str]]]:
    with Ledger.open(ledger, read_only=True) as opened:
        return [
            (h.id, [m.report_id for m in h.members]) for h in opened.happenings() if h.type.value == "ASSAULT"
        ]


def test_split_merge_and_undo(run: Run, ledger: str) -> None:
    ((bomb, reports),) = bombs(ledger)
    assert len(reports) == 2
    run("split", bomb, reports[1], "--note", "another market")
    parted = bombs(ledger)
    assert sorted(len(held) for _, held in parted) == [1, 1]
    (review,) = data(run("reviews", "--json"))
    assert (review["verdict"], review["note"], review["stands"]) == ("split", "another market", True)
    run("reviews", "--undo", review["id"][:6])
    assert bombs(ledger) == [(bomb, reports)]
    run("split", bomb, reports[1])
    run("merge", *(id for id, _ in bombs(ledger)))
    assert bombs(ledger) == [(bomb, reports)]
    assert "Nothing was reviewed" not in run("reviews")


def test_reviews_refuse_what_they_cannot_do(run: Run, ledger: str) -> None:
    ((bomb, reports),) = bombs(ledger)
    assert "no report would be left" in run("split", bomb, *reports, code=2)
    assert "named twice" in run("merge", bomb, bomb, code=2)
    assert "there is none" in run("split", bomb, "ffffffffffffffffff", code=5)
    assert bombs(ledger) == [(bomb, reports)]


def test_an_event_is_explained_by_all_that_tell_of_it(run: Run) -> None:
    page = run("events", "type=ASSAULT")
    assert "2 reports, 2 independent" in page
    short = page.split()[page.split().index("2010") + 1 :]
    shown = next(word for word in short if len(word) == 8 and set(word) <= set("0123456789abcdef"))
    why = run("explain", shown)
    assert "Told by  2" in why
    assert "on the same day" in why
    assert "killed: 12" in why
    assert len(data(run("explain", shown, "--json"))["reports"]) == 2
