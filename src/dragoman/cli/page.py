"""A story's ledger as a page for a terminal: what happened, what is due, what is claimed and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.export.wording import (
    STATUS_WORDS,
    clean,
    day_words,
    days_words,
    mode_words,
    parties_words,
    trim,
    word_words,
)
from dragoman.ledger import Entry, entries
from dragoman.ledger.itinerary import Itinerary, itineraries
from dragoman.model import EventType, PublishedBasis, Record, Status, Story, StoryKind

SHORT_ID = 8
"""Digits of an id that a page shows; `dragoman explain` takes them."""

DAYS_WIDTH = 17
"""Units: columns; holds "since 28 Nov 2023"."""

QUOTE_LINES = 2
"""A longer quotation is cut there; `dragoman explain` shows all of it."""

_STYLES = {
    **dict.fromkeys((EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), "cyan"),
    **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), "green"),
    **dict.fromkeys((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), "yellow"),
}
_MATERIAL_CONFLICT = "red"

_NOT_READ = {
    StoryKind.TABLE: "This is a table: prices, scores or results, with no sentences to read.",
    StoryKind.DIGEST: "This is a digest of many stories; it is not read for events.",
    StoryKind.DAYBOOK: "This is a daybook, a list of coverage planned; it is not read for events.",
    StoryKind.KILL: "This notice withdraws an earlier story; it is not read for events.",
}

_BASIS_WORDS = {
    PublishedBasis.STATED: "stated",
    PublishedBasis.INFERRED: "inferred",
    PublishedBasis.GIVEN: "given",
}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, cut to fit a few lines whatever their width."""

    words: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = Text(f"“{self.words}”").wrap(console, options.max_width)
        if len(lines) > QUOTE_LINES:
            last = lines[QUOTE_LINES - 1]
            last.rstrip()
            if cell_len(last.plain) > options.max_width - 2:
                last.plain = last.plain.rpartition(" ")[0] or last.plain[: options.max_width // 2 - 2]
            last.plain = f"{last.plain.rstrip(' ,;:-')}…”"
        for line in lines[:QUOTE_LINES]:
            line.stylize("italic dim")
            yield line


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page."""

    title: str
    holds: Callable[[Entry], bool]
    by_day: bool = False


def _claimed(entry: Entry) -> bool:
    """Whether someone, and not the agency, tells it of the past or present; plans stay among the plans."""
    return bool(entry.by) and entry.event.status not in (Status.PLANNED, Status.POSSIBLE)


def _told(status: Status) -> Callable[[Entry], bool]:
    return lambda entry: entry.event.status is status and not _claimed(entry)


SECTIONS = (
    Section("What happened", _told(Status.HAPPENED)),
    Section("Under way", _told(Status.ONGOING)),
    Section("What is due", _told(Status.PLANNED), by_day=True),
    Section("What is claimed, and by whom", _claimed),
    Section("What may come", _told(Status.POSSIBLE), by_day=True),
    Section("What did not happen", _told(Status.NEGATED)),
)


def story_page(record: Record) -> Iterator[RenderableType]:
    """Yield the page of a story: its header, then its events by what became of them."""
    found = entries(record)
    yield from _header(record.story, len(found))
    if record.story.kind is not StoryKind.STORY:
        yield Padding(Text(_NOT_READ[record.story.kind], style="italic"), (1, 0, 0, 0))
    elif not found:
        yield Padding(Text("No events found in this story.", style="italic"), (1, 0, 0, 0))
    for section in SECTIONS:
        held = [entry for entry in found if section.holds(entry)]
        if held:
            yield heading(section.title, len(held))
            yield entry_list(sorted(held, key=_due) if section.by_day else held)
    for journey in itineraries(record):
        yield heading(f"Itinerary of {clean(journey.traveller.name)}", len(journey.legs))
        yield _itinerary(journey)
    yield Text()


def _itinerary(journey: Itinerary) -> RenderableType:
    """Return the places of a journey one under the other: days, then the place and what became of it."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=DAYS_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    for leg in journey.legs:
        place = Text(clean(leg.place.name), style="bold")
        if leg.place.country and leg.place.country != leg.place.code:
            place.append(f" ({leg.place.country})", style="dim not bold")
        place.append(f" · {STATUS_WORDS[leg.status]}", style="not bold")
        table.add_row(Text(days_words(leg.first, leg.last, leg.status)), place)
    return table


def heading(title: str, count: int | None = None) -> RenderableType:
    """Return the line above a section."""
    text = Text(title, style="bold")
    if count is not None:
        text.append(f"  {count}", style="dim")
    return Padding(Rule(text, align="left", characters="─", style="dim"), (1, 0, 0, 0))


def entry_list(listed: Sequence[Entry], *, with_story: bool = False) -> RenderableType:
    """Return events one under the other: days and id, then what and who; with their stories if asked."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=DAYS_WIDTH)
    table.add_column(ratio=1, overflow="fold")
    for n, entry in enumerate(listed):
        if n:
            table.add_row()
        style = "dim" if entry.event.optional else None
        table.add_row(_when(entry), _what(entry, with_story), style=style)
    return table


def type_text(entry: Entry) -> Text:
    """Return an event's type, in the colour of its kind of relation, with its modes."""
    event = entry.event
    text = Text(event.type.value, style=f"bold {_STYLES.get(event.type, _MATERIAL_CONFLICT)}")
    if modes := mode_words(event):
        text.append(f" {modes}", style="not bold")
    return text


def parties_text(entry: Entry) -> Text:
    """Return who did it, and to whom."""
    text = Text(parties_words(entry.actor)) if entry.actor else Text("unnamed", style="italic")
    if entry.recipient:
        text.append(" → ", style="dim")
        text.append(parties_words(entry.recipient))
    return text


def _when(entry: Entry) -> Text:
    """Return when it happened or is due, and under it the id to ask `dragoman explain` for."""
    event = entry.event
    words = days_words(event.start, event.end, event.status)
    if len(words) > DAYS_WIDTH:
        words = words.replace(" – ", " –\n")
    return Text(f"{words}\n").append(event.id[:SHORT_ID], style="dim")


def _what(entry: Entry, with_story: bool) -> RenderableType:
    event = entry.event
    first = type_text(entry)
    if entry.place:
        first.append(f" · {clean(entry.place.name)}", style="not bold default")
    if with_story:
        first.append(f" · {STATUS_WORDS[event.status]}", style="not bold default")
    if event.optional:
        first.append(" · optional", style="italic not bold default")
    lines: list[RenderableType] = [first, parties_text(entry)]
    if entry.by:
        lines.append(_word(entry, with_story))
    if event.quotes:
        lines.append(Quotation(clean(event.quotes[0].text)))
    if with_story:
        lines.append(Text(story_words(entry), style="dim"))
    return Group(*lines)


def _word(entry: Entry, with_story: bool) -> Text:
    """Return on whose word an event stands and, where the section does not say so, what they say of it."""
    text = Text(word_words(entry.event, entry.by), style="magenta")
    if _claimed(entry) and not with_story:
        text.append(f" · {STATUS_WORDS[entry.event.status]}", style="default")
    return text


def story_words(entry: Entry) -> str:
    """Return the story that an event is from on one line: agency, day and headline."""
    story = entry.story
    day = day_words(story.published) if story.published else None
    head = trim(clean(story.headline), 60) if story.headline else story.id[:SHORT_ID]
    return " · ".join(clean(part) for part in (story.agency, day, head) if part)


def _header(story: Story, events: int) -> Iterator[RenderableType]:
    headline = Text(clean(story.headline) if story.headline else "(no headline)", style="bold")
    if story.slug:
        headline = Text.assemble((f"{clean(story.slug)}", "bold reverse"), "  ", headline)
    yield headline
    dateline = story.dateline.place if story.dateline else None
    day = day_words(story.published) if story.published else "day unknown"
    parts = (story.agency or "agency unknown", dateline, day)
    yield Text(" · ".join(clean(part) for part in parts if part))
    if story.published and story.published_basis:
        reason = f": {clean(story.published_reason)}" if story.published_reason else ""
        yield Text(f"day {_BASIS_WORDS[story.published_basis]}{reason}", style="dim")
    captions = len(story.captions)
    counts = [story.kind.value, _count(events, "event")]
    if captions:
        counts.append(_count(captions, "caption"))
    if story.source:
        counts.append(clean(story.source))
    yield Text(" · ".join(counts), style="dim")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _due(entry: Entry) -> tuple[date, date]:
    """Return by what plans are sorted: the day by which each must come, the open ones last."""
    event = entry.event
    return event.end or date.max, event.start or (date.min if event.end else date.max)
