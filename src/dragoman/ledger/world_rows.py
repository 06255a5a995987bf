"""Happenings, plans, claims and reviews as rows, and rows as these."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dragoman.ledger.casts import Cast, cast_id
from dragoman.ledger.database import Row
from dragoman.ledger.entry import Entry
from dragoman.ledger.world import (
    Claim,
    Feature,
    Happening,
    Membership,
    Plan,
    PlanState,
    Review,
    Seen,
    Transition,
    Turn,
    Verdict,
)
from dragoman.model import EventType, Quote, Span, Status

Values = tuple[Any, ...]


def features_value(features: Sequence[Feature]) -> list[dict[str, Any]]:
    """Return features as the value of a column."""
    return [{"name": f.name, "weight": f.weight, "reason": f.reason} for f in features]


def features_of(value: Sequence[Mapping[str, Any]]) -> tuple[Feature, ...]:
    """Return the features that a column's value holds."""
    return tuple(Feature(f["name"], f["weight"], f["reason"]) for f in value)


def event_row(h: Happening, codes: Mapping[str, str | None]) -> Values:
    """Return the happening's row for the table `events`; `codes` are the identities' codes."""
    where = next((e for e in h.reports if e.place == h.place), None) if h.place else None
    return (
        h.id,
        h.type.value,
        list(h.modes),
        list(h.contexts),
        list(h.actor),
        list(h.recipient),
        *map(list, cast_of(h, codes)),
        h.status.value,
        h.start,
        h.end,
        where.story.id if where else None,
        h.place.id if h.place else None,
        h.place.name if h.place else None,
        h.place.country if h.place else None,
        len(h.reports),
        h.sources,
        h.first_reported,
        h.last_reported,
        h.confidence,
        h.optional,
        h.plan,
        cast_id(*cast_of(h, codes)),
        h.place.latitude if h.place else None,
        h.place.longitude if h.place else None,
    )


def cast_of(h: Happening, codes: Mapping[str, str | None]) -> Cast:
    """Return the codes of those who take part in a happening; `codes` are the identities' codes."""
    actor, recipient = (
        tuple(sorted({code for id in side if (code := codes.get(id))})) for side in (h.actor, h.recipient)
    )
    return actor, recipient


def member_rows(h: Happening) -> list[Values]:
    """Return the happening's rows for the table `event_reports`."""
    return [
        (h.id, n, m.report_id, m.story_id, m.score, features_value(m.reasons))
        for n, m in enumerate(h.members)
    ]


def party_rows(h: Happening) -> list[Values]:
    """Return the happening's rows for the table `parties`."""
    sides = (("actor", h.actor, ()), ("recipient", h.recipient, h.actor))
    return [(id, role, h.id, id in other) for role, ids, other in sides for id in dict.fromkeys(ids)]


def claim_rows(h: Happening) -> list[Values]:
    """Return the happening's rows for the table `claims`."""
    return [
        (
            h.id,
            n,
            c.field,
            c.value,
            list(c.by),
            c.agency,
            c.as_of,
            c.story_id,
            c.report_id,
            c.source,
            c.quote,
            c.newest,
            c.sources,
            c.widest,
        )
        for n, c in enumerate(h.claims)
    ]


def plan_row(p: Plan) -> Values:
    """Return the plan's row for the table `plans`."""
    return (
        p.id,
        p.event_id,
        p.type.value,
        list(p.actor),
        list(p.recipient),
        p.due_start,
        p.due_end,
        p.state.value,
        p.outcome,
    )


def outcome_rows(p: Plan) -> list[Values]:
    """Return the plan's rows for the table `outcomes`."""
    return [
        (
            p.id,
            n,
            t.turn.value,
            t.day,
            t.report_id,
            t.story_id,
            t.due_start,
            t.due_end,
            t.reason,
            {"text": t.quote.text, "start": t.quote.span.start, "stop": t.quote.span.end},
        )
        for n, t in enumerate(p.transitions)
    ]


def happening_of(
    row: Row, members: Sequence[Row], reports: Sequence[Entry], claims: Sequence[Row]
) -> Happening:
    """Return the happening of a row of `events`; members and reports are parallel."""
    place = next(
        (
            e.place
            for e in reports
            if e.story.id == row["place_story"] and e.place and e.place.id == row["place"]
        ),
        None,
    )
    return Happening(
        id=row["id"],
        type=EventType(row["type"]),
        modes=tuple(row["modes"]),
        contexts=tuple(row["contexts"]),
        actor=tuple(row["actor"]),
        recipient=tuple(row["recipient"]),
        status=Status(row["status"]),
        start=row["start_day"],
        end=row["end_day"],
        place=place,
        reports=tuple(reports),
        members=tuple(
            Membership(m["report_id"], m["story_id"], m["score"], features_of(m["reasons"])) for m in members
        ),
        sources=row["sources"],
        first_reported=row["first_reported"],
        last_reported=row["last_reported"],
        confidence=row["confidence"],
        optional=row["optional"],
        claims=tuple(map(claim_of, claims)),
        plan=row["plan"],
    )


def claim_of(row: Row) -> Claim:
    """Return the claim of a row of `claims`."""
    fields = {name: value for name, value in row.items() if name not in ("event_id", "position")}
    return Claim(**{**fields, "by": tuple(row["by"])})


def plan_of(row: Row, outcomes: Sequence[Row]) -> Plan:
    """Return the plan of a row of `plans` with its rows of `outcomes`, in order."""
    return Plan(
        id=row["id"],
        event_id=row["event_id"],
        type=EventType(row["type"]),
        actor=tuple(row["actor"]),
        recipient=tuple(row["recipient"]),
        due_start=row["due_start"],
        due_end=row["due_end"],
        state=PlanState(row["state"]),
        outcome=row["outcome"],
        transitions=tuple(map(_transition_of, outcomes)),
    )


def _transition_of(row: Row) -> Transition:
    quote = row["quote"]
    return Transition(
        Turn(row["turn"]),
        row["day"],
        row["report_id"],
        row["story_id"],
        row["due_start"],
        row["due_end"],
        row["reason"],
        Quote(quote["text"], Span(quote["start"], quote["stop"])),
    )


def review_row(review: Review) -> Values:
    """Return the review's row."""
    return (
        review.id,
        review.position,
        review.made_at,
        review.verdict.value,
        list(review.reports),
        list(review.others),
        review.undoes,
        review.note,
        review.author,
        json.dumps(dict(review.payload), ensure_ascii=False) if review.payload else None,
        [asdict(sight) for sight in review.seen],
    )


def review_of(row: Row) -> Review:
    """Return the review of a row."""
    return Review(
        row["id"],
        row["position"],
        row["made_at"],
        Verdict(row["verdict"]),
        tuple(row["reports"]),
        tuple(row["others"]),
        row["undoes"],
        row["note"],
        row["author"],
        json.loads(row["payload"]) if row["payload"] else None,
        tuple(Seen(**sight) for sight in row["seen"]),
    )
