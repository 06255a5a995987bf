"""The ledger in a DuckDB file: opened, filled one story a transaction, settled, and asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dragoman.errors import LedgerError, NotFoundError, RunError
from dragoman.ledger import chronicle, identity_shelf, intake, memory, migrations, reading, reviews
from dragoman.ledger.bulk import Compute, here, settle_whole
from dragoman.ledger.chains import StoryVersion
from dragoman.ledger.database import MEMORY, Database, connect, explained
from dragoman.ledger.entry import Entry, StoryLine
from dragoman.ledger.intake import Change
from dragoman.ledger.kinship import story_versions
from dragoman.ledger.loading import Loaded, load
from dragoman.ledger.questions import Answer, ask
from dragoman.ledger.schema import SCHEMA_VERSION, TABLES
from dragoman.ledger.select import EventFilter
from dragoman.ledger.settling import is_settled, settle
from dragoman.ledger.shelf import ShelvedStory, shelf
from dragoman.ledger.world import Happening, Identity, Plan, Review, Verdict
from dragoman.model import Failure, Record

WAIT = 30.0
"""Units: seconds for which a ledger that another process holds is asked for again; its turns are short."""

SHORT_WAIT = 1.0
"""Units: seconds for which one who only reads asks for the file in order to settle it."""

TURN = 100
"""Units: stories that one who only reads settles before the file is free for others again."""


class Ledger:
    """A ledger in one file; open it with `Ledger.open` and close it, or use it as a context manager."""

    def __init__(self, database: Database, *, read_only: bool = False) -> None:
        self._db = database
        self._read_only = read_only
        self.path = database.path

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False, wait: float = WAIT) -> Self:
        """Return the ledger in this file; it is made if there is none, unless `read_only`.

        An older version's file is copied beside itself and brought to the present shape. A ledger whose
        stories are not all settled is settled first, if it can be written.

        Units: `wait` in seconds, for which a ledger that another process is writing is asked for again.
        Raises: LedgerError if the file is locked, damaged, no ledger, or a newer version's.
        """
        name = str(path)
        prepared = _prepare(name, wait) if read_only else None
        database = prepared or connect(name, read_only=read_only, wait=wait)
        try:
            version = migrations.version_of(database)
            if version == 0:
                if read_only:
                    raise LedgerError("the ledger is empty", where=name, hint="read a story into it first")
                migrations.make(database)
            elif version < SCHEMA_VERSION:
                database = _upgraded(database, version, wait)
        except BaseException:
            database.close()
            raise
        return cls(database, read_only=read_only)

    def close(self) -> None:
        """Close the file; closing it again does nothing."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, record: Record) -> Change:
        """Enter a story's record, all of it or nothing, and return what that changed.

        The same record again changes nothing; another reading of the same story takes its place, unless a
        newer version of the program made the one that stands.

        Raises: LedgerError if the file cannot be written.
        """
        return intake.enter(self._db, [record])[0]

    def add_all(self, records: Sequence[Record]) -> list[Change]:
        """Enter several records at once, all of them or none, and return what each changed.

        Raises: LedgerError if the file cannot be written.
        """
        return intake.enter(self._db, records)

    def load(self, folder: str | Path) -> Loaded:
        """Enter the stories of a folder of tables, all of them or none, and return what that changed.

        The folder is one that `dragoman export --format parquet` or `dragoman batch` wrote; the outcome is as
        if its records were entered one by one, much faster.

        Raises: LedgerError if the file cannot be written; StoryError if a table is not sound.
        """
        return load(self._db, Path(folder))

    def add_failure(self, failure: Failure) -> None:
        """Enter a text that could not be read; a later success from the same source takes it out.

        Raises: LedgerError if the file cannot be written.
        """
        intake.enter_failure(self._db, failure)

    def settle(self, limit: int | None = None) -> int:
        """Draw the consequences of the stories entered since, of at most `limit`; return how many are left.

        Raises: LedgerError if the file cannot be written.
        """
        return settle(self._db, limit)

    def settle_whole(self, compute: Compute = here, tell: Callable[[str], None] = lambda words: None) -> None:
        """Draw the consequences of all stories anew and at once, the comparing shared out by `compute`.

        What comes out is what `settle` makes story by story. `tell` is told each step.

        Raises: LedgerError if the file cannot be written.
        """
        settle_whole(self._db, compute, tell)

    def size(self) -> int:
        """Return how many stories the ledger holds."""
        return int(self._db.column("SELECT count(*) FROM stories")[0])

    def failures(self) -> list[Failure]:
        """Return the texts that could not be read, by source."""
        return reading.failures(self._db)

    def events(self, wanted: EventFilter | None = None) -> list[Entry]:
        """Return the reports asked for, as `reports` does."""
        return self.reports(wanted)

    def reports(
        self, wanted: EventFilter | None = None, *, history: bool = False, as_of: date | None = None
    ) -> list[Entry]:
        """Return what single stories tell, by day, the undated last; all of it when nothing is asked.

        With `history` also what superseded and withdrawn stories told; with `as_of` what was known then.
        """
        with self._then(as_of) as database:
            return reading.reports(database, wanted or EventFilter(), history)

    def happenings(
        self,
        wanted: EventFilter | None = None,
        *,
        as_of: date | None = None,
        among: Sequence[Collection[str]] = (),
    ) -> list[Happening]:
        """Return real-world events, each once over all stories that tell of it, by day, the undated last.

        With `as_of` what the ledger knew on that day: of the stories that were out by then. With `among`
        those in which one of each group of identities takes part.
        """
        with self._then(as_of) as database:
            return chronicle.happenings(database, wanted or EventFilter(), as_of, among)

    def happening(self, id: str) -> Happening:
        """Return the real-world event of that id, of the one id that begins so, or that a report is of.

        Raises: NotFoundError if there is none, or more than one.
        """
        self._settled()
        return chronicle.happening(self._db, id)

    def plans(self, *, among: Sequence[Collection[str]] = ()) -> list[Plan]:
        """Return the announced events with what became of them, by the day on which they are due.

        With `among` those in which one of each group of identities takes part.
        """
        self._settled()
        return chronicle.plans(self._db, among=among)

    def identities(self, name: str | None = None) -> list[Identity]:
        """Return those who go by a name, a word of one, or a code, the best known first; or all of them."""
        self._settled()
        if name is None:
            ids = self._db.column("SELECT id FROM identities ORDER BY name, id")
        else:
            ids = identity_shelf.named(self._db, name)
        return identity_shelf.identities_of(self._db, ids)

    def identities_of(self, ids: Sequence[str]) -> list[Identity]:
        """Return the identities of these ids, those that are there."""
        return identity_shelf.identities_of(self._db, ids)

    def rule(
        self,
        verdict: Verdict,
        reports: Sequence[str] = (),
        others: Sequence[str] = (),
        *,
        undoes: str | None = None,
        note: str | None = None,
        author: str | None = None,
        payload: Mapping[str, Any] | None = None,
    ) -> Review:
        """Enter what a person decided about reports, and return it; nothing is overwritten.

        A correction's `payload` gives the fields that it changes: type, status, actor, recipient, start, end,
        place.

        Raises: LedgerError if the file cannot be written; RunError if a correction cannot be made so;
            NotFoundError if there is nothing to rule on.
        """
        return reviews.rule(
            self._db, verdict, reports, others, undoes=undoes, note=note, author=author, payload=payload
        )

    def reviews(self) -> list[Review]:
        """Return what persons decided about reports, in the order of entry."""
        return reviews.reviews(self._db)

    def event(self, id: str) -> Entry:
        """Return the report of that id, or of the one id that begins so.

        Raises: NotFoundError if there is none, or more than one.
        """
        return reading.report(self._db, id)

    def story(self, id: str) -> Record:
        """Return the record of the story of that id, or of the one id that begins so.

        Raises: NotFoundError if there is none, or more than one.
        """
        return reading.story(self._db, id)

    def records(self, ids: Sequence[str]) -> list[Record]:
        """Return the records of the stories of these ids, in their order, without those not there."""
        return reading.records(self._db, ids)

    def stories(self) -> list[StoryLine]:
        """Return every story's line, by day of publication, the undated last."""
        return reading.stories(self._db)

    def story_versions(self) -> list[StoryVersion]:
        """Return where each story stands among its versions, by chain and place in it."""
        self._settled()
        return story_versions(self._db)

    def shelf(self) -> list[ShelvedStory]:
        """Return the stories with their places and where each stands among its versions, chain by chain."""
        self._settled()
        return shelf(self._db)

    def sql(self, question: str) -> Answer:
        """Return the answer to one SELECT on the ledger's tables.

        Raises: RunError if it is no such question, or cannot be answered.
        """
        self._settled()
        return ask(self._db, question)

    def to_arrow(self, table: str = "reports") -> Any:
        """Return one of the ledger's tables as a `pyarrow.Table`.

        Raises: NotFoundError if the ledger has no such table; RunError if pyarrow is not installed.
        """
        return self._frame(table, "pyarrow", "to_arrow_table")

    def to_polars(self, table: str = "reports") -> Any:
        """Return one of the ledger's tables as a `polars.DataFrame`.

        Raises: NotFoundError if the ledger has no such table; RunError if polars or pyarrow is not installed.
        """
        return self._frame(table, "polars", "pl")

    def _frame(self, table: str, package: str, method: str) -> Any:
        names = [known.name for known in TABLES]
        if table not in names:
            raise NotFoundError(f"there is no table {table!r}", hint=f"the tables are {', '.join(names)}")
        self._settled()
        try:
            with explained(self.path):
                return getattr(self._db.connection.sql(f"SELECT * FROM {table}"), method)()
        except ImportError as error:
            what = f"{error.name or package} is not installed"
            raise RunError(what, hint="pip install pyarrow polars") from error

    @contextmanager
    def _then(self, day: date | None) -> Iterator[Database]:
        """Give what the ledger knows, or what it knew on that day."""
        self._settled()
        if day is None:
            yield self._db
            return
        then = memory.as_of(self._db, day)
        try:
            yield then
        finally:
            then.close()

    def _settled(self) -> None:
        """Settle what is not, before consequences are asked for; a ledger that cannot be written is asked as
        it is.
        """
        if not self._read_only and not is_settled(self._db):
            settle(self._db)


def _prepare(path: str, wait: float) -> Database | None:
    """Before a ledger is opened for reading: give it its present shape, and settle it if it can be written.

    Returns it, opened, where there is nothing to do.
    Raises: LedgerError if an older version's ledger cannot be brought to the present shape.
    """
    database = connect(path, read_only=True, wait=wait)
    try:
        version = migrations.version_of(database)
        settled = version != SCHEMA_VERSION or is_settled(database)
    except BaseException:
        database.close()
        raise
    if version == SCHEMA_VERSION and settled:
        return database
    database.close()
    if 0 < version < SCHEMA_VERSION:
        Ledger.open(path, wait=wait).close()
        settled = False
    left = 0 if settled else 1
    with suppress(LedgerError):
        while left:
            with Ledger.open(path, wait=SHORT_WAIT) as ledger:
                left = ledger.settle(TURN)
    return None


def _upgraded(database: Database, version: int, wait: float) -> Database:
    """Return the database of an older version's ledger in its present shape, its file copied beforehand."""
    path = database.path
    if path != MEMORY:
        database.execute("CHECKPOINT")
        database.close()
        migrations.back_up(path, version)
        database = connect(path, read_only=False, wait=wait)
    migrations.upgrade(database, version)
    return database
