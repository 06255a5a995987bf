"""The tables of facts: what was read, one story a transaction, and what a person decided."""

from __future__ import annotations

from dragoman.ledger.table import Column, Table

QUOTE = 'STRUCT("text" VARCHAR, "start" INTEGER, "stop" INTEGER)'
QUOTES = f"{QUOTE}[]"
SEEN = 'STRUCT("report_id" VARCHAR, "story_id" VARCHAR, "type" VARCHAR, "start" INTEGER, "stop" INTEGER)[]'
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
        Column("source", "VARCHAR", "path or URL it was read from; of several the first by name"),
        Column("text", "VARCHAR", "the original text; all offsets count into it"),
        Column("passages", PASSAGES, "what each stretch of the text is for, in order"),
        Column("guid", "VARCHAR", "the sender's own id of the item, shared by its versions"),
        Column("revision", "VARCHAR", "the sender's mark of the version: a number, or a moment"),
        Column("kills", "VARCHAR", "for a kill: the guid of the item that it withdraws"),
        Column("urgency", "INTEGER", "the sender's, from 1 (most urgent) to 9"),
    ),
)

COPIES = Table(
    "copies",
    "Every place from which the text of a story was read.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("source", "VARCHAR", "path or URL"),
    ),
    ("story_id",),
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
    ("story_id",),
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
    ("story_id",),
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
        Column("actor", "VARCHAR[]", "entity ids", packed=False),
        Column("recipient", "VARCHAR[]", "entity ids", packed=False),
        Column("status", "VARCHAR", "happened, ongoing, planned, possible or negated"),
        Column('"by"', "VARCHAR[]", "entity ids on whose word it rests; empty in the agency's own voice"),
        Column("stance", "VARCHAR", "asserts, suspects or denies; null in the agency's own voice"),
        Column("start_day", "DATE", "first day; null when open"),
        Column("end_day", "DATE", "last day, that day included; null when open"),
        Column("time_text", "VARCHAR", "the words that the days were read from"),
        Column("place", "VARCHAR", "entity id"),
        Column(
            "quotes", QUOTES, "evidence with character offsets, half-open, the fullest first", packed=False
        ),
        Column("optional", "BOOLEAN", "careful readers may differ on whether it is an event"),
        Column("confidence", "DOUBLE", "0..1"),
        Column("reasons", "JSON", "why each field stands as it does: field, rule, text, weight"),
    ),
    ("id", "story_id"),
)

STOPS = Table(
    "stops",
    "Where the words of a story send its persons and delegations.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("position", "INTEGER", "its place in the order of the text, from 0"),
        Column("traveller", "VARCHAR", "entity id"),
        Column("place", "VARCHAR", "entity id"),
        Column("start_day", "DATE", "first day on which they may be there; null when open"),
        Column("end_day", "DATE", "last day, that day included; null when open"),
        Column("status", "VARCHAR", "happened, ongoing or planned"),
        Column("way", "VARCHAR", "origin, stay or destination"),
        Column("quote", QUOTE, "evidence with its offsets, half-open"),
    ),
    ("story_id",),
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

REVIEWS = Table(
    "reviews",
    "What a person decided about reports; entered for good, undone by a later entry.",
    (
        Column("id", "VARCHAR PRIMARY KEY", "content hash of the decision and its place"),
        Column("position", "INTEGER", "its place in the order of entry, from 0; the later stands"),
        Column("made_at", "TIMESTAMP", "when it was made, UTC"),
        Column("verdict", "VARCHAR", "merge, split, confirm, correct, reject or undo"),
        Column("reports", "VARCHAR[]", "report ids"),
        Column("others", "VARCHAR[]", "report ids that they are merged with, or split from"),
        Column("undoes", "VARCHAR", "the review that is void by this one"),
        Column("note", "VARCHAR", "why, in the person's words"),
        Column("author", "VARCHAR", "who decided"),
        Column("payload", "JSON", "for a correction: the fields with their values"),
        Column("seen", SEEN, "the reports as they were, to find them again after their story was read anew"),
    ),
)

UNSETTLED = Table(
    "unsettled",
    "Stories entered, or read anew, whose consequences are still to be drawn.",
    (Column("story_id", "VARCHAR", "the story"),),
)
