"""Names of places: found by the tagger, the gazetteer and the words beside them, and given their coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dragoman.gazetteer.agents import load_agents
from dragoman.gazetteer.atlas import Atlas, Place, fold, open_atlas
from dragoman.gazetteer.bodies import body_by_name
from dragoman.gazetteer.resolution import Choice, Toponym, abbreviations, resolve_all
from dragoman.gazetteer.states import state_by_adjective, state_by_name, state_by_people
from dragoman.model import PlaceMention, layers

NAME = "dragoman_places"

LONGEST = 6
"""Tokens of the longest name looked up."""
LARGE = 50_000
"""People from which on a town is taken for meant without the tagger's word."""

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
OTHER_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "EVENT"})
LOCATIVE = frozenset(
    "in at near from to into toward towards outside inside around across through via reach leave enter between of "
    "off on over throughout within beyond above".split()
)
CONNECTORS = frozenset("of de la le el al del des du da do dos di and e y the und sur am upon - 's".split())
DIVISIONS = frozenset(
    "province state region governorate oblast prefecture department territory republic county district municipality "
    "parish city town village port suburb neighborhood neighbourhood capital river lake sea strait gulf island "
    "islands peninsula valley".split()
)
"""Nouns beside a name that tell its kind and are no part of it where they stand small."""
FACILITIES = frozenset(
    "airport airfield airbase base camp crossing checkpoint shrine temple mosque church cathedral palace square bridge "
    "tunnel dam prison jail hospital stadium embassy hotel barracks station plant reactor refinery oilfield pass hall "
    "monument museum harbor harbour market street avenue road highway boulevard park university school college center "
    "centre forest mountains mountain hills desert beach coast bay cape plateau basin canal mine quarter compound "
    "headquarters".split()
)
"""Nouns that make a place of the name before them and belong to it."""
BEFORE = frozenset(
    {
        "lake",
        "mount",
        "mt.",
        "mt",
        "river",
        "cape",
        "fort",
        "port",
        "gulf",
        "bay",
        "strait",
        "straits",
        "sea",
        "camp",
    }
)


def create(nlp: Language, name: str) -> Places:
    """Return the component."""
    return Places()


@dataclass(frozen=True, slots=True)
class _Find:
    """Tokens found to name a place, before it is known which."""

    start: int
    end: int
    name: str
    rule: str
    within: tuple[str, ...] = ()
    noun: str | None = None
    fallback: str | None = None
    """A shorter name to look up where the whole is unknown: "Osan" of "Osan Air Base"."""

    def toponym(self) -> Toponym:
        return Toponym(self.name, self.within, self.noun)


class Places:
    """Fills `layers(doc).places` and `layers(doc).here`."""

    def __init__(self, atlas: Atlas | None = None) -> None:
        self._atlas = atlas

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        atlas = self._atlas or open_atlas()
        finds = sorted(_find_all(doc, atlas), key=lambda find: find.start)
        dateline = found.story.dateline.place if found.story.dateline else None
        places, here = _settle(doc, finds, dateline, atlas)
        found.places, found.here = places, here
        return doc


def locate(doc: Doc, spans: Sequence[tuple[int, int]]) -> list[PlaceMention]:
    """Return the places that the given spans name, chosen beside each other, in the order given.

    Units: characters of the original text, half-open. A span that no place bears has no coordinates.
    """
    reading = layers(doc).reading
    at = {}
    for i, (start, origin) in enumerate(zip(reading.starts, reading.origins, strict=True)):
        stop = reading.starts[i + 1] if i + 1 < len(reading.starts) else len(reading.text)
        at.update({origin + k: start + k for k in range(stop - start)})
    finds = []
    for first, last in spans:
        covered = [at[c] for c in range(first, last) if c in at]
        if not covered:
            finds.append(_Find(0, 0, "", "outside what is read"))
            continue
        span = doc.char_span(covered[0], covered[-1] + 1, alignment_mode="expand")
        finds.append(_given(span, reading.text[covered[0] : covered[-1] + 1]))
    dateline = layers(doc).story.dateline
    return _settle(doc, finds, dateline.place if dateline else None, open_atlas())[0]


def _given(span: Span, text: str) -> _Find:
    """Return the find for a span that is known to name a place."""
    name = text.strip(" ,.;:\"'") or text
    state = state_by_adjective().get(name) or state_by_people().get(name)
    if state is not None and name not in state_by_name():
        return _Find(span.start, span.end, state.name, "adjective of a state")
    name, _, outer = name.partition(", ")
    noun = _noun_beside(span)
    within = (outer,) if outer else _within(span)
    return _Find(span.start, span.end, name, "given", within, noun, _core(name))


def _settle(
    doc: Doc, finds: Sequence[_Find], dateline: str | None, atlas: Atlas
) -> tuple[list[PlaceMention], PlaceMention | None]:
    """Return the finds and the dateline's place with the places they mean."""
    looked_up = [_known(find, atlas) for find in finds]
    toponyms = [find.toponym() for find in looked_up]
    countries = _countries(doc)
    here = None
    if dateline:
        name, _, outer = dateline.partition(",")
        at = Toponym(
            name.strip().title() if name.isupper() else name.strip(), (outer.strip(),) if outer else ()
        )
        here = resolve_all([at, *toponyms], countries, atlas=atlas)[0]
    choices = resolve_all(toponyms, countries, here.place if here else None, atlas)
    places = [_mention(find, choice) for find, choice in zip(looked_up, choices, strict=True)]
    at_dateline = _mention(_Find(0, 0, dateline, "dateline"), here) if dateline else None
    return places, at_dateline


def _known(find: _Find, atlas: Atlas) -> _Find:
    """Return the find under the name that the gazetteer knows, the whole or its core."""
    if atlas.find(find.name):
        return find
    whole = f"{find.name} {find.noun}" if find.noun else ""
    if whole and atlas.find(whole):
        return replace(find, name=whole)
    if find.fallback and atlas.find(find.fallback):
        return replace(find, rule=f"{find.rule}; placed by {find.fallback}")
    return find


def _mention(find: _Find, choice: Choice | None) -> PlaceMention:
    if choice is None:
        return PlaceMention(find.start, find.end, find.name, "unknown", None, None, None, None, find.rule)
    place = choice.place
    rule = "; ".join((find.rule, *choice.reasons))
    return PlaceMention(
        find.start,
        find.end,
        find.name,
        place.kind,
        place.country,
        place.latitude,
        place.longitude,
        place.id,
        rule,
    )


def _countries(doc: Doc) -> dict[str, float]:
    """Return how often the text speaks of each state by an adjective or a noun for its people."""
    adjectives, people = state_by_adjective(), state_by_people()
    counts: dict[str, float] = {}
    for token in doc:
        if token.text[:1].isupper():
            state = adjectives.get(token.text) or people.get(token.text)
            if state is not None:
                counts[state.code] = counts.get(state.code, 0.0) + 0.5
    return counts


def _find_all(doc: Doc, atlas: Atlas) -> Iterator[_Find]:
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


def _titles() -> frozenset[str]:
    return frozenset(agent.noun.split()[-1].lower() for agent in load_agents() if agent.office)


def _opens(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() and (
        token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or token.ent_type_ in PLACE_LABELS
    )


def _of_entity(entity: Span, persons: frozenset[str], atlas: Atlas) -> Iterator[_Find]:
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
        if find is not None and not _is_person(doc, find, persons) and not _is_people(find.name):
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


def _from_tokens(doc: Doc, start: int, end: int, rule: str, atlas: Atlas) -> _Find | None:
    """Return the find for tokens known to name a place, with the words that tell its kind set apart."""
    if not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    noun = None
    if end - start > 1 and doc[end - 1].is_lower and doc[end - 1].lower_ in DIVISIONS:
        noun, end = doc[end - 1].lower_, end - 1
    start, end = _grow(doc, start, end, atlas)
    span = doc[start:end]
    return _Find(start, end, span.text, rule, _within(span), noun or _noun_beside(span), _core(span.text))


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


def _noun_beside(span: Span) -> str | None:
    """Return the noun that tells what the name is: "South Kivu province", "the town of Yeoncheon"."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].lower_ in DIVISIONS and doc[span.end].is_lower:
        return str(doc[span.end].lower_)
    if span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in DIVISIONS:
        return str(doc[span.start - 2].lower_)
    if span.start > 0 and doc[span.start - 1].lower_ in DIVISIONS and doc[span.start - 1].is_lower:
        return str(doc[span.start - 1].lower_)
    return None


def _within(span: Span) -> tuple[str, ...]:
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
            if name in abbreviations() or name in state_by_name() or doc[end + 1].ent_type_ in PLACE_LABELS:
                found.append(name)
                break
    elif end + 1 < len(doc) and doc[end].lower_ == "in" and doc[end + 1].ent_type_ == "GPE":
        found.append(_entity_text(doc[end + 1]))
    if span.start > 1 and doc[span.start - 1].text == "'s" and doc[span.start - 2].ent_type_ == "GPE":
        found.append(_entity_text(doc[span.start - 2]))
    return tuple(found)


def _entity_text(token: Token) -> str:
    doc, first, last = token.doc, token.i, token.i + 1
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return str(doc[first:last].text).removesuffix("'s")


def _core(name: str) -> str | None:
    """Return the name less the words for its kind, if there are any: "Osan" of "Osan Air Base"."""
    words = name.split()
    kept = words
    while len(kept) > 1 and kept[-1].lower() in FACILITIES | DIVISIONS | _DESCRIPTIVE:
        kept = kept[:-1]
    while len(kept) > 1 and kept[0].lower() in BEFORE | _DESCRIPTIVE | {
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


_DESCRIPTIVE = frozenset(
    "international air force naval army military northern southern eastern western central north south east west "
    "downtown greater metropolitan old new national state county regional memorial general border refugee nuclear "
    "power district".split()
)


def _is_people(name: str) -> bool:
    """Return whether the word is an adjective or a people's name and no place's."""
    if name in state_by_name():
        return False
    return name in state_by_adjective() or name in state_by_people()


def _is_person(doc: Doc, find: _Find, persons: frozenset[str]) -> bool:
    """Return whether the name is rather a person's: titled, or a surname of the text outside a locative phrase."""
    if _titled(doc, find.start) and find.end - find.start <= 2 and find.name not in state_by_name():
        return True
    if find.end - find.start == 1 and find.name in persons and find.name not in state_by_name():
        return not _in_locative(doc, find.start)
    return False


def _in_locative(doc: Doc, start: int) -> bool:
    at = start - 1
    while at >= 0 and (doc[at].lower_ in ("the", "nearby", "downtown") or doc[at].lower_ in _DESCRIPTIVE):
        at -= 1
    return at >= 0 and doc[at].lower_ in LOCATIVE - {"of", "to", "from", "on", "over", "between"}


def _match(
    doc: Doc, start: int, taken: Sequence[bool], labels: Sequence[str], persons: frozenset[str], atlas: Atlas
) -> _Find | None:
    """Return the longest name of the gazetteer that starts at a token and is meant for a place."""
    for end in range(min(start + LONGEST, len(doc)), start, -1):
        last = doc[end - 1]
        if any(taken[start:end]) or not last.text[:1].isupper():
            continue
        if not all(t.text[:1].isupper() or t.lower_ in CONNECTORS for t in doc[start:end]):
            continue
        name = doc[start:end].text
        if len(name) < 3 and name not in state_by_name() or _is_people(name):
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
    large = any(p.kind not in ("city", "district") or p.population >= LARGE or p.capital for p in candidates)
    if large and (end - start > 1 or not doc[start].is_sent_start):
        return True
    return _in_locative(doc, start) or bool(_within(doc[start:end]))


def _mistagged(doc: Doc, start: int, end: int, label: str, candidates: Sequence[Place]) -> bool:
    """Return whether an entity of another kind is wholly a well-known place's name."""
    whole = doc[start].ent_iob_ == "B" and (end == len(doc) or doc[end].ent_iob_ != "I")
    name = doc[start:end].text
    if not whole:
        return False
    if name in state_by_name():
        return True
    large = any(p.kind not in ("city", "district") or p.population >= LARGE for p in candidates)
    if label == "PERSON" or label == "NORP":
        return large and _in_locative(doc, start)
    return large and (end - start > 1 or _in_locative(doc, start))


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


__all__ = ["NAME", "Places", "create", "fold", "locate"]
