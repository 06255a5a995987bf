"""Who acts and is acted upon: entities with their codes, sectors and offices, and every mention of them."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.annotate.who.aliases import find_aliases
from dragoman.annotate.who.collectives import read_collective
from dragoman.annotate.who.lexicon import Lexicon, make_lexicon, state_names
from dragoman.annotate.who.nominals import read_counted, read_nominal
from dragoman.annotate.who.organizations import read_named, read_organization, read_people
from dragoman.annotate.who.persons import read_person
from dragoman.annotate.who.pronouns import read_first_person, read_pronoun
from dragoman.annotate.who.scene import Scene
from dragoman.model import layers

NAME = "dragoman_actors"


def create(nlp: Language, name: str) -> Actors:
    """Return the component."""
    return Actors(make_lexicon(_splitter(nlp)))


def _splitter(nlp: Language) -> Callable[[str], tuple[str, ...]]:
    """Return what splits a name as texts are split; the tokenizer is asked only where it may part words."""
    special = getattr(nlp.tokenizer, "rules", None)

    def split(name: str) -> tuple[str, ...]:
        words = name.split(" ")
        if special is not None and all(word.isalpha() and word not in special for word in words):
            return tuple(words)
        return tuple(token.text for token in nlp.make_doc(name) if not token.is_space)

    return split


class Actors:
    """Fills `layers(doc).entities` and `layers(doc).mentions`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        if not found.states:
            found.states = state_names()
        scene = Scene(doc, found, self.lexicon)
        find_aliases(scene)
        for number, sentence in enumerate(doc.sents):
            scene.memory.sentence = number
            for token in sentence:
                _read(scene, token)
            for token in sentence:
                if token.i not in scene.cast.found:
                    read_counted(scene, token)
            read_first_person(scene, sentence)
        scene.cast.finish()
        return doc


def _read(scene: Scene, token: Token) -> None:
    """Enter the mention that the token heads, if any."""
    if token.i in scene.people.at:
        if token == _head(scene.doc, scene.people.at[token.i][:2]):
            read_person(scene, token)
        return
    name = scene.names.get(token.i)
    if name is not None:
        if token == name.head:
            read_named(scene, name)
        return
    if token.pos_ == "PRON" or token.tag_ in ("WDT", "WP", "WP$", "PRP$"):
        read_pronoun(scene, token)
    elif token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
        for read in (read_collective, read_people, read_organization, read_nominal):
            if read(scene, token):
                break


def _head(doc: Doc, span: tuple[int, int]) -> Token:
    return doc[span[0] : span[1]].root
