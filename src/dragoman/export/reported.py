"""What PLOVER codes of a record: the acts that a text reports, under the types of its codebook.

A ledger enters every act that a text speaks of, with its status. PLOVER has no status: it enters what a
sentence reports, an announced act under AGREE or THREATEN, and leaves the rest out. The rules are the
functions that `reported` calls in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from dragoman.model import Entity, Event, EventType, Record, Status
from dragoman.ontology import plover

_THREATENED = "content threat"
_CARRIED = frozenset({"content planned", "content possible", _THREATENED, "governor", "governing verb"})
"""Rules of status by which one word makes an act to come of another: "promised to send", "willing to go"."""

_PRESUPPOSED = frozenset({"noun", "preposition", "charged", "in force", "continuing act"})
"""Rules of status for acts only named in telling of others: "after the raids", "accused of looting"."""

_NEWS_LASTS = timedelta(days=365)
"""What was over longer ago is history."""

_PURPOSE = "purpose"

_REASONS = frozenset({EventType.REQUEST, EventType.ACCUSE})
"""What a protest says: part of it, not an act beside it."""

_ADDRESSED = _REASONS | {EventType.REJECT}
"""Words addressed to whoever acts, or asks, in what they are about."""

_SOMEWHERE = frozenset(
    {
        EventType.AID,
        EventType.RETREAT,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
"""Deeds, which are done to whoever lives where they are done."""

_DOERS = {EventType.ASSAULT: "UAF", EventType.COERCE: "GOV"}
"""The sector of whoever does a deed whose doer is not told."""

_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"”’')\]]*\s+[\"“‘(\[]*[A-Z]|\n\s*\n")


@dataclass(slots=True)
class Reported:
    """One event as PLOVER enters it."""

    type: EventType
    modes: tuple[str, ...]
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    events: tuple[Event, ...]
    """The record's events that it stands for; the first gives days, place and words."""

    @property
    def event(self) -> Event:
        """The record's event that it is made of."""
        return self.events[0]


def reported(record: Record, *, negated: bool = False) -> list[Reported]:
    """Return what PLOVER enters of a record, in its order; what was denied or refused only if `negated`."""
    known = {entity.id: entity for entity in record.entities}
    text, published = record.story.text, record.story.published
    every = [_folded(event, known) for event in record.events if not _historical(event, published)]
    found = [one for one in every if not one.event.optional]
    if not negated:
        found = [one for one in found if one.event.status is not Status.NEGATED]
        for one in every:
            if one.event.status is Status.NEGATED:
                _lend(one, found, text)
    for rule in (_intentions, _news, _purposes, _protests):
        found = rule(found, text)
    for one in found:
        _place(one, known)
    made: list[Reported] = []
    for one in found:
        if not _join(one, made, text, _same):
            made.append(one)
    order = {event.id: i for i, event in enumerate(record.events)}
    coded = [one for one in made if codes(one.actor) or codes(one.recipient)]
    return sorted(coded, key=lambda one: order[one.event.id])


def _historical(event: Event, published: date | None) -> bool:
    """Return whether an act was over long before its story.

    Source: PLOVER codebook 2.0, the auxiliary mode "historical", which no PLOVER data enter.
    """
    return bool(published and event.end and published - event.end > _NEWS_LASTS)


def codes(entities: Iterable[Entity]) -> tuple[str, ...]:
    """Return the codes of entities, each once."""
    return tuple(dict.fromkeys(entity.code for entity in entities if entity.code))


def _folded(event: Event, known: dict[str, Entity]) -> Reported:
    return Reported(
        plover.fold(event.type, event.status),
        plover.fold_modes(event.type, event.modes, event.status),
        tuple(known[id] for id in event.actor),
        tuple(known[id] for id in event.recipient),
        (event,),
    )


def _rules(one: Reported) -> set[str]:
    """Return the names of the rules that settled the status."""
    return {reason.rule for reason in one.event.reasons if reason.field == "status"}


def _intentions(found: list[Reported], text: str) -> list[Reported]:
    """Put what is promised or threatened under its promise or threat; leave out what is only wished.

    "Agreed to send food" is one AGREE. What is asked for, feared, discussed or refused has a REQUEST, REJECT
    or the like of its own; that it might be is no report of it.
    """
    kept = [one for one in found if one.event.status not in plover.TO_COME or not _rules(one) & _CARRIED]
    for one in found:
        if one not in kept and not _fulfil(one, kept, text):
            kept.append(one)
    told = [one for one in kept if one.event.status is not Status.POSSIBLE or _THREATENED in _rules(one)]
    for one in kept:
        if one not in told:
            _lend(one, told, text)
    return told


def _lend(one: Reported, others: list[Reported], text: str) -> None:
    """Give acts of its sentence that lack one the recipient that follows from an act that is left out.

    A demand goes to whoever is to act, a refusal to whoever asked; what an act is for, or may lead to, is
    aimed at the same side: "called up reservists for a possible war on Chile".
    """
    actors = {*codes(one.actor)}
    for other in others:
        own = {*codes(other.actor)}
        if codes(other.recipient) or not own or not _together(one, other, text):
            continue
        if other.type in _ADDRESSED and actors - own:
            other.recipient = tuple(entity for entity in one.actor if entity.code not in own)
        elif actors <= own and len(own) == 1 and _leads_to(other, one):
            other.recipient = one.recipient


def _leads_to(one: Reported, other: Reported) -> bool:
    """Return whether an act may be meant to bring about another, left out, of the same actor."""
    if other.event.status is Status.NEGATED:
        return False
    hostile = [plover.score(r.event.type) < 0 for r in (one, other)]
    return _PURPOSE in _rules(other) or hostile[0] is hostile[1]


def _news(found: list[Reported], text: str) -> list[Reported]:
    """Leave out acts that are only named in telling of another of their sentence."""
    told = [one for one in found if not _rules(one) & _PRESUPPOSED]
    return [one for one in found if one in told or not any(_together(one, other, text) for other in told)]


def _purposes(found: list[Reported], text: str) -> list[Reported]:
    """Leave out what another act of the same actor is for: "sent envoys to ask for a truce"."""
    mains = [one for one in found if _PURPOSE not in _rules(one)]
    kept = []
    for one in found:
        hosts = [m for m in mains if _together(one, m, text) and {*codes(m.actor)} & {*codes(one.actor)}]
        if one in mains or not hosts:
            kept.append(one)
        if one not in mains:
            _lend(one, hosts, text)
    return kept


def _protests(found: list[Reported], text: str) -> list[Reported]:
    """Put the demand or charge that a protest makes into it: it is against whom they are addressed to."""
    left = list(found)
    for protest in (one for one in found if one.type is EventType.PROTEST):
        for one in [o for o in left if o.type in _REASONS and _together(o, protest, text)]:
            if {*codes(one.actor)} == {*codes(protest.actor)}:
                protest.recipient = protest.recipient if codes(protest.recipient) else one.recipient
                protest.events += one.events
                left.remove(one)
    return left


def _place(one: Reported, known: dict[str, Entity]) -> None:
    """Give a deed that names only one side the state where it is done as the other.

    An attack by nobody named is by unknown armed people there, an arrest or ban by the government there.
    Source: PLOVER codebook 2.0, the sector UAF.
    """
    place = known.get(one.event.place or "")
    if place is None or place.country is None or one.event.type not in _SOMEWHERE:
        return
    if not codes(one.recipient) and len(codes(one.actor)) == 1:
        one.recipient = (*one.recipient, replace(place, code=place.country))
    elif one.type in _DOERS and codes(one.recipient) and not codes(one.actor):
        one.actor = (*one.actor, replace(place, code=place.country, sector=(_DOERS[one.type],)))


def _fulfil(one: Reported, others: list[Reported], text: str) -> bool:
    """Add what is promised or threatened to its promise or threat; return whether there is such a one.

    Who promises is the one who acts; the others in a promised meeting are whom it is promised to.
    """
    carrier = next((other for other in others if _carries(one, other) and _together(one, other, text)), None)
    if carrier is None:
        return False
    carrier.actor = carrier.actor or one.actor
    sides = one.recipient if codes(one.recipient) else one.actor
    own = {entity.id for entity in carrier.actor} if not codes(one.recipient) else set()
    carrier.recipient = _union(carrier.recipient, tuple(entity for entity in sides if entity.id not in own))
    promised_to = {entity.id for entity in carrier.recipient}
    carrier.actor = tuple(entity for entity in carrier.actor if entity.id not in promised_to) or carrier.actor
    carrier.modes = tuple(dict.fromkeys((*carrier.modes, *one.modes)))
    carrier.events += one.events
    return True


def _carries(one: Reported, other: Reported) -> bool:
    """Return whether `other` may be the promise or threat that `one` is the content of."""
    sides = {*codes(one.actor)}, {*codes(other.actor)}
    return one.type is other.type and (not all(sides) or bool(sides[0] & sides[1]))


def _same(one: Reported, other: Reported) -> bool:
    """Return whether two tell the same with more or fewer participants."""
    if one.type is not other.type:
        return False
    for a, b in ((one, other), (other, one)):
        actors, recipients = {*codes(a.actor)}, {*codes(a.recipient)}
        if not actors and not codes(b.recipient):
            # "The shelling by Peru killed three Chileans": who did it, and to whom.
            return True
        if actors <= {*codes(b.actor)} and recipients <= {*codes(b.recipient)}:
            return True
    return False


def _join(
    one: Reported, others: list[Reported], text: str, fits: Callable[[Reported, Reported], bool]
) -> bool:
    """Add an event to one of its sentence that it belongs to; return whether there is such a one."""
    for other in others:
        if fits(one, other) and _together(one, other, text):
            other.recipient = _union(other.recipient, one.recipient)
            other.actor = _union(other.actor, one.actor)
            other.modes = tuple(dict.fromkeys((*other.modes, *one.modes)))
            other.events += one.events
            return True
    return False


def _union(ones: tuple[Entity, ...], others: tuple[Entity, ...]) -> tuple[Entity, ...]:
    return tuple({entity.id: entity for entity in chain(ones, others)}.values())


def _together(one: Reported, other: Reported, text: str) -> bool:
    """Return whether words of both stand in one sentence of the text."""
    for a in chain.from_iterable(event.quotes for event in one.events):
        for b in chain.from_iterable(event.quotes for event in other.events):
            first, second = sorted((a.span, b.span))
            if not _SENTENCE_END.search(text, min(first.end, second.start), second.start + 1):
                return True
    return False
