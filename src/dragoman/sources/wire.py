"""The conventions of the wire: a story's dress told apart from its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dragoman.errors import StoryError
from dragoman.model import READ_KINDS, Passage, PassageKind, Span, Story
from dragoman.sources import bylines, captions, marks, notes, trailers
from dragoman.sources.datelines import DatelineDraft, read_dateline
from dragoman.sources.draft import Draft
from dragoman.sources.header import finish
from dragoman.sources.paragraphs import split
from dragoman.sources.publication import first_full_day, read_date_line

_DEEPEST_DATELINE = 10
"""Paragraphs from the top within which a dateline is looked for."""

_LONGEST_HEADLINE = 250
_MOST_HEADLINE_WORDS = 40
_SENTENCE_END = re.compile(r"[.:;,][\"”’')\]]*$")
_ABBREVIATION_END = re.compile(
    r"(?:\b[A-Z]\.(?:[A-Z]\.)+|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St|No)\.|\.\.\.)[\"”’']?$"
)
_BULLET = re.compile(r"[*•]\s+(?=\S)")
_CONTROLS = "^<\x00\x01\x02\x03\x04\x1a\ufeff"
_INLINE_DATELINE = re.compile(
    r"(?<=[.!?)\]”\"\w]) "
    r"(?=[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){0,3}(?:, [A-Z][\w., ]{1,40}?)?"
    r" \([A-Z][\w ]{1,28}\))"
)


def parse(
    text: str, source: str | None = None, published: date | None = None, known: Sequence[Passage] = ()
) -> Story:
    """Return the story in a text: its passages, header and publication day.

    `known` are passages that a structured format tells apart by itself; the rest is told by its looks.

    Raises: StoryError if nothing is left to read.
    """
    draft = Draft(text)
    for passage in known:
        _read_known(draft, passage)
    spans = [span for span in split(text, _opens_paragraph) if not any(p.span.overlaps(span) for p in known)]
    rest = _read_head(draft, spans)
    _read_body(draft, spans[rest:])
    draft.dateline = draft.dateline or draft.place_line
    draft.passages.sort(key=lambda p: p.span.start)
    if not any(p.kind in READ_KINDS for p in draft.passages):
        raise StoryError("there are no sentences to read", where=source, hint="give the full text of a story")
    return finish(draft, source, published)


def _opens_paragraph(line: str) -> bool:
    """Return whether a line starts a paragraph even where lines are wrapped."""
    return (
        read_date_line(line) is not None
        or bylines.is_byline(line)
        or notes.is_note(line)
        or notes.is_wire_line(line)
        or marks.read_mark_line(line) is not None
        or trailers.read_trailer(line, last=True) is not None
        or ((found := read_dateline(line, 0, len(line))) is not None and found.sure)
    )


def _read_head(draft: Draft, spans: list[Span]) -> int:
    """Fill in what stands above the body and return the index of the first paragraph that is left."""
    at = _find_dateline(draft, spans)
    top = at if at is not None else _count_head(draft, spans)
    for index, span in enumerate(spans[:top]):
        _read_head_paragraph(draft, span, index, dated=at is not None)
    if at is None:
        return top
    span = spans[at]
    assert draft.dateline is not None
    if draft.dateline.start > span.start:
        _read_before_inline(draft, span.start, draft.dateline.start)
    draft.add(PassageKind.DATELINE, draft.dateline.start, draft.dateline.end)
    spans[at] = Span(min(draft.dateline.end, span.end), span.end)
    return at


def _find_dateline(draft: Draft, spans: list[Span]) -> int | None:
    """Set the draft's dateline and return the index of its paragraph, or None."""
    unsure: tuple[int, DatelineDraft] | None = None
    bodies = 0
    for index, span in enumerate(spans[:_DEEPEST_DATELINE]):
        found = read_dateline(draft.text, span.start, span.end)
        words = draft.text[span.start : min(span.end, span.start + 700)]
        if found is not None and found.sure:
            draft.dateline = found
            return index
        dressed = _is_dress(words)
        if (
            found is not None
            and unsure is None
            and bodies < 2
            and not dressed
            and _may_open(draft, spans, index)
        ):
            unsure = index, found
        elif found is None and not dressed and (inline := _inline(draft.text, span)) is not None:
            draft.dateline = inline
            return index
        if not dressed and not captions.is_caption(words):
            bodies += 1
        if bodies > 3:
            break
    if unsure is None:
        return None
    draft.dateline = unsure[1]
    return unsure[0]


def _may_open(draft: Draft, spans: list[Span], index: int) -> bool:
    """Return whether a paragraph with an unsure dateline is a body's first, not a headline."""
    span = spans[index]
    words = draft.text[span.start : span.end]
    return len(words) > 80 or _SENTENCE_END.search(words[-6:]) is not None


def _inline(text: str, span: Span) -> DatelineDraft | None:
    """Return a sure dateline within a paragraph whose first words are a byline or a caption, or None."""
    head = text[span.start : min(span.end, span.start + 500)]
    for match in _INLINE_DATELINE.finditer(head):
        found = read_dateline(text, span.start + match.end(), span.end)
        if found is not None and found.sure:
            return found
    return None


def _read_before_inline(draft: Draft, start: int, end: int) -> None:
    words = draft.text[start:end].strip()
    if bylines.is_byline(words):
        draft.add(PassageKind.BYLINE, start, end)
        draft.byline = draft.byline or bylines.names_of(words)
    else:
        draft.add(PassageKind.CAPTION if captions.is_caption(words) else PassageKind.BODY, start, end)


def _is_dress(words: str) -> bool:
    """Return whether a paragraph of the head is neither headline nor body."""
    return (
        notes.is_note(words)
        or notes.is_wire_line(words)
        or marks.read_mark_line(words) is not None
        or bylines.is_byline(words)
        or read_date_line(words) is not None
        or trailers.is_source_line(words)
    )


def _count_head(draft: Draft, spans: list[Span]) -> int:
    """Return how many paragraphs stand above the body of a story that has no dateline."""
    headed = draft.headline is not None
    for index, span in enumerate(spans):
        words = span.of(draft.text)
        if _is_dress(words):
            continue
        if headed or not _headline_like(words, alone=len(spans) == 1) or captions.is_caption(words):
            return index
        headed = True
    return len(spans)


def _headline_like(words: str, alone: bool) -> bool:
    """Return whether a paragraph reads like a headline: short, with no full stop at its end."""
    line = " ".join(words[: _LONGEST_HEADLINE + 2].split())
    if not line or len(words) > _LONGEST_HEADLINE or len(line.split()) > _MOST_HEADLINE_WORDS:
        return False
    if _BULLET.match(line) or (line[0] in '"“(' and line[-1] in ".,"):
        return False
    if _SENTENCE_END.search(line[-6:]) and not (
        _ABBREVIATION_END.search(line[-12:]) and len(line.split()) < 15
    ):
        return False
    if len(line.split()) > 14 and re.search(r"\b(?:said|told)\b", line):
        return False
    if alone:
        return len(line.split()) > 2
    return (
        not re.search(r"[a-z]{3}[.?!][\"”]? [A-Z“\"]", line[:-1]) or marks.read_marks(line).slug is not None
    )


def _read_head_paragraph(draft: Draft, span: Span, index: int, dated: bool) -> None:
    words = span.of(draft.text)
    if (mark := marks.read_mark_line(words)) is not None:
        draft.slug = draft.slug or mark
        draft.add(PassageKind.NOTE, span.start, span.end)
    elif notes.is_note(words):
        draft.slug = draft.slug or notes.slug_of_note(words)
        draft.add(PassageKind.NOTE, span.start, span.end)
    elif notes.is_wire_line(words) and not words.startswith("^"):
        draft.slug = draft.slug or marks.read_slug_line(words)
        draft.add(PassageKind.NOTE, span.start, span.end)
    elif bylines.is_byline(words):
        draft.byline = draft.byline or bylines.names_of(words)
        if (day := first_full_day(words)) is not None:
            draft.days.append(day)
        draft.add(PassageKind.BYLINE, span.start, span.end)
    elif (day := read_date_line(words)) is not None:
        draft.days.append(day)
        draft.date_line = draft.date_line or span
        draft.add(PassageKind.DATELINE, span.start, span.end)
    elif trailers.is_source_line(words):
        draft.source_agency = draft.source_agency or trailers.source_of(words)
        if (day := first_full_day(words)) is not None:
            draft.days.append(day)
        draft.add(PassageKind.TRAILER, span.start, span.end)
    elif draft.headline is None and (
        not captions.is_caption(words)
        and (_headline_like(words, False) or (dated and len(words) <= _LONGEST_HEADLINE))
    ):
        _read_headline(draft, span)
    else:
        _read_paragraph(draft, span)


def _read_known(draft: Draft, passage: Passage) -> None:
    """Add a passage whose kind is known, with what it tells of the header."""
    words, span = passage.span.of(draft.text), passage.span
    if passage.kind is PassageKind.HEADLINE and draft.headline is None:
        _read_headline(draft, span)
        return
    if passage.kind is PassageKind.BYLINE:
        draft.byline = draft.byline or bylines.names_of(words)
    elif passage.kind is PassageKind.NOTE:
        draft.slug = draft.slug or marks.read_mark_line(words) or notes.slug_of_note(words)
    elif passage.kind is PassageKind.DATELINE and draft.place_line is None:
        draft.place_line = read_dateline(draft.text, span.start, span.end) or DatelineDraft(
            span.start, span.end, words.strip(" .,-–—"), None, None, None, True, "the format names it"
        )
    draft.add(passage.kind, span.start, span.end)


def _read_headline(draft: Draft, span: Span) -> None:
    """Add the headline without its marks; the marks become a note."""
    start, end = span.start, span.end
    while start < end and draft.text[start] in _CONTROLS:
        start += 1
    while end > start and draft.text[end - 1] in _CONTROLS:
        end -= 1
    words = draft.text[start:end]
    found = marks.read_marks(words)
    if found.slug is not None:
        draft.slug = (
            f"{draft.slug} {found.slug}" if draft.slug and _adds(draft.slug, found.slug) else found.slug
        )
        draft.add(PassageKind.NOTE, start, start + found.start)
        draft.add(PassageKind.HEADLINE, start + found.start, start + found.end)
        draft.add(PassageKind.NOTE, start + found.end, end)
    else:
        draft.add(PassageKind.HEADLINE, start, end)
    draft.headline = " ".join(words[found.start : found.end].split()) or None


def _adds(slug: str, mark: str) -> bool:
    return mark not in slug and not slug.startswith(("ATTENTION", "EMBARGO"))


def _read_body(draft: Draft, spans: list[Span]) -> None:
    """Tell the paragraphs under the head apart: body, captions, notes, trailers."""
    lead = next((s.of(draft.text)[:1000] for s in spans if len(s) > 60), "")
    end = _first_trailer(draft.text, spans)
    for index, span in enumerate(spans):
        words = draft.text[span.start : span.end]
        if index >= end or trailers.read_trailer(words, last=False) is not None:
            draft.add(PassageKind.TRAILER, span.start, span.end)
        elif notes.is_note(words) and index:
            draft.add(PassageKind.NOTE, span.start, span.end)
        elif bylines.is_byline(words) and draft.byline is None:
            draft.byline = bylines.names_of(words)
            draft.add(PassageKind.BYLINE, span.start, span.end)
        else:
            _read_paragraph(draft, span, lead if index else "")


def _read_paragraph(draft: Draft, span: Span, lead: str = "") -> None:
    """Add a paragraph as caption, or as body less its bullet and what trails it."""
    words = span.of(draft.text)
    if captions.is_caption(words, lead):
        draft.add(PassageKind.CAPTION, span.start, span.end)
        return
    bullet = _BULLET.match(words[:10])
    start = span.start + (bullet.end() if bullet else 0)
    cut = trailers.inline_trailer(words)
    end = span.end if cut is None else span.start + cut
    if start < end:
        draft.add(PassageKind.BODY, start, end)
    if cut is not None:
        draft.add(PassageKind.TRAILER, max(start, end), span.end)


def _first_trailer(text: str, spans: list[Span]) -> int:
    """Return the index from which on there are only trailers."""
    for index, span in enumerate(spans):
        if (
            index
            and len(span) < 200
            and (found := trailers.read_trailer(span.of(text), True))
            and found.closes
        ):
            return index
    index = len(spans)
    while (
        index > 1
        and trailers.read_trailer(text[spans[index - 1].start : spans[index - 1].end], True) is not None
    ):
        index -= 1
    return index
