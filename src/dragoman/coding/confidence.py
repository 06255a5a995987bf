"""How sure a record is: a rank by named features, for a reader's eye and for queues of doubt.

The points are not fitted to any data; what they add up to orders records and is no probability.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.coding.merge import Cluster
from dragoman.coding.parties import Parties
from dragoman.model import EntityKind, PassageKind

BASE = 0.5
FLOOR, CEILING = 0.05, 0.95

Feature = Callable[[Cluster, Parties], bool]


def told_by_a_verb(cluster: Cluster, parties: Parties) -> bool:
    """A verb tells it, not only a noun."""
    return any(not m.nominal for m in cluster.mentions)


def told_again(cluster: Cluster, parties: Parties) -> bool:
    """More than one sentence tells it."""
    return len({m.token.sent.start for m in cluster.mentions}) > 1


def told_in_the_body(cluster: Cluster, parties: Parties) -> bool:
    """The body tells it, not only a headline or caption."""
    return any(m.kind is PassageKind.BODY for m in cluster.mentions)


def both_sides(cluster: Cluster, parties: Parties) -> bool:
    """Two sides that the story names or describes."""
    lead = cluster.lead
    return bool(lead.actor) and bool(lead.recipient or len(parties.codes(lead.actor)) > 1)


def coded_sides(cluster: Cluster, parties: Parties) -> bool:
    """Every side's state or body is known."""
    lead = cluster.lead
    return all(parties.entity(i).code for i in (*lead.actor, *lead.recipient))


def no_actor(cluster: Cluster, parties: Parties) -> bool:
    """Nobody is said to have done it."""
    return not cluster.lead.actor


def common_word(cluster: Cluster, parties: Parties) -> bool:
    """The word that tells it is a common one."""
    return "weak" in cluster.lead.row.flags and not cluster.lead.row.needs


def implied(cluster: Cluster, parties: Parties) -> bool:
    """No single word tells it."""
    return cluster.lead.row.source == "implied"


def unnamed(cluster: Cluster, parties: Parties) -> bool:
    """A side is a group that nothing else describes."""
    lead = cluster.lead
    return any(
        parties.entity(i).kind is EntityKind.GROUP and not parties.entity(i).code
        for i in (*lead.actor, *lead.recipient)
    )


FEATURES: tuple[tuple[Feature, float], ...] = (
    (told_by_a_verb, 0.1),
    (told_again, 0.1),
    (told_in_the_body, 0.05),
    (both_sides, 0.15),
    (coded_sides, 0.1),
    (no_actor, -0.2),
    (common_word, -0.1),
    (implied, -0.15),
    (unnamed, -0.1),
)
"""Each feature and the points that it gives."""


def confidence(cluster: Cluster, parties: Parties) -> tuple[float, str]:
    """Return the rank of a record in 0..1, and which features gave it."""
    held = [(feature, points) for feature, points in FEATURES if feature(cluster, parties)]
    total = min(CEILING, max(FLOOR, BASE + sum(points for _, points in held)))
    names = ", ".join(f"{f.__name__.replace('_', ' ')} {points:+.2f}" for f, points in held)
    return round(total, 2), names
