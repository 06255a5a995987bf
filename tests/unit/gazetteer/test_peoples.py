"""Peoples within states."""

from __future__ import annotations

from collections import Counter

from dragoman.gazetteer.peoples import load_peoples
from dragoman.gazetteer.states import load_states, state_by_adjective, state_by_people


def test_codes_are_known_and_forms_well_formed() -> None:
    codes = {s.code for s in load_states()}
    for people in load_peoples():
        assert people.codes, people
        assert set(people.codes) <= codes, people
        for form in people.adjectives + people.nouns:
            assert form, people
            assert form == form.strip(), people


def test_a_form_means_one_people_and_none_is_a_state_s() -> None:
    forms = Counter(f for p in load_peoples() for f in {*p.adjectives, *p.nouns})
    assert [form for form, n in forms.items() if n > 1] == []
    of_states = set(state_by_adjective()) | set(state_by_people())
    assert set(forms) & of_states == set()


def test_known_peoples() -> None:
    by_adjective = {form: p.codes for p in load_peoples() for form in p.adjectives}
    assert by_adjective["Catalan"] == ("ESP",)
    assert set(by_adjective["Kurdish"]) == {"IRQ", "TUR", "SYR", "IRN"}
