"""What a person's reviews make of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.errors import RunError
from dragoman.ledger import entries
from dragoman.ledger.amending import again, amended, checked, seen
from dragoman.model import EventType, Quote, Record, Span, Status


def test_a_correction_changes_what_it_names_and_says_who(invented: Record) -> None:
    entry = entries(invented)[0]
    changed = amended(
        entry,
        [({"type": "aid", "actor": "Santiago; BOL", "start": "2021-03-01", "place": ""}, "Ann corrected it")],
        invented.entities,
    )
    assert changed.event.type is EventType.AID
    assert changed.event.modes == ()
    assert [e.name for e in changed.actor] == ["Chile", "BOL"]
    assert changed.event.actor == tuple(e.id for e in changed.actor)
    assert changed.event.start == date(2021, 3, 1)
    assert changed.place is None
    assert changed.event.place is None
    assert changed.recipient == entry.recipient
    assert {r.field for r in changed.event.reasons if r.rule == "review"} == {
        "type",
        "actor",
        "start",
        "place",
    }


def test_later_corrections_stand_over_earlier(invented: Record) -> None:
    entry = entries(invented)[0]
    changed = amended(entry, [({"status": "planned"}, "a"), ({"status": "negated"}, "b")], invented.entities)
    assert changed.event.status is Status.NEGATED


@pytest.mark.parametrize(
    "payload",
    [{"type": "WAR"}, {"start": "soon"}, {"colour": "red"}, {"start": "2021-03-02", "end": "2021-03-01"}],
)
def test_what_cannot_be_corrected_so_is_refused(payload: dict[str, str]) -> None:
    with pytest.raises(RunError):
        checked(payload)


def test_a_report_is_found_again_by_its_words(invented: Record) -> None:
    entry = entries(invented)[0]
    sight = seen(entry.event, entry.story.id)
    assert again(sight, invented.events) == entry.event.id
    quote = entry.event.quotes[0]
    wider = Quote("", Span(max(0, quote.span.start - 3), quote.span.end + 5))
    reread = replace(entry.event, id="other", quotes=(wider,))
    assert again(sight, [*invented.events[1:], reread]) == "other"
    assert again(sight, [replace(reread, type=EventType.ASSAULT)]) is None
    far = Quote("", Span(quote.span.end + 10, quote.span.end + 30))
    assert again(sight, [replace(reread, quotes=(far,))]) is None
