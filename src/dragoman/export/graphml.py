"""The network of actors as GraphML: a node for each state, body or party, edges for what they did.

Edges are directed, one for each actor, recipient, type and status, with how many events it stands for and
their first and last day; an act that all sides do together is one edge between each two, marked `mutual`.
What is lost: the single events with their places, words and evidence; events that name one side only;
persons, who stand under whom they act for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

from dragoman.export.coded import Side, sides
from dragoman.export.plover import MUTUAL
from dragoman.export.view import Shown, View
from dragoman.export.wording import clean
from dragoman.ontology import plover

_SPACE = "http://graphml.graphdrawing.org/xmlns"

KEYS = {
    "node": {"name": "string", "code": "string", "sectors": "string", "events": "int"},
    "edge": {
        "type": "string",
        "status": "string",
        "quad": "int",
        "mutual": "boolean",
        "count": "int",
        "sources": "int",
        "first_day": "string",
        "last_day": "string",
        "events": "string",
    },
}


@dataclass(slots=True)
class _Node:
    name: str
    code: str
    sectors: dict[str, None] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)


def lines(view: View) -> Iterator[str]:
    """Yield the whole graph."""
    nodes, edges = network(view.events())
    ET.register_namespace("", _SPACE)
    root = ET.Element(f"{{{_SPACE}}}graphml")
    for target, names in KEYS.items():
        for name, type in names.items():
            key = {"id": f"{target}_{name}", "for": target, "attr.name": name, "attr.type": type}
            ET.SubElement(root, f"{{{_SPACE}}}key", key)
    graph = ET.SubElement(root, f"{{{_SPACE}}}graph", {"id": "actors", "edgedefault": "directed"})
    for id, node in sorted(nodes.items()):
        made = ET.SubElement(graph, f"{{{_SPACE}}}node", {"id": id})
        values = {
            "name": node.name,
            "code": node.code,
            "sectors": ";".join(sorted(node.sectors)),
            "events": str(len(node.events)),
        }
        _data(made, "node", values)
    for n, ((source, target, type, status, mutual), events) in enumerate(sorted(edges.items())):
        made = ET.SubElement(graph, f"{{{_SPACE}}}edge", {"id": f"e{n}", "source": source, "target": target})
        _data(made, "edge", _edge(type, status, mutual, events))
    ET.indent(root, " ")
    yield '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


Edges = dict[tuple[str, str, str, str, bool], list[Shown]]


def network(events: Iterable[Shown]) -> tuple[dict[str, _Node], Edges]:
    """Return the actors by id, and between them the events of each type and status."""
    nodes: dict[str, _Node] = {}
    edges: Edges = {}
    for event in events:
        sources, targets = sides(event.actor), sides(event.recipient)
        for side in (*sources, *targets):
            node = nodes.setdefault(_id(side), _Node(_name(side), side.code or ""))
            node.sectors.update(dict.fromkeys(side.sectors))
            node.events.add(event.id)
        mutual = not targets and event.type in MUTUAL
        pairs = combinations(sources, 2) if mutual else ((a, b) for a in sources for b in targets)
        for a, b in pairs:
            key = (_id(a), _id(b), event.type.value, event.status.value, mutual)
            edges.setdefault(key, []).append(event)
    return nodes, edges


def _id(side: Side) -> str:
    return side.code or clean(side.name).lower()


def _name(side: Side) -> str:
    return side.country.name if side.country else side.name


def _edge(type: str, status: str, mutual: bool, events: list[Shown]) -> dict[str, str]:
    first = [day for event in events if (day := event.start or event.end)]
    last = [day for event in events if (day := event.end or event.start)]
    return {
        "type": type,
        "status": status,
        "quad": str(plover.quad(events[0].type)),
        "mutual": str(mutual).lower(),
        "count": str(len(events)),
        "sources": str(sum(event.sources for event in events)),
        "first_day": _day(min(first, default=None)),
        "last_day": _day(max(last, default=None)),
        "events": ";".join(event.id for event in events),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _data(parent: ET.Element, target: str, values: dict[str, str]) -> None:
    for name, value in values.items():
        if value:
            made = ET.SubElement(parent, f"{{{_SPACE}}}data", {"key": f"{target}_{name}"})
            made.text = clean(value)
