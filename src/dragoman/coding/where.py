"""Where: which place belongs to which event, by attachment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_verb
from dragoman.model import Entity, EntityKind, EventType, PlaceMention, Status

_LOCATIVE = frozenset(
    "in at near outside inside aboard off across throughout within along around into through".split()
)
_LINES = frozenset(
    {"water", "strait", "river", "sea", "border", "crossing", "facility", "base", "road", "island"}
)
"""Kinds of place that things happen on: a border, a strait, an island."""

_KINDS = frozenset(
    """city town village port resort province region district state area suburb camp island capital base
    airport border municipality county prefecture neighbourhood neighborhood settlement stronghold outskirt
    part north south east west center centre coast side vicinity""".split()
)
"""Nouns of the kind of place whose name follows with "of"."""

_OCCASIONS = frozenset(
    """arrival conference celebration ceremony meeting talk summit interview briefing rally visit speech
    address seminar session reception stopover reporter journalist newsman press airport hotel departure trip
    sideline margin fringe holiday vacation""".split()
)
"""Nouns between a verb and a place that pass the place on: "said on arrival in Grozny"."""

_HOLDING = frozenset({"holding", "hosting", "opening", "convening", "resumption", "staging"})
"""Nouns that carry a meeting as verbs do: "the holding of the summit in Busan"."""

_CAPTURE = frozenset(
    {"take", "capture", "seize", "occupy", "overrun", "invade", "attack", "bomb", "shell", "raid"}
)
_TOPICS = frozenset("for over about as among despite amid concerning regarding toward towards".split())
"""Prepositions whose noun is what an act is about: what lies in it places it, not the act."""

_EDGES = frozenset({"border", "frontier", "coast"})
_PARTS = frozenset("southern northern eastern western central southeastern southwestern".split()) | {
    "northeastern",
    "northwestern",
}
_SITES = frozenset({"base", "airbase", "airfield", "airport", "camp", "garrison", "barracks"})
_MODIFYING = frozenset({"relcl", "acl", "advcl"})
_BEFORE_A_NOUN = frozenset({"compound", "amod", "nmod"})
_ENTERING = frozenset({"invade", "enter", "occupy", "overrun", "conquer", "liberate"})

SPEECH = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.AGREE,
    }
)


class Where:
    """Knows which places hang on which word."""

    def __init__(self, parties: Parties, triggers: frozenset[int]) -> None:
        self.parties = parties
        self.doc = parties.doc
        self._at: dict[int, list[tuple[PlaceMention, str]]] = {}
        self._listed: dict[int, list[tuple[PlaceMention, str]]] = {}
        self._here: set[int] = set()
        self._inside = {i for p in parties.layers.places for i in range(p.start, p.end)}
        for place in (*parties.layers.places, *self._edges()):
            if self._person(place):
                continue
            anchored = self._anchor(place, triggers)
            if anchored is not None:
                at = self._listed if self._is_further(place) else self._at
                at.setdefault(anchored[0], []).append((place, anchored[1]))
        for place, verb in self._scenes():
            self._at.setdefault(verb.i, []).append((place, "where"))
        for token in self.doc:
            if token.lower_ == "here" and token.dep_ in ("advmod", "pcomp", "pobj", "npadvmod"):
                self._here.update(a.i for a in token.ancestors if is_verb(a) or a.i in triggers)

    def _scenes(self) -> Iterator[tuple[PlaceMention, Token]]:
        """Yield what a clause says was done at a place: "Tokyo where he met the ministers and dined"."""
        at = {i: p for p in self.parties.layers.places if not self._person(p) for i in range(p.start, p.end)}
        for word in self.doc:
            if word.lower_ != "where":
                continue
            clause = word.head
            if clause.dep_ not in _MODIFYING or not is_verb(clause):
                continue
            place = _placed(_antecedent(word, clause), at)
            if place is not None:
                yield place, clause
                yield from ((place, verb) for verb in clause.conjuncts if is_verb(verb))

    def _edges(self) -> Iterator[PlaceMention]:
        """Yield the borders and coasts told by an adjective: "near the Chadian border"."""
        for pointer in self.parties.layers.pointers:
            if pointer.end < len(self.doc) and self.doc[pointer.end].lemma_ in _EDGES:
                text = self.doc[pointer.start : pointer.end + 1].text
                yield replace(pointer, end=pointer.end + 1, name=text, kind="border")

    def _person(self, place: PlaceMention) -> bool:
        """Return whether the place's name is really a person's in this story."""
        mention = self.parties.mention(self.doc[place.start : place.end].root)
        return mention is not None and any(
            self.parties.entity(i).kind is EntityKind.PERSON for i in mention.entities
        )

    def _anchor(self, place: PlaceMention, triggers: frozenset[int]) -> tuple[int, str] | None:
        """Return the word that a place hangs on and by which preposition; None for a place inside another.

        "In the port city of Busan" hangs by "in": the noun of the kind is looked through.
        """
        token = self.doc[place.start : place.end].root
        while token.dep_ == "conj" and token.head.i in self._inside:
            token = token.head
        head = token.head
        bound = token.dep_ in _BEFORE_A_NOUN and head.lemma_.lower() not in _KINDS
        if token.dep_ == "poss" or (bound and head.i not in triggers):
            return None
        word = ""
        for above in token.ancestors:
            if above.dep_ in ("prep", "agent") and (not word or word == "of"):
                word = above.lower_
            elif above.i in self._inside and above.lemma_.lower() not in _KINDS:
                return None
            if above.pos_ in ("NOUN", "PROPN") and (above.i in triggers or above.lower_ in _HOLDING):
                return above.i, word
            if is_verb(above):
                return above.i, word
            if word == "of" and above.pos_ == "NOUN" and above.lemma_.lower() not in _KINDS:
                return None
            if _is_topic(above):
                return None
        return None

    def locative(self, verb: Token) -> PlaceMention | None:
        """Return the most specific place in which a verb's act is said to be, "here" being the dateline's."""
        found = [
            p
            for p, word in self._at.get(verb.i, ())
            if word == "where" or (word in _LOCATIVE and _is_own(self.doc, p, verb))
        ]
        if found:
            return max(found, key=rank)
        return self.parties.layers.here if verb.i in self._here else None

    def settle(self, candidate: Candidate) -> None:
        """Set the place: one at the event's own words, "here", or the dateline of a meeting."""
        found = self._own(candidate)
        if found is not None:
            place, word = found
            candidate.place, candidate.place_rank = self.entity(place), rank(place)
            told = f"{place.name}, where" if word == "where" else f"{word} {place.name}".strip()
            candidate.because("place", "attachment", f"“{told}” at “{candidate.token.text}”")
            return
        dateline = self.parties.layers.here
        if dateline is None:
            return
        if any(t.i in self._here for t in candidate.frame.verbs):
            candidate.place, candidate.place_rank = self.entity(dateline), rank(dateline)
            candidate.because("place", "here", f"“here” is {dateline.name}")
        elif self._reported_from(candidate):
            candidate.place, candidate.place_rank = self.entity(dateline), rank(dateline)
            candidate.because("place", "dateline", f"a meeting of the day, reported from {dateline.name}")

    def host(self, candidate: Candidate) -> None:
        """Give a visit that names no host the state of its place. Source: GUIDE ruling on visits.

        Those whose base it is are no hosts: "at the U.S. Osan Air Base".
        """
        if "visit" not in candidate.modes or candidate.place is None:
            return
        place = self.parties.entity(candidate.place)
        country = place.code or place.country
        owned = set(candidate.recipient) <= self._owners(candidate)
        if country and owned and country not in self.parties.codes(candidate.actor):
            candidate.recipient = (self.parties.state(country),)
            candidate.because("recipient", "host", f"the state in which {place.name} lies")

    def _is_further(self, place: PlaceMention) -> bool:
        """Return whether a place is one of several told in a row and not the first: "in Peru and Chile"."""
        root = self.doc[place.start : place.end].root
        return root.dep_ == "conj" and root.head.i in self._inside

    def _owners(self, candidate: Candidate) -> set[str]:
        """Return those to whom a base or airport belongs that is told of with an event."""
        return {
            id
            for site in candidate.token.sent
            if site.lower_ in _SITES
            for noun in (site, site.head)
            if noun.i == site.i or site.dep_ in _BEFORE_A_NOUN
            for id in (*self.parties.at(noun), *self.parties.qualifiers(noun))
        }

    def _own(self, candidate: Candidate) -> tuple[PlaceMention, str] | None:
        """Return the most specific place at the event's words, else at those of a coordinated verb."""
        words = [*candidate.frame.verbs]
        if candidate.frame.framing is not None and candidate.type is EventType.CONSULT:
            words.append(candidate.frame.framing)
        verb = candidate.frame.light or candidate.token
        if verb.dep_ == "conj":
            words.append(verb.head)
        if (bearer := _bearer(verb)) is not None:
            words.append(bearer)
        for token in words:
            found = [(p, w) for p, w in self._at.get(token.i, ()) if self._fits(p, w, token, candidate)]
            if found and "visit" in candidate.modes:
                owned = set(candidate.recipient) <= self._owners(candidate)
                hosts = self.parties.codes(candidate.recipient) if not owned else set()
                further = [(p, w) for p, w in self._listed.get(token.i, ()) if p.country in hosts]
                found = [pair for pair in found if pair[0].country in hosts] or further or found
            if found:
                return max(found, key=lambda item: (rank(item[0]), not self._beside_kind(item[0])))
        return self._captured(verb) if candidate.type is EventType.ASSAULT else None

    def _captured(self, verb: Token) -> tuple[PlaceMention, str] | None:
        """Return the town that a relative clause says was taken: "Goma, which was captured by rebels"."""
        if verb.lemma_ not in _CAPTURE or verb.dep_ != "relcl":
            return None
        if not any(c.dep_ in ("nsubjpass", "dobj") and c.tag_ in ("WDT", "WP") for c in verb.children):
            return None
        for place in self.parties.layers.places:
            if place.start <= verb.head.i < place.end and place.kind != "state":
                return place, ""
        return None

    def _beside_kind(self, place: PlaceMention) -> bool:
        """Return whether a place only tells which town is meant: Gaza of "the Gaza town of Beit Hanoun"."""
        return self.doc[place.start : place.end].root.dep_ in _BEFORE_A_NOUN

    def _fits(self, place: PlaceMention, word: str, at: Token, candidate: Candidate) -> bool:
        """Return whether a place by that preposition is where the event is, not whom or what it concerns."""
        if word == "where":
            return True
        if word == "from":
            return candidate.type is EventType.RETREAT
        visit = "visit" in candidate.modes
        if candidate.type in SPEECH:
            prep = self.doc[place.start : place.end].root.head
            return word in ("in", "at") and prep.head.i == at.i
        root = self.doc[place.start : place.end].root
        if word == "" and (root.dep_ == "nsubj" or (candidate.nominal and place.kind == "state")):
            return False
        if candidate.type is EventType.ASSAULT and word in ("", "on", "at"):
            part = any(child.lower_ in _PARTS for child in root.children)
            return part or place.kind != "state" or candidate.token.lemma_ in _ENTERING
        taken = {t.i for t in candidate.arguments}
        argument = any(i in taken for i in range(place.start, place.end))
        if argument and not visit and word not in ("in", "at", "near"):
            return False
        return (
            word in _LOCATIVE
            or (word == "on" and place.kind in _LINES)
            or (visit and word in ("", "to", "for"))
            or (word == "to" and candidate.type is EventType.MOBILIZE)
            or (not word and at.i == candidate.token.i and candidate.nominal)
            or (not word and root.dep_ == "dobj" and place.kind in ("crossing", "base", "facility"))
        )

    def _reported_from(self, candidate: Candidate) -> bool:
        today = self.parties.layers.story.published
        return (
            candidate.type is EventType.CONSULT
            and "phone" not in candidate.modes
            and "visit" not in candidate.modes
            and candidate.status in (Status.HAPPENED, Status.ONGOING)
            and today is not None
            and candidate.end == today
            and (candidate.start == today or candidate.status is Status.ONGOING)
        )

    def entity(self, place: PlaceMention) -> str:
        """Return the id of the entity of a place, entering it if need be; a state is its own place."""
        entities = self.parties.layers.entities
        if place.kind == "state" and place.country:
            return self.parties.state(place.country)
        for id, entity in entities.items():
            if entity.kind is EntityKind.PLACE and entity.name == place.name:
                return id
        base = re.sub(r"[^a-z0-9]+", "_", place.name.lower()).strip("_") or "place"
        id, number = base, 2
        while id in entities:
            id, number = f"{base}_{number}", number + 1
        forms = [
            self.doc[p.start : p.end].text for p in self.parties.layers.places if p.name == place.name
        ]  # fmt: skip
        entities[id] = Entity(
            id, place.name, EntityKind.PLACE, None, (), None, tuple(dict.fromkeys(forms)) or (place.name,),
            place.latitude, place.longitude, place.country,
        )  # fmt: skip
        return id


def _antecedent(word: Token, clause: Token) -> Token:
    """Return what "where" stands for: what its clause hangs on, else the word before it."""
    if clause.dep_ != "advcl":
        return clause.head
    before = word.i - 1
    while before > word.sent.start and word.doc[before].text in (",", ")", "-", "--"):
        before -= 1
    return word.doc[max(before, 0)]


def _placed(noun: Token, at: dict[int, PlaceMention]) -> PlaceMention | None:
    """Return the place that a noun names or is the kind of: "Tokyo, the capital", "the port of Busan"."""
    if noun.i in at:
        return at[noun.i]
    if noun.lemma_.lower() not in _KINDS:
        return None
    inner = [child for child in noun.children if child.dep_ in _BEFORE_A_NOUN]
    inner += [goal for child in noun.children if child.lower_ == "of" for goal in child.children]
    found = next((at[token.i] for token in inner if token.i in at), None)
    edge = noun.left_edge.i
    if found is None and edge > 1 and noun.doc[edge - 1].text == ",":
        return at.get(edge - 2)
    return found


def _bearer(noun: Token) -> Token | None:
    """Return the noun that carries a meeting: "holding" of "the holding of the summit"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _HOLDING:
        return noun.head.head
    return None


def _is_topic(noun: Token) -> bool:
    """Return whether a noun is what the act is about: "for its war in Mali", not "at a hotel in Rome"."""
    if noun.pos_ != "NOUN" or noun.dep_ != "pobj" or noun.lemma_.lower() in _KINDS | _OCCASIONS:
        return False
    return noun.head.lower_ in _TOPICS and noun.lemma_.lower() not in _LINES


def _is_own(doc: Doc, place: PlaceMention, verb: Token) -> bool:
    """Return whether a place hangs on the verb itself or by an occasion, not by what is spoken of."""
    for above in doc[place.start : place.end].root.ancestors:
        if above.i == verb.i:
            return True
        if above.pos_ in ("NOUN", "PROPN", "VERB") and above.lemma_.lower() not in _KINDS | _OCCASIONS:
            return False
    return False


def rank(place: PlaceMention) -> int:
    """Return how specific a place is: 0 states, 1 regions and waters, 2 provinces, 3 towns, 4 buildings."""
    if place.kind in ("state", "continent"):
        return 0
    if place.kind in ("region", "water", "sea", "ocean", "strait", "river"):
        return 1
    if place.kind in ("admin", "province", "island"):
        return 2
    return 3 if place.kind in ("city", "town", "village", "capital") else 4
