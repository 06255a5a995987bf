"""The codebook as training text."""

from __future__ import annotations

from random import Random

from dragoman.coding.marking import Pair
from dragoman.learn.codebook import clauses, definitions
from dragoman.learn.examples import plover_heads
from dragoman.learn.names import exchange
from dragoman.model import Span
from dragoman.ontology.lexicon import LIGHT, Lexicon, load_lexicon, parse_triggers


def lexicon(type: str, row: str) -> Lexicon:
    made: dict[tuple[str, str], tuple[object, ...]] = {}
    for trigger in parse_triggers(row, f"{type}.tsv", {}):
        made[trigger.lemma, trigger.pos] = (*made.get((trigger.lemma, trigger.pos), ()), trigger)
    return Lexicon(made, {})  # type: ignore[arg-type]


def test_nearly_every_row_makes_a_clause_with_sound_labels() -> None:
    whole = load_lexicon()
    made = list(clauses(whole, Random(7)))
    rows = sum(row.type != LIGHT for row in whole)
    assert len(made) > 0.95 * rows
    heads = plover_heads()
    for example in made:
        for head, shares in example.labels.items():
            assert set(shares) <= set(heads[head])


def test_the_same_chance_makes_the_same_clauses() -> None:
    assert [e.pair for e in clauses(load_lexicon(), Random(3), 0.02)] == [
        e.pair for e in clauses(load_lexicon(), Random(3), 0.02)
    ]


def test_subject_and_object_have_their_roles() -> None:
    book = lexicon("ACCUSE", "condemn\tv\tdisapprove\tsubj\tobj\t-\t-\t-")
    for seed in range(40):
        [example] = clauses(book, Random(seed))
        text, pair = example.pair.text, example.pair
        assert pair.actor is not None
        assert pair.recipient is not None
        if "NONE" in example.labels["filed"]:
            continue
        passive = " by " in text
        assert (pair.actor.start > pair.recipient.start) == passive
        assert "condemn" in text
        assert example.labels["action"] == {"ACCUSE": 1.0}


def test_what_a_row_needs_stands_in_the_clause() -> None:
    book = lexicon("COERCE", "place\tv\tarrest\tsubj\tobj\t-\tunder=arrest\t-")
    assert all("under arrest" in e.pair.text for seed in range(9) for e in clauses(book, Random(seed)))


def test_every_type_and_mode_is_defined() -> None:
    made = list(definitions(Random(0)))
    heads = plover_heads()
    assert {t for e in made for t in e.labels["action"]} == set(heads["action"]) - {"NONE"}
    assert {m for e in made for m in e.labels["modes"]} == set(heads["modes"])


def test_states_are_exchanged_and_the_marks_move_along() -> None:
    text = "Peruvian miners blame Lima; Chile and Peru stay silent."
    pair = Pair(text, Span(0, 15), Span(22, 26))
    changed = exchange(pair, Random(5))
    assert changed.actor is not None
    assert changed.recipient is not None
    assert changed.actor.of(changed.text).endswith(" miners")
    assert "Peru" not in changed.text
    before, after = changed.text[: changed.recipient.start], changed.text[changed.recipient.end :]
    assert before.endswith(" blame ")
    assert after.startswith("; ")


def test_a_text_without_states_stays() -> None:
    pair = Pair("Miners blame the owners.", Span(0, 6), Span(13, 23))
    assert exchange(pair, Random(1)) == pair
