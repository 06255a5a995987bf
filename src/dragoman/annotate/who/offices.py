"""Whom a name means of whom the story tells nothing: the holder of an office on the story's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Doc

from dragoman.annotate.who.cast import fold
from dragoman.annotate.who.family import PARTICLES, family_name
from dragoman.annotate.who.roster import agree, is_close
from dragoman.annotate.who.wordlist import words
from dragoman.gazetteer.leaders import Term, load_terms

_LATELY = timedelta(days=62)
"""How long after the office a family name alone still means its last holder."""
_FORMER = timedelta(days=365 * 15)
"""How long after the office a full name is still taken for the former holder's, not a namesake's."""
_EARLY = timedelta(days=365 * 2)
"""How long before the office a full name is already taken for the later holder's."""
_GIVEN_FIRST = frozenset({"VNM", "KHM"})
"""States whose people the news calls by the last part of their names for short, if written family first."""
_TITLES = words("king queen prince crown pope emperor sultan sheikh mullah ayatollah lord subcomandante")
_LOOSE = words(
    "mr mrs ms dr general gen colonel col leader chief premier sheikh professor prof sir dame lord lady"
)
"""Titles that fit any office."""
_SPELT = {
    "fm": ("foreign", "minister"), "pm": ("prime", "minister"), "premier": ("prime", "minister"),
    "dm": ("defence", "minister"), "vp": ("vice", "president"), "defense": ("defence",),
    "secretary": ("minister",), "taoiseach": ("prime", "minister"), "amir": ("monarch",),
    "emir": ("monarch",), "king": ("monarch",), "external": ("foreign",), "affairs": (), "of": (), "the": (),
    "acting": (), "former": (), "then": (),
}  # fmt: skip
"""Words of titles in one spelling."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The office that a name tells on a day, and whether it is held, to come or past."""

    code: str
    sectors: tuple[str, ...]
    rule: str


@dataclass(slots=True, eq=False)
class _Leader:
    name: str
    terms: list[Term]
    fulls: list[tuple[str, ...]]
    shorts: set[str]
    titled: set[tuple[str, str]]
    """Title and short name: King Hussein."""

    def at(self, day: date) -> Term | None:
        """Return the office held on that day, or shortly before."""
        return next((t for t in self.terms if t.covers(day)), None) or next(
            (t for t in self.terms if t.covers(day - _LATELY)), None
        )


class Offices:
    """All holders of offices, found by full and by short names."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[tuple[tuple[str, ...], _Leader]]] = {}
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._by_short: dict[str, list[_Leader]] = {}
        for leader in _leaders():
            for parts in leader.fulls:
                self._by_last.setdefault(parts[-1][0], []).append((parts, leader))
                self._by_first.setdefault(parts[0], []).append(parts)
            for short in leader.shorts | {short for _, short in leader.titled}:
                self._by_short.setdefault(short, []).append(leader)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def holding(self, parts: tuple[str, ...], titles: frozenset[str], day: date | None) -> Holding | None:
        """Return the office of the one person whom a name can mean on a day, titles folded."""
        if len(parts) > 1:
            return self._by_full_name(parts, day)
        return self._by_family_name(parts[0], titles, day)

    def is_holder(self, word: str, day: date | None) -> bool:
        """Return whether a folded word is the family name of someone in office on that day."""
        return day is not None and any(
            word in leader.shorts and leader.at(day) for leader in self._by_short.get(word, ())
        )

    def spans(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Yield where the full names of holders of offices stand in a text, as they are written here."""
        kept = [t for t in doc if not (t.is_space or t.text == "-")]
        folded = [fold(t.text) for t in kept]
        for at, token in enumerate(kept):
            if token.text[:1].isupper():
                for parts in self._by_first.get(folded[at], ()):
                    if tuple(folded[at : at + len(parts)]) == parts and len(parts) > 1:
                        yield token.i, kept[at + len(parts) - 1].i + 1
                        break

    def _by_full_name(self, parts: tuple[str, ...], day: date | None) -> Holding | None:
        found: dict[int, _Leader] = {}
        for full, leader in self._by_last.get(parts[-1][0], ()):
            if _same(parts, full):
                found[id(leader)] = leader
        leaders = list(found.values())
        if day is not None and len(leaders) > 1:
            leaders = [x for x in leaders if x.at(day)] or leaders
        holdings = [h for h in (_full_holding(leader, day) for leader in leaders) if h is not None]
        return holdings[0] if holdings and len({h.code for h in holdings}) == 1 else None

    def _by_family_name(self, word: str, titles: frozenset[str], day: date | None) -> Holding | None:
        found = []
        for leader in self._by_short.get(word, ()):
            royal = any((title, word) in leader.titled for title in titles)
            if word not in leader.shorts and not royal:
                continue
            for term in leader.terms if day is None else [leader.at(day)]:
                if term is not None and (royal or _fits(titles, term.office)):
                    found.append((leader, term))
                    break
        if not found or len({term.code for _, term in found}) > 1 or (day is None and len(found) > 1):
            return None
        leader, term = found[0]
        sectors = term.sectors if all(t.sectors == term.sectors for _, t in found) else ()
        return Holding(term.code, sectors, f"{term.office}, by family name")


def _full_holding(leader: _Leader, day: date | None) -> Holding | None:
    if day is None:
        code = {t.code for t in leader.terms}
        return (
            Holding(leader.terms[0].code, (), f"{leader.terms[0].office}, by name")
            if len(code) == 1
            else None
        )
    term = leader.at(day)
    if term is not None:
        return Holding(term.code, term.sectors, f"{term.office}, by name")
    past = [t for t in leader.terms if t.last is not None and t.last < day]
    if past:
        term = max(past, key=lambda t: t.last or day)
        ended = term.last or day
        elite = ("ELI",) if "GOV" in term.sectors else term.sectors
        return Holding(term.code, elite, f"former {term.office}, by name") if day - ended <= _FORMER else None
    term = min(leader.terms, key=lambda t: t.first)
    return Holding(term.code, (), f"later {term.office}, by name") if term.first - day <= _EARLY else None


def _same(parts: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Return whether a name in a text is a full name, but for one letter of a part or parts in its middle."""
    if len(full) < 2 or not is_close(parts[-1], full[-1]):
        return False
    if len(parts) == len(full):
        return agree(parts, full)
    first = parts[0] == full[0] or (1 in (len(parts[0]), len(full[0])) and parts[0][0] == full[0][0])
    few, many = sorted((parts, full), key=len)
    return first and few[-1] == many[-1] and all(p in many or len(p) == 1 for p in few)


def _fits(titles: frozenset[str], office: str) -> bool:
    """Return whether the titles in the text do not speak against an office."""
    held = _spelt(fold(office).replace("-", " ").split())
    return _spelt(titles - _LOOSE) <= held


def _spelt(title: Iterable[str]) -> set[str]:
    return {word for given in title for word in _SPELT.get(given, (given,))}


@cache
def load_offices() -> Offices:
    """Return the index of all holders of offices."""
    return Offices()


def _leaders() -> list[_Leader]:
    found: dict[str, _Leader] = {}
    for term in load_terms():
        leader = found.setdefault(term.name, _Leader(term.name, [], [], set(), set()))
        leader.terms.append(term)
        for form in term.forms:
            _enter(leader, form, term)
        leader.shorts.update(fold(short) for short in term.short)
    return list(found.values())


def _enter(leader: _Leader, form: str, term: Term) -> None:
    """Note one full name, without the titles before it, and the short name that it makes."""
    named = form.split()
    titles = []
    while len(named) > 1 and fold(named[0]) in _TITLES:
        titles.append(fold(named.pop(0)))
    parts = name_parts(" ".join(named))
    if len(parts) > 1 and parts not in leader.fulls:
        leader.fulls.append(parts)
    if titles:
        whole = name_parts(form)
        if whole not in leader.fulls:
            leader.fulls.append(whole)
    if titles and len(parts) == 1:
        leader.titled.update((title, parts[0]) for title in titles)
    elif not term.short and len(parts) > 1 and not titles:
        code = None if term.code in _GIVEN_FIRST else term.code
        family = name_parts(family_name(form, code))
        leader.shorts.add(family[-1])
    elif not term.short and len(parts) == 1:
        leader.shorts.add(parts[0])


def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name, folded, as the names in a text are parted.

    Example:
        >>> name_parts("Hafez al-Assad"), name_parts("Kim Dae-jung")
        (('hafez', 'assad'), ('kim', 'dae', 'jung'))
    """
    parts = [p for p in re.split(r"[\s-]+", name) if p and not (p.islower() and p in PARTICLES)]
    return tuple(fold(p) for p in parts)
