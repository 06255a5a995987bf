"""Every field of a filter finds the events that a plain look at each of them finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from wire import event, story

from dragoman.ledger import EventFilter, scope
from dragoman.ledger.asked import FIELDS
from dragoman.ledger.database import MEMORY
from dragoman.ledger.desk import DeskLedger
from dragoman.ledger.entry import Entry
from dragoman.ledger.world import Happening

TODAY = date(2012, 6, 20)

Held = Callable[[Happening], bool]


@pytest.fixture(scope="module")
def ledger() -> Iterator[DeskLedger]:
    """Give a ledger in which every field has values, none, and names that are no codes."""
    ana, ole = "Ana Sól|PER|President", "Ole Dahl|NOR|Foreign Minister"
    front, army = "Red Front|COL||REB", "Coast Army|COL||MIL"
    said = "Chile refused nothing."
    told = [
        event("AID happened", "Peru sent tents to Chile.", ["Peru|PER"], ["Chile|CHL"], "2012-06-03"),
        event("CONSULT/visit planned", "Sól will visit.", [ana], ["Norway|NOR"], "2012-06-24", "@Oslo|NOR"),
        event("ASSAULT happened", "The front shot at the army.", [front], [army], "2012-06-01/2012-06-04"),
        event("ACCUSE happened", "Dahl blamed Peru for it.", [ole], ["Peru|PER"], "", None, [ole]),
        event("REJECT negated denies", said, ["Chile|CHL"], [], "../2012-06-05", "@Lima|PER", ["Chile|CHL"]),
        event("PROTEST ongoing", "Crowds marched in Lima.", [], ["Peru|PER"], "2012-06-10/..", "@Lima|PER"),
        event("THREATEN happened", "Peru and Chile warned the front.", ["Peru|PER", "Chile|CHL"], [front],
              "2012-06-11"),
        event("COOPERATE/joint possible", "Peru may train.", ["Peru|PER"], ["Peru|PER"], "2012-07-01"),
    ]  # fmt: skip
    with DeskLedger.open(MEMORY) as made:
        made.add(story("AFP", "2012-06-12", *told[:3]))
        made.add(story("Reuters", "2012-06-14", *told[3:6]))
        made.add(story("Andes Wire", "2012-05-30", *told[6:]))
        # The same again by another agency: one event with two reports.
        again = ("AID happened", "Tents from Peru came to Chile.", ["Peru|PER"], ["Chile|CHL"], "2012-06-03")
        made.add(story("dpa", "2012-06-08", event(*again)))
        made.settle()
        yield made


def taking(h: Happening, *sides: str) -> set[str]:
    """Return the codes and names on these sides, the names folded."""
    held = {"actor": [e.actor for e in h.reports], "recipient": [e.recipient for e in h.reports]}
    found = set()
    for side in sides or ("actor", "recipient"):
        for entity in (entity for group in held[side] for entity in group):
            found |= {entity.code or "", entity.name.lower().replace("ó", "o")}
    return found


def reported(h: Happening, test: Callable[[Entry], bool]) -> bool:
    """Return whether one of the reports is so."""
    return any(test(entry) for entry in h.reports)


def out(h: Happening, test: Callable[[date], bool]) -> bool:
    """Return whether one of its stories was published on such a day."""
    return any(test(e.story.published) for e in h.reports if e.story.published)


def quoted(h: Happening) -> str:
    """Return all the words that tell it."""
    return " ".join(quote.text.lower() for entry in h.reports for quote in entry.event.quotes)


def lies(h: Happening, name: str, code: str) -> bool:
    """Return whether it lies in this place or state."""
    return h.place is not None and (h.place.name == name or h.place.country == code)


CASES: dict[str, Held] = {
    "actor=PER": lambda h: "PER" in taking(h, "actor"),
    "actor=per": lambda h: "PER" in taking(h, "actor"),
    "recipient=PER": lambda h: "PER" in taking(h, "recipient"),
    "actor=Peru": lambda h: "peru" in taking(h, "actor"),
    "actor=sol": lambda h: "ana sol" in taking(h, "actor"),
    'either="red front"': lambda h: "red front" in taking(h),
    "either=PER,CHL": lambda h: bool(taking(h) & {"PER", "CHL"}),
    "either!=PER,sol": lambda h: not taking(h) & {"PER", "ana sol"},
    "actor=CHL,front": lambda h: bool(taking(h, "actor") & {"CHL", "red front"}),
    "actor=PER recipient!=CHL": lambda h: "PER" in taking(h, "actor") and "CHL" not in taking(h, "recipient"),
    "actor=none": lambda h: not h.actor,
    "recipient=none": lambda h: not h.recipient,
    "either!=none": lambda h: bool(h.actor or h.recipient),
    "recipient!=none,COL": lambda h: bool(h.recipient) and "COL" not in taking(h, "recipient"),
    "dyad=PER,CHL": lambda h: {"PER", "CHL"} <= taking(h),
    "dyad!=PER,CHL": lambda h: not {"PER", "CHL"} <= taking(h),
    "dyad=dahl,PER": lambda h: {"ole dahl", "PER"} <= taking(h),
    "actor=ZZZ": lambda h: False,
    "actor=nobody": lambda h: False,
    "by=NOR": lambda h: reported(h, lambda e: any(x.code == "NOR" for x in e.by)),
    "by=none": lambda h: reported(h, lambda e: not e.by),
    "by!=none": lambda h: not reported(h, lambda e: not e.by),
    "stance=denies": lambda h: reported(h, lambda e: e.event.stance == "denies"),
    "stance=none": lambda h: reported(h, lambda e: e.event.stance is None),
    "sector=MIL": lambda h: "coast army" in taking(h),
    "sector!=REB": lambda h: "red front" not in taking(h),
    "type=AID,ASSAULT": lambda h: h.type in ("AID", "ASSAULT"),
    "type!=AID": lambda h: h.type != "AID",
    "mode=visit": lambda h: "visit" in h.modes,
    "mode=none": lambda h: not h.modes,
    "context=none": lambda h: not h.contexts,
    "context=military": lambda h: "military" in h.contexts,
    "kind=conflict": lambda h: h.type in ("ASSAULT", "ACCUSE", "REJECT", "PROTEST", "THREATEN"),
    "quad=2": lambda h: h.type in ("AID", "COOPERATE"),
    "status=planned,ongoing": lambda h: h.status in ("planned", "ongoing"),
    "status!=happened": lambda h: h.status != "happened",
    "since=2012-06-05": lambda h: h.end is None or h.end >= date(2012, 6, 5),
    "since=-2w until=today": lambda h: (
        (h.end is None or h.end >= date(2012, 6, 6)) and (h.start is None or h.start <= TODAY)
    ),
    "until=2012-06": lambda h: h.start is None or h.start <= date(2012, 6, 30),
    "place=Lima": lambda h: lies(h, "Lima", ""),
    "place=NOR": lambda h: lies(h, "", "NOR"),
    "place=none": lambda h: h.place is None,
    "place!=Lima": lambda h: not lies(h, "Lima", ""),
    "country=PER": lambda h: lies(h, "", "PER"),
    "country!=PER": lambda h: not lies(h, "", "PER"),
    "country=none": lambda h: h.place is None or h.place.country is None,
    "agency=dpa": lambda h: reported(h, lambda e: e.story.agency == "dpa"),
    "agency!=dpa": lambda h: not reported(h, lambda e: e.story.agency == "dpa"),
    "agency=AFP published=2012-06-08": lambda h: False,
    "published=2012-06-08": lambda h: out(h, lambda d: d == date(2012, 6, 8)),
    "published=2012-06": lambda h: out(h, lambda d: d.month == 6),
    "published<2012-06": lambda h: out(h, lambda d: d == date(2012, 5, 30)),
    "published>=2012-06-12": lambda h: out(h, lambda d: d >= date(2012, 6, 12)),
    "published>2012-06-12": lambda h: out(h, lambda d: d > date(2012, 6, 12)),
    "published<=2012-06-08": lambda h: out(h, lambda d: d <= date(2012, 6, 8)),
    "confidence>=.7": lambda h: h.confidence >= 0.7,
    "confidence>.7": lambda h: h.confidence > 0.7,
    "tents": lambda h: "tents" in quoted(h),
    "text!=tents": lambda h: "tents" not in quoted(h),
    "optional=yes": lambda h: h.optional,
    "optional=no": lambda h: not h.optional,
}


@pytest.mark.parametrize("asked", CASES)
def test_a_filter_finds_what_a_look_at_each_event_finds(ledger: DeskLedger, asked: str) -> None:
    expected = {h.id for h in ledger.happenings() if CASES[asked](h)}
    wanted = EventFilter.parse(asked).on(TODAY)
    assert {h.id for h in ledger.happenings(wanted)} == expected
    assert ledger.count(wanted, today=TODAY) == len(expected)
    assert {line.id for line in ledger.lines(wanted, today=TODAY)} == expected


def test_every_field_is_asked_here() -> None:
    fields = {term.field for asked in CASES for term in EventFilter.parse(asked).asked()}
    assert fields == set(FIELDS) - {"limit", "story"}  # A story's id is asked for below.


def test_the_events_of_a_story_are_found_by_its_id(ledger: DeskLedger) -> None:
    for line in ledger.stories():
        expected = {h.id for h in ledger.happenings() if line.id in {e.story.id for e in h.reports}}
        for sign, events in (("=", expected), ("!=", {h.id for h in ledger.happenings()} - expected)):
            found = ledger.happenings(EventFilter.parse(f"story{sign}{line.id[:12]}"))
            assert {h.id for h in found} == events


def test_those_in_many_events_are_found_like_those_in_few(
    ledger: DeskLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (
        "actor=sol",
        "either=Peru",
        'dyad=Peru,"red front"',
        "actor!=dahl recipient=PER",
        "either=front,army",
    )
    few = [[h.id for h in ledger.happenings(EventFilter.parse(text))] for text in asked]
    monkeypatch.setattr(scope, "FEW", 0)
    assert [[h.id for h in ledger.happenings(EventFilter.parse(text))] for text in asked] == few
    monkeypatch.setattr(scope, "SINGLE", 0)
    assert [[h.id for h in ledger.happenings(EventFilter.parse(text))] for text in asked] == few
    assert all(few)


def test_a_body_is_found_by_letters_that_are_no_code() -> None:
    with DeskLedger.open(MEMORY) as made:
        made.add(story("AFP", "2012-06-12", event("AID happened", "FRC fed them.", ["FRC|COL||REB"])))
        made.settle()
        assert made.count(EventFilter.parse("actor=FRC")) == 1
        assert made.count(EventFilter.parse("actor=COL")) == 1
        assert made.count(EventFilter.parse("actor=AFP")) == 0


def test_events_and_plans_of_groups_of_identities_are_fetched_alone(ledger: DeskLedger) -> None:
    every = {id for h in ledger.happenings() for id in (*h.actor, *h.recipient)}
    peru, others = {"PER"}, every - {"PER"}
    for groups in ([peru], [others], [peru, others], [peru, peru], [set()], []):
        expected = [
            h for h in ledger.happenings() if all(group & {*h.actor, *h.recipient} for group in groups)
        ]
        assert ledger.happenings(among=groups) == expected
    (plan,) = ledger.plans()
    assert ledger.plans(among=[{*plan.actor}, {*plan.recipient}]) == [plan]
    assert ledger.plans(among=[{*plan.actor}, peru - {*plan.recipient} - {*plan.actor}]) == []
    assert [h.id for h in ledger.happenings(among=[{*plan.actor}, {*plan.recipient}])] == [plan.event_id]
