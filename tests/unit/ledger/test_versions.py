"""Versions, corrections, copies and withdrawals of invented stories; follow-ups and forms filled in anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, Relation, StoryVersion
from dragoman.model import Record

Shelf = dict[str, StoryVersion]


Read = Callable[..., Shelf]


@pytest.fixture
def shelf(wire: Callable[[str], Record]) -> Read:
    """Return what tells where the named stories stand when they are read in that order."""

    def read(*names: str, settle_each: bool = False) -> Shelf:
        with Ledger.open(":memory:") as ledger:
            for name in names:
                ledger.add(wire(name))
                if settle_each:
                    ledger.settle()
            return {Path(story.places[0]).stem: story.version for story in ledger.shelf()}

    return read


def test_leads_are_versions_and_the_last_stands(shelf: Read) -> None:
    found = shelf("ferry_second", "ferry_urgent", "ferry_first")
    assert len({version.chain for version in found.values()}) == 1
    order = sorted(found, key=lambda name: found[name].position)
    assert order == ["ferry_urgent", "ferry_first", "ferry_second"]
    assert [found[name].relation for name in order] == [Relation.ORIGINAL, Relation.VERSION, Relation.VERSION]
    assert [found[name].stands for name in order] == [False, False, True]
    assert found["ferry_second"].supersedes == found["ferry_first"].story_id
    assert all(version.reason for version in found.values())


def test_a_notice_withdraws_the_whole_story_and_its_copies(shelf: Read) -> None:
    found = shelf("ferry_urgent", "ferry_first", "ferry_second", "ferry_elsewhere", "ferry_kill")
    assert found["ferry_kill"].relation is Relation.KILL
    assert found["ferry_kill"].chain == found["ferry_urgent"].chain == found["ferry_elsewhere"].chain
    assert not any(version.stands for version in found.values())


def test_a_copy_elsewhere_is_the_same_source(shelf: Read) -> None:
    found = shelf("ferry_urgent", "ferry_first", "ferry_second", "ferry_elsewhere")
    copy = found["ferry_elsewhere"]
    assert copy.relation is Relation.REPRINT
    assert copy.source_group == found["ferry_second"].source_group
    assert copy.supersedes == found["ferry_second"].story_id
    assert copy.stands


def test_a_correction_takes_the_place_of_what_it_corrects(shelf: Read) -> None:
    found = shelf("treaty_corrected", "treaty")
    assert found["treaty_corrected"].relation is Relation.CORRECTION
    assert found["treaty_corrected"].supersedes == found["treaty"].story_id
    assert (found["treaty"].stands, found["treaty_corrected"].stands) == (False, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ferry_second", "ferry_next_day"),
        ("market_monday", "market_tuesday"),
        ("exam_ahead", "exam_held"),
        ("ferry_second", "treaty"),
        ("ferry_kill", "treaty"),
        ("ferry_kill", "market_tuesday"),
    ],
)
def test_follow_ups_forms_and_others_are_stories_of_their_own(shelf: Read, one: str, other: str) -> None:
    found = shelf(one, other)
    assert found[one].chain != found[other].chain
    assert found[other].stands == (other != "ferry_kill")


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_reading_does_not_matter(shelf: Read, names: list[str], seed: int) -> None:
    whole = shelf(*names)
    random.Random(seed).shuffle(names)
    assert shelf(*names, settle_each=seed % 2 == 0) == whole
    assert shelf(*names, *names) == whole
