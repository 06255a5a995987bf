"""Archives are opened in memory, within bounds, and whatever is wrong with one member is its own failure."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Failure, Story
from dragoman.sources.intake import Taken

Reads = Callable[..., list[Taken]]

STORY = b"Chad, Niger meet\n\nPARIS, May 2, 2018 (AFP) - Chad and Niger met on Wednesday."


def sources(taken: list[Taken]) -> list[str | None]:
    return [item.source for item in taken if isinstance(item, Story | Failure)]


def test_members_bear_the_names_of_all_they_are_in(reads: Reads) -> None:
    assert sources(reads("wire.zip")) == [
        "wire.zip!a/b.xml",
        "wire.zip!feed.xml#1",
        "wire.zip!feed.xml#2",
        "wire.zip!inner.zip!s.txt",
    ]
    assert sources(reads("wire.tar.gz")) == ["wire.tar.gz!nitf.xml", "wire.tar.gz!story.txt"]


@pytest.mark.parametrize("name", ["story.txt.gz", "story.txt.bz2", "story.txt.xz", "story.txt.zst"])
def test_a_packed_file_goes_by_its_own_name(reads: Reads, name: str) -> None:
    [story] = reads(name)
    assert isinstance(story, Story)
    assert story.source == name


def test_nothing_is_written_where_a_name_leads(
    reads: Reads, samples: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    names = {"../../up.txt": STORY, "/etc/cron.d/root.txt": STORY, "a\\..\\b.txt": STORY, ".hidden": STORY}
    for packed in (samples.pack_zip(names), samples.pack_tar(names)):
        assert sources(reads(packed)) == ["given!up.txt", "given!etc/cron.d/root.txt", "given!a/b.txt"]
    assert [path.name for path in tmp_path.rglob("*")] == ["inside"]


def test_links_and_devices_are_set_aside(reads: Reads) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        pipe = tarfile.TarInfo("pipe")
        pipe.type = tarfile.FIFOTYPE
        archive.addfile(pipe)
    link_found, pipe_found = reads(made.getvalue())
    for failure in (link_found, pipe_found):
        assert isinstance(failure, Failure)
        assert "link or a device" in failure.reason


def test_a_bomb_is_not_unfolded(reads: Reads, samples: Any) -> None:
    zeros = b"0" * (120 * 1024 * 1024)
    for packed in (gzip.compress(zeros), samples.pack_zip({"a.txt": zeros, "b.txt": STORY})):
        [failure] = reads(packed)
        assert isinstance(failure, Failure)
        assert "bomb" in failure.reason


def test_archives_in_archives_come_to_an_end(reads: Reads, samples: Any) -> None:
    packed = STORY
    for _ in range(12):
        packed = samples.pack_zip({"in": packed})
    [failure] = reads(packed)
    assert isinstance(failure, Failure)
    assert "too deep" in failure.reason


def test_a_damaged_member_does_not_spoil_the_rest(reads: Reads, samples: Any) -> None:
    packed = bytearray(samples.pack_zip({"a.txt": STORY * 3, "b.txt": STORY}))
    packed[45] ^= 0xFF
    damaged, sound = reads(bytes(packed))
    assert isinstance(damaged, Failure)
    assert damaged.source == "given!a.txt"
    assert isinstance(sound, Story)


def test_a_cut_archive_keeps_what_came_before(reads: Reads, samples: Any) -> None:
    whole = samples.pack_warc(samples.WEB)
    first, *rest = reads(whole[: len(whole) * 2 // 3])
    assert isinstance(first, Story)
    assert all(isinstance(item, Failure) for item in rest)


def test_an_office_document_and_a_locked_archive_are_named(reads: Reads, samples: Any) -> None:
    [office] = reads(samples.pack_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}))
    assert isinstance(office, Failure)
    assert office.reason == "this is an office document"
    locked = bytearray(samples.pack_zip({"a.txt": STORY}))
    locked[6] |= 1
    at = bytes(locked).rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    [failure] = reads(bytes(locked))
    assert isinstance(failure, Failure)
    assert "password" in failure.reason


def test_an_empty_archive_yields_nothing_and_one_cut_in_its_list_is_broken(reads: Reads) -> None:
    made = io.BytesIO()
    zipfile.ZipFile(made, "w").close()
    assert [type(item) for item in reads(made.getvalue())] == [Failure]
    [failure] = reads(b"PK\x03\x04" + b"x" * 50)
    assert isinstance(failure, Failure)
    assert "broken" in failure.reason
