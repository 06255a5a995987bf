"""A story as it is compared with others: its mark, its day, its words, its names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from dragoman.model import PassageKind, Story, StoryKind

SHINGLE = 5
"""Units: words. Two stories that share five words in a row seldom do by chance."""

_WORD = re.compile(r"[^\W_]+(?:['’.\-,][^\W_]+)*")
_QUOTED = re.compile(r'["“”][^"“”]*["“”]|``.*?\'\'', re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_COMMON = frozenset(
    "the a an in on at of for to and but or if as by from with this that these those there it its he she they"
    " his her their we our you i is was were are be been has had have not no one two three however meanwhile"
    " after before when while since although though also earlier later last next some many most all other"
    " according asked speaking monday tuesday wednesday thursday friday saturday sunday january february"
    " march april may june july august september october november december jan feb mar apr jun jul aug sep"
    " sept oct nov dec mr mrs ms dr".split()
)


class MarkKind(StrEnum):
    """What a version mark says of its story."""

    NONE = "none"
    FLASH = "flash"
    """Alert, flash, bulletin, urgent: the first words on the wire."""
    LEAD = "lead"
    """LEAD, writethru, UPDATE, WRAPUP, recast: it replaces what went before."""
    CORRECTION = "correction"
    REPETITION = "repetition"
    """Repeat, refile, resend: the same again."""
    KILL = "kill"
    """Kill, withdrawn: what went before is void."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A version mark: its kind, and its ordinal where it has one."""

    kind: MarkKind
    ordinal: int | None = None


_KINDS = (
    (MarkKind.CORRECTION, re.compile(r"\b(?:CORRECT\w*|CORR|RECTIFICATION)\b")),
    (MarkKind.REPETITION, re.compile(r"\b(?:RPT|REPEAT\w*|REPETITION|REFIL\w+|RE-?SEND\w*|RE-?ISSUE)\b")),
    (
        MarkKind.LEAD,
        re.compile(
            r"\b(?:\d*(?:ST|ND|RD|TH)?\s?-?(?:LEAD(?:ALL)?|LD)|WRITE-?THR\w+|UPDAT\w+|WRAPUP|RECAST\w*|ADDS?"
            r"|TAKE|INSERTS?|CHANGES?|INCORPORATES|COMBINES|TOPS|REWRITES?)\b"
        ),
    ),
    (
        MarkKind.FLASH,
        re.compile(r"\b(?:URGENT|FLASH|BULLETIN|ALERT|NEWSALERT|SNAP|BREAKING|JUST IN|NEWSBREAK)\b"),
    ),
)
_KILL = re.compile(r"\b(?:KILL|WITHDRAWN?)\b")
"""In capitals only: a note may tell that police kill a gunman."""
_ORDINAL = re.compile(r"(\d{1,2})\s?(?:ST|ND|RD|TH)\b|\b(?:UPDATED?|WRAPUP)\s?-?\s?(\d{1,2})\b")


def mark_of(slug: str | None) -> Mark:
    """Return what a version mark says.

    Example:
        >>> mark_of("2nd LD-Writethru").ordinal, mark_of("UPDATE 3").ordinal, mark_of("LEAD").ordinal
        (2, 3, 1)
        >>> mark_of(None).kind.value
        'none'
    """
    if _KILL.search(slug or ""):
        return Mark(MarkKind.KILL)
    words = (slug or "").upper()
    kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), MarkKind.NONE)
    if kind is MarkKind.NONE:
        return Mark(kind)
    found = _ORDINAL.search(words)
    if found:
        return Mark(kind, int(found[1] or found[2]))
    return Mark(kind, 1 if kind is MarkKind.LEAD and re.search(r"\b(?:LEAD|LD)\b", words) else None)


@dataclass(frozen=True)
class Told:
    """One story, ready to be compared."""

    story: Story
    sources: tuple[str, ...] = ()
    """Where its text was read from, by name."""

    @property
    def id(self) -> str:
        """Return the story's id."""
        return self.story.id

    @property
    def day(self) -> date | None:
        """Return the day on which it went out."""
        return self.story.published or (self.story.dateline.day if self.story.dateline else None)

    @property
    def agency(self) -> str | None:
        """Return the agency, folded."""
        name = self.story.agency or (self.story.dateline.agency if self.story.dateline else None)
        return name.lower() if name else None

    @property
    def place(self) -> str | None:
        """Return the dateline's place, folded, without what follows a comma."""
        line = self.story.dateline
        return line.place.partition(",")[0].strip().lower() if line and line.place else None

    @property
    def plain(self) -> bool:
        """Return whether it is a story in sentences: no table, daybook, digest or notice."""
        return self.story.kind is StoryKind.STORY

    @cached_property
    def mark(self) -> Mark:
        """Return what its version mark and the notes above it say."""
        if self.story.kind is StoryKind.KILL:
            return Mark(MarkKind.KILL)
        marked = mark_of(self.story.slug)
        if marked.kind is MarkKind.NONE:
            notes = " ".join(p.span.of(self.story.text) for p in self.story.of_kind(PassageKind.NOTE))
            return mark_of(notes)
        return marked

    @cached_property
    def body(self) -> str:
        """Return the body's paragraphs, a line each."""
        return "\n".join(p.span.of(self.story.text) for p in self.story.of_kind(PassageKind.BODY))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the body's words, folded."""
        return words_of(self.body)

    @cached_property
    def opening(self) -> str:
        """Return the first paragraph."""
        first = next(iter(self.story.of_kind(PassageKind.BODY)), None)
        return first.span.of(self.story.text) if first else ""

    @cached_property
    def lead(self) -> frozenset[str]:
        """Return the words of the first paragraph, the common ones left out."""
        return frozenset(words_of(self.opening)) - _COMMON

    @cached_property
    def headline(self) -> frozenset[str]:
        """Return the words of the headline."""
        return frozenset(words_of(self.story.headline or "")) - _COMMON

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Return every run of five words of the body."""
        return shingles_of(self.words)

    @cached_property
    def own_shingles(self) -> frozenset[tuple[str, ...]]:
        """Return every run of five words outside quotation marks: what someone said, all agencies quote."""
        return shingles_of(words_of(_QUOTED.sub(" \n ", self.body)))

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the words of names in headline and body, folded; a sentence's first word counts if it
        stands capitalised elsewhere too.
        """
        text = f"{self.story.headline or ''}\n{self.body}"
        lower = set(re.findall(r"\b[a-z][\w'’\-]+", text))
        found = {
            word.lower().removesuffix("'s").removesuffix("’s")
            for word in re.findall(r"\b[A-Z][\w'’\-]+", text)
        }
        return frozenset(
            word for word in found if word not in _COMMON and word not in lower and len(word) > 2
        )

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the body's numbers in figures."""
        return frozenset(_NUMBER.findall(self.body))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded.

    Example:
        >>> words_of("Gen. O'Neil's 1,200 men")
        ('gen', "o'neil's", '1,200', 'men')
    """
    return tuple(word.lower() for word in _WORD.findall(text))


def shingles_of(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return every run of five words; of a shorter text all of it as one."""
    if len(words) <= SHINGLE:
        return frozenset([words]) if words else frozenset()
    return frozenset(words[n : n + SHINGLE] for n in range(len(words) - SHINGLE + 1))


def containment(one: frozenset[object], other: frozenset[object]) -> float:
    """Return which share of the smaller of two sets the larger holds; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
