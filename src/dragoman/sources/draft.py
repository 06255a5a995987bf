"""A story while its passages are being told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.model import Passage, PassageKind, Span
from dragoman.sources.datelines import DatelineDraft


@dataclass(slots=True)
class Draft:
    """A story while its passages are being told apart."""

    text: str
    passages: list[Passage] = field(default_factory=list)
    slug: str | None = None
    headline: str | None = None
    byline: str | None = None
    dateline: DatelineDraft | None = None
    place_line: DatelineDraft | None = None
    """A dateline that the format keeps apart; it counts where the text has none."""
    date_line: Span | None = None
    days: list[date] = field(default_factory=list)
    source_agency: str | None = None

    def add(self, kind: PassageKind, start: int, end: int) -> None:
        """Add the words from start to end, without the blanks around them."""
        words = self.text[start:end]
        core = words.strip()
        if core:
            start += words.index(core[0]) if not words[0].isspace() else len(words) - len(words.lstrip())
            self.passages.append(Passage(kind, Span(start, start + len(core))))

    def words(self, kind: PassageKind) -> list[str]:
        """Return the words of each passage of a kind, as they were found."""
        return [p.span.of(self.text) for p in self.passages if p.kind is kind]
