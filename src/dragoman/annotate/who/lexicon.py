"""The gazetteer as the annotator uses it: forms indexed by their first word, senses at the leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from dragoman.annotate.who.cast import fold
from dragoman.gazetteer.agents import Agent, load_agents
from dragoman.gazetteer.bodies import Body, load_bodies
from dragoman.gazetteer.peoples import People, load_peoples
from dragoman.gazetteer.states import State, load_states, state_by_code

_ANY_CASE = 3
"""A name of so many words is known in whatever case: "the non-aligned movement"."""

_MOST_BEFORE = 4
"""Words before an agent's noun that may belong to it."""

PEOPLE = "people"
"""The status of a people within a state, where it stands in a state's place."""


class Use(StrEnum):
    """What a form is to its state."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    METONYM = "metonym"
    SHORT = "short"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a form may stand for."""

    use: Use
    state: State | None = None
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form and all that it may stand for."""

    words: tuple[str, ...]
    """Folded."""
    text: tuple[str, ...]
    """As it is written."""
    senses: tuple[Sense, ...]

    def fits(self, tokens: Sequence[Token]) -> bool:
        """Return whether the tokens, folded alike, are written as a name is."""
        if len(self.words) >= _ANY_CASE or (
            len(self.words) > 1 and self.senses[0].use is Use.BODY and tokens[0].text == self.text[0]
        ):
            return True
        return all(_written(t.text, form) for t, form in zip(tokens, self.text, strict=True))


def _written(text: str, form: str) -> bool:
    if text == form or not form[:1].isupper():
        return True
    if form.isupper() and len(form) <= 5:
        return text.isupper()
    return text[:1].isupper()


class Lexicon:
    """Names of states and bodies, found by their first word."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._first: dict[str, list[Form]] = {}
        for form in forms:
            self._first.setdefault(form.words[0], []).append(form)
        for found in self._first.values():
            found.sort(key=lambda f: -len(f.words))

    def scan(self, doc: Doc) -> Iterator[tuple[int, int, Form]]:
        """Yield the longest forms in the text, left to right, without overlap."""
        kept = [t for t in doc if not (t.is_space or t.text == "-")]
        words = [fold(t.text) for t in kept]
        at = 0
        while at < len(kept):
            size = 1
            for form in self._first.get(words[at], ()):
                stop = at + len(form.words)
                if tuple(words[at:stop]) == form.words and form.fits(kept[at:stop]):
                    yield kept[at].i, kept[stop - 1].i + 1, form
                    size = len(form.words)
                    break
            at += size


def make_lexicon(split: Callable[[str], Iterable[str]]) -> Lexicon:
    """Return the lexicon of all states and bodies; `split` parts a name into words as texts are parted."""
    senses: dict[tuple[str, ...], tuple[tuple[str, ...], list[Sense]]] = {}

    def enter(name: str, sense: Sense) -> None:
        text = tuple(word for word in split(name) if word != "-")
        words = tuple(fold(w) for w in text)
        if words and all(words):
            senses.setdefault(words, (text, []))[1].append(sense)

    for body in load_bodies():
        for name in body.names:
            enter(name, Sense(Use.BODY, body=body))
    for state in load_states():
        for use, names in (
            (Use.NAME, state.names),
            (Use.ADJECTIVE, state.adjectives),
            (Use.PEOPLE, state.people),
            (Use.METONYM, state.metonyms),
            (Use.SHORT, (state.short.removeprefix("the "),) if state.short else ()),
        ):
            for name in names:
                enter(name, Sense(use, state=state))
    for folk in load_peoples():
        if len(folk.codes) == 1:
            home = _people_of(folk)
            for use, names in ((Use.ADJECTIVE, folk.adjectives), (Use.PEOPLE, folk.nouns)):
                for name in names:
                    enter(name, Sense(use, state=home))
    return Lexicon(Form(words, text, tuple(found)) for words, (text, found) in senses.items())


def _people_of(folk: People) -> State:
    """Return a people within a state in the shape of a state, for whose code its forms stand."""
    return State(folk.codes[0], folk.name, (), folk.adjectives, folk.nouns, None, (), None, PEOPLE)


@cache
def homes() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the states that a people lives in, if several, by its folded forms."""
    return MappingProxyType(
        {fold(f): p.codes for p in load_peoples() if len(p.codes) > 1 for f in p.adjectives + p.nouns}
    )


def state_name(code: str) -> str:
    """Return the usual name of the state of that code, or the code itself."""
    state = state_by_code().get(code)
    return state.name if state else code


@cache
def state_names() -> Mapping[str, str]:
    """Return the usual name of each present state by its code."""
    return MappingProxyType({code: state.name for code, state in state_by_code().items()})


@cache
def agents_by_head() -> dict[str, tuple[tuple[tuple[str, ...], Agent], ...]]:
    """Return actors' nouns by their last word: the words before it, most first, and the agent."""
    found: dict[str, list[tuple[tuple[str, ...], Agent]]] = {}
    for agent in load_agents():
        for noun in (agent.noun, agent.plural):
            if noun is None:
                continue
            words = tuple(w for w in fold(noun).replace("-", " ").split() if w)
            found.setdefault(words[-1], []).append((words[:-1], agent))
    return {head: tuple(sorted(rest, key=lambda r: -len(r[0]))) for head, rest in found.items()}


def agent_at(token: Token) -> tuple[Agent, int] | None:
    """Return the agent whose noun ends at that token, and the token where the noun starts."""
    heads = agents_by_head()
    options = heads.get(fold(token.text)) or heads.get(fold(token.lemma_))
    if not options:
        return None
    before = _before(token) if options[0][0] else []
    for words, agent in options:
        n = len(words)
        if n > len(before):
            continue
        if all(
            fold(other.text) == w or fold(other.lemma_) == w
            for other, w in zip(before[:n], reversed(words), strict=True)
        ):
            return agent, before[n - 1].i if n else token.i
    return None


def _before(token: Token) -> list[Token]:
    """Return up to four words before a token in its sentence, the nearest first, hyphens left out."""
    found: list[Token] = []
    at = token
    while at.i and not at.is_sent_start and len(found) < _MOST_BEFORE:
        at = at.nbor(-1)
        if at.text != "-":
            found.append(at)
    return found
