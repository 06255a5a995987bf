"""One entry in full for a terminal: each field with its reasons, the evidence in its place, the story."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.cli.happening_page import claim_lines
from dragoman.cli.page import heading, parties_text, type_text
from dragoman.export.wording import (
    STATUS_WORDS,
    clean,
    day_words,
    days_words,
    mode_words,
    party_words,
    word_words,
)
from dragoman.ledger import Entry
from dragoman.ledger.world import Happening
from dragoman.model import Entity, Quote, Reason, Story

AROUND = 100
"""Units: characters of the story shown on each side of the evidence."""

_TOLD_UNDER = {
    "modes": "type",
    "mode": "type",
    "start": "days",
    "end": "days",
    "time": "days",
    "stance": "by",
}
"""Fields whose reasons stand under another field's line."""


def explanation(entry: Entry, story: Story, event: Happening | None = None) -> Iterator[RenderableType]:
    """Yield an entry in full: its fields with their reasons, its evidence, and its story.

    Of an event that several reports tell of, the entry is the best; then follow the reports, and why they are
    taken for one event.
    """
    title = type_text(entry)
    title.append(f" · {STATUS_WORDS[entry.event.status]}", style="not bold default")
    if entry.event.optional:
        title.append(" · optional", style="not bold italic default")
    yield title
    yield parties_text(entry)
    yield heading("Why")
    yield _fields(entry)
    yield heading("Evidence", len(entry.event.quotes))
    for n, quote in enumerate(entry.event.quotes):
        if n:
            yield Text()
        yield evidence(quote, story.text)
    yield heading("Story")
    yield _story(entry, story)
    if event is not None and len(event.reports) > 1:
        yield heading("Told by", len(event.reports))
        yield _reports(event)
        yield from claim_lines(event)
    yield Text()


def _reports(event: Happening) -> RenderableType:
    """Return the reports of an event, each with what was compared to take it for the same."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=8)
    table.add_column(ratio=1, overflow="fold")
    for entry, member in zip(event.reports, event.members, strict=True):
        story = entry.story
        when = day_words(story.published) if story.published else "day unknown"
        head = " · ".join(clean(part) for part in (story.agency, when, story.headline) if part)
        lines = [Text(head)]
        lines += [Text(f"{f.weight:+.2f} {clean(f.reason)}", style="dim") for f in member.reasons]
        table.add_row(Text(entry.event.id[:8], style="dim"), Group(*lines))
    return table


def surroundings(quote: Quote, text: str) -> tuple[str, str]:
    """Return the words of the story before and after the evidence, up to `AROUND` characters of each."""
    start, end = quote.span.start, quote.span.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = f"…{before.partition(' ')[2]}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return before, after


def evidence(quote: Quote, text: str) -> Text:
    """Return the evidence with its offsets and the words around it."""
    before, after = surroundings(quote, text)
    line = Text(f"{quote.span.start}–{quote.span.end}  ", style="dim")
    line.append(_joined(before, left=False), style="dim")
    line.append(f"“{clean(quote.text)}”", style="not dim bold")
    return line.append(_joined(after, left=True), style="dim")


def _joined(words: str, *, left: bool) -> str:
    """Return surrounding words on one line, keeping the blank that parts them from the evidence."""
    plain = clean(words)
    edge = words[:1] if left else words[-1:]
    if not edge.isspace():
        return plain
    return f" {plain}" if left else f"{plain} "


def _fields(entry: Entry) -> RenderableType:
    event = entry.event
    lines = {
        "type": " · ".join(filter(None, (event.type.value, mode_words(event)))),
        "actor": _people(entry.actor),
        "recipient": _people(entry.recipient),
        "status": event.status.value,
        "by": word_words(event, entry.by) or "the agency's own voice",
        "days": _days(entry),
        "place": party_words(entry.place) if entry.place else "—",
        "contexts": ", ".join(map(clean, event.contexts)),
        "optional": "careful readers may differ on whether this is an event" if event.optional else "",
        "confidence": f"{event.confidence:.2f}",
    }
    reasons: dict[str, list[Reason]] = {}
    for reason in event.reasons:
        reasons.setdefault(_TOLD_UNDER.get(reason.field, reason.field), []).append(reason)
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=10, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for field in [*lines, *(name for name in reasons if name not in lines)]:
        value, why = lines.get(field, ""), reasons.get(field, [])
        if value or why:
            shown = [Text(value)] if value else []
            table.add_row(Text(clean(field)), Group(*shown, *map(_reason, why)))
    return table


def _reason(reason: Reason) -> Text:
    text = Text("· ", style="dim")
    text.append(f"{clean(reason.text)} ", style="not dim default")
    return text.append(f"[{clean(reason.rule)} {reason.weight:.2f}]")


def _people(parties: tuple[Entity, ...]) -> str:
    if not parties:
        return "—"
    return "; ".join(
        ", ".join(filter(None, (party_words(p), clean(p.role or ""), "/".join(map(clean, p.sector)))))
        for p in parties
    )


def _days(entry: Entry) -> str:
    event = entry.event
    words = days_words(event.start, event.end, event.status)
    iso = f"{event.start or '…'} to {event.end or '…'}"
    source = f"from “{clean(event.time_text)}”" if event.time_text else "from the story's own day"
    return f"{words} ({iso}), {source}" if event.start or event.end else f"{words}"


def _story(entry: Entry, story: Story) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=10, style="dim")
    table.add_column(ratio=1, overflow="fold")
    day = day_words(story.published) if story.published else "unknown"
    if story.published_basis:
        day = f"{day}, {story.published_basis.value}"
    if story.published_reason:
        day = f"{day}: {story.published_reason}"
    rows = (
        ("headline", story.headline),
        ("mark", story.slug),
        ("agency", story.agency),
        ("dateline", story.dateline.place if story.dateline else None),
        ("published", day),
        ("source", story.source),
        ("story id", story.id),
        ("entry id", entry.event.id),
        ("read by", entry.story.version),
    )
    for name, value in rows:
        if value:
            table.add_row(name, Text(clean(value)))
    return table
