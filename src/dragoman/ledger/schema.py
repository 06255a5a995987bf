"""The ledger's tables: every column with its type and meaning, declared once."""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA_VERSION = 1
"""Raised whenever a table changes; a file with a higher one was written by a newer program."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """A DuckDB type."""
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the ledger."""

    name: str
    meaning: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the columns' names, in order."""
        return tuple(column.name for column in self.columns)

    def create(self) -> str:
        """Return the statement that makes the table."""
        return f"CREATE TABLE {self.name} ({', '.join(f'{c.name} {c.type}' for c in self.columns)})"

    def insert(self) -> str:
        """Return the statement that adds rows, given one list of values a column."""
        lists = ", ".join(f"unnest(?::{_lists(column.type)})" for column in self.columns)
        return f"INSERT INTO {self.name} SELECT {lists}"


def _lists(type: str) -> str:
    return f"{type.removesuffix(' PRIMARY KEY')}[]"


QUOTES = 'STRUCT("text" VARCHAR, "start" INTEGER, "stop" INTEGER)[]'
PASSAGES = 'STRUCT("kind" VARCHAR, "start" INTEGER, "stop" INTEGER)[]'

STORIES = Table(
    "stories",
    "One row a story, by the hash of its text.",
    (
        Column("id", "VARCHAR PRIMARY KEY", "content hash of the text"),
        Column("version", "VARCHAR", "of the program and model that read it"),
        Column("digest", "VARCHAR", "hash of all that was read in it; the same digest is the same record"),
        Column("read_at", "TIMESTAMP", "when it was entered, UTC"),
        Column("kind", "VARCHAR", "story, digest, daybook, table or kill"),
        Column("agency", "VARCHAR", "the agency that sent it"),
        Column("slug", "VARCHAR", "version mark: LEAD, 2nd LD, URGENT, ..."),
        Column("headline", "VARCHAR", "without its marks"),
        Column("byline", "VARCHAR", "who wrote it"),
        Column("dateline_place", "VARCHAR", "as the dateline gives it"),
        Column("dateline_day", "DATE", "the day in the dateline"),
        Column("dateline_agency", "VARCHAR", "the agency in the dateline"),
        Column("dateline_start", "INTEGER", "first character of the dateline; null without one"),
        Column("dateline_stop", "INTEGER", "character after the dateline"),
        Column("published", "DATE", "the day it was published"),
        Column("published_basis", "VARCHAR", "stated, inferred or given"),
        Column("published_reason", "VARCHAR", "how the day was found"),
        Column("language", "VARCHAR", "ISO 639-1"),
        Column("source", "VARCHAR", "path or URL it was first read from"),
        Column("text", "VARCHAR", "the original text; all offsets count into it"),
        Column("passages", PASSAGES, "what each stretch of the text is for, in order"),
    ),
)

ENTITIES = Table(
    "entities",
    "The participants and places of a story.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("position", "INTEGER", "its place in the story's list, from 0"),
        Column("id", "VARCHAR", "unique within its story"),
        Column("name", "VARCHAR", "its name"),
        Column("kind", "VARCHAR", "person, state, igo, group, organization or place"),
        Column("code", "VARCHAR", "ISO 3166 alpha-3 of the state it acts for, or a PLOVER non-state code"),
        Column("sector", "VARCHAR[]", "PLOVER sectors"),
        Column("role", "VARCHAR", "the office as the story gives it"),
        Column("latitude", "DOUBLE", "of a place, degrees north"),
        Column("longitude", "DOUBLE", "of a place, degrees east"),
        Column("country", "VARCHAR", "of a place: ISO 3166 alpha-3 of the state it lies in"),
    ),
)

MENTIONS = Table(
    "mentions",
    "Every distinct form in which a story names an entity.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("entity_id", "VARCHAR", "the entity, within its story"),
        Column("position", "INTEGER", "its place in the entity's list, from 0"),
        Column("text", "VARCHAR", "the form, verbatim"),
    ),
)

REPORTS = Table(
    "reports",
    "One row an event that a story tells.",
    (
        Column("id", "VARCHAR", "content hash of the event within its story"),
        Column("story_id", "VARCHAR", "the story"),
        Column("position", "INTEGER", "its place in the story's list, from 0"),
        Column("type", "VARCHAR", "one of PLOVER's sixteen"),
        Column("modes", "VARCHAR[]", "PLOVER modes of that type"),
        Column("contexts", "VARCHAR[]", "PLOVER contexts"),
        Column("actor", "VARCHAR[]", "entity ids"),
        Column("recipient", "VARCHAR[]", "entity ids"),
        Column("status", "VARCHAR", "happened, ongoing, planned, possible or negated"),
        Column('"by"', "VARCHAR[]", "entity ids on whose word it rests; empty in the agency's own voice"),
        Column("stance", "VARCHAR", "asserts, suspects or denies; null in the agency's own voice"),
        Column("start_day", "DATE", "first day; null when open"),
        Column("end_day", "DATE", "last day, that day included; null when open"),
        Column("time_text", "VARCHAR", "the words that the days were read from"),
        Column("place", "VARCHAR", "entity id"),
        Column("quotes", QUOTES, "evidence with character offsets, half-open, the fullest first"),
        Column("optional", "BOOLEAN", "careful readers may differ on whether it is an event"),
        Column("confidence", "DOUBLE", "0..1"),
        Column("reasons", "JSON", "why each field stands as it does: field, rule, text, weight"),
    ),
)

FAILURES = Table(
    "failures",
    "Texts that could not be read, by where they came from.",
    (
        Column("source", "VARCHAR PRIMARY KEY", "path or URL"),
        Column("reason", "VARCHAR", "what was wrong"),
        Column("hint", "VARCHAR", "what to try"),
        Column("failed_at", "TIMESTAMP", "when it was first tried in vain, UTC"),
    ),
)

META = Table(
    "meta",
    "What the file is.",
    (
        Column("key", "VARCHAR PRIMARY KEY", "schema_version, program"),
        Column("value", "VARCHAR", "its value"),
    ),
)

TABLES = (META, STORIES, ENTITIES, MENTIONS, REPORTS, FAILURES)
CHILDREN = (ENTITIES, MENTIONS, REPORTS)
"""Tables whose rows belong to a story, by `story_id`."""
