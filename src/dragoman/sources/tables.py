"""Tables of stories, one a row: CSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

from dragoman.errors import StoryError
from dragoman.sources.decoding import LARGEST
from dragoman.sources.detect import HEAD
from dragoman.sources.fields import item_of
from dragoman.sources.item import Item

_ROWS = 256
"""Rows of Parquet that are unpacked at a time."""

_MOST_UNPACKED = 512 * 1024 * 1024
"""Units: bytes. The largest row group of Parquet that is unpacked."""


def read_csv(stream: IO[bytes], source: str, columns: Mapping[str, str]) -> Iterator[Item | StoryError]:
    """Yield the story of each row of a table with a header, or why it cannot be had.

    Raises: StoryError if the table is broken.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    csv.field_size_limit(LARGEST)
    encoding = _encoding(head)
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    try:
        reader = csv.DictReader(_without_nul(text), delimiter=_delimiter(head, encoding))
        for row in reader:
            yield _attempt({key: value for key, value in row.items() if key}, columns)
    except csv.Error as error:
        raise StoryError(f"the table is broken: {error}", where=source, hint="check its quotes") from error
    finally:
        text.detach()


def read_parquet(stream: IO[bytes], source: str, columns: Mapping[str, str]) -> Iterator[Item | StoryError]:
    """Yield the story of each row of a Parquet file, or why it cannot be had.

    Raises: StoryError if the file is broken, or a group of its rows is too large.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(stream)
        for number in range(file.metadata.num_row_groups):
            if file.metadata.row_group(number).total_byte_size > _MOST_UNPACKED:
                raise StoryError(
                    "a group of its rows is too large", where=source, hint="write smaller groups"
                )
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                yield _attempt(row, columns)
    except (
        pyarrow.ArrowException,
        OSError,
        ArithmeticError,
        LookupError,
        MemoryError,
        TypeError,
        ValueError,
    ) as error:
        told = str(error).split("\n")[0][:150]
        raise StoryError(
            f"the Parquet file is broken: {told}", where=source, hint="write it again"
        ) from error


def _attempt(row: Mapping[str, Any], columns: Mapping[str, str]) -> Item | StoryError:
    try:
        return item_of(row, columns)
    except StoryError as error:
        return error


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: HEAD - 8].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 16:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(head: bytes, encoding: str) -> str:
    """Return what parts the columns: of the usual characters the one most frequent in the first line."""
    line = head.decode(encoding, errors="replace").split("\n", 1)[0]
    return max(",\t;|", key=line.count)


def _without_nul(lines: io.TextIOWrapper) -> Iterator[str]:
    return (line.replace("\0", "") for line in lines)
