"""Common nouns and titles of those who act: troops, villagers, foreign ministers, the court."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from dragoman.model import EntityKind


@dataclass(frozen=True, slots=True)
class Agent:
    """One noun phrase that makes a nominal actor, or a title that stands beside a name."""

    noun: str
    """Singular, in lower case save for proper names and acronyms in it."""
    plural: str | None
    """None where it has none, or is plural as it stands."""
    kind: EntityKind
    """Officials of a `person` noun are a group in the plural, one
    protester of a `group` noun is a person in the singular."""
    sectors: tuple[str, ...]
    """PLOVER sectors; empty where the noun alone tells none."""
    office: bool
    """A title or office that precedes or follows a name: "Foreign Minister", "Gen.", "Mr."."""


@cache
def load_agents() -> tuple[Agent, ...]:
    """Return all nouns, in the order of the data."""
    text = resources.files("dragoman.gazetteer").joinpath("data/agents.txt").read_text(encoding="utf-8")
    return tuple(_read(text.splitlines()))


@cache
def agent_by_form() -> Mapping[str, Agent]:
    """Return the noun behind each form, singular or plural, in lower case; the first in the data wins.

    Example:
        >>> agent_by_form()["foreign ministers"].sectors
        ('GOV',)
    """
    found: dict[str, Agent] = {}
    for agent in load_agents():
        for form in (agent.noun, agent.plural):
            if form is not None:
                found.setdefault(form.lower(), agent)
    return MappingProxyType(found)


def _read(lines: Iterable[str]) -> Iterator[Agent]:
    kind, sectors, office = EntityKind.PERSON, "", False
    for line in lines:
        if line.startswith("@"):
            head, _, sectors = line[1:].strip().partition("|")
            office = head.startswith("office ")
            kind = EntityKind(head.removeprefix("office "))
        elif line and not line.startswith("#"):
            noun, _, plural = (part.strip() for part in line.partition("="))
            yield Agent(
                noun, _plural(noun, plural), kind, tuple(sectors.split(";")) if sectors else (), office
            )


def _plural(noun: str, given: str) -> str | None:
    """Return the plural: the one given, none for "-" and abbreviations, else regular."""
    if given == "-" or noun.endswith("."):
        return None
    if given:
        return given
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
