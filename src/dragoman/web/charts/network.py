"""The network of actors: who stands close to whom by what they did to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p, pi

import numpy as np
from numpy.typing import NDArray

SIZE = 1000.0
MARGIN = 60.0
STEPS = 300


@dataclass(frozen=True, slots=True)
class Tie:
    """What two actors had with each other in a span of days."""

    one: str
    other: str
    cooperation: int
    conflict: int

    @property
    def count(self) -> int:
        """Return how many events they had."""
        return self.cooperation + self.conflict


@dataclass(frozen=True, slots=True)
class Node:
    """An actor's place in the picture."""

    name: str
    x: float
    y: float
    radius: float
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """A tie's place in the picture."""

    tie: Tie
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    balance: str
    """`cooperation`, `conflict` or `both`."""


@dataclass(frozen=True, slots=True)
class Network:
    """The picture, in units of its view box."""

    size: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def network(ties: Sequence[Tie], most: int = 40) -> Network:
    """Return the picture of the actors with the most events and the ties between them.

    The same ties give the same picture: the actors start on a circle in the order of their events.
    """
    counts: dict[str, int] = defaultdict(int)
    for tie in ties:
        counts[tie.one] += tie.count
        counts[tie.other] += tie.count
    names = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    place = {name: number for number, name in enumerate(names)}
    kept = [tie for tie in ties if tie.one in place and tie.other in place and tie.one != tie.other]
    spots = _layout(len(names), [(place[t.one], place[t.other], log1p(t.count)) for t in kept])
    top = max(counts.values(), default=1)
    nodes = tuple(
        Node(name, *_xy(spots[number]), round(14 + 14 * log1p(counts[name]) / log1p(top), 1), counts[name])
        for name, number in place.items()
    )
    lines = tuple(_line(tie, spots[place[tie.one]], spots[place[tie.other]]) for tie in kept)
    return Network(SIZE, nodes, tuple(sorted(lines, key=lambda line: line.width)))


def _line(tie: Tie, one: NDArray[np.float64], other: NDArray[np.float64]) -> Line:
    share = tie.conflict / tie.count if tie.count else 0.5
    balance = "cooperation" if share < 1 / 3 else "conflict" if share > 2 / 3 else "both"
    return Line(tie, *_xy(one), *_xy(other), round(1 + 1.6 * log1p(tie.count), 1), balance)


def _xy(spot: NDArray[np.float64]) -> tuple[float, float]:
    return round(float(spot[0]), 1), round(float(spot[1]), 1)


def _layout(count: int, ties: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """Return a place for each node. Shape: (count, 2). Source: Fruchterman and Reingold 1991."""
    angles = 2 * pi * np.arange(count) / max(1, count)
    spots: NDArray[np.float64] = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    pull = np.zeros((count, count))
    for one, other, weight in ties:
        pull[one, other] = pull[other, one] = weight
    if count > 1 and pull.max() > 0:
        pull /= pull.max()
    ideal = 1.4 / max(1.0, count**0.5)
    for step in range(STEPS if count > 2 else 0):
        apart = spots[:, None, :] - spots[None, :, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = ideal**2 / far**2 - pull * far / ideal
        move = (apart * force[:, :, None]).sum(axis=1) - 0.4 * spots
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        spots = spots + move / length * np.minimum(length, 0.12 * (1 - step / STEPS))
    low, high = (spots.min(axis=0), spots.max(axis=0)) if count else (np.zeros(2), np.ones(2))
    room = np.where(high - low > 1e-9, high - low, 1.0)
    scaled: NDArray[np.float64] = MARGIN + (spots - low) / room * (SIZE - 2 * MARGIN)
    scaled[:, 1] = MARGIN + (scaled[:, 1] - MARGIN) * 0.62  # a picture as wide as a page is not square
    return scaled
