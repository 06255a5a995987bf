"""Identities of states, places, groups and bodies kept in the ledger, drawn from counts.

However often a state is named, a story that names it once more changes the counts, the state's row, and the
links of that story alone; the links of other stories change only where an identity's id or a reason does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dragoman.ledger.database import Database, Row
from dragoman.ledger.derived_tables import IDENTITIES, IDENTITY_LINKS
from dragoman.ledger.identity import PERSONS
from dragoman.ledger.likeness import Likeness, Name, forms, parted
from dragoman.ledger.names import fold
from dragoman.ledger.world import Identity
from dragoman.model import EntityKind

Whole = tuple[str, str]
"""An entity in the whole ledger: its story and its id within it."""

_COUNTED = """WITH held AS (SELECT * FROM appearances WHERE {blocks}),
 forms AS (SELECT h.story_id, h.entity_id, list(m.text ORDER BY m.text) AS forms
  FROM held h JOIN mentions m USING (story_id, entity_id) GROUP BY ALL)
 SELECT h.block, e.name, e.kind, e.code, e.country, e.sector, f.forms, l.identity_id, l.reason,
  count(*) AS count, min(s.published) AS day,
  min({{'day': coalesce(s.published, DATE '9999-12-31'), 'story': h.story_id, 'entity': h.entity_id}})
  AS first
 FROM held h JOIN entities e ON e.story_id = h.story_id AND e.id = h.entity_id
 JOIN stories s ON s.id = h.story_id
 LEFT JOIN forms f ON f.story_id = h.story_id AND f.entity_id = h.entity_id
 LEFT JOIN identity_links l ON l.story_id = h.story_id AND l.entity_id = h.entity_id
 GROUP BY h.block, e.name, e.kind, e.code, e.country, e.sector, f.forms, l.identity_id, l.reason"""

_AMONG = """SELECT h.block, h.story_id, h.entity_id, e.name, e.code, e.country, l.identity_id, l.reason
 FROM appearances h JOIN entities e ON e.story_id = h.story_id AND e.id = h.entity_id
 LEFT JOIN identity_links l ON l.story_id = h.story_id AND l.entity_id = h.entity_id
 WHERE list_contains(?::VARCHAR[], h.block) AND (l.identity_id IS NULL
 OR list_contains(?::VARCHAR[], concat_ws(chr(9), h.block, e.name, e.code, e.country)))"""


def settle_counted(
    database: Database, blocks: Sequence[str], gone: set[str]
) -> tuple[dict[Whole, str], dict[Whole, str]]:
    """Bring the identities within these blocks up to date, and return the identities of the entities that
    another one stands for than before: what it was, and what it is.

    `gone` are identities of which entities are taken out.
    """
    asked = _COUNTED.format(blocks="list_contains(?::VARCHAR[], block)")
    counted = database.rows(asked, [list(blocks)]) if blocks else []
    identities, linked = _parted(counted)
    old = gone | {row["identity_id"] for row in counted if row["identity_id"]}
    database.delete(IDENTITIES, "id", sorted(old))
    database.insert(IDENTITIES, [identity_row(identity) for identity in identities])
    return _relinked(database, blocks, counted, linked)


def count_whole(database: Database) -> None:
    """Draw the identities within all blocks but those of persons, where there are none yet, and link all."""
    counted = database.rows(_COUNTED.format(blocks=_NO_PERSON))
    identities, linked = _parted(counted)
    database.insert(IDENTITIES, [identity_row(identity) for identity in identities])
    database.execute(
        """CREATE TEMP TABLE counted_links
        (block VARCHAR, name VARCHAR, code VARCHAR, country VARCHAR, identity VARCHAR, reason VARCHAR)"""
    )
    made = [(key, *called, *to) for (key, called), to in linked.items()]
    if made:
        lists = ", ".join(["unnest(?::VARCHAR[])"] * 6)
        database.execute(
            f"INSERT INTO counted_links SELECT {lists}", [list(column) for column in zip(*made, strict=True)]
        )
    database.execute(
        """INSERT INTO identity_links SELECT h.story_id, h.entity_id, c.identity, c.reason FROM appearances h
        JOIN entities e ON e.story_id = h.story_id AND e.id = h.entity_id
        JOIN counted_links c ON c.block = h.block AND c.name = e.name
        AND c.code IS NOT DISTINCT FROM e.code AND c.country IS NOT DISTINCT FROM e.country"""
    )
    database.execute("DROP TABLE counted_links")


_NO_PERSON = f"NOT starts_with(block, '{PERSONS}')"


def _parted(counted: Sequence[Row]) -> tuple[list[Identity], dict[tuple[str, Name], tuple[str, str]]]:
    """Return the identities within blocks, and for each name in a block its identity and the reason."""
    within: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(counted, key=lambda row: (row["first"]["day"], *_first(row))):
        within[row["block"]].append(row)
    identities: list[Identity] = []
    linked: dict[tuple[str, Name], tuple[str, str]] = {}
    for key in sorted(within):
        for identity, reasons in parted([_likeness(row) for row in within[key]]):
            identities.append(identity)
            linked |= {(key, called): (identity.id, reason) for called, reason in reasons.items()}
    return identities, linked


def _relinked(
    database: Database,
    blocks: Sequence[str],
    counted: Sequence[Row],
    linked: dict[tuple[str, Name], tuple[str, str]],
) -> tuple[dict[Whole, str], dict[Whole, str]]:
    """Write the links that are new or other than before, and return what they were and what they are."""
    other = {
        "\t".join(part for part in (row["block"], *_called(row)) if part is not None)
        for row in counted
        if row["identity_id"] and linked[row["block"], _called(row)] != (row["identity_id"], row["reason"])
    }
    found = database.rows(_AMONG, [list(blocks), sorted(other)]) if blocks else []
    moved = [row for row in found if row["identity_id"]]
    if moved:
        database.execute(
            """DELETE FROM identity_links USING
            (SELECT unnest(?::VARCHAR[]) AS story, unnest(?::VARCHAR[]) AS entity) x
            WHERE story_id = x.story AND entity_id = x.entity""",
            [[row["story_id"] for row in moved], [row["entity_id"] for row in moved]],
        )
    made = [(row["story_id"], row["entity_id"], *linked[row["block"], _called(row)]) for row in found]
    database.insert(IDENTITY_LINKS, made)
    before = {(row["story_id"], row["entity_id"]): row["identity_id"] for row in moved}
    return before, {(story, entity): identity for story, entity, identity, _ in made}


def identity_row(identity: Identity) -> tuple[Any, ...]:
    """Return the identity's row for the table `identities`."""
    return (
        identity.id,
        identity.name,
        identity.kind.value,
        identity.code,
        list(identity.sector),
        list(identity.aliases),
        terms(identity),
    )


def terms(identity: Identity) -> str:
    """Return the names of an identity, folded, between bars."""
    return "".join(f"| {fold(name)} " for name in (identity.name, *identity.aliases)) + "|"


def _called(row: Row) -> Name:
    return row["name"], row["code"], row["country"]


def _first(row: Row) -> Whole:
    return row["first"]["story"], row["first"]["entity"]


def _likeness(row: Row) -> Likeness:
    return Likeness(
        row["name"],
        EntityKind(row["kind"]),
        row["code"],
        row["country"],
        tuple(row["sector"]),
        forms(row["name"], row["forms"] or ()),
        row["count"],
        row["day"],
        _first(row),
    )
