"""How much a packed file may unfold into before it is taken for a bomb."""

from __future__ import annotations

from typing import IO

from dragoman.errors import StoryError

DEEPEST = 6
"""Archives within archives."""

_RATIO = 120
"""Units: bytes unpacked a byte packed. Texts pack to a third, logs to a tenth."""

_FREE = 96 * 1024 * 1024
"""Units: bytes. What any file may unfold into, however small it is."""

_MOST_MEMBERS = 2_000_000
_CHUNK = 256 * 1024


class Allowance:
    """What is left of the bytes and members that one file may unfold into."""

    def __init__(self, packed: int) -> None:
        self._bytes = max(_FREE, _RATIO * packed)
        self._members = _MOST_MEMBERS

    def member(self, source: str) -> None:
        """Count one more member.

        Raises: StoryError if there are too many.
        """
        self._members -= 1
        if self._members < 0:
            raise StoryError(f"it holds more than {_MOST_MEMBERS:,} files", where=source, hint="split it")

    def spend(self, size: int, source: str) -> None:
        """Count bytes that were unpacked.

        Raises: StoryError if they are more than any honest file of its size has.
        """
        self._bytes -= size
        if self._bytes < 0:
            hint = f"it unfolds to more than {_RATIO} times its size: unpack it by hand if it is sound"
            raise StoryError("this looks like a decompression bomb", where=source, hint=hint)

    def unpack(self, packed: IO[bytes], unpacked: IO[bytes], source: str) -> int:
        """Copy a stream that unpacks as it is read, and return its length.

        Raises: StoryError if it is too long; what the stream raises.
        """
        total = 0
        while chunk := packed.read(_CHUNK):
            self.spend(len(chunk), source)
            total += len(chunk)
            unpacked.write(chunk)
        return total
