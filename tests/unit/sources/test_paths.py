"""The files a command line names."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dragoman.errors import StoryError
from dragoman.sources.paths import Found, expand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text("c")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "d.txt").write_text("no")
    return tmp_path


def names(found: list[Found]) -> list[str]:
    return [Path(item.source).name for item in found]


def error_of(found: Found) -> StoryError:
    assert isinstance(found.content, StoryError)
    return found.content


def test_folder_is_walked_in_order_without_hidden_files(folder: Path) -> None:
    found = list(expand([str(folder)]))
    assert names(found) == ["a.txt", "b.txt", "c.txt"]
    assert [item.content for item in found] == [b"a", b"b", b"c"]


def test_pattern_and_file(folder: Path) -> None:
    assert names(list(expand([str(folder / "*.txt")]))) == ["a.txt", "b.txt"]
    assert names(list(expand([str(folder / "**" / "*.txt")]))) == ["a.txt", "b.txt", "c.txt"]
    assert names(list(expand([str(folder / ".hidden")]))) == [".hidden"]


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert next(expand([str(tmp_path / "a[1].txt")])).content == b"x"


@pytest.mark.parametrize("name", ["missing.txt", "*.nothing", "empty"])
def test_nothing_there_is_an_error_with_a_hint(folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    error = error_of(next(expand([str(folder / name)])))
    assert error.where == str(folder / name)
    assert error.hint


def test_an_error_does_not_stop_the_rest(folder: Path) -> None:
    found = list(expand([str(folder / "missing"), str(folder / "a.txt")]))
    assert isinstance(found[0].content, StoryError)
    assert found[1].content == b"a"


def test_lazy(folder: Path) -> None:
    found = expand([str(folder / "a.txt"), str(folder / "b.txt")])
    next(found)
    (folder / "b.txt").write_text("later")
    assert next(found).content == b"later"


def test_too_large_a_file_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(30 * 2**20)
    assert "limit" in error_of(next(expand([str(large)]))).message


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    assert list(expand(["-"])) == [Found("standard input", b"from a pipe")]


def test_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    assert error_of(next(expand([str(tmp_path / "gone.txt")]))).hint
