"""What a corpus is made of: its files, the large ones cut where a story begins."""

from __future__ import annotations

import glob
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from dragoman.batch.addresses import is_url, mark, open_store, stored
from dragoman.errors import RunError
from dragoman.model import content_hash
from dragoman.sources.detect import HEAD, Form, detect
from dragoman.sources.paths import STANDARD_INPUT, Found, Unread, find
from dragoman.sources.records import looks_like_records

CUT = 1 << 20
"""Units: bytes of texts in a stretch of a large file, about."""

CUT_WEB = 16 << 20
"""Units: bytes of packed pages in a stretch of a web archive, about."""

CUT_ROWS = 500
"""Rows in a stretch of a table."""

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or a stretch of one."""

    source: str
    mark: str
    """What changes when the file does."""
    size: int
    """Units: bytes; of the rows of a table, reckoned."""
    form: Form | None = None
    """The format of a stretch; None for a whole file, which is looked at when it is read."""
    start: int = 0
    """Units: bytes, or rows of a table."""
    stop: int = 0
    """Half-open."""
    before: int = 0
    """How many stories stand before the stretch, where stories go by their number."""

    @property
    def key(self) -> str:
        """Return the id of the piece: the same as long as the file does not change."""
        return content_hash("piece", self.source, self.mark, str(self.start), str(self.stop))


def pieces(sources: Iterable[str]) -> Iterator[Piece]:
    """Yield the pieces of all that is named: files, folders, patterns, addresses; each file once, in order.

    Raises: RunError if one of them is not there.
    """
    seen = set()
    for source in sources:
        for piece in _remote(source) if _is_store(source) else _local(source):
            if piece.source not in seen:
                seen.add(piece.source)
                yield from cut(piece)


def _is_store(source: str) -> bool:
    return is_url(source) and not source.lower().startswith(("http://", "https://"))


def _local(source: str) -> Iterator[Piece]:
    if source == STANDARD_INPUT:
        raise RunError("standard input cannot be shared out", hint="write it to a file first")
    if is_url(source):
        yield Piece(source, "", 0)
        return
    for found in find([source]):
        if isinstance(found, Unread):
            try:
                stat = found.path.stat()
            except OSError as error:
                raise RunError(f"cannot be read: {error.strerror}", where=found.source) from error
            yield Piece(found.source, f"{stat.st_size}-{stat.st_mtime_ns}", stat.st_size)
        elif isinstance(found.content, Exception):
            raise RunError(found.content.message, where=found.source, hint=found.content.hint)


def _remote(source: str) -> Iterator[Piece]:
    store, path = open_store(source)
    try:
        if glob.has_magic(path):
            found = dict(sorted(store.glob(path, detail=True).items()))
        else:
            found = stored(store, path)
    except Exception as error:  # clients of object stores raise what they like
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        raise RunError(
            f"cannot be listed: {told}", where=source, hint="check the address and keys"
        ) from error
    empty = True
    for name, info in found.items():
        if info.get("type") == "file" and not _hidden(name):
            empty = False
            yield Piece(str(store.unstrip_protocol(name)), mark(info), int(info["size"]))
    if empty:
        raise RunError("there is nothing there", where=source, hint="check the address and the keys")


def _hidden(name: str) -> bool:
    return name.rsplit("/", 1)[-1].startswith(".") or name.endswith((".duckdb", ".duckdb.wal"))


def load(piece: Piece) -> Found | Unread:
    """Return the piece as the readers take it.

    Raises: OSError or what a store raises if the file cannot be had.
    """
    if piece.form is Form.PARQUET:
        return Found(piece.source, _rows(piece))
    if piece.form is not None:
        return Found(piece.source, _stretch(piece))
    if _is_store(piece.source):
        store, path = open_store(piece.source)
        return Found(piece.source, bytes(store.cat_file(path)))
    return next(find([piece.source]))


def cut(piece: Piece) -> Iterator[Piece]:
    """Yield the stretches of a large file in a format that can be cut; any other as it is."""
    if piece.size < 2 * CUT:
        yield piece
        return
    with _opened(piece) as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        form, places, end = _places(detect(head), head, stream, piece.size)
    if len(places) < 2:
        yield piece
        return
    stops = [start for start, _ in places[1:]] + [end]
    for (start, before), stop in zip(places, stops, strict=True):
        size = piece.size * (stop - start) // end
        yield Piece(piece.source, piece.mark, size, form, start, stop, before)


def _places(form: Form, head: bytes, stream: IO[bytes], size: int) -> tuple[Form, list[tuple[int, int]], int]:
    """Return where stretches of a file begin, with the stories that stand before each, and where the last
    ends; for a format that cannot be cut, none.
    """
    if form is Form.PARQUET:
        rows = _count(stream)
        return form, [(row, row) for row in range(0, rows, CUT_ROWS)], rows
    if form is Form.JSON_LINES and 0 not in head and not looks_like_records(head):
        return form, list(_lines(stream)), size
    if form in (Form.WARC, Form.GZIP):
        return Form.WARC, [(at, 0) for at in _answers(stream, head)], size
    return form, [], size


def _opened(piece: Piece) -> IO[bytes]:
    if not _is_store(piece.source):
        return Path(piece.source).open("rb")
    store, path = open_store(piece.source)
    opened: IO[bytes] = store.open(path, "rb")
    return opened


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of whole lines begin, each with the number of lines before it."""
    at = count = 0
    last: int | None = None
    for line in stream:
        if last is None or at - last >= CUT:
            yield at, count
            last = at
        at += len(line)
        count += bool(line.strip())


def _answers(stream: IO[bytes], head: bytes) -> list[int]:
    """Return where stretches of a web archive begin, each at an answer of a server.

    An archive that is packed as a whole cannot be cut.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    found: list[int] = []
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=False):
            at = int(record.stream_pos)
            if not found or at - found[-1] >= CUT_WEB:
                found.append(at)
    except Exception:  # it is broken, or no web archive: its reader will tell
        return []
    magic = _GZIP if head.startswith(_GZIP) else b"WARC/"
    for at in found:
        stream.seek(at)
        if stream.read(len(magic)) != magic:
            return []
    return [0, *found[1:]]


def _count(stream: IO[bytes]) -> int:
    """Return how many rows a table has; 0 if it is broken, as its reader will tell."""
    from pyarrow import parquet

    try:
        return int(parquet.ParquetFile(stream).metadata.num_rows)
    except Exception:
        return 0


def _stretch(piece: Piece) -> bytes:
    if not _is_store(piece.source):
        with Path(piece.source).open("rb") as stream:
            stream.seek(piece.start)
            return stream.read(piece.stop - piece.start)
    store, path = open_store(piece.source)
    return bytes(store.cat_file(path, start=piece.start, end=piece.stop))


def _rows(piece: Piece) -> bytes:
    """Return the rows of a stretch as a table of their own."""
    from pyarrow import parquet

    with _opened(piece) as stream:
        file = parquet.ParquetFile(stream)
        first = 0
        found: list[Any] = []
        for number in range(file.metadata.num_row_groups):
            rows = file.metadata.row_group(number).num_rows
            start, stop = max(piece.start - first, 0), min(piece.stop - first, rows)
            if start < stop:
                found.append(file.read_row_group(number).slice(start, stop - start))
            first += rows
    out = io.BytesIO()
    with parquet.ParquetWriter(out, file.schema_arrow) as writer:
        for table in found:
            writer.write_table(table)
    return out.getvalue()
