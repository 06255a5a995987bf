"""Work that takes too much is ended, whatever it does and in whatever thread."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

import pytest

from dragoman.errors import StoryError
from dragoman.limits import Limit, held, limited
from dragoman.model import Failure
from dragoman.pipeline import attempt

SHORT = Limit(seconds=0.4)


def burn() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # as a careless handler within would
            continue


def seek() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")


def hoard() -> None:
    kept = []
    while True:
        kept.append(bytearray(b"x" * (4 << 20)))


@pytest.mark.parametrize("work", [burn, seek])
def test_endless_work_is_ended(work: Callable[[], None]) -> None:
    begun = time.process_time()
    failure = attempt("a.txt", work, SHORT)
    assert isinstance(failure, Failure)
    assert failure.reason == "reading it takes more than 0.4 seconds of processor time"
    assert time.process_time() - begun < 5


@pytest.mark.skipif(not held(), reason="the system does not tell what a process holds")
def test_hoarding_is_ended() -> None:
    with pytest.raises(StoryError, match="more than 64 MiB of memory"), limited(Limit(20, 64), "a.txt"):
        hoard()


def test_work_in_another_thread_is_ended_and_the_thread_goes_on() -> None:
    came: list[object] = []

    def work() -> None:
        came.append(attempt("a.txt", burn, SHORT))
        came.append(attempt("b.txt", lambda: 7, SHORT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert [getattr(item, "source", item) for item in came] == ["a.txt", 7]


def test_sleep_is_no_work_and_limits_within_a_limit_are_the_outer_ones() -> None:
    with limited(SHORT):
        time.sleep(0.6)
        with limited(Limit(seconds=0.0)):
            sum(range(1000))


def test_each_story_has_the_limit_anew() -> None:
    for _ in range(3):
        assert attempt("a.txt", lambda: sum(range(4_000_000)), Limit(seconds=2)) is not None
