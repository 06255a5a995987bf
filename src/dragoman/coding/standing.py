"""Acts that stand: measures in force, wars that go on, consent given as it is spoken."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import first_conjunct
from dragoman.coding.verdict import Verdict
from dragoman.model import EventType, Status

_MEASURES = frozenset("sanction embargo blockade boycott siege curfew ban restriction".split())
_POSITIONS = frozenset("refusal demand insistence".split())
_LIFTING = frozenset(
    "lift ease remove end suspend relax waive scrap drop loosen rescind extend maintain keep".split()
)
_LIFTED = frozenset({"lifting", "removal", "end", "easing", "suspension"})


def adjust(candidate: Candidate, verdict: Verdict) -> Verdict:
    """Return the verdict of the syntax, or another where the act stands whatever is done with it."""
    word = candidate.token.text
    if verdict.rule == "presupposed":
        candidate.standing = True
        return verdict
    if _is_imposed(candidate):
        return Verdict(Status.HAPPENED, "imposed", f"“{word}” are told of as imposed at a time")
    if _in_force(candidate, verdict.rule):
        candidate.standing = True
        return Verdict(Status.ONGOING, "in force", f"“{word}” are in force until lifted")
    if verdict.rule == "noun" and candidate.nominal and _is_position(candidate):
        return Verdict(Status.ONGOING, "position", f"“{word}” is theirs until they give it up")
    if verdict.rule == "noun" and "ongoing" in candidate.row.flags:
        return Verdict(Status.ONGOING, "continuing act", f"“{word}” goes on until told otherwise")
    if candidate.type is EventType.AGREE and verdict.status is Status.ONGOING and not candidate.nominal:
        return Verdict(Status.HAPPENED, "consent", f"“{word}” consents as it is said", statement=True)
    return verdict


def _is_position(candidate: Candidate) -> bool:
    """Return whether a noun tells a position that somebody holds: "its refusal", "their demand".

    Source: GUIDE, ruling on refusals, demands and charges.
    """
    held = any(c.dep_ == "poss" for c in candidate.token.children)
    return held and candidate.token.lemma_.lower() in _POSITIONS


def _in_force(candidate: Candidate, rule: str) -> bool:
    """Return whether a measure is told of as standing: "UN sanctions", "lift the embargo".

    Source: GUIDE, ruling on refusals, demands and sanctions.
    """
    if not candidate.nominal or candidate.token.lemma_.lower() not in _MEASURES:
        return False
    head = first_conjunct(candidate.token).head
    return rule == "noun" or head.lemma_.lower() in _LIFTING or head.head.lemma_.lower() in _LIFTED


def _is_imposed(candidate: Candidate) -> bool:
    """Return whether a measure's own participle says when: "sanctions imposed after the test"."""
    if not candidate.nominal or candidate.token.lemma_.lower() not in _MEASURES:
        return False
    clauses = [c for c in candidate.token.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    return any(
        g.dep_ == "npadvmod"
        or (g.dep_ == "prep" and (g.lower_ in ("after", "since", "following") or _names_time(g)))
        for c in clauses
        if c.lemma_ in ("impose", "slap", "place", "introduce", "clamp")
        for g in c.children
    )


def _names_time(preposition: Token) -> bool:
    return any(c.ent_type_ in ("DATE", "TIME") for c in preposition.children)


_UNDATED = frozenset({"noun", "default", "frame", "verb of the noun"})
"""Rules that take a noun's act as done for want of any other sign."""


def ahead(candidate: Candidate, published: date | None) -> None:
    """Take an act that only its noun tells as planned where the day named for it is still to come."""
    if published is None or candidate.start is None or not candidate.dated or not candidate.nominal:
        return
    done = candidate.status is Status.HAPPENED and candidate.rule in _UNDATED
    if done and candidate.start > published:
        candidate.status = Status.PLANNED
        candidate.because("status", "day to come", f"{candidate.start} is after the story's day")


def settle(candidate: Candidate) -> None:
    """Take a standing measure as imposed where the story dates that, and in the agency's own voice."""
    if not candidate.standing:
        return
    candidate.by, candidate.stance = (), None
    if candidate.dated:
        candidate.status = Status.HAPPENED
        candidate.because("status", "dated imposition", "the story says when it was imposed")


def fear(candidate: Candidate, parties: Parties) -> None:
    """Take an attack that others say is planned as possible: only who vows it can announce it."""
    planned = candidate.type is EventType.ASSAULT and candidate.status is Status.PLANNED
    if planned and not parties.codes(candidate.by) & parties.codes(candidate.actor):
        candidate.status = Status.POSSIBLE
        candidate.because("status", "feared", "an attack prepared or feared is possible until it is made")
