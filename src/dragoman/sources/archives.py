"""Archives and packed files, opened in memory: nothing is ever written under a name that an archive gives.

zip, tar, gzip, zstandard, bzip2 and xz; each member under the archive's name and its own, with "!" between.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from dragoman.errors import StoryError
from dragoman.sources.allowance import Allowance
from dragoman.sources.detect import Form

_IN_MEMORY = 16 * 1024 * 1024
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_BROKEN = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; its stream can be read once the member is reached, until the next one is."""

    source: str
    stream: IO[bytes]


def members(
    form: Form, stream: IO[bytes], source: str, allowance: Allowance
) -> Iterator[Member | StoryError]:
    """Yield the files of an archive, or the one within a packed file, or why one cannot be had.

    Raises: StoryError if the archive is broken, or unfolds into too much.
    """
    if form is Form.ZIP:
        yield from _zip(stream, source, allowance)
    elif form is Form.TAR:
        yield from _tar(stream, source, allowance)
    else:
        yield from _packed(_OPENERS[form], stream, source, allowance)


def _zip(stream: IO[bytes], source: str, allowance: Allowance) -> Iterator[Member | StoryError]:
    try:
        archive = zipfile.ZipFile(stream)
    except (*_BROKEN, zipfile.BadZipFile) as error:
        raise StoryError(
            f"the archive is broken: {error}"[:200], where=source, hint="pack it again"
        ) from error
    with archive:
        entries = archive.infolist()
        if entries and entries[0].filename in _OFFICE:
            raise StoryError("this is an office document", where=source, hint="save it as plain text or PDF")
        for entry in entries:
            if entry.is_dir() or _hidden(entry.filename):
                continue
            where = f"{source}!{_label(entry.filename)}"
            allowance.member(source)
            if entry.flag_bits & 1:
                yield StoryError("it is locked by a password", where=where, hint="unpack it first")
                continue
            yield _member(lambda entry=entry: archive.open(entry), where, allowance)  # type: ignore[misc]


def _tar(stream: IO[bytes], source: str, allowance: Allowance) -> Iterator[Member | StoryError]:
    try:
        with tarfile.open(fileobj=stream, mode="r:") as archive:
            for entry in archive:
                if entry.isdir() or _hidden(entry.name):
                    continue
                where = f"{source}!{_label(entry.name)}"
                allowance.member(source)
                content = archive.extractfile(entry) if entry.isreg() else None
                if content is None:
                    yield StoryError(
                        "this is a link or a device, no file", where=where, hint="pack the file itself"
                    )
                    continue
                yield _member(lambda content=content: content, where, allowance)  # type: ignore[misc]
    except (*_BROKEN, tarfile.TarError) as error:
        raise StoryError(
            f"the archive is broken: {error}"[:200], where=source, hint="pack it again"
        ) from error


def _packed(
    opener: Callable[[IO[bytes]], IO[bytes]], stream: IO[bytes], source: str, allowance: Allowance
) -> Iterator[Member]:
    """Yield the one file within; it goes by the name of the packed one."""
    made = _member(lambda: opener(stream), source, allowance)
    if isinstance(made, StoryError):
        raise made
    yield made


def _member(
    opener: Callable[[], IO[bytes]],
    where: str,
    allowance: Allowance,
) -> Member | StoryError:
    """Return a member unpacked, or why it cannot be had; what unfolds into too much ends the archive.

    Raises: StoryError if it unfolds into too much.
    """
    unpacked: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the reader closes it
    try:
        with opener() as packed:
            allowance.unpack(packed, unpacked, where)
    except StoryError:
        raise
    except Exception as error:  # each packer raises its own kinds, zstandard and zipfile besides the usual
        return StoryError(f"it is damaged: {error}"[:200], where=where, hint="pack it again")
    unpacked.seek(0)
    return Member(where, unpacked)


def _zstd(stream: IO[bytes]) -> IO[bytes]:
    import zstandard

    limit = 2**27  # a window beyond 128 MiB is asked for by no packer of texts
    return zstandard.ZstdDecompressor(max_window_size=limit).stream_reader(stream, read_across_frames=True)


def _gzip(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))


def _bzip2(stream: IO[bytes]) -> IO[bytes]:
    return bz2.BZ2File(stream)


def _xz(stream: IO[bytes]) -> IO[bytes]:
    return lzma.LZMAFile(stream)


_OPENERS: dict[Form, Callable[[IO[bytes]], IO[bytes]]] = {
    Form.GZIP: _gzip,
    Form.ZSTD: _zstd,
    Form.BZIP2: _bzip2,
    Form.XZ: _xz,
}
PACKED = frozenset(_OPENERS)
"""Formats that hold one file without a name of its own."""


def _label(name: str) -> str:
    """Return a member's name as a label: no way up, no root, no control characters."""
    clean = "".join(char if char.isprintable() else "?" for char in name.replace("\\", "/"))
    parts = [part for part in PurePosixPath(clean).parts if part not in ("/", "..", ".")]
    return "/".join(parts)[:500] or "unnamed"


def _hidden(name: str) -> bool:
    """Return whether a member is one that a system leaves behind, hidden as in a folder."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


def peek(form: Form, stream: IO[bytes]) -> bytes:
    """Return the first bytes within a packed stream, or none if it cannot be unpacked."""
    try:
        return _OPENERS[form](stream).read(16)
    except Exception:  # whatever is wrong with it is told when it is read
        return b""
