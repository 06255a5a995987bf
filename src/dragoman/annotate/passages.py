"""Sentence borders that respect passages: no sentence runs from a headline into the body."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

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
        at, opens = 0, True
        for token in doc:
            while at + 1 < len(borders) and token.idx >= borders[at + 1][0]:
                at += 1
                opens = True
            found.passage_of[token.i] = at
            if token.is_space:
                continue
            if opens:
                token.is_sent_start = True
                opens = False
            elif (borders and borders[at][2] is PassageKind.HEADLINE) or not _may_open(token):
                token.is_sent_start = False
        return doc


_ENDS = frozenset(".!?:;\u2026")
_CLOSES = frozenset("\"')]}")
_DASHES = frozenset({"-", "--", "_", "__", "\u2013", "\u2014", "*", "\u2022"})


def _may_open(token: Token) -> bool:
    """Return whether a sentence may start here: behind a stop, a dash or what closes a sentence.

    The parser alone sometimes ends a sentence behind its first name: "Turkey / summoned the ambassador".
    """
    before = token.i - 1
    while before >= 0 and (token.doc[before].is_space or token.doc[before].text in _CLOSES):
        before -= 1
    if before < 0:
        return True
    last = token.doc[before].text
    return last[-1] in _ENDS or last in _DASHES


def bare_layers(text: str) -> Layers:
    """Return layers for a text without wire dress: all of it is body."""
    story = Story(text, (Passage(PassageKind.BODY, Span(0, len(text))),) if text.strip() else ())
    return Layers(story, make_reading(story))
