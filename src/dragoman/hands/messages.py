"""What a hand and its process tell each other, as pickles over the process's standard streams."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.config import Settings
from dragoman.errors import RunError
from dragoman.model import Failure, Record
from dragoman.sources.intake import Asked
from dragoman.sources.paths import Found, Unread

READER = "dragoman.pipeline:Reader"
"""What makes the reader: a function or class of one argument, the settings, as `module:name`."""


@dataclass(frozen=True, slots=True)
class Start:
    """To the process, first: what it reads with."""

    reader: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class Order:
    """To the process: one file to be read, but for its first stories."""

    file: Found | Unread
    asked: Asked
    skip: int


@dataclass(frozen=True, slots=True)
class Ready:
    """From the process: its model is loaded."""

    version: str


@dataclass(frozen=True, slots=True)
class Begun:
    """From the process: it reads a story now."""

    source: str


@dataclass(frozen=True, slots=True)
class Made:
    """From the process: the story is read, or cannot be."""

    item: Record | Failure


@dataclass(frozen=True, slots=True)
class Ended:
    """From the process: the file has no more stories."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """From the process: no story can be read."""

    error: RunError


Message = Ready | Begun | Made | Ended | Stopped
