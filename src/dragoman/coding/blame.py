"""Whom a charge is aimed at, where another sentence says who did it."""

from __future__ import annotations

from dragoman.coding.merge import Cluster
from dragoman.coding.parties import Parties
from dragoman.model import EventType


def settle(clusters: list[Cluster], parties: Parties) -> None:
    """Address a charge to whoever did what it is about, where another sentence says who that was."""
    home = {id(m): cluster for cluster in clusters for m in cluster.mentions}
    for cluster in clusters:
        lead = cluster.lead
        if lead.type is not EventType.ACCUSE or lead.recipient:
            continue
        for mention in (m for c in clusters for m in c.mentions if m.carrier in cluster.mentions and m.top):
            doer = home[id(mention)].lead
            if doer.actor and not parties.codes(doer.actor) & parties.codes(lead.actor):
                lead.recipient = doer.actor
                lead.because("recipient", "doer", f"who did it, by “{doer.token.text}”")
                break
