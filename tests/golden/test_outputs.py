"""What the program makes of the examples, in a form to read and to compare: one line an event.

`make golden` writes the files anew and shows what changed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman import Event, Reader, Record

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"

GIVEN = {
    "kcna_statement": date(2014, 8, 18),
    "reuters_update": date(2017, 1, 18),
    "xinhua_mali": date(2012, 11, 11),
}
"""The days of the stories that do not tell their year."""


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda p: p.stem)
def test_the_output_is_the_one_on_file(path: Path, reader: Reader, request: pytest.FixtureRequest) -> None:
    record = reader.read_text(path.read_text(encoding="utf-8"), path.name, GIVEN.get(path.stem))
    golden = HERE / "outputs" / path.name
    if request.config.getoption("--golden-rewrite"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(page(record), encoding="utf-8")
    assert page(record) == golden.read_text(encoding="utf-8")


def test_no_output_is_left_of_a_story_that_is_gone() -> None:
    assert {p.name for p in (HERE / "outputs").glob("*")} == {p.name for p in EXAMPLES.glob("*.txt")}


def page(record: Record) -> str:
    """Return a record as lines: the story, who takes part, and the events in the order of their evidence."""
    story = record.story
    published = f"{story.published} ({story.published_basis})" if story.published else "unknown"
    lines = [
        f"headline   {story.headline}",
        f"agency     {story.agency}",
        f"slug       {story.slug}",
        f"dateline   {story.dateline.place if story.dateline else None}",
        f"published  {published}",
        *(f"caption    {caption}" for caption in story.captions),
        "",
        *sorted(party(record, id) for id in {id for e in record.events for id in named(e)}),
        "",
        *(line(event) for event in sorted(record.events, key=lambda e: (e.quotes[0].span, e.id))),
    ]
    return "\n".join(lines) + "\n"


def named(event: Event) -> tuple[str, ...]:
    """Return the ids of all that an event names."""
    return (*event.actor, *event.recipient, *event.by, *((event.place,) if event.place else ()))


def party(record: Record, id: str) -> str:
    """Return a participant or place as one line."""
    entity = record.entity(id)
    acts_for = " ".join((entity.code or "", *entity.sector)).strip()
    return " | ".join(filter(None, (id, entity.name, entity.kind, acts_for, entity.role)))


def line(event: Event) -> str:
    """Return an event as one line."""
    who = (
        f"{', '.join(event.actor)} -> {', '.join(event.recipient)}"
        if event.recipient
        else ", ".join(event.actor)
    )
    days = (
        f"{event.start or ''}..{event.end or ''}" if event.start != event.end else f"{event.start or 'open'}"
    )
    return " | ".join(
        filter(
            None,
            (
                " ".join((event.type, *event.modes)),
                who,
                event.status + (" (optional)" if event.optional else ""),
                f"{', '.join(event.by)} {event.stance}" if event.by else "",
                days,
                f"at {event.place}" if event.place else "",
                " ... ".join(" ".join(quote.text.split()) for quote in event.quotes),
            ),
        )
    )
