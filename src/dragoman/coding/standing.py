"""Acts that stand: measures in force, wars that go on, consent given as it is spoken."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import first_conjunct
from dragoman.coding.verdict import Verdict
from dragoman.model import EventType, Status

_MEASURES = frozenset("sanction embargo blockade boycott siege curfew ban restriction".split())
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
    if _in_force(candidate, verdict.rule):
        candidate.standing = True
        return Verdict(Status.ONGOING, "in force", f"“{word}” are in force until lifted")
    if verdict.rule == "noun" and "ongoing" in candidate.row.flags:
        return Verdict(Status.ONGOING, "continuing act", f"“{word}” goes on until told otherwise")
    if candidate.type is EventType.AGREE and verdict.status is Status.ONGOING and not candidate.nominal:
        return Verdict(Status.HAPPENED, "consent", f"“{word}” consents as it is said", statement=True)
    return verdict


def _in_force(candidate: Candidate, rule: str) -> bool:
    """Return whether a measure is told of as standing: "UN sanctions", "lift the embargo".

    Source: GUIDE, ruling on refusals, demands and sanctions.
    """
    if not candidate.nominal or candidate.token.lemma_.lower() not in _MEASURES:
        return False
    head = first_conjunct(candidate.token).head
    return rule == "noun" or head.lemma_.lower() in _LIFTING or head.head.lemma_.lower() in _LIFTED


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
