"""Words that point to the present, past or future at large."""

from __future__ import annotations

from dragoman.annotate.timex.lexicon import REFERENCES
from dragoman.annotate.timex.setting import Hit, Sense, Setting, bare


def plain(hit: Hit, at: Setting) -> Sense | None:
    """Read "now", "currently", "recent", "soon", "the future"."""
    value = REFERENCES[hit.words("r")[-1]]
    if value == "PRESENT_REF":
        return bare(hit, "DATE", value, at.today, at.today)
    if value == "PAST_REF":
        return bare(hit, "DATE", value, None, at.today)
    return bare(hit, "DATE", value, at.today, None)


def term(hit: Hit, at: Setting) -> Sense | None:
    """Read "the near term"."""
    return bare(hit, "DATE", "FUTURE_REF", at.today, None)


def past(hit: Hit, at: Setting) -> Sense | None:
    """Read "the past"."""
    return bare(hit, "DATE", "PAST_REF", None, at.today)


def present(hit: Hit, at: Setting) -> Sense | None:
    """Read "these days", "at present"."""
    return bare(hit, "DATE", "PRESENT_REF", at.today, at.today)
