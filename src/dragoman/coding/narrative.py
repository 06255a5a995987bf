"""Days that a story does not repeat: what follows in one account happened on the account's day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.days import STATEMENTS, Days
from dragoman.coding.papers import Papers
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_verb, logical_objects, logical_subjects
from dragoman.model import EntityKind, EventType, PassageKind, Status

MAX_BACK = 150
"""Tokens that a day carries on."""

_SCENES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
"""Types that scenes are made of: stones thrown, gas fired, arrests made on one day."""

_ANSWERING = frozenset({"retaliate", "respond", "counter"})
"""Verbs of acts that answer what the other side has just done."""

_ELSEWHEN = frozenset(
    """also earlier previously before already once meanwhile elsewhere separately formerly since ago later
    after until recently repeatedly twice often last""".split()
)
"""Words that take an act out of the account before it."""

# Told again with "the": "The attack took place on Saturday", "The victims were seized on Monday".
_TOLD_AGAIN = frozenset(
    """attack incident raid blast explosion bombing shooting killing clash victim ambush assault strike
    abduction kidnapping operation protest riot demonstration massacre shelling hostage attacker gunman
    assailant kidnapper arrest fighting battle violence""".split()
)

_REALIS = (Status.HAPPENED, Status.ONGOING)


@dataclass(frozen=True, slots=True)
class _Day:
    first: date | None
    last: date | None
    reason: str


def carry_on(candidates: list[Candidate], parties: Parties, days: Days) -> None:
    """Give undated acts of an account the day that it has named, and what a paper says the paper's day."""
    papers = Papers(days, parties)
    for at, candidate in enumerate(candidates):
        if candidate.dated:
            continue
        found = _paper(candidate, papers)
        if found is None and candidate.status is Status.HAPPENED:
            before = candidates[:at]
            found = _scene(candidate, before, parties) or _goes_on(candidate, before, parties)
        if found is not None:
            _give(candidate, found)
    for told in _told_again(days):
        _back(told, days, candidates)
    for candidate in candidates:
        carrier = candidate.carrier
        if carrier is None or not carrier.carried or candidate.dated or candidate.carried:
            continue
        if candidate.status in (Status.PLANNED, Status.POSSIBLE) and carrier.start is not None:
            candidate.start = carrier.start
            candidate.because("start", "demand", f"from the day of “{carrier.token.text}”")


def _give(candidate: Candidate, day: _Day) -> None:
    candidate.start, candidate.end, candidate.carried = day.first, day.last, True
    candidate.because("start", "account goes on", day.reason)


def _paper(candidate: Candidate, papers: Papers) -> _Day | None:
    """Return the day of the paper that speaks in a candidate, or that it is for or against."""
    found = papers.day(candidate)
    if found is None or candidate.status not in (*_REALIS, Status.PLANNED):
        return None
    if candidate.status is not Status.HAPPENED:
        if not found.speaks:
            return None
        candidate.status = Status.HAPPENED
        candidate.because("status", "said in a paper", f"“{found.paper.text}” said it when it was issued")
    return _Day(found.first, found.last, f"the day of “{found.paper.text}”")


def _scene(candidate: Candidate, before: list[Candidate], parties: Parties) -> _Day | None:
    if candidate.type not in _SCENES or candidate.nominal:
        return None
    if not candidate.statement and not (candidate.perfect and candidate.type is EventType.COERCE):
        return None
    if not _same_account(candidate, loose=True):
        return None
    sides = parties.codes((*candidate.actor, *candidate.recipient))
    answers = candidate.token.lemma_ in _ANSWERING
    for earlier in reversed(before):
        if candidate.token.i - earlier.token.i > MAX_BACK:
            return None
        if earlier.type not in _SCENES or earlier.status not in _REALIS or not _on_a_day(earlier):
            continue
        if candidate.perfect and earlier.start != parties.layers.story.published:
            continue
        if answers or sides & parties.codes((*earlier.actor, *earlier.recipient)):
            return _Day(earlier.start, earlier.end, f"the day of “{earlier.token.text}”")
    return None


def _goes_on(candidate: Candidate, before: list[Candidate], parties: Parties) -> _Day | None:
    """Return the day on which the same person has just been told to act, within a day of the story's."""
    verb = candidate.frame.light or candidate.token
    today = parties.layers.story.published
    plain = verb.tag_ in ("VBD", "VBN") and candidate.statement and verb.dep_ in ("ROOT", "ccomp", "conj")
    if today is None or not plain or candidate.type in STATEMENTS or not _same_account(candidate):
        return None
    persons = _persons(candidate, parties)
    for earlier in reversed(before):
        if candidate.token.i - earlier.token.i > 2 * MAX_BACK:
            return None
        if earlier.status is not Status.HAPPENED or not persons & _persons(earlier, parties):
            continue
        if not earlier.dated and not earlier.carried:
            continue
        near = earlier.start is not None and timedelta() <= today - earlier.start <= timedelta(days=1)
        if not near or not _on_a_day(earlier):
            return None
        return _Day(earlier.start, earlier.end, f"the day of “{earlier.token.text}”")
    return None


def _persons(candidate: Candidate, parties: Parties) -> set[str]:
    ids = (*candidate.actor, *candidate.recipient)
    return {i for i in ids if parties.entity(i).kind is EntityKind.PERSON}


def _on_a_day(candidate: Candidate) -> bool:
    told = candidate.dated or candidate.carried
    return told and candidate.start is not None and candidate.start == candidate.end


def _same_account(candidate: Candidate, loose: bool = False) -> bool:
    """Return whether no word of a candidate's clause takes it to another time."""
    verb = candidate.frame.light or candidate.token
    if any(c.lower_ == "had" and c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    said = {t.lower_ for t in verb.sent if t.i < verb.i or t.head.i == verb.i}
    return not said & (_ELSEWHEN - {"also", "after", "meanwhile", "later"} if loose else _ELSEWHEN)


def _told_again(days: Days) -> Iterator[Token]:
    """Yield the verbs that tell with a day what the story has told before: "The attack occurred Monday"."""
    for token in days.doc:
        if not is_verb(token) or days.single(token) is None:
            continue
        for word in (*logical_subjects(token), *logical_objects(token)):
            the = any(c.lower_ in ("the", "this", "these") for c in word.children if c.dep_ == "det")
            if the and word.i < token.i and word.lemma_ in _TOLD_AGAIN:
                yield token
                break


def _back(token: Token, days: Days, candidates: list[Candidate]) -> None:
    """Give the undated scene told last before a verb the verb's day."""
    day, today = days.single(token), days.published
    for candidate in reversed(candidates):
        behind = token.i - candidate.token.i
        if behind <= 0 or candidate.type not in _SCENES or candidate.kind is not PassageKind.BODY:
            continue
        if behind > MAX_BACK or candidate.dated or candidate.carried:
            return
        if candidate.status is Status.HAPPENED and candidate.start is None and day and today and day <= today:
            _give(candidate, _Day(day, day, f"told again at “{token.text}”"))
            return
