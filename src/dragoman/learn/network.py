"""The network: a BERT encoder of the MiniLM kind with one linear head for each thing to tell."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from dragoman.coding.marking import ACTOR, PAD, RECIPIENT, RECIPIENT_END, focused

LAYERS, HIDDEN, INNER, ATTENTION_HEADS = 6, 384, 1536, 12
NORM_EPS = 1e-12
DROPOUT = 0.1
"""On what the heads see alone: on a CPU, chance numbers for the encoder would cost more than its sums."""

TOLD_WIDTH, TOLD_DROPOUT = 256, 0.3
"""Of the layer that reads a marked trigger."""

# Names in the published weights, parted from the layer's number.
_PUBLISHED = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "mixed",
    "intermediate.dense": "inner",
    "output.dense": "outer",
}


class Linear(nn.Module):
    """A linear layer whose weight stands inputs first, so that it keeps its name when exported."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * 0.02)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        """Return the layer's output."""
        return torch.matmul(x, self.weight) + self.bias


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.mixed = Linear(HIDDEN, HIDDEN)
        self.mixed_norm = nn.LayerNorm(HIDDEN, eps=NORM_EPS)
        self.inner, self.outer = Linear(HIDDEN, INNER), Linear(INNER, HIDDEN)
        self.outer_norm = nn.LayerNorm(HIDDEN, eps=NORM_EPS)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """Return the layer's output. Shape: (batch, tokens, HIDDEN); `hidden` (batch, 1, 1, tokens)."""
        batch, tokens, _ = x.shape
        width = HIDDEN // ATTENTION_HEADS
        query, key, value = (
            made(x).reshape(batch, tokens, ATTENTION_HEADS, width).transpose(1, 2)
            for made in (self.query, self.key, self.value)
        )
        scores = torch.matmul(query, key.transpose(2, 3)) / math.sqrt(width) + hidden
        mixed = torch.matmul(torch.softmax(scores, dim=-1), value)
        x = self.mixed_norm(x + self.mixed(mixed.transpose(1, 2).reshape(batch, tokens, HIDDEN)))
        out: Tensor = self.outer_norm(x + self.outer(nn.functional.gelu(self.inner(x))))
        return out


class Told(nn.Module):
    """What a trigger tells: one layer over its vector and the actors', and a head for each thing to tell."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.labels = {name: tuple(found) for name, found in labels.items()}
        self.drop = nn.Dropout(TOLD_DROPOUT)
        self.norm = nn.LayerNorm(4 * HIDDEN)
        self.inner = Linear(4 * HIDDEN, TOLD_WIDTH)
        self.heads = nn.ModuleDict(
            {name: Linear(TOLD_WIDTH, len(found)) for name, found in self.labels.items()}
        )

    def forward(self, found: Tensor) -> tuple[Tensor, ...]:
        """Return the logits of every head, in order; `found` as `Network.trigger_features` gives it."""
        inner = self.drop(nn.functional.gelu(self.inner(self.drop(self.norm(found)))))
        return tuple(self.heads[name](inner) for name in self.labels)


class Network(nn.Module):
    """The encoder and its heads. The words' own vectors stay as they were; only the marks' are learnt."""

    def __init__(
        self, heads: Mapping[str, Sequence[str]], told: Mapping[str, Sequence[str]] | None = None,
        vocabulary: int = 30522, positions: int = 512,
    ) -> None:  # fmt: skip
        super().__init__()
        self.labels = {name: tuple(labels) for name, labels in heads.items()}
        self.words: Tensor
        self.register_buffer("words", torch.zeros(vocabulary, HIDDEN))
        self.merged = False
        self.marks = nn.Parameter(torch.randn(RECIPIENT_END, HIDDEN) * 0.02)
        self.positions = nn.Parameter(torch.zeros(positions, HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=NORM_EPS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleDict(
            {name: Linear(3 * HIDDEN, len(labels)) for name, labels in self.labels.items()}
        )
        self.told = Told(told) if told else None

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the tokens' vectors. Shape: (batch, tokens, HIDDEN)."""
        x = nn.functional.embedding(ids, self.words)
        if not self.merged:
            marked = (ids >= ACTOR) & (ids <= RECIPIENT_END)
            marks = nn.functional.embedding((ids - ACTOR).clamp(0, RECIPIENT_END - ACTOR), self.marks)
            x = torch.where(marked[:, :, None], marks, x)
        x = x + self.positions[: ids.shape[1]]
        x = self.norm(x)
        hidden = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def merge(self) -> None:
        """Put the marks' vectors among the words', as the exported model has them."""
        with torch.no_grad():
            self.words[ACTOR : RECIPIENT_END + 1] = self.marks
        self.merged = True

    def features(self, x: Tensor, ids: Tensor, mask: Tensor) -> Tensor:
        """Return what the heads look at: the mean of all tokens and the vectors of the two opening marks.

        Shape: (batch, 3 * HIDDEN); where a mark is missing the mean stands for it.
        """
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        parts = [mean]
        for mark in (ACTOR, RECIPIENT):
            at = (ids == mark).to(x.dtype)
            count = at.sum(1, keepdim=True)
            parts.append((x * at[:, :, None]).sum(1) + mean * (1.0 - count))
        return torch.cat(parts, dim=1)

    def trigger_features(self, x: Tensor, ids: Tensor, mask: Tensor, focus: Tensor) -> Tensor:
        """Return what is looked at where a trigger is marked: its tokens' mean before the other features.

        Shape: (batch, 4 * HIDDEN); where none is marked the mean of all tokens stands for it.
        """
        found = self.features(x, ids, mask)
        count = focus.sum(1, keepdim=True)
        trigger = (x * focus[:, :, None]).sum(1) / count.clamp(min=1.0)
        mean = found[:, :HIDDEN]
        return torch.cat([trigger + mean * (count == 0).to(x.dtype), found], dim=1)

    def forward(self, ids: Tensor, mask: Tensor, focus: Tensor | None = None) -> tuple[Tensor, ...]:
        """Return the logits of every head, in order, then those of what the trigger tells."""
        x = self.encode(ids, mask)
        found = self.drop(self.features(x, ids, mask))
        outputs = tuple(self.heads[name](found) for name in self.labels)
        if self.told is None or focus is None:
            return outputs
        told: tuple[Tensor, ...] = self.told(self.trigger_features(x, ids, mask, focus))
        return outputs + told

    def load_published(self, tensors: Mapping[str, Tensor]) -> None:
        """Take the encoder's weights from a published BERT (Hugging Face's names)."""
        flat = {name.removeprefix("bert."): value.float() for name, value in tensors.items()}
        own = self.state_dict()
        own["words"] = flat["embeddings.word_embeddings.weight"]
        own["marks"] = own["words"][ACTOR : RECIPIENT_END + 1].clone()
        own["positions"] = (
            flat["embeddings.position_embeddings.weight"] + flat["embeddings.token_type_embeddings.weight"][0]
        )
        for end in ("weight", "bias"):
            own[f"norm.{end}"] = flat[f"embeddings.LayerNorm.{end}"]
            for n in range(LAYERS):
                there, here = f"encoder.layer.{n}", f"layers.{n}"
                for published, name in _PUBLISHED.items():
                    value = flat[f"{there}.{published}.{end}"]
                    own[f"{here}.{name}.{end}"] = value.T if end == "weight" else value
                own[f"{here}.mixed_norm.{end}"] = flat[f"{there}.attention.output.LayerNorm.{end}"]
                own[f"{here}.outer_norm.{end}"] = flat[f"{there}.output.LayerNorm.{end}"]
        self.load_state_dict(own)


def batch(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return the token numbers of rows of unlike length, padded, their mask, and where triggers stand."""
    parted = [focused(row) for row in rows]
    longest = max(len(row) for row, _ in parted)
    ids = torch.full((len(rows), longest), PAD, dtype=torch.long)
    mask = torch.zeros((len(rows), longest))
    focus = torch.zeros((len(rows), longest))
    for n, (row, at) in enumerate(parted):
        ids[n, : len(row)] = torch.tensor(row)
        mask[n, : len(row)] = 1
        focus[n, at.start : at.stop] = 1
    return ids, mask, focus
