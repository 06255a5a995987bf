"""Sides that a sentence leaves to the one before: "A meeting with Peretz was scheduled for Monday"."""

from __future__ import annotations

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import logical_objects, prepositional
from dragoman.model import EventType, PassageKind

MAX_BACK = 120
"""Tokens that a left-out side is looked for."""


def complete(candidates: list[Candidate], parties: Parties) -> None:
    """Give visits without visitor and meetings with one side only the side that the story is about there."""
    before: list[Candidate] = []
    visits = {c.token.i: c for c in candidates if "visit" in c.modes and c.recipient}
    for candidate in candidates:
        framing = candidate.frame.framing
        if candidate.type is EventType.CONSULT and framing is not None and framing.i in visits:
            _host(candidate, visits[framing.i], parties)
    for candidate in candidates:
        if candidate.type is not EventType.CONSULT:
            continue
        if candidate.nominal and candidate.kind is PassageKind.BODY and _one_sided(candidate, parties):
            _lend(candidate, before, parties)
        if candidate.actor:
            before.append(candidate)


def take_up(candidates: list[Candidate], parties: Parties) -> None:
    """Give talks that a story takes up again the sides of those that it told of last."""
    before: list[Candidate] = []
    for candidate in candidates:
        if candidate.type is not EventType.CONSULT:
            continue
        if candidate.nominal and candidate.kind is PassageKind.BODY and _resumed(candidate):
            _sides_again(candidate, before, parties)
        if candidate.actor:
            before.append(candidate)


_AGAIN = (
    frozenset({"talk", "negotiation", "discussion", "consultation", "dialogue"}),
    frozenset({"meeting", "meet", "summit", "conference", "session", "talk"}),
)
"""Words for talks that take each other up."""

NEXT = 45
"""Tokens that talks taken up again lie behind those that they are."""


def _resumed(candidate: Candidate) -> bool:
    """Return whether a noun takes up talks told of before, to say when or whether they are held: "the two-day
    talks are due to start on Wednesday".
    """
    if candidate.actor or candidate.recipient or not any(candidate.token.lemma_.lower() in c for c in _AGAIN):
        return False
    told = candidate.frame.occur is not None or candidate.frame.light is not None
    the = any(c.dep_ == "det" and c.lower_ in ("the", "these", "this") for c in candidate.token.children)
    others = any(
        c.dep_ in ("prep", "poss", "relcl", "acl") or c.lower_ in _OTHERS for c in candidate.token.children
    )
    return told and the and not others


_OTHERS = frozenset("last previous earlier next another other new former past".split())


def _sides_again(candidate: Candidate, before: list[Candidate], parties: Parties) -> None:
    """Give talks taken up again the sides of those told of last."""
    for earlier in reversed(before):
        words = {candidate.token.lemma_.lower(), earlier.token.lemma_.lower()}
        if candidate.token.i - earlier.token.i > NEXT:
            return
        if not any(words <= kin for kin in _AGAIN):
            continue
        if "visit" in earlier.modes or "phone" in earlier.modes or len(parties.codes(earlier.actor)) < 2:
            continue
        candidate.actor, candidate.recipient = earlier.actor, earlier.recipient
        candidate.because("actor", "taken up", f"the sides of the “{earlier.token.text}” told of before")
        return


_MEASURES = frozenset(
    "sanction embargo blockade ban restriction boycott siege curb penalty measure freeze".split()
)


def share_measures(candidates: list[Candidate], parties: Parties) -> None:
    """Give the lifting or recalling of a measure the sides that the story names where it was imposed."""
    measures = [c for c in candidates if c.type in _ABOUT_MEASURES and _measure(c)]
    told = [c for c in measures if c.actor and c.recipient]
    for candidate in measures:
        if candidate.actor and candidate.recipient:
            continue
        for other in sorted(told, key=lambda c: abs(c.token.i - candidate.token.i)):
            if _measure(other) == _measure(candidate) and _agree(candidate, other, parties):
                candidate.actor = candidate.actor or other.actor
                candidate.recipient = candidate.recipient or other.recipient
                candidate.because("recipient", "same measure", f"as told of “{other.token.text}”")
                break


_ABOUT_MEASURES = frozenset({EventType.SANCTION, EventType.RETREAT, EventType.COERCE})


def _measure(candidate: Candidate) -> str:
    """Return the noun of the measure that a candidate imposes or lifts, or the empty string."""
    words = [candidate.token, *(logical_objects(candidate.token) if candidate.frame.pos == "v" else [])]
    words += [inner for _, inner in prepositional(candidate.token, ("of",))] if candidate.nominal else []
    return next((w.lemma_.lower() for w in words if w.lemma_.lower() in _MEASURES), "")


def _agree(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether the side that the one names is the other's too."""
    if one.actor:
        return bool(parties.codes(one.actor) & parties.codes(other.actor))
    if one.recipient:
        return bool(parties.codes(one.recipient) & parties.codes(other.recipient))
    return True


def _host(talks: Candidate, visit: Candidate, parties: Parties) -> None:
    """Give talks that a visitor comes for, without naming with whom, the host as the other side."""
    if "visit" in talks.modes or len(parties.codes(talks.actor) | parties.codes(talks.recipient)) != 1:
        return
    host = tuple(i for i in visit.recipient if parties.key(i) not in parties.codes(talks.actor))
    if host and talks.actor:
        talks.actor = (*talks.actor, *host)
        talks.because("actor", "host", f"talks that “{visit.token.text}” is for are with the host")


def _one_sided(candidate: Candidate, parties: Parties) -> bool:
    if "visit" in candidate.modes:
        return not candidate.actor and bool(candidate.recipient)
    return any(c.dep_ == "prep" and c.lower_ == "with" for c in candidate.token.children) and (
        len(parties.codes(candidate.actor)) == 1
    )


def _lend(candidate: Candidate, before: list[Candidate], parties: Parties) -> None:
    own = parties.codes(candidate.actor) | parties.codes(candidate.recipient)
    for earlier in reversed(before):
        if candidate.token.i - earlier.token.i > MAX_BACK:
            return
        lent = tuple(i for i in earlier.actor if parties.key(i) not in own)
        if lent:
            candidate.actor = (lent[0], *candidate.actor)
            candidate.because("actor", "left out", f"{parties.entity(lent[0]).name}: the side told of before")
            return
