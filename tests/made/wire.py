"""Records made by hand for tests of the ledger: a story's sentences, each with the event that it tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.ledger.building import Source, world
from dragoman.ledger.entry import entries, story_line
from dragoman.ledger.world import Appearance, Happening, Plan, Review, World
from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Quote,
    Record,
    Span,
    Stance,
    Status,
    Story,
    content_hash,
)


def entity(words: str) -> Entity:
    """Return the entity of `Name|CODE|role|SECTOR`: a person with a role, a state by its code, else a group.

    `@Name|CODE` is a place that lies in that state, `#Name|CODE` a body.
    """
    name, code, role, sector = (*words.split("|"), "", "", "")[:4]
    id = "_".join(name.strip("@#").casefold().split())
    if name.startswith("@"):
        return Entity(id, name[1:], EntityKind.PLACE, country=code or None, mentions=(name[1:],))
    if name.startswith("#"):
        return Entity(id, name[1:], EntityKind.IGO, code or "IGO", mentions=(name[1:],))
    if role:
        return Entity(id, name, EntityKind.PERSON, code or None, (sector or "GOV",), role, (name,))
    kind = EntityKind.GROUP if sector or not code else EntityKind.STATE
    return Entity(id, name, kind, code or None, (sector,) if sector else ("GOV",), None, (name,))


def event(
    says: str,
    text: str,
    actor: Sequence[str] = (),
    recipient: Sequence[str] = (),
    days: str = "",
    place: str | None = None,
    by: Sequence[str] = (),
) -> tuple[str, str, Sequence[str], Sequence[str], str, str | None, Sequence[str]]:
    """Return an event as `says` tells it: `CONSULT/visit planned`, with the sentence that tells it."""
    return says, text, actor, recipient, days, place, by


def story(agency: str, published: str, *told: tuple) -> Record:  # type: ignore[type-arg]
    """Return the record of a story whose sentences tell these events."""
    sentences = [text for _, text, *_ in told]
    head = f"({agency}, {published}) "
    text = head + " ".join(dict.fromkeys(sentences))
    made = Story(text, agency=agency, published=date.fromisoformat(published), source=f"{agency}-{published}")
    cast: dict[str, Entity] = {}
    events = []
    for n, (says, words, actor, recipient, days, place, by) in enumerate(told):
        kind, status = says.split(" ")[:2]
        sides = [[entity(w) for w in side] for side in (actor, recipient, by, [place] if place else [])]
        cast |= {e.id: e for side in sides for e in side}
        first, _, last = days.partition("/")
        at = text.index(words)
        events.append(
            Event(
                id=content_hash("event", made.id, str(n)),
                type=EventType(kind.partition("/")[0]),
                modes=tuple(m for m in kind.partition("/")[2].split(",") if m),
                actor=tuple(e.id for e in sides[0]),
                recipient=tuple(e.id for e in sides[1]),
                status=Status(status),
                by=tuple(e.id for e in sides[2]),
                stance=(Stance.DENIES if says.endswith("denies") else Stance.ASSERTS) if by else None,
                start=day(first),
                end=day(last if "/" in days else first),
                place=sides[3][0].id if sides[3] else None,
                quotes=(Quote(words, Span(at, at + len(words))),),
                confidence=0.7,
            )
        )
    return Record(made, tuple(cast.values()), tuple(events), "test")


def day(text: str) -> date | None:
    """Return the ISO day, or None for an empty one or `..`."""
    return date.fromisoformat(text) if text.strip(".") else None


def world_of(
    records: Iterable[Record], reviews: Iterable[Review] = (), sources: dict[str, Source] | None = None
) -> World:
    """Return all that follows from these records."""
    held = list(records)
    return world(
        [entry for record in held for entry in entries(record)],
        [Appearance(story_line(r.story, r.version), e) for r in held for e in r.entities],
        {record.story.id: record.story.text for record in held},
        sources,
        reviews,
    )


def lives(made: World) -> list[list[str]]:
    """Return the turns of each plan with its due days after each, the plans by first due day."""
    ordered = sorted(made.plans, key=lambda p: (p.first_due[0] or date.min, p.transitions[0].quote.text))
    return [[f"{t.turn} {_due(t.due_start, t.due_end)}" for t in plan.transitions] for plan in ordered]


def _due(first: date | None, last: date | None) -> str:
    if first == last:
        return first.isoformat() if first else ".."
    return f"{first or ''}..{last or ''}"


def only(made: World) -> Plan:
    """Return the only plan."""
    (plan,) = made.plans
    return plan


def told_of(made: World, *types: str) -> list[Happening]:
    """Return the happenings of these types, by first report."""
    found = [h for h in made.happenings if h.type.value in types]
    return sorted(found, key=lambda h: (h.first_reported or date.min, h.id))
