"""On Ray a corpus becomes the same parts as on one machine; a worker that dies costs nothing."""

from __future__ import annotations

import dataclasses
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.batch.driver import run
from dragoman.batch.engines import engine
from dragoman.batch.notes import PARTS
from dragoman.batch.worker import Recipe
from dragoman.errors import RunError

try:
    import ray
except ImportError:
    ray = None

needs_ray = pytest.mark.skipif(ray is None, reason="the extra `ray` is not installed")


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ray on this machine, with two cores; slow machines are given time to begin."""
    monkeypatch.setenv("RAY_raylet_start_wait_time_s", "300")
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    yield
    ray.shutdown()


def _parts(out: str) -> set[str]:
    return {path.name for path in (Path(out) / PARTS).iterdir()}


@needs_ray
def test_the_parts_are_those_of_the_local_engine(
    cluster: None, corpus: Path, recipe: Recipe, tmp_path: Path
) -> None:
    run([str(corpus)], recipe, workers=2)
    far = dataclasses.replace(recipe, out=str(tmp_path / "far"))
    made = run([str(corpus)], far, engine_name="ray", workers=2)
    assert _parts(far.out) == _parts(recipe.out)
    assert made.failures == 4


def _die_once(mark: str) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.01)
    return mark


@needs_ray
def test_a_worker_that_is_killed_is_replaced(cluster: None, tmp_path: Path) -> None:
    marks = [str(tmp_path / str(n)) for n in range(3)]
    assert sorted(engine("ray").run(_die_once, marks, 2)) == marks


@pytest.mark.skipif(ray is not None, reason="Ray is installed")
def test_without_ray_the_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    # The search for doctests leaves half of a module behind whose import failed.
    monkeypatch.delitem(sys.modules, "dragoman.batch.engines.ray", raising=False)
    with pytest.raises(RunError, match="ray is not installed") as told:
        engine("ray")
    assert told.value.hint == "pip install 'dragoman[ray]', or leave --engine out"


def test_an_engine_that_is_none_is_refused() -> None:
    with pytest.raises(RunError, match="no engine 'slurm'"):
        engine("slurm")
