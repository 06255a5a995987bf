"""The names that a user may rely on. One gone or renamed breaks their programs."""

from __future__ import annotations

import dragoman

NAMES = [
    "DragomanError",
    "Entity",
    "Entry",
    "Event",
    "EventFilter",
    "EventType",
    "Failure",
    "Ledger",
    "LedgerError",
    "NotFoundError",
    "Quote",
    "Reader",
    "Reason",
    "Record",
    "RunError",
    "Settings",
    "Span",
    "Stance",
    "Status",
    "Story",
    "StoryError",
    "__version__",
    "open",
    "read",
    "read_text",
]

LEDGER = [
    "add",
    "add_all",
    "add_failure",
    "close",
    "event",
    "events",
    "failures",
    "happening",
    "happenings",
    "identities",
    "identities_of",
    "load",
    "open",
    "path",
    "plans",
    "records",
    "reports",
    "reviews",
    "rule",
    "settle",
    "settle_whole",
    "shelf",
    "size",
    "sql",
    "stories",
    "story",
    "story_versions",
    "to_arrow",
    "to_polars",
]


def test_the_public_names_are_these() -> None:
    assert sorted(dragoman.__all__) == NAMES
    assert dir(dragoman) == NAMES


def test_each_can_be_had() -> None:
    assert all(getattr(dragoman, name) is not None for name in NAMES)
    assert not hasattr(dragoman, "no_such_name")


def test_what_a_ledger_can_do() -> None:
    public = {name for name in dir(dragoman.Ledger) if not name.startswith("_")}
    assert public | {"path"} == set(LEDGER)
