"""The world's states and what the news calls them, their people and their governments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class State:
    """One state, territory or contested polity, with every form that stands for it.

    Forms carry no article ("United States", not "the United States") save `short`, which needs it. They match
    with their case as it stands here, or in capitals where the text around is in capitals: "US" is not "us".
    """

    code: str
    """ISO 3166 alpha-3, or XKX for Kosovo. A historical state bears its successor's, a contested polity
    without a code of its own its parent's."""
    name: str
    """The usual short English name."""
    names: tuple[str, ...]
    """Every form of the name, `name` first."""
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    """Nouns for its people, plural and singular."""
    capital: str | None
    metonyms: tuple[str, ...]
    """Names that stand for its government: the capital, its seats and houses of government."""
    short: str | None
    """A name used only beside its fuller one: "the North"."""
    status: str
    """`state`, `contested`, `territory` or `historical`."""
    first: int | None = None
    """First year of a historical state."""
    last: int | None = None
    """Last year of a historical state."""


@cache
def load_states() -> tuple[State, ...]:
    """Return all: states, then contested polities, territories and historical states."""
    text = resources.files("dragoman.gazetteer").joinpath("data/states.txt").read_text(encoding="utf-8")
    return tuple(_read(text.splitlines()))


@cache
def state_by_name() -> Mapping[str, State]:
    """Return the state that each name stands for; where two share one, the first in the data.

    Example:
        >>> state_by_name()["S. Korea"].code
        'KOR'
    """
    return _index(lambda state: state.names)


@cache
def state_by_adjective() -> Mapping[str, State]:
    """Return the state behind each adjective: "British", "S. Korean"."""
    return _index(lambda state: state.adjectives)


@cache
def state_by_people() -> Mapping[str, State]:
    """Return the state behind each noun for a people: "Iraqis"."""
    return _index(lambda state: state.people)


@cache
def state_by_metonym() -> Mapping[str, State]:
    """Return the state whose government each capital or seat may stand for: "Kremlin", "Beijing"."""
    return _index(lambda state: state.metonyms)


@cache
def state_by_code() -> Mapping[str, State]:
    """Return the present state of each code."""
    found: dict[str, State] = {}
    for state in load_states():
        if state.status != "historical":
            found.setdefault(state.code, state)
    return MappingProxyType(found)


def _index(forms: Callable[[State], tuple[str, ...]]) -> Mapping[str, State]:
    found: dict[str, State] = {}
    for state in load_states():
        for form in forms(state):
            found.setdefault(form, state)
    return MappingProxyType(found)


def _read(lines: Iterable[str]) -> Iterator[State]:
    status = "state"
    for line in lines:
        if line.startswith("@"):
            status = line[1:].strip()
        elif line and not line.startswith("#"):
            yield _state(line, status)


def _state(line: str, status: str) -> State:
    code, name, names, adjectives, people, capital, seats, short, years = line.split("|")
    first, _, last = years.partition("-")
    # A dependency's capital does not stand for a government in the news.
    metonyms = (capital, *_forms(seats)) if capital and status != "territory" else _forms(seats)
    return State(
        code,
        name,
        (name, *_forms(names)),
        _forms(adjectives),
        _forms(people),
        capital or None,
        tuple(form for form in metonyms if form != name),
        short or None,
        status,
        int(first) if first else None,
        int(last) if last else None,
    )


def _forms(part: str) -> tuple[str, ...]:
    return tuple(part.split(";")) if part else ()
