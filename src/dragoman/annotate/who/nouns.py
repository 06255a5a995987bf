"""What the noun of an actor tells: its sectors, and whether it means the state itself."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.lexicon import agent_at
from dragoman.annotate.who.scene import Scene
from dragoman.gazetteer.agents import Agent
from dragoman.model import EntityKind

STATE_NOUNS = frozenset({"government", "authority", "authorities", "regime"})
"""With a state's name they mean the state itself."""

_TELLING = frozenset(
    {
        "REB",
        "MIL",
        "COP",
        "OPP",
        "PTY",
        "LEG",
        "JUD",
        "JRN",
        "BUS",
        "REF",
        "MED",
        "EDU",
        "REL",
        "NGO",
        "SPY",
        "PRM",
        "SEP",
    }
)
"""Sectors of a qualifying noun that outdo the head's own: "rebel leader", "army spokesman"."""


def sectors_of(scene: Scene, noun: Token, agent: Agent, owner: Draft | None) -> tuple[str, ...]:
    """Return the sectors of an actor: those of what qualifies the noun, else the noun's, else the owner's."""
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod") and child.i not in scene.names:
            hit = agent_at(child)
            if hit is not None and hit[0] is not agent and set(hit[0].sectors) & _TELLING:
                return tuple(hit[0].sectors)
    own = tuple(agent.sectors)
    if owner is not None and owner.kind is not EntityKind.STATE and (not own or own == ("GOV",)):
        return owner.sectors
    return own


def noun_of(token: Token) -> str:
    """Return the noun by which a mention is called again, singular and folded."""
    return fold(token.lemma_)
