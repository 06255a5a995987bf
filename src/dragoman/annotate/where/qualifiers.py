"""What points to a place without naming it: adjectives, peoples, languages, places in names of bodies."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from dragoman.annotate.where.beside import Find, is_word
from dragoman.annotate.where.words import LARGE, PRIVATE, PUBLIC, REGION_ADJECTIVES
from dragoman.gazetteer.atlas import Atlas, Place, fold
from dragoman.gazetteer.states import state_by_adjective, state_by_name, state_by_people
from dragoman.model import PlaceUse

_BODIES = frozenset({"ORG", "FAC", "EVENT", "LAW"})
_BEFORE_A_NOUN = frozenset({"amod", "compound", "nmod"})
_WHOLE = frozenset({"state", "admin", "continent", "region"})


def qualifiers(doc: Doc, taken: set[int], atlas: Atlas) -> Iterator[tuple[Find, PlaceUse]]:
    """Yield what only points to a place, and how; `taken` are the tokens that name one."""
    taken = set(taken)
    for token in doc:
        if token.i in taken or not token.text[:1].isupper():
            continue
        for span in (doc[token.i : token.i + 2], doc[token.i : token.i + 1]):
            name = _pointed_at(span)
            if name is not None:
                taken.update(range(span.start, span.end))
                use = _use(span[-1])
                yield Find(span.start, span.end, name, use.value), use
                break
    for entity in doc.ents:
        if entity.label_ in _BODIES and len(entity) > 1 and _is_public(entity):
            for find in _embedded(entity, taken, atlas):
                yield find, PlaceUse.EMBEDDED


def _pointed_at(span: Span) -> str | None:
    """Return the name of the place behind an adjective or a people's name."""
    if span.text in REGION_ADJECTIVES:
        return REGION_ADJECTIVES[span.text]
    state = state_by_adjective().get(span.text) or state_by_people().get(span.text)
    return state.name if state is not None and span.text not in state_by_name() else None


def _use(token: Token) -> PlaceUse:
    """Return whether the word qualifies a noun or stands for the people or the language itself."""
    qualifies = token.dep_ in _BEFORE_A_NOUN or token.dep_ in ("acomp", "npadvmod")
    listed = token.dep_ == "conj" and token.head.dep_ in _BEFORE_A_NOUN
    inside = token.ent_type_ in _BODIES and token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I"
    if qualifies or listed or inside:
        return PlaceUse.MODIFIER
    return PlaceUse.LANGUAGE if token.ent_type_ == "LANGUAGE" else PlaceUse.PEOPLE


def _is_public(entity: Span) -> bool:
    """Return whether a body serves the place in its name: a ministry, a council, no newspaper or team."""
    words = {token.lower_ for token in entity}
    return not words & PRIVATE and bool(words & PUBLIC)


def _embedded(entity: Span, taken: set[int], atlas: Atlas) -> Iterator[Find]:
    """Yield the well-known places inside a body's name: "California" of "California Highway Patrol"."""
    doc = entity.doc
    for size in range(min(4, len(entity)), 0, -1):
        for start in range(entity.start, entity.end - size + 1):
            part = doc[start : start + size]
            if taken.intersection(range(start, start + size)) or not part[0].text[:1].isupper():
                continue
            if not all(token.pos_ == "PROPN" for token in part) or not _leads(part, entity):
                continue
            if size == 1 and is_word(part[0]) and part.text not in state_by_name():
                continue
            if any(_is_well_known(p, part.text) for p in atlas.find(part.text)):
                taken.update(range(start, start + size))
                yield Find(start, start + size, part.text, "in a body's name")


def _leads(part: Span, entity: Span) -> bool:
    """Return whether the words open the body's name or follow "of": not "Drug" of "Food and Drug"."""
    if part.start == entity.start:
        return True
    before = part.doc[part.start - 1]
    return before.lower_ in ("the", "of", "in", "at") or before.text in ("University", "Bank")


def _is_well_known(place: Place, name: str) -> bool:
    if place.kind in _WHOLE:
        return True
    return (place.capital or place.population >= 4 * LARGE) and fold(place.name) == fold(name)
