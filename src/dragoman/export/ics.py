"""What is due, as an iCalendar (RFC 5545).

Each planned event with a known day is one VEVENT; its UID stays when the plan moves, and SEQUENCE counts the
changes. STATUS is CONFIRMED, TENTATIVE when put off without a new day, denied by someone or without a report
after its time, CANCELLED when called off. DTSTART is the first day on which it is due; where only the last is
known it is that one, and SUMMARY says "by". DTSTAMP is the day of the last story that tells it.

What is lost: plans without any day, everything that is not planned, the time of day, which stories do not
tell, all evidence but the fullest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from dragoman.export.title import telling, title, when, whose_word
from dragoman.export.view import Shown, View
from dragoman.export.wording import clean, days_words
from dragoman.ledger.world import Plan, PlanState, Turn
from dragoman.model import Status, content_hash

_CHANGES = frozenset(
    {Turn.MOVED, Turn.POSTPONED, Turn.CANCELLED, Turn.CONTRADICTED, Turn.REVIVED, Turn.FULFILLED, Turn.LATE}
)
_STATUS = {
    PlanState.POSTPONED: "TENTATIVE",
    PlanState.CONTRADICTED: "TENTATIVE",
    PlanState.UNREPORTED: "TENTATIVE",
    PlanState.CANCELLED: "CANCELLED",
}


def lines(view: View) -> Iterator[str]:
    """Yield the whole calendar."""
    yield calendar(view.events(), view.today, view.chains())


def calendar(events: Iterable[Shown], today: date, chains: Mapping[str, str]) -> str:
    """Return the calendar of what is due among these events; `chains` gives the chain of each story."""
    made = Calendar()
    made.add("prodid", "-//Dragoman//Ledger//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "What is due")
    held = list(events)
    for event, uid in zip(held, uids(held, chains), strict=True):
        if due := entry(event, today, uid):
            made.add_component(due)
    text: str = made.to_ical().decode("utf-8")
    return text


def uids(events: Sequence[Shown], chains: Mapping[str, str]) -> list[str]:
    """Return for each event a name that outlives the versions of the story that first told it.

    It is made of the chain of versions, the type and the parties; several such are told apart by their order.
    """
    found = []
    used: Counter[str] = Counter()
    for event in events:
        first = event.reports[0].story.id
        parties = sorted({entity.code or entity.name for entity in (*event.actor, *event.recipient)})
        name = content_hash("uid", chains.get(first, first), event.type.value, *parties)
        used[name] += 1
        found.append(f"{name if used[name] == 1 else f'{name}-{used[name]}'}@dragoman")
    return found


def entry(event: Shown, today: date, uid: str) -> Event | None:
    """Return the calendar's entry of a plan; None for what is no plan, or has no day."""
    if event.status is not Status.PLANNED and event.plan is None:
        return None
    plan = event.plan
    start, end = (plan.due_start, plan.due_end) if plan else (event.start, event.end)
    if start is None and end is None:
        return None
    first = start or end or today
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", _moment(event.last_reported or today))
    made.add("sequence", changes(plan))
    made.add("status", _STATUS.get(plan.seen_from(today), "CONFIRMED") if plan else "CONFIRMED")
    made.add("dtstart", first)
    if start and end:
        made.add("dtend", end + timedelta(days=1))
    made.add("summary", title(event) if start and end else f"{_open(start, end)}: {title(event)}")
    made.add("transp", "TRANSPARENT")
    made.add("categories", [event.type.value, *event.modes])
    _where(made, event)
    made.add("description", _description(event))
    if event.links:
        made.add("url", event.links[0])
    return made


def changes(plan: Plan | None) -> int:
    """Return how often a plan changed since it was first told."""
    return sum(step.turn in _CHANGES for step in plan.transitions) if plan else 0


def _open(start: date | None, end: date | None) -> str:
    """Return in words the days of a plan of which one side is open."""
    words = days_words(start, end, Status.PLANNED)
    return f"{words[0].upper()}{words[1:]}"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _where(made: Event, event: Shown) -> None:
    place = event.place
    if place is None:
        return
    made["location"] = vText(clean(place.name))
    if place.latitude is not None and place.longitude is not None:
        made.add("geo", (place.latitude, place.longitude))


def _description(event: Shown) -> str:
    parts = [when(event), whose_word(event), f"“{clean(event.quote.text)}”", telling(event)]
    return "\n".join(part for part in parts if part)
