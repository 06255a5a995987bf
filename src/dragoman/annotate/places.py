"""Stands empty until its annotator is written."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

NAME = "dragoman_places"


def create(nlp: Language, name: str) -> Places:
    """Return the component."""
    return Places()


class Places:
    """Fills `layers(doc).places`."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
