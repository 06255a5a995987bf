"""Where the text names a state, its people, its seat of government, or a body."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.annotate.who.lexicon import Form, Lexicon, Sense, Use
from dragoman.annotate.who.phrases import MODIFIERS
from dragoman.annotate.who.wordlist import words
from dragoman.gazetteer.states import state_by_adjective, state_by_name
from dragoman.model import PlaceMention

_OTHER_PLACE_BEFORE = frozenset(
    {"New", "Nueva", "Nuevo", "Little", "Fort", "Lake", "Mount", "Port", "Saint", "St."}
)
"""Words that make another place of a state's name: New Mexico, Lake Chad."""
_MONEY = frozenset({"dollar", "dollars", "cents", "pounds", "francs"})
_OTHER_PLACE_AFTER = words(
    "Sea Ocean River Strait Straits Canal Gulf Lake Peninsula Bay Island Islands Basin Trench Channel"
)
"""Words that make a water or a land of a state's name: East China Sea."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: its tokens, its syntactic head, what it stands for."""

    start: int
    end: int
    head: Token
    sense: Sense
    half: bool = False
    """Whether the rest of the name stands farther on: the North in "North and South Korea"."""

    @property
    def qualifies(self) -> bool:
        """Whether it qualifies a noun: "Russian troops", "Moscow's offer"."""
        return self.sense.use is Use.ADJECTIVE or self.head.dep_ in MODIFIERS


def find_names(doc: Doc, lexicon: Lexicon, places: list[PlaceMention]) -> dict[int, Name]:
    """Return the names in the text by each token that they cover."""
    provinces = {i for p in places if p.kind in ("admin", "region", "water") for i in range(p.start, p.end)}
    hits = []
    for start, end, form in lexicon.scan(doc):
        head = doc[start:end].root
        sense = _sense(form, head)
        if sense is None or (sense.use is Use.BODY and _longer(doc, start, end)):
            continue
        if sense.use in (Use.NAME, Use.METONYM) and _elsewhere(doc, start, end, provinces):
            continue
        hits.append(Name(start, end, head, sense))
    named = {h.sense.state.code for h in hits if h.sense.state and h.sense.use is not Use.SHORT}
    found: dict[int, Name] = {}
    for hit in hits:
        if hit.sense.use is Use.SHORT:
            state = hit.sense.state
            if state is None or state.code not in named or not _alone(doc, hit):
                continue
            hit = Name(hit.start - 1, hit.end, hit.head, hit.sense)
        for i in range(hit.start, hit.end):
            found[i] = hit
        other = _other_half(doc, hit)
        if other is not None:
            found[other.start] = other
    return found


def _other_half(doc: Doc, hit: Name) -> Name | None:
    """Return the state of "North" in "North and South Korea", "East" in "East and West German leaders"."""
    at = hit.start - 2
    if at < 0 or hit.end - hit.start != 2 or doc[at + 1].lower_ != "and" or not doc[at].text[:1].isupper():
        return None
    use = hit.sense.use
    states = state_by_name() if use is Use.NAME else state_by_adjective() if use is Use.ADJECTIVE else {}
    state = states.get(f"{doc[at].text} {doc[hit.end - 1].text}")
    return Name(at, at + 1, doc[at], Sense(use, state=state), half=True) if state is not None else None


def _sense(form: Form, head: Token) -> Sense | None:
    """Return which of its senses a form has in its place in the sentence."""
    by_use: dict[Use, Sense] = {}
    for sense in form.senses:
        by_use.setdefault(sense.use, sense)
    if Use.BODY in by_use:
        return by_use[Use.BODY]
    adjective = by_use.get(Use.ADJECTIVE)
    people = by_use.get(Use.PEOPLE)
    if Use.NAME in by_use and not (adjective and head.dep_ in ("amod", "compound", "nmod")):
        return by_use[Use.NAME]
    if adjective and (
        head.dep_ in ("amod", "compound", "nmod", "acomp") or head.tag_ == "JJ" or people is None
    ):
        return adjective
    return people or by_use.get(Use.METONYM) or by_use.get(Use.SHORT) or adjective


def _longer(doc: Doc, start: int, end: int) -> bool:
    """Return whether a body's name is only the end of another's: "the New Liberation Front"."""
    before = doc[start - 1] if start else None
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and start <= before.head.i < end
        and before.ent_type_ == "ORG"
        and doc[start].ent_type_ == "ORG"
        and doc[start].ent_iob_ == "I"
        and end - start > 1
    )


def _elsewhere(doc: Doc, start: int, end: int, provinces: set[int]) -> bool:
    """Return whether the words around make another place of the name."""
    if start in provinces and doc[start].ent_type_ != "GPE":
        return True
    if end < len(doc) and (doc[end].text == "$" or doc[end].lower_ in _MONEY):
        return True
    if start and doc[start - 1].text in _OTHER_PLACE_BEFORE:
        return True
    return end < len(doc) and doc[end].text in _OTHER_PLACE_AFTER


def _alone(doc: Doc, hit: Name) -> bool:
    """Return whether "the North" stands by itself or owns something, and does not begin a longer name."""
    if not hit.start or doc[hit.start - 1].lower_ != "the":
        return False
    if hit.head.dep_ not in MODIFIERS or hit.head.dep_ == "poss":
        return True
    return not hit.head.head.text[:1].isupper()
