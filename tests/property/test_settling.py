"""The ledger's consequences are a function of what was read: not of its order, nor of how often, nor of what
was read and withdrawn in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger, Relation
from dragoman.ledger.derived_tables import DERIVED
from dragoman.ledger.world import Verdict
from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Passage,
    PassageKind,
    PublishedBasis,
    Quote,
    Record,
    Span,
    Status,
    Story,
    StoryKind,
    content_hash,
)

STATES = [("Kavira", "KAV"), ("Maro", "MAR"), ("Tessa", "TES")]
PEOPLE = ["Jana Tolle", "Emil Rask", "Emil Rasch", "Tolle", "an official"]
TYPES = [EventType.CONSULT, EventType.ASSAULT, EventType.AGREE]
FIRST = date(2011, 8, 1)

Facts = tuple[int, int, int, int, int, int, int]
Plot = tuple[int, str, tuple[Facts, ...]]

facts = st.tuples(*[st.integers(0, n) for n in (2, 2, 2, 4, 4, 6, 2)])
plots = st.tuples(
    st.integers(0, 6), st.sampled_from(["Xinhua", "AFP", "dpa"]), st.lists(facts, max_size=3).map(tuple)
)


def words(told: Facts) -> str:
    """Return a sentence that tells these facts."""
    type, actor, recipient, person, status, day, _ = told
    verb = TYPES[type % len(TYPES)].value.lower()
    return (
        f"{PEOPLE[person]} of {STATES[actor][0]} was to {verb} with {STATES[recipient][0]}"
        f" around day {day}, in manner {status}."
    )


def record_of(plot: Plot, mark: str | None = None) -> Record:
    """Return the record of a story that tells these facts."""
    day, agency, told = plot
    published = FIRST + timedelta(day)
    lines = [words(one) for one in told] or ["Nothing was told."]
    text = f"Of {agency} on day {day}\n\n" + "\n\n".join(lines) + f"\n\n{mark or ''}"
    passages = tuple(
        Passage(PassageKind.BODY, Span(text.index(line), text.index(line) + len(line))) for line in lines
    )
    story = Story(
        text,
        passages=tuple(dict.fromkeys(passages)),
        agency=agency,
        slug=mark,
        headline=f"Of {agency} on day {day}",
        published=published,
        published_basis=PublishedBasis.STATED,
        source=f"{content_hash(text)}.txt",
    )
    states = tuple(Entity(c, n, EntityKind.STATE, c, ("GOV",), None, (n,)) for n, c in STATES)
    people = tuple(
        Entity(f"p{n}{a}", name, EntityKind.PERSON, STATES[a][1], ("GOV",), "minister", (name,))
        for n, name in enumerate(PEOPLE)
        for a in range(len(STATES))
    )
    events = tuple(_event(one, n, story) for n, one in enumerate(told))
    named = {id for e in events for id in (*e.actor, *e.recipient)}
    return Record(story, tuple(e for e in (*states, *people) if e.id in named), events, "1.0.0")


def _event(told: Facts, n: int, story: Story) -> Event:
    type, actor, recipient, person, status, day, open_days = told
    line = words(told)
    start = story.text.index(line)
    when = None if open_days == 0 else FIRST + timedelta(day)
    return Event(
        id=content_hash(story.id, str(n)),
        type=TYPES[type % len(TYPES)],
        modes=(),
        actor=(f"p{person}{actor}",),
        recipient=(STATES[recipient][1],),
        status=list(Status)[status % len(Status)],
        by=(),
        stance=None,
        start=when,
        end=when,
        place=None,
        quotes=(Quote(line, Span(start, start + len(line))),),
    )


def kill_of(record: Record) -> Record:
    """Return a notice that withdraws a story."""
    story = record.story
    text = f"KILL. Editors, please kill the story {story.headline}"
    notice = Story(
        text,
        passages=(Passage(PassageKind.BODY, Span(0, len(text))),),
        kind=StoryKind.KILL,
        agency=story.agency,
        published=story.published,
        source="kill.txt",
        kills=f"number {story.id}",
    )
    return Record(notice, (), (), "1.0.0")


def consequences(ledger: Ledger) -> dict[str, list[str]]:
    """Return all rows that follow from what was read, in one order."""
    ledger.settle()
    return {
        table.name: sorted(map(repr, ledger.sql(f"SELECT * FROM {table.name}").rows)) for table in DERIVED
    }


def registers(ledger: Ledger) -> tuple[list[object], list[object]]:
    """Return the casts and the participants as the ledger keeps them, and as its events have them."""
    events = ledger.sql("SELECT id, actor, recipient, actor_codes, recipient_codes, cast_id FROM events").rows
    kept = [*ledger.sql("SELECT id, actor_codes, recipient_codes FROM casts").rows]
    kept += ledger.sql("SELECT event_id, role, identity_id, again FROM parties").rows
    counted: list[object] = [*{(number, tuple(a), tuple(r)) for _, _, _, a, r, number in events}]
    for id, actor, recipient, *_ in events:
        counted += [(id, "actor", one, False) for one in set(actor)]
        counted += [(id, "recipient", one, one in actor) for one in set(recipient)]
    plain = [tuple(tuple(v) if isinstance(v, list) else v for v in row) for row in kept]
    return sorted(plain, key=repr), sorted(counted, key=repr)


def read(records: Sequence[Record], pauses: frozenset[int] = frozenset()) -> dict[str, list[str]]:
    """Return what follows from records read in this order, settled after those in `pauses` and at the end."""
    with Ledger.open(":memory:") as ledger:
        for n, record in enumerate(records):
            ledger.add(record)
            if n in pauses:
                ledger.settle()
        return consequences(ledger)


FEW = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def alone(record: Record, ledger: Ledger) -> bool:
    """Return whether a story is neither a version nor a copy of another; else a notice withdraws them all."""
    chains = {v.story_id: v.chain for v in ledger.story_versions() if v.relation is not Relation.KILL}
    return list(chains.values()).count(chains[record.story.id]) == 1


@FEW
@given(st.lists(plots, max_size=6, unique=True), st.data())
def test_the_order_of_reading_does_not_matter(told: list[Plot], data: st.DataObject) -> None:
    records = [record_of(plot) for plot in told]
    shuffled = data.draw(st.permutations(records))
    pauses = data.draw(st.frozensets(st.integers(0, 6)))
    assert read(shuffled, pauses) == read(records)


@settings(FEW, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(plots, max_size=8, unique=True), st.data())
def test_all_at_once_is_as_story_by_story(told: list[Plot], data: st.DataObject) -> None:
    records = [record_of(plot) for plot in told]
    for n in data.draw(st.frozensets(st.integers(0, 7), max_size=2)):
        if n < len(records):
            bad = records[n]
            records[n] = replace(bad, story=replace(bad.story, guid=f"number {bad.story.id}"))
            records.append(kill_of(records[n]))
    with Ledger.open(":memory:") as ledger:
        for record in records:
            ledger.add(record)
        ledger.settle()
        ids = sorted(entry.event.id for entry in ledger.reports())
        if len(ids) > 2 and data.draw(st.booleans()):
            some = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True))
            ledger.rule(data.draw(st.sampled_from([Verdict.MERGE, Verdict.SPLIT])), some[:1], some[1:])
            ledger.rule(Verdict.REJECT, [data.draw(st.sampled_from(ids))])
        expected = consequences(ledger)
        ledger.settle_whole()
        assert consequences(ledger) == expected


@FEW
@given(st.lists(plots, max_size=5, unique=True), st.frozensets(st.integers(0, 9)))
def test_reading_twice_equals_reading_once(told: list[Plot], pauses: frozenset[int]) -> None:
    records = [record_of(plot) for plot in told]
    assert read([*records, *records], pauses) == read(records)


@FEW
@given(
    st.lists(plots, min_size=1, max_size=5, unique=True), st.integers(0, 4), st.frozensets(st.integers(0, 9))
)
def test_a_kill_restores_what_was_before(told: list[Plot], n: int, pauses: frozenset[int]) -> None:
    records = [record_of(plot) for plot in told]
    bad = records[n % len(records)]
    bad = replace(bad, story=replace(bad.story, guid=f"number {bad.story.id}"))
    others = [record for record in records if record.story.id != bad.story.id]
    with Ledger.open(":memory:") as ledger:
        for record in others:
            ledger.add(record)
        before = consequences(ledger)
        ledger.add(bad)
        if 0 in pauses:
            assume(alone(bad, ledger))
        ledger.add(kill_of(bad))
        after = consequences(ledger)
        assume(alone(bad, ledger))
        shown = ledger.happenings()
    about_events = ("identities", "identity_links", "offices", "events", "event_reports", "claims", "plans")
    for table in (*about_events, "outcomes", "parties", "casts", "weighed", "report_links"):
        assert after[table] == before[table], table
    for happening in shown:
        assert bad.story.id not in {entry.story.id for entry in happening.reports}


@FEW
@given(st.lists(plots, max_size=5, unique=True))
def test_every_event_quotes_evidence_at_its_offsets(told: list[Plot]) -> None:
    records = [record_of(plot) for plot in told]
    texts = {record.story.id: record.story.text for record in records}
    with Ledger.open(":memory:") as ledger:
        for record in records:
            ledger.add(record)
        happenings, plans = ledger.happenings(), ledger.plans()
    for happening in happenings:
        assert happening.reports
        for entry in happening.reports:
            assert entry.event.quotes
            for quote in entry.event.quotes:
                assert quote.span.of(texts[entry.story.id]) == quote.text
        for claim in happening.claims:
            assert claim.quote in texts[claim.story_id]
    for plan in plans:
        for step in plan.transitions:
            assert step.quote.span.of(texts[step.story_id]) == step.quote.text


@FEW
@given(st.lists(plots, min_size=2, max_size=5, unique=True), st.data())
def test_a_review_undone_restores_what_was_before(told: list[Plot], data: st.DataObject) -> None:
    with Ledger.open(":memory:") as ledger:
        for plot in told:
            ledger.add(record_of(plot))
        before = consequences(ledger)
        ids = sorted(entry.event.id for entry in ledger.reports())
        if len(ids) < 2:
            return
        some = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=4, unique=True))
        review = ledger.rule(data.draw(st.sampled_from([Verdict.MERGE, Verdict.SPLIT])), some[:1], some[1:])
        ledger.settle()
        for happening in ledger.happenings():
            held = {entry.event.id for entry in happening.reports}
            apart = some[0] in held and held & set(some[1:])
            assert not (review.verdict is Verdict.SPLIT and apart)
            assert review.verdict is not Verdict.MERGE or some[0] not in held or set(some) <= held
        ledger.rule(Verdict.UNDO, undoes=review.id)
        assert consequences(ledger) == before


@FEW
@given(st.lists(plots, min_size=1, max_size=6, unique=True), st.data())
def test_the_registers_beside_the_events_are_those_of_a_recount(
    told: list[Plot], data: st.DataObject
) -> None:
    records = [record_of(plot) for plot in told]
    verdicts = [Verdict.MERGE, Verdict.SPLIT, Verdict.REJECT, Verdict.CONFIRM, Verdict.CORRECT, Verdict.UNDO]
    steps = data.draw(st.lists(st.sampled_from(["add", "kill", *verdicts]), max_size=8))
    with Ledger.open(":memory:") as ledger:
        for step in ["add", *steps]:
            known = sorted(entry.event.id for entry in ledger.reports())
            if step in ("add", "kill"):
                record = data.draw(st.sampled_from(records))
                ledger.add(record if step == "add" else kill_of(record))
            elif step is Verdict.UNDO:
                if made := [review.id for review in ledger.reviews() if review.verdict is not Verdict.UNDO]:
                    ledger.rule(Verdict.UNDO, undoes=data.draw(st.sampled_from(made)))
            elif len(known) > 1:
                some = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=3, unique=True))
                pair = step in (Verdict.MERGE, Verdict.SPLIT)
                actor = "; ".join(data.draw(st.permutations([code for _, code in STATES]))[:2])
                payload = {"actor": actor, "type": "AID"} if step is Verdict.CORRECT else None
                ledger.rule(Verdict(step), some[:1], some[1:] if pair else (), payload=payload)
            ledger.settle()
            kept, counted = registers(ledger)
            assert kept == counted
