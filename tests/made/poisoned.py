"""A reader without a language model, and stories that harm who reads them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from watch_server import coded

from dragoman.config import Settings
from dragoman.model import Story
from dragoman.pipeline import Reader

READER = "poisoned:reader"


def reader(settings: Settings) -> Reader:
    """Return a reader that reads visits, and does what a story asks of it."""
    return Reader(settings, annotate=_obey, code=coded)


def slow_reader(settings: Settings) -> Reader:
    """Return the same, a twentieth of a second a story."""
    return Reader(settings, annotate=_slowly, code=coded)


def modelless(settings: Settings) -> Reader:
    """Return a reader whose language model is not there."""
    return Reader(Settings(model="no_such_model"))


def story(number: int, order: str = "") -> str:
    """Return a story that tells of one visit, and may order its reader to do harm."""
    one, other = ("Peru", "Norway")[number % 2], ("Chile", "Bolivia")[number // 2 % 2]
    did = ("will visit", "visited")[number % 3 == 0]
    topic = ("fish meal", "rail freight", "visa rules", "copper prices", "border posts")[number % 5]
    return (
        f"LIMA, March 3, 2021 (Andes Wire) -- {one}'s minister {did} {other} on March {1 + number % 28}, "
        f"an official said on Wednesday in statement {number}.\n\nThe talks are about {topic}. {order}\n"
    )


def _slowly(story: Story) -> Story:
    time.sleep(0.05)
    return _obey(story)


def _obey(story: Story) -> Story:
    text = story.text
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "LEAVE" in text:
        os._exit(7)
    if "RAISE" in text:
        raise ValueError("no such luck")
    if "BURN" in text:
        while True:
            pass
    if "SLEEP" in text:
        time.sleep(1000)
    if "GREED" in text:
        held = []
        while True:
            held.append(b"x" * (8 << 20))
            time.sleep(0.005)  # so that it is the memory that counts
    if "ONCE" in text:
        _die_once(text)
    return story


def _die_once(text: str) -> None:
    """End the process as if from outside, but not a second time; the story names the file that tells."""
    mark = Path(text.partition("ONCE ")[2].split()[0])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
