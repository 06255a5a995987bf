"""The coder on single sentences: one row a construction, with the record that it must give."""

from __future__ import annotations

from datetime import date

import pytest
from reader import read, told

DAY = date(2012, 5, 16)
"""A Wednesday."""


CASES = [
    ("Kenya condemned Somalia on Tuesday.", "ACCUSE KEN>SOM happened"),
    ("Somalia was condemned by Kenya.", "ACCUSE KEN>SOM happened"),
    ("Peru and Chile signed a border treaty.", "SUPPORT PER+CHL> happened"),
    ("Peru will hold talks with Chile on Friday.", "CONSULT PER+CHL> planned"),
    ("Ethiopian troops invaded Eritrea.", "ASSAULT ETH>ERI happened"),
    ("Norway urged Sudan to release the prisoners.", "REQUEST NOR>SDN happened"),
    ("Norway urged Sudan to release the Chadian prisoners.", "RETREAT SDN>TCD possible"),
    ("Japan imposed sanctions on North Korea.", "SANCTION JPN>PRK happened"),
    ("Japan lifted sanctions imposed on North Korea.", "RETREAT JPN>PRK happened"),
    ("India accused Pakistan of shelling border villages.", "ACCUSE IND>PAK happened"),
    ("India accused Pakistan of shelling border villages.", "ASSAULT PAK> happened"),
    ("Turkey refused to meet Greece.", "REJECT TUR>GRC happened"),
    ("Turkey said it will not release the Greek soldiers.", "REJECT TUR>GRC happened"),
    ("Iran threatened to attack Israel.", "THREATEN IRN>ISR happened"),
    ("Germany promised to send aid to Mali.", "AGREE DEU>MLI happened"),
    ("The French foreign minister arrived in Algiers on Monday.", "CONSULT FRA>DZA happened"),
    ("Thailand offered condolences to Japan.", "SUPPORT THA>JPN happened"),
    ("Vietnam said China must withdraw its ships.", "REQUEST VNM>CHN happened"),
    ("Police in Harare arrested 30 protesters.", "COERCE ZWE>ZWE happened"),
    (
        "Russia recalled its ambassador from Qatar in protest at the beating of the envoy.",
        "SANCTION RUS>QAT happened",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[e for _, e in CASES])
def test_a_sentence_gives_the_record(text: str, expected: str) -> None:
    assert expected in told(read(text))


def test_nothing_political_gives_nothing() -> None:
    record = read("The central bank kept rates unchanged. Rain is expected in the south. He married in 1990.")
    assert told(record) == []


def test_an_event_told_twice_is_one_record_with_both_quotes() -> None:
    record = read(
        "Chad expelled the Libyan envoy on Monday.\n\nThe expulsion of the Libyan envoy angered Tripoli."
    )
    expulsions = [e for e in record.events if e.type == "SANCTION"]
    assert len(expulsions) == 1
    assert len(expulsions[0].quotes) == 2
    assert any(r.field == "merge" for r in expulsions[0].reasons)


def test_two_host_states_are_two_visits() -> None:
    record = read("The Polish president will visit Latvia and Estonia in June.")
    assert sorted(told(record)) == ["CONSULT POL>EST planned", "CONSULT POL>LVA planned"]
    assert {(e.start, e.end) for e in record.events} == {(date(2012, 6, 1), date(2012, 6, 30))}


def test_a_claim_rests_on_its_source() -> None:
    record = read("Seoul said North Korea fired shells at the island on Tuesday.")
    attack = next(e for e in record.events if e.type == "ASSAULT")
    by = [record.entity(i).code for i in attack.by]
    assert (by, attack.stance, attack.start) == (["KOR"], "asserts", date(2012, 5, 15))


def test_a_denied_act_is_negated_on_the_deniers_word() -> None:
    record = read("Uganda denied that its army shelled the camp in Congo.")
    attack = next(e for e in record.events if e.type == "ASSAULT")
    assert (attack.status, attack.stance) == ("negated", "denies")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uganda denied reports that its army had shelled the camp in Congo.", "ASSAULT UGA>COD negated"),
        ("Sudan rejected charges of arming the rebels in Chad.", "AID SDN>TCD negated"),
        ("Ankara dismissed claims that Turkish jets bombed Idlib.", "ASSAULT TUR>SYR negated"),
    ],
)
def test_an_act_of_a_denied_report_is_negated_on_the_deniers_word(text: str, expected: str) -> None:
    record = read(text)
    assert expected in told(record)
    act = next(e for e in record.events if e.status == "negated")
    assert act.stance == "denies"
    assert not any(e.recipient for e in record.events if e.type == "REJECT"), "nobody was answered"


def test_every_decision_has_its_reason_and_every_quote_stands_in_the_text() -> None:
    text = "Egypt warned Sudan that it would close the border unless the attacks stop."
    record = read(text)
    assert record.events
    for event in record.events:
        assert {"type", "status", "confidence"} <= {r.field for r in event.reasons}
        assert 0 < event.confidence < 1
        for quote in event.quotes:
            assert quote.span.of(text) == quote.text
