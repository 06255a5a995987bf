"""A story's header: its agency, kind, dateline and publication day, from the passages told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.model import Dateline, PassageKind, Span, Story
from dragoman.sources import bylines, trailers
from dragoman.sources.digests import story_kind
from dragoman.sources.draft import Draft
from dragoman.sources.publication import Evidence, publication

_WIKINEWS_LINE = re.compile(r"[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}")


def finish(draft: Draft, source: str | None, given: date | None) -> Story:
    """Return the story with its agency, kind and publication day."""
    body = draft.words(PassageKind.BODY)
    line = draft.dateline
    found = publication(
        Evidence(
            dateline=line.day if line else None,
            dateline_weekday=line.weekday if line else None,
            date_lines=draft.days,
            captions=draft.words(PassageKind.CAPTION),
            lead=body[0][:600] if body else "",
            text=draft.text,
            trailers=draft.words(PassageKind.TRAILER),
            given=given,
            source=source,
        )
    )
    return Story(
        text=draft.text,
        passages=tuple(draft.passages),
        kind=story_kind(draft.headline, draft.slug, draft.words(PassageKind.NOTE), body),
        agency=_agency(draft),
        slug=draft.slug,
        headline=draft.headline,
        byline=draft.byline,
        dateline=_dateline(draft, found.day),
        published=found.day,
        published_basis=found.basis,
        published_reason=found.reason,
        source=source,
    )


def _dateline(draft: Draft, published: date | None) -> Dateline | None:
    line = draft.dateline
    if line is None:
        return (
            Dateline(None, draft.days[0], None, draft.date_line) if draft.date_line and draft.days else None
        )
    day = line.day.full if line.day else None
    if (
        day is None
        and line.day
        and published
        and (line.day.month, line.day.day) == (published.month, published.day)
    ):
        day = published
    start, end = line.start, line.end
    return Dateline(line.place, day, line.agency, Span(start, start + len(draft.text[start:end].rstrip())))


def _agency(draft: Draft) -> str | None:
    """Return the agency: the dateline's, else a source line's, a trailer's, the byline's, a note's."""
    return next((name for name in _agency_signs(draft) if name), None)


def _agency_signs(draft: Draft) -> Iterator[str | None]:
    if draft.dateline is not None:
        yield draft.dateline.agency
    yield draft.source_agency
    lines = draft.words(PassageKind.TRAILER)
    yield from (trailers.source_of(words) for words in lines)
    yield from (trailers.agency_of(words) for words in lines)
    yield from (bylines.agency_of(words) for words in draft.words(PassageKind.BYLINE))
    found = draft.words(PassageKind.NOTE)
    if any(words.rstrip().endswith("///") for words in found):
        yield "AFP"
    if any(words.startswith("(ATTN") for words in found):
        yield "Yonhap"
    for words in draft.words(PassageKind.CAPTION):
        match = re.search(r"\((Yonhap|Kyodo|Xinhua|KCNA|TASS)\)\s*$", words)
        if match:
            yield match[1]
    if (
        draft.dateline is None
        and draft.date_line
        and _WIKINEWS_LINE.fullmatch(draft.date_line.of(draft.text))
    ):
        yield "Wikinews"
