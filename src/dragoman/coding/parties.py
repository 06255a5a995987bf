"""From the token of an argument to the entities that it stands for."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from dragoman.coding.documents import DOCUMENTS, issuer
from dragoman.coding.tree import agents, conjuncts
from dragoman.model import Entity, EntityKind, Layers, Mention, MentionKind, layers

# Heads that only measure or select: the participants are in their of-phrase.
_PARTITIVE = frozenset(
    [
        "member",
        "number",
        "group",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "handful",
        "majority",
        "most",
        "some",
        "many",
        "all",
        "one",
        "two",
        "three",
        "several",
        "part",
        "each",
        "both",
        "none",
        "rest",
        "half",
        "series",
        "couple",
        "pair",
        "bunch",
        "lot",
        "element",
        "team",
        "wave",
        "crowd",
        "column",
        "convoy",
        "total",
        "body",
        "leadership",
        "kind",
        "type",
        "sort",
        "side",
        "scores",
        "people",
    ]
)

# Things whose holder is meant when they are acted on: "attacked Greek bases", "criticised its policy".
_NEVER_HELD = frozenset(
    [
        "sidelines",
        "day",
        "week",
        "month",
        "year",
        "time",
        "war",
        "talk",
        "meeting",
        "summit",
        "visit",
        "trip",
        "tour",
        "anniversary",
        "event",
        "issue",
        "question",
        "region",
        "area",
        "border",
        "world",
        "case",
        "way",
        "reason",
        "basis",
        "end",
        "start",
        "beginning",
        "process",
        "matter",
        "topic",
    ]
)

# "US-brokered agreement": who stands before the participle is no side of it.
_MEDIATED = frozenset("broker brokered mediated sponsored backed hosted supervised monitored".split())


_SENT = frozenset(
    """minister leader president premier official delegation delegate envoy negotiator representative diplomat
    chief ambassador commander lawmaker head parliamentarian""".split()
)
"""Those who act for the states that an of-phrase lists."""

_ONE_UN = frozenset({"United Nations", "UN Security Council", "UN General Assembly"})


class Parties:
    """Finds the entities behind tokens of one parsed story."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.layers: Layers = layers(doc)
        self._by_head: dict[int, Mention] = {}
        self._covering: dict[int, list[Mention]] = {}
        for mention in self.layers.mentions:
            standing = self._by_head.get(mention.head)
            if standing is None or mention.end - mention.start > standing.end - standing.start:
                self._by_head[mention.head] = mention
            for i in range(mention.start, mention.end):
                self._covering.setdefault(i, []).append(mention)

    def entity(self, id: str) -> Entity:
        """Return the entity of that id."""
        return self.layers.entities[id]

    def at(self, token: Token) -> tuple[str, ...]:
        """Return the ids of who the noun at `token` is, or () if it is nobody.

        Looks at the mention headed there, then inside a name, then through partitives ("members of X").
        """
        mention = self.mention(token)
        if mention is not None:
            return self._sent_by(token) or self._actors(mention.entities)
        if token.lemma_.lower() in _PARTITIVE or token.pos_ == "NUM":
            inner = [g for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "among")
                     for g in c.children if g.dep_ == "pobj"]  # fmt: skip
            found = _unique(i for g in inner for i in self.at(g))
            if found:
                return found
            return self.qualifiers(token)
        named = [c for c in token.children if c.dep_ == "appos" and c.left_edge.i == token.i + 1]
        if named and named[0].pos_ == "PROPN" and token.pos_ == "NOUN":
            # "his Polish counterpart Anna Fotyga"
            return self._named(named[0])
        if token.lemma_.lower() in DOCUMENTS:
            return issuer(token, lambda t: self.possessors(t) or self.qualifiers(t), self._named)
        return ()

    def _sent_by(self, token: Token) -> tuple[str, ...]:
        """Return the states whose officials are told of together: "ministers of Kuwait, Iran and Qatar"."""
        if token.tag_ != "NNS" or token.lemma_.lower() not in _SENT:
            return ()
        homes = [
            g for c in token.children if c.lower_ in ("of", "from") for g in c.children if g.dep_ == "pobj"
        ]
        ids = _unique(i for g in homes for t in conjuncts(g) for i in self._named(t))
        states = tuple(i for i in ids if self.entity(i).kind is EntityKind.STATE)
        return states if len(states) > 1 else ()

    def _named(self, token: Token) -> tuple[str, ...]:
        mention = self.mention(token)
        return self._actors(mention.entities) if mention is not None else ()

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that the token heads, or the smallest name that it stands in."""
        headed = self._by_head.get(token.i)
        if headed is not None and headed.kind is not MentionKind.ADJECTIVE:
            return headed
        inside = [
            m for m in self._covering.get(token.i, ())
            if m.kind is MentionKind.NAME
            and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
            and m.end - m.start <= 6
            and m.head in range(m.start, m.end) and not _apart(self.doc[m.head], token)
        ]  # fmt: skip
        return (
            min(inside, key=lambda m: m.end - m.start)
            if inside
            else headed
            if _names(headed, token)
            else None
        )

    def _actors(self, ids: Iterable[str]) -> tuple[str, ...]:
        return _unique(
            i for i in ids if i in self.layers.entities and self.entity(i).kind is not EntityKind.PLACE
        )

    def qualifiers(self, token: Token) -> tuple[str, ...]:
        """Return who stands before the noun as adjective or name: "US sanctions", "Israel-Hamas war"."""
        found: list[str] = []
        for child in token.children:
            if child.i > token.i or child.dep_ not in (
                "amod",
                "compound",
                "nmod",
                "npadvmod",
                "dep",
                "nummod",
            ):
                continue
            for inner in [*child.subtree]:
                if inner.dep_ in ("poss", "det", "pobj"):
                    continue
                mention = self._by_head.get(inner.i) or self._single(inner)
                if mention is not None:
                    found.extend(self._actors(mention.entities))
        return _unique(found)

    def _single(self, token: Token) -> Mention | None:
        here = [
            m for m in self._covering.get(token.i, ()) if m.kind in (MentionKind.ADJECTIVE, MentionKind.NAME)
        ]
        narrow = [m for m in here if m.end - m.start <= 3]
        return min(narrow, key=lambda m: m.end - m.start) if narrow else None

    def possessors(self, token: Token) -> tuple[str, ...]:
        """Return whose it is: "Russia's war", "its attempts"."""
        return _unique(i for c in token.children if c.dep_ == "poss" for i in self.spread_at(c))

    def spread_at(self, token: Token) -> tuple[str, ...]:
        """Return who a possessive or coordinated noun phrase is, all its members."""
        return _unique(i for t in conjuncts(token) for i in self.at(t))

    def holder(self, token: Token, of: bool = True) -> tuple[str, ...]:
        """Return whose a thing is, when the thing itself is nobody: "its territory", "a Greek convoy".

        An of-phrase counts last, if at all: "the presidency of Chad".
        """
        if token.lemma_.lower() in _NEVER_HELD:
            return ()
        found = self.possessors(token) or self.qualifiers(token)
        if found or not of:
            return found
        # "proposals laid out by the assembly"
        told = [g for c in token.children if c.dep_ == "acl" for g in agents(c)]
        found = _unique(i for g in told for i in self.spread_at(g))
        if found:
            return found
        inner = [
            g
            for c in token.children
            if c.dep_ == "prep" and c.lower_ == "of"
            for g in c.children
            if g.dep_ == "pobj"
        ]
        return _unique(i for g in inner for i in self.spread_at(g))

    def places_state(self, token: Token) -> tuple[str, ...]:
        """Return the state entity in which the place at `token` lies, made if the story has not named it."""
        for place in self.layers.places:
            if place.start <= token.i < place.end and place.country:
                return (self.state(place.country),)
        return ()

    def state(self, code: str) -> str:
        """Return the id of the state with that alpha-3 code, entering the state if it is not there yet."""
        for id, entity in self.layers.entities.items():
            if entity.kind is EntityKind.STATE and entity.code == code:
                return id
        id = code.lower()
        while id in self.layers.entities:
            id += "_"
        name = self.layers.states.get(code, code)
        self.layers.entities[id] = Entity(id, name, EntityKind.STATE, code, ("GOV",))
        return id

    def forum(self, name: str) -> str:
        """Return the id of the forum of that name, entering it if it is not there yet."""
        for id, entity in self.layers.entities.items():
            if entity.kind is EntityKind.IGO and entity.name == name:
                return id
        id = name.replace(" ", "_").replace("-", "_")
        self.layers.entities[id] = Entity(id, name, EntityKind.IGO, "IGO", (), mentions=(name,))
        return id

    def codes(self, ids: Iterable[str]) -> frozenset[str]:
        """Return what the ids are compared by: the state's code, else the entity itself."""
        return frozenset(self.key(i) for i in ids)

    def key(self, id: str) -> str:
        """Return the code of the state the entity acts for, or its id where it acts for none.

        The United Nations and their council and assembly are one.
        """
        entity = self.layers.entities.get(id)
        if entity is not None and entity.name in _ONE_UN:
            return "UNO"
        if (
            entity is None
            or entity.code is None
            or entity.code in ("IGO", "NGO", "ISM", "IMG", "MNC", "UNO", "EUR")
        ):
            return id
        return entity.code


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _apart(head: Token, token: Token) -> bool:
    """Return whether the token belongs to another noun phrase than the name's head."""
    return token.i != head.i and token.dep_ in ("pobj", "conj", "appos") and head not in token.ancestors


def _names(mention: Mention | None, token: Token) -> bool:
    """Return whether an adjective stands as a noun: "the French said", "North and South Korea"."""
    return mention is not None and token.dep_ in (
        "nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "agent", "appos", "attr", "dative", "ROOT",
    )  # fmt: skip
