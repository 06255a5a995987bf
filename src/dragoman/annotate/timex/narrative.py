"""Whether a text reports on its own days or tells of times long past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.annotate.timex.setting import Hit

_DATED = frozenset({"month day", "day month", "month year", "month days", "days month", "year", "season"})
_REPORTING = frozenset({"weekday", "deictic", "relative"})
_TOLD = frozenset("following same that previous preceding".split())
_FEWEST_APART = 3
_FEWEST = 4
"""So many years must be named before a text counts as telling of other times."""


def tells_of_other_times(hits: Sequence[Hit], today: date | None) -> bool:
    """Return whether bare days and months of a text follow the time last named rather than the story's day.

    So for a text without a day, and for one that names many years, hardly its own, and few weekdays.
    """
    if today is None:
        return True
    years: dict[int, int] = {}
    reporting: set[int] = set()
    for hit in hits:
        if hit.rule in _DATED and hit.has("y") and hit.words("y")[0].isdigit():
            years[hit.named["y"][0]] = int(hit.words("y")[0])
        elif hit.rule in _REPORTING and not _TOLD & set(hit.words("rel")):
            reporting.add(hit.start)
    if len(years) < _FEWEST or len(set(years.values())) < _FEWEST_APART:
        return False
    own = sum(1 for year in years.values() if abs(year - today.year) <= 1)
    return own <= len(years) / 5 and len(reporting) <= len(years) / 3
