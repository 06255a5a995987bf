"""Which stories are versions, copies or withdrawals of which: found among all, kept in the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from dragoman.ledger import rows
from dragoman.ledger.chains import Relation, StoryVersion, chain
from dragoman.ledger.database import Database, Row
from dragoman.ledger.derived_tables import SKETCHES, STORY_LINKS, STORY_VERSIONS
from dragoman.ledger.neighbourhoods import neighbourhoods
from dragoman.ledger.sketches import WINDOW, Sketch, sketch
from dragoman.ledger.told import Told
from dragoman.ledger.versions import KILL_DAYS, Bond, StoryLink, judge
from dragoman.ledger.world import Feature
from dragoman.model import StoryKind

Group = TypeVar("Group", bound=tuple[str, ...])

HELD = 400
"""Units: stories whose words are held at once."""


def settle_stories(database: Database, taken: Sequence[str]) -> list[str]:
    """Bring the chains of these stories up to date, and return the stories whose reports are to be weighed
    anew: these, and those that stand no longer, stand again, or count with another source.
    """
    shelf = _Shelf(database)
    gone = _forget(database, taken)
    links = _links(database, shelf, taken)
    database.insert(STORY_LINKS, [link_row(link) for link in links])
    touched = _connected(database, {*taken, *gone})
    before = {version.story_id: version for version in versions_of(database, sorted(touched))}
    bound = _bound(database, sorted(touched))
    there = _there(database, sorted(touched))
    pairs = ((link.one, link.other) for link in bound)
    of = {id: group for group in neighbourhoods(there, pairs) for id in group}
    within: dict[tuple[str, ...], list[StoryLink]] = {group: [] for group in of.values()}
    for link in bound:
        within[of[link.one]].append(link)
    after: list[StoryVersion] = []
    for groups in _pieces(within):
        told = shelf.fetch({id for group in groups for id in group})
        for group in groups:
            after += chain([told[id] for id in group], within[group])
    database.delete(STORY_VERSIONS, "story_id", sorted(touched))
    database.insert(STORY_VERSIONS, [version_row(version) for version in after])
    changed = {v.story_id for v in after if _weighs_otherwise(v, before.get(v.story_id))}
    return sorted({*taken, *changed})


def versions_of(database: Database, stories: Sequence[str]) -> list[StoryVersion]:
    """Return where these stories stand among their versions."""
    found = database.among("SELECT * FROM story_versions WHERE story_id IN ({ids})", stories)
    return [_version_of(row) for row in found]


def story_versions(database: Database) -> list[StoryVersion]:
    """Return where each story stands among its versions, by chain and place in it."""
    return [
        _version_of(row) for row in database.rows("SELECT * FROM story_versions ORDER BY chain, position")
    ]


class _Shelf:
    """Stories fetched from the ledger when first asked for, some of them held."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[str, Told] = {}

    def fetch(self, ids: Iterable[str]) -> dict[str, Told]:
        """Return these stories that the ledger holds, by id."""
        asked = sorted(set(ids))
        missing = [id for id in asked if id not in self._held]
        if len(self._held) + len(missing) > HELD:
            self._held = {id: told for id, told in self._held.items() if id in asked}
        places: dict[str, list[str]] = defaultdict(list)
        for row in self._database.among("SELECT * FROM copies WHERE story_id IN ({ids})", missing):
            places[row["story_id"]].append(row["source"])
        for row in self._database.among("SELECT * FROM stories WHERE id IN ({ids})", missing):
            self._held[row["id"]] = Told(rows.story_of(row), tuple(sorted(places[row["id"]])))
        return {id: self._held[id] for id in asked if id in self._held}


def _forget(database: Database, taken: Sequence[str]) -> set[str]:
    """Take out the links of stories that are read anew, and return the stories at their other ends."""
    ends = {
        end
        for column, other in (("story_id", "other_id"), ("other_id", "story_id"))
        for row in database.among(f"SELECT {other} AS id FROM story_links WHERE {column} IN ({{ids}})", taken)
        for end in [row["id"]]
    }
    database.delete(STORY_LINKS, "story_id", taken)
    database.delete(STORY_LINKS, "other_id", taken)
    database.delete(SKETCHES, "story_id", taken)
    return ends - set(taken)


def _links(database: Database, shelf: _Shelf, taken: Sequence[str]) -> list[StoryLink]:
    """Return what binds these stories with each other and with any other, each pair once."""
    told = shelf.fetch(taken)
    sketches = [sketch(told[id]) for id in taken if id in told]
    database.insert(SKETCHES, [(s.story_id, list(s.keys)) for s in sketches])
    pairs = _candidates(database, sketches, list(told.values()))
    pairs |= _numbered(database, list(told.values())) | _withdrawn(database, list(told.values()))
    found = []
    for some in _pieces(sorted(pairs)):
        near = shelf.fetch({id for ids in some for id in ids})
        found += [judge(near[one], near[other]) for one, other in some if one in near and other in near]
    return [link for link in found if link]


def _pieces(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Yield groups of stories in lists that together name no more of them than are held at once."""
    some: list[Group] = []
    named: set[str] = set()
    for group in groups:
        if some and len(named.union(group)) > HELD:
            yield some
            some, named = [], set()
        some.append(group)
        named.update(group)
    if some:
        yield some


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _candidates(database: Database, sketches: Sequence[Sketch], told: Sequence[Told]) -> set[tuple[str, str]]:
    """Return the pairs that share a key: with stories of the days around, or without a day."""
    asked = [(s.story_id, key) for s in sketches for key in s.asks]
    if not asked:
        return set()
    days = [t.day for t in told if t.day is not None]
    first, last = (min(days), max(days)) if len(days) == len(told) else (date.min, date.max)
    window = timedelta(WINDOW)
    found = database.rows(
        """SELECT DISTINCT a.story_id AS one, s.story_id AS other
        FROM (SELECT unnest(?::VARCHAR[]) AS story_id, unnest(?::UBIGINT[]) AS key) a
        JOIN (
            SELECT story_id, unnest(keys) AS key FROM sketches SEMI JOIN (
                SELECT id AS story_id FROM stories
                WHERE coalesce(published, dateline_day) BETWEEN ? AND ?
                OR coalesce(published, dateline_day) IS NULL
            ) near USING (story_id)
        ) s USING (key)
        WHERE a.story_id <> s.story_id""",
        [
            *(list(column) for column in zip(*asked, strict=True)),
            first - min(window, first - date.min),
            last + min(window, date.max - last),
        ],
    )
    return {_pair(row["one"], row["other"]) for row in found}


def _numbered(database: Database, told: Sequence[Told]) -> set[tuple[str, str]]:
    """Return the pairs to which the sender gave one number, and notices with what they name by number."""
    pairs = set()
    for column, numbers in (
        ("guid", {t.story.guid for t in told} | {t.story.kills for t in told}),
        ("kills", {t.story.guid for t in told}),
    ):
        asked = sorted(number for number in numbers if number)
        for row in database.among(
            f"SELECT id, {column} AS n FROM stories WHERE {column} IN ({{ids}})", asked
        ):
            pairs |= {
                _pair(t.id, row["id"])
                for t in told
                if t.id != row["id"] and (t.story.guid == row["n"] or t.story.kills == row["n"])
            }
    return pairs


def _withdrawn(database: Database, told: Sequence[Told]) -> set[tuple[str, str]]:
    """Return notices paired with all that their agency sent in the days before them."""
    pairs = set()
    notices = [t for t in told if t.story.kind is StoryKind.KILL]
    for notice in notices:
        if notice.day is None:
            sent = database.column(
                "SELECT id FROM stories WHERE length(headline) >= 12 AND contains(?, lower(headline))",
                [notice.story.text.lower()],
            )
        else:
            sent = database.column(
                """SELECT id FROM stories WHERE kind <> 'kill'
                AND coalesce(published, dateline_day) BETWEEN ? AND ?
                AND (? IS NULL OR agency IS NULL OR lower(agency) = ?)""",
                [notice.day - timedelta(KILL_DAYS), notice.day, notice.agency, notice.agency],
            )
        pairs |= {_pair(notice.id, id) for id in sent if id != notice.id}
    others = [t for t in told if t.story.kind is not StoryKind.KILL]
    if others and (
        notices_there := database.rows(
            "SELECT id, coalesce(published, dateline_day) AS day FROM stories WHERE kind = 'kill'"
        )
    ):
        pairs |= {
            _pair(t.id, row["id"])
            for t in others
            for row in notices_there
            if t.day is None or row["day"] is None or 0 <= (row["day"] - t.day).days <= KILL_DAYS
        }
    return pairs


def _connected(database: Database, stories: set[str]) -> set[str]:
    """Return the stories that links bind to these, over however many others, and these."""
    found = set(stories)
    front = sorted(stories)
    while front:
        ends = set()
        for column, other in (("story_id", "other_id"), ("other_id", "story_id")):
            asked = f"SELECT {other} AS id FROM story_links WHERE {column} IN ({{ids}})"
            ends |= {row["id"] for row in database.among(asked, front)}
        front = sorted(ends - found)
        found |= ends
    return found


def _bound(database: Database, stories: Sequence[str]) -> list[StoryLink]:
    found = database.among("SELECT * FROM story_links WHERE story_id IN ({ids})", stories)
    return sorted((_link_of(row) for row in found), key=lambda link: (link.one, link.other))


def _there(database: Database, stories: Sequence[str]) -> list[str]:
    return [row["id"] for row in database.among("SELECT id FROM stories WHERE id IN ({ids})", stories)]


def _weighs_otherwise(version: StoryVersion, before: StoryVersion | None) -> bool:
    return before is None or (before.stands, before.source_group, before.chain) != (
        version.stands,
        version.source_group,
        version.chain,
    )


def link_row(link: StoryLink) -> tuple[object, ...]:
    reasons = [{"name": f.name, "weight": f.weight, "reason": f.reason} for f in link.reasons]
    return link.one, link.other, link.bond.value, link.score, reasons


def _link_of(row: Row) -> StoryLink:
    reasons = tuple(Feature(**feature) for feature in row["reasons"])
    return StoryLink(row["story_id"], row["other_id"], Bond(row["relation"]), row["score"], reasons)


def version_row(version: StoryVersion) -> tuple[object, ...]:
    return (
        version.story_id,
        version.chain,
        version.position,
        version.relation.value,
        version.supersedes,
        version.stands,
        version.source_group,
        version.known,
        version.reason,
    )


def _version_of(row: Row) -> StoryVersion:
    return StoryVersion(**{**row, "relation": Relation(row["relation"])})
