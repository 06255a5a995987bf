"""The open corpus is sound, and its reader says what is wrong and where."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import EventType, Span, Stance, Status

ROOT = Path(__file__).parents[3]

GOOD = """\
# A remark.
@ pact-0001 | reuters 1996
Peru told Chile on Friday that Peru may free two pilots, a lawyer from Arica claimed.
> CONSULT ? | Peru | Chile | happened | a lawyer asserts | told
> RETREAT/release | Peru #2 | - | possible | a lawyer; Chile suspects | may free
> NONE | a lawyer | Arica

@ pact-0002.1 | background
Coffee prices fell in Lima for a third week.
> NONE
"""


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    return importlib.import_module("corpus")


@pytest.fixture
def variety(corpus: Any) -> Any:
    return importlib.import_module("variety").variety


def test_the_corpus_has_no_faults(corpus: Any) -> None:
    blocks, problems = corpus.check()
    assert not problems, "\n" + "\n".join(map(str, problems))
    assert blocks


def test_no_two_sentences_of_the_corpus_are_nearly_the_same(corpus: Any, variety: Any) -> None:
    blocks, _ = corpus.check()
    close = [n for n in variety(blocks).neighbours if n[0] >= 0.6]
    assert not close, close


def test_a_block_is_read_with_offsets(corpus: Any) -> None:
    first, second = corpus.read_text(GOOD)
    assert (first.id, first.style, first.line) == ("pact-0001", "reuters 1996", 2)
    told, free = first.events
    assert (told.type, told.optional, told.stance) == (EventType.CONSULT, True, Stance.ASSERTS)
    assert (free.modes, free.status, free.stance) == (("release",), Status.POSSIBLE, Stance.SUSPECTS)
    assert free.actor[0].span == Span(31, 35)
    assert [q.text for q in free.by] == ["a lawyer", "Chile"]
    for event in first.events:
        for quote in (*event.actor, *event.recipient, *event.by, *event.trigger):
            assert first.text[quote.span.start : quote.span.end] == quote.text
    assert [(a.text, b.text) for a, b in first.unrelated] == [("a lawyer", "Arica")]
    assert second.events == ()
    assert second.story == "pact-0002"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("> MEET | Peru | - | happened | - | met", "no type 'MEET'"),
        ("> CONSULT/tea | Peru | - | happened | - | met", "CONSULT has no mode 'tea', only visit"),
        ("> AGREE/deal | Peru | - | happened | - | met", "AGREE has no mode 'deal', only none"),
        ("> CONSULT | Peru | Chile | done | - | met", "no status 'done'"),
        ("> CONSULT | Bolivia | - | happened | - | met", "'Bolivia' stands 0 times in the text, not 1"),
        ("> CONSULT | Peru | Chil | happened | - | met", "it stands only inside a word"),
        ("> CONSULT | Peru #2 | - | happened | - | met", "'Peru' stands 1 times in the text, not 2"),
        ("> CONSULT | Peru; | - | happened | - | met", "an empty name in a list"),
        ("> CONSULT | Peru | Peru | happened | - | met", "the same words as actor and recipient"),
        ("> CONSULT | Peru | - | happened | Chile says | met", "does not end with asserts"),
        ("> CONSULT | Peru | - | happened | - | -", "CONSULT has no trigger"),
        ("> CONSULT | Peru | - | happened | met", "an event has 6 fields"),
        ("> NONE | Peru", "'NONE' takes two actors, not 1"),
        ("> CONSULT | Peru | Chile | happened | - | met\n> NONE | Chile | Peru", "are both NONE and parties"),
        (
            "> CONSULT | Peru; Chile | - | happened | - | met\n> NONE | Chile | Peru",
            "are both NONE and parties",
        ),
        ("> CONSULT | Peru | - | happened | - | met\n> NONE", "'NONE' alone"),
        ("> CONSULT | Peru | - | happened | - | met\n" * 2, "is listed 2 times"),
        ("no mark before the event", "a block is a header, one line of text"),
    ],
)
def test_a_fault_is_named_with_its_block(corpus: Any, line: str, message: str) -> None:
    text = f"@ x-1 | ap 1999\nPeru met Chile in the port of Callao.\n{line}"
    found = [str(f) for f in corpus.read_text(text, Path("corpus/x.txt")) if isinstance(f, corpus.Problem)]
    assert len(found) == 1
    assert found[0].startswith("corpus/x.txt:")
    assert ": x-1: " in found[0]
    assert message in found[0]


def test_a_wrong_header_is_named(corpus: Any) -> None:
    (problem,) = corpus.read_text("@ X 1\nPeru met Chile.\n> NONE")
    assert "a block starts with '@ id | style'" in str(problem)


def test_blocks_may_not_share_an_id_or_a_text(corpus: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(GOOD.replace("0002.1", "0003"), encoding="utf-8")
    _, problems = corpus.check([tmp_path])
    assert [p.message.split(" as ")[0] for p in problems] == ["the same id", "the same text", "the same text"]
    with pytest.raises(corpus.RunError, match="3 faults"):
        corpus.load([tmp_path])


def test_the_split_keeps_stories_whole_and_does_not_move(corpus: Any) -> None:
    text = "\n\n".join(
        f"@ s-{n // 2}.{n} | ap 2001\nIn year {n} nothing of note happened there.\n> NONE" for n in range(400)
    )
    blocks = tuple(corpus.read_text(text))
    train, dev = corpus.split(blocks)
    assert len(train) + len(dev) == 400
    assert 0.05 < len(dev) / 400 < 0.16
    assert not {b.story for b in train} & {b.story for b in dev}
    assert corpus.split(blocks[100:])[1] == tuple(b for b in dev if b in blocks[100:])


def test_variety_counts_what_repeats(corpus: Any, variety: Any) -> None:
    text = """\
@ a-1 | ap 1999
The two ministers shook hands warmly in Quito.
> CONSULT | The two ministers | - | happened | - | shook hands

@ a-2 | ap 1999
The two ministers shook hands again before lunch.
> CONSULT | The two ministers | - | planned | - | shook hands

@ a-3 | ap 1999
Nobody expected heavy snowfall during harvest season.
> NONE
"""
    found = variety(tuple(corpus.read_text(text)))
    assert found.repeated == (("the two ministers shook hands", 2),)
    assert found.openings == (("the two ministers", 2),)
    assert found.neighbours[0][1:] in {("a-1", "a-2"), ("a-2", "a-1")}
    assert found.neighbours[-1][0] == 0
    assert found.counts["status"] == {"happened": 1, "planned": 1}
    assert found.type_token_ratio == pytest.approx(18 / 23)
