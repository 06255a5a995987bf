"""What the noun of an actor tells: its sectors, whether it means the state itself, whose it is by default."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.lexicon import agent_at, homes
from dragoman.annotate.who.phrases import SUBJECTS, is_plural
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.gazetteer.agents import Agent
from dragoman.model import EntityKind

STATE_NOUNS = frozenset({"government", "authority", "authorities", "regime"})
"""With a state's name they mean the state itself."""

_TELLING = words("REB MIL COP OPP PTY LEG JUD JRN BUS REF MED EDU REL NGO SPY PRM SEP")
"""Sectors of a qualifying noun that outdo the head's own: "rebel leader", "army spokesman"."""
_LOCAL = words("GOV MIL COP LEG JUD PTY OPP CVL SPY ELI MED LAB REB NGO SOC")
"""Sectors of those who, without a word on where they belong, belong to the state that the story is about."""
_BY_PLACE = words("CVL COP MED REB")
"""Sectors of those who are where the sentence says that it happened."""
_NOBODYS = words(
    "source expert analyst critic observer gunman attacker assailant ally power country nation investor "
    "supporter participant guest visitor donor neighbor neighbour terrorist bomber extremist militant "
    "tourist journalist reporter person leader delegate counterpart diplomat monitor community adult "
    "foreigner predecessor politician host migrant interlocutor superpower state world islamist "
    "jihadist separatist hijacker side network cell"
)
"""Nouns of those who then belong to nobody in particular."""
_FAITHS = words(
    "islamic muslim christian jewish hindu buddhist catholic orthodox protestant sunni shiite shia"
)
REGIONAL = _FAITHS | words(
    "asian european african arab arabian western eastern westerner easterner islamic muslim christian "
    "jewish hindu buddhist catholic orthodox protestant sunni shiite shia latin nordic baltic balkan "
    "caribbean scandinavian pacific mediterranean"
)
"""Adjectives of regions and religions: who bears them belongs to no one state."""
_WORKS_FOR_ALL = words("aid relief humanitarian rights charity volunteer")
_FORUMS = words("summit body mission conference")


def sectors_of(scene: Scene, noun: Token, agent: Agent, owner: Draft | None) -> tuple[str, ...]:
    """Return the sectors of an actor: those of what qualifies the noun, else the noun's, else the owner's."""
    hit = qualifying_agent(scene, noun, agent)
    if hit is not None and set(hit.sectors) & _TELLING:
        return tuple(hit.sectors)
    own = tuple(agent.sectors)
    if owner is not None and owner.kind is not EntityKind.STATE and (not own or own == ("GOV",)):
        return owner.sectors
    return own


def calling(agent: Agent, noun: Token) -> str:
    """Return the one word by which an actor is called again: the secretary for a secretary of state."""
    front, of, _ = agent.noun.partition(" of ")
    return fold(front.split()[-1]) if of else fold(noun.lemma_)


def qualifying_agent(scene: Scene, noun: Token, agent: Agent | None = None) -> Agent | None:
    """Return the agent whose noun qualifies another's: the ministry in "foreign ministry source"."""
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i not in scene.names:
            hit = agent_at(child)
            if (
                hit is not None
                and hit[0] is not agent
                and fold(child.text) in fold(f"{hit[0].noun} {hit[0].plural}")
            ):
                return hit[0]
    return None


def default_owner(scene: Scene, token: Token, agent: Agent, noun: str) -> tuple[Draft | None, int]:
    """Return whose an actor without an owner is: as the same noun before, or of the story's main state."""
    # A foreign ministry is somebody's own; "foreign ministers" may be anybody's.
    own_words = () if is_plural(token) else fold(agent.noun).split()
    if any(_elsewhere(c) for c in token.lefts if fold(c.text) not in own_words):
        return None, 0
    folk = next((homes()[fold(c.text)] for c in token.lefts if fold(c.text) in homes()), None)
    if folk is not None:
        home = scene.home(token, folk)
        return home, 1 if home is not None else 0
    before = scene.cast.called(noun)
    if before is not None and before.kind is not EntityKind.PERSON and before.acts_for() and before.sure >= 2:
        return before.owner or before, 1
    qualifier = qualifying_agent(scene, token, agent)
    if noun in _NOBODYS and not (qualifier is not None and set(qualifier.sectors) & _LOCAL):
        return None, 0
    if set(fold(scene.doc[token.left_edge.i : token.i + 1].text).split()) & _WORKS_FOR_ALL:
        return None, 0
    sectors = set(agent.sectors) | set(qualifier.sectors if qualifier else ())
    if not sectors & _LOCAL:
        return None, 0
    if sectors & _BY_PLACE and not any(c.ent_type_ == "GPE" for c in token.lefts):
        where = scene.happens_in(token)
        if where is not None:
            return where, 1
    home = home_state(scene, token)
    return (home, 1) if home is not None else (None, 0)


def home_state(scene: Scene, token: Token) -> Draft | None:
    """Return the state that a phrase without an owner is at home in, None if the story has no main state.

    Where a story is filed from one state and mostly about another, it is whichever of them the clause above
    is about, or was spoken of last: "the Kenyan minister said security forces had ...".
    """
    main, line = scene.main, scene.dateline
    if not main or line is None or line == main or line not in scene.spoken_of:
        return scene.state(main) if main else None

    def either(drafts: tuple[Draft, ...]) -> bool:
        return len(drafts) == 1 and not drafts[0].common and drafts[0].acts_for() in (main, line)

    for above in token.ancestors:
        for subject in above.lefts if above.pos_ in ("VERB", "AUX") else ():
            found = scene.cast.at(subject.i) if subject.dep_ in SUBJECTS and subject.i < token.i else None
            if found is not None and token not in subject.subtree and either(found.drafts):
                return scene.state(found.drafts[0].acts_for() or main)
    seen = scene.memory.best(lambda s: s.weight >= _PROMINENT and either(s.drafts), 2)
    return scene.state((seen.drafts[0].acts_for() if seen else None) or main)


_PROMINENT = 1.5
"""The weight of a subject or object."""


def _elsewhere(modifier: Token) -> bool:
    """Return whether a modifier says that they are of no one state: "foreign", "Asian", "international"."""
    if modifier.dep_ not in ("amod", "compound", "nmod"):
        return False
    if modifier.lower_ in (
        "foreign",
        "international",
        "multinational",
        "global",
        "world",
        "regional",
        "unknown",
    ):
        return True
    return modifier.lower_ in REGIONAL - _FAITHS


def unowned_code(phrase: str, noun: str, sectors: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the code of those who act for no state, and their sectors."""
    if sectors[:1] == ("NGO",) and set(fold(phrase).split()) & _WORKS_FOR_ALL:
        return "NGO", sectors[1:]
    if sectors == ("BUS",) and noun in ("company", "firm", "corporation", "conglomerate", "giant"):
        return "MNC", ()
    if noun in _FORUMS:
        return "IGO", sectors
    return None, sectors
