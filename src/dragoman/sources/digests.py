"""Texts that are no single story: digests, daybooks, tables, and notices that kill a story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.model import StoryKind
from dragoman.sources.wordlist import word_list

_KILL = re.compile(
    r"(?:KILL(?:\s+KILL)+|(?:MANDATORY|BULLETIN|ADVISORY)\s+KILL|STORY (?:WITHDRAWN|REMOVED|KILLED)"
    r"|WITHDRAWN?\s?[-:–]|\(KILL\)|KILL\s?[:–-])"
    r"|.{0,120}\b(?:please kill|kill the (?:story|item|article)|is (?:being )?(?:withdrawn|killed)\b"
    r"|has been (?:withdrawn|killed)\b.{0,60}|(?:is|was) wrong and (?:is|has been) withdrawn)",
    re.DOTALL,
)
_KILL_BODY = re.compile(
    r"\b(?:[Pp]lease (?:kill|disregard)|[Kk]ill (?:the|this) (?:story|item|article|headline)"
    r"|[Ee]ditors?,? (?:please )?(?:kill|disregard|do not use)"
    r"|(?:story|article|item|report)\b.{0,120}\b(?:is|has been|was) (?:withdrawn|killed|retracted)"
    r"|(?:has|have) (?:withdrawn|killed|retracted) (?:the|its|a|this) (?:story|article|item|report))"
)
_DAYBOOK = re.compile(
    r"news advisory\b|\bnews (?:agenda|schedule|diary|budget|planner|lineup)\b|\bdaily (?:diary|agenda"
    r"|schedule|planner)\b|\bdaybook\b|\bday ahead\b|\bweek ahead\b"
    r"|\bdiary\s?[-–:]|^diary\b|^DIARY\b|\bcoverage (?:plan|advisory|schedule)\b|\bevents? (?:calendar"
    r"|diary)\b|\bcalendar of events\b|\bschedule of (?:events|news)\b|\bplanned (?:stories|coverage)\b"
    r"|\bnews (?:events )?calendar\b|\bforward planner\b|\bAP News (?:Agenda|Advisory)\b"
    r"|\bmorning briefing\b.*\bplanned\b|\bagenda for (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_DAYBOOK_BODY = re.compile(
    r"\bscheduled to be (?:covered|pursued)|\bstories (?:that )?\w+ (?:plans|intends"
    r"|expects) to (?:cover|run|move)|\b(?:plans|intends|expects) to (?:cover|run|move) (?:the following"
    r"|these)"
    r"|\b(?:coverage|events|stories|items) (?:planned|expected|scheduled) (?:for|on|by)\b|\b(?:daily"
    r"|news) diary\b|\b(?:planned|expected) (?:stories|coverage)\b|\bwill be covered by\b"
    r"|\bnews events scheduled\b|\bdiary of (?:news |political )?events\b|\bevents to be covered\b",
    re.IGNORECASE,
)
_DIGEST = re.compile(
    r"\bnews (?:summary|digest|roundup|in brief|briefs?|highlights|bulletin)\b"
    r"|\bsummary of (?:\w+ ){0,3}(?:news|stories|headlines|reports)\b|\b(?:top|world|main"
    r"|major) (?:stories|news|headlines)\b(?: (?:at|of|for|in|on)\b|$| [-–(])"
    r"|\bnews at a glance\b|\bheadlines\b(?: (?:of|in|from|at|for)\b|$| [-–(])|\bpress (?:review|digest"
    r"|summary)\b|\bnews(?:paper)? headlines\b|\bnews\s?wrap\b|\bin brief\s?[-–:]?\s?\d*$"
    r"|\bbriefs\b\s?[-–:]?\s?\d*$"
    r"|\bHighlights (?:of|from) (?:Xinhua|Yonhap|AFP|AP|Kyodo|the day)\b|^(?:Newspapers|Editorials?"
    r"|Major newspapers?)\b|\beditorials? from\b.*\b(?:dailies|newspapers)\b|\bdigest\b\s?[-–:]?\s?\d*$",
    re.IGNORECASE,
)
_DIGEST_BODY = re.compile(
    r"\b(?:first|second|third|fourth|last|final)? ?summary of (?:the )?(?:major|main|top"
    r"|key)? ?(?:stories|news|items|reports|headlines)|\bfollowing (?:is|are) (?:the "
    r"|a )?(?:\w+ )?(?:summary|summaries|digest|roundup|headlines|news (?:items|briefs))"
    r"|\b(?:top|main|major|key) (?:stories|headlines|news items) (?:of|in|from|at|moved"
    r"|this)\b.{0,80}:?$|\bnews summary\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\s]+")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s*$")
_GLUE = word_list(
    """
    the of and to in a an is was were are has have had that for on with by at from said will would be been
    it its his her their he she they who which as but not this after before
    """
)


def story_kind(
    headline: str | None, slug: str | None, notes: Sequence[str], body: Sequence[str]
) -> StoryKind:
    """Return what a text as a whole is, from its headline, mark, notes and paragraphs."""
    head = headline or ""
    opening = " ".join(body[:1])[:500]
    marks = slug or ""
    if (
        re.search(r"\b(?:KILL|WITHDRAWN?)\b", marks)
        or any(_KILL.match(words) for words in (head, *notes))
        or (len(body) < 6 and any(_KILL_BODY.search(words[:800]) for words in (*notes, *body[:3])))
    ):
        return StoryKind.KILL
    if _DAYBOOK.search(head) or _DAYBOOK_BODY.search(opening):
        return StoryKind.DAYBOOK
    if _DIGEST.search(head) and (_listing(body) or _DIGEST_BODY.search(opening)):
        return StoryKind.DIGEST
    if _DIGEST_BODY.search(opening) and (
        _listing(body) or re.search(r"\bsummary of\b", opening, re.IGNORECASE)
    ):
        return StoryKind.DIGEST
    return StoryKind.TABLE if is_table(body) else StoryKind.STORY


def is_table(body: Sequence[str]) -> bool:
    """Return whether most of the text is figures and names, with few sentences.

    Example:
        >>> is_table(["Wheat 212.50 +1.25", "Maize 188.00 -0.75", "Soya 402.10 +3.00", "Oats 161.00 -0.50"])
        True
        >>> is_table(["The price of wheat rose to 212.50 dollars on Friday, the ministry said."])
        False
    """
    total = figures = glued = prose = 0
    for words in body:
        tokens = _TOKEN.findall(words)
        glue = sum(token.lower().strip(".,;:()\"'") in _GLUE for token in tokens)
        total += len(tokens)
        glued += glue
        figures += sum(any(c.isdigit() for c in token) for token in tokens)
        if len(tokens) > 7 and glue >= 0.15 * len(tokens) and _SENTENCE.search(words[-12:]):
            prose += len(tokens)
    if total < 10:
        return False
    if prose >= 0.5 * total:
        return False
    return (figures >= 0.25 * total and glued <= 0.2 * total) or (
        figures >= 0.15 * total and glued <= 0.1 * total
    )


def _listing(body: Sequence[str]) -> bool:
    """Return whether the text is many short items: bulleted, numbered or each with a dateline."""
    items = sum(
        bool(
            re.match(
                r"(?:[-–—*•]|\(?\d{1,2}[.)]|\[|[A-Z][A-Z /.'-]{3,40}(?:,| \(|--| -)|[A-Z][\w ]{2,30}: )",
                words,
            )
        )
        for words in body
    )
    return items >= 2 and items >= 0.2 * len(body)
