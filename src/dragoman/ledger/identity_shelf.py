"""Identities kept in the ledger: linked anew in the blocks that a story touches, and found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.ledger import reading
from dragoman.ledger.counting import identity_row, settle_counted
from dragoman.ledger.database import Database, Row
from dragoman.ledger.derived_tables import APPEARANCES, IDENTITIES, IDENTITY_LINKS, OFFICES
from dragoman.ledger.identity import PERSONS, block, link
from dragoman.ledger.names import fold
from dragoman.ledger.world import Appearance, Identity, Link, Office
from dragoman.model import EntityKind

Whole = tuple[str, str]
"""An entity in the whole ledger: its story and its id within it."""


def settle_identities(database: Database, stories: Sequence[str], standing: Sequence[str]) -> set[str]:
    """Link the entities of these stories, of which some stand, and return the stories of which an entity is
    another identity than before.
    """
    was = {row["block"] for row in database.among(_BLOCKS, stories)}
    links = database.among("SELECT * FROM identity_links WHERE story_id IN ({ids})", stories)
    before = {(row["story_id"], row["entity_id"]): row["identity_id"] for row in links}
    people = _links_in(database, _persons(was))
    database.delete(IDENTITY_LINKS, "story_id", stories)
    database.delete(APPEARANCES, "story_id", stories)
    known = reading.entities(database, standing)
    added = [(block(e, story), story, e.id) for story in standing for e in known[story].values()]
    database.insert(APPEARANCES, added)
    blocks = {*was, *(key for key, _, _ in added)}
    persons = _persons(blocks)
    people |= _links_in(database, persons)
    identities = link(appearances(database, persons))
    after = {(made.story_id, made.entity_id): made.identity_id for i in identities for made in i.links}
    _drop(database, set(people.values()))
    keep(database, identities)
    gone = set(before.values()) - set(people.values())
    earlier, later = settle_counted(database, sorted(blocks - set(persons)), gone)
    before |= people | earlier
    after |= later
    return {whole[0] for whole in {*before, *after} if before.get(whole) != after.get(whole)}


def _persons(blocks: Iterable[str]) -> list[str]:
    return sorted(key for key in blocks if key.startswith(PERSONS))


_BLOCKS = "SELECT DISTINCT block FROM appearances WHERE story_id IN ({ids})"


def _drop(database: Database, identities: set[str]) -> None:
    old = sorted(identities)
    for table, column in ((IDENTITIES, "id"), (IDENTITY_LINKS, "identity_id"), (OFFICES, "identity_id")):
        database.delete(table, column, old)


def identities_of(database: Database, ids: Sequence[str]) -> list[Identity]:
    """Return these identities, in this order; those that the ledger does not hold are left out."""
    found = {row["id"]: row for row in database.among("SELECT * FROM identities WHERE id IN ({ids})", ids)}
    links: dict[str, list[Link]] = defaultdict(list)
    for row in database.among("SELECT * FROM identity_links WHERE identity_id IN ({ids})", ids):
        made = Link(row["story_id"], row["entity_id"], row["identity_id"], row["reason"])
        links[made.identity_id].append(made)
    offices: dict[str, list[Row]] = defaultdict(list)
    for row in database.among("SELECT * FROM offices WHERE identity_id IN ({ids})", ids):
        offices[row["identity_id"]].append(row)
    return [_identity(found[id], links[id], offices[id]) for id in ids if id in found]


def named(database: Database, name: str) -> list[str]:
    """Return the ids of the identities that go by a name, a word of one, or a code; the best known first."""
    asked = fold(name.strip())
    found = database.rows(
        """SELECT i.id, count(l.story_id) AS known, contains(i.terms, '| ' || ? || ' |') AS whole
        FROM identities i LEFT JOIN identity_links l ON l.identity_id = i.id
        WHERE contains(i.terms, ' ' || ? || ' ') OR lower(i.id) = ?
        OR (upper(i.code) = upper(?) AND i.kind IN ('state', 'igo'))
        GROUP BY i.id, i.terms ORDER BY whole DESC, known DESC, i.id""",
        [asked, asked, asked, name.strip()],
    )
    return [row["id"] for row in found]


def going_by(database: Database, name: str, *, without: str) -> list[str]:
    """Return the ids of the identities that go by a name or a word of one, sorted; not those of a code."""
    asked = "SELECT id FROM identities WHERE contains(terms, ?) AND code IS DISTINCT FROM ?"
    return sorted(database.column(asked, [f" {fold(name.strip())} ", without]))


def who(database: Database, stories: Sequence[str]) -> dict[Whole, str]:
    """Return for each entity of these stories its identity."""
    found = database.among("SELECT * FROM identity_links WHERE story_id IN ({ids})", stories)
    return {(row["story_id"], row["entity_id"]): row["identity_id"] for row in found}


def _links_in(database: Database, blocks: Sequence[str]) -> dict[Whole, str]:
    """Return the identities of the entities in these blocks as they were last linked."""
    asked = """SELECT l.story_id, l.entity_id, l.identity_id FROM appearances a
    JOIN identity_links l USING (story_id, entity_id) WHERE a.block IN ({ids})"""
    found = database.among(asked, blocks)
    return {(row["story_id"], row["entity_id"]): row["identity_id"] for row in found}


def appearances(database: Database, blocks: Sequence[str]) -> list[Appearance]:
    """Return the entities in these blocks, each with the story that names it."""
    held = database.among("SELECT story_id, entity_id FROM appearances WHERE block IN ({ids})", blocks)
    asked = {(row["story_id"], row["entity_id"]) for row in held}
    stories = sorted({story for story, _ in asked})
    known = reading.entities(database, stories)
    lines = reading.lines(database, stories)
    return [Appearance(lines[story], known[story][entity]) for story, entity in sorted(asked)]


def keep(database: Database, identities: Sequence[Identity]) -> None:
    database.insert(IDENTITIES, [identity_row(identity) for identity in identities])
    links = [made for identity in identities for made in identity.links]
    made = [(m.story_id, m.entity_id, m.identity_id, m.reason) for m in links]
    database.insert(IDENTITY_LINKS, made)
    offices = [
        (i.id, n, o.title, o.code, o.first_day, o.last_day, list(o.stories))
        for i in identities
        for n, o in enumerate(i.offices)
    ]
    database.insert(OFFICES, offices)


def _identity(row: Mapping[str, Any], links: Sequence[Link], offices: Sequence[Row]) -> Identity:
    held = sorted(offices, key=lambda office: int(office["position"]))
    return Identity(
        id=row["id"],
        name=row["name"],
        kind=EntityKind(row["kind"]),
        code=row["code"],
        sector=tuple(row["sector"]),
        aliases=tuple(row["aliases"]),
        offices=tuple(
            Office(o["title"], o["code"], o["first_day"], o["last_day"], tuple(o["stories"])) for o in held
        ),
        links=tuple(sorted(links, key=lambda made: (made.story_id, made.entity_id))),
    )
