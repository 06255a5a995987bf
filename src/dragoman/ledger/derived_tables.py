"""The tables of consequences: all follows from the tables of facts, whatever the order of their entry."""

from __future__ import annotations

from dragoman.ledger.table import Column, Table

FEATURES = 'STRUCT("name" VARCHAR, "weight" DOUBLE, "reason" VARCHAR)[]'

SKETCHES = Table(
    "sketches",
    "For each story the keys that it shares with stories much like it.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("keys", "UBIGINT[]", "bands of MinHash over its words and over its names, with its day"),
    ),
    ("story_id",),
)

STORY_LINKS = Table(
    "story_links",
    "Pairs of stories of which one is a version, correction, reprint or withdrawal of the other.",
    (
        Column("story_id", "VARCHAR", "the one whose id is smaller"),
        Column("other_id", "VARCHAR", "the other"),
        Column("relation", "VARCHAR", "version, reprint or kill"),
        Column("score", "DOUBLE", "sum of the features' weights; above 0 they belong together"),
        Column("reasons", FEATURES, "what was compared: name, weight and words"),
    ),
    ("story_id", "other_id"),
)

STORY_VERSIONS = Table(
    "story_versions",
    "Where each story stands among the versions of one and the same.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("chain", "VARCHAR", "one id for all versions of a story: that of its first"),
        Column("position", "INTEGER", "its place in the chain, from 0"),
        Column("relation", "VARCHAR", "original, version, correction, reprint or kill"),
        Column("supersedes", "VARCHAR", "the story that it takes the place of, copies or withdraws"),
        Column("stands", "BOOLEAN", "whether its reports count: neither superseded nor withdrawn"),
        Column("source_group", "VARCHAR", "stories of one group are one source"),
        Column("known", "DATE", "the day from which on the ledger counts it as known"),
        Column("reason", "VARCHAR", "why, for a person to read"),
    ),
    ("story_id", "chain"),
)

APPEARANCES = Table(
    "appearances",
    "The entities of the stories that stand, in the blocks within which they are compared.",
    (
        Column("block", "VARCHAR", "entities of different blocks are never one"),
        Column("story_id", "VARCHAR", "the story"),
        Column("entity_id", "VARCHAR", "the entity, within its story"),
    ),
    ("block", "story_id"),
)

IDENTITIES = Table(
    "identities",
    "Persons, states, bodies, groups and places over all stories that name them.",
    (
        Column("id", "VARCHAR", "`KOR` for a state, else readable with a hash behind"),
        Column("name", "VARCHAR", "the name"),
        Column("kind", "VARCHAR", "person, state, igo, group, organization or place"),
        Column("code", "VARCHAR", "ISO 3166 alpha-3 of the state it acts for, or a PLOVER non-state code"),
        Column("sector", "VARCHAR[]", "PLOVER sectors"),
        Column("aliases", "VARCHAR[]", "other names and mentions, the most frequent first"),
        Column("terms", "VARCHAR", "its names, folded, between bars, for searching"),
    ),
    ("id",),
)

IDENTITY_LINKS = Table(
    "identity_links",
    "Which entity of which story is which identity.",
    (
        Column("story_id", "VARCHAR", "the story"),
        Column("entity_id", "VARCHAR", "the entity, within its story"),
        Column("identity_id", "VARCHAR", "the identity"),
        Column("reason", "VARCHAR", "why, for a person to read"),
    ),
    ("story_id", "identity_id"),
)

OFFICES = Table(
    "offices",
    "The offices that stories give to identities, with the days on which they were reported.",
    (
        Column("identity_id", "VARCHAR", "who held it"),
        Column("position", "INTEGER", "its place in the list, from 0"),
        Column("title", "VARCHAR", "the office"),
        Column("code", "VARCHAR", "of the state or body that it is held in"),
        Column("first_day", "DATE", "the first day on which it was reported"),
        Column("last_day", "DATE", "the last such day"),
        Column("stories", "VARCHAR[]", "ids of the stories that say so"),
    ),
    ("identity_id",),
)

WEIGHED = Table(
    "weighed",
    "The reports that count: those of stories that stand.",
    (
        Column("report_id", "VARCHAR", "the report"),
        Column("story_id", "VARCHAR", "its story"),
        Column("sentence", "VARCHAR", "the sentence of the story that holds the fullest quotation"),
        Column("keys", "UBIGINT[]", "hashes of the blocks within which it is compared"),
    ),
    ("report_id", "story_id"),
)

REPORT_LINKS = Table(
    "report_links",
    "Pairs of reports that bear on each other.",
    (
        Column("report_id", "VARCHAR", "a report"),
        Column("other_id", "VARCHAR", "the other"),
        Column("kind", "VARCHAR", "same: of one event; outcome: the other tells what became of its plan"),
        Column("score", "DOUBLE", "sum of the features' weights"),
        Column("reasons", FEATURES, "what was compared: name, weight and words"),
    ),
    ("report_id", "other_id"),
)

EVENTS = Table(
    "events",
    "One row a real-world event, over all stories that report it.",
    (
        Column("id", "VARCHAR", "a hash of the first report that tells of it"),
        Column("type", "VARCHAR", "one of PLOVER's sixteen"),
        Column("modes", "VARCHAR[]", "PLOVER modes of that type"),
        Column("contexts", "VARCHAR[]", "PLOVER contexts"),
        Column("actor", "VARCHAR[]", "identity ids", packed=False),
        Column("recipient", "VARCHAR[]", "identity ids", packed=False),
        Column("actor_codes", "VARCHAR[]", "the codes of the actors, each once"),
        Column("recipient_codes", "VARCHAR[]", "the codes of the recipients, each once"),
        Column("status", "VARCHAR", "happened, ongoing, planned, possible or negated"),
        Column("start_day", "DATE", "first day; null when open"),
        Column("end_day", "DATE", "last day, that day included; null when open"),
        Column("place_story", "VARCHAR", "the story whose entity names the place best"),
        Column("place", "VARCHAR", "entity id of the place within that story"),
        Column("place_name", "VARCHAR", "the name of the place"),
        Column("country", "VARCHAR", "ISO 3166 alpha-3 of the state that the place lies in"),
        Column("reports", "INTEGER", "how many reports that stand tell of it"),
        Column("sources", "INTEGER", "how many independent sources they are"),
        Column("first_reported", "DATE", "the day of the first story that tells of it"),
        Column("last_reported", "DATE", "the day of the last"),
        Column("confidence", "DOUBLE", "0..1"),
        Column("optional", "BOOLEAN", "careful readers may differ on whether it is an event"),
        Column("plan", "VARCHAR", "the plan that it opened, or whose outcome it is"),
        Column("cast_id", "UBIGINT", "the number of its actors' and recipients' codes together"),
        Column("latitude", "DOUBLE", "of the place, in degrees north"),
        Column("longitude", "DOUBLE", "of the place, in degrees east"),
    ),
    ("id",),
)

CASTS = Table(
    "casts",
    "The codes that take part together, each set of them once.",
    (
        Column("id", "UBIGINT", "its number: a hash of its codes"),
        Column("actor_codes", "VARCHAR[]", "the codes of the actors, each once"),
        Column("recipient_codes", "VARCHAR[]", "the codes of the recipients, each once"),
    ),
)

EVENT_REPORTS = Table(
    "event_reports",
    "Which reports tell of which event.",
    (
        Column("event_id", "VARCHAR", "the event"),
        Column("position", "INTEGER", "its place by day of the stories, from 0"),
        Column("report_id", "VARCHAR", "the report"),
        Column("story_id", "VARCHAR", "its story"),
        Column("score", "DOUBLE", "0..1: how well it fits the others; 1 for the first"),
        Column("reasons", FEATURES, "what was compared: name, weight and words", packed=False),
    ),
    ("event_id", "report_id", "story_id"),
)

PARTIES = Table(
    "parties",
    "Who takes part in which event: a register for looking up.",
    (
        Column("identity_id", "VARCHAR", "the identity"),
        Column("role", "VARCHAR", "actor or recipient"),
        Column("event_id", "VARCHAR", "the event"),
        Column("again", "BOOLEAN", "it stands on the other side too, and was counted there"),
    ),
    ("identity_id", "event_id"),
)

CLAIMS = Table(
    "claims",
    "Details of an event as the stories give them, side by side.",
    (
        Column("event_id", "VARCHAR", "the event"),
        Column("position", "INTEGER", "its place in the list, from 0"),
        Column("field", "VARCHAR", "killed, wounded, ..., day, place, status, actor"),
        Column("value", "VARCHAR", "as comparable text"),
        Column('"by"', "VARCHAR[]", "names of those on whose word it rests; empty in the agency's own voice"),
        Column("agency", "VARCHAR", "the agency that says so"),
        Column("as_of", "DATE", "the day of the story that says so"),
        Column("story_id", "VARCHAR", "that story"),
        Column("report_id", "VARCHAR", "its report"),
        Column("source", "VARCHAR", "stories of one group are one source"),
        Column("quote", "VARCHAR", "the words"),
        Column("newest", "BOOLEAN", "no other claim on the field is of a later day"),
        Column("sources", "INTEGER", "how many independent sources give the same value"),
        Column("widest", "BOOLEAN", "no other value has more independent sources"),
    ),
    ("event_id",),
)

PLANS = Table(
    "plans",
    "Announced events, followed to their outcome.",
    (
        Column("id", "VARCHAR", "the plan"),
        Column("event_id", "VARCHAR", "the planned event that its reports make up"),
        Column("type", "VARCHAR", "one of PLOVER's sixteen"),
        Column("actor", "VARCHAR[]", "identity ids"),
        Column("recipient", "VARCHAR[]", "identity ids"),
        Column("due_start", "DATE", "first day on which it is due, as last told; null when open"),
        Column("due_end", "DATE", "last day on which it is due; null when open"),
        Column("state", "VARCHAR", "due, fulfilled, late, postponed, cancelled or contradicted"),
        Column("outcome", "VARCHAR", "the event that fulfilled, cancelled or contradicted it"),
    ),
    ("id", "event_id"),
)

OUTCOMES = Table(
    "outcomes",
    "The steps in the life of each plan, with their evidence.",
    (
        Column("plan_id", "VARCHAR", "the plan"),
        Column("position", "INTEGER", "its place in order, from 0"),
        Column(
            "turn",
            "VARCHAR",
            "opened, confirmed, moved, postponed, cancelled, contradicted, revived, fulfilled or late",
        ),
        Column("day", "DATE", "of the story that tells it"),
        Column("report_id", "VARCHAR", "the report that tells it"),
        Column("story_id", "VARCHAR", "its story"),
        Column("due_start", "DATE", "when the plan is due after this step; null when open"),
        Column("due_end", "DATE", "last such day"),
        Column("reason", "VARCHAR", "why, for a person to read"),
        Column("quote", 'STRUCT("text" VARCHAR, "start" INTEGER, "stop" INTEGER)', "the evidence"),
    ),
    ("plan_id",),
)

DERIVED = (
    SKETCHES,
    STORY_LINKS,
    STORY_VERSIONS,
    APPEARANCES,
    IDENTITIES,
    IDENTITY_LINKS,
    OFFICES,
    WEIGHED,
    REPORT_LINKS,
    EVENTS,
    CASTS,
    EVENT_REPORTS,
    PARTIES,
    CLAIMS,
    PLANS,
    OUTCOMES,
)
