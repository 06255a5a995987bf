"""A person's decisions about reports: entered for good, undone by a later one."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.ledger.base_tables import REVIEWS
from dragoman.ledger.database import Database
from dragoman.ledger.intake import now, unsettle
from dragoman.ledger.world import Review, Verdict
from dragoman.ledger.world_rows import review_of, review_row
from dragoman.model import content_hash


def rule(
    database: Database,
    verdict: Verdict,
    reports: Sequence[str],
    others: Sequence[str],
    *,
    undoes: str | None,
    note: str | None,
) -> Review:
    """Enter a decision and return it; the stories that it concerns are to be settled anew."""
    with database.transaction():
        before = reviews(database)
        position = len(before)
        asked = (verdict.value, *sorted(reports), "|", *sorted(others), undoes or "")
        review = Review(
            id=content_hash("review", str(position), *asked),
            position=position,
            made_at=now(),
            verdict=verdict,
            reports=tuple(reports),
            others=tuple(others),
            undoes=undoes,
            note=note,
        )
        database.insert(REVIEWS, [review_row(review)])
        concerned = [*reports, *others]
        at = {made.id: made for made in before}
        while undoes in at:
            undone = at[undoes]
            concerned += [*undone.reports, *undone.others]
            undoes = undone.undoes
        stories = database.among("SELECT story_id FROM reports WHERE id IN ({ids})", sorted(set(concerned)))
        unsettle(database, [row["story_id"] for row in stories])
    return review


def reviews(database: Database) -> list[Review]:
    """Return the decisions, in the order of entry."""
    return [review_of(row) for row in database.rows("SELECT * FROM reviews ORDER BY position")]
