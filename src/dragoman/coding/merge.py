"""One record for one happening, however often the story tells it: headline, lead, caption, recap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.coding.candidate import Candidate
from dragoman.coding.days import narrower, touch
from dragoman.coding.parties import Parties
from dragoman.coding.tree import logical_objects
from dragoman.model import Entity, EntityKind, EventType, PassageKind, Status

_REALIS = frozenset({Status.HAPPENED, Status.ONGOING})
_OPEN = frozenset({Status.PLANNED, Status.POSSIBLE})
_ANAPHORIC = frozenset({"the", "this", "that", "these", "those", "such", "its", "his", "her", "their", "our"})

_ANOTHER = frozenset("last previous earlier second third next another other new former prior past".split())
"""A noun so qualified is another event of the kind: "his last visit"."""


@dataclass(slots=True)
class Cluster:
    """Mentions of one event; the first is the fullest so far."""

    mentions: list[Candidate] = field(default_factory=list)

    @property
    def lead(self) -> Candidate:
        """The mention that says most."""
        return self.mentions[0]


def merge(candidates: list[Candidate], parties: Parties) -> list[Cluster]:
    """Return the clusters of mentions, in order of the text."""
    clusters: list[Cluster] = []
    for candidate in _body_first(candidates):
        best = _best(candidate, clusters, parties)
        if best is None:
            clusters.append(Cluster([candidate]))
            continue
        cluster, rule = best
        candidate.because("merge", rule, f"the same as “{cluster.lead.token.text}” told before")
        cluster.mentions.append(candidate)
        if rule == "same phrase":
            _unite(cluster.lead, candidate, parties)
        _absorb(cluster, parties)
    clusters.sort(key=lambda c: min(m.token.i for m in c.mentions))
    return clusters


def _body_first(candidates: list[Candidate]) -> list[Candidate]:
    """Return the body's mentions before the headline's and the captions', which are only fitted to them."""
    body = [c for c in candidates if c.kind is PassageKind.BODY]
    rest = [c for c in candidates if c.kind is not PassageKind.BODY]
    return body + rest


Rule = Callable[[Candidate, Candidate, Parties], bool]


def _best(candidate: Candidate, clusters: list[Cluster], parties: Parties) -> tuple[Cluster, str] | None:
    for name, rule in RULES:
        for cluster in reversed(clusters):
            if not _compatible(candidate, cluster.lead, parties):
                continue
            if any(
                _compatible(candidate, m, parties) and rule(candidate, m, parties) for m in cluster.mentions
            ):
                return cluster, name
    return None


def _compatible(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether type, status and days allow the two to be one event."""
    if one.type is not other.type or ("visit" in one.modes) is not ("visit" in other.modes):
        return False
    if "visit" in one.modes and _elsewhere(one, other, parties):
        return False
    if one.type in _LOCAL and _in_two_towns(one, other, parties):
        return False
    if ("phone" in one.modes) is not ("phone" in other.modes):
        return False
    if one.dated and other.dated and not touch((one.start, one.end), (other.start, other.end)):
        return False
    if one.status is other.status:
        return True
    if {one.status, other.status} <= _REALIS or {one.status, other.status} <= _OPEN:
        return True
    light = PassageKind.HEADLINE in (one.kind, other.kind) or PassageKind.CAPTION in (one.kind, other.kind)
    return light and {one.status, other.status} != {Status.NEGATED, Status.HAPPENED}


def _elsewhere(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether two visits go to places that cannot be one."""
    if one.place is None or other.place is None or one.place == other.place:
        return False
    hosts = parties.codes(one.recipient) & parties.codes(other.recipient)
    return not hosts and _country(one, parties) != _country(other, parties)


def _country(visit: Candidate, parties: Parties) -> str | None:
    place = parties.entity(visit.place or "")
    return place.code or place.country


def same_dyad(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """The same sides in the same roles, and not by two different persons of one side."""
    if one.type is EventType.CONSULT and (
        _other_persons(one, other, parties) or _other_office(one, other, parties)
    ):
        return False
    if one.type in _ADDRESSED and _other_addressee(one, other, parties):
        return False
    sides = parties.codes(one.actor), parties.codes(one.recipient)
    others = parties.codes(other.actor), parties.codes(other.recipient)
    return sides == others and bool(sides[0] or sides[1])


def _other_persons(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether each tells of a person or group of one state that the other leaves out."""
    mine = {i for i in (*one.actor, *one.recipient) if _particular(parties.entity(i))}
    theirs = {i for i in (*other.actor, *other.recipient) if _particular(parties.entity(i))}
    named = {parties.key(i) for i in mine - theirs}
    if any(parties.key(i) in named for i in theirs - mine):
        return True
    return _company(one, other, parties) or _company(other, one, parties)


def _company(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether one meets companies of a state, the other its officials."""
    firms = {i for i in one.actor if parties.entity(i).kind is EntityKind.ORGANIZATION}
    states = {parties.key(i) for i in firms if "GOV" not in parties.entity(i).sector}
    rest = [i for i in other.actor if parties.key(i) in states and i not in firms]
    return not firms & set(other.actor) and any("GOV" in parties.entity(i).sector for i in rest)


_LOCAL = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.PROTEST})


def _in_two_towns(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether two acts of one kind are told of two towns: arrests here and arrests there."""
    places = {parties.entity(i).name for i in (one.place, other.place) if i is not None}
    return len(places) == 2 and places <= {p.name for p in parties.layers.places if p.kind == "city"}


_ADDRESSED = frozenset({EventType.ACCUSE, EventType.REQUEST})


def _other_addressee(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether two words of blame or demand go to different people of one state."""
    if one.token.lemma_ == other.token.lemma_ or not one.recipient or not other.recipient:
        return False
    mine, theirs = set(one.recipient), set(other.recipient)
    return not mine & theirs and all(parties.entity(i).kind is not EntityKind.STATE for i in mine | theirs)


_OFFICES = frozenset({"minister", "president", "ambassador", "envoy", "negotiator", "general", "premier"})


def _other_office(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """Return whether one tells of holders of an office ("ministers") that the other's persons do not hold."""
    for here, there in ((one, other), (other, one)):
        for group in (parties.entity(i) for i in (*here.actor, *here.recipient)):
            office = group.name.split()[-1].lower().rstrip("s")
            if _particular(group) or office not in _OFFICES:
                continue
            for person in (parties.entity(i) for i in (*there.actor, *there.recipient)):
                same_side = person.kind is EntityKind.PERSON and person.code == group.code
                if same_side and person.role and office not in person.role.lower():
                    return True
    return False


def _particular(entity: Entity) -> bool:
    """Return whether an entity is a named person, or people who are not of the government."""
    if entity.kind is EntityKind.PERSON:
        return entity.name.split()[-1][:1].isupper()
    return entity.kind is EntityKind.GROUP and "GOV" not in entity.sector


def said_again(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """A headline or caption that tells with fewer or broader sides what the body tells."""
    if PassageKind.BODY in (one.kind, other.kind) and one.kind is other.kind:
        return False
    return _overlap(one, other, parties)


def anaphor(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """A definite noun that adds no side: "the talks", "his visit", "such attacks"."""
    if not one.nominal or not any(
        c.lower_ in _ANAPHORIC and c.dep_ in ("det", "poss", "amod") for c in one.token.children
    ):
        return False
    if any(c.lower_ in _ANOTHER for c in one.token.children):
        return False
    mine = parties.codes(one.actor) | parties.codes(one.recipient)
    theirs = parties.codes(other.actor) | parties.codes(other.recipient)
    return mine <= theirs


def same_word(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """The same word with sides that do not contradict: one names a side that the other leaves out."""
    if one.token.lemma_.lower() != other.token.lemma_.lower():
        return False
    actors, others = parties.codes(one.actor), parties.codes(other.actor)
    recipients, other_recipients = parties.codes(one.recipient), parties.codes(other.recipient)
    return (actors == others and bool(actors) and (not recipients or not other_recipients)) or (
        recipients == other_recipients and bool(recipients) and (not actors or not others)
    )


def _overlap(one: Candidate, other: Candidate, parties: Parties) -> bool:
    actors, others = parties.codes(one.actor), parties.codes(other.actor)
    recipients, other_recipients = parties.codes(one.recipient), parties.codes(other.recipient)
    if one.type in (EventType.CONSULT, EventType.AGREE, EventType.COOPERATE) and "visit" not in one.modes:
        return len(actors & others) >= min(2, len(actors), len(others)) and bool(actors & others)
    fits_actor = not actors or not others or bool(actors & others)
    fits_recipient = not recipients or not other_recipients or bool(recipients & other_recipients)
    return fits_actor and fits_recipient and bool(actors & others or recipients & other_recipients)


def same_phrase(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """A verb and the noun that is its object or that it carries: "sanctions imposed"."""
    for verb, noun in ((one, other), (other, one)):
        linked = verb.token in noun.frame.verbs or noun.token in logical_objects(verb.token)
        if noun.nominal and not verb.nominal and linked:
            return True
    return False


def same_journey(one: Candidate, other: Candidate, parties: Parties) -> bool:
    """A visit and the stay that it opens, told in one sentence: one of them names no host."""
    if "visit" not in one.modes or one.token.sent.start != other.token.sent.start:
        return False
    return parties.codes(one.actor) == parties.codes(other.actor) and not (one.recipient and other.recipient)


RULES: tuple[tuple[str, Rule], ...] = (
    ("same journey", same_journey),
    ("same phrase", same_phrase),
    ("same sides", same_dyad),
    ("headline or caption", said_again),
    ("definite noun", anaphor),
    ("same word", same_word),
)


def _unite(lead: Candidate, other: Candidate, parties: Parties) -> None:
    """Give the lead the sides that the verb or noun of the same phrase adds: "attended a G7 meeting"."""
    taken = set(lead.actor) | set(lead.recipient)
    lead.actor += tuple(i for i in other.actor if i not in taken)
    taken |= set(lead.actor)
    lead.recipient += tuple(i for i in other.recipient if i not in taken)
    lead.span = (min(lead.span[0], other.span[0]), max(lead.span[1], other.span[1]))


def _name(lead: Candidate, other: Candidate, parties: Parties) -> None:
    """Put the person whom one mention names for the counterpart whom the fullest only describes."""
    sides = {*lead.actor, *lead.recipient}
    named = [i for i in (*other.actor, *other.recipient) if i not in sides and _is_named(parties.entity(i))]

    def put(id: str) -> str:
        entity = parties.entity(id)
        if entity.kind is not EntityKind.PERSON or "counterpart" not in entity.name.lower():
            return id
        meant = [i for i in named if parties.key(i) == parties.key(id)]
        return meant[0] if len(meant) == 1 else id

    lead.actor, lead.recipient = tuple(map(put, lead.actor)), tuple(map(put, lead.recipient))


def _is_named(entity: Entity) -> bool:
    return entity.kind is EntityKind.PERSON and _particular(entity)


def _absorb(cluster: Cluster, parties: Parties) -> None:
    """Let the newest mention fill what the fullest leaves open, and put the fullest first."""
    newest = cluster.mentions[-1]
    lead = cluster.lead
    _name(lead, newest, parties)
    if not lead.actor:
        lead.actor = newest.actor
    if not lead.recipient and not (parties.codes(newest.recipient) & parties.codes(lead.actor)):
        lead.recipient = newest.recipient
    if newest.kind is PassageKind.BODY or not lead.dated:
        own, new = (lead.start, lead.end), (newest.start, newest.end)
        if newest.dated and (not lead.dated or narrower(new, own)):
            lead.start, lead.end, lead.dated, lead.time_text = (
                newest.start,
                newest.end,
                True,
                newest.time_text,
            )
            lead.reasons.extend(r for r in newest.reasons if r.field == "start")
            if lead.standing:
                lead.status = newest.status
            if lead.status in _OPEN and newest.status in _OPEN and newest.status is Status.PLANNED:
                lead.status = Status.PLANNED
    if lead.standing and not newest.standing and newest.status is Status.HAPPENED and not newest.nominal:
        # "sanctions on X" in one sentence, "Y imposed them after" in another: the story tells when.
        lead.status, lead.standing = Status.HAPPENED, False
        lead.because("status", "imposed elsewhere", f"“{newest.token.text}” tells that it was imposed")
    if lead.place is None or (newest.place is not None and newest.place_rank > lead.place_rank):
        lead.place, lead.place_rank = newest.place, newest.place_rank
        lead.reasons.extend(r for r in newest.reasons if r.field == "place")
    if not lead.modes:
        lead.modes = newest.modes
    lead.optional = lead.optional and newest.optional
