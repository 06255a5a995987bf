"""Fitting a network to examples."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.coding.marking import MASK, encode
from dragoman.learn.examples import Example
from dragoman.learn.network import Network, batch

HEAD_WEIGHTS = {"filed": 1.0, "action": 0.6, "status": 0.4, "stance": 0.2, "modes": 0.3}
"""How much each head counts in the loss."""

HIDDEN_WORDS = 0.08
"""The share of words that an example is shown without, so that no single one decides."""

SMOOTHING = 0.05
"""Of the target's mass, the part spread over all labels."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fit."""

    epochs: int = 6
    rate: float = 6e-5
    head_rate: float = 1e-3
    batch: int = 32
    warmup: float = 0.1
    seed: int = 0
    threads: int = 2


Report = Callable[[int, float], None]
"""Told the epoch and its mean loss."""


def fit(
    network: Network,
    tokenizer: Tokenizer,
    examples: Callable[[int], Sequence[Example]],
    settings: Settings,
    report: Report = lambda epoch, loss: None,
) -> None:
    """Fit a network in place to the examples, given anew for each epoch.

    The same examples, settings and library versions give the same weights on one machine.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    first = examples(0)
    steps = max(1, settings.epochs * math.ceil(len(first) / settings.batch))
    optimizer = torch.optim.AdamW(
        [
            {
                "params": [p for n, p in network.named_parameters() if not n.startswith("heads")],
                "lr": settings.rate,
            },
            {"params": list(network.heads.parameters()), "lr": settings.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / (settings.warmup * steps)) * max(0.02, (steps - i) / steps)
    )
    for epoch in range(settings.epochs):
        network.train()
        total = seen = 0.0
        for rows, chosen in batches(
            tokenizer, first if not epoch else examples(epoch), settings.batch, chance
        ):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_half_is_fast()):
                value = loss(network, [_thinned(row, chance) for row in rows], chosen)
            optimizer.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, seen = total + value.item(), seen + 1
        report(epoch, total / max(seen, 1))
    network.eval()


def _thinned(row: Sequence[int], chance: random.Random) -> list[int]:
    """Return a row with some words hidden; marks stay."""
    return [MASK if id > MASK and chance.random() < HIDDEN_WORDS else id for id in row]


def _half_is_fast() -> bool:
    """Return whether the processor multiplies in bfloat16, which halves the time."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def batches(
    tokenizer: Tokenizer, examples: Sequence[Example], size: int, chance: random.Random
) -> Iterator[tuple[list[list[int]], list[Example]]]:
    """Yield batches of examples of like length in an order of chance, encoded."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    rows = encode(tokenizer, [e.pair for e in examples])
    pools = (
        sorted(order[i : i + size * 16], key=lambda k: len(rows[k])) for i in range(0, len(order), size * 16)
    )
    cut = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    chance.shuffle(cut)
    for chosen in cut:
        yield [rows[i] for i in chosen], [examples[i] for i in chosen]


def loss(network: Network, rows: Sequence[Sequence[int]], examples: Sequence[Example]) -> Tensor:
    """Return the loss of a batch: cross-entropy over shares for each head, over the examples that have it."""
    outputs = network(*batch(rows))
    weights = torch.tensor([e.weight for e in examples])
    total = torch.zeros(())
    for (head, labels), logits in zip(network.labels.items(), outputs, strict=False):
        having = [i for i, e in enumerate(examples) if head in e.labels]
        if not having:
            continue
        wanted = torch.tensor(
            [[examples[i].labels[head].get(label, 0.0) for label in labels] for i in having]
        )
        if head == "modes":
            each = nn.functional.binary_cross_entropy_with_logits(
                logits[having], wanted, reduction="none"
            ).sum(1)
        else:
            target = wanted * (1 - SMOOTHING) + SMOOTHING / len(labels)
            each = -(torch.log_softmax(logits[having], 1) * target).sum(1)
        total = total + HEAD_WEIGHTS.get(head, 1.0) * (each * weights[having]).sum() / len(examples)
    return total


def predict(
    network: Network, tokenizer: Tokenizer, examples: Sequence[Example], size: int = 64
) -> dict[str, Tensor]:
    """Return every head's logits for the examples, in order. Shape: (examples, labels)."""
    network.eval()
    rows = encode(tokenizer, [e.pair for e in examples])
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts: list[tuple[Tensor, ...]] = []
    with torch.no_grad():
        for k in range(0, len(order), size):
            parts.append(network(*batch([rows[i] for i in order[k : k + size]])))
    back = torch.tensor(order).argsort()
    return {head: torch.cat([p[n] for p in parts])[back] for n, head in enumerate(network.labels)}
