"""A notice in words, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.export.table import row
from dragoman.export.title import telling, title, when, whose_word
from dragoman.export.wording import clean
from dragoman.watch.changes import Kind, Notice

_HEADS = {Kind.NEW: "NEW", Kind.CHANGED: "CHANGED", Kind.WITHDRAWN: "WITHDRAWN"}


def as_text(notice: Notice) -> str:
    """Return a notice in a few lines for a person."""
    lines = [f"{_HEADS[notice.kind]}  {_title(notice)}"]
    event = notice.event
    if event is None:
        return "\n".join([*lines, "  no story that stands tells it any more"])
    lines.append(f"  {when(event)}{f' · {clean(event.place.name)}' if event.place else ''}")
    for changed in notice.differences:
        before, after = clean(changed.before) or "—", clean(changed.after) or "—"
        lines.append(f"  {clean(changed.field)}: {before} → {after}")
    if word := whose_word(event):
        lines.append(f"  {word}")
    lines.append(f"  “{clean(event.quote.text)}”")
    lines.append(f"  {telling(event)} · {event.id[:8]}")
    return "\n".join([*lines, *(f"  {clean(link)}" for link in event.links)])


def as_data(notice: Notice, today: date) -> dict[str, Any]:
    """Return a notice as data that `json.dumps` takes."""
    event, was = notice.event, notice.was
    made: dict[str, Any] = {"kind": notice.kind.value}
    if event is not None:
        made["event"] = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in row(event, today).items()
        }
        made["title"] = title(event)
    if was is not None and was.facts:
        made["previous"] = {"id": was.event_id, **was.facts}
    made["changed"] = [
        {"field": d.field, "before": d.before or None, "after": d.after or None} for d in notice.differences
    ]
    return made


def subject(notices: Sequence[Notice]) -> str:
    """Return one line for all of them: the first, and how many more there are."""
    first = f"{_HEADS[notices[0].kind].capitalize()}: {_title(notices[0])}"
    return first if len(notices) == 1 else f"{first} (and {len(notices) - 1} more)"


def _title(notice: Notice) -> str:
    if notice.event is not None:
        return title(notice.event)
    told = notice.was.facts if notice.was else {}
    parties = " → ".join(clean(told[side]) for side in ("actor", "recipient") if side in told) or "unnamed"
    return f"{parties}: {told.get('type', '')} {told.get('modes', '')}".rstrip()
