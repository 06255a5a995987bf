"""Stands empty until its annotator is written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "dragoman_speech"


def create(nlp: Language, name: str) -> Speech:
    """Return the component."""
    return Speech()


class Speech:
    """Fills `layers(doc).speech`."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
