"""What the words of a report say beside its fields: that a plan was put off or called off, and its topic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ledger.names import fold
from dragoman.ledger.world import Telling

POSTPONED = re.compile(
    r"\b(postpon\w+|put(ting)? off|put back|delay(ed|ing|s)?"
    r"|defer(red|ring|s)?|reschedul\w+|push(ed|es)? back"
    r"|adjourn\w*|moved (back|forward|up|to)|brought forward|bring(s|ing)? forward|advanced to|instead of"
    r"|shifted (back )?to|new date)\b",
    re.IGNORECASE,
)
CANCELLED = re.compile(
    r"\b(cancel\w*|call(ed|s|ing)? off|scrap(ped|s|ping)?|abandon(ed|s|ing)?|shelv(ed|es|ing)"
    r"|drop(ped|s)? plans?|pull(ed|s|ing)? out|withdr[ae]w\w*|no longer|ditch(ed|es)?|axed|revok\w+)\b",
    re.IGNORECASE,
)
FORMER = re.compile(
    r"\b(had (been )?(due|scheduled|planned|set|expected|slated|to have|originally)"
    r"|(was|were) (originally|initially|to have|due|scheduled|slated|supposed)"
    r"|originally|initially|earlier (set|scheduled|planned))\b",
    re.IGNORECASE,
)
"""Words that tell of a plan as it stood before."""

AGAIN = re.compile(r"\b(again|another|second|third|next round|follow-up)\b", re.IGNORECASE)

_COMMON = frozenset(
    "the a an and or but of in on at to for from by with as that this these those it its his her their "
    "they he she who which will would shall should may might can could must is are was were be been "
    "being has have had do does did not no nor than then there here after before during since until "
    "while when where over under about into out up down off more most other another some any all both "
    "each few one two three four first second last next new said say says saying told tell reported "
    "report reports according official officials source sources statement spokesman spokeswoman also "
    "later earlier meanwhile today yesterday tomorrow monday tuesday wednesday thursday friday saturday "
    "sunday january february march april june july august september october november december day week "
    "month year days weeks months years morning afternoon evening night people least meet meets met "
    "meeting meetings talk talks hold holds held visit visits visited visiting between discuss "
    "discussed discussions president prime minister foreign ministers leaders leader country government "
    "killed kill killing".split()
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words of one report say beside its fields."""

    postponed: bool
    cancelled: bool
    former: bool
    again: bool
    topic: frozenset[str]
    """The stems of its telling words."""


def _telling(word: str) -> bool:
    return len(word) > 2 and word not in _COMMON and not word.isdigit()


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Return a word without the endings of number and tense, cut to six letters."""
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:6]


@lru_cache(maxsize=65536)
def read(words: str) -> Cues:
    """Return what words say.

    Example:
        >>> found = read("talks on fishing have been put off")
        >>> found.postponed, found.cancelled, sorted(found.topic)
        (True, False, ['fish', 'put'])
    """
    return Cues(
        postponed=bool(POSTPONED.search(words)),
        cancelled=bool(CANCELLED.search(words)),
        former=bool(FORMER.search(words)),
        again=bool(AGAIN.search(words)),
        topic=frozenset(_stem(word) for word in fold(words).split() if _telling(word)),
    )


def cues(telling: Telling) -> Cues:
    """Return what the sentence of a report says, or its quotations where the sentence is not known."""
    quotes = " ".join(quote.text for quote in telling.entry.event.quotes)
    return read(telling.sentence or quotes)
