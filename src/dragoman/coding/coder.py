"""Codes one parsed story: annotations in, a record out."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.coding import (
    candidates,
    content,
    discourse,
    evidence,
    frames,
    implied,
    modes,
    narrative,
    standing,
)
from dragoman.coding.candidate import Candidate, copy
from dragoman.coding.confidence import confidence
from dragoman.coding.days import Days
from dragoman.coding.merge import Cluster, merge
from dragoman.coding.parties import Parties
from dragoman.coding.status import status_of
from dragoman.coding.verdict import Verdict
from dragoman.coding.where import Where
from dragoman.coding.word import Word
from dragoman.model import Entity, Event, EventType, Quote, Record, Status, StoryKind, content_hash, layers
from dragoman.ontology.lexicon import Lexicon, load_lexicon


def code(doc: Doc, version: str = "", lexicon: Lexicon | None = None) -> Record:
    """Return the record of a story that went through the annotators.

    Raises: KeyError if the text was not made into a story first.
    """
    found = layers(doc)
    if found.story.kind is not StoryKind.STORY:
        return Record(found.story, (), (), version)
    parties = Parties(doc)
    clusters = merge(assess(doc, parties, lexicon or load_lexicon()), parties)
    frames.settle(clusters, parties)
    _blame(clusters, parties)
    events = [_event(cluster, doc, parties) for cluster in clusters]
    return Record(found.story, _entities(parties), tuple(_distinct(events)), version)


def assess(doc: Doc, parties: Parties, lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates of a story with every field set, not yet merged."""
    found_layers = layers(doc)
    found = candidates.find(doc, lexicon, parties)
    content.carry(found, parties)
    discourse.complete(found, parties)
    discourse.share_measures(found, parties)
    word = Word(parties)
    found = [c for c in implied.add(found, parties, word) if c.actor or c.recipient]
    cues = {u.cue for u in found_layers.utterances}
    # "reported", "announced": a word that may be an act of its own only reports here.
    found = [c for c in found if not (c.optional and c.token.i in cues)]
    found = [part for c in found if _political(c, parties) for part in _hosts(c, parties)]
    triggers = frozenset(c.token.i for c in found)
    days, where = Days(parties, triggers), Where(parties, triggers)
    for candidate in found:
        verdict = status_of(candidate.token, candidate.kind, _light(candidate))
        verdict = standing.adjust(candidate, verdict)
        if candidate.settled:
            verdict = Verdict(candidate.status, "implied act", "as the act that is implied", statement=True)
        candidate.status, candidate.statement, candidate.perfect = (
            verdict.status,
            verdict.statement,
            verdict.perfect,
        )
        candidate.because("status", verdict.rule, verdict.reason)
        word.settle(candidate)
        content.settle(candidate)
        _feared(candidate, parties)
        days.settle(candidate)
        standing.settle(candidate)
        where.settle(candidate)
        where.host(candidate)
        modes.settle(candidate, parties)
        evidence.settle(candidate, parties)
    narrative.carry_on(found, parties)
    return found


def _light(candidate: Candidate) -> tuple[Token, str] | None:
    """Return the verb that carries a noun and how its row in the lexicon takes the noun."""
    frame = candidate.frame
    if frame.light is None or frame.row is None or not frame.row.specificity:
        return None
    if frame.light.dep_ in ("acl", "relcl") and frame.light.head.i == candidate.token.i:
        return None
    treatments = [c.treatment for c in frame.row.content if c.slot != "xcomp"]
    return (frame.light, treatments[0]) if treatments else None


def _blame(clusters: list[Cluster], parties: Parties) -> None:
    """Address a charge to whoever did what it is about, where another sentence says who that was."""
    home = {id(m): cluster for cluster in clusters for m in cluster.mentions}
    for cluster in clusters:
        lead = cluster.lead
        if lead.type is not EventType.ACCUSE or lead.recipient:
            continue
        for mention in (m for c in clusters for m in c.mentions if m.carrier in cluster.mentions and m.top):
            doer = home[id(mention)].lead
            if doer.actor and not parties.codes(doer.actor) & parties.codes(lead.actor):
                lead.recipient = doer.actor
                lead.because("recipient", "doer", f"who did it, by “{doer.token.text}”")
                break


def _feared(candidate: Candidate, parties: Parties) -> None:
    """Take an attack that others say is planned as possible: only who vows it can announce it."""
    planned = candidate.type is EventType.ASSAULT and candidate.status is Status.PLANNED
    if planned and not parties.codes(candidate.by) & parties.codes(candidate.actor):
        candidate.status = Status.POSSIBLE
        candidate.because("status", "feared", "an attack prepared or feared is possible until it is made")


_PUBLIC = frozenset({"GOV", "MIL", "REB", "LEG", "JUD", "COP", "PTY", "OPP", "SPY"})
"""Sectors that make a side political even where its state is not known."""


def _political(candidate: Candidate, parties: Parties) -> bool:
    """Return whether any side acts for a state or body; a quarrel of private people is no political event."""
    sides = [parties.entity(i) for i in (*candidate.actor, *candidate.recipient)]
    return any(side.code or _PUBLIC & set(side.sector) for side in sides)


def _hosts(candidate: Candidate, parties: Parties) -> list[Candidate]:
    """Return one visit for each host state: "a trip to Israel and Egypt" is two."""
    if "visit" not in candidate.modes or len(parties.codes(candidate.recipient)) < 2:
        return [candidate]
    by_host: dict[str, list[str]] = {}
    for id in candidate.recipient:
        by_host.setdefault(parties.key(id), []).append(id)
    return [copy(candidate, recipient=tuple(ids)) for ids in by_host.values()]


def _event(cluster: Cluster, doc: Doc, parties: Parties) -> Event:
    """Return the record of a cluster: its fullest mention, with the evidence of all."""
    lead = cluster.lead
    quotes: dict[tuple[int, int], Quote] = {}
    for mention in cluster.mentions:
        quote = evidence.quote(mention, doc)
        quotes.setdefault((quote.span.start, quote.span.end), quote)
    sure, features = confidence(cluster, parties)
    lead.because("confidence", "features", features, sure)
    reasons = tuple(
        r for i, m in enumerate(cluster.mentions) for r in m.reasons if not i or r.field == "merge"
    )
    first = next(iter(quotes.values()))
    return Event(
        content_hash(
            "event", layers(doc).story.id, lead.type, *sorted(parties.codes(lead.actor)), ">",
            *sorted(parties.codes(lead.recipient)), lead.status, str(first.span.start), str(lead.token.idx),
        ),
        lead.type, lead.modes, lead.actor, lead.recipient, lead.status, lead.by, lead.stance,
        lead.start, lead.end, lead.place, tuple(quotes.values()), lead.optional, (), sure, reasons,
        lead.time_text,
    )  # fmt: skip


def _distinct(events: list[Event]) -> list[Event]:
    return list({e.id: e for e in events}.values())


def _entities(parties: Parties) -> tuple[Entity, ...]:
    """Return the entities with ids as keys say, names as found."""
    return tuple(replace(entity, id=id) for id, entity in parties.layers.entities.items())
