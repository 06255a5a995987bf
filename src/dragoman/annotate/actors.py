"""Stands empty until its annotator is written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "dragoman_actors"


def create(nlp: Language, name: str) -> Actors:
    """Return the component."""
    return Actors()


class Actors:
    """Fills `layers(doc).actors`."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
