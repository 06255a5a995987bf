"""Finds the names of places in a parsed text: from the tagger, the gazetteer and the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from dragoman.annotate.where.beside import (
    Find,
    core,
    in_locative,
    is_large,
    is_people,
    is_word,
    listed,
    noun_beside,
    within,
)
from dragoman.annotate.where.words import (
    CONNECTORS,
    DIVISIONS,
    FACILITIES,
    LARGE,
    LONGEST,
    NUMBER_LABELS,
    OTHER_LABELS,
    PLACE_LABELS,
)
from dragoman.gazetteer.agents import load_agents
from dragoman.gazetteer.atlas import Atlas, Place
from dragoman.gazetteer.bodies import body_by_name
from dragoman.gazetteer.states import state_by_name


def find_all(doc: Doc, atlas: Atlas) -> Iterator[Find]:
    """Yield the names of places, none overlapping another."""
    persons = _surnames(doc)
    taken = [False] * len(doc)
    labels = [token.ent_type_ for token in doc]
    for entity in doc.ents:
        if entity.label_ in PLACE_LABELS:
            for find in _of_entity(entity, persons, atlas):
                if not any(taken[find.start : find.end]):
                    taken[find.start : find.end] = [True] * (find.end - find.start)
                    yield find
    i = 0
    while i < len(doc):
        stop = i + 1
        if not taken[i] and _opens(doc[i]):
            found = _match(doc, i, taken, labels, persons, atlas)
            if found is not None:
                taken[found.start : found.end] = [True] * (found.end - found.start)
                stop = found.end
                yield found
        i = stop


def _surnames(doc: Doc) -> frozenset[str]:
    """Return the last names of the persons that the text names in full or with a title."""
    names = set()
    for entity in doc.ents:
        if entity.label_ == "PERSON" and (len(entity) > 1 or _titled(doc, entity.start)):
            last = [token for token in entity if token.text[:1].isupper()]
            if last:
                names.add(last[-1].text)
    return frozenset(names)


def _titled(doc: Doc, start: int) -> bool:
    """Return whether a title or office stands right before the token."""
    if start == 0:
        return False
    before = doc[start - 1].text.lower()
    return before in _titles() and not doc[start - 1].is_sent_end


@cache
def _titles() -> frozenset[str]:
    return frozenset(agent.noun.split()[-1].lower() for agent in load_agents() if agent.office)


def _opens(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() and (
        token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.ent_type_ in PLACE_LABELS
    )


def _of_entity(entity: Span, persons: frozenset[str], atlas: Atlas) -> Iterator[Find]:
    """Yield the place that a tagged entity names, or the two of "Dayton, Ohio"."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (doc[start].lower_ in ("the", "'s", '"') or not doc[start].text[:1].isalnum()):
        start += 1
    while end > start and (doc[end - 1].lower_ in ("'s", "'", '"', ",", ".") or doc[end - 1].is_space):
        end -= 1
    while start < end and doc[start].is_lower and not doc[start:end].text[0].isupper() and end - start > 1:
        start += 1
    for a, b in _parts(doc, start, end):
        find = _from_tokens(doc, a, b, f"tagged {entity.label_}", atlas)
        if find is not None and not _is_person(doc, find, persons) and not is_people(find.name):
            yield find


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between commas."""
    first = start
    for i in range(start, end):
        if doc[i].text == ",":
            if first < i:
                yield first, i
            first = i + 1
    if first < end:
        yield first, end


def _from_tokens(doc: Doc, start: int, end: int, rule: str, atlas: Atlas) -> Find | None:
    """Return the find for tokens known to name a place, with the words that tell its kind set apart."""
    if not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    noun = None
    if end - start > 1 and doc[end - 1].is_lower and doc[end - 1].lower_ in DIVISIONS:
        noun, end = doc[end - 1].lower_, end - 1
    start, end = _grow(doc, start, end, atlas)
    span = doc[start:end]
    sure = end - start > 1 and doc[end - 1].lower_ in FACILITIES
    return Find(
        start,
        end,
        span.text,
        rule,
        within(span),
        noun or noun_beside(span),
        core(span.text),
        anywhere=sure,
    )


def _grow(doc: Doc, start: int, end: int, atlas: Atlas) -> tuple[int, int]:
    """Return the stretch with a facility's noun behind it ("Osan Air Base", "Kabul airport") taken in."""
    stop = end
    while (
        stop < len(doc)
        and stop - start < LONGEST
        and doc[stop].text[:1].isupper()
        and doc[stop].pos_ == "PROPN"
    ):
        stop += 1
    if stop > end and doc[stop - 1].lower_ in FACILITIES | DIVISIONS:
        return start, stop
    if end < len(doc) and doc[end].lower_ in (
        "airport",
        "camp",
        "crossing",
        "checkpoint",
        "airbase",
        "shrine",
    ):
        return start, end + 1
    if (
        end + 1 < len(doc)
        and doc[end].lower_ in ("refugee", "international", "border", "air")
        and (doc[end + 1].lower_ in ("camp", "airport", "crossing", "base"))
    ):
        return start, end + 2
    return start, end


def _is_person(doc: Doc, find: Find, persons: frozenset[str]) -> bool:
    """Return whether the name is a person's: titled, or a surname of the text that no "in" stands before."""
    if _titled(doc, find.start) and find.end - find.start <= 2 and find.name not in state_by_name():
        return True
    if find.end - find.start == 1 and find.name in persons and find.name not in state_by_name():
        return not in_locative(doc, find.start, strict=True)
    return False


def _match(
    doc: Doc, start: int, taken: Sequence[bool], labels: Sequence[str], persons: frozenset[str], atlas: Atlas
) -> Find | None:
    """Return the longest name of the gazetteer that starts at a token and is meant for a place."""
    for end in range(min(start + LONGEST, len(doc)), start, -1):
        last = doc[end - 1]
        if any(taken[start:end]) or not last.text[:1].isupper():
            continue
        if not all(t.text[:1].isupper() or t.lower_ in CONNECTORS for t in doc[start:end]):
            continue
        name = doc[start:end].text
        if (len(name) < 3 and name not in state_by_name()) or is_people(name):
            continue
        candidates = atlas.find(name)
        if candidates and _meant(doc, start, end, candidates, labels, persons):
            find = _from_tokens(doc, start, end, "in the gazetteer", atlas)
            if find is not None and not _is_person(doc, find, persons):
                return find
    return None


def _meant(
    doc: Doc,
    start: int,
    end: int,
    candidates: Sequence[Place],
    labels: Sequence[str],
    persons: frozenset[str],
) -> bool:
    """Return whether an untagged name stands for a place here rather than for a person, a body or a word."""
    name = doc[start:end].text
    label = labels[start]
    if end - start == 1 and is_word(doc[start]):
        return False
    if label in NUMBER_LABELS:
        return in_locative(doc, start) and is_large(candidates, LARGE)
    if name in body_by_name() and name not in state_by_name():
        return False
    if label in OTHER_LABELS:
        return _mistagged(doc, start, end, label, candidates)
    if end < len(doc) and labels[end] in OTHER_LABELS and doc[end].ent_iob_ == "I":
        return False
    if name in state_by_name():
        return True
    if end - start == 1 and doc[start].pos_ != "PROPN":
        return False
    if _in_a_name(doc, start, end):
        return False
    large = is_large(candidates, LARGE)
    if large and (end - start > 1 or not doc[start].is_sent_start):
        return True
    if is_large(candidates, 2 * LARGE) or listed(doc, start, end):
        return True
    return in_locative(doc, start) or bool(within(doc[start:end]))


def _mistagged(doc: Doc, start: int, end: int, label: str, candidates: Sequence[Place]) -> bool:
    """Return whether an entity of another kind is wholly a place's name, and likelier that than its tag."""
    name = doc[start:end].text
    opens = doc[start].ent_iob_ == "B" or (doc[start - 1].lower_ == "the" and doc[start - 1].ent_iob_ == "B")
    if not opens or (end < len(doc) and doc[end].ent_iob_ == "I"):
        return False
    if name in state_by_name() or listed(doc, start, end):
        return True
    placed = in_locative(doc, start) or bool(within(doc[start:end]))
    if placed and (is_large(candidates, LARGE) or end - start > 1):
        return True
    if end - start > 1:
        return is_large(candidates, 2 * LARGE)
    if label in ("PERSON", "NORP"):
        return is_large(candidates, 2 * LARGE) and (
            doc[end : end + 1].text == "'s" or doc[start].dep_ == "pobj"
        )
    return is_large(candidates, 4 * LARGE)


def _in_a_name(doc: Doc, start: int, end: int) -> bool:
    """Return whether capitalised words right before or behind make the token part of a longer name."""
    if end < len(doc) and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN" and doc[end].text != "I":
        return True
    return (
        start > 0
        and doc[start - 1].text[:1].isupper()
        and doc[start - 1].pos_ == "PROPN"
        and not doc[start - 1].is_sent_end
    )


def embedded(entity: Span, taken: set[int], atlas: Atlas) -> Iterator[Find]:
    """Yield the well-known places inside a body's name: "California" of "University of California"."""
    doc = entity.doc
    for size in range(min(4, len(entity)), 0, -1):
        for start in range(entity.start, entity.end - size + 1):
            part = doc[start : start + size]
            if taken.intersection(range(start, start + size)) or not part[0].text[:1].isupper():
                continue
            if not all(token.pos_ == "PROPN" for token in part) or (size == 1 and is_word(part[0])):
                continue
            known = atlas.find(part.text)
            if any(p.kind in _WHOLE or p.capital or p.population >= 4 * LARGE for p in known):
                taken.update(range(start, start + size))
                yield Find(start, start + size, part.text, "in a body's name")


_WHOLE = frozenset({"state", "admin", "continent", "region"})
