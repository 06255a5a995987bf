"""Places that an event takes from its scene: where its speaker spoke, the visit or the clash it is part of.

Source: GUIDE, rule 9: verbal acts have a place where they are said at a named place or in a placed meeting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.coding.candidate import Candidate
from dragoman.coding.merge import Cluster
from dragoman.coding.parties import Parties
from dragoman.coding.tree import logical_subjects
from dragoman.coding.where import SPEECH, Where, rank
from dragoman.model import EventType, PlaceMention, Status

NEAR = 150
"""Tokens that a scene reaches."""

_SCENES = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
_REALIS = (Status.HAPPENED, Status.ONGOING)

_GIVING = frozenset({"make", "deliver", "give", "issue", "hold", "speak", "address"})
"""Verbs by which a statement or a speech is given."""

_Found = tuple[str, int, str, str]
"""Id and rank of a place, the rule and its reason."""


def settle(clusters: Sequence[Cluster], parties: Parties) -> None:
    """Give events without a place of their own that of the speech, meeting, visit or scene they belong to."""
    where = Where(parties, frozenset())
    spoken = {**dict(_statements(parties, where)), **dict(_spoken(parties, where))}
    spoken |= dict(_named_later(spoken, parties))
    for cluster in clusters:
        lead = cluster.lead
        if lead.place is not None:
            continue
        found = _said(cluster, spoken, parties, where) or _met(lead, clusters, parties)
        found = found or _hosted(lead, clusters, parties) or _scene(lead, clusters, parties)
        if found is not None:
            lead.place, lead.place_rank = found[:2]
            lead.because("place", *found[2:])


def _spoken(parties: Parties, where: Where) -> Iterator[tuple[str, PlaceMention]]:
    """Yield who spoke where, the first place of each last: "told reporters in Geneva", "said here"."""
    for said in reversed(parties.layers.utterances):
        place = where.locative(parties.doc[said.cue])
        if place is not None:
            for head in said.source:
                for id in parties.at(parties.doc[head]):
                    yield id, place


def _named_later(spoken: dict[str, PlaceMention], parties: Parties) -> Iterator[tuple[str, PlaceMention]]:
    """Yield the speaker whom the lead tells by office alone: "a spokeswoman", later "spokeswoman Ann Lee"."""
    speakers = {
        id for u in parties.layers.utterances for head in u.source for id in parties.at(parties.doc[head])
    }
    for unnamed, place in spoken.items():
        office = parties.entity(unnamed)
        if not office.name[:1].islower() and office.name != office.role:
            continue
        noun = office.name.rsplit(" ", 1)[-1].lower()
        same = [
            id
            for id in speakers - {unnamed}
            if (parties.entity(id).role or "").rsplit(" ", 1)[-1].lower() == noun
            and parties.entity(id).code == office.code
        ]
        if len(same) == 1 and same[0] not in spoken:
            yield same[0], place


def _statements(parties: Parties, where: Where) -> Iterator[tuple[str, PlaceMention]]:
    """Yield who gave a statement where, by verbs that are no cues: "made the statement here"."""
    for verb in parties.doc:
        if verb.lemma_ in _GIVING and (place := where.locative(verb)) is not None:
            for subject in logical_subjects(verb):
                for id in parties.at(subject):
                    yield id, place


def _said(cluster: Cluster, spoken: dict[str, PlaceMention], parties: Parties, where: Where) -> _Found | None:
    """Return where the speaker of a verbal act of the day spoke."""
    lead = cluster.lead
    if not _of_today(lead, parties):
        return None
    tokens = {mention.token.i for mention in cluster.mentions}
    sources = [
        id
        for said in parties.layers.utterances
        if any(start <= i < end for start, end in said.content for i in tokens) or said.cue in tokens
        for head in said.source
        for id in parties.at(parties.doc[head])
    ]
    for id in (*lead.actor, *sources):
        if id in spoken and (id in lead.actor or parties.codes((id,)) & parties.codes(lead.actor)):
            place = spoken[id]
            return (
                where.entity(place),
                rank(place),
                "speech",
                f"{parties.entity(id).name} spoke in {place.name}",
            )
    return None


def _met(lead: Candidate, clusters: Sequence[Cluster], parties: Parties) -> _Found | None:
    """Return the place of the one meeting of the day at which the side that speaks took part."""
    if not _of_today(lead, parties):
        return None
    today = parties.layers.story.published
    meetings = {
        other.lead.place: other.lead
        for other in clusters
        if other.lead.type is EventType.CONSULT
        and other.lead.place is not None
        and other.lead.status in _REALIS
        and other.lead.end == today
        and "phone" not in other.lead.modes
        and set(other.lead.actor) & set(lead.actor)
    }
    if len(meetings) != 1:
        return None
    (meeting,) = meetings.values()
    name = parties.entity(meeting.place or "").name
    return meeting.place or "", meeting.place_rank, "meeting", f"said at “{meeting.token.text}” in {name}"


def _of_today(lead: Candidate, parties: Parties) -> bool:
    today = parties.layers.story.published
    return (
        lead.type in SPEECH and lead.status is Status.HAPPENED and today is not None and lead.start == today
    )


def _hosted(lead: Candidate, clusters: Sequence[Cluster], parties: Parties) -> _Found | None:
    """Return the place of the visit that brings one side of a meeting to the state of the other."""
    if lead.type is not EventType.CONSULT or "visit" in lead.modes or "phone" in lead.modes:
        return None
    sides = {*lead.actor, *lead.recipient}
    best: Candidate | None = None
    for cluster in clusters:
        visit = cluster.lead
        if "visit" not in visit.modes or visit.place is None or not set(visit.actor) & sides:
            continue
        hosts = parties.codes(tuple(sides - set(visit.actor))) - parties.codes(visit.actor)
        place = parties.entity(visit.place)
        if (place.code or place.country) not in hosts or not _together(lead, visit):
            continue
        if visit.place_rank == 0 and visit.token.sent != lead.token.sent:
            continue  # A state alone places only what the same sentence tells of it.
        if best is None or visit.place_rank > best.place_rank:
            best = visit
    if best is None:
        return None
    return (
        best.place or "",
        best.place_rank,
        "visit",
        f"held on the visit to {parties.entity(best.place or '').name}",
    )


def _together(one: Candidate, other: Candidate) -> bool:
    """Return whether two events may be of one time: statuses that go together, days that touch."""
    if (one.status in _REALIS) != (other.status in _REALIS) and one.status is not Status.PLANNED:
        return False
    if one.start and other.end and one.start > other.end and one.status in _REALIS:
        return False
    return not (one.end and other.start and one.end < other.start)


def _scene(lead: Candidate, clusters: Sequence[Cluster], parties: Parties) -> _Found | None:
    """Return the place of the clash, protest or raid that an act of the same sides and days belongs to."""
    if lead.type not in _SCENES or lead.status not in _REALIS or lead.end is None:
        return None
    sides = parties.codes((*lead.actor, *lead.recipient))
    near = [
        other.lead
        for other in clusters
        if other.lead.type in _SCENES
        and other.lead.place is not None
        and other.lead.place_rank > 0
        and (other.lead.start, other.lead.end) == (lead.start, lead.end)
        and abs(other.lead.token.i - lead.token.i) < NEAR
        and sides & parties.codes((*other.lead.actor, *other.lead.recipient))
    ]
    if not near:
        return None
    scene = min(near, key=lambda other: abs(other.token.i - lead.token.i))
    return scene.place or "", scene.place_rank, "scene", f"where “{scene.token.text}” is told of"
