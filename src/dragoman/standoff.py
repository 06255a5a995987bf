"""Stand-off annotations of one text as plain data, by characters of the original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dragoman.model import Layers, Mention, PassageKind, PlaceMention, Span, Utterance, layers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Json = dict[str, Any]


class Layer(StrEnum):
    """What can be annotated, each under a key of its own (`timexes` for times)."""

    TIMES = "times"
    PLACES = "places"
    ACTORS = "actors"
    QUOTES = "quotes"
    STATUS = "status"


ANNOTATOR = {
    Layer.TIMES: "dragoman_times",
    Layer.PLACES: "dragoman_places",
    Layer.ACTORS: "dragoman_actors",
    Layer.QUOTES: "dragoman_speech",
    Layer.STATUS: "dragoman_speech",
}
"""The last annotator that a layer needs; it works on what those before it found."""


def annotate(
    doc: Doc,
    wanted: Iterable[Layer],
    toponyms: Sequence[Span] | None = None,
    targets: Sequence[Span] | None = None,
) -> Json:
    """Return the layers of an annotated text: `timexes`, `places`, `actors`, `quotes`, `status`.

    Where `toponyms` are given, just these are placed; where `targets` are, just these get a status, else
    every verb does.

    Units: characters of the original text, half-open.
    """
    made: Json = {}
    for layer in wanted:
        if layer is Layer.PLACES and toponyms is not None:
            made["places"] = _given_places(doc, toponyms)
        elif layer is Layer.STATUS:
            made["status"] = _statuses(doc, targets)
        else:
            key, shape = _SHAPES[layer]
            made[key] = shape(doc, layers(doc))
    return made


def unneeded(wanted: Iterable[Layer], names: Sequence[str]) -> tuple[str, ...]:
    """Return which annotators, of those of these names in their order, the layers can do without."""
    last = max((names.index(ANNOTATOR[layer]) for layer in wanted), default=-1)
    return tuple(names[last + 1 :])


def _times(doc: Doc, found: Layers) -> list[Json]:
    return [
        {
            **_at(doc, time.start, time.end),
            "type": time.type,
            "value": time.value,
            "first": time.first.isoformat() if time.first else None,
            "last": time.last.isoformat() if time.last else None,
            "rule": time.rule,
        }
        for time in found.times
    ]


def _places(doc: Doc, found: Layers) -> list[Json]:
    named = sorted([*found.places, *found.pointers], key=lambda place: place.start)
    return [{**_at(doc, place.start, place.end), **_where(place)} for place in named]


def _given_places(doc: Doc, toponyms: Sequence[Span]) -> list[Json]:
    from dragoman.annotate.places import locate

    answers = locate(doc, [(span.start, span.end) for span in toponyms])
    return [
        {"start": span.start, "end": span.end, **_where(place)}
        for span, place in zip(toponyms, answers, strict=True)
    ]


def _where(place: PlaceMention) -> Json:
    scheme, _, number = (place.id or "").partition(":")
    return {
        "name": place.name,
        "lat": place.latitude,
        "lon": place.longitude,
        "country": place.country,
        "geonameid": int(number) if scheme == "geonames" and number.isdigit() else None,
        "id": place.id,
        "kind": place.kind,
        "use": place.use.value,
        "admin": list(place.admin),
        "precision": place.precision,
        "rule": place.rule,
    }


def _actors(doc: Doc, found: Layers) -> list[Json]:
    return [{**_at(doc, mention.start, mention.end), **_who(mention, found)} for mention in found.mentions]


def _who(mention: Mention, found: Layers) -> Json:
    return {
        "kind": mention.kind.value,
        "rule": mention.rule,
        "entities": [
            {
                "id": id,
                "name": entity.name,
                "kind": entity.kind.value,
                "code": entity.code,
                "sector": list(entity.sector),
                "role": entity.role,
            }
            for id in mention.entities
            if (entity := found.entities.get(id))
        ],
    }


def _quotes(doc: Doc, found: Layers) -> list[Json]:
    """Return the attributions; utterances of one source by one cue are one."""
    merged: dict[tuple[tuple[int, ...], int], list[Utterance]] = {}
    for utterance in found.utterances:
        # What an account goes on to tell is its own only where quotation marks say so.
        if not utterance.continued or utterance.rule.startswith("quotation"):
            merged.setdefault((utterance.source, utterance.cue), []).append(utterance)
    return [
        {
            "source": [_stretch(doc, *_phrase(doc[i])) for i in source],
            "cue": [_stretch(doc, cue, cue + 1)],
            "content": _contents(doc, same),
            "stance": same[0].stance,
            "rule": same[0].rule,
        }
        for (source, cue), same in merged.items()
    ]


def _phrase(head: Token) -> tuple[int, int]:
    words = [token.i for token in head.subtree]
    return words[0], words[-1] + 1


def _contents(doc: Doc, same: Iterable[Utterance]) -> list[list[int]]:
    ranges = sorted({part for utterance in same for part in utterance.content})
    return [_stretch(doc, start, end) for start, end in ranges if doc[start:end].text.strip()]


def _statuses(doc: Doc, targets: Sequence[Span] | None) -> list[Json]:
    from dragoman.coding.status import status_of
    from dragoman.factuality import factuality

    found = layers(doc)
    if targets is None:
        asked = [(Span(*_stretch(doc, t.i, t.i + 1)), t) for t in doc if t.pos_ == "VERB"]
    else:
        asked = [(span, token) for span in targets if (token := _head(doc, span)) is not None]
    around: dict[int, list[tuple[Utterance, int]]] = {}
    for utterance in found.utterances:
        for start, end in utterance.content:
            for i in range(start, end):
                around.setdefault(i, []).append((utterance, end - start))
    made = []
    for span, token in asked:
        verdict = status_of(token, _kind(token, found))
        made.append(
            {
                "start": span.start,
                "end": span.end,
                "status": verdict.status.value,
                "factuality": round(factuality(token, verdict, around.get(token.i, ())), 2),
                "reason": verdict.reason,
            }
        )
    return made


def _kind(token: Token, found: Layers) -> PassageKind:
    if token.i >= len(found.passage_of):
        return PassageKind.BODY
    return found.reading.passages[found.passage_of[token.i]][2]


def _head(doc: Doc, span: Span) -> Token | None:
    """Return the word that heads a stretch of the original text, None if none of it is read."""
    reading = layers(doc).reading
    inside = [
        token.i
        for token in doc
        if not token.is_space and reading.original(token.idx, token.idx + len(token)).overlaps(span)
    ]
    return doc[inside[0] : inside[-1] + 1].root if inside else None


def _at(doc: Doc, start: int, end: int) -> Json:
    first, last = _stretch(doc, start, end)
    return {"start": first, "end": last}


def _stretch(doc: Doc, start: int, end: int) -> list[int]:
    """Return the characters of the original text behind tokens start..end, blanks at the ends left out."""
    words = [token for token in doc[start:end] if not token.is_space]
    span = layers(doc).reading.original(words[0].idx, words[-1].idx + len(words[-1]))
    return [span.start, span.end]


_SHAPES: dict[Layer, tuple[str, Callable[[Doc, Layers], list[Json]]]] = {
    Layer.TIMES: ("timexes", _times),
    Layer.PLACES: ("places", _places),
    Layer.ACTORS: ("actors", _actors),
    Layer.QUOTES: ("quotes", _quotes),
}
