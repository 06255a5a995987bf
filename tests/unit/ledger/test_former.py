"""Ids outlive the versions of a story: links to events and plans, and what a person ruled, hold on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest

from dragoman.errors import NotFoundError
from dragoman.ledger import Ledger
from dragoman.ledger.desk import DeskLedger
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

BODY = (
    "The two are to speak of the fishing fleet, of the ferry that sank in the strait last winter and of the "
    "pipeline that neither side has paid for, aides said, adding that the talks would be held in the old "
    "customs house by the harbour. Reporters were told to be at the gate before nine with their cards."
)
ELSEWHERE = (
    "Chilean diplomats expect little of it. A treaty on landing rights lapsed two years ago, trawlers have "
    "been boarded since, and in Arica itself shopkeepers prepare a march against higher port dues."
)
ANA = Entity("ana", "Ana Sol", EntityKind.PERSON, "PER", ("GOV",), "minister", ("Ana Sol",))
IVO = Entity("ivo", "Ivo Marsh", EntityKind.PERSON, "CHL", ("GOV",), "minister", ("Ivo Marsh",))


def record(
    lead: str, more: str = "", slug: str | None = None, agency: str = "Andes Wire", body: str = BODY
) -> Record:
    """Return a story's version whose first sentence plans a meeting, and whose last tells of a protest."""
    text = f"Sol and Marsh to meet\n\n{lead}\n\n{body} {more}\n\nIvo Marsh condemned the sinking.\n"
    passages = tuple(
        Passage(PassageKind.BODY, Span(text.index(part), text.index(part) + len(part)))
        for part in (lead, f"{body} {more}", "Ivo Marsh condemned the sinking.")
    )
    story = Story(
        text,
        passages,
        agency=agency,
        slug=slug,
        headline="Sol and Marsh to meet",
        published=date(2021, 3, 3),
        published_basis=PublishedBasis.STATED,
        source=f"{content_hash(text)}.txt",
    )
    told = (
        (EventType.CONSULT, ("ana", "ivo"), Status.PLANNED, date(2021, 3, 5), lead),
        (EventType.ACCUSE, ("ivo",), Status.HAPPENED, date(2021, 3, 3), "Ivo Marsh condemned the sinking."),
    )
    events = tuple(
        Event(
            content_hash("event", story.id, type.value),
            type,
            (),
            actor,
            (),
            status,
            (),
            None,
            day,
            day,
            None,
            (Quote(words, Span(text.index(words), text.index(words) + len(words))),),
        )
        for type, actor, status, day, words in told
    )
    return Record(story, (ANA, IVO), events, "1.0.0")


FIRST = record("Ana Sol of Peru will meet Ivo Marsh of Chile in Arica on Friday.")
LEAD = record(
    "Ana Sol of Peru will meet Ivo Marsh of Chile in Arica on Friday, aides said.", "More soon.", "LEAD"
)
SECOND = record(
    "Peru's Ana Sol is to meet Ivo Marsh of Chile in Arica on Friday.", "It is their first.", "2nd LD"
)
OTHER = record(
    "Ministers Ana Sol and Ivo Marsh meet on Friday in Arica.", agency="Cordillera Press", body=ELSEWHERE
)
VERSIONS = (FIRST, LEAD, SECOND)


def ledger_of(records: Sequence[Record]) -> Ledger:
    ledger = Ledger.open(":memory:")
    for one in records:
        ledger.add(one)
    ledger.settle()
    return ledger


def ids(ledger: Ledger) -> tuple[str, str]:
    """Return the ids of the planned meeting and of its plan."""
    (plan,) = ledger.plans()
    return plan.event_id, plan.id


def kill_of(told: Record) -> Record:
    text = f"KILL. Editors, please kill the story {told.story.headline}"
    passages = (Passage(PassageKind.BODY, Span(0, len(text))),)
    story = Story(
        text, passages, kind=StoryKind.KILL, agency=told.story.agency, published=told.story.published
    )
    return Record(story, (), (), "1.0.0")


def test_an_id_of_a_superseded_version_finds_what_the_newest_tells() -> None:
    with ledger_of([FIRST]) as ledger:
        before = ids(ledger)
    with ledger_of(VERSIONS) as ledger:
        now = ids(ledger)
        assert before != now
        found = ledger.happening(before[0])
        assert (found.id, [e.story.id for e in found.reports]) == (now[0], [SECOND.story.id])
        assert ledger.happening(before[0][:9]).id == now[0]
        assert ledger.happening(FIRST.events[1].id).type is EventType.ACCUSE
        assert DeskLedger(ledger._db).plan(before[1]).id == now[1]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_former_ids_do_not_depend_on_the_order_of_reading(order: tuple[int, ...]) -> None:
    records = (*VERSIONS, OTHER)
    with ledger_of([records[n] for n in order]) as ledger:
        (plan,) = ledger.plans()
        desk = DeskLedger(ledger._db)
        for told in records:
            assert ledger.happening(content_hash("happening", told.events[0].id)).id == plan.event_id
            assert desk.plan(content_hash("plan", told.events[0].id)).id == plan.id


def test_a_ruling_holds_for_the_next_version() -> None:
    with ledger_of([FIRST, OTHER]) as ledger:
        ledger.rule(Verdict.SPLIT, [FIRST.events[0].id], [OTHER.events[0].id])
        ledger.rule(Verdict.REJECT, [FIRST.events[1].id])
        ledger.settle()
        assert len(ledger.plans()) == 2
        for version in (SECOND, LEAD):
            ledger.add(version)
            ledger.settle()
            assert len(ledger.plans()) == 2
            told = {e.event.id for h in ledger.happenings() for e in h.reports}
            assert SECOND.events[0].id in told
            assert not {r.events[1].id for r in VERSIONS} & told, "what is no event is none told again"
        undone = ledger.reviews()[0]
        ledger.rule(Verdict.UNDO, undoes=undone.id)
        ledger.settle()
        assert len(ledger.plans()) == 1


def test_what_is_withdrawn_is_found_no_more() -> None:
    with ledger_of([FIRST]) as ledger:
        before = ids(ledger)
        ledger.add(kill_of(FIRST))
        ledger.settle()
        with pytest.raises(NotFoundError):
            ledger.happening(before[0])
        with pytest.raises(NotFoundError):
            DeskLedger(ledger._db).plan(before[1])
