"""Identities found by what they are called; plans by day; how well they were kept; two actors."""

from __future__ import annotations

from datetime import date

import pytest
from wire import event, story, world_of

from dragoman.ledger.agenda import agenda, reliability
from dragoman.ledger.dossier import differing, dossier
from dragoman.ledger.register import Register
from dragoman.ledger.world import World

SOL, DAHL = "Ana Sol|PER|Foreign Minister", "Ole Dahl|NOR|Foreign Minister"
KIM = "Kim Kye-Gwan|PRK|envoy"


@pytest.fixture(scope="module")
def made() -> World:
    return world_of(
        [
            story(
                "AFP",
                "2010-03-01",
                event("CONSULT planned", "Sol will meet Dahl.", [SOL, DAHL], [], "2010-03-03"),
            ),
            story(
                "AFP", "2010-03-05", event("CONSULT happened", "Sol met Dahl.", [SOL, DAHL], [], "2010-03-05")
            ),
            story("AFP", "2010-03-06", event("CONSULT planned", "Kim is to meet Dahl.", [KIM, DAHL], [], "")),
            story(
                "AFP",
                "2010-03-06",
                event("ACCUSE happened", "Peru accused Norway.", ["Peru|PER"], ["Norway|NOR"], "2010-03-06"),
            ),
            story(
                "AP",
                "2010-03-06",
                event("CONSULT planned", "Sol is to visit Oslo.", [SOL], ["Norway|NOR"], "2010-04-01"),
            ),
        ]
    )


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("ole dahl", "Ole Dahl"),
        ("Dahl", "Ole Dahl"),
        ("Kim Kye Gwan", "Kim Kye-Gwan"),
        ("PER", "Peru"),
        ("Dal", "Ole Dahl"),
    ],
)
def test_found_by_name_word_code_and_sound(made: World, asked: str, name: str) -> None:
    assert Register(made.identities).find(asked)[0].name == name


def test_nobody_is_found_by_nothing(made: World) -> None:
    register = Register(made.identities)
    assert register.find("  ") == []
    assert register.find("Nemo") == []
    assert register.acting("Nemo") == frozenset()
    assert register.name("nemo-000000") == "nemo-000000"


def test_all_who_act_for_a_state(made: World) -> None:
    register = Register(made.identities)
    assert {register.name(id) for id in register.acting("Norway")} == {"Norway", "Ole Dahl"}
    assert register.acting("Norway") == register.acting("nor")
    assert {register.name(id) for id in register.acting("Dahl")} == {"Ole Dahl"}


def test_the_agenda_between_two_days(made: World) -> None:
    assert len(agenda(made.plans)) == 3
    march = agenda(made.plans, date(2010, 3, 1), date(2010, 3, 31))
    assert [p.due_start for p in march] == [date(2010, 3, 3), None]
    who = Register(made.identities).acting("PRK")
    assert len(agenda(made.plans, who=who)) == 1


def test_how_well_plans_were_kept(made: World) -> None:
    outcomes = {h.id: h for h in made.happenings}
    kept = reliability(made.plans, outcomes, date(2010, 5, 1))
    assert (kept.announced, kept.late, kept.unreported, kept.due) == (3, 1, 1, 1)
    assert kept.decided == 2
    assert kept.rate == 0.5
    assert kept.days_late == (2,)
    assert kept.median_days_late == 2
    none = reliability([], {}, date(2010, 5, 1))
    assert none.rate is None
    assert none.median_days_late is None


def test_what_passed_between_two(made: World) -> None:
    register = Register(made.identities)
    between = dossier(register.acting("PER"), register.acting("NOR"), made.happenings, made.plans)
    assert [h.type.value for h in between.happenings] == ["CONSULT", "ACCUSE"]
    assert len(between.plans) == 2
    assert between.by_year == ((2010, 1, 1),)
    assert {register.name(id) for id, _ in between.first_acting} == {"Ana Sol", "Peru"}
    assert between.disputed == ()
    assert all(differing(h) == () for h in between.happenings)
