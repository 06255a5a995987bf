"""One story while it is read: its names, its persons, its main state, and whom a phrase belongs to."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from dragoman.annotate.who.cast import Cast, Draft, fold
from dragoman.annotate.who.lexicon import Lexicon, Sense, Use, agent_at, state_name
from dragoman.annotate.who.memory import Memory
from dragoman.annotate.who.names import Name, find_names
from dragoman.annotate.who.person_names import People, find_people
from dragoman.annotate.who.phrases import extent
from dragoman.gazetteer.states import State, state_by_metonym, state_by_name
from dragoman.model import EntityKind, Layers

_BELONGS = frozenset({"of", "from", "for", "in", "at", "with", "within", "inside", "under", "by", "to", "on"})
_NOT_WHOSE = frozenset({"to", "with", "by", "on", "under"})
"""Prepositions after which stands a counterpart, not an owner: "ambassador to X", "talks with X"."""
_SELDOM_MAIN = 0.25
"""A dateline's state is the story's main state if named at least so often, beside the one named most."""
_DEEP = 3


class Scene:
    """What is known of a story while its phrases are read in order."""

    def __init__(self, doc: Doc, layers: Layers, lexicon: Lexicon) -> None:
        self.doc = doc
        self.layers = layers
        self.cast = Cast(doc, layers)
        self.memory = Memory()
        self.names: dict[int, Name] = find_names(doc, lexicon, layers.places)
        self.place_country = {i: p.country for p in layers.places if p.country for i in range(p.start, p.end)}
        cities = {i for i in self.place_country if i not in self.names and doc[i].ent_type_ != "PERSON"}
        self.people: People = find_people(doc, self.names, cities)
        self.aliases: dict[str, tuple[int, int]] = {}
        """The long name (token range) behind each short one that the story introduces."""
        self.named_aliases: dict[str, Sense] = {}
        self.long_names: dict[int, tuple[int, int]] = {}
        """By head token."""
        self.dateline = self._dateline()
        self.main = self._main()

    def state(self, code: str) -> Draft:
        """Return the draft of the state of that code."""
        return self.cast.state(code, state_name(code))

    def named(self, name: Name) -> Draft:
        """Return the draft that a name stands for: its state, its people or its body."""
        sense = name.sense
        if sense.body is not None:
            return self._body(name)
        assert sense.state is not None
        return self.people_of(sense.state) if sense.use is Use.PEOPLE else self._state_of(sense.state)

    def people_of(self, state: State) -> Draft:
        """Return the draft of a state's people."""
        draft = self.cast.draft(("people", state.code), EntityKind.GROUP, state.people[0], "people")
        draft.sectors, draft.plural = ("CVL",), True
        draft.belongs_to(self.state(state.code), 3)
        return draft

    def person_at(self, token: int) -> Draft | None:
        """Return the draft of the person whose name covers the token."""
        hit = self.people.at.get(token)
        if hit is None:
            return None
        person = hit[2]
        draft = self.cast.draft(("person", id(person)), EntityKind.PERSON, person.name, person.name)
        draft.parts = person.parts
        return draft

    def whose(self, head: Token, left: int | None = None) -> tuple[Draft | None, int]:
        """Return whom the phrase around a noun belongs to, and how surely (3 said, 0 unknown)."""
        return self._whose(head, extent(head)[0] if left is None else left, _DEEP)

    def _whose(self, head: Token, left: int, deep: int) -> tuple[Draft | None, int]:
        for child in head.lefts:
            if child.dep_ == "poss":
                owner = self._owner_at(child, deep)
                if owner is not None:
                    return owner, 3
        for i in range(left, head.i):
            name = self.names.get(i)
            if name is not None:
                return self.named(name), 3
            if i in self.place_country and self.doc[i].dep_ in ("compound", "amod", "nmod", "poss"):
                return self.state(self.place_country[i] or ""), 3
        return self._after(head, deep)

    def _after(self, head: Token, deep: int) -> tuple[Draft | None, int]:
        """Return the owner that a phrase behind the noun tells: "of Sudan", "in Seoul"."""
        if deep <= 0:
            return None, 0
        for right in head.rights:
            if right.dep_ != "prep" or right.lower_ not in _BELONGS - _NOT_WHOSE:
                continue
            for goal in right.children:
                if goal.dep_ == "pobj":
                    owner = self._owner_at(goal, deep)
                    if owner is not None:
                        return owner, 3 if right.lower_ in ("of", "from", "for", "at") else 2
        return None, 0

    def _owner_at(self, token: Token, deep: int) -> Draft | None:
        name = self.names.get(token.i)
        if name is not None:
            return self.named(name)
        person = self.person_at(token.i)
        if person is not None:
            return person
        country = self.place_country.get(token.i)
        if country:
            return self.state(country)
        found = self.cast.at(token.i)
        if found is not None:
            return found.drafts[0] if found.drafts else None
        if token.pos_ == "PRON" or deep <= 1:
            return None
        owner, _ = self._whose(token, extent(token)[0], deep - 1)
        return owner

    def _state_of(self, state: State) -> Draft:
        return self.cast.state(state.code, state_name(state.code))

    def _body(self, name: Name) -> Draft:
        body = name.sense.body
        assert body is not None
        kind = EntityKind(body.kind)
        if body.code is not None or body.kind == "igo":
            draft = self.cast.draft(("body", body.name), kind, body.name, body.name)
            draft.code, draft.sure = body.code or "IGO", 3
        else:
            owner, sure = self._whose(name.head, extent(name.head)[0], 1)
            code = owner.acts_for() if owner else None
            draft = self.cast.draft(("body", body.name, code or self.main), kind, body.name, body.name)
            if owner is not None:
                draft.belongs_to(owner, sure)
            elif self.main:
                draft.belongs_to(self.state(self.main), 1)
        draft.sectors = tuple(body.sectors)
        for noun in {fold(body.name).split()[-1]}:
            self.cast.call(draft, noun)
        return draft

    def _dateline(self) -> str | None:
        """Return the code of the state that the story is filed from."""
        if self.layers.dateline is not None and self.layers.dateline.country:
            return self.layers.dateline.country
        line = self.layers.story.dateline
        if line is None or not line.place:
            return None
        for part in reversed(line.place.split(",")):
            name = part.strip()
            for form in (name, name.title()):
                state = state_by_name().get(form) or state_by_metonym().get(form)
                if state is not None:
                    return state.code
        return None

    def _main(self) -> str | None:
        """Return the state that the story is about: its dateline's if it is spoken of, else the one named most."""
        counts: Counter[str] = Counter()
        done: set[int] = set()
        for name in self.names.values():
            if name.start not in done and name.sense.state is not None:
                done.add(name.start)
                counts[name.sense.state.code] += 1
        for i, country in self.place_country.items():
            if i not in self.names and country:
                counts[country] += 1
        if not counts:
            return self.dateline
        code, most = counts.most_common(1)[0]
        if self.dateline and counts[self.dateline] >= max(1, most * _SELDOM_MAIN):
            return self.dateline
        return code


def is_office(token: Token) -> bool:
    """Return whether the noun names an office or a person's part."""
    hit = agent_at(token)
    return hit is not None and hit[0].kind == "person"
