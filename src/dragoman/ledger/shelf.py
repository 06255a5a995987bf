"""The stories of a ledger as a list: each with its places and where it stands among its versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dragoman.ledger.chains import Relation, StoryVersion
from dragoman.ledger.database import Database
from dragoman.ledger.entry import StoryLine
from dragoman.ledger.kinship import story_versions
from dragoman.ledger.reading import stories


@dataclass(frozen=True, slots=True)
class ShelvedStory:
    """One story of the ledger."""

    line: StoryLine
    version: StoryVersion
    places: tuple[str, ...]
    """Paths and URLs from which its text was read, by name."""
    withdrawn: bool
    """Whether a later notice withdraws it."""


def shelf(database: Database) -> list[ShelvedStory]:
    """Return all stories that are settled, by the day of the first of their chain, versions in order."""
    lines = {line.id: line for line in stories(database)}
    places: dict[str, list[str]] = defaultdict(list)
    for row in database.rows("SELECT story_id, source FROM copies ORDER BY source"):
        places[row["story_id"]].append(row["source"])
    versions = [version for version in story_versions(database) if version.story_id in lines]
    kills: dict[str, int] = {}
    for version in versions:
        if version.relation is Relation.KILL:
            kills[version.chain] = version.position
    found = [
        ShelvedStory(lines[v.story_id], v, tuple(places[v.story_id]), v.position < kills.get(v.chain, -1))
        for v in versions
    ]
    days = {story.version.chain: story.line.published for story in reversed(found)}
    return sorted(
        found,
        key=lambda s: (
            days[s.version.chain] is None,
            days[s.version.chain],
            s.version.chain,
            s.version.position,
        ),
    )
