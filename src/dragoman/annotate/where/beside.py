"""What stands beside a name of a place: its container, the noun for its kind, the phrase it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from dragoman.annotate.where.words import (
    AREAS,
    BEFORE,
    DESCRIPTIVE,
    DIVISIONS,
    FACILITIES,
    INHABITANTS,
    LOCATIVE,
    NO_NAMES,
    PLACE_LABELS,
    REGION_ADJECTIVES,
)
from dragoman.gazetteer.atlas import Place, open_atlas
from dragoman.gazetteer.resolution import Toponym, abbreviations
from dragoman.gazetteer.states import state_by_adjective, state_by_name, state_by_people


@dataclass(frozen=True, slots=True)
class Find:
    """Tokens found to name a place, before it is known which."""

    start: int
    end: int
    name: str
    rule: str
    within: tuple[str, ...] = ()
    noun: str | None = None
    fallback: str | None = None
    """A shorter name to look up where the whole is unknown: "Osan" of "Osan Air Base"."""

    lookup: str | None = None
    """The name that the gazetteer knows, where it is not the whole."""
    anywhere: bool = False
    """It is a place for sure, if only by the town that the text is about."""

    def toponym(self) -> Toponym:
        return Toponym(self.lookup or self.name, self.within, self.noun)


def noun_beside(span: Span) -> str | None:
    """Return the noun that tells what the name is: "South Kivu province", "the town of Yeoncheon"."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].lower_ in DIVISIONS and doc[span.end].is_lower:
        return str(doc[span.end].lower_)
    if span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in DIVISIONS:
        return str(doc[span.start - 2].lower_)
    if span.start > 0 and doc[span.start - 1].lower_ in DIVISIONS and doc[span.start - 1].is_lower:
        return str(doc[span.start - 1].lower_)
    return None


def within(span: Span) -> tuple[str, ...]:
    """Return what the name is said to lie in: "X, Ohio", "X in Ohio", "Iraq's X"."""
    doc, found = span.doc, []
    end = span.end
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text[:1].isupper():
        stop = end + 2
        while (
            stop < len(doc) and stop - end < 4 and doc[stop].text[:1].isupper() and doc[stop].pos_ == "PROPN"
        ):
            stop += 1
        for last in range(stop, end + 1, -1):
            name = doc[end + 1 : last].text
            if name in abbreviations() or name in state_by_name() or _is_division(name):
                if _holds(name, span):
                    found.append(name)
                break
    elif end + 1 < len(doc) and doc[end].lower_ == "in" and doc[end + 1].ent_type_ == "GPE":
        found.append(_entity_text(doc[end + 1]))
    if span.start > 1 and doc[span.start - 1].text == "'s" and doc[span.start - 2].ent_type_ == "GPE":
        found.append(_entity_text(doc[span.start - 2]))
    return tuple(found)


def _holds(outer: str, span: Span) -> bool:
    """Return whether the name behind a comma holds the first, and is not the next of a list of equals."""
    atlas = open_atlas()
    division = abbreviations().get(outer)
    outers = atlas.find(division[0] if division else outer)
    if span.text in state_by_name() and span.text not in abbreviations():
        return False
    if span.text in abbreviations():
        return any(
            p.kind == "admin" and o.kind == "state" and p.country == o.country
            for p in atlas.find(span.text)
            for o in outers
        )
    return True


def _is_division(name: str) -> bool:
    return any(place.kind == "admin" for place in open_atlas().find(name))


def _entity_text(token: Token) -> str:
    doc, first, last = token.doc, token.i, token.i + 1
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return str(doc[first:last].text).removesuffix("'s")


def core(name: str) -> str | None:
    """Return the name less the words for its kind, if there are any: "Osan" of "Osan Air Base"."""
    words = name.split()
    kept = words
    while len(kept) > 1 and kept[-1].lower() in FACILITIES | DIVISIONS | DESCRIPTIVE:
        kept = kept[:-1]
    while len(kept) > 1 and kept[0].lower() in BEFORE | DESCRIPTIVE | {
        "the",
        "of",
        "city",
        "town",
        "village",
    }:
        kept = kept[1:]
    if len(kept) > 2 and "at" in kept[:-1]:
        kept = kept[kept.index("at") + 1 :]
    elif len(kept) > 2 and kept[0].lower() in FACILITIES and kept[1] == "of":
        kept = kept[2:]
    return " ".join(kept) if kept != words else None


def in_locative(doc: Doc, start: int, strict: bool = False) -> bool:
    at = start - 1
    while at >= 0 and (doc[at].lower_ in ("the", "nearby", "downtown") or doc[at].lower_ in DESCRIPTIVE):
        at -= 1
    return at >= 0 and doc[at].lower_ in (
        LOCATIVE - {"of", "to", "from", "on", "over", "between"} if strict else LOCATIVE
    )


def listed(doc: Doc, start: int, end: int) -> bool:
    """Return whether the name stands in a list with a tagged place: "Cairo, Giza and Minya"."""
    before = (
        start > 1 and doc[start - 1].lower_ in (",", "and", "or") and doc[start - 2].ent_type_ in PLACE_LABELS
    )
    behind = (
        end + 1 < len(doc) and doc[end].lower_ in ("and", "or") and doc[end + 1].ent_type_ in PLACE_LABELS
    )
    amid = before and end < len(doc) and doc[end].text in (",", "and", "or")
    return bool(behind or (before and (amid or doc[start - 1].text != ",")))


def told_by_noun(doc: Doc, start: int, end: int) -> bool:
    """Return whether a noun beside tells a place: "the town of Orneta", "a Longview woman"."""
    if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in DIVISIONS | AREAS:
        return True
    if end >= len(doc) or not doc[end].is_lower or doc[end - 1].dep_ != "compound":
        return False
    return doc[end].lemma_ in INHABITANTS | AREAS or doc[end].lower_ in DIVISIONS | FACILITIES


def is_large(candidates: Sequence[Place], population: int) -> bool:
    """Return whether one of the places is no mere town, or a town of that many people."""
    return any(
        p.kind not in ("city", "district") or p.population >= population or p.capital for p in candidates
    )


def is_people(name: str) -> bool:
    """Return whether the word is an adjective or a people's name and no place's."""
    if name in state_by_name() or name in ("Arctic", "Mediterranean", "Ulster"):
        return False
    return name in REGION_ADJECTIVES or name in state_by_adjective() or name in state_by_people()


def is_word(token: Token) -> bool:
    """Return whether a capitalised token is a common word here: it also stands small, or tells a kind."""
    lower = token.lower_
    return (
        token.is_stop
        or lower in NO_NAMES
        or lower in DIVISIONS | FACILITIES | BEFORE | DESCRIPTIVE
        or lower in _small(token.doc)
    )


def _small(doc: Doc) -> frozenset[str]:
    """Return the words that stand in small letters somewhere in the text, found once."""
    found = doc.user_data.get(_SMALL)
    if not isinstance(found, frozenset):
        found = doc.user_data[_SMALL] = frozenset(t.text for t in doc if t.is_lower)
    return found


_SMALL = "dragoman.small"
