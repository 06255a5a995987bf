"""Clock times: "0900 GMT", "9:47 a.m.", "noon"."""

from __future__ import annotations

from dragoman.annotate.timex import periods
from dragoman.annotate.timex.lexicon import CARDINALS, ZONES
from dragoman.annotate.timex.periods import Unit
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare, dated

_DAYS = frozenset({Unit.DAY, Unit.PART, Unit.HOUR})


def clock(hit: Hit, at: Setting) -> Sense | None:
    """Read a clock time, on the day last named in its sentence, else the story's own."""
    time = _time(hit)
    if time is None:
        return None
    named = at.recent(hit, _DAYS, 0)
    base = named.first if named else at.today
    if base is None:
        return bare(hit, "TIME", f"XXXX-XX-XXT{time}")
    return dated(hit, periods.clock(base, time))


def _time(hit: Hit) -> str | None:
    """Return `16:08` or `16:08Z`, None if it is no time of day."""
    zone = ZONES.get(hit.words("z")[0], "") if hit.has("z") else ""
    if hit.has("noon"):
        return {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[hit.word("noon")] + zone
    if hit.has("four"):
        digits = hit.word("four")
        return f"{digits[:2]}:{digits[2:]}{zone}"
    minutes = "00"
    word = hit.word("t").replace(".", ":")
    if ":" in word:
        word, minutes = word.split(":")[:2]
    hours = CARDINALS.get(word) if word.isalpha() else int(word)
    if hours is None or hours > 24:
        return None
    if hit.has("mer"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if hit.word("mer").startswith("p") else 0)
    return f"{hours:02d}:{minutes}{zone}"
