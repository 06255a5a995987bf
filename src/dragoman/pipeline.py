"""From texts to records: sources, annotators and the coder in a row, and what happens when one text fails."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from dragoman import __version__
from dragoman.config import Settings
from dragoman.errors import RunError, StoryError
from dragoman.limits import Limit, limited
from dragoman.model import Announcement, Failure, Record, Story, StoryKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dragoman.sources.intake import Asked, Taken
    from dragoman.sources.paths import Found, Unread

    File = Found | Unread | Path
    """A file, or the folder of a ledger's tables."""

Made = TypeVar("Made")
Item = Story | Announcement | Record | Failure
"""What a file holds: texts to be read, and what stands as it is."""

_HEAD = 64
"""Units: bytes by which a file of records is told from others."""

_MOST_ITEMS = 16
_MOST_TEXT = 100_000
"""Units: characters. A batch is closed when it holds so many."""

OUR_FAULT = "this is a fault in Dragoman, not in the text; please report it together with the text"


@dataclass(frozen=True, slots=True)
class Job:
    """The work on one story that was found."""

    source: str
    do: Callable[[], Record | Failure]
    """Read it, and return its record or why there is none."""


class Reader:
    """Reads texts into records; assembled once, it loads the language model at the first story.

    `annotate` and `code` stand in for the annotators and the coder where a caller brings its own.

    Example:
        >>> from dragoman.model import Record
        >>> reader = Reader(annotate=lambda story: story, code=lambda story: Record(story, (), (), ""))
        >>> reader.read_text("PARIS, May 4 (AFP) - Nothing happened on Tuesday.").version == reader.version
        True
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        annotate: Callable[[Story], Any] | None = None,
        code: Callable[[Any], Record] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._annotate = annotate
        self._code = code
        self._nlp: Language | None = None
        self._version = ""

    @property
    def version(self) -> str:
        """Return what the records are made by: the program's version and the model's name and version."""
        if not self._version:
            self._version = f"{__version__}+{self._model_version()}"
        return self._version

    def read(
        self, *paths: str | Path, published: date | None = None, columns: Mapping[str, str] | None = None
    ) -> Iterator[Record | Failure]:
        """Yield the record of each story in the files, folders and web addresses, or its failure, in order.

        `published` is the day of stories that do not tell theirs; `columns` names the columns of tables and
        JSON lines by the field that they hold (`{"text": "body"}`).

        Whatever goes wrong with one story becomes its failure, and the next is read; only an interrupt or an
        error that concerns every story (a missing model) ends the run.

        Raises: RunError if the language model is not installed.
        """
        from dragoman.sources.intake import Asked

        yield from self.read_all(files(*paths), Asked(published, columns or {}))

    def read_all(self, found: Iterable[File], asked: Asked) -> Iterator[Record | Failure]:
        """Yield the record or the failure of each story in the files, in order.

        Raises: RunError if the language model is not installed.
        """
        for batch in batches(item for file in found for item in self._take(file, asked)):
            yield from self.answer(batch)

    def _take(self, file: File, asked: Asked) -> Iterator[Item]:
        if isinstance(file, Path):
            return tables(file)
        records = _records(file)
        return records if records is not None else _taken(file, asked, self.settings.limit)

    def answer(self, batch: Sequence[Item]) -> Iterator[Record | Failure]:
        """Yield the record or the failure of each item, in order; the base model takes their words together.

        Raises: RunError if the language model is not installed.
        """
        docs = self._parse_together([story for item in batch if (story := self._to_parse(item))])
        for item in batch:
            yield self._attempt(item, docs)

    def jobs(self, file: Found | Unread, asked: Asked) -> Iterator[Job]:
        """Yield the work on each story in a file, in order: found now, read when it is done."""
        if (records := _records(file)) is not None:
            for item in records:
                story = item.story if isinstance(item, Record) else item
                yield Job(story.source or "", partial(_as_it_is, item))
            return
        for taken in _taken(file, asked, self.settings.limit):
            source = taken.source if isinstance(taken, Story | Failure) else taken.story.source
            yield Job(source or "", partial(self._attempt, taken, {}))

    def warm(self) -> None:
        """Load the language model now.

        Raises: RunError if it is not installed.
        """
        if self._annotate is None:
            self._language()

    def read_text(self, text: str, source: str | None = None, published: date | None = None) -> Record:
        """Return the record of one story given as text.

        Raises: StoryError if it cannot be read.
        """
        from dragoman.sources.text import read_text

        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise StoryError(
                "the text holds characters that are none (lone surrogates)", where=source
            ) from error
        with limited(self.settings.limit, source):
            return self.record(read_text(text, source, published=published))

    def code_text(self, text: str, source: str | None = None, published: date | None = None) -> Record:
        """Return the record of a text that wears no wire dress: sentences, a paragraph, an abstract.

        Raises: StoryError if it cannot be read.
        """
        from dragoman.sources.bare import read_bare

        story = read_bare(text, source, published=published)
        return self.record(story) if story.passages else Record(story, (), (), self.version)

    def annotated(self, story: Story) -> Doc:
        """Return the story's words as the annotators leave them, with their layers.

        Raises: StoryError if it is too long.
        """
        self._check_length(story)
        with limited(self.settings.limit, story.source):
            return self._parse(story)

    def record(self, story: Story, doc: Doc | None = None) -> Record:
        """Return the record of a story; a table, digest, daybook or kill notice has no events.

        `doc` is the story as `annotated` returns it, where that is done already.

        Raises: StoryError if it is too long, takes too much, or its record would not be sound.
        """
        if story.kind is not StoryKind.STORY:
            return Record(story, (), (), self.version)
        self._check_length(story)
        with limited(self.settings.limit, story.source):
            read = doc if doc is not None else self._annotator()(story)
            record = replace(self._coder()(read), version=self.version)
        check(record)
        return record

    def announced(self, item: Announcement) -> Record:
        """Return the record of a calendar's item: its words, with the days and place that its data give.

        Raises: StoryError as `record` does.
        """
        from dragoman.coding.announced import announce
        from dragoman.gazetteer.venues import located

        record = announce(self.record(item.story), located(item.scheduled))
        check(record)
        return record

    def _attempt(self, item: Item, docs: Mapping[int, Doc]) -> Record | Failure:
        if isinstance(item, Failure | Record):
            return item
        if isinstance(item, Story):
            return attempt(item.source or "", lambda: self.record(item, docs.get(id(item))))
        return attempt(item.story.source or "", lambda: self.announced(item))

    def _to_parse(self, item: Item) -> Story | None:
        """Return the story that an item is, if it will be parsed."""
        if self._annotate or not isinstance(item, Story) or item.kind is not StoryKind.STORY:
            return None
        return item if len(item.text) <= self.settings.longest else None

    def _parse_together(self, stories: Sequence[Story]) -> dict[int, Doc]:
        """Return the annotated stories by identity; none if one cannot be read, to be found out singly."""
        if len(stories) < 2:
            return {}
        nlp = self._language()
        try:
            with limited(self.settings.limit):
                return dict(zip(map(id, stories), _registry().parse(nlp, stories), strict=True))
        except Exception:
            return {}

    def _check_length(self, story: Story) -> None:
        if len(story.text) > self.settings.longest:
            raise StoryError(
                f"the text is longer than {self.settings.longest:,} characters",
                where=story.source,
                hint="split it into its stories",
            )

    def _annotator(self) -> Callable[[Story], Any]:
        return self._annotate or self._parse

    def _coder(self) -> Callable[[Any], Record]:
        if self._code is None:
            from dragoman.annotate.engine import import_spacy, without_collecting

            with without_collecting():
                import_spacy()
                from dragoman.coding.coder import code

                self._code = code
        return self._code

    def _parse(self, story: Story) -> Doc:
        (doc,) = _registry().parse(self._language(), [story])
        parsed: Doc = doc
        return parsed

    def _language(self) -> Language:
        if self._nlp is None:
            from dragoman.annotate.engine import without_collecting

            try:
                with without_collecting():
                    self._nlp = _registry().load(self.settings.model, self.settings.without)
            except OSError as error:
                raise RunError(
                    f"the language model {self.settings.model} is not installed",
                    hint="install the package again, or name an installed spaCy model",
                ) from error
        return self._nlp

    def _model_version(self) -> str:
        model = self.settings.model
        try:
            return f"{model}-{installed_version(model)}"
        except PackageNotFoundError:
            meta = self._language().meta
            return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _registry() -> ModuleType:
    """Return the module of the annotators, loaded when it is first asked for."""
    from dragoman.annotate.engine import import_spacy

    import_spacy()
    from dragoman.annotate import registry

    return registry


def files(*paths: str | Path) -> Iterator[File]:
    """Yield the files that the paths and web addresses name, in order; tables of a ledger as their folder."""
    from dragoman.sources.paths import Unread, find

    for path in map(str, paths):
        folders = _table_folders(path)
        yield from folders
        for file in find([path]):
            # A ledger's tables are no texts.
            if not isinstance(file, Unread) or file.path.parent not in folders:
                yield file


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield the items in batches: one first, that its record is out soon, then ever more up to the bounds.

    Example:
        >>> from dragoman.model import Failure
        >>> [len(batch) for batch in batches([Failure("a", "empty", "")] * 20)]
        [1, 2, 4, 8, 5]
    """
    held: list[Item] = []
    size, wanted = 0, 1
    for item in items:
        held.append(item)
        size += len(item.text) if isinstance(item, Story) else 0
        if len(held) >= wanted or size >= _MOST_TEXT:
            yield held
            held, size, wanted = [], 0, min(2 * wanted, _MOST_ITEMS)
    if held:
        yield held


def _taken(file: Found | Unread, asked: Asked, limit: Limit) -> Iterator[Taken]:
    """Yield the stories in a file; a fault of a reader ends that file alone, as its failure."""
    from dragoman.sources.intake import take

    items = take(file, asked)
    while True:
        item = attempt(file.source, lambda: next(items, None), limit)
        if item is None:
            return
        yield item


def _records(file: Found | Unread) -> Iterator[Record | Failure] | None:
    """Return the records in a file that this program wrote; None for any other file."""
    from dragoman.sources.paths import Found
    from dragoman.sources.records import looks_like_records, read_records

    if isinstance(file, Found):
        content = b"" if isinstance(file.content, StoryError) else file.content
        if looks_like_records(content[:_HEAD]):
            return map(_sound, read_records(io.BytesIO(content), file.source))
        return None
    with suppress(OSError), file.path.open("rb") as stream:
        if looks_like_records(stream.read(_HEAD)):
            return _records_on_disk(file.path, file.source)
    return None


def _records_on_disk(path: Path, source: str) -> Iterator[Record | Failure]:
    from dragoman.sources.records import read_records

    with path.open("rb") as stream:
        yield from map(_sound, read_records(stream, source))


def _table_folders(path: str) -> list[Path]:
    """Return the folders in and under a path that hold a ledger's tables."""
    try:
        if not Path(path).is_dir():
            return []
        from dragoman.ledger.tables import are_tables

        below = [Path(folder) for folder, *_ in os.walk(path)]
        return sorted(folder for folder in below if are_tables(folder))
    except (OSError, ValueError):  # a path with a NUL
        return []


def tables(folder: Path) -> Iterator[Record | Failure]:
    """Yield the records in a folder of a ledger's tables; what is wrong with the tables ends them."""
    from dragoman.ledger.tables import records_of

    items = records_of(folder)
    while True:
        item = attempt(str(folder), lambda: next(items, None))
        if item is None:
            return
        yield _sound(item)
        if isinstance(item, Failure):
            return


def _as_it_is(item: Record | Failure) -> Record | Failure:
    return item


def _sound(item: Record | Failure) -> Record | Failure:
    """Return a record that keeps what a ledger promises, or why it does not."""
    if isinstance(item, Failure):
        return item

    def checked() -> Record:
        check(item)
        return item

    return attempt(item.story.source or item.story.id, checked)


def attempt(source: str, work: Callable[[], Made], limit: Limit | None = None) -> Made | Failure:
    """Return what the work on one text makes, or why it could not; what concerns every text is raised.

    With a limit, it could not where it takes more.

    Raises: RunError as the work does.
    """
    try:
        if limit is None:
            return work()
        with limited(limit, source):
            return work()
    except RunError:
        raise
    except StoryError as error:
        return Failure(source, error.message, error.hint)
    except Exception as error:
        return Failure(source, f"{type(error).__name__}: {error}", OUR_FAULT)


def check(record: Record) -> None:
    """Make sure that a record keeps what a ledger promises: known participants and quoted evidence.

    Raises: StoryError naming the event that does not.
    """
    known = {entity.id for entity in record.entities}
    for event in record.events:
        named = {*event.actor, *event.recipient, *event.by, *((event.place,) if event.place else ())}
        faults = [f"unknown participant {name}" for name in sorted(named - known)]
        if not event.quotes:
            faults.append("no evidence")
        for quote in event.quotes:
            if quote.span.of(record.story.text) != quote.text:
                faults.append(f"evidence that is not in the story: {quote.text!r}")
        if faults:
            what = f"its {event.type} event {event.id[:8]} is not sound: {'; '.join(faults)}"
            raise StoryError(what, where=record.story.source, hint=OUR_FAULT)
