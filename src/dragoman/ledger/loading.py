"""A folder of tables brought into the tables of facts at once, as entering its records one by one would."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from pathlib import Path

from dragoman.ledger import intake
from dragoman.ledger.base_tables import COPIES, FAILURES, STORIES
from dragoman.ledger.database import Database
from dragoman.ledger.intake import Change, enter, now
from dragoman.ledger.schema import CHILDREN
from dragoman.ledger.table import Table
from dragoman.ledger.tables import records_of
from dragoman.model import Failure

PIECE = 200
"""Units: records entered at once where stories are there already."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many stories and failures a folder brought."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    kept: int = 0
    """Stories of which a newer version of the program had made the record that stands."""
    failures: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        """Return the two together."""
        return Loaded(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def load(database: Database, folder: Path) -> Loaded:
    """Enter the stories of a folder of tables, all of them or none, and return what that changed.

    Beside the five tables of records the folder may hold `copies` and `failures`. Stories that the ledger
    does not hold are loaded as they are; one that it holds is left or replaced as when its record is entered.

    Raises: LedgerError if the ledger cannot be written; StoryError if a table is not sound.
    """
    with database.transaction():
        _look(database, folder)
        loaded = _failures(database, folder)
        changes = _known(database, folder)
        for table in (STORIES, *CHILDREN):
            _insert(database, table, folder)
        _copies(database)
        database.execute("INSERT INTO unsettled SELECT id FROM part_new")
        added = int(database.column("SELECT count(*) FROM part_new")[0])
        same = int(database.column("SELECT count(*) FROM part_same")[0])
        for name in ("part_new", "part_same", "part_places"):
            database.execute(f"DROP TABLE {name}")
    return loaded + Loaded(
        added=added,
        replaced=changes.count(Change.REPLACED),
        unchanged=same + changes.count(Change.UNCHANGED),
        kept=changes.count(Change.KEPT),
    )


def _path(folder: Path, table: Table) -> str:
    return str(folder / f"{table.name}.parquet")


def _look(database: Database, folder: Path) -> None:
    """Part the stories of a folder: new ones, those there just so, and others; and where all were read."""
    stories = _path(folder, STORIES)
    database.execute(
        """CREATE TEMP TABLE part_same AS SELECT p.id FROM read_parquet(?) p
        JOIN stories s ON s.id = p.id AND s.digest = p.digest AND s.version = p.version""",
        [stories],
    )
    database.execute(
        """CREATE TEMP TABLE part_new AS SELECT p.id FROM read_parquet(?) p
        WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = p.id)""",
        [stories],
    )
    copies = _path(folder, COPIES)
    places = "SELECT story_id, source FROM read_parquet(?)"
    if not Path(copies).exists():
        places, copies = "SELECT id AS story_id, source FROM read_parquet(?)", stories
    database.execute(
        f"CREATE TEMP TABLE part_places AS SELECT DISTINCT * FROM ({places}) WHERE source IS NOT NULL",
        [copies],
    )


def _failures(database: Database, folder: Path) -> Loaded:
    """Enter the texts that could not be read; those that have been read are failures no more."""
    path = _path(folder, FAILURES)
    count = 0
    if Path(path).exists():
        for row in database.rows("SELECT source, reason, hint FROM read_parquet(?)", [path]):
            intake.enter_failure(database, Failure(row["source"], row["reason"], row["hint"]))
            count += 1
    database.execute("DELETE FROM failures WHERE source IN (SELECT source FROM part_places)")
    return Loaded(failures=count)


def _known(database: Database, folder: Path) -> list[Change]:
    """Enter one by one the stories of which the ledger holds another record."""
    asked = """SELECT id FROM read_parquet(?) WHERE id NOT IN (SELECT id FROM part_new)
    AND id NOT IN (SELECT id FROM part_same)"""
    others = set(database.column(asked, [_path(folder, STORIES)]))
    changes: list[Change] = []
    if others:
        some = [record for record in records_of(folder) if record.story.id in others]
        for start in range(0, len(some), PIECE):
            changes += enter(database, some[start : start + PIECE])
    return changes


def _insert(database: Database, table: Table, folder: Path) -> None:
    """Load the rows of the new stories into a table."""
    columns = ", ".join(
        "?" if column.name == "read_at" else f"{column.name}::{column.type.removesuffix(' PRIMARY KEY')}"
        for column in table.columns
    )
    key = "id" if table is STORIES else "story_id"
    values = [now()] if "read_at" in table.names else []
    database.execute(
        f"""INSERT INTO {table.name} SELECT {columns} FROM read_parquet(?)
        WHERE {key} IN (SELECT id FROM part_new)""",
        [*values, _path(folder, table)],
    )


def _copies(database: Database) -> None:
    """Take down where the texts were read; a story goes by the first of its places by name."""
    database.execute(
        """INSERT INTO copies SELECT story_id, source FROM part_places p
        WHERE NOT EXISTS (SELECT 1 FROM copies c WHERE c.story_id = p.story_id AND c.source = p.source)"""
    )
    database.execute(
        """UPDATE stories SET source = first.source
        FROM (SELECT story_id, min(source) AS source FROM copies
              WHERE story_id IN (SELECT story_id FROM part_places) GROUP BY story_id) first
        WHERE stories.id = first.story_id AND stories.source IS DISTINCT FROM first.source"""
    )
