"""PLOVER and CAMEO tables hold together."""

from __future__ import annotations

import pytest

from dragoman.model import NON_STATE_CODES, EventType, Status
from dragoman.ontology import cameo, plover

COOPERATION = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}


def test_every_type_has_an_entry_in_its_quad() -> None:
    assert set(plover.types()) == set(EventType)
    for type, entry in plover.types().items():
        assert entry.definition
        assert (entry.quad <= 2) == (type.value in COOPERATION)
        assert (entry.score > 0) == (type.value in COOPERATION)
        for mode in entry.modes.values():
            assert (mode.score > 0) == (entry.score > 0), mode


def test_quads_split_verbal_from_material() -> None:
    assert [t.value for t in EventType if plover.quad(t) == 2] == ["COOPERATE", "AID", "RETREAT"]
    assert [t.value for t in EventType if plover.quad(t) == 3] == ["REQUEST", "ACCUSE", "REJECT", "THREATEN"]
    assert plover.quads()[4] == "material conflict"


@pytest.mark.parametrize(
    ("type", "mode"),
    [
        ("CONSULT", "third-party"),
        ("RETREAT", "resign"),
        ("REQUEST", "yield"),
        ("ACCUSE", "allege"),
        ("THREATEN", "relations"),
        ("PROTEST", "obstruct"),
        ("SANCTION", "discontinue"),
        ("MOBILIZE", "militia"),
        ("COERCE", "martial-law"),
        ("ASSAULT", "targeted"),
    ],
)
def test_modes(type: str, mode: str) -> None:
    assert mode in plover.modes(EventType(type))


def test_score_takes_the_strongest_mode() -> None:
    assert plover.score(EventType.CONSULT, ["phone", "third-party"]) == 2.5
    assert plover.score(EventType.CONSULT, ["unheard-of"]) == 2.1


@pytest.mark.parametrize(
    ("type", "status", "folded"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("CONSULT", "ongoing", "CONSULT"),
        ("CONSULT", "negated", "CONSULT"),
        ("RETREAT", "planned", "AGREE"),
        ("AGREE", "possible", "AGREE"),
        ("ASSAULT", "possible", "THREATEN"),
        ("SANCTION", "planned", "THREATEN"),
        ("ACCUSE", "planned", "ACCUSE"),
        ("THREATEN", "planned", "THREATEN"),
    ],
)
def test_fold(type: str, status: str, folded: str) -> None:
    assert plover.fold(EventType(type), Status(status)) is EventType(folded)


def test_folding_keeps_the_quad_on_its_side() -> None:
    for type in EventType:
        folded = plover.fold(type, Status.PLANNED)
        assert (plover.quad(folded) <= 2) == (plover.quad(type) <= 2)
        assert set(plover.fold_modes(type, plover.modes(type), Status.PLANNED)) <= set(plover.modes(folded))


def test_folded_modes() -> None:
    assert plover.fold_modes(EventType.ASSAULT, ["firearms"], Status.POSSIBLE) == ("violence",)
    assert plover.fold_modes(EventType.CONSULT, ["visit"], Status.PLANNED) == ()
    assert plover.fold_modes(EventType.CONSULT, ["visit"], Status.HAPPENED) == ("visit",)


def test_non_state_codes_are_the_models() -> None:
    assert set(plover.non_state_codes()) == NON_STATE_CODES
    assert {"GOV", "MIL", "REB", "JRN"} <= set(plover.sectors())


def test_cameo_is_whole_and_agrees_with_plover() -> None:
    found = cameo.codes()
    assert {c.root for c in found.values()} == {f"{n:02d}" for n in range(1, 21)}
    for code in found.values():
        assert {code.root, code.base} <= set(found), code
        assert -10 <= code.goldstein <= 10
        assert set(code.contexts) <= set(plover.contexts()), code
        if code.root != "01":
            assert code.type is not None
            assert set(code.modes) <= set(plover.modes(code.type)), code


def test_every_type_and_mode_has_a_cameo_code() -> None:
    for type, entry in plover.types().items():
        for status in Status:
            for mode in (None, *entry.modes):
                assert cameo.code_of(type, [mode] if mode else [], (), status).code in cameo.codes()
            for context in entry.cameo_contexts:
                assert context in plover.contexts()
                assert cameo.code_of(type, (), [context], status).code in cameo.codes()


@pytest.mark.parametrize(
    ("type", "modes", "contexts", "status", "code"),
    [
        ("AID", [], ["humanitarian"], "happened", "073"),
        ("AID", [], ["humanitarian"], "planned", "033"),
        ("RETREAT", ["release"], [], "planned", "0353"),
        ("RETREAT", [], ["economic"], "happened", "085"),
        ("ASSAULT", ["aerial"], [], "ongoing", "195"),
        ("ASSAULT", [], [], "possible", "138"),
        ("SANCTION", ["withdraw"], [], "possible", "134"),
    ],
)
def test_code_of(type: str, modes: list[str], contexts: list[str], status: str, code: str) -> None:
    assert cameo.code_of(EventType(type), modes, contexts, Status(status)).code == code
