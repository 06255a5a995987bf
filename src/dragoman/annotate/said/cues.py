"""The cue lists, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemmas by what they do; `cues.toml` says what each list is for."""

    asserts: frozenset[str]
    suspects: frozenset[str]
    denies: frozenset[str]
    attitude: frozenset[str]
    finding: frozenset[str]
    core: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    addressed: frozenset[str]
    passive: frozenset[str]
    passive_suspects: frozenset[str]
    charging: frozenset[str]
    charging_prepositions: frozenset[str]
    quoting: frozenset[str]
    saying_again: frozenset[str]
    adverbs: frozenset[str]
    nouns: frozenset[str]
    unowned: frozenset[str]
    nouns_suspects: frozenset[str]
    nouns_denies: frozenset[str]
    nouns_attitude: frozenset[str]
    nouns_infinitive: frozenset[str]
    light: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    agencies: frozenset[str]
    headline_sources: frozenset[str]
    continuing: frozenset[str]
    continuing_phrases: frozenset[str]
    words_of: frozenset[str]

    @property
    def speech(self) -> frozenset[str]:
        """Verbs on whose content an event may rest."""
        return self.asserts | self.suspects | self.denies


@cache
def cues() -> Cues:
    """Return the cue lists."""
    raw = tomllib.loads((files("dragoman.annotate.said") / "cues.toml").read_text(encoding="utf-8"))
    lists = {name: value.split() if isinstance(value, str) else value for name, value in raw.items()}
    return Cues(**{field.name: frozenset(lists[field.name]) for field in fields(Cues)})
