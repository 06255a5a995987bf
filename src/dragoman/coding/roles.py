"""Who did it to whom: the slots of a lexicon row filled with the entities of the story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.coding.frame import Frame, light_recipient, slot
from dragoman.coding.parties import Parties
from dragoman.coding.tree import indirect_objects, logical_objects, prepositional
from dragoman.ontology.lexicon import Lexicon, Slots, Trigger

# Slots in which a thing stands for its holder: "attacked Greek bases", "criticised Japan's policy".
_THINGS = frozenset({"obj", "on", "against", "at", "of", "to", "into", "over", "for", "from", "about", "in"})

# Slots of what is struck: whose it is may follow from where it stands.
_STRUCK = frozenset({"obj", "on", "against", "at", "into"})

# Slots in which a place stands for its state: "arrived in Pusan", "bombed Grozny".
_PLACES = frozenset({"obj", "to", "in", "at", "into", "for", "on", "against", "from", "of"})


@dataclass(slots=True)
class Roles:
    """The participants of a candidate."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    reasons: list[tuple[str, str]] = field(default_factory=list)


def fill(row: Trigger, frame: Frame, parties: Parties, lexicon: Lexicon) -> Roles:
    """Return the participants that the row's slots name; nobody is on both sides."""
    roles = Roles()
    tokens: list[Token] = []
    visit = "visit" in row.modes
    actor = _filled(row.actor, frame, parties, tokens, roles, "actor", False, False, lexicon, row.type)
    if not actor and row.type in _ARMED and frame.pos == "v" and "subj" in {n for g in row.actor for n in g}:
        # "Sudanese planes bombed": what strikes is no one, but somebody's.
        subjects = [t for t in slot(frame, "subj") if t.pos_ == "NOUN" and not parties.at(t)]
        actor = tuple(dict.fromkeys(i for t in subjects for i in parties.qualifiers(t)))
        tokens.extend(subjects if actor else ())
    recipient = _filled(
        row.recipient,
        frame,
        parties,
        tokens,
        roles,
        "recipient",
        row.type != "MOBILIZE",
        visit,
        lexicon,
        row.type,
    )
    here = parties.layers.here
    said_here = any(c.lower_ == "here" for v in frame.verbs for c in v.children)
    if visit and not recipient and said_here and here is not None and here.country:
        # "arrived here": the host is the state that the story is written from.
        recipient = (parties.state(here.country),)
        roles.reasons.append(("recipient", f"“here” is {here.name}"))
    if not actor and row.type == "MOBILIZE" and frame.pos == "v":
        # "2,000 soldiers were deployed": the troops themselves.
        actor = _unique_at(slot(frame, "obj"), parties)
    if not actor and row.type in ("RETREAT", "SANCTION") and frame.pos == "v":
        # "UN sanctions must be lifted": by whom they are.
        actor = tuple(i for t in slot(frame, "obj") for i in parties.holder(t, of=False))
    if row.type == "CONSULT" and frame.framing is not None and frame.light is None and len(actor) == 1:
        actor = _with_addressed(actor, frame, parties)
    if not recipient and row.recipient and frame.pos == "n":
        recipient = _light_recipient(frame, parties, tokens, roles)
    if row.type in ("SANCTION", "REJECT", "PROTEST", "COERCE"):
        recipient = _protested(frame, parties, tokens, roles) or _without_forum(recipient, parties)
    own = parties.codes(actor)
    # "Iraq attacked its own people" keeps both; a state that fills both sides by one token does not.
    roles.actor = actor
    roles.recipient = tuple(r for r in recipient if r not in actor and not (visit and parties.key(r) in own))
    roles.tokens = tuple(tokens)
    return roles


def _with_addressed(actor: tuple[str, ...], frame: Frame, parties: Parties) -> tuple[str, ...]:
    """Return the sides of a talk in which one is told something: "assured Uribe in a phone call"."""
    verb = frame.framing
    if verb is None or frame.token.lemma_ not in _TALKS or frame.token.head.lower_ not in ("in", "during"):
        return actor
    addressed = _unique_at([*logical_objects(verb), *indirect_objects(verb)], parties)
    others = tuple(i for i in addressed if parties.key(i) != parties.key(actor[0]))
    return (*actor, *others)


_TALKS = frozenset({"call", "conversation", "talk", "meeting", "discussion"})

_ARMED = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "RETREAT", "THREATEN"})
"""Types of which weapons and vehicles are the grammatical doers."""

_IN_ANSWER = frozenset(
    {"protest", "retaliation", "response", "reprisal", "revenge", "answer", "defiance", "anger", "reaction"}
)


def _unique_at(tokens: Iterable[Token], parties: Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for t in tokens for i in parties.at(t)))


def _without_forum(recipient: tuple[str, ...], parties: Parties) -> tuple[str, ...]:
    """Return the recipients less talks as such: who leaves them aims at a party."""
    return tuple(i for i in recipient if "talks" not in parties.entity(i).name.lower())


def _protested(frame: Frame, parties: Parties, tokens: list[Token], roles: Roles) -> tuple[str, ...]:
    """Return at whom an act "in protest at", "in retaliation for" or "in response to" something is aimed."""
    nouns = [t for t in frame.token.subtree if t.dep_ == "pobj" and t.head.lower_ == "in"]
    for noun in nouns if frame.pos == "v" else []:
        if noun.lemma_ in _IN_ANSWER:
            for _, cause in prepositional(noun, ("at", "against", "over", "for", "to", "of")):
                ids = parties.at(cause) or parties.holder(cause)
                if ids:
                    tokens.append(cause)
                    roles.reasons.append(("recipient", f"in {noun.text} at: {cause.text}"))
                    return ids
    return ()


def _light_recipient(frame: Frame, parties: Parties, tokens: list[Token], roles: Roles) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for token in light_recipient(frame):
        ids = parties.at(token)
        if ids:
            found.update(dict.fromkeys(ids))
            tokens.append(token)
            roles.reasons.append(("recipient", f"by “{frame.light}”: {token.text}"))
    return tuple(found)


def _filled(
    slots: Slots,
    frame: Frame,
    parties: Parties,
    tokens: list[Token],
    roles: Roles,
    role: str,
    things: bool,
    visit: bool,
    lexicon: Lexicon,
    type: str,
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    force_of_another = type in _HARSH and _behind_after(frame)
    for group in slots:
        for name in _order(group, frame):
            if name == "subj" and role == "actor" and force_of_another:
                continue
            ids, used = _slot_parties(frame, name, parties, things, visit, lexicon)
            if ids:
                found.update(dict.fromkeys(ids))
                tokens.extend(used)
                words = ", ".join(t.text for t in used) or name
                roles.reasons.append((role, f"{name} of “{frame.token.text}”: {words}"))
                break
    return tuple(found)


_HARSH = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "THREATEN", "ACCUSE", "MOBILIZE"})
"""Types of what others do before somebody acts: "cut ties after a raid", "resigned after protests"."""


def _behind_after(frame: Frame) -> bool:
    """Return whether a noun only tells after or before what the clause's subject acts."""
    noun = frame.token
    framed = frame.framing is not None and frame.light is None and noun.dep_ == "pobj"
    return framed and noun.head.lower_ in ("after", "before")


def _order(group: tuple[str, ...], frame: Frame) -> tuple[str, ...]:
    """Return the slots as they are tried: "refused a request from X" is X's request, not the refuser's."""
    if frame.pos == "n" and frame.token.head.lower_ == "at" and "of" in group:
        # "at the request of X": X asks, whoever acts on it.
        return ("of", *(name for name in group if name != "of"))
    taken = frame.row is not None and any(c.treatment in ("negated", "possible") for c in frame.row.content)
    if not taken or "subj" not in group:
        return group
    return (*(name for name in group if name != "subj"), "subj")


def _attacks(frame: Frame, lexicon: Lexicon) -> bool:
    return any(row.type == "ASSAULT" for row in lexicon.lookup(frame.token.lemma_.lower(), frame.pos))


def _slot_parties(
    frame: Frame, name: str, parties: Parties, things: bool, visit: bool, lexicon: Lexicon
) -> tuple[tuple[str, ...], list[Token]]:
    if name == "adj":
        ids = parties.qualifiers(frame.token)
        used = [
            c for c in frame.token.children if c.i < frame.token.i and c.dep_ in ("amod", "compound", "nmod")
        ]
        return ids, used if ids else []
    found: dict[str, None] = {}
    used = []
    for token in slot(frame, name):
        ids = parties.at(token)
        if not ids and name == "subj":
            ids = parties.possessors(token) if token.pos_ in ("NOUN", "PROPN") else ()
        if not ids and things and name in _THINGS:
            # "condemned the killing of X": X is no holder of the killing.
            of = not visit and not lexicon.lookup(token.lemma_.lower(), "n")
            ids = parties.holder(token, of=of)
        if not ids and (visit or things) and name in _PLACES:
            ids = parties.places_state(token)
        if not ids and things and name in _STRUCK and _attacks(frame, lexicon):
            # "stormed a base in Mali": whose base it is follows from where it stands.
            inner = [noun for _, noun in prepositional(token, ("in", "of", "near", "at"))]
            if not inner and name == "obj" and token.i > frame.token.i:
                # the same, where the parse hangs the place on the verb
                inner = [noun for _, noun in prepositional(frame.token, ("in",)) if noun.i > token.i]
            ids = next((state for noun in inner if (state := parties.places_state(noun))), ())
        if ids:
            found.update(dict.fromkeys(ids))
            used.append(token)
    return tuple(found), used
