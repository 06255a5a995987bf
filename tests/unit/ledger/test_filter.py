"""The filter language: what it spells, what it refuses and where, and what it finds."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import RunError
from dragoman.ledger import EventFilter, Ledger, entries
from dragoman.ledger.asked import FIELDS, QUADS, Operator, Term, day_of
from dragoman.ledger.filter import of_arguments, spell, terms
from dragoman.ledger.sieve import holds
from dragoman.model import EventType, Record, Status
from dragoman.ontology import plover

TODAY = date(2021, 3, 4)


def test_the_quad_classes_are_the_ontologys() -> None:
    assert {type: plover.quad(type) for type in EventType} == QUADS


def test_values_take_their_normal_form() -> None:
    found = terms('Type = threaten,Coerce status!=NEGATED actor="North Korea",prk confidence≥.50 country=kor')
    assert found == (
        Term("type", Operator.IS, ("THREATEN", "COERCE")),
        Term("status", Operator.IS_NOT, ("negated",)),
        Term("actor", Operator.IS, ("North Korea", "prk")),
        Term("confidence", Operator.LEAST, ("0.5",)),
        Term("country", Operator.IS, ("KOR",)),
    )


def test_words_without_a_field_are_sought_in_the_evidence() -> None:
    assert terms('fisheries "coast guard"') == (
        Term("text", Operator.IS, ("fisheries",)),
        Term("text", Operator.IS, ("coast guard",)),
    )


@pytest.mark.parametrize("word", ["NONE", "None", '" road map "', "none"])
def test_a_word_alone_takes_the_normal_form_of_its_field(word: str) -> None:
    assert terms(word) == terms(f"text={word}") == terms(spell(terms(word)))


@pytest.mark.parametrize(
    ("text", "column", "says", "hint"),
    [
        ("actor=PRK tipe=AID", 11, "no field 'tipe'", "did you mean type?"),
        ("type=THREATN", 6, "THREATEN is near", "the types are AGREE"),
        ("type=AID,,AGREE", 10, "value is missing", "like actor=PRK"),
        ("actor=", 7, "value is missing", "like actor=PRK"),
        ('actor="North', 7, "not closed", "North Korea"),
        ('actor=""', 7, "nothing between", "give a value"),
        ("=PRK", 1, "no field before '='", "actor=PRK"),
        ("type>AID", 1, "cannot be asked with >", "it takes = !="),
        ("since=soon", 7, "'soon' is no day", "+7d"),
        ("since=2021-02-30", 7, "is no day", "2026-11-08"),
        ("confidence>=2", 13, "between 0 and 1", ".5"),
        ("dyad=PRK", 1, "takes 2 values, here are 1", "two names"),
        ("since=today,tomorrow", 1, "takes one value", "today"),
        ("country=Peru", 9, "no code of a state", "KOR"),
        ("limit=0", 7, "no number above 0", "20"),
        (", actor=PRK", 1, "a comma stands alone", "type=AID,AGREE"),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_column(text: str, column: int, says: str, hint: str) -> None:
    with pytest.raises(RunError) as refused:
        EventFilter.parse(text)
    assert (refused.value.where or "").startswith(f"column {column} of")
    assert says in refused.value.message
    assert hint in (refused.value.hint or "")


VALUES = st.text(min_size=1).filter(lambda text: text.strip() == text and text.lower() != "none")


@given(
    st.lists(st.tuples(st.sampled_from(["actor", "place", "agency", "text"]), st.lists(VALUES, min_size=1)))
)
def test_what_is_spelled_is_read_back(asked: list[tuple[str, list[str]]]) -> None:
    made = tuple(Term(field, Operator.IS_NOT, tuple(values)) for field, values in asked)
    assert terms(spell(made)) == made


@given(st.text())
@settings(max_examples=300)
def test_any_text_is_a_filter_or_is_refused(text: str) -> None:
    try:
        found = EventFilter.parse(text)
    except RunError:
        return
    assert EventFilter.parse(str(found)) == found


def test_a_filter_of_options_is_spelled_too() -> None:
    wanted = EventFilter(actor="North Korea", type=EventType.AID, since=date(2021, 3, 1), limit=3)
    assert str(wanted) == 'actor="North Korea" type=AID since=2021-03-01 limit=3'
    assert EventFilter.parse(str(wanted)).asked() == wanted.asked()


def test_two_filters_ask_what_both_ask() -> None:
    both = EventFilter.parse("type=AID limit=9").also(EventFilter(status=Status.PLANNED, limit=4))
    assert str(both) == "type=AID status=planned limit=4"


def test_a_shell_takes_the_quotation_marks_away() -> None:
    assert of_arguments(["actor=North Korea"]) == 'actor="North Korea"'
    assert of_arguments(["actor!=North Korea,Kim Jong Un,PRK"]) == 'actor!="North Korea","Kim Jong Un",PRK'
    assert of_arguments(["type=AID status=planned"]) == "type=AID status=planned"
    assert of_arguments(["type=AID", 'text="road map" talks']) == 'type=AID text="road map" talks'


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2021-03-04"),
        ("Yesterday", "2021-03-03"),
        ("tomorrow", "2021-03-05"),
        ("+7d", "2021-03-11"),
        ("-2w", "2021-02-18"),
        ("+1y", "2022-03-04"),
        ("2020-02", "2020-02-01"),
        ("2020", "2020-01-01"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert day_of(text, TODAY).isoformat() == day


def test_the_last_day_of_a_month() -> None:
    assert day_of("+1m", date(2021, 1, 31)) == date(2021, 2, 28)
    assert day_of("2020-02", TODAY, last=True) == date(2020, 2, 29)
    assert day_of("2020", TODAY, last=True) == date(2020, 12, 31)
    with pytest.raises(ValueError, match="is no day"):
        day_of("+99999y", TODAY)


def test_relative_days_can_be_settled() -> None:
    wanted = EventFilter.parse("since=-1d until=+1m published>=2021-02 published=2021-03").on(TODAY)
    assert str(wanted) == "since=2021-03-03 until=2021-04-04 published>=2021-02-01 published=2021-03"


FOUND = [
    ("", 6),
    ("actor=solheim,PER", 5),
    ("actor!=PER", 3),
    ("actor=PER", 3),
    ("recipient=none", 2),
    ("either=chl", 2),
    ("either!=CHL", 4),
    ("dyad=NOR,PER", 1),
    ("dyad=PER,NOR", 1),
    ("dyad!=PER,NOR", 5),
    ("by=CHL", 1),
    ("by=none", 5),
    ("type=SUPPORT,CONSULT", 3),
    ("type!=SUPPORT,CONSULT", 3),
    ("kind=conflict", 3),
    ("kind=verbal", 3),
    ("quad=4", 3),
    ("status!=negated,possible", 4),
    ("stance=none", 5),
    ("stance=asserts,suspects", 1),
    ("mode=expel", 1),
    ("mode=none kind=conflict", 2),
    ("context=military", 0),
    ("context=none", 6),
    ("country=PER", 1),
    ("country!=PER", 5),
    ("country=none", 5),
    ("place=none", 5),
    ("place=Lima", 1),
    ("place!=Lima", 5),
    ("sector=gov", 6),
    ("agency=andes", 6),
    ("agency!=Reuters", 6),
    ("agency=none", 0),
    ("published=2021-03", 6),
    ("published>2021-03-02", 6),
    ("published<2021-03-03", 0),
    ("published>2021-03", 0),
    ("published<=2021", 6),
    ("since=today", 2),
    ("until=2021-02", 3),
    ("confidence>=.5", 6),
    ("confidence<.5", 0),
    ("optional=no", 5),
    ("optional=yes", 1),
    ("text=PATROL", 1),
    ('"patrol ship" north', 1),
    ("text!=patrol", 5),
    ("actor=PER status=possible text=ship", 1),
]


@pytest.mark.parametrize(("text", "count"), FOUND)
def test_the_ledger_and_the_sieve_find_the_same(
    tmp_path: Path, invented: Record, text: str, count: int
) -> None:
    wanted = EventFilter.parse(text).on(TODAY)
    with Ledger.open(tmp_path / "ledger.duckdb") as ledger:
        ledger.add(invented)
        found = {entry.event.id for entry in ledger.events(wanted)}
    assert found == {entry.event.id for entry in entries(invented) if holds(wanted, entry, TODAY)}
    assert len(found) == count


def test_every_field_is_tried() -> None:
    tried = {term.field for text, _ in FOUND for term in terms(text)}
    assert set(FIELDS) - tried == {"limit", "story"}


def test_docs_and_help_tell_every_field() -> None:
    page = (Path(__file__).parents[3] / "docs" / "filters.md").read_text(encoding="utf-8")
    assert [name for name in FIELDS if f"`{name}`" not in page] == []


def test_the_examples_of_the_docs_can_be_asked() -> None:
    page = (Path(__file__).parents[3] / "docs" / "filters.md").read_text(encoding="utf-8")
    examples = re.findall(r"^    dragoman events (.*)$", page, re.MULTILINE)
    assert len(examples) >= 5
    for example in examples:
        EventFilter.parse(of_arguments(shlex.split(example)))
