"""A story as it came over the wire, with its dress told apart from its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dragoman.model.ids import content_hash
from dragoman.model.span import Span


class PassageKind(StrEnum):
    """What a stretch of a story is for."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    NOTE = "note"
    """An editor's note: "ATTENTION - ADDS quotes ///", "(ATTN: ...)", "Eds: ..."."""
    BYLINE = "byline"
    DATELINE = "dateline"
    TRAILER = "trailer"
    """Credits, desk initials, section rules, "Source: ..." lines, end marks."""


READ_KINDS = frozenset({PassageKind.HEADLINE, PassageKind.BODY, PassageKind.CAPTION})
"""The kinds of passage that are read for events."""


class StoryKind(StrEnum):
    """What a text as a whole is."""

    STORY = "story"
    DIGEST = "digest"
    """A summary of many stories ("Yonhap News Summary")."""
    DAYBOOK = "daybook"
    """A list of coverage planned ("Xinhua international news advisory")."""
    TABLE = "table"
    """Prices, scores, results: no sentences to read."""
    KILL = "kill"
    """A notice that withdraws an earlier story."""


class PublishedBasis(StrEnum):
    """Where a publication day comes from."""

    STATED = "stated"
    """The text says it, with its year."""
    INFERRED = "inferred"
    """The text implies it: a dated caption, a weekday beside a month and day."""
    GIVEN = "given"
    """From outside the text: an option, metadata of the file's format."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a story and what it is for; its words are `span.of(story.text)`.

    A body paragraph that opens with a dateline starts after it; the dateline is a passage of its own.
    """

    kind: PassageKind
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and day at the head of a story ("SEOUL, Nov. 8 (Yonhap) --").

    Its span is empty, at 0, where the file's metadata tell the place and the text has no dateline.
    """

    place: str | None
    day: date | None
    agency: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Story:
    """One story: the original text and what its dress says about it."""

    text: str
    """The original text, decoded, otherwise untouched; every offset counts into it."""
    passages: tuple[Passage, ...] = ()
    """In order of the text, without overlap."""
    kind: StoryKind = StoryKind.STORY
    agency: str | None = None
    slug: str | None = None
    """The version mark or note in its normal form: `LEAD`, `2nd LD`, `URGENT`, `UPDATE 1`, `CORRECTED`."""
    headline: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    published: date | None = None
    published_basis: PublishedBasis | None = None
    published_reason: str | None = None
    """How the publication day was found, for a person to read."""
    language: str = "en"
    source: str | None = None
    """The path or URL it came from."""
    guid: str | None = None
    """The sender's own id of the item, shared by its versions; None where the format has none."""
    revision: str | None = None
    """The sender's mark of the version: a number, or a moment."""
    kills: str | None = None
    """For a kill: the `guid` of the item that it withdraws."""
    urgency: int | None = None
    """The sender's, from 1 (most urgent) to 9."""
    id: str = field(default="")
    """Content hash of the text, filled in when left empty; for a kill, of what it withdraws too."""

    def __post_init__(self) -> None:
        if not self.id:
            killed = () if self.kills is None else (self.kills,)
            object.__setattr__(self, "id", content_hash("story", self.text, *killed))

    def of_kind(self, *kinds: PassageKind) -> tuple[Passage, ...]:
        """Return the passages of these kinds, in order of the text."""
        return tuple(p for p in self.passages if p.kind in kinds)

    @property
    def captions(self) -> tuple[str, ...]:
        """The words of each photo caption."""
        return tuple(p.span.of(self.text) for p in self.of_kind(PassageKind.CAPTION))
