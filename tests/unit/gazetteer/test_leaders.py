"""The table of offices: well-formed, consistent, and broad enough."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta

from dragoman.gazetteer.leaders import Term, load_terms
from dragoman.gazetteer.states import load_states
from dragoman.model import NON_STATE_CODES

_YEAR = timedelta(days=366)
_NAME = re.compile(r"[^\W\d_][\w.'-]*( [^\W\d_][\w.'-]*)*")
_SECTORS = {"", "GOV", "MIL", "REB", "OPP", "PTY", "LEG", "JUD", "SPY", "REL", "SOC", "ELI", "CRM"}


def test_every_term_is_well_formed() -> None:
    codes = {s.code for s in load_states()} | NON_STATE_CODES
    for term in load_terms():
        assert term.code in codes, term
        assert set(term.sectors) <= _SECTORS, term
        assert term.office, term
        assert term.last is None or term.first <= term.last <= date(2026, 12, 31), term
        assert date(1925, 1, 1) < term.first < date(2026, 12, 31), term
        for form in term.forms + term.short:
            assert _NAME.fullmatch(form), form


def test_two_holders_of_one_office_overlap_by_a_year_at_most() -> None:
    by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in load_terms():
        if term.sole:
            by_office[term.code, term.office].append(term)
    for terms in by_office.values():
        terms.sort(key=lambda t: (t.first, t.last or date.max))
        for i, one in enumerate(terms):
            for other in terms[i + 1 :]:
                end = min(one.last or date.max, other.last or date.max)
                assert end - other.first <= _YEAR, (one, other)


def test_one_name_is_spelt_alike_in_all_its_terms() -> None:
    """A form given in one term of a person does not make another person of the next."""
    owner: dict[str, str] = {}
    shared = {"George Bush"}
    for term in load_terms():
        for form in term.forms:
            if form not in shared:
                assert owner.setdefault(form, term.name) == term.name, (form, owner[form], term.name)


def test_nearly_every_member_of_the_united_nations_has_a_head_now() -> None:
    states = {s.code for s in load_states() if s.status == "state"}
    present = {t.code for t in load_terms() if t.last is None or t.last.year >= 2024}
    assert len(states - present) <= 12, sorted(states - present)


def test_known_days() -> None:
    def holder(code: str, office: str, day: date) -> set[str]:
        return {t.name for t in load_terms() if (t.code, t.office) == (code, office) and t.covers(day)}

    assert holder("FRA", "president", date(1999, 6, 1)) == {"Jacques Chirac"}
    assert holder("UNO", "UN secretary-general", date(1994, 4, 7)) == {"Boutros Boutros-Ghali"}
    assert holder("KEN", "president", date(2002, 11, 1)) == {"Daniel arap Moi"}
    assert len(load_terms()) > 2500
