"""At whom an act is aimed that names no one: read off the words around it, then off the rest of the story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.coding.antecedents import Antecedents
from dragoman.coding.candidate import Candidate
from dragoman.coding.opponents import Opponents
from dragoman.coding.parties import Parties
from dragoman.coding.tree import first_conjunct, is_verb, logical_objects, logical_subjects, prepositional
from dragoman.model import EntityKind, EventType
from dragoman.ontology.lexicon import Lexicon

_DEEP = 4
"""How far down a phrase a party is looked for: "the embargo on trade with Vietnam"."""
_BRINGING = (
    "on", "against", "with", "from", "to", "of", "at", "into", "toward", "towards", "upon", "for", "around",
)  # fmt: skip
_ANSWERING = frozenset(
    """accept reject ignore honor honour meet defy heed refuse answer decline dismiss rebuff spurn resist
    flout disregard fulfil fulfill obey satisfy grant receive await face withstand oppose bow yield agree
    comply respond disobey welcome consider study review discuss""".split()
)
_WITHIN = frozenset({"in", "into", "inside", "across"})
_AIMING = frozenset(
    {"aim", "direct", "target", "impose", "level", "fire", "launch", "point", "head", "belong"}
)
_CAUSES = ("after", "for", "over", "following", "at", "against", "to", "of")
_CONDITIONS = frozenset({"if", "unless", "until"})

Found = tuple[tuple[str, ...], str]
"""The entities found, and why, in words."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules look at beside the act and its sentence."""

    opponents: Opponents
    antecedents: Antecedents


Rule = Callable[[Candidate, Parties, Around], Found | None]


def settle(candidates: list[Candidate], parties: Parties, lexicon: Lexicon) -> None:
    """Give each act that is done by someone to no one named the recipient that the first rule finds."""
    around = Around(Opponents(candidates, parties), Antecedents(candidates, parties, lexicon))
    for candidate in candidates:
        if candidate.recipient or not candidate.actor:
            continue
        for name, types, rule in RULES:
            found = rule(candidate, parties, around) if candidate.type in types else None
            if found is not None and found[0]:
                candidate.recipient = found[0]
                candidate.because("recipient", name, found[1])
                break


def in_object(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """A party named inside what the verb acts on: "lifted the embargo on trade with Vietnam"."""
    if candidate.nominal or len(parties.codes(candidate.actor)) > 1:
        return None
    for token in logical_objects(candidate.token):
        # "ratified the Lisbon Treaty": a name says nothing of whom it is signed with.
        found = _inside(token, candidate, parties, _DEEP) if token.pos_ != "PROPN" else ()
        if found:
            return found, f"named inside “{token.text}”"
    return None


def _inside(token: Token, candidate: Candidate, parties: Parties, deep: int) -> tuple[str, ...]:
    if deep <= 0:
        return ()
    holders = _others((*parties.possessors(token), *parties.qualifiers(token)), candidate, parties)
    if holders:
        return holders
    aimed = [c for c in token.children if c.dep_ == "acl" and c.lemma_ in _AIMING]
    for _, noun in (pair for at in (token, *aimed) for pair in prepositional(at, _BRINGING)):
        found = _others(parties.spread_at(noun), candidate, parties)
        if not found and not parties.at(noun):
            found = _inside(noun, candidate, parties, deep - 1)
        if found:
            return found
    if candidate.type in _DEEDS:
        # "shelled a post in Mali": it is whose the place is.
        for _, noun in prepositional(token, ("in", "near", "outside")):
            found = _others((*parties.at(noun), *parties.places_state(noun)), candidate, parties)
            if found:
                return found
    return ()


def _others(ids: Iterable[str], candidate: Candidate, parties: Parties) -> tuple[str, ...]:
    """Return the states, bodies and those who act for them, less those of the act's own side."""
    own = {parties.entity(i).code for i in candidate.actor}
    return tuple(
        dict.fromkeys(i for i in ids if parties.entity(i).code and parties.entity(i).code not in own)
    )


def answered(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """Who accepts, refuses or awaits what a noun tells: "Iran ignored the Council's ultimatum"."""
    noun = candidate.token
    if not candidate.nominal or candidate.frame.light is not None:
        return None
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "with") else noun.head
    if verb.lemma_ not in _ANSWERING or not is_verb(verb):
        return None
    ids = tuple(i for t in logical_subjects(verb) if t.i != noun.i for i in parties.at(t))
    found = _others(ids, candidate, parties)
    return (found, f"it is theirs to “{verb.lemma_}” it") if found else None


def beside(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """The other side of the clause that the act stands in or beside: "met X but refused to go on"."""
    verb = candidate.frame.light or candidate.token
    for head in _clauses_beside(verb) if is_verb(verb) else ():
        nouns = [
            *logical_objects(head),
            *(n for _, n in prepositional(head, ("with", "against", "to", "on", "into", "at"))),
        ]
        for noun in nouns:
            if noun in verb.subtree and noun not in head.subtree:
                continue
            found = _others(parties.spread_at(noun), candidate, parties)
            if found:
                return found, f"the other side of “{head.text}”"
    return None


def _clauses_beside(verb: Token) -> Iterator[Token]:
    if verb.dep_ in ("conj", "advcl", "xcomp") and is_verb(verb.head):
        yield verb.head
        yield from (c for c in verb.head.children if c.dep_ == "conj" and is_verb(c) and c.i != verb.i)
    yield from (c for c in verb.children if c.dep_ in ("conj", "advcl") and is_verb(c))
    yield from (g for c in verb.children if c.lower_ == "by" for g in c.children if g.dep_ == "pcomp")


def purpose(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """Upon whom it is done, by its purpose: "fired tear gas to disperse demonstrators"."""
    for clause in candidate.token.children:
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
        if clause.dep_ in ("xcomp", "advcl") and infinitive:
            for noun in logical_objects(clause):
                ids = tuple(i for i in parties.spread_at(noun) if i not in candidate.actor)
                if ids:
                    return ids, f"done to “{clause.text}” them"
    return None


_HURTING = frozenset("kill wound injure maim hurt die perish slay".split())


def hurt(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """Who was hurt when it was done: "12 soldiers were killed when a bomber blew up his car"."""
    verb = candidate.token
    if candidate.nominal or verb.dep_ != "advcl":
        return None
    if not any(c.lower_ in ("when", "as", "after") and c.i < verb.i for c in verb.children):
        return None
    for above in (first_conjunct(verb.head), verb.head):
        if above.lemma_ not in _HURTING:
            continue
        nouns = logical_subjects(above) if above.lemma_ in ("die", "perish") else logical_objects(above)
        found = tuple(i for t in nouns for i in parties.spread_at(t) if i not in candidate.actor)
        if found:
            return found, f"who “{above.text}” of it"
    return None


def stopped(candidate: Candidate, parties: Parties, around: Around) -> Found | None:
    """Who suffered what is given up: "halted its attacks on Chad", "agreed to stop shelling Mali"."""
    verb = candidate.token
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "pcomp")]
    for token in (*logical_objects(verb), *clauses) if not candidate.nominal else ():
        act = around.antecedents.at(token)
        if act is not None and act.type in _HARMING and act.recipient:
            found = _others(act.recipient, candidate, parties)
            if found:
                return found, f"whom the “{token.text}” struck"
    return None


def place_struck(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """Whose the place is in which an attack is told by its noun: "the Israeli offensive in Gaza"."""
    if not candidate.nominal or "mutual" in candidate.row.flags:
        return None
    token = candidate.token
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    places = [after] if after.dep_ == "prep" else [c for c in token.children if c.dep_ == "prep"]
    for noun in (g for c in places if c.lower_ in _WITHIN for g in c.children if g.dep_ == "pobj"):
        near = (i for t in (noun, *noun.lefts) for i in (*parties.at(t), *parties.places_state(t)))
        found = _others(near, candidate, parties)
        if found:
            return found[:1], f"in “{noun.text}”"
    return None


def cause(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """Whose deed it answers: "sanctions imposed after its nuclear test"."""
    for verb in candidate.frame.verbs:
        for word, noun in prepositional(verb, _CAUSES):
            if word in ("after", "for", "over", "following") and not parties.at(noun):
                ids = (*parties.possessors(noun), *parties.qualifiers(noun))
                found = _others(ids, candidate, parties)
                if found:
                    return found, f"{word} their “{noun.text}”"
    return None


def condition(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """Who can avert a threat: "threatened to leave unless Israel withdraws"."""
    for clause in candidate.token.subtree:
        marked = any(c.lower_ in _CONDITIONS and c.dep_ == "mark" for c in clause.children)
        if clause.dep_ == "advcl" and marked:
            ids = [i for t in logical_subjects(clause) for i in (parties.at(t) or parties.possessors(t))]
            named = tuple(dict.fromkeys(i for i in ids if i not in candidate.actor))
            if named:
                return named, f"it hangs on whether they “{clause.text}”"
    return None


_REBELS = frozenset({"REB", "SEP"})
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "SPY", "COP", "OPP", "PTY"}) | _REBELS
"""Sectors of those who act for a side, not for themselves."""


def own_state(candidate: Candidate, parties: Parties, _: Around) -> Found | None:
    """The state that rebels fight, make truces with or leave: "the Maoists extended their truce"."""
    doers = [parties.entity(i) for i in candidate.actor]
    if "mutual" in candidate.row.flags or not all(_REBELS & set(d.sector) for d in doers):
        return None
    if candidate.type is EventType.RETREAT and "ceasefire" not in candidate.modes:
        return None
    codes = parties.codes(candidate.actor)
    ids = tuple(
        parties.state(code)
        for code in sorted(codes)
        if code not in parties.layers.entities and len(codes) == 1
    )
    return (ids, "the state that they fight") if ids else None


def taken_up(candidate: Candidate, parties: Parties, around: Around) -> Found | None:
    """Who did what is judged, where it was told before: "condemned the attack", "welcomed the decision"."""
    found = around.antecedents.doers(candidate)
    ids = tuple(i for i in found[0] if i not in candidate.actor) if found is not None else ()
    return (ids, found[1]) if found is not None and ids else None


def opponent(candidate: Candidate, parties: Parties, around: Around) -> Found | None:
    """The state or body that the story sets against the act's own throughout."""
    doers = [parties.entity(i) for i in candidate.actor]
    if "mutual" in candidate.row.flags or not all(_PUBLIC & set(d.sector) for d in doers):
        return None
    if any(d.kind is EntityKind.IGO for d in doers):
        return None
    return around.opponents.of(candidate)


_ON_THINGS = frozenset(
    {
        EventType.RETREAT, EventType.SANCTION, EventType.COERCE, EventType.SUPPORT, EventType.AID,
        EventType.REJECT, EventType.ASSAULT,
    }
)  # fmt: skip
_WORDS = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN})
_HARMING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})
_ANSWERS = frozenset(
    {EventType.SANCTION, EventType.ACCUSE, EventType.PROTEST, EventType.REJECT, EventType.COERCE}
)
_JUDGING = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.PROTEST})
_AT_ODDS = _DEEDS | {EventType.SANCTION, EventType.REJECT, EventType.THREATEN}

RULES: tuple[tuple[str, frozenset[EventType], Rule], ...] = (
    ("inside the object", _ON_THINGS, in_object),
    ("stopped", frozenset({EventType.RETREAT}), stopped),
    ("hurt", frozenset({EventType.ASSAULT}), hurt),
    ("purpose", _DEEDS, purpose),
    ("place struck", frozenset({EventType.ASSAULT}), place_struck),
    ("cause", _ANSWERS, cause),
    ("condition", frozenset({EventType.THREATEN}), condition),
    ("answered by", frozenset({EventType.REQUEST, EventType.THREATEN}), answered),
    ("clause beside", _WORDS | _DEEDS, beside),
    ("taken up", _JUDGING, taken_up),
    ("opponent", _AT_ODDS, opponent),
    ("own state", frozenset({EventType.ASSAULT, EventType.RETREAT}), own_state),
)
