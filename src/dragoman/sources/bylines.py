"""Bylines: who wrote a story."""

from __future__ import annotations

import re

from dragoman.sources import agencies
from dragoman.sources.days import find_days
from dragoman.sources.wordlist import word_list

_LONGEST = 200
_BY = re.compile(r"\(?(?:By|BY|by)\s+(?=[A-ZÀ-Þ])")
_WRITER = re.compile(
    r"(?:Associated Press|AP|AFP|Reuters|Xinhua|Bloomberg|Canadian Press)\s(?:[A-Z][\w.]*\s){0,3}"
    r"(?:[Ww]riters?|[Cc]orrespondents?|[Rr]eporters?|[Ee]ditors?|Writer)\.?"
)
_NAME_AND_AGENCY = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){1,3}(?:,| \||/)\s*(?P<agency>[A-Z][\w ]{1,30})\.?"
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_JOINERS = word_list(
    """
    and with in of the for at de van von der den del da di dos bin ibn al el la le writer writers reporter
    reporters correspondent correspondents editor staff special to by news agency diplomatic political chief
    bureau senior contributing from
    """
)
_XINHUA = re.compile(r"\bXinhua (?:writers?|correspondents?)\b")


def is_byline(words: str) -> bool:
    """Return whether a paragraph names the writers and says nothing else.

    Example:
        >>> is_byline("By Ana Silva and Jon Berg"), is_byline("By Friday he had left the city.")
        (True, False)
    """
    if len(words) > _LONGEST:
        return False
    if _WRITER.fullmatch(words):
        return True
    named = _NAME_AND_AGENCY.fullmatch(words)
    if named is not None and agencies.canonical(named["agency"].removesuffix(" Writer")) is not None:
        return True
    opening = _BY.match(words)
    if opening is None:
        return False
    rest = words[opening.end() :]
    tokens = _WORD.findall(rest)
    plain = [w for w in tokens if not w[0].isupper() and w.lower() not in _JOINERS]
    return bool(tokens) and len(tokens) <= 24 and not plain and not re.match(r"(?:The|A|An)\s", rest)


def names_of(words: str) -> str:
    """Return the names in a byline, without "By"."""
    opening = _BY.match(words)
    names = " ".join((words[opening.end() :] if opening else words).split())
    day = next(find_days(names), None)
    return names[: day.start if day else None].rstrip(" .,()|-")


def agency_of(words: str) -> str | None:
    """Return the agency that a byline names, or None."""
    if _XINHUA.search(words):
        return "Xinhua"
    for name in ("Associated Press", "AFP", "Reuters", "Xinhua", "Bloomberg", "Canadian Press"):
        if re.search(rf"\b{name}\b", words):
            return agencies.canonical(name)
    named = _NAME_AND_AGENCY.fullmatch(words)
    return agencies.canonical(named["agency"]) if named else None
