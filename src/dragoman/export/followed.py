"""Plans and identities as plain data: what was announced and what came of it, who is who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.ledger.agenda import Reliability
from dragoman.ledger.entry import StoryLine
from dragoman.ledger.register import Register
from dragoman.ledger.world import Claim, Happening, Identity, Plan, Transition

Json = dict[str, Any]


def as_plan(
    plan: Plan,
    register: Register,
    outcomes: Mapping[str, Happening],
    stories: Mapping[str, StoryLine],
    today: date,
) -> Json:
    """Return a plan as data: `plan`, `type`, `actors`, `due`, `state`, `outcome`, `evidence`, and more.

    `due` is the first and the last day on which it is due, each null where open; `outcome` is the event that
    fulfilled, cancelled or contradicted it, or null; `evidence` are the steps of its life with their words.
    """
    deed = outcomes.get(plan.outcome or "")
    return {
        "plan": plan.id,
        "type": plan.type.value,
        "actors": [as_party(id, register) for id in plan.actor],
        "recipients": [as_party(id, register) for id in plan.recipient],
        "due": days(plan.due_start, plan.due_end),
        "first_due": days(*plan.first_due),
        "announced": iso(plan.announced),
        "state": plan.seen_from(today).value,
        "outcome": as_happening(deed, register) if deed else None,
        "evidence": [as_step(step, stories) for step in plan.transitions],
        "event": plan.event_id,
    }


def as_step(step: Transition, stories: Mapping[str, StoryLine]) -> Json:
    """Return one step in a plan's life as data, with its words and where they stand."""
    line = stories.get(step.story_id)
    return {
        "turn": step.turn.value,
        "day": iso(step.day),
        "due": days(step.due_start, step.due_end),
        "reason": step.reason,
        "quote": step.quote.text,
        "offsets": [step.quote.span.start, step.quote.span.end],
        "report": step.report_id,
        "story": step.story_id,
        "agency": line.agency if line else None,
        "source": line.source if line else None,
    }


def as_happening(happening: Happening, register: Register) -> Json:
    """Return an event over all stories that report it as data, without its reports."""
    place = happening.place
    return {
        "id": happening.id,
        "type": happening.type.value,
        "modes": list(happening.modes),
        "actors": [as_party(id, register) for id in happening.actor],
        "recipients": [as_party(id, register) for id in happening.recipient],
        "status": happening.status.value,
        "start": iso(happening.start),
        "end": iso(happening.end),
        "place": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "reports": len(happening.reports),
        "sources": happening.sources,
        "first_reported": iso(happening.first_reported),
        "last_reported": iso(happening.last_reported),
        "quotes": [report.event.quotes[0].text for report in happening.reports],
        "claims": [as_claim(claim) for claim in happening.claims],
    }


def as_claim(claim: Claim) -> Json:
    """Return a claim as data."""
    return {
        "field": claim.field,
        "value": claim.value,
        "by": list(claim.by),
        "agency": claim.agency,
        "as_of": iso(claim.as_of),
        "newest": claim.newest,
        "sources": claim.sources,
        "widest": claim.widest,
        "quote": claim.quote,
        "story": claim.story_id,
    }


def as_party(id: str, register: Register) -> Json:
    """Return a participant as data: id, name, code and kind."""
    known = register.get(id)
    return {
        "id": id,
        "name": known.name if known else id,
        "code": known.code if known else None,
        "kind": known.kind.value if known else None,
    }


def as_identity(identity: Identity) -> Json:
    """Return an identity as data, with its offices, the stories that name it and why they are linked."""
    return {
        "id": identity.id,
        "name": identity.name,
        "kind": identity.kind.value,
        "code": identity.code,
        "sector": list(identity.sector),
        "aliases": list(identity.aliases),
        "offices": [
            {
                "title": office.title,
                "code": office.code,
                "first_day": iso(office.first_day),
                "last_day": iso(office.last_day),
                "stories": list(office.stories),
            }
            for office in identity.offices
        ],
        "links": [
            {"story": link.story_id, "entity": link.entity_id, "reason": link.reason}
            for link in identity.links
        ],
    }


def as_reliability(kept: Reliability) -> Json:
    """Return how well plans were kept as data."""
    return {
        "announced": kept.announced,
        "due": kept.due,
        "fulfilled": kept.fulfilled,
        "late": kept.late,
        "postponed": kept.postponed,
        "cancelled": kept.cancelled,
        "contradicted": kept.contradicted,
        "unreported": kept.unreported,
        "moved": kept.moved,
        "rate": kept.rate,
        "median_days_late": kept.median_days_late,
    }


def days(first: date | None, last: date | None) -> list[str | None]:
    """Return two days as data."""
    return [iso(first), iso(last)]


def iso(day: date | None) -> str | None:
    """Return a day as data."""
    return day.isoformat() if day else None


def lines_of(stories: Sequence[StoryLine]) -> dict[str, StoryLine]:
    """Return the stories by id."""
    return {line.id: line for line in stories}
