"""Names of places, found by the tagger, the gazetteer and the words beside them, with their coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from dragoman.annotate.where.beside import Find, core, noun_beside, within
from dragoman.annotate.where.finding import find_all
from dragoman.annotate.where.placing import settle
from dragoman.annotate.where.qualifiers import qualifiers
from dragoman.annotate.where.uses import UNPLACED, use_of
from dragoman.annotate.where.words import REGION_ADJECTIVES
from dragoman.gazetteer.atlas import Atlas, open_atlas
from dragoman.gazetteer.states import state_by_adjective, state_by_name, state_by_people
from dragoman.model import PlaceMention, PlaceUse, layers

NAME = "dragoman_places"
_HALVES = frozenset({"North", "South", "East", "West"})
_WITHOUT_POSITION = (PlaceUse.PEOPLE, PlaceUse.LANGUAGE)


def create(nlp: Language, name: str) -> Places:
    """Return the component."""
    return Places()


class Places:
    """Fills `places`, `pointers` and `here` of `layers(doc)`."""

    def __init__(self, atlas: Atlas | None = None) -> None:
        self._atlas = atlas

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        atlas = self._atlas or open_atlas()
        finds = halves(doc, sorted(find_all(doc, atlas), key=lambda find: find.start))
        taken = {i for find in finds for i in range(find.start, find.end)}
        pointed = list(qualifiers(doc, taken, atlas))
        dateline = found.story.dateline.place if found.story.dateline else None
        mentions, found.here = settle(doc, finds, dateline, atlas)
        found.places = [
            replace(mention, use=use_of(doc, mention)) for mention in mentions if not _is_person(doc, mention)
        ]
        found.pointers = [
            replace(mention, use=use, **(UNPLACED if use in _WITHOUT_POSITION else {}))
            for mention, (_, use) in zip(
                settle(doc, [find for find, _ in pointed], None, atlas)[0], pointed, strict=True
            )
        ]
        return doc


def halves(doc: Doc, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with "the North" as the state or land that the story calls by that half.

    Where it calls none so, or several, the half is no place that has a name of its own.
    """
    called: dict[str, set[str]] = {}
    for find in finds:
        half, blank, _ = find.name.partition(" ")
        if blank and half in _HALVES:
            called.setdefault(half, set()).add(find.name)
    kept = []
    for find in finds:
        if find.name in _HALVES and find.end - find.start <= 2 and not find.within and not find.noun:
            named = called.get(find.name, set())
            if len(named) != 1:
                continue
            find = replace(find, name=next(iter(named)), lookup=None, rule="the half that the story calls so")
        kept.append(find)
    return kept


def _is_person(doc: Doc, mention: PlaceMention) -> bool:
    """Return whether a name that no place bears is part of the name of someone in the story."""
    if mention.kind != "unknown":
        return False
    words = doc[mention.start : mention.end].text
    return any(
        ent.label_ == "PERSON" and len(ent) > 1 and words in {token.text for token in ent} for ent in doc.ents
    )


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
            finds.append(Find(0, 0, "", "outside what is read"))
            continue
        span = doc.char_span(covered[0], covered[-1] + 1, alignment_mode="expand") or doc[0:1]
        finds.append(_given(span, reading.text[covered[0] : covered[-1] + 1]))
    dateline = layers(doc).story.dateline
    return settle(doc, finds, dateline.place if dateline else None, open_atlas())[0]


def _given(span: Span, text: str) -> Find:
    """Return the find for a span that is known to name a place."""
    name = text.strip(" ,;:\"'") or text
    if name in REGION_ADJECTIVES:
        return Find(span.start, span.end, REGION_ADJECTIVES[name], "adjective of a region")
    state = state_by_adjective().get(name) or state_by_people().get(name)
    if state is not None and name not in state_by_name():
        return Find(span.start, span.end, state.name, "adjective of a state")
    name, _, outer = name.partition(", ")
    noun = noun_beside(span)
    return Find(
        span.start,
        span.end,
        name,
        "given",
        (outer,) if outer else within(span),
        noun,
        core(name),
        anywhere=True,
    )
