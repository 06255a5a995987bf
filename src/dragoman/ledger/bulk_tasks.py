"""The work of settling a whole ledger that needs no ledger: pure functions, which any worker can do.

What a worker is given and returns can be pickled. A report is handed on packed, so that whoever only passes
it on need not open it.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import building, rows
from dragoman.ledger.amending import applied
from dragoman.ledger.building import Connections, Source
from dragoman.ledger.chains import StoryVersion, chain
from dragoman.ledger.entry import StoryLine, entry
from dragoman.ledger.identity import block, link
from dragoman.ledger.matching import Match, keys
from dragoman.ledger.merging import Edge
from dragoman.ledger.reviewing import Pair
from dragoman.ledger.sketches import Sketch, sketch
from dragoman.ledger.told import Told
from dragoman.ledger.versions import StoryLink, judge
from dragoman.ledger.world import Appearance, Feature, Identity, Link, Review, Telling, Verdict
from dragoman.ledger.world_rows import (
    claim_rows,
    event_row,
    features_value,
    member_rows,
    outcome_rows,
    party_rows,
    plan_row,
)
from dragoman.model import Entity, content_hash

SAME = "same"
OUTCOME = "outcome"

Codes = dict[str, str | None]
Row = Mapping[str, Any]
Values = tuple[Any, ...]


def sketched(stories: Sequence[Told]) -> list[tuple[Sketch, StoryVersion]]:
    """Return the keys of each story, and where it stands if it is like no other."""
    return [(sketch(told), chain([told], ())[0]) for told in stories]


def judged(given: tuple[Mapping[str, Told], Sequence[Pair]]) -> list[StoryLink]:
    """Return what binds the stories of these pairs."""
    told, pairs = given
    found = [judge(told[a], told[b]) for a, b in pairs if a in told and b in told]
    return [bond for bond in found if bond]


def chained(given: Sequence[tuple[Sequence[Told], Sequence[StoryLink]]]) -> list[StoryVersion]:
    """Return where the stories of each of these components stand."""
    return [version for stories, links in given for version in chain(stories, links)]


def blocked(given: Mapping[str, Mapping[str, Entity]]) -> list[tuple[str, str, str]]:
    """Return the entities of these stories with their blocks, as rows of `appearances`."""
    return [(block(e, story), story, e.id) for story, known in given.items() for e in known.values()]


def linked(given: Sequence[Appearance]) -> tuple[Identity, ...]:
    """Return the identities behind these entities, of whole blocks."""
    return link(given)


@dataclass(frozen=True, slots=True)
class Standing:
    """Stories that stand, with all that their reports are made of."""

    reports: Sequence[Row]
    entities: Mapping[str, Mapping[str, Entity]]
    lines: Mapping[str, StoryLine]
    texts: Mapping[str, str]
    links: Sequence[Link]
    sources: Mapping[str, Source]
    codes: Codes
    """Of the identities that the links name."""
    reviews: Sequence[Review]


@dataclass(frozen=True, slots=True)
class Folded:
    """A report that counts: its row in `weighed`, and the report itself, packed."""

    row: Values
    packed: bytes


def folded(given: Standing) -> list[Folded]:
    """Return the reports of these stories, with the keys under which they are compared."""
    ordered = sorted(given.reports, key=lambda row: (row["story_id"], row["position"]))
    entries = [
        entry(rows.event_of(row), dict(given.entities[row["story_id"]]), given.lines[row["story_id"]])
        for row in ordered
    ]
    if given.reviews:
        known = {story: held.values() for story, held in given.entities.items()}
        entries = applied(entries, given.reviews, known)
    told = building.tellings(entries, given.links, given.texts, given.sources)
    return [
        Folded(weighed_row(t), pickle.dumps((t, {id: given.codes.get(id) for id in t.who.values()}), 5))
        for t in told.values()
    ]


def weighed_row(telling: Telling) -> Values:
    """Return the report's row for the table `weighed`."""
    hashed = sorted({int(content_hash(key), 16) for key in keys(telling)})
    return telling.id, telling.entry.story.id, telling.sentence, hashed


def _opened(packed: Sequence[bytes]) -> tuple[dict[str, Telling], Codes]:
    told: dict[str, Telling] = {}
    codes: Codes = {}
    for one in packed:
        telling, known = pickle.loads(one)
        told[telling.id] = telling
        codes |= known
    return told, codes


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of reports to be compared, with the reports and what persons ruled on such pairs."""

    packed: Sequence[bytes]
    pairs: Sequence[Pair]
    ruled: Mapping[Pair, Verdict]


def compared(given: Compared) -> list[Values]:
    """Return the pairs that bear on each other, as rows of `report_links`."""
    told, _ = _opened(given.packed)
    made = building.connections(told, given.pairs, given.ruled)
    return [
        (edge.a, edge.b, kind, edge.match.score, features_value(edge.match.features))
        for kind, edges in ((SAME, made.same), (OUTCOME, made.outcome))
        for edge in edges
    ]


@dataclass(frozen=True, slots=True)
class Parts:
    """Whole neighbourhoods of reports, with the links among them."""

    packed: Sequence[bytes]
    links: Sequence[Values]
    """Rows of `report_links`."""
    ruled: Mapping[Pair, Verdict]


def settled(given: Parts) -> dict[str, list[Values]]:
    """Return the events and plans of these neighbourhoods, as rows by their tables."""
    told, codes = _opened(given.packed)
    edges: dict[str, list[Edge]] = {SAME: [], OUTCOME: []}
    for a, b, kind, score, reasons in sorted(given.links, key=lambda row: (row[0], row[1])):
        features = tuple(Feature(f["name"], f["weight"], f["reason"]) for f in reasons)
        edges[kind].append(Edge(a, b, Match(score, features)))
    found = Connections(tuple(edges[SAME]), tuple(edges[OUTCOME]))
    happenings, plans = building.settle(told, found, given.ruled)
    return {
        "events": [event_row(h, codes) for h in happenings],
        "event_reports": [row for h in happenings for row in member_rows(h)],
        "parties": [row for h in happenings for row in party_rows(h)],
        "claims": [row for h in happenings for row in claim_rows(h)],
        "plans": [plan_row(p) for p in plans],
        "outcomes": [row for p in plans for row in outcome_rows(p)],
    }
