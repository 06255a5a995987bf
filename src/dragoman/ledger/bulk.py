"""A whole ledger settled at once: the comparing is shared out, the joining is the database's.

What follows from the stories is a function of their set (decision 0009), so it can be drawn from all of them
at once: every story is sketched, every pair that shares a key is judged, every block of persons linked, every
pair of reports that shares a block compared, and every neighbourhood settled - each step in batches that know
nothing of each other, which `compute` may hand to any number of workers. Between the steps the database
joins on the keys. All is one transaction: a process that is killed leaves the ledger as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from dragoman.ledger import bulk_tasks as tasks
from dragoman.ledger import reading, rows
from dragoman.ledger.bulk_tasks import Compared, Parts, Standing
from dragoman.ledger.casts import make_casts
from dragoman.ledger.chains import StoryVersion
from dragoman.ledger.counting import count_whole
from dragoman.ledger.database import Database
from dragoman.ledger.derived_tables import (
    APPEARANCES,
    CLAIMS,
    DERIVED,
    EVENT_REPORTS,
    EVENTS,
    OUTCOMES,
    PARTIES,
    PLANS,
    REPORT_LINKS,
    SKETCHES,
    STORY_LINKS,
    STORY_VERSIONS,
    WEIGHED,
)
from dragoman.ledger.identity import PERSONS
from dragoman.ledger.identity_shelf import appearances, keep, who
from dragoman.ledger.joining import standing
from dragoman.ledger.kinship import link_row, version_row
from dragoman.ledger.neighbourhoods import neighbourhoods
from dragoman.ledger.reviewing import Pair, rulings
from dragoman.ledger.reviews import reviews
from dragoman.ledger.told import Told
from dragoman.ledger.versions import KILL_DAYS, StoryLink
from dragoman.ledger.world import Link, Verdict

STORIES_AT_ONCE = 400
PAIRS_AT_ONCE = 2000
REPORTS_AT_ONCE = 1000

Given = TypeVar("Given")
Done = TypeVar("Done")


class Compute(Protocol):
    """Maps a function over batches, in any order; all can be pickled."""

    def __call__(self, work: Callable[[Given], Done], given: Iterable[Given]) -> Iterator[Done]:
        """Yield what the work returns for each."""


def here(work: Callable[[Given], Done], given: Iterable[Given]) -> Iterator[Done]:
    """Yield what the work returns for each, done in this process."""
    return map(work, given)


def settle_whole(
    database: Database, compute: Compute = here, tell: Callable[[str], None] = lambda words: None
) -> None:
    """Draw the consequences of all stories anew, whatever is settled already.

    Raises: LedgerError if the file cannot be written.
    """
    with database.transaction():
        for table in DERIVED:
            database.execute(f"DELETE FROM {table.name}")
        tell("settling: versions of stories")
        _stories(database, compute)
        tell("settling: identities")
        _identities(database, compute)
        tell("settling: reports")
        _reports(database, compute)
        tell("settling: which reports bear on each other")
        _connect(database, compute)
        tell("settling: events and plans")
        _events(database, compute)
        database.execute("DELETE FROM unsettled")
        for name in ("bulk_asks", "bulk_story_pairs", "bulk_told", "bulk_pairs"):
            database.execute(f"DROP TABLE IF EXISTS {name}")


def _batches(items: Sequence[Given], size: int) -> Iterator[Sequence[Given]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


# --- versions of stories


def _stories(database: Database, compute: Compute) -> None:
    """Sketch all stories, judge those that share a key, and put the versions of each in order."""
    ids = database.column("SELECT id FROM stories ORDER BY id")
    alone: dict[str, StoryVersion] = {}
    database.execute("CREATE TEMP TABLE bulk_asks (story_id VARCHAR, key UBIGINT)")
    given = (list(_told(database, some).values()) for some in _batches(ids, STORIES_AT_ONCE))
    for made in compute(tasks.sketched, given):
        database.insert(SKETCHES, [(s.story_id, list(s.keys)) for s, _ in made])
        asked = [(s.story_id, key) for s, _ in made for key in s.asks]
        if asked:
            database.execute(
                "INSERT INTO bulk_asks SELECT unnest(?::VARCHAR[]), unnest(?::UBIGINT[])",
                [list(column) for column in zip(*asked, strict=True)],
            )
        alone |= {version.story_id: version for _, version in made}
    links: list[StoryLink] = []
    for found in compute(tasks.judged, _story_pairs(database)):
        links += found
    database.insert(STORY_LINKS, [link_row(link) for link in links])
    versions = _versions(database, compute, links, alone)
    for some in _batches(versions, PAIRS_AT_ONCE):
        database.insert(STORY_VERSIONS, [version_row(version) for version in some])


def _told(database: Database, ids: Sequence[str]) -> dict[str, Told]:
    """Return these stories with the places that they were read from."""
    places: dict[str, list[str]] = defaultdict(list)
    for row in database.among("SELECT * FROM copies WHERE story_id IN ({ids})", ids):
        places[row["story_id"]].append(row["source"])
    return {
        row["id"]: Told(rows.story_of(row), tuple(sorted(places[row["id"]])))
        for row in database.among("SELECT * FROM stories WHERE id IN ({ids})", ids)
    }


def _story_pairs(database: Database) -> Iterator[tuple[Mapping[str, Told], Sequence[Pair]]]:
    """Yield the pairs of stories to be judged: of one key, of one number, and with a notice."""
    database.execute(
        """CREATE TEMP TABLE bulk_story_pairs AS SELECT row_number() OVER () - 1 AS n, a, b FROM
        (SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM (
        SELECT q.story_id AS a, k.story_id AS b FROM bulk_asks q
        JOIN (SELECT story_id, unnest(keys) AS key FROM sketches) k USING (key)
        UNION ALL SELECT x.id, y.id FROM stories x JOIN stories y ON x.guid = y.guid WHERE x.guid <> ''
        UNION ALL SELECT x.id, y.id FROM stories x JOIN stories y ON x.kills = y.guid WHERE x.kills <> ''
        UNION ALL SELECT x.id, y.id FROM stories x JOIN stories y ON x.kills = y.kills WHERE x.kills <> ''
        UNION ALL SELECT n.id, s.id FROM
        (SELECT id, coalesce(published, dateline_day) AS day FROM stories WHERE kind = 'kill') n,
        (SELECT id, coalesce(published, dateline_day) AS day FROM stories WHERE kind <> 'kill') s
        WHERE n.day IS NULL OR s.day IS NULL OR n.day - s.day BETWEEN 0 AND ?) WHERE a <> b ORDER BY 1, 2)""",
        [KILL_DAYS],
    )
    for some in _pages(database, "bulk_story_pairs", STORIES_AT_ONCE // 2):
        yield _told(database, sorted({id for ids in some for id in ids})), some


def _pages(database: Database, table: str, size: int) -> Iterator[list[Pair]]:
    """Yield the pairs of a table, some at a time, in its order."""
    count = int(database.column(f"SELECT count(*) FROM {table}")[0])
    for start in range(0, count, size):
        asked = f"SELECT a, b FROM {table} WHERE n BETWEEN ? AND ? ORDER BY n"
        yield [(row["a"], row["b"]) for row in database.rows(asked, [start, start + size - 1])]


def _versions(
    database: Database, compute: Compute, links: Sequence[StoryLink], alone: dict[str, StoryVersion]
) -> list[StoryVersion]:
    """Return where all stories stand: those without links by themselves, the others among their like."""
    bound = sorted({id for link in links for id in (link.one, link.other)})
    tied = [(link.one, link.other) for link in links]
    within: dict[tuple[str, ...], list[StoryLink]] = {group: [] for group in neighbourhoods(bound, tied)}
    of = {id: group for group in within for id in group}
    for link in sorted(links, key=lambda link: (link.one, link.other)):
        within[of[link.one]].append(link)

    def given() -> Iterator[list[tuple[list[Told], list[StoryLink]]]]:
        some: list[tuple[str, ...]] = []
        for group in within:
            some.append(group)
            if sum(map(len, some)) >= STORIES_AT_ONCE:
                yield loaded(some)
                some = []
        if some:
            yield loaded(some)

    def loaded(groups: list[tuple[str, ...]]) -> list[tuple[list[Told], list[StoryLink]]]:
        told = _told(database, [id for group in groups for id in group])
        return [([told[id] for id in group], within[group]) for group in groups]

    for made in compute(tasks.chained, given()):
        alone |= {version.story_id: version for version in made}
    return [alone[id] for id in sorted(alone)]


# --- identities


def _identities(database: Database, compute: Compute) -> None:
    """Link the entities of all stories that stand: persons block by block, others by their counts."""
    ids = _standing_ids(database)
    given = (reading.entities(database, some) for some in _batches(ids, STORIES_AT_ONCE))
    for made in compute(tasks.blocked, given):
        database.insert(APPEARANCES, made)
    asked = "SELECT block, count(*) AS n FROM appearances WHERE starts_with(block, ?) GROUP BY 1 ORDER BY 1"
    counts = [(row["block"], int(row["n"])) for row in database.rows(asked, [PERSONS])]
    blocks = (appearances(database, some) for some in _by_weight(counts, REPORTS_AT_ONCE))
    for identities in compute(tasks.linked, blocks):
        keep(database, identities)
    count_whole(database)


def _standing_ids(database: Database) -> list[str]:
    return database.column("SELECT story_id FROM story_versions WHERE stands ORDER BY story_id")


def _by_weight(weighed: Iterable[tuple[Given, int]], most: int) -> Iterator[list[Given]]:
    """Yield the items in lists whose weights add up to no more than that, but for heavier single ones."""
    some: list[Given] = []
    sum = 0
    for item, weight in weighed:
        if some and sum + weight > most:
            yield some
            some, sum = [], 0
        some.append(item)
        sum += weight
    if some:
        yield some


# --- reports


def _reports(database: Database, compute: Compute) -> None:
    """Weigh all reports of stories that stand, and keep each packed."""
    ruled = reviews(database)
    database.execute("CREATE TEMP TABLE bulk_told (report_id VARCHAR, packed BLOB)")

    def given() -> Iterator[Standing]:
        for some in _batches(_standing_ids(database), STORIES_AT_ONCE):
            named = who(database, some)
            asked = sorted(set(named.values()))
            known = database.among("SELECT id, code FROM identities WHERE id IN ({ids})", asked)
            texts = database.among("SELECT id, text FROM stories WHERE id IN ({ids})", some)
            yield Standing(
                database.among("SELECT * FROM reports WHERE story_id IN ({ids})", some),
                reading.entities(database, some),
                reading.lines(database, some),
                {row["id"]: row["text"] for row in texts},
                [Link(story, entity, identity, "") for (story, entity), identity in named.items()],
                standing(database, some),
                {row["id"]: row["code"] for row in known},
                ruled,
            )

    for made in compute(tasks.folded, given()):
        database.insert(WEIGHED, [one.row for one in made])
        if made:
            database.execute(
                "INSERT INTO bulk_told SELECT unnest(?::VARCHAR[]), unnest(?::BLOB[])",
                [[one.row[0] for one in made], [one.packed for one in made]],
            )
    database.execute("CREATE INDEX bulk_told_by_id ON bulk_told (report_id)")


def _packed(database: Database, ids: Iterable[str]) -> list[bytes]:
    asked = "SELECT packed FROM bulk_told WHERE report_id IN ({ids})"
    return [bytes(row["packed"]) for row in database.among(asked, sorted(set(ids)))]


def _connect(database: Database, compute: Compute) -> None:
    """Compare the reports that share a block, and those of which a person ruled that they are one."""
    ruled = dict(rulings(reviews(database)))
    database.execute(
        """CREATE TEMP TABLE bulk_pairs AS
        WITH k AS (SELECT report_id, unnest(keys) AS key FROM weighed)
        SELECT row_number() OVER () - 1 AS n, a, b FROM
        (SELECT DISTINCT x.report_id AS a, y.report_id AS b FROM k x JOIN k y USING (key)
        WHERE x.report_id < y.report_id ORDER BY 1, 2)"""
    )

    def given() -> Iterator[Compared]:
        for some in _pages(database, "bulk_pairs", PAIRS_AT_ONCE):
            told = {p: ruled[p] for p in some if p in ruled}
            yield Compared(_packed(database, (id for p in some for id in p)), some, told)
        merged = {p: verdict for p, verdict in ruled.items() if verdict is Verdict.MERGE}
        if merged:
            yield Compared(_packed(database, (id for p in merged for id in p)), [], merged)

    seen: set[tuple[str, str, str]] = set()
    for made in compute(tasks.compared, given()):
        new = [row for row in made if row[:3] not in seen]
        if ruled:
            seen.update(row[:3] for row in made)
        database.insert(REPORT_LINKS, new)


# --- events and plans


_TABLES = {table.name: table for table in (EVENTS, EVENT_REPORTS, PARTIES, CLAIMS, PLANS, OUTCOMES)}


def _events(database: Database, compute: Compute) -> None:
    """Settle every neighbourhood of reports."""
    ruled = dict(rulings(reviews(database)))
    bound = database.rows("SELECT report_id, other_id FROM report_links")
    ids = database.column("SELECT report_id FROM weighed ORDER BY report_id")
    parts = neighbourhoods(ids, [(row["report_id"], row["other_id"]) for row in bound])

    def given() -> Iterator[Parts]:
        for some in _by_weight(((part, len(part)) for part in parts), REPORTS_AT_ONCE):
            within = {id for part in some for id in part}
            tied = sorted(id for part in some if len(part) > 1 for id in part)
            links = database.among("SELECT * FROM report_links WHERE report_id IN ({ids})", tied)
            told = {p: verdict for p, verdict in ruled.items() if within.issuperset(p)}
            yield Parts(_packed(database, within), [tuple(row.values()) for row in links], told)

    for made in compute(tasks.settled, given()):
        for name, found in made.items():
            database.insert(_TABLES[name], found)
    make_casts(database)
