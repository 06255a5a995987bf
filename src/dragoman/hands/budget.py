"""What one story may take, and what a process has taken."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MIB = 1 << 20

_WALL = 5.0
"""Times its processor time that a story may take by the clock: it may wait for others, but not for ever."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What the reading of one story may take before it is given up.

    A story of a million characters, the longest that is read, takes some 60 seconds and 2 GiB.
    """

    seconds: float = 180.0
    """Units: seconds of processor time; where the system does not tell it, of the clock."""
    memory: int = 4096
    """Units: MiB that the process holds, the language model and its tables included."""
    start: float = 300.0
    """Units: seconds by the clock in which the process must have loaded its model."""

    def over(self, taken: Usage, clock: float) -> str | None:
        """Return why work that has taken so much is given up; None while it may go on.

        Units: `clock` in seconds since it began.
        """
        if taken.memory > self.memory * MIB:
            return f"reading it takes more than {self.memory:,} MiB of memory"
        if taken.seconds is not None and taken.seconds > self.seconds:
            return f"reading it takes more than {self.seconds:,g} seconds of processor time"
        if taken.seconds is None and clock > self.seconds:
            return f"reading it takes more than {self.seconds:,g} seconds"
        if clock > _WALL * self.seconds:
            return f"reading it comes to no end in {_WALL * self.seconds:,g} seconds"
        return None


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has taken so far."""

    seconds: float | None
    """Units: seconds of processor time; None where the system does not tell it."""
    memory: int
    """Units: bytes that it holds; 0 where the system does not tell it."""


def usage(process: int) -> Usage:
    """Return what the process of this number has taken; Linux tells it."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        pages = Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]
        # The name of the program, in brackets, may hold blanks.
        user, system = stat.rpartition(")")[2].split()[11:13]
        seconds = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        return Usage(seconds, int(pages) * os.sysconf("SC_PAGE_SIZE"))
    except (OSError, ValueError, IndexError, AttributeError):
        return Usage(None, 0)
