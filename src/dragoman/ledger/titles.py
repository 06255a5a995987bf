"""Offices brought to a common form, so that two stories' words for one office are alike."""

from __future__ import annotations

import re
from functools import lru_cache

_KNOWN = (
    ("vice foreign minister", r"\b(vice|deputy|assistant) (foreign minister|minister (of|for) foreign)"),
    ("vice president", r"\bvice[- ]president"),
    ("deputy prime minister", r"\b(vice|deputy) (prime minister|premier)"),
    ("foreign minister", r"\b(foreign (minister|secretary)|secretary of state"
     r"|minister (of|for) (foreign|external)|foreign affairs minister|external affairs minister|\bfms?\b)"),
    ("defence minister", r"\b(def[ei]n[cs]e (minister|secretary|chief)|secretary of defen[cs]e"
     r"|minister (of|for) defen[cs]e)"),
    ("prime minister", r"\b(prime minister|premier|chancellor|taoiseach)\b"),
    ("minister", r"\bministers?\b"),
    ("ambassador", r"\bambassador"),
    ("negotiator", r"\b(negotiator|envoy|delegate|representative)"),
    ("secretary-general", r"\bsecretary[- ]general"),
    ("president", r"\bpresident"),
    ("king", r"\b(king|queen|emir|sultan|emperor)\b"),
    ("pope", r"\bpope\b"),
    ("spokesman", r"\bspokes"),
    ("speaker", r"\bspeaker\b"),
)  # fmt: skip
"""The offices that stories tell apart in talks, the narrower before the wider."""

_PATTERNS = tuple((title, re.compile(pattern)) for title, pattern in _KNOWN)

HEADS = frozenset({"president", "prime minister", "king", "pope"})
"""Who meets at a summit."""

_VAGUE = re.compile(r"\bcounterpart|\bleaders?\b|\bofficials?\b|\bdelegations?\b")


@lru_cache(maxsize=65536)
def title(role: str | None) -> str | None:
    """Return the office in its common form; None where the words tell of none that is known.

    Example:
        >>> title("South Korean Foreign Minister"), title("US Secretary of State"), title("his counterpart")
        ('foreign minister', 'foreign minister', None)
    """
    words = (role or "").casefold()
    if not words or _VAGUE.search(words):
        return None
    return next((name for name, pattern in _PATTERNS if pattern.search(words)), None)


def cleaned(role: str) -> str:
    """Return the office as a story gives it, without articles and possessives before it.

    Example:
        >>> cleaned("the country's Foreign  Minister")
        'Foreign Minister'
    """
    words = " ".join(role.split())
    return re.sub(r"^((the|a|an|his|her|its|their)\s+|[\w-]+['’]s\s+)+", "", words, flags=re.IGNORECASE)
