"""The world built from the reports that stand: identities, then happenings, then plans and their outcomes.

Every step is a function of a set: of all entities of a block, of all reports of a neighbourhood. So the whole
can be built at once or one neighbourhood after the other, and comes out the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.ledger.entry import Entry
from dragoman.ledger.following import FOLLOWS, follows
from dragoman.ledger.happenings import happening
from dragoman.ledger.identity import link
from dragoman.ledger.matching import Family, family
from dragoman.ledger.merging import Edge, candidates, edges, groups
from dragoman.ledger.neighbourhoods import neighbourhoods
from dragoman.ledger.plans import answered, belong, follow
from dragoman.ledger.reviewing import Pair, rulings
from dragoman.ledger.world import Appearance, Happening, Link, Plan, Review, Telling, Verdict, World
from dragoman.model import Span

LONGEST_SENTENCE = 600
"""Units: characters to each side of a quotation; a sentence that is longer is cut there."""

_ENDS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n")
_NOT_ENDS = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|No|vs|[A-Z])\.$"
)


_DATELINE = re.compile(r"^[A-Z][^-–—]{2,90}?(--|\)\s*[-–—]|[–—])\s*")
"""What stands before a story's first words."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the versions and reprints of stories say of one story."""

    chain: str
    """The id that all versions of the story share."""
    group: str
    """The id that all copies and light rewrites share."""


@dataclass(frozen=True, slots=True)
class Connections:
    """The pairs of reports that bear on each other."""

    same: tuple[Edge, ...]
    """They may tell of one event."""
    outcome: tuple[Edge, ...]
    """The second may tell what became of the plan of the first."""
    beside: tuple[Pair, ...] = ()
    """One story plans talks, and the visit during which they are to be held."""

    @property
    def pairs(self) -> list[Pair]:
        """Return all pairs, by which reports hang together in neighbourhoods."""
        return [*((edge.a, edge.b) for edge in (*self.same, *self.outcome)), *self.beside]


def world(
    entries: Iterable[Entry],
    appearances: Iterable[Appearance],
    texts: Mapping[str, str] | None = None,
    sources: Mapping[str, Source] | None = None,
    reviews: Iterable[Review] = (),
) -> World:
    """Return all that follows from these reports, entities and reviews.

    `texts` are the stories' texts and `sources` their chains and groups, each by story id; a story without is
    a source of its own.
    """
    identities = link(appearances)
    links = [link for identity in identities for link in identity.links]
    told = tellings(entries, links, texts or {}, sources or {})
    happenings, plans = build(told, rulings(reviews))
    return World(identities, happenings, plans)


def tellings(
    entries: Iterable[Entry],
    links: Iterable[Link],
    texts: Mapping[str, str],
    sources: Mapping[str, Source],
) -> dict[str, Telling]:
    """Return the reports by id, each with what its story's text, versions and identities add to it."""
    who: dict[str, dict[str, str]] = defaultdict(dict)
    for made in links:
        who[made.story_id][made.entity_id] = made.identity_id
    found = {}
    for entry in entries:
        story = entry.story.id
        source = sources.get(story, Source(story, story))
        named = {e.id: who[story][e.id] for e in entry.entities if e.id in who[story]}
        around = sentence(texts[story], entry.event.quotes[0].span) if story in texts else ""
        found[entry.event.id] = Telling(entry, source.group, source.chain, named, around)
    return found


def sentence(text: str, span: Span) -> str:
    """Return the sentence of a text that holds a stretch of it, its blanks made single.

    Example:
        >>> text = "It rained. Mr. Ould met the king. They talked."
        >>> sentence(text, Span(15, 20))
        'Mr. Ould met the king.'
    """
    first, last = max(0, span.start - LONGEST_SENTENCE), min(len(text), span.end + LONGEST_SENTENCE)
    start, stop = first, last
    for end in _ENDS.finditer(text, first, last):
        if _NOT_ENDS.search(text[max(first, end.start() - 6) : end.start()]) and "\n\n" not in end[0]:
            continue
        if end.end() <= span.start:
            start = end.end()
        elif end.start() >= span.end:
            stop = end.start()
            break
    return _DATELINE.sub("", " ".join(text[start:stop].split()))


def connections(
    told: Mapping[str, Telling], pairs: Iterable[Pair], ruled: Mapping[Pair, Verdict]
) -> Connections:
    """Return which of these pairs of reports bear on each other; what a person ruled stands."""
    asked = sorted(set(pairs))
    outcome = []
    for a, b in asked:
        if a not in told or b not in told or ruled.get((a, b)) is Verdict.SPLIT:
            continue
        planned, other = (a, b) if family(told[a]) is Family.PLAN else (b, a)
        made = follows(told[planned], told[other])
        if made is not None and made.score >= FOLLOWS:
            outcome.append(Edge(planned, other, made))
    beside = tuple(p for p in asked if p[0] in told and p[1] in told and belong(told[p[0]], told[p[1]]))
    return Connections(tuple(edges(told, asked, ruled)), tuple(outcome), beside)


def build(
    told: Mapping[str, Telling], ruled: Mapping[Pair, Verdict]
) -> tuple[tuple[Happening, ...], tuple[Plan, ...]]:
    """Return the happenings and plans of these reports, by id.

    Whole neighbourhoods must be given: the reports that any connection reaches.
    """
    found = connections(told, candidates(told.values()), ruled)
    return settle(told, found, ruled)


def settle(
    told: Mapping[str, Telling], found: Connections, ruled: Mapping[Pair, Verdict]
) -> tuple[tuple[Happening, ...], tuple[Plan, ...]]:
    """Return the happenings and plans of these reports, by id, given their connections."""
    happenings: list[Happening] = []
    plans: list[Plan] = []
    same, outcome = _by_part(told, found)
    for part in neighbourhoods(told, found.pairs):
        here, answers = _settled({id: told[id] for id in part}, same[part[0]], outcome[part[0]], ruled)
        happenings += here
        plans += answers
    return tuple(sorted(happenings, key=lambda h: h.id)), tuple(sorted(plans, key=lambda p: p.id))


def _by_part(
    told: Mapping[str, Telling], found: Connections
) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
    """Return the connections of each neighbourhood, by its first report."""
    first = {id: part[0] for part in neighbourhoods(told, found.pairs) for id in part}
    same: dict[str, list[Edge]] = defaultdict(list)
    outcome: dict[str, list[Edge]] = defaultdict(list)
    for edge in found.same:
        same[first[edge.a]].append(edge)
    for edge in found.outcome:
        outcome[first[edge.a]].append(edge)
    return same, outcome


def _settled(
    told: Mapping[str, Telling],
    same: Sequence[Edge],
    outcome: Sequence[Edge],
    ruled: Mapping[Pair, Verdict],
) -> tuple[list[Happening], tuple[Plan, ...]]:
    """Return the happenings and plans of one neighbourhood."""
    known = {(edge.a, edge.b): edge.match for edge in same}
    made = [happening([told[id] for id in group], known) for group in groups(told, same, ruled)]
    plans = follow(made, told, {(edge.a, edge.b): edge.match.score for edge in outcome})
    return [answered(h, plans) for h in made], plans
