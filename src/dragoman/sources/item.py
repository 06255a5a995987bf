"""What a structured format says of one story, and the story that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.errors import StoryError
from dragoman.model import Dateline, Passage, PassageKind, PublishedBasis, Scheduled, Span, Story, StoryKind
from dragoman.sources import agencies, marks
from dragoman.sources.decoding import check_size
from dragoman.sources.language import foreign_language, plainly_english
from dragoman.sources.wire import parse

_NONE_SUCH = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ud800-\udfff]")
_LONGEST_FIELD = 2_000
"""Characters of a headline, byline or dateline beyond which it is none."""


@dataclass(frozen=True, slots=True)
class Item:
    """The parts of one story as its format keeps them apart."""

    paragraphs: Sequence[str] = ()
    text: str | None = None
    """In place of paragraphs: a plain text with its own line ends, told apart by its looks."""
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    """Where the format keeps it apart from the first paragraph."""
    captions: Sequence[str] = ()
    notes: Sequence[str] = ()
    mark: str | None = None
    """The version mark, where the format keeps it apart from the headline."""
    credit: str | None = None
    """Whose story it is: the provider of a wire, the credit line."""
    publisher: str | None = None
    """Who passed it on: the site or paper; counts where neither words nor credit name anyone."""
    published: date | None = None
    published_from: str | None = None
    """The field that gives the day, for a person to read."""
    language: str | None = None
    guid: str | None = None
    revision: str | None = None
    urgency: int | None = None
    kills: str | None = None
    """The id of the item that this one withdraws."""
    place: str | None = None
    """Where it was filed, as metadata outside the text."""
    scheduled: Scheduled | None = None
    """For an item of a calendar: what is to come."""


def compose(item: Item, source: str) -> Story:
    """Return the story of an item: its text is the parts in a wire's order, parted by blank lines.

    What the words themselves say of day and agency goes before what the metadata say.

    Raises: StoryError if it is empty, too large, or not in English.

    Example:
        >>> item = Item(["Envoys met on Monday to talk.", "They will meet again."], headline="Envoys meet")
        >>> story = compose(item, "a.xml")
        >>> story.headline, [p.span.of(story.text) for p in story.of_kind(PassageKind.BODY)][1]
        ('Envoys meet', 'They will meet again.')
    """
    parts = list(_parts(item))
    text = "\n\n".join(words for _, words in parts)
    check_size(len(text), source)
    if item.kills is None:
        refuse_language(
            " ".join([*item.paragraphs, item.text or "", item.headline or ""]), item.language, source
        )
    known: list[Passage] = []
    at = 0
    for kind, words in parts:
        if kind is not PassageKind.BODY:
            known.append(Passage(kind, Span(at, at + len(words))))
        at += len(words) + 2
    if item.kills is not None and not any(char.isalnum() for char in text):
        story = Story(text, source=source)
    else:
        story = parse(text, source, item.published, known)
    return _with_metadata(story, item)


def refuse_language(text: str, stated: str | None, source: str | None) -> None:
    """Do nothing, or raise StoryError if a text is not in English, by its words or else by its metadata."""
    if (language := foreign_language(text)) is not None:
        raise StoryError(f"the text is in {language}", where=source, hint="only English is read")
    if stated and not stated.lower().startswith(("en", "und", "mul", "zxx")) and not plainly_english(text):
        what = f"its metadata say that it is in {stated[:20]!r}"
        raise StoryError(what, where=source, hint="only English is read")


def _parts(item: Item) -> list[tuple[PassageKind, str]]:
    """Return the words of each part with what they are for, in a wire's order."""
    heads: list[tuple[PassageKind, str | None]] = [
        (PassageKind.HEADLINE, item.headline),
        *((PassageKind.NOTE, note) for note in item.notes),
        (PassageKind.BYLINE, item.byline),
        (PassageKind.DATELINE, item.dateline),
    ]
    parts = [(kind, line) for kind, words in heads if words and (line := one_line(words)[:_LONGEST_FIELD])]
    headline = one_line(item.headline or "")
    body = [clean for words in item.paragraphs if (clean := tidy(words))]
    if body and headline and one_line(body[0]).startswith(headline):
        # Repeated above the body, as a paragraph or at its start.
        rest = one_line(body[0])[len(headline) :].lstrip()
        if not rest or (len(headline) > 15 and rest[0].isupper()):
            body[:1] = [rest] if rest else []
    if item.text is not None:
        body = [_NONE_SUCH.sub("", item.text.replace("\r\n", "\n")).strip()]
        if headline and one_line(body[0][: 2 * len(headline) + 200]).startswith(headline):
            parts = [part for part in parts if part[0] is not PassageKind.HEADLINE]
    line = one_line(item.dateline or "").casefold().strip(" .,-–—_")
    if body and line and body[0].casefold().startswith(line):
        parts = [part for part in parts if part[0] is not PassageKind.DATELINE]
    parts += [(PassageKind.BODY, words) for words in body if words]
    known = {one_line(words) for words in body}
    captions = (one_line(words) for words in item.captions)
    parts += [(PassageKind.CAPTION, words) for words in dict.fromkeys(captions) if words not in known | {""}]
    return parts


def tidy(words: str) -> str:
    """Return a paragraph without characters that are none; its lines stay, the blanks within each shrink."""
    lines = (" ".join(line.split()) for line in _NONE_SUCH.sub("", words).splitlines())
    return "\n".join(line for line in lines if line)


def one_line(words: str) -> str:
    """Return words on one line, without characters that are none."""
    return " ".join(_NONE_SUCH.sub("", words).split())


def named(credit: str | None) -> str | None:
    """Return an agency's usual name, or the words of the credit where it names no known one."""
    words = one_line(credit or "")[:200]
    return agencies.canonical(words) or words or None


def _with_metadata(story: Story, item: Item) -> Story:
    """Return the story with what the metadata say and the words do not."""
    line = story.dateline
    kind, slug = story.kind, story.slug
    if item.mark and not slug:
        slug = marks.read_mark_line(item.mark) or marks.read_slug_line(item.mark)
    if item.kills is not None:
        kind = StoryKind.KILL
    reason = story.published_reason
    if story.published_basis is PublishedBasis.GIVEN and item.published_from and item.published:
        told = f"{item.published_from} gives {item.published.isoformat()}"
        reason = told if story.published == item.published else f"{reason}; {told}"
    if line is None and item.place:
        line = Dateline(one_line(item.place)[:100], None, None, Span(0, 0))
    published, basis = story.published, story.published_basis
    if item.published is not None and (
        published is None or (basis is PublishedBasis.INFERRED and item.published_from)
    ):
        # What a format states of its day is surer than what is inferred from the words.
        published, basis = item.published, PublishedBasis.GIVEN
        reason = f"{item.published_from or 'the caller'} gives {item.published.isoformat()}"
    return replace(
        story,
        kind=kind,
        dateline=line,
        published=published,
        published_basis=basis,
        slug=slug,
        agency=(line.agency if line else None) or named(item.credit) or story.agency or named(item.publisher),
        published_reason=reason,
        guid=one_line(item.guid or "")[:500] or None,
        revision=one_line(item.revision or "")[:100] or None,
        kills=item.kills,
        urgency=item.urgency if item.urgency and 1 <= item.urgency <= 9 else None,
        id="",
    )
