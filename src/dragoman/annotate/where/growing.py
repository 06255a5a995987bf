"""How far a name of a place reaches: to a facility's noun, to the end of a longer known name, or less."""

from __future__ import annotations

from spacy.tokens import Doc

from dragoman.annotate.where.words import BEFORE, CONNECTORS, DIVISIONS, FACILITIES, LARGE, LONGEST
from dragoman.gazetteer.atlas import Atlas, Place
from dragoman.gazetteer.states import state_by_name
from dragoman.model import layers

_SMALL_FACILITIES = frozenset({"airport", "camp", "crossing", "checkpoint", "airbase", "shrine"})
_QUALIFIERS = frozenset({"refugee", "international", "border", "air"})
_JOINTS = CONNECTORS | {"and", "&"}
"""Small words inside the names of states and divisions: "Bosnia and Herzegovina", "Guinea-Bissau"."""


def grow(doc: Doc, start: int, end: int, atlas: Atlas) -> int:
    """Return the end of the name: past a facility's noun ("Osan Air Base") or of a longer known name."""
    end = _known_end(doc, start, end, atlas)
    stop = end
    while (
        stop < len(doc)
        and stop - start < LONGEST
        and doc[stop].text[:1].isupper()
        and doc[stop].pos_ == "PROPN"
    ):
        stop += 1
    if stop > end and doc[stop - 1].lower_ in FACILITIES | DIVISIONS:
        return stop
    if end < len(doc) and doc[end].lower_ in _SMALL_FACILITIES:
        return end + 1
    if (
        end + 1 < len(doc)
        and doc[end].lower_ in _QUALIFIERS
        and doc[end + 1].lower_ in ("camp", "airport", "crossing", "base")
    ):
        return end + 2
    return end


def _known_end(doc: Doc, start: int, end: int, atlas: Atlas) -> int:
    """Return the end of the longest name of a state, division, region or water that begins here."""
    found, stop = end, end
    while stop < len(doc) and stop - start < LONGEST:
        token = doc[stop]
        stop += 1
        if token.lower_ in _JOINTS:
            continue
        if not token.text[:1].isupper() or token.pos_ == "PUNCT":
            break
        if any(_is_wide(doc, place) for place in atlas.find(doc[start:stop].text)):
            found = stop
    return found


def _is_wide(doc: Doc, place: Place) -> bool:
    """Return whether a place is no town, and was on the map when the text was written."""
    if place.kind in ("city", "district"):
        return False
    state = state_by_name().get(place.name) if place.kind == "state" else None
    published = layers(doc).story.published
    if state is None or state.status != "historical" or state.last is None:
        return True
    return published is not None and published.year <= state.last


def narrow(doc: Doc, start: int, end: int, atlas: Atlas) -> tuple[int, int]:
    """Return the well-known place that an unknown tagged name begins or ends with, else the name as it is.

    "Montgomery County Democrats" is tagged as one place; "Building Ireland" too. A facility keeps its name.
    """
    if end - start < 2 or doc[end - 1].lower_ in FACILITIES or atlas.find(doc[start:end].text):
        return start, end
    if any(token.lower_ in FACILITIES for token in doc[start:end]):
        return start, end
    words = [token.lower_ for token in doc[start:end]]
    if any(word in _PARTS_OF_NAMES for word in words):
        return start, end
    for size in range(end - start - 1, 0, -1):
        for first in (start, end - size):
            part = doc[first : first + size]
            rest = words[size:] if first == start else words[:-size]
            if DIVISIONS.intersection(rest) or not part[0].text[:1].isupper():
                continue
            if any(_is_well_known(p, size) for p in atlas.find(part.text)):
                return first, first + size
    return start, end


def _is_well_known(place: Place, size: int) -> bool:
    if place.kind in ("state", "admin", "region") or (size > 1 and place.kind == "district"):
        return True
    return place.population >= LARGE * (1 if size > 1 else 8)


_PARTS_OF_NAMES = BEFORE | frozenset(
    "north south east west northern southern eastern western central new upper lower greater old great inner "
    "outer mid saint st st. san santa el la al de".split()
)
"""Words that are never left off a name."""
