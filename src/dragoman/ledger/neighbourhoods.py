"""Ids that pairs connect: versions of one story, reports of one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def neighbourhoods(ids: Iterable[str], joined: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the groups of ids that pairs connect, each sorted, in order."""
    parent = {id: id for id in ids}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for a, b in joined:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for id in parent:
        groups[root(id)].append(id)
    return sorted(tuple(sorted(group)) for group in groups.values())
