"""Names for those who act, and the exchange of states in a text, so that no country is learnt as a deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

from dragoman.coding.marking import Pair
from dragoman.gazetteer.agents import load_agents
from dragoman.gazetteer.states import State, load_states
from dragoman.model import Span

_GOVERNING = (
    "the {a} government|the {a} president|the {a} foreign ministry|{a} officials|"
    "the {a} prime minister|the {a} foreign minister|the {a} parliament|the {a} ambassador|"
    "{a} authorities"
)
_ARMED = (
    "{a} troops|{a} rebels|{a} police|the {a} army|{a} militants|{a} soldiers|"
    "{a} security forces|the {a} navy|{a} guerrillas"
)
_OTHERS = (
    "{a} protesters|{a} opposition leaders|the {a} opposition|{a} students|{a} workers|"
    "{a} villagers|{a} journalists|{a} prosecutors|a {a} court|{a} lawmakers|{a} civilians|"
    "{a} companies"
)
_BODIES = (
    "the United Nations|the European Union|NATO|the African Union|the UN Security Council|"
    "the Arab League|ASEAN|the World Bank|Amnesty International|the Red Cross|the OSCE|"
    "the IAEA|UNHCR"
)


@cache
def states() -> tuple[State, ...]:
    """Return the states of today that have a name and an adjective of their own."""
    return tuple(s for s in load_states() if s.status == "state" and s.adjectives and s.people and s.capital)


@cache
def offices() -> tuple[str, ...]:
    """Return nouns for those who act: "paratroopers", "villagers"."""
    return tuple(a.plural for a in load_agents() if a.plural and not a.office and a.plural.islower())


def actor(random: Random) -> str:
    """Return a name or description of somebody who may act."""
    state = random.choice(states())
    adjective = random.choice(state.adjectives)
    draw = random.random()
    if draw < 0.35:
        return random.choice([state.name, state.name, state.capital or state.name])
    if draw < 0.5:
        return f"{adjective} {random.choice(offices())}"
    if draw < 0.58:
        return random.choice(_BODIES.split("|"))
    kinds = random.choice((_GOVERNING, _GOVERNING, _ARMED, _OTHERS))
    return random.choice(kinds.split("|")).format(a=adjective)


def exchange(pair: Pair, random: Random) -> Pair:
    """Return a pair in whose text every state has become another one, each form by one of its kind.

    Example:
        >>> exchange(Pair("Peru met Chile.", Span(0, 4), Span(9, 14)), Random(1)).text == "Peru met Chile."
        False
    """
    pattern, kinds = _forms()
    chosen: dict[str, State] = {}
    edits: list[tuple[int, int, str]] = []
    for match in pattern.finditer(pair.text):
        kind, code = kinds[match.group()]
        state = chosen.setdefault(code, random.choice(states()))
        edits.append((match.start(), match.end(), _form(state, kind)))
    return edited(pair, edits)


def edited(pair: Pair, edits: Sequence[tuple[int, int, str]]) -> Pair:
    """Return a pair after changes to its text, given in order; the marked stretches move along."""
    made, at = [], 0
    for start, end, new in edits:
        made += [pair.text[at:start], new]
        at = end

    def moved(place: int, closing: bool) -> int:
        shift = 0
        for start, end, new in edits:
            if end <= place:
                shift += len(new) - (end - start)
            elif start < place:
                return start + shift + (len(new) if closing else 0)
        return place + shift

    actor, recipient, trigger = (
        Span(moved(s.start, False), moved(s.end, True)) if s else None
        for s in (pair.actor, pair.recipient, pair.trigger)
    )
    return replace(
        pair, text="".join([*made, pair.text[at:]]), actor=actor, recipient=recipient, trigger=trigger
    )


def _form(state: State, kind: str) -> str:
    if kind == "name":
        return state.name
    if kind == "adjective":
        return state.adjectives[0]
    if kind == "people":
        return state.people[0]
    return state.capital or state.name


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return a pattern for every form of a state, and each form's kind and state."""
    kinds: dict[str, tuple[str, str]] = {}
    for state in load_states():
        for kind, forms in (
            ("name", state.names),
            ("adjective", state.adjectives),
            ("people", state.people),
            ("seat", (state.capital, *state.metonyms)),
        ):
            for form in forms:
                if form and len(form) > 1:
                    kinds.setdefault(form, (kind, state.code))
    longest = sorted(kinds, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"), kinds
