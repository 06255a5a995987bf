"""The files that a command line names: paths, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import StoryError
from dragoman.sources.decoding import check_size

STANDARD_INPUT = "-"
_MAGIC = frozenset("*?[")
_LARGEST_PIPED = 512 * 1024 * 1024
"""Units: bytes. An archive may be piped in; a single story has a limit of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its name, and its bytes or the reason why it cannot be read."""

    source: str
    content: bytes | StoryError


@dataclass(frozen=True, slots=True)
class Unread:
    """One file on the disk that has not been read: it may be an archive of any size."""

    source: str
    path: Path


def expand(paths: Iterable[str]) -> Iterator[Found]:
    """Yield every file that the paths name, in order, each read only when its turn comes, as bytes.

    A folder stands for all files in and under it, sorted, hidden ones left out; `-` for standard input.
    A path that does not exist, or a folder or pattern with no file, yields the error in its place.
    """
    return map(_load, find(paths))


def find(paths: Iterable[str]) -> Iterator[Found | Unread]:
    """Yield every file that the paths and addresses name, in order; files on the disk unread.

    What a web address answers is fetched when its turn comes.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield _standard_input()
        elif path.lower().startswith(("http://", "https://")):
            yield _fetched(path)
        elif os.path.isdir(path):  # noqa: PTH112 - a path with a NUL makes Path.is_dir raise
            yield from _folder(path)
        elif os.path.lexists(path):
            yield _file(path)
        elif _MAGIC & set(path):
            yield from _pattern(path)
        else:
            yield _missing(
                path, "no such file or folder", "check the spelling, or give a folder or a pattern"
            )


def _folder(path: str) -> Iterator[Found | Unread]:
    names = _walk(path)
    first = next(names, None)
    if first is None:
        yield _missing(path, "no files in this folder", "hidden files are left out; name them one by one")
        return
    yield _file(first)
    yield from map(_file, names)


def _walk(path: str) -> Iterator[str]:
    """Yield the files under a folder, sorted, without following links to folders."""
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            # A ledger kept among the stories is no story.
            if not name.startswith(".") and not name.endswith((".duckdb", ".duckdb.wal")):
                yield str(Path(folder) / name)


def _pattern(path: str) -> Iterator[Found | Unread]:
    matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - the pattern may be absolute
    if not matches:
        yield _missing(path, "no file matches this pattern", "put it in quotes, and try it with ls")
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112
            if "**" not in path:
                yield from _folder(match)
        else:
            yield _file(match)


def _file(path: str) -> Found | Unread:
    try:
        if os.path.lexists(path) and not os.path.isfile(path):  # noqa: PTH113
            return _missing(path, "not a regular file", "give a text file, or - for standard input")
        return Unread(path, Path(path))
    except (OSError, ValueError) as error:
        return _unreadable(path, error)


def _load(found: Found | Unread) -> Found:
    """Return a file with its bytes, or why they cannot be had."""
    source = found.source
    try:
        if isinstance(found, Unread):
            check_size(found.path.stat().st_size, source)
            return Found(source, found.path.read_bytes())
        if isinstance(found.content, bytes):
            check_size(len(found.content), source)
        return found
    except StoryError as error:
        return Found(source, error)
    except (OSError, ValueError) as error:
        return _unreadable(source, error)


def _unreadable(path: str, error: OSError | ValueError) -> Found:
    reason = getattr(error, "strerror", None) or str(error)
    return _missing(path, f"cannot be read: {reason}", "check its permissions")


def _fetched(address: str) -> Found:
    from dragoman.sources.addresses import fetch

    try:
        return Found(address, fetch(address))
    except StoryError as error:
        return Found(address, error)


def _standard_input() -> Found:
    try:
        data = sys.stdin.buffer.read(_LARGEST_PIPED + 1)
        if len(data) > _LARGEST_PIPED:
            what = f"more than {_LARGEST_PIPED // 2**20} MB on standard input"
            return _missing("standard input", what, "give the file by its name")
        return Found("standard input", data)
    except (OSError, ValueError) as error:
        return _missing("standard input", f"cannot be read: {error}", "pipe a text into it")


def _missing(path: str, message: str, hint: str) -> Found:
    return Found(path, StoryError(message, where=path, hint=hint))
