"""Bases, airports and crossings that the tagger takes for bodies: "the U.S. Osan Air Base", "Camp Casey"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dragoman.annotate.where.beside import core
from dragoman.annotate.where.words import LONGEST
from dragoman.gazetteer.atlas import Atlas
from dragoman.gazetteer.states import state_by_adjective, state_by_name

_HEADS = frozenset(
    "base airbase airfield airport aerodrome airstrip garrison barracks camp crossing checkpoint".split()
)
"""Nouns at the end of a site's name."""
_LEADS = frozenset({"camp", "fort", "raf"})
"""Words at the beginning of a base's name."""
_KINDS = frozenset("air force naval navy military army marine corps international border joint".split())
"""Words between a name and its noun."""
_INNER = frozenset({"-", "al", "el"})
_SITES = frozenset({"base", "crossing", "facility"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def sites(doc: Doc, atlas: Atlas) -> Iterator[tuple[int, int]]:
    """Yield the extents of the sites' names, without the states before them; none overlaps another.

    A site is one that the gazetteer knows, or any air or naval base, airfield or airport behind a state:
    "the French Marolles Air Base". Names that the tagger takes for places as they are, are left to it.
    """
    done = 0
    for token in doc:
        if token.i < done:
            continue
        found = None
        if token.lower_ in _HEADS:
            found = _before(token, done, atlas)
        if found is None and token.lower_ in _LEADS and token.text[:1].isupper():
            found = _behind(token, atlas)
        if found is not None and not _is_tagged(doc, *found) and not _goes_on(doc, found[1]):
            done = found[1]
            yield found


def _before(noun: Token, least: int, atlas: Atlas) -> tuple[int, int] | None:
    """Return the name that a site's noun ends."""
    doc, end = noun.doc, noun.i + 1
    start = noun.i
    while start > max(least, end - LONGEST) and _is_part(doc[start - 1]):
        start -= 1
    start, owned = _without_state(doc, start, noun.i)
    while start < noun.i and not (doc[start].text[:1].isupper() or doc[start].lower_ in ("al", "el")):
        start += 1
    if start == noun.i or all(t.lower_ in _KINDS for t in doc[start : noun.i]):
        return None
    name = doc[start:end].text
    if _is_site(name, atlas) or _is_site(core(name) or name, atlas):
        return start, end
    told = noun.lower_ in ("airbase", "airfield", "airport") or doc[noun.i - 1].lower_ in _KINDS
    return (start, end) if owned and told and noun.lower_ != "camp" else None


def _behind(lead: Token, atlas: Atlas) -> tuple[int, int] | None:
    """Return the known name that a word such as "Camp" begins."""
    doc = lead.doc
    for end in range(min(lead.i + LONGEST, len(doc)), lead.i + 1, -1):
        if doc[end - 1].text[:1].isupper() and _is_site(doc[lead.i : end].text, atlas):
            return lead.i, end
    return None


def _is_part(token: Token) -> bool:
    """Return whether a word may stand in a site's name before its noun."""
    if token.is_sent_end or token.pos_ == "VERB":
        return False
    return token.text[:1].isupper() or token.lower_ in _KINDS | _INNER


def _without_state(doc: Doc, start: int, end: int) -> tuple[int, bool]:
    """Return the start behind the states that a site is told to be of, and whether there are any."""
    states, first = state_by_adjective(), start
    while start < end:
        size = next(
            (
                n
                for n in (3, 2, 1)
                if start + n < end
                and (doc[start : start + n].text in states or doc[start : start + n].text in state_by_name())
            ),
            0,
        )
        if not size:
            break
        start += size
        if start < end and doc[start].text == "-" and doc[start + 1].text in states:
            start += 1
    return start, start > first


def _is_site(name: str, atlas: Atlas) -> bool:
    return any(place.kind in _SITES for place in atlas.find(name))


def _is_tagged(doc: Doc, start: int, end: int) -> bool:
    """Return whether the tagger has just this name, or one that begins here, for a place."""
    return doc[start].ent_type_ in _PLACES and doc[start].ent_iob_ == "B" and doc[end - 1].ent_iob_ == "I"


def _goes_on(doc: Doc, end: int) -> bool:
    """Return whether the name goes on as that of a body: "Camp David Accords"."""
    return end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper()
