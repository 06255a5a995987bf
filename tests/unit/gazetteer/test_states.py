import re
from collections import Counter

from dragoman.gazetteer.states import (
    load_states,
    state_by_adjective,
    state_by_code,
    state_by_metonym,
    state_by_name,
    state_by_people,
)


def test_every_state_has_an_alpha_3_code_and_no_blank_forms():
    for state in load_states():
        assert re.fullmatch(r"[A-Z]{3}", state.code), state
        forms = (*state.names, *state.adjectives, *state.people, *state.metonyms)
        assert all(form and form == form.strip() and "|" not in form for form in forms), state
        assert not any(form.startswith("the ") for form in forms), state


def test_a_name_stands_for_one_state():
    counts = Counter(name for state in load_states() for name in state.names)
    assert [name for name, n in counts.items() if n > 1] == []


def test_present_states_have_one_code_each():
    counts = Counter(s.code for s in load_states() if s.status == "state")
    assert len(counts) == 193 + 1  # the members of the United Nations and the Holy See
    assert set(counts.values()) == {1}
    assert len(state_by_code()) >= 249


def test_historical_states_bear_their_successors_code_and_years():
    zaire = state_by_name()["Zaire"]
    assert (zaire.code, zaire.first, zaire.last) == ("COD", 1971, 1997)
    assert state_by_name()["Soviet Union"].code == "RUS"
    assert all(s.last for s in load_states() if s.status == "historical")


def test_forms_lead_to_their_state():
    assert state_by_name()["ROK"].code == "KOR"
    assert state_by_adjective()["Dominican"].code == "DOM"
    assert state_by_adjective()["Congolese"].code == "COD"
    assert state_by_people()["Iraqis"].code == "IRQ"
    assert state_by_metonym()["Kremlin"].name == "Russia"
    assert state_by_metonym()["Washington"].code == "USA"
    assert "us" not in state_by_name()


def test_the_capital_of_a_dependency_is_no_government():
    assert "Nuuk" not in state_by_metonym()
