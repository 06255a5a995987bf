"""Keys that stories much alike share, so that each is compared with few others however many there are.

Source: MinHash and its bands after Broder (1997) and Leskovec, Rajaraman and Ullman, *Mining of Massive
Datasets*, ch. 3; the permutations are datasketch's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any

from dragoman.ledger.told import Told
from dragoman.ledger.versions import NEAR_DAYS, REPRINT_DAYS

TEXT_BANDS = 32
TEXT_ROWS = 2
"""Of two texts of which a fifth of all runs of words is shared, 73% share a band; of a third, 98%."""

NAME_BANDS = 16
NAME_ROWS = 2
"""Of two texts of which four names in ten are shared, 94% share a band."""

COPY_BANDS = 4
COPY_ROWS = 8
"""For texts without a day, which are sought among all: four fifths shared are found in 52%, all in 100%."""

LEAST_HEADLINE = 3
"""Units: words. Shorter headlines stand over many stories."""

LEAST_NAMES = 5
"""Units: words. A few names more or less are shared by many stories of a day."""

SEED = 20
"""Of the permutations; another number would give other keys."""

WINDOW = max(NEAR_DAYS, REPRINT_DAYS)
UNDATED = "undated"
DATED = "dated"


@dataclass(frozen=True, slots=True)
class Sketch:
    """The keys of one story."""

    story_id: str
    keys: tuple[int, ...]
    """Units: 64-bit hashes; under these it can be found."""
    asks: tuple[int, ...]
    """Under these stands what may be like it; if a story asks for another, that other asks for it too."""


def sketch(told: Told) -> Sketch:
    """Return the keys of a story; a table, daybook, digest or notice has none."""
    if not told.plain:
        return Sketch(told.id, (), ())
    texts = _signature(_spelled(told.shingles), TEXT_BANDS * TEXT_ROWS)
    bands = _bands("text", texts, TEXT_ROWS)
    if len(told.headline) >= LEAST_HEADLINE:
        bands.append(" ".join(["headline", *sorted(told.headline)]))
    today = _running(told)
    copies = _bands("copy", texts[: COPY_BANDS * COPY_ROWS], COPY_ROWS)
    own, others = (DATED, [UNDATED]) if told.day else (UNDATED, [UNDATED, DATED])
    here = _keys(today, _around(told.day, 0))
    keys = _keys(bands, _around(told.day, 0)) + here + _keys(copies, [own])
    asks = _keys(bands, _around(told.day, WINDOW)) + here + _keys(copies, others)
    return Sketch(told.id, tuple(sorted(set(keys))), tuple(sorted(set(asks))))


def _running(told: Told) -> list[str]:
    """Return the bands of names by which a story is found that was written anew within the day, as the lead
    on a match or a battle is: of the same agency, from the same place.
    """
    if len(told.names) < LEAST_NAMES:
        return []
    names = _signature(sorted(told.names), NAME_BANDS * NAME_ROWS)
    return [f"{band} {told.agency} {told.place}" for band in _bands("names", names, NAME_ROWS)]


def _around(day: date | None, window: int) -> list[str]:
    """Return the days not further than that from a day, as tags."""
    if day is None:
        return [UNDATED]
    return [(day + timedelta(n)).isoformat() for n in range(-window, window + 1)]


def _bands(name: str, signature: Sequence[int], size: int) -> list[str]:
    """Return what stands for each band of a signature."""
    return [f"{name} {start} {signature[start : start + size]}" for start in range(0, len(signature), size)]


def _keys(bands: Sequence[str], tags: Sequence[str]) -> list[int]:
    """Return a hash of each band with each tag."""
    ends = [f" {tag}".encode() for tag in tags]
    found = []
    for band in bands:
        begun = blake2b(band.encode("utf-8", "surrogatepass"), digest_size=8)
        for end in ends:
            whole = begun.copy()
            whole.update(end)
            found.append(int.from_bytes(whole.digest(), "big"))
    return found


def _spelled(shingles: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted(" ".join(words) for words in shingles)


def _signature(items: Sequence[str], size: int) -> list[int]:
    """Return the least hash of the items under each of `size` permutations; empty for no items."""
    from datasketch import MinHash

    if not items:
        return []
    made = MinHash(num_perm=size, seed=SEED, scheme="affine32", permutations=_permutations(size))
    made.update_batch([item.encode("utf-8", "surrogatepass") for item in items])
    return [int(value) for value in made.hashvalues]


@cache
def _permutations(size: int) -> Any:
    """Return the permutations of a signature of that size, drawn once."""
    from datasketch import MinHash

    return MinHash(num_perm=size, seed=SEED, scheme="affine32").permutations
