"""Peoples and regions within states: Chechens, Kurds, Catalans, and the states that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class People:
    """One people with what it is called."""

    name: str
    codes: tuple[str, ...]
    """ISO 3166 alpha-3 of the state that it lives in, or of each of several."""
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    """Plural and singular."""


@cache
def load_peoples() -> tuple[People, ...]:
    """Return all peoples, in the order of the data.

    Example:
        >>> next(p.codes for p in load_peoples() if "Chechen" in p.adjectives)
        ('RUS',)
    """
    text = resources.files("dragoman.gazetteer").joinpath("data/peoples.txt").read_text(encoding="utf-8")
    return tuple(_read(line) for line in text.splitlines() if line and not line.startswith("#"))


def _read(line: str) -> People:
    codes, name, adjectives, nouns = line.split("|")
    return People(name, tuple(codes.split(";")), _parts(adjectives), _parts(nouns))


def _parts(part: str) -> tuple[str, ...]:
    return tuple(part.split(";")) if part else ()
