"""Sentence borders that respect passages: no sentence runs from a headline into the body."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.model import KEY, Layers, Passage, PassageKind, Span, Story, layers
from dragoman.text.reading import make_reading

NAME = "dragoman_passages"


def create(nlp: Language, name: str) -> Passages:
    """Return the component; runs before the parser."""
    return Passages()


class Passages:
    """Marks where passages begin, so that the parser starts a sentence there, and keeps a headline whole."""

    def __call__(self, doc: Doc) -> Doc:
        if KEY not in doc.user_data:
            doc.user_data[KEY] = bare_layers(doc.text)
        found = layers(doc)
        borders = found.reading.passages
        found.passage_of = [0] * len(doc)
        at, opens, behind_a_stop = 0, True, True
        starts = np.zeros((len(doc), 1), dtype="uint64")
        for token in doc:
            while at + 1 < len(borders) and token.idx >= borders[at + 1][0]:
                at += 1
                opens = True
            found.passage_of[token.i] = at
            if token.is_space:
                continue
            if opens:
                starts[token.i] = _STARTS
                opens = False
            elif (borders and borders[at][2] is PassageKind.HEADLINE) or not behind_a_stop:
                starts[token.i] = _GOES_ON
            if token.text not in _CLOSES:
                # The parser alone sometimes ends a sentence behind its first name: "Turkey / summoned".
                behind_a_stop = token.text[-1] in _ENDS or token.text in _DASHES
        # All at once: spaCy looks through the whole text for each that is set by itself.
        return doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]


_STARTS = np.uint64(1)
_GOES_ON = np.int64(-1).astype("uint64")
_ENDS = frozenset(".!?:;\u2026")
"""Behind these, a dash or what closes a sentence another may start."""
_CLOSES = frozenset("\"')]}")
_DASHES = frozenset({"-", "--", "_", "__", "\u2013", "\u2014", "*", "\u2022"})


def bare_layers(text: str) -> Layers:
    """Return layers for a text without wire dress: all of it is body."""
    story = Story(text, (Passage(PassageKind.BODY, Span(0, len(text))),) if text.strip() else ())
    return Layers(story, make_reading(story))
