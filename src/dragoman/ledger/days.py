"""Stretches of days, open ones among them, and how two of them lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.ledger.world import Telling
from dragoman.model import Status

NARROW = 2
"""Units: days. A stretch of no more is as good as a day: stories are written in several time zones."""

BROAD = 10
"""Units: days. Within a longer stretch much of one kind happens."""


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included; None where open."""

    first: date | None
    last: date | None

    @property
    def width(self) -> int | None:
        """Return how many days it holds; None when it is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    @property
    def narrow(self) -> bool:
        """Return whether it is as good as a day."""
        return self.width is not None and self.width <= NARROW

    @property
    def known(self) -> bool:
        """Return whether it has both ends."""
        return self.first is not None and self.last is not None

    def gap(self, other: Days) -> int:
        """Return the days between the two stretches; 0 if they share one.

        Example:
            >>> Days(date(2006, 12, 17), date(2006, 12, 17)).gap(Days(date(2006, 12, 19), None))
            2
        """
        if self.last is not None and other.first is not None and self.last < other.first:
            return (other.first - self.last).days
        if other.last is not None and self.first is not None and other.last < self.first:
            return (self.first - other.last).days
        return 0

    def meet(self, other: Days) -> Days:
        """Return the days that both hold, or this stretch if they share none."""
        if self.gap(other):
            return self
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return Days(max(firsts, default=None), min(lasts, default=None))


def days(telling: Telling) -> Days:
    """Return the days of a report's event. One under way and open at its end reaches to its story's day."""
    event = telling.entry.event
    end = event.end
    if end is None and event.status is Status.ONGOING:
        end = telling.entry.story.published
    return Days(event.start, end)


def told_on(telling: Telling) -> date | None:
    """Return the day of the story that tells it; the event's own where the story has none."""
    event = telling.entry.event
    return telling.entry.story.published or event.start or event.end
