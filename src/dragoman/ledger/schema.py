"""The ledger's tables, all of them, and the version of their shape."""

from __future__ import annotations

from dragoman.ledger.base_tables import (
    COPIES,
    ENTITIES,
    FAILURES,
    MENTIONS,
    REPORTS,
    REVIEWS,
    STOPS,
    STORIES,
    UNSETTLED,
)
from dragoman.ledger.derived_tables import DERIVED
from dragoman.ledger.table import Column, Table

__all__ = [
    "CHILDREN",
    "COPIES",
    "DERIVED",
    "ENTITIES",
    "FACTS",
    "FAILURES",
    "MENTIONS",
    "META",
    "REPORTS",
    "REVIEWS",
    "SCHEMA_VERSION",
    "STOPS",
    "STORIES",
    "TABLES",
    "UNSETTLED",
    "Column",
    "Table",
]

SCHEMA_VERSION = 3
"""Raised whenever a table changes; a file with a higher one was written by a newer program."""

META = Table(
    "meta",
    "What the file is.",
    (
        Column("key", "VARCHAR PRIMARY KEY", "schema_version, program"),
        Column("value", "VARCHAR", "its value"),
    ),
)

FACTS = (STORIES, COPIES, ENTITIES, MENTIONS, REPORTS, STOPS, FAILURES, REVIEWS, UNSETTLED)
TABLES = (META, *FACTS, *DERIVED)
CHILDREN = (ENTITIES, MENTIONS, REPORTS, STOPS)
"""Tables whose rows belong to a story, by `story_id`, and are entered anew with another reading of it."""
