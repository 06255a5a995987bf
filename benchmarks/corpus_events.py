"""Codes the open corpus and says which annotated events are found, missed and made up, and why.

usage: corpus_events.py [--part train|dev] [--only stories|sentences] [--misses] [--made-up]

A block's event is found when the program tells an event of its type in that block; stories are read whole,
sentences alone. The words of the other part should not be looked at: read errors on train, judge on dev.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Token

from dragoman import DragomanError, Reader
from dragoman.coding.candidate import Candidate
from dragoman.coding.candidates import find, lemma_of, part_of_speech
from dragoman.coding.classify import load_classifier
from dragoman.coding.coder import assess
from dragoman.coding.frame import Frame, holds, make_frame, slot
from dragoman.coding.parties import Parties
from dragoman.coding.roles import fill
from dragoman.model import Span, layers
from dragoman.ontology.lexicon import PREPOSITIONS, Need, Trigger, load_lexicon
from dragoman.sources.bare import read_bare

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

if TYPE_CHECKING:
    Block = Any
    Annotation = Any
else:
    from corpus import Annotation, Block


@dataclass(frozen=True, slots=True)
class Fault:
    """An annotated event that was missed, or one made up."""

    reason: str
    type: str
    word: str
    text: str


@dataclass(slots=True)
class Tally:
    """What was found in a part of the corpus."""

    wanted: int = 0
    found: int = 0
    told: int = 0
    missed: list[Fault] = field(default_factory=list)
    made: list[Fault] = field(default_factory=list)

    def row(self, name: str) -> str:
        """Return the figures as a row of a table."""
        recall = self.found / max(self.wanted, 1)
        precision = 1 - len(self.made) / max(self.told, 1)
        mean = 2 * recall * precision / max(recall + precision, 1e-9)
        return f"| {name} | {self.wanted} | {recall:.2f} | {precision:.2f} | {mean:.2f} |"


def texts(part: str) -> Iterator[list[Block]]:
    """Yield the blocks that are read as one text: those of a story together, sentences alone."""
    corpus: Any = import_module("corpus")
    train, dev = corpus.split(corpus.load())
    blocks = train if part == "train" else dev
    yield from (list(group) for _, group in groupby(blocks, key=lambda b: (b.path, b.story)))


def judge(blocks: list[Block], reader: Reader, tally: Tally) -> None:
    """Code the blocks as one text and enter into the tally what was found in each."""
    text = "\n\n".join(b.text for b in blocks)
    try:
        doc = reader.annotated(read_bare(text))
    except DragomanError as error:
        print(f"{blocks[0].id}: {error}", file=sys.stderr)
        return
    parties, lexicon = Parties(doc), load_lexicon()
    first = {c.token.i: c for c in find(doc, lexicon, parties)}
    told = assess(doc, parties, lexicon, load_classifier())
    at = 0
    for block in blocks:
        here = Span(at, at + len(block.text))
        at = here.end + 2
        _enter(block, here, doc, [c for c in told if _meet(_place(doc, c.token), here)], first, tally)


def _enter(
    block: Block, here: Span, doc: Doc, told: list[Candidate], first: dict[int, Candidate], tally: Tally
) -> None:
    """Pair the block's events with what is told in it: at their words first, then by type alone."""
    parties = Parties(doc)
    left = list({(c.type, c.token.i): c for c in told}.values())
    missed = list(block.events)
    for close in (True, False):
        for event in list(missed):
            pair = next(
                (c for c in left if c.type is event.type and (not close or _at(c, event, here, doc))), None
            )
            if pair is not None:
                left.remove(pair)
                missed.remove(event)
    wanted = [e for e in block.events if not e.optional]
    tally.wanted += len(wanted)
    tally.found += sum(e not in missed for e in wanted)
    for event in missed:
        if not event.optional:
            reason, word = _why(event, here, doc, told, first, parties)
            tally.missed.append(Fault(reason, event.type.value, word, block.text))
    types = {e.type for e in block.events}
    extra = [c for c in left if c.type not in types and not c.optional]
    tally.told += len({(c.type, c.token.i) for c in told if not c.optional})
    for c in extra:
        near = next((e for e in block.events if _at(c, e, here, doc)), None)
        reason = f"told as {near.type.value}" if near else "tells nothing annotated"
        tally.made.append(Fault(reason, c.type.value, f"{c.row.lemma} {c.row.source}", block.text))


def _at(candidate: Candidate, event: Annotation, here: Span, doc: Doc) -> bool:
    spans = [Span(q.span.start + here.start, q.span.end + here.start) for q in event.trigger]
    return any(_meet(_place(doc, t), s) for t in candidate.frame.verbs for s in spans)


def _place(doc: Doc, token: Token) -> Span:
    return layers(doc).reading.original(token.idx, token.idx + len(token))


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _why(
    event: Annotation, here: Span, doc: Doc, told: list[Candidate], first: dict[int, Candidate],
    parties: Parties,
) -> tuple[str, str]:  # fmt: skip
    """Return why an event was missed, and the word that should have told it."""
    spans = [Span(q.span.start + here.start, q.span.end + here.start) for q in event.trigger]
    words = [t for t in doc if any(_meet(_place(doc, t), s) for s in spans)]
    shown = " ".join(t.text for t in words)
    other = next((c for c in told if c.token in words), None)
    if other is not None:
        return f"told as {other.type.value}", shown
    for token in words:
        if token.i in first:
            sides = first[token.i].actor or first[token.i].recipient
            return ("refused on entering" if sides else "no side found"), shown
    lexicon = load_lexicon()
    failing: list[tuple[int, str, str]] = []
    known = False
    for token in words:
        pos = part_of_speech(token) or {"NOUN": "n", "PROPN": "n", "VERB": "v", "ADJ": "a"}.get(
            token.pos_, ""
        )
        rows = lexicon.lookup(lemma_of(token), pos)
        known = known or any(r.type != "LIGHT" for r in rows)
        for row in rows:
            if row.type == event.type.value:
                failed = list(_failed(row, token, pos, parties))
                need = failed[0] if failed else "no trigger where it stands"
                there = " ".join(_there(need, make_frame(token, pos, lexicon)))
                failing.append((len(failed), need, f"{row.lemma}, {row.source}: {there}"))
    if failing:
        _, need, where = min(failing)
        return f"needs fail: {need}", f"{shown} < {where}"
    return ("known for other types only" if known else "word unknown"), shown


def _failed(row: Trigger, token: Token, pos: str, parties: Parties) -> Iterator[str]:
    """Yield the needs of a row that do not hold."""
    frame = make_frame(token, pos, load_lexicon())
    roles = fill(row, frame, parties, load_lexicon())
    has = {"act": bool(roles.actor), "rec": bool(roles.recipient)}
    yield from (_name(need) for need in row.needs if not holds(need, frame, has.__getitem__))
    if "weak" in row.flags and len(roles.actor) + len(roles.recipient) < 2:
        yield "two sides"


def _there(need: str, frame: Frame) -> list[str]:
    """Return the lemmas that stand where a failed need looks."""
    name = need.strip("!=")
    return [t.lemma_ for t in slot(frame, name)] if name in ("subj", "obj", *PREPOSITIONS) else []


def _name(need: Need) -> str:
    return ("!" if need.negative else "") + need.kind + ("=" if need.values else "")


def tables(faults: Iterable[Fault], title: str) -> Iterator[str]:
    """Yield the lines of a table of faults by reason."""
    counted = Counter(f.reason for f in faults)
    yield f"\n| {title} | |\n| --- | --- |"
    yield from (f"| {reason} | {count} |" for reason, count in counted.most_common(20))


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--only", choices=("stories", "sentences"))
    parser.add_argument("--misses", action="store_true", help="print each event missed")
    parser.add_argument("--made-up", action="store_true", help="print each event made up")
    options = parser.parse_args()
    tallies = {"stories": Tally(), "sentences": Tally()}
    reader = Reader()
    for blocks in texts(options.part):
        kind = blocks[0].path.parent.name
        if options.only in (None, kind):
            judge(blocks, reader, tallies[kind])
    print("| | events | found | of those told, right | F1 |\n| --- | --- | --- | --- | --- |")
    print("\n".join(t.row(f"{options.part}, {kind}") for kind, t in tallies.items() if t.wanted))
    missed = [f for t in tallies.values() for f in t.missed]
    made = [f for t in tallies.values() for f in t.made]
    print("\n".join([*tables(missed, "missed because"), *tables(made, "made up")]))
    shown = [*(missed if options.misses else ()), *(made if options.made_up else ())]
    for fault in sorted(shown, key=lambda f: (f.type, f.reason)):
        print(f"\n{fault.type}\t{fault.reason}\t[{fault.word}]\n    {fault.text}")


if __name__ == "__main__":
    main()
