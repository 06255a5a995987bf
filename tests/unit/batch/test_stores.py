"""Sources and parts in an object store, on a server on this machine."""

from __future__ import annotations

import dataclasses
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import poisoned
import pytest

from dragoman.batch.addresses import _store, is_url
from dragoman.batch.commit import commit
from dragoman.batch.driver import run
from dragoman.batch.notes import MANIFEST
from dragoman.batch.prefix import prefix
from dragoman.batch.worker import Recipe
from dragoman.errors import RunError

s3fs = pytest.importorskip("s3fs", reason="the extra `batch` is not installed")
moto = pytest.importorskip("moto.server", reason="moto is not installed")

Tables = dict[str, list[str]]
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An S3 server on this machine with the bucket `wire`, and the client to it."""
    server = moto.ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
        monkeypatch.setenv(name, value)
    _store.cache_clear()
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem(use_listings_cache=False)
    store.mkdir("wire")
    yield store
    store.rm("wire", recursive=True)
    _store.cache_clear()
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def _upload(store: Any, corpus: Path) -> None:
    for path in corpus.rglob("*"):
        if path.is_file():
            store.pipe_file(f"wire/in/{path.relative_to(corpus).as_posix()}", path.read_bytes())


def test_from_a_bucket_to_a_bucket_is_as_from_a_folder_to_a_folder(
    bucket: Any, corpus: Path, recipe: Recipe, tmp_path: Path, tables: Callable[[Path], Tables]
) -> None:
    _upload(bucket, corpus)
    run([str(corpus)], recipe)
    far = run(["s3://wire/in/"], dataclasses.replace(recipe, out="s3://wire/out/2021"), workers=2)
    commit(recipe.out, str(tmp_path / "near.duckdb"))
    commit("s3://wire/out/2021", str(tmp_path / "far.duckdb"))
    near_tables, far_tables = (tables(tmp_path / f"{name}.duckdb") for name in ("near", "far"))
    assert far.stories >= 18
    for name, rows in near_tables.items():
        assert [row.replace(str(corpus), "s3://wire/in") for row in rows] == far_tables[name], name


def test_a_second_run_reads_only_what_is_new_in_the_bucket(bucket: Any, recipe: Recipe) -> None:
    bucket.pipe_file("wire/in/a.txt", poisoned.story(1).encode())
    bucket.pipe_file("wire/in/b.warc.gz", gzip.compress(b"WARC/1.0\r\n"))
    far = dataclasses.replace(recipe, out="s3://wire/out")
    run(["s3://wire/in/*.txt"], far)
    bucket.pipe_file("wire/in/c.txt", poisoned.story(2).encode())
    told: list[int] = []
    made = run(["s3://wire/in/*.txt"], far, tell=lambda progress: told.append(progress.tasks))
    assert (told[-1], made.stories) == (1, 2)
    assert sorted(prefix("s3://wire/out").sizes("")) == sorted(
        name.removeprefix("wire/out/") for name in bucket.find("wire/out")
    )
    assert bucket.exists(f"wire/out/{MANIFEST}")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("s3://wire/none/", "nothing there"),
        ("s3://nowhere/x", "nowhere"),
        ("s5://wire", "no such kind of address"),
    ],
)
def test_an_address_with_nothing_behind_it_stops_the_run(
    bucket: Any, recipe: Recipe, source: str, words: str
) -> None:
    with pytest.raises(RunError, match=words):
        run([source], recipe)


def test_a_bucket_that_is_not_there_cannot_be_written(bucket: Any, corpus: Path, recipe: Recipe) -> None:
    with pytest.raises(RunError, match=r"cannot be (written|read)"):
        run([str(corpus)], dataclasses.replace(recipe, out="s3://nowhere/out"))


def test_paths_are_no_addresses() -> None:
    assert [is_url(place) for place in ("a/b", "/a", "C:\\a", "s3://a", "memory://a")] == [
        False,
        False,
        False,
        True,
        True,
    ]
