"""Codes one parsed story: annotations in, a record out."""

from __future__ import annotations

from spacy.tokens import Doc

from dragoman.coding import (
    admission,
    aims,
    authorities,
    ballot,
    blame,
    bounds,
    candidates,
    content,
    discourse,
    evidence,
    forums,
    frames,
    implied,
    modes,
    narrative,
    proposals,
    registers,
    standing,
    travel,
    venues,
)
from dragoman.coding.candidate import Candidate
from dragoman.coding.classify import Classifier, load_classifier
from dragoman.coding.confidence import confidence
from dragoman.coding.days import Days
from dragoman.coding.merge import Cluster, merge
from dragoman.coding.parties import Parties
from dragoman.coding.status import status_of
from dragoman.coding.verdict import Verdict
from dragoman.coding.where import Where
from dragoman.coding.word import Word
from dragoman.model import (
    Entity,
    Event,
    Quote,
    Record,
    StoryKind,
    content_hash,
    layers,
)
from dragoman.ontology.lexicon import Lexicon, load_lexicon


def code(doc: Doc, version: str = "", lexicon: Lexicon | None = None, vote: bool = True) -> Record:
    """Return the record of an annotated story; without `vote` by lexicon and rules alone.

    Raises: KeyError if the text was not made into a story first; RunError if the classifier cannot be read.
    """
    found = layers(doc)
    if found.story.kind is not StoryKind.STORY:
        return Record(found.story, (), (), version)
    parties = Parties(doc)
    classifier = load_classifier() if vote else None
    told = assess(doc, parties, lexicon or load_lexicon(), classifier)
    triggers = frozenset(c.token.i for c in told)
    journeys = travel.stops(told, parties, Days(parties, triggers), Where(parties, triggers))
    clusters = merge(told, parties)
    frames.settle(clusters, parties)
    venues.settle(clusters, parties)
    blame.settle(clusters, parties)
    events = [_event(cluster, doc, parties) for cluster in clusters]
    return Record(found.story, _entities(parties), tuple(_distinct(events)), version, journeys)


def assess(
    doc: Doc, parties: Parties, lexicon: Lexicon, classifier: Classifier | None = None
) -> list[Candidate]:
    """Return the candidates of a story with every field set, not yet merged; a classifier has its vote."""
    found_layers = layers(doc)
    found = candidates.find(doc, lexicon, parties)
    if classifier is not None:
        found = proposals.add(found, lexicon, parties, classifier)
    content.carry(found, parties)
    discourse.complete(found, parties)
    forums.settle(found, parties)
    discourse.take_up(found, parties)
    discourse.share_measures(found, parties)
    word = Word(parties)
    found = implied.add(found, parties, word)
    aims.settle(found, parties, lexicon)
    found = [c for c in found if c.actor or c.recipient]
    cues = {u.cue for u in found_layers.utterances}
    # "reported", "announced": a word that may be an act of its own only reports here.
    found = [c for c in found if not (c.optional and c.token.i in cues)]
    games = registers.pastimes(parties)
    found = [c for c in found if not registers.is_pastime(c, games, parties)]
    found = [part for c in found if admission.enters(c, parties) for part in admission.hosts(c, parties)]
    triggers = frozenset(c.token.i for c in found)
    for candidate in found:
        verdict = status_of(candidate.token, candidate.kind, candidate.frame.carried_by)
        verdict = standing.adjust(candidate, verdict)
        if candidate.settled:
            verdict = Verdict(candidate.status, "implied act", "as the act that is implied", statement=True)
        candidate.status, candidate.rule = verdict.status, verdict.rule
        candidate.statement, candidate.perfect = verdict.statement, verdict.perfect
        candidate.because("status", verdict.rule, verdict.reason)
        word.settle(candidate)
        content.settle(candidate)
        standing.fear(candidate, parties)
    if classifier is not None:
        found = ballot.hold(found, parties, classifier)
    days, where = Days(parties, triggers), Where(parties, triggers)
    for candidate in found:
        days.settle(candidate)
        standing.settle(candidate)
        standing.ahead(candidate, found_layers.story.published)
        where.settle(candidate)
        where.host(candidate)
        authorities.settle(candidate, parties)
        modes.settle(candidate, parties)
        evidence.settle(candidate, parties)
    narrative.carry_on(found, parties, days)
    bounds.settle(found, parties, days)
    return found


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
    """Return the story's entities, in order of appearance."""
    return tuple(parties.layers.entities.values())
