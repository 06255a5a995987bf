"""A pair of actors, perhaps with a trigger, as the classifier reads it: token numbers with marks in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PAD, CLS, SEP, MASK = 0, 101, 102, 103
ACTOR, ACTOR_END, RECIPIENT, RECIPIENT_END, TRIGGER, TRIGGER_END = 1, 2, 3, 4, 5, 6
"""Numbers of tokens that the vocabulary keeps unused: they stand around the two; those around a trigger
are taken out again before the network reads."""

LONGEST = 128
"""Units: tokens. What is further from the two is cut off."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be party to one event, in the text that tells it."""

    text: str
    actor: Span | None
    recipient: Span | None
    trigger: Span | None = None
    """The words whose event is asked for; None asks for whatever goes between the two."""

    def __post_init__(self) -> None:
        for span in (self.actor, self.recipient, self.trigger):
            if span and not 0 <= span.start < span.end <= len(self.text):
                raise ValueError(
                    f"{span.start}-{span.end} is no stretch of a text of {len(self.text)} characters"
                )


def encode(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> list[list[int]]:
    """Return the token numbers of each pair's text with the marks in it, cut to `LONGEST`."""
    encoded = tokenizer.encode_batch([pair.text for pair in pairs], add_special_tokens=False)
    return [_marked(e.ids, e.offsets, pair) for e, pair in zip(encoded, pairs, strict=True)]


def focused(row: Sequence[int]) -> tuple[list[int], range]:
    """Return a row without the marks around a trigger, and the places of its tokens.

    Example:
        >>> focused([101, 5, 7, 8, 6, 102])
        ([101, 7, 8, 102], range(1, 3))
    """
    if TRIGGER not in row or TRIGGER_END not in row:
        return [id for id in row if id not in (TRIGGER, TRIGGER_END)], range(0)
    start = row.index(TRIGGER)
    return [id for id in row if id not in (TRIGGER, TRIGGER_END)], range(start, row.index(TRIGGER_END) - 1)


def _marked(ids: Sequence[int], offsets: Sequence[tuple[int, int]], pair: Pair) -> list[int]:
    """Return the numbers with the marks put in and the ends cut."""
    marks: list[tuple[int, int, int]] = []
    for span, opening, closing in (
        (pair.actor, ACTOR, ACTOR_END),
        (pair.recipient, RECIPIENT, RECIPIENT_END),
        (pair.trigger, TRIGGER, TRIGGER_END),
    ):
        inside = [i for i, (a, b) in enumerate(offsets) if span and a < span.end and b > span.start]
        if inside:
            marks += [(inside[0], 1, opening), (inside[-1] + 1, 0, closing)]
    made = list(ids)
    for at, _, mark in sorted(marks, reverse=True):
        made.insert(at, mark)
    return [CLS, *_cut(made, LONGEST - 2), SEP]


def _cut(ids: list[int], room: int) -> list[int]:
    """Return the stretch of so many tokens that has what is marked nearest to its middle.

    Example:
        >>> _cut([9, 9, 9, 9, 1, 7, 2, 9, 9], 5)
        [9, 1, 7, 2, 9]
    """
    if len(ids) <= room:
        return ids
    at = [i for i, id in enumerate(ids) if ACTOR <= id <= TRIGGER_END]
    first, last = (min(at), max(at) + 1) if at else (0, 0)
    spare = room - (last - first)
    start = first - spare // 2 if spare > 0 else first
    start = max(0, min(start, len(ids) - room))
    return ids[start : start + room]
