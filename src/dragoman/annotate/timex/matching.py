"""The rules made ready and laid over a text: pieces become symbols, rules expressions over symbols."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.annotate.timex import named
from dragoman.annotate.timex.grammar import ABBREVIATIONS, RULES, Reader
from dragoman.annotate.timex.lexicon import lexicon_words
from dragoman.annotate.timex.pieces import Piece, classes
from dragoman.annotate.timex.setting import Hit


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule made ready: its name, the expression over symbols, and the function that reads its matches."""

    name: str
    expression: re.Pattern[str]
    read: Reader
    order: int


_PLAIN = "\x01"
"""The symbol of words of no class."""
_STRETCH = re.compile(f"[^{_PLAIN}]+")

_TOKEN = re.compile(r"(?:(\w+)=)?(\(|'s\b|[A-Za-z0-9][\w.]*|[,/–.'-])|([()|?*+])")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, made ready once."""
    table = (*RULES, *((name, pattern, reader) for name, pattern, reader in named.rules()))
    return tuple(
        Rule(name, re.compile(_expression(pattern)), read, order)
        for order, (name, pattern, read) in enumerate(table)
    )


def _expression(pattern: str) -> str:
    """Return the regular expression over symbols that a rule stands for."""
    out: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern[at] == " ":
            at += 1
            continue
        token = _TOKEN.match(pattern, at)
        if token is None:
            raise ValueError(f"cannot read rule {pattern!r} at {pattern[at:]!r}")
        at = token.end()
        name, item, mark = token.groups()
        if mark:
            out.append("(?:" if mark == "(" else mark)
            continue
        opening = f"(?P<{name}>" if name else "(?:"
        if item == "(":
            out.append(opening)
        elif item in ABBREVIATIONS:
            out.append(f"{opening}{_expression(ABBREVIATIONS[item])})")
        else:
            out.append(f"{opening}{_symbols_of(item)})")
    return "".join(out)


@cache
def _literals() -> frozenset[str]:
    """Return the words that rules name as themselves."""
    found: set[str] = set()
    table = [pattern for _, pattern, _ in RULES] + [pattern for _, pattern, _ in named.rules()]
    for pattern in [*table, *ABBREVIATIONS.values()]:
        for token in _TOKEN.finditer(pattern):
            item = token[2]
            if item and item != "(" and not item.isupper():
                found.add(item)
    return frozenset(found)


@cache
def _alphabet() -> dict[frozenset[str], str]:
    """Return a symbol for each set of classes that a piece can have."""
    samples = {*lexicon_words(), *_literals(), *map(str, range(2500)), *(f"{n:02d}" for n in range(60))}
    samples |= {f"{n:04d}" for n in range(2500)} | {
        f"{n}{s}" for n in range(1, 32) for s in ("st", "nd", "rd", "th")
    }
    samples |= {
        "1,000",
        "2.5",
        "1/2",
        "'82",
        "80s",
        "'80s",
        "1980s",
        "1980's",
        "1985s",
        "9:47",
        "19:47",
        "2023-11-08",
    }
    samples |= {
        "11/08/2023",
        "8.11.2023",
        "a.m.",
        "pm",
        "p.m",
        "\n",
        "\n\n",
        "9.47",
        "99th",
        "12345",
        "q3",
        "3q",
        "h1",
    }
    samples |= {"9/11", "0:30", "24:00", "00:00", "3.5", "12.5", "12.30", "2.00", "85s", "'85s"}
    sets = dict.fromkeys(_kinds(word) for word in sorted(samples))
    return {kinds: chr(0x100 + i) for i, kinds in enumerate(sets)}


@cache
def _kinds(word: str) -> frozenset[str]:
    """Return the classes of a word, itself among them where a rule names it."""
    return classes(word) | ({word} if word in _literals() else frozenset())


def _symbols_of(item: str) -> str:
    """Return a bracket expression of all symbols whose classes include one."""
    found = "".join(symbol for kinds, symbol in _alphabet().items() if item in kinds)
    return f"[{found}]" if found else "(?!)"


@cache
def _symbol(word: str) -> str:
    """Return a word's symbol; words of no class share one."""
    return _alphabet().get(_kinds(word), _PLAIN)


def matches(pieces: Sequence[Piece]) -> Iterator[tuple[Rule, Hit]]:
    """Yield every rule's matches, from left to right, the longest first, then in the order of the rules."""
    line = "".join(_symbol(piece.lower) for piece in pieces)
    held = list(pieces)
    found = []
    # No rule reaches across a plain word, and the stretches between them are ever the same few.
    for stretch in _STRETCH.finditer(line):
        at = stretch.start()
        for rule, start, end, parts in _matches_in(stretch[0]):
            placed = {name: (first + at, last + at) for name, (first, last) in parts.items()}
            found.append((rule, Hit(rule.name, start + at, end + at, held, placed)))
    found.sort(key=lambda pair: (pair[1].start, -pair[1].end, pair[0].order))
    yield from found


@lru_cache(maxsize=4096)
def _matches_in(line: str) -> tuple[tuple[Rule, int, int, Mapping[str, tuple[int, int]]], ...]:
    """Return every rule's matches in a stretch of symbols: their starts, ends and named parts."""
    found = []
    for rule in rules():
        at = 0
        while match := rule.expression.search(line, at):
            parts = {name: match.span(name) for name in match.groupdict() if match[name]}
            found.append((rule, match.start(), match.end(), parts))
            at = match.start() + 1
    return tuple(found)
