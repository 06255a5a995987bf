"""Who travels where: the stops that verbs of going, coming and being somewhere tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from dragoman.coding import evidence
from dragoman.coding.candidate import Candidate
from dragoman.coding.days import Days
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_verb, logical_subjects
from dragoman.coding.where import Where
from dragoman.model import Entity, EntityKind, PassageKind, PlaceMention, Quote, Status, Stop, Way, layers

_ARRIVING = frozenset("arrive land stop stay dock disembark touch remain pause holiday be".split())
_GOING = frozenset(
    """fly head travel go leave depart return come move proceed drive journey sail continue set cross jet
    swing""".split()
)
_VISITING = frozenset("visit tour reach enter inspect".split())
_QUITTING = frozenset("leave depart quit flee".split())
_STAYING = frozenset({"be", "stay", "remain", "holiday"})
_STEPPING = frozenset({"step", "climb", "alight", "get"})
_VEHICLES = frozenset("plane aircraft jet helicopter train ship ferry airliner".split())
_TRIPS = frozenset("tour trip swing journey visit itinerary mission voyage leg".split())
_TAKING = frozenset({"take", "bring", "lead", "carry"})
_HALTS = frozenset({"stop", "leg", "destination", "stopover", "station"})
_PARTIES = frozenset(
    "delegation team mission envoy negotiator inspector minister official emissary diplomat lawmaker".split()
)
_MAYBE = frozenset("may might could would should can must".split())
_TO = frozenset("to for into toward towards".split())
_IN = frozenset("in at on".split())


def stops(candidates: list[Candidate], parties: Parties, days: Days, where: Where) -> tuple[Stop, ...]:
    """Return the stops that the body and captions of a story tell, in order of the text."""
    by_token = {c.token.i: c for c in candidates}
    found = []
    named = frozenset(i for place in parties.layers.places for i in range(place.start, place.end))
    for place in parties.layers.places:
        for leg in _legs(place, parties, named):
            told = _when(leg.verb, by_token, days)
            if told is None:
                continue
            status, first, last = told
            if status is Status.ONGOING and leg.way is Way.DESTINATION and leg.verb.lemma_ == "be":
                status, last = Status.PLANNED, None
            elif status is Status.ONGOING and leg.verb.lemma_ not in _STAYING and _is_caption(parties, place):
                status = Status.HAPPENED
            if leg.way is Way.ORIGIN:
                first, last = None, first or last
            quote = _quote(leg.verb, place, parties)
            for traveller in leg.travellers:
                found.append(Stop(traveller, where.entity(place), first, last, status, leg.way, quote))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Leg:
    verb: Token
    travellers: tuple[str, ...]
    way: Way


def _legs(place: PlaceMention, parties: Parties, named: frozenset[int]) -> Iterator[_Leg]:
    """Yield the leg that a place's words are part of, if it has a traveller."""
    root = parties.doc[place.start : place.end].root
    kind = _kind(parties, root)
    if place.kind == "continent" or kind is PassageKind.HEADLINE:
        return
    verb, words = _above(root, named)
    if verb is None:
        return
    way, tokens = _carried(verb, words)
    if way is None:
        way, tokens = _way(verb, words, root), logical_subjects(verb)
    who = tuple(dict.fromkeys(i for t in tokens for i in parties.at(t) if _travels(parties.entity(i))))
    if way is not None and who:
        yield _Leg(verb, who, way)


def _carried(verb: Token, words: list[str]) -> tuple[Way | None, list[Token]]:
    """Return how a place lies on the way of a trip that is itself spoken of, and the words for its traveller.

    "The tour will take her to Lima", "Her next stop is Lima".
    """
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None, []
    if verb.lemma_ in _TAKING and words and words[0] in _TO and subject.lemma_ in _TRIPS:
        return Way.DESTINATION, [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ == "be" and not words and subject.lemma_ in _HALTS:
        past = verb.tag_ == "VBD"
        return Way.STAY if past else Way.DESTINATION, [c for c in subject.subtree if c.dep_ == "poss"]
    return None, []


def _is_caption(parties: Parties, place: PlaceMention) -> bool:
    return _kind(parties, parties.doc[place.start]) is PassageKind.CAPTION


def _kind(parties: Parties, token: Token) -> PassageKind:
    found = layers(parties.doc)
    return found.reading.passages[found.passage_of[token.i]][2]


def _above(root: Token, named: frozenset[int]) -> tuple[Token | None, list[str]]:
    """Return the verb that a place hangs on as its object or by prepositions, and those prepositions.

    The kind of place ("the port city of Busan") and an unknown place in it ("a camp in Busan") are passed; a
    place that itself is known ("Osan Air Base in Pyeongtaek") stands for it.
    """
    token = root
    while token.dep_ == "conj" and token.head.i in named:
        token = token.head
    if token.dep_ in ("dobj", "attr") and is_verb(token.head):
        return token.head, []
    words: list[str] = []
    while token.dep_ in ("pobj", "prep", "advmod", "prt") or token.lemma_ in _VEHICLES:
        above = token.head
        if above.i == token.i:
            break
        if is_verb(above):
            return above, words
        if above.pos_ in ("ADP", "ADV", "SCONJ", "PART"):
            words.append(above.lower_)
        elif above.i in named:
            break
        elif above.lemma_ in _VEHICLES:
            pass
        elif token.lower_ in ("of", "in") and above.dep_ == "pobj" and above.head.lower_ in _IN | _TO:
            words.clear()
        else:
            break
        token = above
    return None, []


def _way(verb: Token, words: list[str], root: Token) -> Way | None:
    """Return how a place lies on the way that a verb tells of, None if on none."""
    lemma, word = verb.lemma_, words[0] if words else ""
    if lemma in _STEPPING:
        off = {"off", "from", "out"} & {*words[1:], *(c.lower_ for c in verb.children)}
        return Way.STAY if off and word in _IN else None
    if not words:
        if root.dep_ == "attr":
            return None
        if lemma in _QUITTING:
            return Way.ORIGIN
        return Way.STAY if lemma in _VISITING else None
    if word == "from" or (word == "of" and "out" in words):
        return Way.ORIGIN if lemma in _GOING | _ARRIVING - {"be"} else None
    if lemma in _GOING and word in _TO:
        return Way.DESTINATION
    if lemma == "be":
        # "is in Peru": nothing else is said of the subject.
        plain = not any(c.dep_ in ("attr", "acomp") for c in verb.children)
        return Way.STAY if plain and word in ("in", "at") else None
    return Way.STAY if lemma in _ARRIVING and word in _IN else None


def _travels(entity: Entity) -> bool:
    """Return whether an entity is a person or a party of envoys."""
    if entity.kind is EntityKind.PERSON:
        return True
    head = entity.name.split()[-1].lower().rstrip("s")
    return entity.kind in (EntityKind.GROUP, EntityKind.ORGANIZATION) and head in _PARTIES


def _when(
    verb: Token, by_token: dict[int, Candidate], days: Days, depth: int = 0
) -> tuple[Status, date | None, date | None] | None:
    """Return status and days of a leg: those of the event at its verb, else as its own words tell."""
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    candidate = by_token.get(verb.i)
    if candidate is not None:
        if candidate.status in (Status.NEGATED, Status.POSSIBLE):
            return None
        return candidate.status, candidate.start, candidate.end
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & _MAYBE:
        return None
    above = None
    if verb.dep_ in ("conj", "advcl", "xcomp") and is_verb(verb.head) and depth < 3:
        above = _when(verb.head, by_token, days, depth + 1)
    if above is None and verb.dep_ in ("conj", "xcomp") and is_verb(verb.head):
        above = _plain(verb.head, days)
    own = days.interval(verb)
    if above is not None and not own and (verb.tag_ in ("VBG", "VB") or verb.dep_ == "conj"):
        return above
    status, first, last = _plain(verb, days)
    return (status, *own) if own else (status, first, last)


def _plain(verb: Token, days: Days) -> tuple[Status, date | None, date | None]:
    """Return status and days as a verb's tense tells them."""
    auxes = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    today = days.published
    own = days.interval(verb)
    if auxes & {"will", "'ll", "shall", "to"}:
        status, first, last = Status.PLANNED, today, None
    elif verb.tag_ in ("VBZ", "VBP"):
        status, first, last = Status.ONGOING, today, today
    else:
        status, first, last = Status.HAPPENED, None, today
    return (status, *own) if own else (status, first, last)


def _quote(verb: Token, place: PlaceMention, parties: Parties) -> Quote:
    """Return the words from the verb to the place."""
    low, high = min(verb.i, place.start), max(verb.i + 1, place.end)
    return evidence.words(parties.doc, low, high)
