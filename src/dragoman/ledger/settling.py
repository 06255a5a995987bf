"""The consequences of what was entered: for the stories still unsettled, and what they touch, drawn anew.

Each piece of work is one transaction: a process that is killed leaves the state before it or after it.
"""

from __future__ import annotations

from dragoman.ledger.database import Database
from dragoman.ledger.joining import settle_reports
from dragoman.ledger.kinship import settle_stories

PIECE = 200
"""Units: stories settled in one transaction."""


_NEXT = """SELECT story_id FROM (SELECT DISTINCT story_id FROM unsettled) LEFT JOIN stories ON id = story_id
ORDER BY coalesce(published, dateline_day) NULLS FIRST, story_id LIMIT ?"""


def is_settled(database: Database) -> bool:
    """Return whether the consequences of all stories are drawn."""
    return not database.column("SELECT 1 FROM unsettled LIMIT 1")


def settle(database: Database, limit: int | None = None) -> int:
    """Settle the stories that are not, or at most `limit` of them, and return how many are left.

    They are taken by day: what they touch lies near them.
    """
    done = 0
    while limit is None or done < limit:
        size = PIECE if limit is None else min(PIECE, limit - done)
        taken = database.column(_NEXT, [size])
        if not taken:
            return 0
        with database.transaction():
            settle_reports(database, settle_stories(database, taken))
            database.execute("DELETE FROM unsettled WHERE story_id IN (SELECT unnest(?::VARCHAR[]))", [taken])
        done += len(taken)
    return int(database.column("SELECT count(DISTINCT story_id) FROM unsettled")[0])
