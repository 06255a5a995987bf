"""The wires' byte formats: ANPA 1312 and IPTC 7901, a message between control characters.

Source: ANPA Bulletin 1312 (1979, last revised 1989); IPTC Recommendation 7901, revision 5 (1995).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.errors import StoryError
from dragoman.sources.bylines import is_byline
from dragoman.sources.days import MONTHS, day_of, full_year
from dragoman.sources.decoding import characters, check_size
from dragoman.sources.item import Item
from dragoman.sources.marks import read_mark_line
from dragoman.sources.notes import is_note

_MESSAGE = re.compile(
    rb"\x01(?P<head>[^\x01\x02\x03]*)(?:\x02(?P<text>[^\x01\x03]*))?(?:\x03(?P<tail>[^\x01\x04]*))?"
)
_ANPA = re.compile(
    r"(?P<service>[A-Za-z]?)(?P<number>\d{1,4})(?P<upi>[^\x1f\r\n]{0,16})\x1f(?P<selector>[^\r\n]{0,12})[\r\n]+"
    r"(?P<priority>[A-Za-z]) ?(?P<category>[A-Za-z])?(?P<format>[\x11-\x14 ]{0,8})(?P<rest>[^\r\n]*)"
)
_COUNT = re.compile(r"\d{1,2}[-/]\d{1,2}|\d{1,5}")
_IPTC = re.compile(
    r" ?(?P<source>[A-Za-z]{2,8}) ?(?P<number>\d{1,5}) +(?P<priority>[0-9]) +(?P<category>\w{1,4})"
    r" +(?P<words>\d{1,5})(?P<more>[^\r\n]*)(?P<keywords>[^\x02]*)"
)
_ANPA_STAMP = re.compile(r"\b(\d\d)-(\d\d)-(\d\d)\s+\d{4}|\d{1,2}:\d\d\w*\s+(\d\d)-(\d\d)-(\d\d)")
_IPTC_STAMP = re.compile(r"\b(\d\d)\d{4}\b\s*(?:GMT|UTC|Z)?\s*([A-Za-z]{3})[a-z]*\.?\s*((?:19|20)?\d\d)\b")
_ANPA_URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "s": 7, "w": 8}
_LEFT_OUT = re.compile(r"[\x05-\x08\x0e-\x1f]")
_KILL = re.compile(r"\b(?:kill|mandatory kill|bulletin kill|withdrawal)\b", re.IGNORECASE)
_AGENCIES = {
    "dpa": "dpa",
    "afp": "AFP",
    "rtr": "Reuters",
    "ap": "AP",
    "apa": "APA",
    "efe": "EFE",
    "ans": "ANSA",
}


def read(data: bytes, source: str) -> Iterator[Item | StoryError]:
    """Yield the story of each message, or why it cannot be had.

    Raises: StoryError if there is no message in it.
    """
    check_size(len(data), source)
    found = False
    for match in _MESSAGE.finditer(data):
        found = True
        try:
            yield _item(match)
        except StoryError as error:
            yield error
    if not found:
        raise StoryError("no message begins in it", where=source, hint="a message begins with the byte 01")


def _item(match: re.Match[bytes]) -> Item:
    if match["text"] is None:
        raise StoryError("the message has no text: it breaks off in its header", hint="ask for it again")
    head, text = (characters(match[name] or b"") for name in ("head", "text"))
    tail = characters(match["tail"] or b"")
    anpa = _ANPA.match(head)
    if anpa is not None:
        return _anpa(anpa, _body(text), tail)
    iptc = _IPTC.match(head)
    if iptc is not None:
        return _iptc(iptc, _body(text), tail)
    return Item(text=_body(text), published=_day(tail), published_from="the time of transmission")


def _anpa(head: re.Match[str], text: str, tail: str) -> Item:
    """Return an ANPA message's story: its keyword line holds the slug and the version."""
    day = _day(tail)
    words = head["rest"].split()[:20]
    while words and _COUNT.fullmatch(words[-1]):  # the day of filing and the number of words
        words.pop()
    slug = " ".join(words)
    stands_in_text = text.lstrip(" ^\r\n").lower().startswith((slug.lower() or "\0")[:12])
    killed = _KILL.search(slug) is not None
    return Item(
        text=text,
        notes=() if stands_in_text or not slug else (slug,),
        mark=slug,
        published=day,
        published_from="the time of transmission" if day else None,
        guid=None,
        revision=None,
        urgency=_ANPA_URGENCY.get(head["priority"].lower()),
        kills=slug.split(",")[0].split()[0] if killed and slug else None,
    )


def _iptc(head: re.Match[str], text: str, tail: str) -> Item:
    """Return an IPTC message's story: keyword lines stand between its header and the text."""
    day = _day(tail)
    keywords = [line.strip(" =\t") for line in head["keywords"].splitlines() if line.strip(" =\t")]
    agency = _AGENCIES.get(head["source"].lower()[:3]) or _AGENCIES.get(head["source"].lower()[:2])
    return Item(
        text=text,
        notes=keywords,
        mark=" ".join(keywords) or None,
        credit=agency or head["source"],
        published=day,
        published_from="the time of transmission" if day else None,
        urgency=int(head["priority"]) or None,
    )


def _body(text: str) -> str:
    """Return the text in whole paragraphs, without what steered the typesetter.

    A teletype breaks lines at 69 characters. A paragraph begins after a blank line, after a line that ends
    with "<" or "=", and with a line that is indented or begins with "^".
    """
    paragraphs: list[list[str]] = [[]]
    for line in _LEFT_OUT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        begins = line.startswith(("\t", "  ", "^")) or not line.strip()
        if paragraphs[-1] and (begins or paragraphs[-1][-1].endswith(("<", "=", "///")) or _is_head(line)):
            paragraphs.append([])
        if words := line.strip().lstrip("^").strip():
            paragraphs[-1].append(words)
    joined = (" ".join(lines) for lines in paragraphs if lines)
    return "\n\n".join(words.rstrip("<= ").rstrip() for words in joined)


def _is_head(line: str) -> bool:
    """Return whether a line stands by itself wherever it is: a mark, a note, a byline."""
    words = line.strip().lstrip("^")
    return read_mark_line(words) is not None or is_note(words) or is_byline(words)


def _day(tail: str) -> date | None:
    """Return the day of transmission, where the line after the text gives it with its year."""
    if (stamp := _ANPA_STAMP.search(tail)) is not None:
        month, day, year = (part for part in stamp.groups() if part is not None)
        either = (int(month), int(day)), (int(day), int(month))
        return next((found for m, d in either if (found := day_of(full_year(year), m, d))), None)
    if (stamp := _IPTC_STAMP.search(tail)) is not None and stamp[2].lower() in MONTHS:
        return day_of(full_year(stamp[3]), MONTHS.index(stamp[2].lower()) + 1, int(stamp[1]))
    return None
