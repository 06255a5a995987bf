"""What the stories tell, out of the tables of facts: records, entries, failures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from dragoman.errors import NotFoundError
from dragoman.ledger import rows
from dragoman.ledger.database import Database
from dragoman.ledger.entry import Entry, StoryLine, entry
from dragoman.ledger.select import ORDER, EventFilter, where
from dragoman.model import Entity, Failure, Record

Found = TypeVar("Found")

LINE = "* EXCLUDE (text, passages)"
"""The columns of `stories` that make a story's line."""

_STANDS = "coalesce((SELECT v.stands FROM story_versions v WHERE v.story_id = r.story_id), TRUE)"


def failures(database: Database) -> list[Failure]:
    """Return the texts that could not be read, by source."""
    return [
        Failure(**row) for row in database.rows("SELECT source, reason, hint FROM failures ORDER BY source")
    ]


def reports(database: Database, wanted: EventFilter, history: bool) -> list[Entry]:
    """Return the reports asked for, by day, the undated last; with `history` also those of superseded and
    withdrawn stories.
    """
    condition, values = where(wanted)
    limit = "" if wanted.limit is None else f" LIMIT {int(wanted.limit)}"
    stands = "TRUE" if history else _STANDS
    found = database.rows(
        f"SELECT r.* FROM reports r JOIN stories s ON s.id = r.story_id WHERE {condition} AND {stands}"
        f" {ORDER}{limit}",
        values,
    )
    return entries(database, found)


def report(database: Database, id: str) -> Entry:
    """Return the report of that id, or of the one id that begins so.

    Raises: NotFoundError if there is none, or more than one.
    """
    found: list[Entry] = []
    if id.strip():
        whole = database.rows("SELECT * FROM reports WHERE id = ?", [id.strip().lower()])
        asked = "SELECT * FROM reports WHERE starts_with(id, lower(?)) ORDER BY id, story_id LIMIT 3"
        found = entries(database, whole or database.rows(asked, [id.strip()]))
    return only(found, [e.event.id for e in found], "event", id, "`dragoman events` lists them")


def story(database: Database, id: str) -> Record:
    """Return the record of the story of that id, or of the one id that begins so.

    Raises: NotFoundError if there is none, or more than one.
    """
    found = database.rows("SELECT id FROM stories WHERE id = ?", [id.strip().lower()])
    found = found or database.rows(
        "SELECT id FROM stories WHERE starts_with(id, lower(?)) ORDER BY id LIMIT 3", [id.strip()]
    )
    row = only(found, [r["id"] for r in found], "story", id, "`dragoman stories` lists them")
    return records(database, [row["id"]])[0]


def records(database: Database, ids: Sequence[str]) -> list[Record]:
    """Return the records of the stories of these whole ids, in their order, without those not there."""
    told, gone = _by_story(database, "reports", ids), _by_story(database, "stops", ids)
    known = entities(database, ids)
    held = {row["id"]: row for row in database.among("SELECT * FROM stories WHERE id IN ({ids})", ids)}
    made = []
    for id in ids:
        if (row := held.get(id)) is not None:
            events = tuple(map(rows.event_of, told.get(id, [])))
            stops = tuple(map(rows.stop_of, gone.get(id, [])))
            made.append(Record(rows.story_of(row), tuple(known[id].values()), events, row["version"], stops))
    return made


def _by_story(database: Database, table: str, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a table of facts of these stories, by story, in the order of the text."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in database.among(f"SELECT * FROM {table} WHERE story_id IN ({{ids}})", ids):
        found.setdefault(row["story_id"], []).append(row)
    for some in found.values():
        some.sort(key=lambda row: int(row["position"]))
    return found


def stories(database: Database) -> list[StoryLine]:
    """Return every story's line, by day of publication, the undated last."""
    found = database.rows(f"SELECT {LINE} FROM stories ORDER BY published NULLS LAST, id")
    return [rows.line_of(row) for row in found]


def lines(database: Database, ids: Sequence[str]) -> dict[str, StoryLine]:
    """Return the lines of these stories, by id."""
    found = database.among(f"SELECT {LINE} FROM stories WHERE id IN ({{ids}})", ids)
    return {row["id"]: rows.line_of(row) for row in found}


def entries(database: Database, reports: Sequence[dict[str, Any]]) -> list[Entry]:
    """Return the entries of rows of `reports`, in their order."""
    ids = sorted({row["story_id"] for row in reports})
    known = entities(database, ids)
    told = lines(database, ids)
    return [entry(rows.event_of(r), known[r["story_id"]], told[r["story_id"]]) for r in reports]


def entities(database: Database, stories: Sequence[str]) -> dict[str, dict[str, Entity]]:
    """Return the entities of these stories, by story and id, in order."""
    mentions: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in database.among("SELECT * FROM mentions WHERE story_id IN ({ids})", stories):
        mentions.setdefault((row["story_id"], row["entity_id"]), []).append((row["position"], row["text"]))
    found: dict[str, dict[str, Entity]] = {story: {} for story in stories}
    named = database.among("SELECT * FROM entities WHERE story_id IN ({ids})", stories)
    for row in sorted(named, key=lambda row: (row["story_id"], row["position"])):
        forms = [text for _, text in sorted(mentions.get((row["story_id"], row["id"]), []))]
        found[row["story_id"]][row["id"]] = rows.entity_of(row, forms)
    return found


def only(found: Sequence[Found], ids: Sequence[str], what: str, asked: str, hint: str) -> Found:
    """Return the one thing found. Raises: NotFoundError if there is none, or more than one."""
    if not found:
        raise NotFoundError(f"there is no {what} {asked!r}", hint=hint)
    if len(found) > 1:
        some = ", ".join(id[:12] for id in ids)
        raise NotFoundError(f"more than one {what} begins with {asked!r}: {some}", hint="give more digits")
    return found[0]
