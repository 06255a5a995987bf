"""One story while it is read: its names, its persons, its main state, and whom a phrase belongs to."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Span, Token

from dragoman.annotate.who.cast import Cast, Draft, fold
from dragoman.annotate.who.lexicon import PEOPLE, Lexicon, Sense, Use, agent_at, state_name
from dragoman.annotate.who.memory import Memory
from dragoman.annotate.who.names import Name, find_names
from dragoman.annotate.who.person_names import People, find_people
from dragoman.annotate.who.phrases import AT_PLACE, core, extent
from dragoman.annotate.who.wordlist import words
from dragoman.gazetteer.states import State, state_by_metonym, state_by_name
from dragoman.model import NON_STATE_CODES, EntityKind, Layers, PassageKind

_BEHIND = {"of": 3, "from": 3, "for": 3, "at": 3, "with": 2, "in": 2, "within": 2, "inside": 2, "by": 3}
"""How surely what stands behind these is the owner; "to" and "on" bring a counterpart or a topic."""
_TO_WHOM = frozenset({"successor", "heir", "aide", "adviser", "advisor", "assistant", "deputy"})
"""Nouns after which "to" brings the owner."""
_OTHERS = frozenset(
    {"counterpart", "counterparts", "rival", "rivals", "enemy", "foe", "neighbor", "neighbour"}
)
"""Nouns of those who belong to another side than the possessive before them."""
_COMMON = words(
    "national congress council of ministers assembly supreme court party people's peoples front army "
    "liberation democratic republican labour labor socialist conservative union movement alliance "
    "senate house state department ministry central bank security justice constitutional federal "
    "parliament interior foreign defense defence revolutionary guard armed forces police commission "
    "election electoral general assembly chamber deputies communist social liberal nationalist workers "
    "maoist maoists rebels guerrillas insurgents opposition ruling"
)
"""Words that name bodies in many states."""
_EVERYWHERE = frozenset({"PTY", "LEG", "OPP", "GOV", "JUD"})
"""Sectors whose bodies bear the same names in many states: the Democratic Party, the Senate."""
_ANYWHERE = frozenset({"IMG", "ISM", "NGO", "MNC"})
"""Codes of bodies that a story may place in a state: "Egypt's Muslim Brotherhood"."""
_SELDOM_MAIN = 0.6
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
        self.place_at = {i for p in layers.places for i in range(p.start, p.end)}
        cities = {
            i
            for p in layers.places
            for i in range(p.start, p.end)
            if i not in self.names and (p.end - p.start > 1 or doc[i].ent_type_ != "PERSON")
        }
        line = layers.story.dateline
        self.day = layers.story.published or (line.day if line is not None else None)
        """The story's own day, if known."""
        self.people: People = find_people(doc, self.names, cities, self._headline(), self.day)
        self.spoken = _spoken(doc, layers)
        """Tokens inside quotation marks."""
        self.speaker: tuple[Draft, ...] = ()
        """Who spoke last."""
        self.aliases: dict[str, tuple[int, int]] = {}
        """The long name (token range) behind each short one that the story introduces."""
        self.named_aliases: dict[str, Sense] = {}
        self.long_names: dict[int, tuple[int, int]] = {}
        """By head token."""
        self.dateline = self._dateline()
        self.spoken_of: set[str] = set()
        """Codes of the states that are named, or whose places or bodies are."""
        self.named_states = {n.sense.state.code for n in self.names.values() if n.sense.state is not None}
        self._settled: dict[str, Draft] = {}
        """Bodies of common names that are this story's state's, by their listed names."""
        self.minorities = _minorities(self.names)
        """Codes of states that are spoken of only as where a minority's name comes from."""
        self.main = self.cast.main = self._main()
        if self.main:
            self.state(self.main)

    def state(self, code: str) -> Draft:
        """Return the draft of the state of that code."""
        return self.cast.state(code, state_name(code))

    def named(self, name: Name) -> Draft:
        """Return the draft that a name stands for: its state, its people or its body."""
        sense = name.sense
        if sense.body is not None:
            return self._body(name)
        assert sense.state is not None
        return self._people(name, sense.state) if sense.use is Use.PEOPLE else self.state(sense.state.code)

    def _people(self, name: Name, state: State) -> Draft:
        """Return the draft of a state's people, or of those of its descent in another: "Serbs of Croatia"."""
        home = state.code
        before = next((c for c in name.head.lefts if c.i in self.names and c.i < name.start), None)
        whose = self.names[before.i].sense.state if before is not None else None
        ethnic = state.code in self.minorities or _is_ethnic(name)
        other, _ = self._after(name.head, 1)
        if other is not None and other.kind is EntityKind.STATE and other.code:
            home = other.code
        elif whose is not None:
            home = whose.code
        elif ethnic:
            here = self.happens_in(name.head)
            home = (here.code if here is not None else None) or self.main or home
        stem = "people" if state.status != PEOPLE else state.name
        draft = self.cast.draft(("people", state.name, home), EntityKind.GROUP, state.people[0], stem)
        draft.sectors, draft.plural = ("CVL",), True
        draft.belongs_to(self.state(home), 3)
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
        held = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if held is not None and held.pos_ != "PRON":
            owner = self._owner_at(held, deep)
            if owner is not None:
                return owner, 3
        for i in range(left, head.i):
            name = self.names.get(i)
            if name is not None and name.qualifies and self._is_minority(name):
                continue
            if name is not None:
                return self.named(name), 3
            if i in self.place_country and self.doc[i].dep_ in ("compound", "amod", "nmod", "poss"):
                return self.state(self.place_country[i]), 3
        behind = self._after(head, deep)
        if held is not None and behind[1] < 3 and head.lower_ not in _OTHERS:
            owner = self._owner_at(held, deep)
            if owner is not None:
                return owner, 3
        return behind if behind[0] is not None else self._made_of(head, left)

    def _is_minority(self, name: Name) -> bool:
        """Return whether an adjective says of what descent someone is: "ethnic Albanian rebels"."""
        state = name.sense.state
        return state is not None and (state.code in self.minorities or _is_ethnic(name))

    def _after(self, head: Token, deep: int) -> tuple[Draft | None, int]:
        """Return the owner that a phrase behind the noun tells: "of Sudan", "in Seoul", "led by X"."""
        found: tuple[Draft | None, int] = (None, 0)
        if deep <= 0:
            return found
        for right in head.rights:
            if right.dep_ == "acl" and right.lemma_ in ("lead", "back", "head", "command"):
                right = next((c for c in right.children if c.dep_ == "agent"), right)
            sure = _BEHIND.get(right.lower_, 0) if right.dep_ in ("prep", "agent") else 0
            if right.lower_ == "to" and head.lower_ in _TO_WHOM:
                sure = 3
            if sure <= found[1]:
                continue
            for goal in right.children:
                if goal.dep_ == "pobj":
                    owner = self._owner_at(goal, deep)
                    if owner is not None:
                        found = owner, sure
        return found

    def _made_of(self, head: Token, left: int) -> tuple[Draft | None, int]:
        """Return the organisation whose noun qualifies another's, if it was spoken of: "party spokesman"."""
        for i in range(left, head.i):
            if self.doc[i].dep_ in ("compound", "amod", "nmod"):
                draft = self.cast.called(fold(self.doc[i].lemma_))
                if draft is not None and draft.kind is not EntityKind.PERSON and not draft.plural:
                    return draft, 2
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
        return owner or self._unread(token)

    def _unread(self, token: Token) -> Draft | None:
        """Return what a noun further on that names no owner will mean: "the government", "parliament"."""
        hit = agent_at(token)
        if hit is None or hit[0].kind is not EntityKind.ORGANIZATION:
            return None
        known = self.cast.called(fold(token.lemma_))
        if known is None and self.main and set(hit[0].sectors) & {"GOV", "LEG", "JUD", "PTY", "OPP"}:
            return self.state(self.main)
        return known

    def core(self, token: Token) -> tuple[int, int]:
        """Return the token range of a phrase without what stands in apposition, as a surface form."""
        return core(token)

    def happens_in(self, token: Token) -> Draft | None:
        """Return the state in which the sentence says that it happens, the nearest place first."""
        best: tuple[int, str] | None = None
        for other in token.sent:
            name = self.names.get(other.i)
            code = name.sense.state.code if name is not None and name.sense.state is not None else None
            code = code or self.place_country.get(other.i)
            if code not in self.named_states and code not in (self.main, self.dateline):
                continue
            if code and other.dep_ == "pobj" and other.head.lower_ in AT_PLACE:
                distance = abs(other.i - token.i)
                if best is None or distance < best[0]:
                    best = distance, code
        return self.state(best[1]) if best is not None else None

    def home(self, token: Token, options: tuple[str, ...]) -> Draft | None:
        """Return the state that a people of several lives in here: where it happens, else the story's."""
        here = self.happens_in(token)
        if here is not None and here.code in options:
            return here
        senses = (self.names[t.i].sense.state for t in token.sent if t.i in self.names)
        beside = {state.code for state in senses if state is not None and state.code in options}
        if len(beside) == 1:
            return self.state(beside.pop())
        named = [code for code in options if code in self.spoken_of]
        if self.main in options:
            return self.state(self.main)
        return self.state(named[0]) if len(named) == 1 else None

    def _body(self, name: Name) -> Draft:
        body = name.sense.body
        assert body is not None
        kind = EntityKind(body.kind)
        owner = self._body_owner(name)
        if owner is None and body.name in self._settled:
            # "the National Liberation Army (NLA)" was this state's: so is the NLA.
            return self._settled[body.name]
        if owner is None and (body.code is not None or body.kind == "igo"):
            draft = self.cast.draft(("body", body.name), kind, body.name, body.name)
            draft.code = draft.code or body.code or "IGO" if draft.owner is None else None
            draft.sure = max(draft.sure, 1 if draft.code in _ANYWHERE else 3)
        else:
            code = owner.acts_for() if owner else self.main
            called = self.doc[name.start : name.end].text if code != body.code else body.name
            draft = self.cast.draft(("body", body.name, code), kind, called, called)
            draft.belongs_to(owner or (self.state(self.main) if self.main else None), 3 if owner else 1)
            if owner is not None:
                self._settled[body.name] = draft
        draft.sectors = tuple(body.sectors)
        for noun in {fold(body.name).split()[-1]}:
            self.cast.call(draft, noun)
        return draft

    def _body_owner(self, name: Name) -> Draft | None:
        """Return the state whose body it is where the text, or a name too common, makes it another's."""
        body = name.sense.body
        assert body is not None
        if body.code == "UNO":
            return None
        left = extent(name.head)[0]
        for i in range(left, name.start):
            other = self.names.get(i)
            if (
                other is not None
                and other.sense.state is not None
                and other.head.head == name.head
                and (other.sense.use is Use.ADJECTIVE or other.head.dep_ == "poss")
            ):
                return self.state(other.sense.state.code) if other.sense.state.code != body.code else None
        if not self.main or not _is_common(self.doc[name.start : name.end]):
            return None
        alien = body.code not in self.spoken_of and body.code != self.dateline
        at_home = self.main == self.dateline and not any(
            n.sense.state is not None and n.sense.state.code == body.code
            for t in name.head.sent
            for n in (self.names.get(t.i),)
            if n is not None
        )
        # "the Democratic Party" in a story from Seoul is Seoul's, unless America is spoken of beside it.
        return self.state(self.main) if alien or (at_home and body.code != self.main) else None

    def _headline(self) -> set[int]:
        """Return the tokens of the headline, where capitals tell nothing."""
        kinds = [kind for _, _, kind in self.layers.reading.passages]
        of = self.layers.passage_of
        return {i for i, at in enumerate(of) if at < len(kinds) and kinds[at] is PassageKind.HEADLINE}

    def _dateline(self) -> str | None:
        """Return the code of the state that the story is filed from."""
        if self.layers.here is not None and self.layers.here.country:
            return self.layers.here.country
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
        """Return the story's main state: its dateline's if it is spoken of, else the one named most."""
        counts: Counter[str] = Counter()
        told: list[str] = []
        done: set[int] = set()
        for name in self.names.values():
            if name.start in done:
                continue
            done.add(name.start)
            if name.sense.state is not None and not self._is_minority(name):
                counts[name.sense.state.code] += 2
                told.append(name.sense.state.code)
            elif name.sense.body is not None and "JRN" not in name.sense.body.sectors:
                code = name.sense.body.code
                common = _is_common(self.doc[name.start : name.end])
                if code is not None and code not in NON_STATE_CODES:
                    counts[code] += 0 if common and _EVERYWHERE & set(name.sense.body.sectors) else 1
                    told += [] if common else [code]
        counts = +counts
        for place in self.layers.places:
            if place.country and place.start not in self.names:
                counts[place.country] += 2
                told.append(place.country)
        self.spoken_of = set(told)
        if not counts:
            return self.dateline
        code, most = counts.most_common(1)[0]
        if self.dateline and counts[self.dateline] >= max(1, most * _SELDOM_MAIN):
            return self.dateline
        return code


def _is_ethnic(name: Name) -> bool:
    """Return whether "ethnic" stands right before a name."""
    return name.start > 0 and name.head.doc[name.start - 1].lower_ == "ethnic"


def _minorities(names: dict[int, Name]) -> frozenset[str]:
    """Return the codes of the states that only their descendants elsewhere are called by."""
    found = [n for n in names.values() if n.sense.state is not None and n.sense.body is None]
    told = {n.sense.state.code for n in found if n.sense.state is not None and not n.half
            and n.sense.use not in (Use.ADJECTIVE, Use.PEOPLE)}  # fmt: skip
    return frozenset(n.sense.state.code for n in found if n.sense.state is not None and _is_ethnic(n)) - told


def _is_common(name: Span) -> bool:
    """Return whether a body's name is made of words that name bodies in many states."""
    return all(fold(t.text) in _COMMON for t in name)


def _spoken(doc: Doc, layers: Layers) -> set[int]:
    """Return the tokens inside quotation marks; a mark left open ends with its passage."""
    inside: set[int] = set()
    opened = False
    for token in doc:
        if token.i and layers.passage_of[token.i] != layers.passage_of[token.i - 1]:
            opened = False
        if token.text == '"':
            opened = not opened
        elif opened:
            inside.add(token.i)
    return inside
