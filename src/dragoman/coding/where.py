"""Where: which place belongs to which event, by attachment."""

from __future__ import annotations

import re

from spacy.tokens import Token

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

_SPEECH = frozenset(
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
        self._here: set[int] = set()
        for place in parties.layers.places:
            if self._person(place):
                continue
            anchored = self._anchor(place, triggers)
            if anchored is not None:
                self._at.setdefault(anchored[0], []).append((place, anchored[1]))
        for token in self.doc:
            if token.lower_ == "here" and token.dep_ in ("advmod", "pcomp", "pobj", "npadvmod"):
                self._here.update(a.i for a in token.ancestors if is_verb(a) or a.i in triggers)

    def _person(self, place: PlaceMention) -> bool:
        """Return whether the place's name is really a person's in this story."""
        mention = self.parties.mention(self.doc[place.start : place.end].root)
        return mention is not None and any(
            self.parties.entity(i).kind is EntityKind.PERSON for i in mention.entities
        )

    def _anchor(self, place: PlaceMention, triggers: frozenset[int]) -> tuple[int, str] | None:
        """Return the word that a place hangs on and by which preposition; None for a place inside another."""
        token = self.doc[place.start : place.end].root
        word = ""
        inside = {i for p in self.parties.layers.places if p is not place for i in range(p.start, p.end)}
        for above in token.ancestors:
            if above.dep_ in ("prep", "agent") and not word:
                word = above.lower_
            if above.i in inside:
                return None
            if above.i in triggers and above.pos_ in ("NOUN", "PROPN"):
                return above.i, word
            if is_verb(above):
                return above.i, word
        return None

    def settle(self, candidate: Candidate) -> None:
        """Set the place: one at the event's own words, "here", or the dateline of a meeting."""
        found = self._own(candidate)
        if found is not None:
            place, word = found
            candidate.place = self.entity(place)
            candidate.because(
                "place", "attachment", f"“{word} {place.name}” at “{candidate.token.text}”".replace("“ ", "“")
            )
            return
        dateline = self.parties.layers.here
        if dateline is None:
            return
        if any(t.i in self._here for t in candidate.frame.verbs):
            candidate.place = self.entity(dateline)
            candidate.because("place", "here", f"“here” is {dateline.name}")
        elif self._reported_from(candidate):
            candidate.place = self.entity(dateline)
            candidate.because("place", "dateline", f"a meeting of the day, reported from {dateline.name}")

    def _own(self, candidate: Candidate) -> tuple[PlaceMention, str] | None:
        visit = "visit" in candidate.modes
        taken = {t.i for t in candidate.arguments}
        words = [*candidate.frame.verbs]
        if candidate.frame.framing is not None and candidate.type is EventType.CONSULT:
            words.append(candidate.frame.framing)
        for token in words:
            for place, word in self._at.get(token.i, ()):
                if word == "from" and candidate.type is not EventType.RETREAT:
                    continue
                argument = any(i in taken for i in range(place.start, place.end))
                if argument and not visit and word not in ("in", "at", "near"):
                    continue
                at = word in _LOCATIVE or (word == "on" and place.kind in _LINES)
                if at or (visit and word in ("", "to", "for")):
                    if candidate.type in _SPEECH and word not in ("in", "at"):
                        continue
                    return place, word
        return None

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

    def of_token(self, token: Token) -> PlaceMention | None:
        """Return the place that the token names."""
        for place in self.parties.layers.places:
            if place.start <= token.i < place.end:
                return place
        return None
