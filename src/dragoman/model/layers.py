"""What the annotators find, as plain data that hangs on a parsed text.

Token positions count into the parsed text (a spaCy `Doc`); characters into the *reading*, the text that was
parsed. `Reading` maps them back to the original text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dragoman.model.entity import Entity
from dragoman.model.span import Span
from dragoman.model.story import PassageKind, Story

KEY = "dragoman"
"""Under which a Doc keeps its layers."""


class MentionKind(StrEnum):
    """How a text refers to an entity."""

    NAME = "name"
    NOMINAL = "nominal"
    """A common noun: "top security officials", "the visiting minister", "rebels"."""
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"
    """A state's adjective or a name used to qualify a noun: "Russian", "Pyongyang's", "U.S."."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens that refer to one or more entities (two or more for "the two sides")."""

    start: int
    end: int
    """Token after the last."""
    head: int
    """The syntactic head's token."""
    entities: tuple[str, ...]
    kind: MentionKind
    rule: str = ""
    """How it was found and resolved."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Tokens that name a time, normalised as TIMEX3 and as days."""

    start: int
    end: int
    type: str
    """TIMEX3: DATE, TIME, DURATION or SET."""
    value: str
    """TIMEX3: `2023-11-08`, `2023-W45`, `P3D`, `PRESENT_REF`, ..."""
    first: date | None
    """First day of the interval it names, if it names one."""
    last: date | None
    """Last day of the interval, that day included."""
    rule: str = ""
    """Which rules read it, for a person."""
    open_start: bool = False
    """It names everything up to `last` ("until Friday", "by 2010", "before May")."""
    open_end: bool = False
    """It names everything from `first` on ("since May", "from Monday")."""


class PlaceUse(StrEnum):
    """What a word that has to do with a place says of it."""

    LITERAL = "literal"
    """The place itself: "in Paris", "the Paris suburb"."""
    METONYM = "metonym"
    """Those who act for it: "Paris objected", "an envoy of Moscow"."""
    MODIFIER = "modifier"
    """An adjective: "French troops"."""
    EMBEDDED = "embedded"
    """A part of a public body's name: "Nairobi City Council"."""
    PEOPLE = "people"
    """Its people: "the French"; they have a state and no position."""
    LANGUAGE = "language"
    """Its language: "in French"."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens that name a place or point to one."""

    start: int
    end: int
    name: str
    kind: str
    """state, city, admin, region, water, base, facility, ..."""
    country: str | None
    """ISO 3166 alpha-3 of the state it lies in."""
    latitude: float | None
    longitude: float | None
    id: str | None
    """`geonames:1835848` or `dragoman:middle-east`."""
    rule: str = ""
    use: PlaceUse = PlaceUse.LITERAL
    admin: tuple[str, ...] = ()
    """Names of the divisions it lies in, the innermost first; what lies in none or is one itself has none."""
    precision: str | None = None
    """How exact the point is: site, town, district, division, state, region; `about` where only a place
    near it or in its name is known."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that the story puts in someone's mouth: who, by which cue, and what."""

    source: tuple[int, ...]
    """Head tokens of the speakers; two for "Yonhap quoted an official". Empty for "reportedly"."""
    cue: int
    """The token of the verb or noun of speech ("said", "according")."""
    content: tuple[tuple[int, int], ...]
    """Token ranges of what was said, half-open."""
    stance: str = "asserts"
    """asserts, suspects or denies."""
    continued: bool = False
    """Carried over from an earlier sentence ("also", an unattributed quotation)."""
    rule: str = ""
    attitude: bool = False
    """A wish, demand, plan, judgement or a denied saying: its owner vouches for no event."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text that is parsed - headline, body and captions without their dress - and its way back.

    `starts` and `origins` are parallel: from reading character `starts[i]` on, the original character is
    `origins[i]` plus the distance, up to the next start.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    passages: tuple[tuple[int, int, PassageKind], ...]
    """Reading characters, half-open, of each passage, in reading order."""

    def original(self, start: int, end: int) -> Span:
        """Return the span of the original text behind reading characters start..end, end after start."""
        return Span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, position: int) -> int:
        i = bisect_right(self.starts, position) - 1
        return self.origins[i] + position - self.starts[i]


@dataclass(slots=True)
class Layers:
    """All annotations of one parsed story. Filled by the annotators in turn, read by the coder."""

    story: Story
    reading: Reading
    passage_of: list[int] = field(default_factory=list)
    """For each token, the index of its passage in `reading.passages`."""
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    """Literal ones and metonyms."""
    pointers: list[PlaceMention] = field(default_factory=list)
    """Words that only point to a place: adjectives, peoples, languages, places in names of bodies."""
    utterances: list[Utterance] = field(default_factory=list)
    here: PlaceMention | None = None
    """The dateline's place, which "here" means; it stands in no token (start and end are 0)."""
    states: Mapping[str, str] = field(default_factory=dict)
    """The usual English name of each state by its alpha-3 code."""


def layers(doc: Any) -> Layers:
    """Return the annotations of a parsed story (a spaCy `Doc` made by `dragoman.annotate.parse`).

    Raises: KeyError if the text was not made into a story first.
    """
    found = doc.user_data[KEY]
    if not isinstance(found, Layers):
        raise KeyError(KEY)
    return found
