"""Where a run keeps its parts: a folder, or a prefix in an object store; files there are whole or absent."""

from __future__ import annotations

import os
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dragoman.batch.addresses import is_url, open_store, stored
from dragoman.errors import RunError

_HALF = ".half-"
"""How the name of a file begins that is being written."""


class Prefix(ABC):
    """Files under one prefix, by their names with slashes."""

    name: str

    @abstractmethod
    def put(self, name: str, data: bytes) -> None:
        """Write a file, all of it or nothing, in the place of one of that name.

        Raises: RunError if it cannot be written.
        """

    @abstractmethod
    def get(self, name: str) -> bytes | None:
        """Return a file, or None if it is not there. Raises: RunError if it cannot be read."""

    @abstractmethod
    def sizes(self, under: str) -> dict[str, int]:
        """Return the files under a folder with their sizes in bytes."""


def prefix(place: str) -> Prefix:
    """Return the prefix of this path or address.

    Raises: RunError if the address needs what is not installed.
    """
    return _Remote(place) if is_url(place) else _Folder(place)


class _Folder(Prefix):
    def __init__(self, path: str) -> None:
        self.name = path
        self._path = Path(path)

    def put(self, name: str, data: bytes) -> None:
        path = self._path / name
        half = path.with_name(f"{_HALF}{uuid.uuid4().hex}")
        with _told("written", str(path)):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with half.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                half.replace(path)
            except BaseException:
                with suppress(OSError):
                    half.unlink(missing_ok=True)
                raise

    def get(self, name: str) -> bytes | None:
        path = self._path / name
        with _told("read", str(path)):
            try:
                return path.read_bytes()
            except FileNotFoundError:
                return None

    def sizes(self, under: str) -> dict[str, int]:
        return dict(self._sizes(under))

    def _sizes(self, under: str) -> Iterator[tuple[str, int]]:
        for folder, _, names in os.walk(self._path / under):
            for name in names:
                path = Path(folder) / name
                if name.startswith(_HALF):
                    continue
                with suppress(OSError):
                    yield path.relative_to(self._path).as_posix(), path.stat().st_size


class _Remote(Prefix):
    def __init__(self, url: str) -> None:
        self.name = url.rstrip("/")
        self._store, self._root = open_store(self.name)

    def put(self, name: str, data: bytes) -> None:
        with _told("written", f"{self.name}/{name}"):
            self._store.pipe_file(f"{self._root}/{name}", data)

    def get(self, name: str) -> bytes | None:
        with _told("read", f"{self.name}/{name}"):
            try:
                return bytes(self._store.cat_file(f"{self._root}/{name}"))
            except FileNotFoundError:
                return None

    def sizes(self, under: str) -> dict[str, int]:
        with _told("listed", f"{self.name}/{under}"):
            found: dict[str, Any] = stored(self._store, f"{self._root}/{under}")
            return {path[len(self._root) + 1 :]: int(info["size"]) for path, info in found.items()}


@contextmanager
def _told(what: str, where: str) -> Iterator[None]:
    """Turn what a disk or a store raises into a RunError."""
    try:
        yield
    except RunError:
        raise
    except Exception as error:  # clients of object stores raise what they like
        told = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "what was finished is kept: mend it, and run the same command again"
        raise RunError(f"cannot be {what}: {told}", where=where, hint=hint) from error
