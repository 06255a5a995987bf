"""The open corpus: reads its blocks with character offsets, checks them and splits them into train and dev.

The format stands in corpus/README.md. `variety.py` measures how varied the text is.

Run:
    python training/corpus.py [PATH ...]
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import RunError
from dragoman.model import EventType, Quote, Span, Stance, Status
from dragoman.ontology import plover

ROOT = Path(__file__).resolve().parent.parent / "corpus"
"""Where the corpus lies."""

DEV_SHARE = 0.1
"""Of the stories, how many are kept out of training to choose by."""

HEADER = re.compile(r"@\s*(?P<id>[a-z0-9][a-z0-9_.-]*)\s*\|\s*(?P<style>\S.*?)\s*")
NTH = re.compile(r"(?P<text>.*?\S)\s*#(?P<nth>[1-9])")
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
EMPTY = "-"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One event of a block."""

    type: EventType
    modes: tuple[str, ...]
    actor: tuple[Quote, ...]
    recipient: tuple[Quote, ...]
    status: Status
    by: tuple[Quote, ...]
    stance: Stance | None
    trigger: tuple[Quote, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One annotated sentence (now and then two)."""

    id: str
    style: str
    """Agency and year, or manner."""
    text: str
    events: tuple[Annotation, ...]
    unrelated: tuple[tuple[Quote, Quote], ...]
    """Pairs of actors between whom nothing happens."""
    path: Path
    line: int
    """Of the header, from 1."""

    @property
    def story(self) -> str:
        """Return what the block belongs to: blocks `x-17.1` and `x-17.2` are one story."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a block, and where."""

    path: Path
    line: int
    block: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.block}: {self.message}"


class _FaultError(Exception):
    """A line that cannot be read as the format says."""


# ---- reading


def paths(roots: Iterable[Path] = (ROOT,)) -> list[Path]:
    """Return the corpus files under folders and the files named, in order of name."""
    found: set[Path] = set()
    for root in roots:
        found.update(p for p in root.rglob("*.txt")) if root.is_dir() else found.add(root)
    return sorted(found)


def load(roots: Iterable[Path] = (ROOT,)) -> tuple[Block, ...]:
    """Return every block of the corpus.

    Raises: RunError if the checker finds anything wrong.
    """
    blocks, problems = check(roots)
    if problems:
        shown = "\n".join(map(str, problems[:20]))
        raise RunError(f"the corpus has {len(problems)} faults\n{shown}", hint="python training/corpus.py")
    return blocks


def check(roots: Iterable[Path] = (ROOT,)) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """Return the sound blocks and every problem found, within blocks and between them."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    for path in paths(roots):
        for found in read_text(path.read_text(encoding="utf-8"), path):
            if isinstance(found, Block):
                blocks.append(found)
            else:
                problems.append(found)
    return tuple(blocks), (*problems, *_clashes(blocks))


def read_text(text: str, path: Path = Path("-")) -> Iterator[Block | Problem]:
    """Yield each block of a file's text, or what is wrong with it.

    Example:
        >>> text = "@ x-1 | reuters 1994\\nPeru met Chile.\\n> CONSULT | Peru; Chile | - | happened | - | met"
        >>> [(e.type.value, e.actor[1].span.start) for b in read_text(text) for e in b.events]
        [('CONSULT', 9)]
    """
    lines: list[tuple[int, str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            if not line.startswith("#"):
                lines.append((number, line.strip()))
        elif lines:
            yield from _block(lines, path)
            lines = []


def _block(lines: Sequence[tuple[int, str]], path: Path) -> Iterator[Block | Problem]:
    """Yield the block that the lines make, or its problems."""
    first, header = lines[0]
    if not (match := HEADER.fullmatch(header)):
        yield Problem(path, first, header[:40], "a block starts with '@ id | style'")
        return
    id = match["id"]
    if len(lines) < 3 or lines[1][1][0] in ">@" or any(not line.startswith(">") for _, line in lines[2:]):
        yield Problem(path, first, id, "a block is a header, one line of text and one or more lines with '>'")
        return
    text = lines[1][1]
    events: list[Annotation] = []
    unrelated: list[tuple[Quote, Quote]] = []
    problems: list[Problem] = []
    alone = False
    for number, line in lines[2:]:
        fields = [f.strip() for f in line[1:].split("|")]
        try:
            if fields == ["NONE"]:
                alone = True
            elif fields[0] == "NONE":
                unrelated.append(_pair(fields, text))
            else:
                events.append(_event(fields, text))
        except _FaultError as fault:
            problems.append(Problem(path, number, id, str(fault)))
    block = Block(id, match["style"], text, tuple(events), tuple(unrelated), path, first)
    problems += [Problem(path, first, id, message) for message in _contradictions(block, alone)]
    if problems:
        yield from problems
    else:
        yield block


def _pair(fields: Sequence[str], text: str) -> tuple[Quote, Quote]:
    """Return the two actors of a line that says nothing goes between them."""
    if len(fields) != 3:
        raise _FaultError(f"'NONE' takes two actors, not {len(fields) - 1}")
    return _mark(fields[1], text), _mark(fields[2], text)


def _event(fields: Sequence[str], text: str) -> Annotation:
    """Return the event of a line."""
    if len(fields) != 6:
        raise _FaultError(
            f"an event has 6 fields (type | actor | recipient | status | by | trigger), not {len(fields)}"
        )
    kind, actor, recipient, status, by, trigger = fields
    optional = kind.endswith("?")
    name, _, listed = kind.removesuffix("?").strip().partition("/")
    if name not in EventType.__members__:
        raise _FaultError(f"no type '{name}'")
    type = EventType(name)
    modes = tuple(m.strip() for m in listed.split(",") if m.strip())
    for mode in modes:
        if mode not in plover.modes(type):
            raise _FaultError(f"{name} has no mode '{mode}', only {', '.join(plover.modes(type)) or 'none'}")
    if status not in {s.value for s in Status}:
        raise _FaultError(f"no status '{status}'")
    if trigger == EMPTY:
        raise _FaultError(f"{name} has no trigger")
    sources, stance = _word(by, text)
    made = Annotation(
        type, modes, _marks(actor, text), _marks(recipient, text), Status(status), sources, stance,
        _marks(trigger, text), optional,
    )  # fmt: skip
    if same := {m.span for m in made.actor} & {m.span for m in made.recipient}:
        raise _FaultError(
            f"{name} has the same words as actor and recipient: {[text[s.start : s.end] for s in same]}"
        )
    return made


def _word(by: str, text: str) -> tuple[tuple[Quote, ...], Stance | None]:
    """Return on whose word an event rests, and how they say it."""
    if by == EMPTY:
        return (), None
    names, _, stance = by.rpartition(" ")
    if stance not in {s.value for s in Stance} or not names.strip():
        raise _FaultError(f"'{by}' does not end with asserts, suspects or denies after a name")
    return _marks(names, text), Stance(stance)


def _marks(listed: str, text: str) -> tuple[Quote, ...]:
    """Return the stretches of the text that a field lists."""
    return () if listed == EMPTY else tuple(_mark(m.strip(), text) for m in listed.split(";"))


def _mark(wanted: str, text: str) -> Quote:
    """Return a verbatim stretch of whole words; `#2` asks for its second occurrence."""
    nth = 1
    if match := NTH.fullmatch(wanted):
        wanted, nth = match["text"], int(match["nth"])
    if not wanted or wanted == EMPTY:
        raise _FaultError("an empty name in a list")
    found = [m.start() for m in re.finditer(rf"(?<!\w)(?={re.escape(wanted)}(?!\w))", text)]
    if len(found) < nth:
        inside = " (it stands only inside a word)" if not found and wanted in text else ""
        raise _FaultError(f"'{wanted}' stands {len(found)} times in the text, not {nth}{inside}")
    start = found[nth - 1]
    return Quote(wanted, Span(start, start + len(wanted)))


# ---- checking


def _contradictions(block: Block, alone: bool) -> Iterator[str]:
    """Yield what is wrong with a block whose lines can each be read."""
    if alone and block.events:
        yield "'NONE' alone says that there is no event, yet events are listed"
    if "  " in block.text or "\t" in block.text:
        yield "the text has doubled spaces or tabs"
    if not 5 <= len(WORD.findall(block.text)) <= 80:
        yield f"the text has {len(WORD.findall(block.text))} words; 8 to 55 are wanted"
    linked = set()
    for event in block.events:
        sides = [(m.span, 0) for m in event.actor] + [(m.span, 1) for m in event.recipient]
        linked |= {
            frozenset((a, b))
            for a, i in sides
            for b, j in sides
            if a != b and (i != j or not event.recipient)
        }
    for first, second in block.unrelated:
        if frozenset((first.span, second.span)) in linked:
            yield f"'{first.text}' and '{second.text}' are both NONE and parties to an event"
    seen = Counter((e.type, e.actor, e.recipient, e.status, e.trigger) for e in block.events)
    for (type, *_), count in seen.items():
        if count > 1:
            yield f"{type.value} is listed {count} times with the same parties and trigger"


def _clashes(blocks: Sequence[Block]) -> Iterator[Problem]:
    """Yield blocks that share an id or a text with an earlier one."""
    ids: dict[str, Block] = {}
    texts: dict[tuple[str, ...], Block] = {}
    for block in blocks:
        spelt = tuple(words(block.text))
        for other, what in ((ids.get(block.id), "id"), (texts.get(spelt), "text")):
            if other:
                where = f"{other.path}:{other.line}"
                yield Problem(block.path, block.line, block.id, f"the same {what} as {other.id} at {where}")
        ids.setdefault(block.id, block)
        texts.setdefault(spelt, block)


# ---- splitting


def is_dev(story: str, share: float = DEV_SHARE) -> bool:
    """Say whether a story is kept for development; only its id decides, so added blocks move no other."""
    return int(hashlib.sha256(story.encode()).hexdigest()[:8], 16) < share * 2**32


def split(blocks: Iterable[Block], share: float = DEV_SHARE) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks for training and those for development, never parting a story."""
    held = tuple(blocks)
    return tuple(b for b in held if not is_dev(b.story, share)), tuple(
        b for b in held if is_dev(b.story, share)
    )


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [w.lower() for w in WORD.findall(text)]


def main() -> None:
    """Check the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT])
    blocks, problems = check(parser.parse_args().paths)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(blocks)} blocks sound, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
