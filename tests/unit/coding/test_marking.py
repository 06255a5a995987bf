"""How a pair is put before the classifier."""

from __future__ import annotations

import pytest

from dragoman.coding.marking import (
    ACTOR,
    ACTOR_END,
    CLS,
    LONGEST,
    RECIPIENT,
    RECIPIENT_END,
    SEP,
    Pair,
    encode,
)
from dragoman.model import Span

tokenizers = pytest.importorskip("tokenizers")


@pytest.fixture
def tokenizer() -> object:
    """Return a tokenizer of whole words: each is its own number from 200 on."""
    words = {f"w{n}": 200 + n for n in range(400)} | {"[UNK]": 100}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made


def test_both_are_marked(tokenizer) -> None:  # type: ignore[no-untyped-def]
    [row] = encode(tokenizer, [Pair("w1 w2 w3 w4", Span(0, 2), Span(6, 11))])
    assert row == [CLS, ACTOR, 201, ACTOR_END, 202, RECIPIENT, 203, 204, RECIPIENT_END, SEP]


def test_neighbours_keep_their_marks_apart(tokenizer) -> None:  # type: ignore[no-untyped-def]
    [row] = encode(tokenizer, [Pair("w1 w2", Span(3, 5), Span(0, 2))])
    assert row == [CLS, RECIPIENT, 201, RECIPIENT_END, ACTOR, 202, ACTOR_END, SEP]


def test_one_may_be_missing(tokenizer) -> None:  # type: ignore[no-untyped-def]
    [row] = encode(tokenizer, [Pair("w1 w2", None, Span(0, 2))])
    assert row == [CLS, RECIPIENT, 201, RECIPIENT_END, 202, SEP]


def test_what_looks_like_a_mark_in_the_text_is_none(tokenizer) -> None:  # type: ignore[no-untyped-def]
    [row] = encode(tokenizer, [Pair("[unused1] w1", None, None)])
    assert not {ACTOR, ACTOR_END, RECIPIENT, RECIPIENT_END} & set(row)


def test_a_long_text_is_cut_around_the_two(tokenizer) -> None:  # type: ignore[no-untyped-def]
    words = [f"w{n}" for n in range(390)]
    text = " ".join(words)
    spans = [Span(at := text.index(f"w{n} "), at + 4) for n in (300, 310)]
    [row] = encode(tokenizer, [Pair(text, *spans)])
    assert len(row) == LONGEST
    assert {ACTOR, ACTOR_END, RECIPIENT, RECIPIENT_END, 500, 510} <= set(row)


def test_a_stretch_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no stretch"):
        Pair("w1", Span(0, 3), None)
