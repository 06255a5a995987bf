"""Editor's notes and the lines that a wire puts above a story."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"\(?\s*(?:ATTN\b|ATTENTION\b|E(?:ds|DS)\b\.?|Editors?:|EDITORS?\b[:;]|Editor['’]s [Nn]ote"
    r"|EDITOR['’]S NOTE|Editors['’] [Nn]ote"
    r"|Note to [Ee]ditors|N\.?B\.?:|Recasts\b|EMBARGO(?:ED)?\b|UPDATES WITH\b|ADDS\b|RECASTS\b"
    r"|AP Video\b|With AP Photos?)"
)
_VERBS = (
    "Adds|Updates|Recasts|Rewrites|Writes through|Corrects|Removes|Changes|Refiles|Refiled|Repeats"
    "|Inserts|Clarifies"
    "|Fixes|Deletes|Drops|Restores|Includes|Incorporates|Releads|Releases|Edits|Trims|Amends|Replaces"
    "|Raises|Lowers"
    "|Resends|Resending|New throughout|Updated throughout|Changes dateline|Updating|Adding|Recasting"
    "|This story|This"
    " version|Contains|Combines|Tops|Leads with|Moves|Attributes|Links|Rephrases|Refile|Fuller|Embeds"
    "|Attaches|Minor edits"
)
_ADVISORY = re.compile(rf"[(\[]\s*(?:{_VERBS})\b.*[)\]]\.?\s*$", re.DOTALL | re.IGNORECASE)
_WIRE_LINE = re.compile(
    r"(?:ROUNDUP|EXTRA|FEATURE|ANALYSIS|PREVIEW|NEWS FOCUS|NEWS FEATURE|NEWS ANALYSIS|FACTBOX"
    r"|BACKGROUND(?:ER)?"
    r"|INTERVIEW|TIMELINE|CHRONOLOGY|PROFILE|FACTS|FOCUS|WRAP|EXCLUSIVE|EDITORIAL)(?: \d)?\s?[:=]?|"
    r"(?:[a-z]{1,2}\s)?[a-z]?\s?(?:BC|AM|PM)-{1,2}\S.*|APNewsAlert|[\^].{0,120}<"
    r"|[\w.-]{1,30}(?:/[\w.-]{0,30}){1,5}\s?=?"
    r"|[A-Z]{3,4}\d{3,4}\s.{0,60}"
    r"|(?:\d{3,4}\s)?[a-z]{3}\s\d{3,4}\s[a-z]{2}|dpa\s\w{3}\s\w{2,3}(?:\s\w{2,3})*|&#\d+;"
    r"|[A-Z]\d{4}.{0,40}reute.{0,30}",
)
_CORRECTED_COPY = re.compile(r".{0,300}[Hh]ere is a corrected (?:repetition|version).{0,100}", re.DOTALL)
_SAFE_LENGTH = 600


def is_note(words: str) -> bool:
    """Return whether a paragraph is addressed to editors, not readers.

    Example:
        >>> is_note("(ATTN: ADDS remarks)"), is_note("(Adds reaction, background)"), is_note("He left.")
        (True, True, False)
    """
    if len(words) > _SAFE_LENGTH:
        return False
    return bool(
        words.rstrip().endswith("///")
        or _OPENING.match(words)
        or _ADVISORY.match(words)
        or _CORRECTED_COPY.fullmatch(words)
    )


def slug_of_note(words: str) -> str | None:
    """Return the words of a note that stands for a slug, without its slashes; None for other notes."""
    if not words.rstrip().endswith("///") and not re.match(r"ATTENTION\b|EMBARGOED\b", words):
        return None
    return " ".join(words.rstrip().rstrip("/").split())


def is_wire_line(words: str) -> bool:
    """Return whether a line is a wire's own header: a slug line, a keyword line, a routing code."""
    return len(words) < 160 and "\n" not in words and _WIRE_LINE.fullmatch(words) is not None
