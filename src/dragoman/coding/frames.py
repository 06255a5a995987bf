"""Days and places that an event takes from the one it is part of: "on the sidelines of the summit"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.merge import Cluster
from dragoman.coding.parties import Parties
from dragoman.coding.tree import prepositional
from dragoman.model import EntityKind, EventType

_FRAMING = ("during", "at", "in", "within", "on")
_MARGINS = frozenset({"sideline", "margin", "fringe", "framework", "course"})


def settle(clusters: list[Cluster], parties: Parties) -> None:
    """Give undated or unplaced events the days and place of the meeting or visit that frames them."""
    by_token = {m.token.i: cluster for cluster in clusters for m in cluster.mentions}
    for cluster in clusters:
        for mention in cluster.mentions:
            frame = _frame(mention, by_token, parties)
            if frame is None or frame is cluster:
                continue
            _take(cluster.lead, frame.lead, parties)
            break


def _frame(mention: Candidate, by_token: dict[int, Cluster], parties: Parties) -> Cluster | None:
    for verb in mention.frame.verbs:
        for _, noun in prepositional(verb, _FRAMING):
            for inner in [noun, *_inside(noun)]:
                found = by_token.get(inner.i) or _session(inner, by_token, parties)
                if found is not None and found.lead.type is EventType.CONSULT and inner.i != mention.token.i:
                    return found
    return None


def _session(noun: Token, by_token: dict[int, Cluster], parties: Parties) -> Cluster | None:
    """Return the meeting of a forum that is named without a word for it: "on the sidelines of APEC"."""
    forums = {i for i in parties.at(noun) if parties.entity(i).kind is EntityKind.IGO}
    for cluster in by_token.values():
        lead = cluster.lead
        if lead.type is EventType.CONSULT and lead.dated and forums and set(lead.actor) <= forums:
            return cluster
    return None


def _inside(noun: Token) -> list[Token]:
    return [inner for _, inner in prepositional(noun, ("of",))] if noun.lemma_ in _MARGINS else []


def _take(lead: Candidate, frame: Candidate, parties: Parties) -> None:
    if not lead.dated and frame.dated:
        lead.start, lead.end, lead.dated = frame.start, frame.end, True
        lead.time_text = frame.time_text
        lead.because("start", "frame", f"the days of “{frame.token.text}”, of which it is part")
    if lead.place is None and frame.place is not None:
        lead.place = frame.place
        lead.because("place", "frame", f"where “{frame.token.text}” is held")
