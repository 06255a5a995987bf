import re
from collections import Counter

from dragoman.gazetteer.bodies import body_by_name, load_bodies
from dragoman.gazetteer.states import load_states
from dragoman.model import NON_STATE_CODES, EntityKind


def test_every_body_has_a_known_code_and_sectors():
    codes = {state.code for state in load_states()} | NON_STATE_CODES
    for body in load_bodies():
        assert body.code in codes, body
        assert all(re.fullmatch(r"[A-Z]{3}", sector) for sector in body.sectors), body
        assert all(name and name == name.strip() for name in body.names), body


def test_a_name_stands_for_one_body():
    counts = Counter(name for body in load_bodies() for name in body.names)
    assert [name for name, n in counts.items() if n > 1] == []


def test_no_body_shares_a_name_with_a_state():
    names = {name for state in load_states() for name in state.names}
    assert sorted(names & body_by_name().keys()) == []


def test_sections_and_their_exceptions():
    assert body_by_name()["LTTE"].code == "LKA"
    assert body_by_name()["Hamas"].sectors == ("REB",)
    assert body_by_name()["BJP"].kind is EntityKind.ORGANIZATION
    assert body_by_name()["U.N."].kind is EntityKind.IGO
    assert body_by_name()["Yonhap"].code == "KOR"
    assert body_by_name()["Yonhap"].sectors == ("JRN",)
