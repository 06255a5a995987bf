"""Finds the names of places in a parsed text: from the tagger, the gazetteer and the words beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
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
    told_by_noun,
    within,
)
from dragoman.annotate.where.growing import grow, narrow
from dragoman.annotate.where.sites import sites
from dragoman.annotate.where.words import (
    CONNECTORS,
    DIVISIONS,
    FACILITIES,
    LARGE,
    LONGEST,
    NAMESAKES,
    NUMBER_LABELS,
    OTHER_LABELS,
    PLACE_LABELS,
    REACHING,
)
from dragoman.gazetteer.agents import load_agents
from dragoman.gazetteer.atlas import Atlas, Place
from dragoman.gazetteer.bodies import body_by_name
from dragoman.gazetteer.resolution import abbreviations
from dragoman.gazetteer.states import state_by_metonym, state_by_name


def find_all(doc: Doc, atlas: Atlas) -> Iterator[Find]:
    """Yield the names of places, none overlapping another."""
    persons = _surnames(doc) | _namesakes(doc)
    found_names: set[str] = set()
    taken = [False] * len(doc)
    labels = [token.ent_type_ for token in doc]
    for start, end in sites(doc, atlas):
        site = _from_tokens(doc, start, end, "a base or crossing by its noun", atlas)
        if site is not None:
            taken[start : site.end] = [True] * (site.end - start)
            found_names.add(site.name)
            yield site
    for entity in doc.ents:
        if entity.label_ in PLACE_LABELS:
            for find in _of_entity(entity, persons, atlas):
                if not any(taken[find.start : find.end]):
                    taken[find.start : find.end] = [True] * (find.end - find.start)
                    found_names.add(find.name)
                    yield find
    i = 0
    while i < len(doc):
        stop = i + 1
        if not taken[i] and _opens(doc[i]):
            found = _match(doc, i, taken, labels, persons, atlas)
            if found is not None:
                taken[found.start : found.end] = [True] * (found.end - found.start)
                stop = found.end
                found_names.add(found.name)
                yield found
        i = stop
    yield from _again(doc, found_names, taken, labels, persons, atlas)


def _again(
    doc: Doc,
    names: AbstractSet[str],
    taken: Sequence[bool],
    labels: Sequence[str],
    persons: frozenset[str],
    atlas: Atlas,
) -> Iterator[Find]:
    """Yield the places that the text has named elsewhere and that stand here without a tag."""
    once = {name for name in names if " " not in name and name not in persons and atlas.find(name)}
    for token in doc:
        if token.text not in once or taken[token.i] or labels[token.i] in ("PERSON", *NUMBER_LABELS):
            continue
        if _in_a_name(doc, token.i, token.i + 1) or _is_namesake(doc, token.i + 1) or is_word(token):
            continue
        if (stop := token.i + 1) < len(doc) and doc[stop].ent_iob_ == "I" and doc[stop].text[:1].isupper():
            continue
        find = _from_tokens(doc, token.i, token.i + 1, "named elsewhere in the text", atlas)
        if find is not None and not any(taken[find.start : find.end]):
            yield find


def _surnames(doc: Doc) -> frozenset[str]:
    """Return the last names of the persons that the text names in full or with a title."""
    names = set()
    for entity in doc.ents:
        if entity.label_ == "PERSON" and (len(entity) > 1 or _titled(doc, entity.start)):
            last = [token for token in entity if token.text[:1].isupper()]
            if last:
                names.add(last[-1].text)
    return frozenset(names)


def _namesakes(doc: Doc) -> frozenset[str]:
    """Return the names that the text gives a disease or a storm: "Marburg" of "the Marburg virus"."""
    return frozenset(
        token.text for token in doc[:-1] if token.text[:1].isupper() and _is_namesake(doc, token.i + 1)
    )


def _is_namesake(doc: Doc, end: int) -> bool:
    """Return whether what stands behind a name shows that it is called after the place only."""
    return end < len(doc) and doc[end].lower_ in NAMESAKES


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
        a, b = narrow(doc, a, b, atlas)
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
    end = grow(doc, start, end, atlas)
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


def _is_person(doc: Doc, find: Find, persons: frozenset[str]) -> bool:
    """Return whether the name is a person's: titled, or a surname of the text that no "in" stands before."""
    named_after = _is_namesake(doc, find.end) or _is_namesake(doc, find.end - 1)
    if named_after and find.name not in state_by_name():
        return True
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
        candidates = _spelt(atlas.find(name), name)
        if candidates and _meant(doc, start, end, candidates, labels, persons):
            find = _from_tokens(doc, start, end, "in the gazetteer", atlas)
            if find is not None and not _is_person(doc, find, persons):
                return find
    return None


def _spelt(candidates: Sequence[Place], name: str) -> Sequence[Place]:
    """Return the places that the name may mean as it is written: "HIV" is no town, "DRC" is a state."""
    if name.isupper() and len(name) < 5 and name not in abbreviations():
        return [p for p in candidates if p.kind not in ("city", "district", "admin")]
    return candidates


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
    seat = name in state_by_metonym() and any(p.kind == "facility" for p in candidates)
    if seat and not in_locative(doc, start):
        return False  # The White House that says, not the one in which they met.
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
    if is_large(candidates, 2 * LARGE) or listed(doc, start, end) or told_by_noun(doc, start, end):
        return True
    return in_locative(doc, start) or bool(within(doc[start:end]))


def _mistagged(doc: Doc, start: int, end: int, label: str, candidates: Sequence[Place]) -> bool:
    """Return whether an entity of another kind is wholly a place's name, and likelier that than its tag."""
    name = doc[start:end].text
    opens = doc[start].ent_iob_ == "B" or (doc[start - 1].lower_ == "the" and doc[start - 1].ent_iob_ == "B")
    if not opens or (end < len(doc) and doc[end].ent_iob_ == "I"):
        return False
    if name in state_by_name() or listed(doc, start, end) or told_by_noun(doc, start, end):
        return True
    placed = in_locative(doc, start) or bool(within(doc[start:end]))
    if placed and (is_large(candidates, LARGE) or end - start > 1):
        return True
    if end - start > 1:
        return is_large(candidates, 2 * LARGE)
    if label in ("PERSON", "NORP"):
        return is_large(candidates, 2 * LARGE) and (
            doc[end : end + 1].text == "'s"
            or doc[start].dep_ == "pobj"
            or (doc[end - 1].dep_ == "dobj" and doc[end - 1].head.lemma_ in REACHING)
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
