"""Teaching a trained network to read a marked trigger: the encoder stays, a layer on top of it learns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dragoman.coding.marking import encode
from dragoman.learn.examples import Example
from dragoman.learn.fitting import HEAD_WEIGHTS, SMOOTHING, Report
from dragoman.learn.network import Network, Told, batch


@dataclass(frozen=True, slots=True)
class Pace:
    """How to fit the layer; it costs little beside the encoder's reading."""

    epochs: int = 12
    rate: float = 1e-3
    decay: float = 0.05
    batch: int = 128
    seed: int = 0


def read_features(network: Network, tokenizer: Tokenizer, examples: Sequence[Example]) -> Tensor:
    """Return what the layer sees of each example. Shape: (examples, 4 * HIDDEN)."""
    network.eval()
    rows = encode(tokenizer, [e.pair for e in examples])
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts: list[Tensor] = []
    with torch.no_grad():
        for k in range(0, len(order), 64):
            ids, mask, focus = batch([rows[i] for i in order[k : k + 64]])
            parts.append(network.trigger_features(network.encode(ids, mask), ids, mask, focus))
    return torch.cat(parts)[torch.tensor(order).argsort()]


def fit_told(
    told: Told,
    features: Tensor,
    examples: Sequence[Example],
    pace: Pace,
    report: Report,
) -> None:
    """Fit the layer in place to the examples, whose features are given."""
    torch.manual_seed(pace.seed)
    wanted = {head: _shares(examples, head, labels) for head, labels in told.labels.items()}
    weights = torch.tensor([e.weight for e in examples])
    optimizer = torch.optim.AdamW(told.parameters(), lr=pace.rate, weight_decay=pace.decay)
    for epoch in range(pace.epochs):
        told.train()
        for group in optimizer.param_groups:
            group["lr"] = pace.rate * (1 - epoch / pace.epochs)
        order, total = torch.randperm(len(examples)), 0.0
        for chosen in order.split(pace.batch):
            value = _loss(told, features[chosen], {h: w[chosen] for h, w in wanted.items()}, weights[chosen])
            optimizer.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            total += value.item() * len(chosen)
        report(epoch, total / len(examples))
    told.eval()


def predict_told(told: Told, features: Tensor) -> dict[str, Tensor]:
    """Return every head's logits. Shape: (examples, labels)."""
    told.eval()
    with torch.no_grad():
        return dict(zip(told.labels, told(features), strict=True))


def _shares(examples: Sequence[Example], head: str, labels: Sequence[str]) -> Tensor:
    return torch.tensor([[e.labels.get(head, {}).get(label, 0.0) for label in labels] for e in examples])


def _loss(told: Told, features: Tensor, wanted: dict[str, Tensor], weights: Tensor) -> Tensor:
    """Return the loss of a batch: over the examples that have labels for a head; modes each by itself."""
    total = torch.zeros(())
    for (head, labels), logits in zip(told.labels.items(), told(features), strict=True):
        if head == "modes":
            each = torch.nn.functional.binary_cross_entropy_with_logits(
                logits, wanted[head], reduction="none"
            ).sum(1)
        else:
            has = wanted[head].sum(1) > 0
            target = wanted[head] * (1 - SMOOTHING) + SMOOTHING / len(labels)
            each = -(torch.log_softmax(logits, 1) * target).sum(1) * has
        total = total + HEAD_WEIGHTS.get(head, 1.0) * (each * weights).mean()
    return total
