"""Whatever comes over the wire, the reader gives a sound record or says why it cannot."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Reader, Record, StoryError
from dragoman.export.gold import as_gold

HEADS = st.sampled_from(
    [
        "",
        "(LEAD) Ministers to meet on border\n\n",
        "URGENT: Blast near embassy in Kabul\n\n",
        "UPDATE 3-Peru's president says will not resign\n\n(Adds quotes, background)\n\n",
        "ATTENTION - ADDS toll, RECASTS ///\n\n",
        "BC-EU--Truce,2nd Ld-Writethru,310\nTruce Holds\nEds: Updates.\n\n",
        "1st LEAD\nTalks collapse\nEds: Adds reaction =\n\n",
    ]
)
DATELINES = st.sampled_from(
    [
        "",
        "LIMA, March 3, 2009 (AFP) - ",
        "NAIROBI, Feb. 30 (Xinhua) -- ",
        "SEOUL/BUSAN, Nov. 8 (Yonhap) -- ",
        "GENEVA (AP) _ ",
        "MOSCOW, April 1. /TASS/. ",
        "Pyongyang, September 6 (KCNA) -- ",
        "Port-au-Prince (dpa) - ",
        "ANKARA, U.S. ",
    ]
)
SENTENCES = st.sampled_from(
    [
        "Peru and Chile will sign a border accord in Lima next Friday, officials said.",
        "Rebels killed 12 soldiers near Goma on Tuesday, but the army denied it.",
        "He refused.",
        "``We will not talk,'' the spokesman said. \"Never,\" he added.",
        "The United States, which had threatened sanctions, lifted them a month earlier.",
        "If the talks fail, NATO could send 3,000 troops, Stoltenberg warned Monday.",
        "Protesters demanded that the president resign by Feb. 30.",
        "NEITHER SIDE CONFIRMED THE REPORT",
        "Israel-Hamas, Iran-Iraq; the two sides' talks, and its own.",
        "Photo: the minister (L) waves as she arrives in Oslo on Jan. 5, 2015.",
        "They agreed to meet again in the 1990s, last week and on the 31st.",
        "Ms. Ólafsdóttir met Nguyễn Văn A. in São Tomé's capital — twice.",
    ]
)
NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
BREAKS = st.sampled_from([" ", "  ", "\n", "\n\n", "\r\n\r\n", "\n   ", "\x0c", "\u2028", "\t"])
TAILS = st.sampled_from(
    ["", " Enditem", "\n(END)", "\n-0-", "\nks/mdl", "\nAP-NY-04-14-88 1405EDT<", "\n(Reporting by the desk)"]
)


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A text made of a wire story's parts, in and out of order, with noise between."""
    parts = [draw(HEADS), draw(DATELINES)]
    for _ in range(draw(st.integers(0, 5))):
        parts += [draw(st.one_of(SENTENCES, SENTENCES, SENTENCES, NOISE)), draw(BREAKS)]
    return "".join([*parts, draw(TAILS)])


def attempt(reader: Reader, text: str, published: date | None) -> Record | None:
    """Return the record, or None if the reader refuses the text."""
    try:
        return reader.read_text(text, "made up", published)
    except StoryError:
        return None


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(text=stories(), published=st.one_of(st.none(), st.dates(date(1987, 1, 1), date(2030, 12, 31))))
def test_every_text_is_read_or_refused(reader: Reader, text: str, published: date | None) -> None:
    record = attempt(reader, text, published)
    if record is None:
        return
    assert record.story.text == text
    assert attempt(reader, text, published) == record
    assert json.loads(json.dumps(as_gold(record)))["story"]["id"] == record.story.id
    known = {entity.id for entity in record.entities}
    assert len({event.id for event in record.events}) == len(record.events)
    for event in record.events:
        assert event.actor or event.recipient
        assert {*event.actor, *event.recipient, *event.by} <= known
        assert event.quotes
        assert all(quote.span.of(text) == quote.text for quote in event.quotes)
        assert event.start is None or event.end is None or event.start <= event.end
        assert bool(event.by) <= (event.stance is not None)
        assert 0 <= event.confidence <= 1
        assert event.reasons
