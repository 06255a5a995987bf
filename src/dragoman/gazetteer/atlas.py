"""The compiled gazetteer: places of the world by name, opened read-only in milliseconds."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

DATA = "data/places.sqlite"
DEGREE = 10_000
"""Coordinates are stored as whole ten-thousandths of a degree."""

_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʿʾʼ.]")
_BREAKS = re.compile(r"[-‐-―\s_/]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer."""

    id: str
    """`geonames:1835848`, or `dragoman:middle-east` for a place of the project's own list."""
    name: str
    kind: str
    """state, continent, region, admin (first level), district (second level), city, water, island, mountain,
    base, crossing or facility."""
    country: str | None
    """ISO 3166 alpha-3."""
    admin: str | None
    """Id of the first-level division it lies in."""
    latitude: float
    longitude: float
    """Units: decimal degrees."""
    population: int
    """0 where unknown or without meaning; a division's is that of its cities."""
    capital: bool
    """It is the capital of its state."""
    fame: int = 0
    """In how many names and scripts a city is known: Geneva in Switzerland in 60, in Illinois in 11."""


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return the key of a name: without case, accents, hyphens, apostrophes and article.

    Example:
        >>> fold("The Côte d'Ivoire"), fold("St. Petersburg"), fold("Umm-Qasr")
        ('cote divoire', 'saint petersburg', 'umm qasr')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(_SPECIAL)
    words = _BREAKS.sub(" ", _APOSTROPHES.sub("", plain).replace("&", " and ")).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


class Atlas:
    """Looks places up by name; one connection, read-only, safe to share between threads that only read."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._cached = lru_cache(maxsize=20_000)(self._look_up)

    def find(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, the most populous first; none if it is unknown."""
        key = fold(name)
        return self._cached(key) if key else ()

    def get(self, id: str) -> Place | None:
        """Return the place of that id."""
        source, _, key = id.partition(":")
        row = self._connection.execute(_BY_NUMBER if source == "geonames" else _BY_SLUG, (key,)).fetchone()
        return _place(row) if row else None

    def _look_up(self, key: str) -> tuple[Place, ...]:
        return tuple(_place(row) for row in self._connection.execute(_BY_KEY, (key,)))


@cache
def open_atlas() -> Atlas:
    """Return the shipped gazetteer, opened once a process."""
    return Atlas(str(resources.files("dragoman.gazetteer").joinpath(DATA)))


_COLUMNS = (
    "p.number, p.slug, p.name, k.name, p.country, p.admin, p.latitude, p.longitude, p.population, "
    "p.capital, p.fame"
)
_BY_KEY = (
    f"SELECT {_COLUMNS} FROM form f JOIN place p ON p.number = f.number JOIN kind k ON k.number = p.kind "
    "WHERE f.key = ? ORDER BY p.population DESC, p.number"
)
_BY_NUMBER = f"SELECT {_COLUMNS} FROM place p JOIN kind k ON k.number = p.kind WHERE p.number = ?"
_BY_SLUG = f"SELECT {_COLUMNS} FROM place p JOIN kind k ON k.number = p.kind WHERE p.slug = ?"

_Row = tuple[int, str | None, str, str, str | None, int | None, int, int, int, int, int]


def _place(row: _Row) -> Place:
    number, slug, name, kind, country, admin, latitude, longitude, population, capital, fame = row
    return Place(
        f"dragoman:{slug}" if slug else f"geonames:{number}",
        name,
        kind,
        country,
        f"geonames:{admin}" if admin else None,
        latitude / DEGREE,
        longitude / DEGREE,
        population,
        bool(capital),
        fame,
    )
