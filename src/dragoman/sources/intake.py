"""From any file to its stories: the format is recognised, containers are opened, each story is composed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO

from dragoman.errors import StoryError
from dragoman.model import Announcement, Failure, Story
from dragoman.sources import (
    archives,
    bytewire,
    feeds,
    jsons,
    mail,
    newsml1,
    newsml_g2,
    nitf,
    pages,
    pdf,
    tables,
    warc,
)
from dragoman.sources.allowance import DEEPEST, Allowance
from dragoman.sources.decoding import LARGEST, check_size
from dragoman.sources.detect import HEAD, Form, detect
from dragoman.sources.item import Item, compose
from dragoman.sources.paths import Found, Unread
from dragoman.sources.text import read_bytes

Taken = Story | Announcement | Failure
Items = Iterable[Item | StoryError]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller says of the files: the day of stories that do not tell theirs, the columns of tables."""

    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    before: int = 0
    """How many stories of a file stand before the stretch of it that is given here: they are counted from
    there."""
    form: Form | None = None
    """The format, where a caller knows it; else it is told by the content."""


def take(found: Found | Unread, asked: Asked | None = None) -> Iterator[Taken]:
    """Yield every story in a file, in its order, and the failure of each that cannot be read.

    One story of several goes by the file's name and its number, `wire.zip!a/b.xml#3`.
    """
    walk = _Walk(asked or Asked())
    try:
        if isinstance(found, Unread):
            with _opened(found.path, found.source) as stream:
                size = stream.seek(0, io.SEEK_END)
                stream.seek(0)
                yield from walk.take(stream, found.source, Allowance(size))
        elif isinstance(found.content, StoryError):
            raise found.content
        else:
            yield from walk.take(io.BytesIO(found.content), found.source, Allowance(len(found.content)))
    except StoryError as error:
        yield _failure(error, found.source)


def _opened(path: Path, source: str) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise StoryError(what, where=source, hint="check its permissions") from error


def _failure(error: StoryError, source: str) -> Failure:
    return Failure(error.where or source, error.message, error.hint)


class _Walk:
    """Goes through one file and what is packed in it."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def take(self, stream: IO[bytes], source: str, allowance: Allowance, depth: int = 0) -> Iterator[Taken]:
        """Yield the stories in a stream; what is wrong with all of it is one failure."""
        try:
            if depth > DEEPEST:
                raise StoryError("archives within archives, too deep", where=source, hint="unpack it by hand")
            head = stream.read(HEAD)
            stream.seek(0)
            known = self._asked.form if not depth else None
            form = known or detect(head, frozenset(self._asked.columns.values()))
            if form in archives.PACKED and (within := _packs_warc(form, stream)):
                form = within
            empty = True
            for taken in self._in_form(form, stream, source, allowance, depth):
                empty = False
                yield taken
            if empty:
                hint = "name its stories one by one, if there are any"
                raise StoryError(
                    f"there is nothing to read in this {form.value} file", where=source, hint=hint
                )
        except StoryError as error:
            yield _failure(error, source)

    def _in_form(
        self, form: Form, stream: IO[bytes], source: str, allowance: Allowance, depth: int
    ) -> Iterator[Taken]:
        if form in archives.PACKED or form in (Form.ZIP, Form.TAR):
            for member in archives.members(form, stream, source, allowance):
                if isinstance(member, StoryError):
                    yield _failure(member, source)
                else:
                    with member.stream:
                        yield from self.take(member.stream, member.source, allowance, depth + 1)
        elif form is Form.MBOX:
            yield from self._box(stream, source, allowance, depth)
        elif form is Form.WARC:
            yield from self._web(stream, source)
        elif form is Form.JSON_LINES:
            yield from self._compose(jsons.read_lines(stream, self._asked.columns), source, several=True)
        elif form is Form.CSV:
            yield from self._compose(
                tables.read_csv(stream, source, self._asked.columns), source, several=True
            )
        elif form is Form.PARQUET:
            yield from self._compose(
                tables.read_parquet(stream, source, self._asked.columns), source, several=True
            )
        else:
            yield from self._document(form, _whole(stream, source), source, allowance, depth)

    def _document(
        self,
        form: Form,
        data: bytes,
        source: str,
        allowance: Allowance,
        depth: int,
        charset: str | None = None,
    ) -> Iterator[Taken]:
        """Yield the stories of a file that is read as a whole."""
        if form is Form.TEXT:
            yield read_bytes(data, source, published=self._asked.published)
        elif form is Form.HTML:
            yield from self._compose([pages.read(data, source, charset)], source)
        elif form is Form.PDF:
            yield from self._compose([pdf.read(data, source)], source)
        elif form is Form.MESSAGE:
            yield from self._mail(data, source, allowance, depth)
        elif form is Form.JSON:
            yield from self._compose(jsons.read(data, source, self._asked.columns), source)
        elif form in _READERS:
            yield from self._compose(_READERS[form](data, source), source, several=form is Form.FEED)
        else:
            hint = "news formats, feeds and pages are read; save the text of this as plain text"
            raise StoryError("this is an XML document of no format that is read", where=source, hint=hint)

    def _compose(self, items: Items, source: str, several: bool = False) -> Iterator[Taken]:
        """Yield the story of each item; where there are several, each bears its number, from 1."""
        held: Item | StoryError | None = None
        number = self._asked.before
        for item in items:
            number += 1
            if number == 1 and not several:
                held = item
                continue
            if held is not None:
                yield self._one(held, f"{source}#1")
                held = None
            yield self._one(item, f"{source}#{number}")
        if held is not None:
            yield self._one(held, source)

    def _one(self, item: Item | StoryError, source: str) -> Taken:
        if isinstance(item, StoryError):
            return _failure(item, source)
        try:
            if item.published is None and self._asked.published is not None:
                item = replace(item, published=self._asked.published, published_from=None)
            story = compose(item, source)
        except StoryError as error:
            return _failure(error, source)
        return story if item.scheduled is None else Announcement(story, item.scheduled)

    def _box(self, stream: IO[bytes], source: str, allowance: Allowance, depth: int) -> Iterator[Taken]:
        for number, message in enumerate(mail.messages(stream), 1):
            where = f"{source}#{number}"
            if isinstance(message, StoryError):
                yield _failure(message, where)
                continue
            try:
                yield from self._mail(message, where, allowance, depth)
            except StoryError as error:
                yield _failure(error, where)

    def _mail(self, data: bytes, source: str, allowance: Allowance, depth: int) -> Iterator[Taken]:
        """Yield the story that a message's own words make, then those attached to it."""
        item, attached = mail.read(data, source)
        if item is not None:
            yield self._one(item, source)
        elif not attached:
            raise StoryError("the message has no words", where=source, hint="its text may be a picture")
        for name, content in attached:
            allowance.spend(len(content), source)
            yield from self.take(io.BytesIO(content), f"{source}!{name}", allowance, depth + 1)

    def _web(self, stream: IO[bytes], source: str) -> Iterator[Taken]:
        """Yield the stories of the pages in a web archive, each under its address."""
        for answer in warc.answers(stream, source):
            if isinstance(answer, StoryError):
                yield _failure(answer, source)
                continue
            where = f"{source}!{answer.address}"
            form = detect(answer.content[:HEAD])
            try:
                if form not in _ON_THE_WEB:
                    raise StoryError(f"this is {form.value}, no page", where=where, hint="give it by itself")
                yield from self._document(form, answer.content, where, Allowance(0), DEEPEST, answer.charset)
            except StoryError as error:
                yield _failure(error, where)


_READERS: dict[Form, Callable[[bytes, str], Items]] = {
    Form.NEWSML_G2: newsml_g2.read,
    Form.NEWSML_1: newsml1.read,
    Form.NITF: nitf.read,
    Form.ANPA: bytewire.read,
    Form.IPTC_7901: bytewire.read,
    Form.FEED: feeds.read,
}
_ON_THE_WEB = frozenset({Form.TEXT, Form.HTML, Form.JSON, Form.FEED, Form.NEWSML_G2, Form.NITF, Form.PDF})


def _whole(stream: IO[bytes], source: str) -> bytes:
    """Return all of a stream.

    Raises: StoryError if it is too large for one document.
    """
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        check_size(stream.seek(0, io.SEEK_END), source)
    return data


def _packs_warc(form: Form, stream: IO[bytes]) -> Form | None:
    """Return WARC where a packed stream is one: its reader unpacks it record by record."""
    try:
        within = archives.peek(form, stream)
    finally:
        stream.seek(0)
    return Form.WARC if within.startswith(b"WARC/") else None
