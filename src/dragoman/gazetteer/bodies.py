"""Bodies that act in the news: UN organs, alliances, armed groups, parties, ministries, agencies, firms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from dragoman.model import EntityKind


@dataclass(frozen=True, slots=True)
class Body:
    """One body or group with its names; they match with their case as it stands here."""

    name: str
    names: tuple[str, ...]
    """Every form of the name, without article, `name` first."""
    kind: EntityKind
    code: str | None
    """ISO 3166 alpha-3 of its state, or UNO, EUR, IGO, NGO, MNC, ISM, IMG."""
    sectors: tuple[str, ...]
    """PLOVER sectors; empty where the body has none."""


@cache
def load_bodies() -> tuple[Body, ...]:
    """Return all bodies, in the order of the data."""
    text = resources.files("dragoman.gazetteer").joinpath("data/bodies.txt").read_text(encoding="utf-8")
    return tuple(_read(text.splitlines()))


@cache
def body_by_name() -> Mapping[str, Body]:
    """Return the body that each name stands for; where two share one, the first in the data.

    Example:
        >>> body_by_name()["UNHCR"].code
        'UNO'
    """
    found: dict[str, Body] = {}
    for body in load_bodies():
        for form in body.names:
            found.setdefault(form, body)
    return MappingProxyType(found)


def _read(lines: Iterable[str]) -> Iterator[Body]:
    kind, code, sectors = "", "", ""
    for line in lines:
        if line.startswith("@"):
            kind, code, sectors = (part.strip() for part in line[1:].split("|"))
        elif line and not line.startswith("#"):
            name, names, own_code, own_sectors, own_kind = (line.split("|") + [""] * 4)[:5]
            yield Body(
                name,
                (name, *_parts(names)),
                EntityKind(own_kind or kind),
                own_code or code or None,
                _parts(own_sectors or sectors),
            )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
