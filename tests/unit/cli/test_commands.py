from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.cli.read import file_name
from dragoman.errors import NotFoundError
from dragoman.ledger import Ledger
from dragoman.model import Failure, Record, Story
from dragoman.pipeline import Reader

Run = tuple[int, str, str]


class Command:
    """Runs command lines in a folder of their own, with items in place of what would be read."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", "80")
        self.folder = folder
        self._patch = monkeypatch
        self._capture = capsys

    def items(self, *items: Record | Failure | BaseException) -> None:
        """Let `read` find these, raising those that are exceptions."""

        def read(self: Reader, found: object, asked: object) -> Iterator[Record | Failure]:
            for item in items:
                if isinstance(item, BaseException):
                    raise item
                yield item

        self._patch.setattr(Reader, "read_all", read)

    def __call__(self, *arguments: str) -> Run:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = self._capture.readouterr()
        return int(end.value.code or 0), out, err


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, monkeypatch, capsys)


@pytest.fixture
def other(invented: Record) -> Record:
    return replace(invented, story=Story("another\n", source="wire/b/story.txt"), events=())


BAD = Failure("bad.txt", "the file is empty", "give a file with a story in it")


def written(folder: Path) -> Iterable[str]:
    return sorted(path.name for path in folder.iterdir())


def test_read_prints_the_page_and_keeps_the_record(command: Command, invented: Record) -> None:
    command.items(invented)
    code, out, err = command("read", "x")
    assert (code, err) == (0, "")
    assert "What is due  1" in out
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line.endswith(" ")]
    with Ledger.open("dragoman.duckdb", read_only=True) as ledger:
        assert ledger.story(invented.story.id) == invented


def test_read_without_a_ledger_leaves_nothing(command: Command, invented: Record) -> None:
    command.items(invented, BAD)
    assert command("read", "x", "--no-ledger")[0] == 3
    assert list(written(command.folder)) == []


def test_one_story_is_one_object(command: Command, invented: Record) -> None:
    command.items(invented)
    _, out, _ = command("read", "x", "--json")
    assert json.loads(out)["story"]["id"] == invented.story.id
    assert out == command("read", "x", "--format", "json")[1]


@pytest.mark.parametrize("before", [True, False])
def test_one_story_of_several_texts_is_an_array(command: Command, invented: Record, before: bool) -> None:
    command.items(*((BAD, invented) if before else (invented, BAD)))
    code, out, err = command("read", "x", "--json")
    assert code == 3
    assert [record["story"]["id"] for record in json.loads(out)] == [invented.story.id]
    assert "bad.txt" in err


def test_several_stories_are_an_array_or_lines(command: Command, invented: Record, other: Record) -> None:
    command.items(invented, other, invented)
    ids = [invented.story.id, other.story.id, invented.story.id]
    assert [record["story"]["id"] for record in json.loads(command("read", "x", "--json")[1])] == ids
    lines = command("read", "x", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["story"]["id"] for line in lines] == ids


def test_no_story_is_an_empty_array_or_nothing(command: Command) -> None:
    command.items(BAD, BAD)
    assert command("read", "x", "--json")[:2] == (3, "[]\n")
    command.items(BAD)
    assert command("read", "x", "--json")[:2] == (3, "")


def test_failures_are_told_kept_and_listed(command: Command, invented: Record) -> None:
    command.items(BAD, invented)
    code, out, err = command("read", "x")
    assert code == 3
    for words in ("the file is empty", "bad.txt", "give a file with a story in it", "1 of 2 texts"):
        assert words in err
    assert "bad.txt" not in out
    code, out, _ = command("failures")
    assert code == 0
    assert "bad.txt\n  the file is empty" in out
    assert json.loads(command("failures", "--json")[1]) == [
        {"source": "bad.txt", "reason": BAD.reason, "hint": BAD.hint}
    ]


def test_an_interrupt_keeps_what_was_done(command: Command, invented: Record, other: Record) -> None:
    command.items(invented, other, KeyboardInterrupt())
    code, out, err = command("read", "x", "--json")
    assert code == 130
    assert len(json.loads(out)) == 2
    assert "interrupted" in err
    with Ledger.open("dragoman.duckdb") as ledger:
        assert len(ledger.stories()) == 2


def test_files_are_named_after_their_sources(command: Command, invented: Record, other: Record) -> None:
    twin = replace(other, story=Story("a third", source="elsewhere/b/story.txt"))
    command.items(invented, other, twin)
    code, out, _ = command("read", "x", "--out", "deep/records")
    assert (code, out) == (0, "")
    assert written(command.folder / "deep/records") == [
        f"b-{twin.story.id[:8]}.json",
        "b.json",
        "treaty.json",
    ]
    assert json.loads((command.folder / "deep/records/b.json").read_text())["story"]["id"] == other.story.id
    assert command("read", "x", "--out", "deep/records", "--format", "jsonl")[1].count("\n") == 3


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a/b.txt", "b"),
        ("a/AFP_19970404.0147", "AFP_19970404.0147"),
        ("seed/story.txt", "seed"),
        ("story.txt", "story"),
        ("../..", None),
        ("https://x.org/a/b?c=d/e", "e"),
        ("standard input", "standard_input"),
        (None, None),
    ],
)
def test_file_names(invented: Record, source: str | None, name: str | None) -> None:
    story = replace(invented.story, source=source)
    assert file_name(replace(invented, story=story)) == (name or story.id)


def test_explain_takes_the_short_id_of_the_page(command: Command, invented: Record) -> None:
    command.items(invented)
    event = invented.events[3]
    page = command("read", "x")[1]
    assert event.id[:8] in page
    code, out, _ = command("explain", event.id[:8])
    assert code == 0
    assert event.quotes[0].text.split()[0] in out
    assert json.loads(command("explain", event.id, "--json")[1])["id"] == event.id
    code, out, err = command("explain", "ffffffffffff")
    assert (code, out) == (NotFoundError.exit_code, "")
    assert "try" in err


def test_events_are_filtered_and_printed_three_ways(command: Command, invented: Record) -> None:
    command.items(invented)
    command("read", "x")
    code, out, _ = command("events", "--actor", "NOR", "--since", "2021-03-04", "--status", "planned")
    assert code == 0
    assert "CONSULT visit · due" in out
    assert "1 report · Andes Wire" in out
    assert "SUPPORT" not in out
    found = json.loads(command("events", "--type", "assault", "--json")[1])
    assert [event["id"] for event in found] == [invented.events[3].id]
    rows = list(csv.DictReader(command("events", "--format", "csv")[1].splitlines()))
    assert len(rows) == 6
    assert {row["actor_code"] for row in rows} == {"NOR", "PER", "BOL"}
    assert len(command("events", "--json", "--limit", "2")[1].split('"reasons"')) == 3
    assert "No such events" in command("events", "--place", "Atlantis")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["events", "--since", "tomorrow"],
        ["events", "--type", "DANCE"],
        ["events", "--limit", "0"],
        ["read"],
        ["read", "x", "--date", "2023-13-01"],
        ["read", "x", "--format", "yaml"],
        ["nothing"],
        ["explain"],
        ["--nothing"],
        [],
    ],
)
def test_wrong_usage(command: Command, arguments: list[str]) -> None:
    command.items()
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_a_ledger_that_cannot_be_used(command: Command, invented: Record) -> None:
    Path("notes.txt").write_text("nothing of the kind " * 400)
    command.items(invented)
    for arguments in (["read", "x"], ["events"], ["failures"], ["explain", "ab"]):
        code, out, err = command(*arguments, "--ledger", "notes.txt")
        assert (code, out) == (4, "")
        assert "no ledger" in err
        assert "notes.txt" in err


def test_a_fault_is_told_without_its_traceback(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_DEBUG", raising=False)
    command.items(ZeroDivisionError("oh\x1b[2J"))
    code, _, err = command("read", "x")
    assert code == 1
    assert "ZeroDivisionError: oh[2J" in err
    assert "Traceback" not in err
    monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    assert "Traceback" in command("read", "x")[2]


def test_an_output_that_goes_away_is_no_fault(command: Command, invented: Record) -> None:
    with Ledger.open("dragoman.duckdb") as ledger:
        for n in range(300):
            ledger.add(
                replace(invented, story=replace(invented.story, text=f"{invented.story.text}{n}", id=""))
            )
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman.cli", "sql", "SELECT * FROM reports", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    with process.stdout as out, process.stderr as err:
        assert out.readline() == b"[\n"
        out.close()
        assert process.wait(60) == 141
        assert err.read() == b""


@pytest.mark.parametrize(
    ("redirection", "code", "said"), [(">&-", 0, ""), ("> /dev/full", 2, "No space left")]
)
def test_an_output_that_takes_nothing(
    command: Command, invented: Record, redirection: str, code: int, said: str
) -> None:
    with Ledger.open("dragoman.duckdb") as ledger:
        ledger.add(invented)
    line = f"exec {sys.executable} -m dragoman.cli events {redirection}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=600)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "fault" not in done.stderr


def test_an_output_without_the_characters_gets_others(command: Command, invented: Record) -> None:
    with Ledger.open("dragoman.duckdb") as ledger:
        ledger.add(invented)
    done = subprocess.run(
        [sys.executable, "-m", "dragoman.cli", "events"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert b"Ingrid Solheim (NOR)" in done.stdout
