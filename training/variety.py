"""How varied the text of the open corpus is, and what is annotated in it.

Run:
    python training/variety.py [PATH ...]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import ROOT, Block, check, split, words

FUNCTION_WORDS = frozenset(
    "a an the and or but nor as at by for from in into of off on onto out over since than that this these "
    "those to under until up upon with without after before between during against about is are was were "
    "be been being has have had do does did will would shall should may might can could must not no it "
    "its his her their he she they them him who whom whose which what where when while if then there so "
    "such also said says say".split()
)
WINDOW = 1000
"""Tokens in the windows whose type-token ratios are averaged."""


@dataclass(frozen=True, slots=True)
class Variety:
    """How varied the text is and what is annotated in it."""

    blocks: int
    tokens: int
    type_token_ratio: float
    window_ratio: float
    """Mean type-token ratio of windows of 1,000 tokens, which does not fall with size."""
    repeated: tuple[tuple[str, int], ...]
    """5-grams that stand in two or more blocks, with the number of blocks."""
    repeated_share: float
    """Of all 5-grams, how many stand in another block too."""
    openings: tuple[tuple[str, int], ...]
    """First three words that two or more blocks share."""
    neighbours: tuple[tuple[float, str, str], ...]
    """Each block's nearest other one by the Jaccard index of their content words, the nearest first."""
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    """By type, mode, status, stance, and what else is counted."""


def variety(blocks: Sequence[Block]) -> Variety:
    """Return the measures of variety of the blocks."""
    texts = [words(b.text) for b in blocks]
    tokens = [w for sentence in texts for w in sentence]
    where: dict[tuple[str, ...], set[int]] = defaultdict(set)
    total = 0
    for n, sentence in enumerate(texts):
        for gram in zip(*(sentence[i:] for i in range(5)), strict=False):
            where[gram].add(n)
            total += 1
    repeated = [(" ".join(g), len(at)) for g, at in where.items() if len(at) > 1]
    openings = Counter(" ".join(sentence[:3]) for sentence in texts)
    windows = [len(set(tokens[i : i + WINDOW])) / WINDOW for i in range(0, len(tokens) - 999, WINDOW)]
    ratio = len(set(tokens)) / max(1, len(tokens))
    return Variety(
        blocks=len(blocks),
        tokens=len(tokens),
        type_token_ratio=ratio,
        window_ratio=sum(windows) / len(windows) if windows else ratio,
        repeated=tuple(sorted(repeated, key=lambda r: (-r[1], r[0]))),
        repeated_share=sum(n for _, n in repeated) / max(1, total),
        openings=tuple(o for o in openings.most_common() if o[1] > 1),
        neighbours=_neighbours([b.id for b in blocks], texts),
        counts=_counts(blocks),
    )


def _neighbours(ids: Sequence[str], texts: Sequence[Sequence[str]]) -> tuple[tuple[float, str, str], ...]:
    """Return each block's nearest other one, by an index from words to blocks."""
    sets = [set(sentence) - FUNCTION_WORDS for sentence in texts]
    index: dict[str, list[int]] = defaultdict(list)
    for n, own in enumerate(sets):
        for word in own:
            index[word].append(n)
    nearest = []
    for n, own in enumerate(sets):
        shared = Counter(other for word in own for other in index[word] if other != n)
        rated = ((hits / (len(own) + len(sets[other]) - hits), ids[other]) for other, hits in shared.items())
        similarity, other = max(rated, default=(0.0, ""))
        nearest.append((similarity, ids[n], other))
    return tuple(sorted(nearest, reverse=True))


def _counts(blocks: Iterable[Block]) -> dict[str, Counter[str]]:
    """Return the counts of what is annotated."""
    names = ("type", "mode", "status", "stance", "pairs", "events a block", "length")
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for block in blocks:
        counts["events a block"][str(len(block.events))] += 1
        counts["length"][f"{10 * (len(words(block.text)) // 10):02d}+"] += 1
        counts["pairs"]["NONE"] += len(block.unrelated)
        for event in block.events:
            counts["type"][event.type] += 1
            counts["mode"].update(f"{event.type}/{m}" for m in event.modes or ("-",))
            counts["status"][event.status] += 1
            counts["stance"][event.stance or "-"] += 1
            counts["pairs"]["actor and recipient" if event.actor and event.recipient else "one side"] += 1
            counts["pairs"]["optional"] += event.optional
    return counts


def report(blocks: Sequence[Block]) -> str:
    """Return the variety report as text."""
    found = variety(blocks)
    train, dev = split(blocks)
    nearest = [s for s, _, _ in found.neighbours]
    lines = [
        f"blocks {found.blocks} (train {len(train)}, dev {len(dev)}), tokens {found.tokens}",
        f"type-token ratio {found.type_token_ratio:.3f}; in windows of 1,000 {found.window_ratio:.3f}",
        f"5-grams in two or more blocks: {len(found.repeated)} ({found.repeated_share:.2%} of all)",
        *(f"  {n:3d}  {gram}" for gram, n in found.repeated[:15]),
        f"shared openings: {len(found.openings)}",
        *(f"  {n:3d}  {opening}" for opening, n in found.openings[:10]),
        f"nearest neighbour: mean {sum(nearest) / max(1, len(nearest)):.3f}, "
        f"most {max(nearest, default=0):.3f}",
        *(f"  {s:.2f}  {a} {b}" for s, a, b in found.neighbours[:10] if s >= 0.25),
    ]
    for name, counter in found.counts.items():
        total = max(1, sum(counter.values()))
        listed = (
            sorted(counter.items()) if name in {"length", "events a block", "mode"} else counter.most_common()
        )
        lines.append(f"{name}: " + ", ".join(f"{k} {n} ({n / total:.0%})" for k, n in listed))
    return "\n".join(lines)


def main() -> None:
    """Report on the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT])
    print(report(check(parser.parse_args().paths)[0]))


if __name__ == "__main__":
    main()
