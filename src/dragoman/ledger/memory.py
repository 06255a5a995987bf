"""What the ledger knew on a day: the consequences of the stories that were out by then."""

from __future__ import annotations

from datetime import date

from dragoman.ledger.base_tables import COPIES, ENTITIES, MENTIONS, REPORTS, REVIEWS, STORIES
from dragoman.ledger.database import MEMORY, Database, connect
from dragoman.ledger.migrations import make
from dragoman.ledger.settling import settle

_PIECE = 2000
"""Units: stories copied at once."""

KNOWN = "coalesce(published, dateline_day, CAST(read_at AS DATE)) <= ?"
"""A story is known from its day on; one without a day from when it was read."""


def as_of(database: Database, day: date) -> Database:
    """Return a ledger in memory that holds the stories known on that day, settled; to be closed after use.

    A person's reviews count from the day on which they were made.
    """
    made = connect(MEMORY, read_only=False, wait=0)
    make(made)
    ids = database.column(f"SELECT id FROM stories WHERE {KNOWN} ORDER BY id", [day])
    with made.transaction():
        for start in range(0, len(ids), _PIECE):
            some = ids[start : start + _PIECE]
            for table, column in (
                (STORIES, "id"),
                (COPIES, "story_id"),
                (ENTITIES, "story_id"),
                (MENTIONS, "story_id"),
                (REPORTS, "story_id"),
            ):
                rows = database.among(f"SELECT * FROM {table.name} WHERE {column} IN ({{ids}})", some)
                made.insert(table, [tuple(row.values()) for row in rows])
        made.execute("INSERT INTO unsettled SELECT id FROM stories")
        reviews = database.rows("SELECT * FROM reviews WHERE CAST(made_at AS DATE) <= ?", [day])
        made.insert(REVIEWS, [tuple(row.values()) for row in reviews])
    settle(made)
    return made
