"""The ledger's happenings as projections show them: participants as entities, the plan beside."""

from __future__ import annotations

from dragoman.export.view import Shown
from dragoman.ledger.register import Register
from dragoman.ledger.world import Happening, Identity, Plan
from dragoman.model import Entity, EntityKind


def of_happening(happening: Happening, register: Register, plan: Plan | None = None) -> Shown:
    """Return an event as all its stories together tell it; `plan` is the plan that it opened."""
    return Shown(
        id=happening.id,
        type=happening.type,
        modes=happening.modes,
        contexts=happening.contexts,
        actor=tuple(as_entity(id, register) for id in happening.actor),
        recipient=tuple(as_entity(id, register) for id in happening.recipient),
        status=happening.status,
        start=happening.start,
        end=happening.end,
        place=happening.place,
        reports=happening.reports,
        sources=happening.sources,
        first_reported=happening.first_reported,
        last_reported=happening.last_reported,
        confidence=happening.confidence,
        optional=happening.optional,
        claims=happening.claims,
        plan=plan,
    )


def as_entity(id: str, register: Register) -> Entity:
    """Return an identity as an entity, with the office last reported of it."""
    known = register.get(id) or Identity(id, id, EntityKind.GROUP, None)
    return Entity(
        id=known.id,
        name=known.name,
        kind=known.kind,
        code=known.code,
        sector=known.sector,
        role=known.offices[-1].title if known.offices else None,
        mentions=known.aliases,
    )
