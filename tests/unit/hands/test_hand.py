"""A story that harms its reader is a failure with its reason; all others are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import poisoned
import pytest

from dragoman.errors import RunError
from dragoman.hands.budget import Budget, usage
from dragoman.hands.hand import Hand
from dragoman.model import Failure, Record
from dragoman.sources.paths import Found, Unread

BUDGET = Budget(seconds=1.0, memory=600)


@pytest.fixture
def hand() -> Iterator[Hand]:
    with Hand(budget=BUDGET, reader=poisoned.READER) as made:
        yield made


def _read(hand: Hand, *texts: str) -> list[Record | Failure]:
    return [item for n, text in enumerate(texts) for item in hand.read(Found(f"{n}.txt", text.encode()))]


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("CRASH", "reading it ends the program (SIGSEGV)"),
        ("LEAVE", "reading it ends the program (exit code 7)"),
        ("BURN", "reading it takes more than 1 seconds of processor time"),
        ("GREED", "reading it takes more than 600 MiB of memory"),
        ("RAISE", "ValueError: no such luck"),
    ],
)
def test_a_poisoned_story_is_a_failure_and_the_next_is_read(hand: Hand, order: str, reason: str) -> None:
    first, second, third = _read(hand, poisoned.story(1), poisoned.story(2, order), poisoned.story(3))
    assert isinstance(first, Record)
    assert isinstance(third, Record)
    assert isinstance(second, Failure)
    assert (second.source, second.reason) == ("1.txt", reason)
    assert second.hint


def test_a_story_that_waits_for_ever_is_given_up() -> None:
    with Hand(budget=Budget(seconds=0.2), reader=poisoned.READER) as hand:
        first, second = _read(hand, poisoned.story(1, "SLEEP"), poisoned.story(2))
    assert isinstance(first, Failure)
    assert first.reason == "reading it comes to no end in 1 seconds"
    assert isinstance(second, Record)


def test_poison_within_a_file_of_many_stories_costs_that_story_alone(hand: Hand, tmp_path: Path) -> None:
    orders = {2: "CRASH", 3: "LEAVE", 6: "CRASH"}
    path = tmp_path / "wire.jsonl"
    lines = [f'{{"text": {_json(poisoned.story(n, orders.get(n, "")))}}}' for n in range(8)]
    path.write_text("\n".join(lines))
    items = list(hand.read(Unread("wire.jsonl", path)))
    assert [isinstance(item, Failure) for item in items] == [n in orders for n in range(8)]
    assert [item.source for item in items if isinstance(item, Failure)] == [
        "wire.jsonl#3",
        "wire.jsonl#4",
        "wire.jsonl#7",
    ]
    assert [item.story.source for item in items if isinstance(item, Record)][-1] == "wire.jsonl#8"


def test_a_process_that_is_killed_from_outside_begins_again(hand: Hand, tmp_path: Path) -> None:
    items = _read(hand, poisoned.story(1), poisoned.story(2, f"ONCE {tmp_path / 'died'} "))
    assert (tmp_path / "died").exists()
    assert all(isinstance(item, Record) for item in items)


def test_a_missing_model_stops_the_run() -> None:
    with Hand(reader="poisoned:modelless") as hand, pytest.raises(RunError, match="no_such_model"):
        _read(hand, poisoned.story(1))


@pytest.mark.parametrize("name", ["no_such_module:reader", "poisoned:no_such", "poisoned:story"])
def test_a_reader_that_is_none_stops_the_run(name: str) -> None:
    with Hand(reader=name) as hand, pytest.raises(RunError):
        _read(hand, poisoned.story(1))


def test_a_stopped_hand_reads_no_more(hand: Hand) -> None:
    items = hand.read(Found("a.txt", poisoned.story(1).encode()))
    next(items)
    hand.stop()
    with pytest.raises(RunError, match="stopped"):
        _read(hand, poisoned.story(2))


def test_what_a_process_takes_is_told() -> None:
    import os

    taken = usage(os.getpid())
    assert taken.seconds is None or taken.seconds > 0
    assert usage(2**30).memory == 0


def _json(text: str) -> str:
    import json

    return json.dumps(text)
