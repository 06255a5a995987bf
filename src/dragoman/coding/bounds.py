"""Days that other acts bound: what follows from an act, what falls within a stay or a gathering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.days import STATEMENTS, Days
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_verb, logical_objects, prepositional
from dragoman.model import EntityKind, EventType, Status

Interval = tuple[date, date]

_DEFINITE = frozenset("the this that these those such its his her their our".split())
_FOLLOWING = frozenset("after following since for over".split())
_WITHIN = frozenset("during at amid within throughout".split())
_WIDE = timedelta(days=300)
"""An act told to follow another "in 1990" is of that year too."""

_CLOSING = frozenset("end wind wrap conclude close finish complete leave".split())
_LENGTH = re.compile(r"P(\d+)([DW])")
_AHEAD = (Status.PLANNED, Status.POSSIBLE)


def settle(candidates: list[Candidate], parties: Parties, days: Days) -> None:
    """Bound the days of undated candidates by the acts that they follow from or fall within."""
    known = _Known(candidates, days)
    lengths = _lengths(days)
    for candidate in candidates:
        _long(candidate, candidates, lengths, days.published)
    stays = list(_stays(candidates, lengths, parties))
    for candidate in candidates:
        if candidate.dated or candidate.carried:
            continue
        if candidate.status in _AHEAD:
            if not _gathering(candidate, known):
                _stay(candidate, stays, days.published)
        elif not _apart(candidate, days):
            _consequence(candidate, known)


@dataclass(slots=True)
class _Known:
    """The days of nouns of action: told beside them, or where the story names the same act again."""

    candidates: list[Candidate]
    days: Days

    def of(self, token: Token) -> Interval | None:
        """Return the days of the act that a noun or verb names, if the story tells both ends."""
        own = self.days.interval(token)
        if own is not None:
            return own
        if is_verb(token):
            return None
        for candidate in self.candidates:
            if candidate.token.i == token.i and candidate.dated and candidate.start and candidate.end:
                return candidate.start, candidate.end
        if not any(c.lower_ in _DEFINITE for c in token.children):
            return None
        found = set(self._again(token))
        return found.pop() if len(found) == 1 else None

    def _again(self, token: Token) -> Iterator[Interval]:
        for other in self.days.doc:
            again = other.lemma_ == token.lemma_ and other.i != token.i and other.pos_ == token.pos_
            if again and (own := self.days.interval(other)) is not None:
                yield own
        for candidate in self.candidates:
            again = candidate.nominal and candidate.dated and candidate.token.lemma_ == token.lemma_
            if again and candidate.start and candidate.end:
                yield candidate.start, candidate.end


def _consequence(candidate: Candidate, known: _Known) -> None:
    """Let an act that was done after, for or over another begin with it: "arrested for Monday's blast"."""
    if candidate.start is not None or candidate.end is None:
        return
    for cause in _causes(candidate):
        found = known.of(cause)
        if found is None or found[0] > candidate.end:
            continue
        candidate.start = found[0]
        if found[1] - found[0] >= _WIDE:
            candidate.end = min(candidate.end, found[1])
        candidate.because("start", "what it follows", f"not before “{cause.text}”")
        return


def _apart(candidate: Candidate, days: Days) -> bool:
    """Date an act that another, of a known day, followed by so many days: "two days after Kenya quit"."""
    verb = candidate.frame.light or candidate.token
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
    day = days.single(verb.head) if verb.dep_ == "advcl" and is_verb(verb.head) else None
    if mark is None or day is None or candidate.status is not Status.HAPPENED:
        return False
    for time in days.layers.times:
        match = _LENGTH.fullmatch(time.value) if time.end == mark.i else None
        if match and time.type == "DURATION" and match[2] == "D":
            candidate.start = candidate.end = day + timedelta(
                days=-int(match[1]) if mark.lower_ == "after" else int(match[1])
            )
            words = days.doc[time.start : mark.i + 1].text
            candidate.carried = True
            candidate.because("start", "counted", f"“{words}” it, “{verb.head.text}”, of {day}")
            return True
    return False


def _causes(candidate: Candidate) -> Iterator[Token]:
    """Yield the words for what an act is told to follow from or answer."""
    verbs = [candidate.token, *candidate.frame.verbs]
    if candidate.nominal:
        verbs += [c for c in candidate.token.children if c.dep_ in ("acl", "relcl") and is_verb(c)]
    for verb in dict.fromkeys(verbs):
        yield from (noun for _, noun in prepositional(verb, _FOLLOWING))
        if is_verb(verb):
            # "arrested three men for the raid": the phrase is often parsed with the object.
            yield from (noun for t in logical_objects(verb) for _, noun in prepositional(t, ("for", "over")))
        for clause in verb.children:
            opens = {c.lower_ for c in clause.children if c.dep_ == "mark"}
            if clause.dep_ == "advcl" and opens & {"after", "since"}:
                yield clause
        reaction = candidate.type in STATEMENTS and verb.tag_ == "VBN"
        if reaction and verb.dep_ == "acl" and not candidate.nominal:
            yield verb.head


def _gathering(candidate: Candidate, known: _Known) -> bool:
    """Let what is due during, at or on the sidelines of a dated gathering be due within its days."""
    if candidate.type is not EventType.CONSULT or candidate.end is not None:
        return False
    for verb in candidate.frame.verbs:
        for word, noun in prepositional(verb, (*_WITHIN, "on")):
            if word == "on":
                noun = next((n for _, n in prepositional(noun, ("of",)) if noun.lemma_ == "sideline"), noun)
            found = known.of(noun)
            if found is not None and candidate.start is not None and found[1] >= candidate.start:
                candidate.start, candidate.end = max(candidate.start, found[0]), found[1]
                candidate.because("end", "within", f"{word} “{noun.text}”")
                return True
    return False


def _lengths(days: Days) -> dict[int, int]:
    """Return the days that a noun of action lasts: "a two-day visit"."""
    found = {}
    for time in days.layers.times:
        match = _LENGTH.fullmatch(time.value) if time.type == "DURATION" else None
        root = days.doc[time.start : time.end].root
        if match and root.dep_ in ("compound", "nmod", "amod", "nummod", "npadvmod"):
            found[root.head.i] = int(match[1]) * (7 if match[2] == "W" else 1)
    return found


def _long(
    candidate: Candidate, candidates: list[Candidate], lengths: dict[int, int], today: date | None
) -> None:
    """Give an act of a told length its days: from its first on, else around the story's day if under way."""
    words = [candidate.token, *([] if candidate.nominal else logical_objects(candidate.token))]
    length = max(lengths.get(word.i, 0) for word in words)
    if length < 2 or today is None or candidate.status is Status.NEGATED:
        return
    more = timedelta(days=length - 1)
    if candidate.dated and candidate.start and candidate.start == candidate.end:
        verb = candidate.frame.light or (candidate.token.head if candidate.nominal else candidate.token)
        if verb.lemma_ in _CLOSING:
            candidate.start -= more
        else:
            candidate.end = candidate.start + more
    elif candidate.dated or not _under_way(candidate):
        return
    else:
        arrived = _arrival(candidate, candidates)
        candidate.start = arrived or today - more
        candidate.end = (arrived or today) + more
        candidate.carried = True
    candidate.because("end", "length", f"“{candidate.token.text}” of {length} days")


def _under_way(candidate: Candidate) -> bool:
    """Return whether an act is told as going on: "is here on a two-day visit", "was attending the summit"."""
    framing = candidate.frame.framing
    present = framing is not None and framing.lemma_ == "be" and framing.tag_ in ("VBZ", "VBP")
    return candidate.status is Status.ONGOING or present


def _arrival(candidate: Candidate, candidates: list[Candidate]) -> date | None:
    """Return the day on which whoever is on a visit arrived, as told elsewhere."""
    if "visit" not in candidate.modes:
        return None
    for other in candidates:
        arrived = other.dated and other.status is Status.HAPPENED and other.start == other.end
        if arrived and "visit" in other.modes and set(other.actor) & set(candidate.actor):
            return other.start
    return None


@dataclass(frozen=True, slots=True)
class _Stay:
    visitors: frozenset[str]
    first: date
    last: date
    word: str


def _stays(candidates: list[Candidate], lengths: dict[int, int], parties: Parties) -> Iterator[_Stay]:
    """Yield the stays of persons whose length the story tells."""
    for candidate in candidates:
        persons = frozenset(i for i in candidate.actor if parties.entity(i).kind is EntityKind.PERSON)
        if not persons or "visit" not in candidate.modes or candidate.token.i not in lengths:
            continue
        more = timedelta(days=lengths[candidate.token.i] - 1)
        first = _arrival(candidate, candidates)
        if first is None and candidate.start and candidate.end == candidate.start + more:
            first = candidate.start
        if first is not None:
            yield _Stay(persons, first, first + more, candidate.token.text)


def _stay(candidate: Candidate, stays: list[_Stay], today: date | None) -> None:
    """Let what a visitor is yet to do be due by the end of the stay."""
    if candidate.status is not Status.PLANNED or candidate.end is not None or candidate.start != today:
        return
    for stay in stays:
        if set(candidate.actor) & stay.visitors and today is not None and stay.first <= today <= stay.last:
            candidate.end = stay.last
            candidate.because("end", "within a stay", f"by the end of the “{stay.word}”")
            return
