"""How a text uses a place's name: for the place, or for those who act for it."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Token

from dragoman.annotate.where.beside import in_locative
from dragoman.gazetteer.states import state_by_metonym
from dragoman.model import PlaceMention, PlaceUse

UNPLACED: dict[str, Any] = {"latitude": None, "longitude": None, "precision": None}
"""A people or a language has a state and an id, and no position."""

_ACTING = frozenset({"nsubj", "agent", "dative"})
_PARTNERS = frozenset({"with", "by", "against", "between", "to", "from", "for"})
_MOTION = frozenset(
    "go come fly travel return arrive head move flee leave drive sail march bring send take".split()
)


def use_of(doc: Doc, place: PlaceMention) -> PlaceUse:
    """Return whether a named place stands for itself or for its government: "Seoul protested"."""
    if place.kind != "state" and place.name not in state_by_metonym():
        return PlaceUse.LITERAL
    token = _top(doc[place.start : place.end].root)
    if token.dep_ in _ACTING:
        return PlaceUse.METONYM if token.head.pos_ == "VERB" else PlaceUse.LITERAL
    if token.dep_ == "nsubjpass" or in_locative(doc, place.start, strict=True):
        return PlaceUse.LITERAL
    if token.dep_ == "pobj" and token.head.lower_ in _PARTNERS:
        moves = token.head.head.lemma_ in _MOTION
        return PlaceUse.LITERAL if moves else PlaceUse.METONYM
    return PlaceUse.LITERAL


def _top(token: Token) -> Token:
    """Return the first of the names that a name is listed with."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    return token
