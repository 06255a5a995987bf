"""Version marks: how agencies say that a story is urgent, a second lead, an update, corrected."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ORDINAL = r"\d{1,2}\s?(?:st|nd|rd|th)"
_LEAD = r"(?:Lead|Ld|LEADALL|Leadall)(?:\s?[-–]?\s?(?:Writethru|Write-thru|Writethrough|All))?"
_WORDS = (
    rf"{_ORDINAL}\s?-?{_LEAD}|{_ORDINAL}\s?-?(?:Writethru|Update|Add|Take)|{_LEAD}|Writethru|Write-thru"
    r"|UPDATE\s?-?\s?\d{1,2}|WRAPUP\s?-?\s?\d{1,2}|UPDATED?(?:\s\d{1,2})?|WRAPUP|RECASTS?"
    r"|CORRECTED\s?-?\s?\(?OFFICIAL\)?|CORRECTED(?:\s\d)?|CORRECTION|CORR|CORRECTIVE|RECTIFICATION"
    r"|REFILE|REFILING|RPT|REPEAT|REPETITION|RESENDING|RE-?SENDING|RE-?ISSUE"
    r"|URGENT|FLASH|BULLETIN|ALERT|NEWSALERT|SNAP|BREAKING(?:\sNEWS)?|JUST\sIN|NEWSBREAK"
    r"|HOLD|KILL|MANDATORY\sKILL|BULLETIN\sKILL|WITHDRAWN?|STORY\sWITHDRAWN|EMBARGO(?:ED)?|CANCEL(?:LED)?"
)
_BRACKETED = re.compile(rf"\s*[(\[]\s*(?P<mark>{_WORDS})\s*[)\]]\s*[:\-–]?\s*", re.IGNORECASE)
_COLON = re.compile(rf"\s*(?P<mark>{_WORDS})\s?(?:\s\d)?\s*[:：]\s+", re.IGNORECASE)
_DASHED = re.compile(rf"\s*(?P<mark>{_WORDS})(?:\s?[-–—]{{1,2}}\s?)(?=\S)", re.IGNORECASE)
_LEADING = re.compile(
    r"\s*(?P<mark>\d{1,2}\s?(?:[snrSNR][tdTD]|th|TH)\s?-?(?:LEAD|LD)(?:-?Writethru)?)\s+(?=[A-ZÀ-Þ“\"'\d])"
)
_ALONE = re.compile(
    rf"\s*[(\[*]*\s*(?P<mark>(?:{_WORDS})(?:\s+(?:{_WORDS}))*)\s*[)\]*:=.!]*\s*", re.IGNORECASE
)
_TRAILING = re.compile(
    rf"\s*[(\[]\s*(?P<mark>updated?(?:\s\d{{1,2}})?|corrected|refiled?|{_ORDINAL}\s(?:ld|lead|update)"
    rf"|lead|urgent|recasts?)\s*[)\]]\s*$",
    re.IGNORECASE,
)
_SLUG_LINE = re.compile(
    rf"(?P<mark>(?:{_ORDINAL}\s?-?Ld(?:-?Writethru)?|{_ORDINAL}\s?-?Lead|{_ORDINAL}\s?-?Writethru|Writethru"
    r"|\d(?:ST|ND|RD|TH)LEAD|LEAD|URGENT))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """The normal form of a headline's marks, and where its own words start and end."""

    slug: str | None
    start: int
    end: int


def read_marks(line: str) -> MarkDraft:
    """Return the marks around a headline.

    Example:
        >>> line = "(2nd LD) Ministers meet"
        >>> found = read_marks(line)
        >>> found.slug, line[found.start : found.end]
        ('2nd LD', 'Ministers meet')
    """
    slugs: list[str] = []
    start, end = 0, len(line)
    while len(slugs) < 4:
        match = (
            _BRACKETED.match(line, start)
            or _COLON.match(line, start)
            or _dashed(line, start)
            or _LEADING.match(line, start)
        )
        if match is None or match.end() >= len(line):
            break
        slugs.append(normal(match["mark"]))
        start = match.end()
    tail = line[max(start, len(line) - 40) :]
    if (trailing := _TRAILING.search(tail)) is not None and trailing.start() > 0:
        slugs.append(normal(trailing["mark"]))
        end = len(line) - len(tail) + trailing.start()
    return MarkDraft(" ".join(dict.fromkeys(slugs)) or None, start, end)


def _dashed(line: str, start: int) -> re.Match[str] | None:
    """Match "UPDATE 1-", "CORRECTED-": in capitals, or with a number, so that no plain word counts."""
    match = _DASHED.match(line, start)
    if match is None or not (match["mark"].isupper() or match["mark"][0].isdigit()):
        return None
    if match["mark"] in ("LEAD", "ALERT", "FLASH", "SNAP", "HOLD", "KILL") and " " not in match[0].strip(
        "-–—"
    ):
        return match if re.match(r"[A-Z]", line[match.end() :]) else None
    return match


def read_mark_line(line: str) -> str | None:
    """Return the marks of a line that holds nothing else ("URGENT", "1ST LEAD"), or None."""
    if len(line) > 60:
        return None
    match = _ALONE.fullmatch(line)
    if match is None or not (line.isupper() or match["mark"][0].isdigit() or line[0] in "(["):
        return None
    return " ".join(dict.fromkeys(normal(m[0]) for m in re.finditer(_WORDS, match["mark"], re.IGNORECASE)))


def read_slug_line(line: str) -> str | None:
    """Return the mark within a wire's slug line ("BC-Talks, 3rd Ld-Writethru,827"), or None."""
    match = _SLUG_LINE.search(line[:200])
    return normal(match["mark"]) if match else None


def normal(mark: str) -> str:
    """Return a mark in its normal form: capitals, but for ordinals and "Writethru".

    Example:
        >>> normal("2ND ld-writethru"), normal("Update-1"), normal("corrected (official)")
        ('2nd LD-Writethru', 'UPDATE 1', 'CORRECTED OFFICIAL')
    """
    words = " ".join(re.sub(r"[()\[\]]", " ", mark).split()).upper()
    words = re.sub(r"\b(\d+)\s?(ST|ND|RD|TH)\s?-?(?=[A-Z]|\b)", lambda m: m[1] + m[2].lower() + " ", words)
    words = re.sub(r"\bWRITE-?THR(?:U|OUGH)\b", "Writethru", words)
    words = re.sub(r"\s?[-–]\s?(?=Writethru)", "-", words)
    words = re.sub(r"\s?[-–]\s?(?=\d|OFFICIAL)", " ", words)
    words = re.sub(r"^(UPDATED?|WRAPUP)(?=\d)", r"\1 ", words)
    return " ".join(words.split())
