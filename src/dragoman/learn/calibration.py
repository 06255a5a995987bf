"""Calibration: the temperature that makes probabilities honest, and the plot that shows whether they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dragoman.learn.examples import Example

TEMPERATURES = tuple(round(0.5 + 0.05 * n, 2) for n in range(51))
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings of like confidence."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that was right."""


def temperature(logits: Tensor, examples: Sequence[Example], head: str, labels: Sequence[str]) -> float:
    """Return the divisor of a head's logits under which the examples are likeliest; 1 if none has labels."""
    having = [i for i, e in enumerate(examples) if e.labels.get(head)]
    if not having:
        return 1.0
    wanted = torch.tensor([[examples[i].labels[head].get(label, 0.0) for label in labels] for i in having])
    chosen = logits[having]

    def unlikelihood(t: float) -> float:
        if head == "modes":
            return float(torch.nn.functional.binary_cross_entropy_with_logits(chosen / t, wanted))
        return float(-(torch.log_softmax(chosen / t, 1) * wanted).sum(1).mean())

    return min(TEMPERATURES, key=unlikelihood)


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Return the readings in bins of confidence, empty ones left out.

    Example:
        >>> [(b.count, b.right) for b in reliability([0.95, 0.91, 0.32], [True, False, False])]
        [(1, 0.0), (2, 0.5)]
    """
    made = []
    for n in range(bins):
        low, high = n / bins, (n + 1) / bins
        inside = [i for i, c in enumerate(confidences) if low < c <= high or (not n and c == 0)]
        if inside:
            made.append(
                Bin(
                    low, high, len(inside), sum(confidences[i] for i in inside) / len(inside),
                    sum(right[i] for i in inside) / len(inside),
                )
            )  # fmt: skip
    return made


def expected_error(bins: Sequence[Bin]) -> float:
    """Return the mean gap between confidence and correctness, weighted by count.

    Units: 0..1.
    """
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def plot(bins: Sequence[Bin], title: str) -> str:
    """Return a reliability plot as SVG: a point for each bin, its area by count, beside the diagonal."""
    size, edge = 320, 46
    most = max((b.count for b in bins), default=1)

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + x * size, 1), round(edge + (1 - y) * size, 1)

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size + 2 * edge}" height="{size + 2 * edge}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{title}">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="{edge}" y="24" font-size="14">{title}</text>',
        f'<rect x="{x0}" y="{y1}" width="{size}" height="{size}" fill="none" stroke="#888"/>',
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        x, y = at(tick, tick)
        parts.append(f'<text x="{x}" y="{y0 + 16}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{x0 - 6}" y="{y + 4}" text-anchor="end">{tick:g}</text>')
    for b in bins:
        x, y = at(b.confidence, b.right)
        radius = round(3 + 9 * (b.count / most) ** 0.5, 1)
        parts.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1f6f8b" fill-opacity=".75"/>')
    parts.append(
        f'<text x="{edge + size / 2}" y="{size + 2 * edge - 8}" text-anchor="middle">confidence</text>'
    )
    parts.append(
        f'<text x="12" y="{edge + size / 2}" transform="rotate(-90 12 {edge + size / 2})" '
        f'text-anchor="middle">share right</text></svg>'
    )
    return "\n".join(parts) + "\n"
