from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.export.reported import Reported, codes, reported
from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Quote,
    Reason,
    Record,
    Span,
    Status,
    Story,
    content_hash,
)

CODES = {"peru": "PER", "chile": "CHL", "ecuador": "ECU", "brazil": "BRA", "crowd": None}
ENTITIES = tuple(Entity(name, name.title(), EntityKind.STATE, code) for name, code in CODES.items())
QUITO = Entity("quito", "Quito", EntityKind.PLACE, country="ECU")
TODAY = date(2021, 3, 3)


def event(
    words: str,
    text: str,
    type: str,
    actor: str = "",
    recipient: str = "",
    status: str = "happened",
    rule: str = "past",
    **more: object,
) -> Event:
    start = text.index(words)
    fields: dict[str, object] = {"start": TODAY, "end": TODAY, "place": None, **more}
    return Event(
        content_hash(words, type),
        EventType(type),
        (),
        tuple(actor.split()),
        tuple(recipient.split()),
        Status(status),
        (),
        None,
        quotes=(Quote(words, Span(start, start + len(words))),),
        reasons=(Reason("status", rule, "so it is"),),
        **fields,  # type: ignore[arg-type]
    )


def record(text: str, *events: Event) -> Record:
    return Record(Story(text, published=TODAY), (*ENTITIES, QUITO), events, "1")


def told(found: list[Reported]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.type.value, codes(one.actor), codes(one.recipient)) for one in found]


PROMISE = "Peru agreed to send rice to Chile."


def test_a_promise_and_what_is_promised_are_one() -> None:
    carrier = event("Peru agreed", PROMISE, "AGREE", "peru")
    content = event("send rice", PROMISE, "AID", "peru", "chile", "planned", "content planned")
    [one] = reported(record(PROMISE, carrier, content))
    assert told([one]) == [("AGREE", ("PER",), ("CHL",))]
    assert one.events == (carrier, content)


def test_who_hosts_promises_to_those_who_meet() -> None:
    text = "Peru is ready to host talks between Chile and Ecuador."
    carrier = event("is ready", text, "AGREE", "peru", "", "ongoing", "present")
    content = event("talks", text, "CONSULT", "chile ecuador peru", "", "possible", "content possible")
    assert told(reported(record(text, carrier, content))) == [("AGREE", ("PER",), ("CHL", "ECU"))]


def test_a_promise_in_another_sentence_is_another() -> None:
    text = "Peru agreed to much. It will send rice to Chile."
    carrier = event("Peru agreed", text, "AGREE", "peru")
    other = event("send rice", text, "AID", "peru", "chile", "planned", "content planned")
    assert told(reported(record(text, carrier, other))) == [
        ("AGREE", ("PER",), ()),
        ("AGREE", ("PER",), ("CHL",)),
    ]


@pytest.mark.parametrize("rule", ["content possible", "governor", "modal"])
def test_what_is_only_wished_is_left_out(rule: str) -> None:
    text = "Peru urged Chile to withdraw."
    demand = event("Peru urged", text, "REQUEST", "peru", "chile")
    wish = event("withdraw", text, "RETREAT", "chile", "", "possible", rule)
    assert told(reported(record(text, demand, wish))) == [("REQUEST", ("PER",), ("CHL",))]


def test_a_threatened_act_is_a_threat_even_alone() -> None:
    text = "Peru would shell Chile."
    act = event("shell", text, "ASSAULT", "peru", "chile", "possible", "content threat")
    assert told(reported(record(text, act))) == [("THREATEN", ("PER",), ("CHL",))]


def test_what_was_denied_is_left_out_unless_asked_for() -> None:
    text = "Peru did not shell Chile."
    one = record(text, event("shell", text, "ASSAULT", "peru", "chile", "negated", "negation"))
    assert reported(one) == []
    assert told(reported(one, negated=True)) == [("ASSAULT", ("PER",), ("CHL",))]


def test_what_a_careful_reader_might_leave_out_is_left_out() -> None:
    text = "Peru met Chile."
    assert reported(record(text, event("met", text, "CONSULT", "peru chile", optional=True))) == []


def test_acts_named_in_passing_count_only_where_nothing_else_is_told() -> None:
    text = "Peru condemned the raids. The raids by Chile shook Quito."
    charge = event("Peru condemned", text, "ACCUSE", "peru", "chile")
    raids = event("the raids", text, "ASSAULT", "chile", "", rule="noun")
    again = event("The raids by Chile", text, "ASSAULT", "chile", "", rule="noun")
    found = reported(record(text, charge, raids, again))
    assert [one.event for one in found] == [charge, again]


def test_what_a_protest_demands_is_part_of_it() -> None:
    text = "Crowds in Quito marched to demand reforms by the government."
    march = event("marched", text, "PROTEST", "ecuador")
    demand = event("demand reforms", text, "REQUEST", "ecuador", "peru", "planned", "purpose")
    assert told(reported(record(text, march, demand))) == [("PROTEST", ("ECU",), ("PER",))]
    asked = replace(demand, status=Status.HAPPENED, reasons=(Reason("status", "participle", "so it is"),))
    assert told(reported(record(text, march, asked))) == [("PROTEST", ("ECU",), ("PER",))]


def test_the_purpose_of_an_act_is_not_an_act_beside_it() -> None:
    text = "Peru sent envoys to ask Chile for rice."
    sent = event("Peru sent", text, "CONSULT", "peru", "chile")
    ask = event("ask Chile", text, "REQUEST", "peru", "chile", "planned", "purpose")
    assert told(reported(record(text, sent, ask))) == [("CONSULT", ("PER",), ("CHL",))]
    assert told(reported(record(text, ask))) == [("REQUEST", ("PER",), ("CHL",))]


def test_a_deed_on_nobody_named_is_done_to_the_state_where_it_is_done() -> None:
    text = "Peru shelled Quito. Peru spoke in Quito."
    shelled = event("shelled", text, "ASSAULT", "peru", "crowd", place="quito")
    spoke = event("spoke", text, "ACCUSE", "peru", place="quito")
    found = reported(record(text, shelled, spoke))
    assert told(found) == [("ASSAULT", ("PER",), ("ECU",)), ("ACCUSE", ("PER",), ())]
    assert [entity.name for entity in found[0].recipient] == ["Crowd", "Quito"]


@pytest.mark.parametrize(("type", "sector"), [("ASSAULT", "UAF"), ("COERCE", "GOV")])
def test_a_deed_by_nobody_named_is_done_by_people_of_the_place(type: str, sector: str) -> None:
    text = "Two Peruvians were taken in Quito."
    [one] = reported(record(text, event("were taken", text, type, "", "peru", place="quito")))
    assert told([one]) == [(type, ("ECU",), ("PER",))]
    assert one.actor[0].sector == (sector,)


def test_one_told_with_fewer_sides_is_the_same() -> None:
    text = "Peru attacked, it attacked Chile, and Brazil attacked Chile."
    bare = event("Peru attacked", text, "ASSAULT", "peru")
    full = event("it attacked Chile", text, "ASSAULT", "peru", "chile")
    other = event("Brazil attacked Chile", text, "ASSAULT", "brazil", "chile")
    assert told(reported(record(text, bare, full, other))) == [
        ("ASSAULT", ("PER",), ("CHL",)),
        ("ASSAULT", ("BRA",), ("CHL",)),
    ]


def test_history_is_left_out() -> None:
    text = "Peru shelled Chile."
    old = date(1879, 11, 2)
    act = event("shelled", text, "ASSAULT", "peru", "chile", start=old, end=old)
    assert reported(record(text, act)) == []
    assert len(reported(replace(record(text, act), story=Story(text)))) == 1


def test_nobody_coded_is_nobody() -> None:
    text = "A crowd marched."
    assert reported(record(text, event("marched", text, "PROTEST", "crowd"))) == []


def test_a_demand_goes_to_whoever_is_to_act() -> None:
    text = "Peru demanded a meeting of Brazil with Chile."
    demand = event("Peru demanded", text, "REQUEST", "peru")
    wish = event("meeting", text, "CONSULT", "peru brazil chile", "", "possible", "governing verb")
    assert told(reported(record(text, demand, wish))) == [("REQUEST", ("PER",), ("BRA", "CHL"))]


def test_a_refusal_goes_to_whoever_asked() -> None:
    text = "Peru rejected a call by Chile."
    refusal = event("Peru rejected", text, "REJECT", "peru")
    call = event("call", text, "REQUEST", "chile", "", "negated", "content negated", optional=True)
    assert told(reported(record(text, refusal, call))) == [("REJECT", ("PER",), ("CHL",))]


def test_a_preparation_is_aimed_at_whom_it_prepares_for() -> None:
    text = "Peru called up reservists for a possible war on Chile, but did not attack Ecuador."
    called = event("Peru called up", text, "MOBILIZE", "peru")
    war = event("war on Chile", text, "ASSAULT", "peru", "chile", "possible", "modifier")
    spared = event("attack Ecuador", text, "ASSAULT", "peru", "ecuador", "negated", "negation")
    assert told(reported(record(text, called, war))) == [("MOBILIZE", ("PER",), ("CHL",))]
    assert told(reported(record(text, called, spared))) == [("MOBILIZE", ("PER",), ())]
    met = replace(called, type=EventType.CONSULT)
    assert told(reported(record(text, met, war))) == [("CONSULT", ("PER",), ())]


def test_who_did_it_and_to_whom_are_one() -> None:
    text = "The shelling by Peru hit Quito; three Chileans died."
    shelling = event("shelling", text, "ASSAULT", "peru")
    died = event("three Chileans died", text, "ASSAULT", "", "chile")
    assert told(reported(record(text, shelling, died))) == [("ASSAULT", ("PER",), ("CHL",))]
