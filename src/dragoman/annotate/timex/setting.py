"""What a time is read against: the story's day, the times named before it, and the words that govern it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dragoman.annotate.timex.periods import Period, Unit
from dragoman.annotate.timex.pieces import Piece
from dragoman.annotate.timex.tense import Direction

_DATING = frozenset(
    {Unit.HOUR, Unit.PART, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.YEAR}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: which pieces it took, and which of them it named."""

    rule: str
    start: int
    end: int
    """Piece after the last."""
    pieces: list[Piece]
    """All pieces of the text."""
    named: dict[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Return whether the match filled a named part."""
        return name in self.named

    def words(self, name: str) -> list[str]:
        """Return the lower-case words of a named part, none if it is not filled."""
        start, end = self.named.get(name, (0, 0))
        return [piece.lower for piece in self.pieces[start:end]]

    def word(self, name: str) -> str:
        """Return the words of a named part, joined by blanks."""
        return " ".join(self.words(name))

    def before(self, back: int = 1) -> str:
        """Return the lower-case word so many pieces before the match, empty at the text's start."""
        at = self.start - back
        return self.pieces[at].lower if at >= 0 else ""

    def after(self, ahead: int = 0) -> str:
        """Return the lower-case word so many pieces after the match, empty at the text's end."""
        at = self.end + ahead
        return self.pieces[at].lower if at < len(self.pieces) else ""

    def piece(self, name: str) -> Piece:
        """Return the first piece of a named part."""
        return self.pieces[self.named[name][0]]


@dataclass(frozen=True, slots=True)
class Sense:
    """A time as read: which pieces, its TIMEX3 type and value, and its days."""

    start: int
    end: int
    type: str
    value: str
    first: date | None = None
    last: date | None = None
    period: Period | None = None
    """What later expressions such as "a year earlier" or "that month" may refer to."""
    rule: str = ""
    compared: bool = False
    """It stands beside another time ("a year earlier"); the text goes on from the other one."""


@dataclass(slots=True)
class Setting:
    """The state of reading one story."""

    today: date | None
    ask: Callable[[Hit], tuple[Direction, str]]
    """Tells a match's direction from the parse."""
    sentence: Callable[[int], int]
    """The number of the sentence that holds a piece."""
    narrative: bool = False
    """The text tells of times far from its own day, so that bare months follow the time last named."""
    named: list[Sense] = field(default_factory=list)
    """What was read before, in order of the text."""

    def direction(self, hit: Hit) -> Direction:
        """Return where the matched time lies."""
        return self.ask(hit)[0]

    def recent(self, hit: Hit, units: frozenset[Unit], sentences: int = 1) -> Period | None:
        """Return the period last named in this sentence or so many before it."""
        here = self.sentence(hit.start)
        within = 10 * sentences if self.narrative else sentences
        for sense in reversed(self.named):
            if here - self.sentence(sense.start) > within:
                return None
            if sense.period is not None and sense.period.unit in units:
                return sense.period
        return None

    def term(self, hit: Hit, sentences: int) -> Period | str | None:
        here = self.sentence(hit.start)
        running: Period | None = None
        for sense in reversed(self.named):
            if here - self.sentence(sense.start) > sentences:
                break
            if sense.value in ("P9M", "P6M"):
                return running or sense.value
            if sense.compared or sense.period is None or sense.period.unit not in (Unit.QUARTER, Unit.HALF):
                continue
            if self.today is None or sense.period.last < self.today:
                return sense.period
            if sense.period.first <= self.today:
                running = running or sense.period
        return running

    def told(self) -> date | None:
        """Return the day that a narrative has reached."""
        for sense in reversed(self.named):
            if sense.period is not None and sense.period.unit in _DATING:
                return sense.period.first
        return None

    def told_year(self, month: int) -> int | None:
        told = self.told() if self.narrative else None
        if told is None:
            return None
        return told.year + (1 if told.month - month >= 8 else 0)


def dated(hit: Hit, period: Period, why: str = "", type_: str | None = None) -> Sense:
    """Return the sense of a match that names a period."""
    kind = type_ or ("TIME" if period.unit in (Unit.HOUR, Unit.PART) else "DATE")
    note = f"{hit.rule}: {why}" if why else hit.rule
    return Sense(hit.start, hit.end, kind, period.value, period.first, period.last, period, note)


def bare(hit: Hit, type_: str, value: str, first: date | None = None, last: date | None = None) -> Sense:
    """Return the sense of a match that names no period of the calendar."""
    return Sense(hit.start, hit.end, type_, value, first, last, None, hit.rule)
