"""A person's decisions about reports: entered for good, undone by a later one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.errors import NotFoundError, RunError
from dragoman.ledger import former
from dragoman.ledger.amending import again, checked, seen
from dragoman.ledger.base_tables import REVIEWS
from dragoman.ledger.database import Database
from dragoman.ledger.intake import now, unsettle
from dragoman.ledger.rows import event_of
from dragoman.ledger.world import Review, Seen, Verdict
from dragoman.ledger.world_rows import review_of, review_row
from dragoman.model import Event, content_hash


def rule(
    database: Database,
    verdict: Verdict,
    reports: Sequence[str],
    others: Sequence[str],
    *,
    undoes: str | None,
    note: str | None,
    author: str | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Review:
    """Enter a decision and return it; the stories that it concerns are to be settled anew.

    Raises: RunError if a correction cannot be made so; NotFoundError if nothing is ruled on.
    """
    if (verdict is Verdict.CORRECT) != bool(payload):
        raise RunError("a correction needs the fields that it changes, and nothing else has any")
    payload = checked(payload) if payload else None
    with database.transaction():
        before = reviews(database)
        position = len(before)
        if verdict is Verdict.UNDO and undoes not in {review.id for review in before}:
            raise NotFoundError(f"there is no review {undoes!r}", hint="`dragoman reviews` lists them")
        if verdict is not Verdict.UNDO and not reports:
            raise NotFoundError(
                "a review must name a report", hint="`dragoman events --json` tells their ids"
            )
        asked = (verdict.value, *sorted(reports), "|", *sorted(others), undoes or "", repr(payload))
        review = Review(
            id=content_hash("review", str(position), *asked),
            position=position,
            made_at=now(),
            verdict=verdict,
            reports=tuple(reports),
            others=tuple(others),
            undoes=undoes,
            note=note,
            author=author,
            payload=payload,
            seen=_seen(database, sorted({*reports, *others})),
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
    """Return the decisions, in the order of entry, about the reports as they are now called.

    A report whose story was read anew may have another id: it is found again by its words. What was ruled of
    a story holds for the version that supersedes it: whether reports are one event where that tells the same,
    what is wrong with a report where it repeats the words.
    """
    return _carried_over(database, _found_again(database))


def _found_again(database: Database) -> list[Review]:
    """Return the decisions about the reports as they are called since their stories were read anew."""
    found = [review_of(row) for row in database.rows("SELECT * FROM reviews ORDER BY position")]
    sights = {sight.report_id: sight for review in found for sight in review.seen}
    there = {
        row["id"] for row in database.among("SELECT id FROM reports WHERE id IN ({ids})", sorted(sights))
    }
    lost = [sight for id, sight in sights.items() if id not in there]
    if not lost:
        return found
    stories = sorted({sight.story_id for sight in lost})
    told: dict[str, list[Event]] = {}
    for row in database.among("SELECT * FROM reports WHERE story_id IN ({ids}) ORDER BY position", stories):
        told.setdefault(row["story_id"], []).append(event_of(row))
    now = {sight.report_id: again(sight, told.get(sight.story_id, ())) for sight in lost}
    return [_renamed(review, now) for review in found]


def _carried_over(database: Database, found: list[Review]) -> list[Review]:
    """Return the decisions about the reports of the versions that stand."""
    named = sorted({id for review in found for id in (*review.reports, *review.others)})
    likest = former.successors(database, named) if named else {}
    if not likest:
        return found
    repeated = former.successors(database, named, verbatim=True)
    return [
        _renamed(review, likest if review.verdict in (Verdict.MERGE, Verdict.SPLIT) else repeated)
        for review in found
    ]


def _renamed(review: Review, now: Mapping[str, str | None]) -> Review:
    return replace(
        review,
        reports=former.renamed(now, review.reports),
        others=former.renamed(now, review.others),
    )


def _seen(database: Database, ids: Sequence[str]) -> tuple[Seen, ...]:
    found = database.among("SELECT * FROM reports WHERE id IN ({ids})", ids)
    return tuple(
        seen(event_of(row), row["story_id"]) for row in sorted(found, key=lambda row: str(row["id"]))
    )
