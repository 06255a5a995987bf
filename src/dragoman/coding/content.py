"""Acts within acts: what is demanded, promised, alleged or denied is a candidate under its carrier."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.frame import clausal, slot
from dragoman.coding.operators import SPOKEN
from dragoman.coding.parties import Parties
from dragoman.coding.tree import (
    indirect_objects,
    is_passive,
    is_verb,
    logical_objects,
    logical_subjects,
    prepositional,
)
from dragoman.model import EntityKind, EventType, Stance, Status

_CLAUSAL = frozenset({"ccomp", "xcomp", "acl", "advcl"})

# Whose word the content rests on, and how: by treatment. None leaves it to the account around it.
_STANCE = {
    "planned": Stance.ASSERTS,
    "claim": Stance.ASSERTS,
    "suspect": Stance.SUSPECTS,
    "deny": Stance.DENIES,
    "threat": Stance.ASSERTS,
}

_STATUS = {
    "possible": Status.POSSIBLE,
    "planned": Status.PLANNED,
    "deny": Status.NEGATED,
    "negated": Status.NEGATED,
    "threat": Status.POSSIBLE,
}

_VOWS = frozenset({"vow", "pledge", "swear", "promise"})


def carry(candidates: list[Candidate], parties: Parties) -> None:
    """Hang each candidate on the innermost act that carries it, and lend it the carrier's party."""
    by_token = {c.token.i: c for c in candidates}
    for candidate in candidates:
        for content in candidate.row.content:
            for root in _roots(candidate, content.slot):
                _hang(candidate, root, content.treatment, content.control, by_token)
    for candidate in candidates:
        if candidate.carrier is not None and candidate.top:
            _inherit(candidate, parties)
    for candidate in candidates:
        _address(candidate, [c for c in candidates if c.carrier is candidate and c.top], parties)


_TO_WHOEVER_ACTS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.SUPPORT})
_TO_WHOEVER_FEELS = frozenset({EventType.THREATEN, EventType.AGREE, EventType.REJECT, EventType.CONCEDE})


def _address(carrier: Candidate, contents: list[Candidate], parties: Parties) -> None:
    """Give a verbal act that addresses no one the party that its content names.

    A demand or charge goes to whoever acts in it ("demanded that the US lift sanctions", "condemned the
    Israeli raid"), a threat, promise or refusal to whoever is to feel it ("threatened to attack Chad").
    """
    if carrier.recipient or not carrier.row.content:
        return
    named: tuple[str, ...] = ()
    if carrier.type in _TO_WHOEVER_ACTS:
        named = _doers(carrier, parties) or tuple(i for c in contents for i in c.actor)
    elif carrier.type in _TO_WHOEVER_FEELS:
        # Whom a denied act would have harmed is not whom the denial answers.
        felt = [c for c in contents if c.treatment != "deny"]
        named = tuple(i for c in felt for i in c.recipient or c.actor) or _felt(carrier, parties)
    own: frozenset[str] | tuple[str, ...] = carrier.actor
    if carrier.type in _TO_WHOEVER_FEELS and any(
        parties.entity(i).kind is EntityKind.STATE for i in carrier.actor
    ):
        # A government's refusal to move its own troops harms others.
        own = parties.codes(carrier.actor)
    named = tuple(dict.fromkeys(i for i in named if i not in carrier.actor and parties.key(i) not in own))
    if named:
        carrier.recipient = named
        names = ", ".join(parties.entity(i).name for i in named)
        carrier.because("recipient", "content", f"{names}: named by what “{carrier.token.text}” carries")


def _felt(carrier: Candidate, parties: Parties) -> tuple[str, ...]:
    """Return on whom what a verbal act carries falls: "agreed to provide X with", "refused X's offer"."""
    found: list[str] = []
    for content in carrier.row.content:
        if content.treatment == "deny":
            continue
        if content.slot in _CLAUSAL:
            for verb in clausal(carrier.token, content.slot):
                felt = [*logical_objects(verb), *indirect_objects(verb)]
                felt += [t for _, t in prepositional(verb, ("to", "with", "against", "for", "on"))]
                found.extend(i for t in felt for i in parties.at(t))
        elif content.slot == "obj":
            for noun in slot(carrier.frame, "obj"):
                found.extend(parties.at(noun) or parties.holder(noun, of=False))
    return tuple(found)


def _doers(carrier: Candidate, parties: Parties) -> tuple[str, ...]:
    """Return who acts in what a verbal act carries: the subjects of clauses, the by-phrases of nouns."""
    found: list[str] = []
    for content in carrier.row.content:
        if content.slot in ("ccomp", "acl"):
            for verb in clausal(carrier.token, content.slot):
                subjects = logical_subjects(verb) + (logical_objects(verb) if is_passive(verb) else [])
                found.extend(i for t in subjects for i in parties.at(t) or parties.holder(t))
        elif content.slot in ("obj", "for"):
            # "demanded an admission by Moscow", "called for Israel's withdrawal"
            for noun in slot(carrier.frame, content.slot):
                inner = [noun, *(t for _, t in prepositional(noun, ("of",)))]
                found.extend(i for n in inner for _, t in prepositional(n, ("by",)) for i in parties.at(t))
                found.extend(parties.possessors(noun))
                for verb in clausal(noun, "acl"):
                    found.extend(i for t in logical_subjects(verb) for i in parties.at(t))
    return tuple(found)


def _roots(candidate: Candidate, name: str) -> list[Token]:
    """Return the heads of what stands in a content slot: verbs of clauses and gerunds, nouns of phrases."""
    token = candidate.token
    if name in _CLAUSAL:
        found = clausal(token, name)
        if not found and name == "ccomp" and candidate.nominal:
            found = clausal(token, "acl")
        return found
    found = [t for t in slot(candidate.frame, name) if t.i != token.i]
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == name:
            found.extend(g for g in child.children if g.dep_ == "pcomp")
        if child.dep_ in ("dobj", "nsubjpass") and candidate.frame.pos == "v":
            inner = [g for g in child.children if g.dep_ == "prep" and g.lower_ == name]
            found.extend(h for g in inner for h in g.children if h.dep_ == "pcomp")
    if candidate.frame.light is not None:
        for child in candidate.frame.light.children:
            if child.dep_ == "prep" and child.lower_ == name:
                found.extend(g for g in child.children if g.dep_ == "pcomp")
    return found


def _hang(
    carrier: Candidate, root: Token, treatment: str, control: str, by_token: dict[int, Candidate]
) -> None:
    heads = {t.i for t in heads_of(root)}
    for token in root.subtree:
        inner = by_token.get(token.i)
        if inner is None or inner is carrier or carrier.carrier is inner:
            continue
        if _outside(inner.token, root):
            continue
        if inner.carrier is not None and _nearer(inner.carrier, carrier):
            continue
        inner.carrier, inner.treatment, inner.control = carrier, treatment, control
        inner.top = token.i in heads


def heads_of(root: Token) -> Iterable[Token]:
    """Yield the words that name the content itself: its head, what is coordinated, a light verb's noun."""
    yield root
    for child in root.children:
        if child.dep_ in ("conj", "xcomp") and (is_verb(child) or not is_verb(root)):
            yield from heads_of(child)
        elif is_verb(root) and child.dep_ in ("dobj", "nsubjpass", "attr"):
            yield child
            yield from (g for g in child.children if g.dep_ == "conj")
    if not is_verb(root):
        # "a process of withdrawal", "an end to attacks", "reports that the army shelled", "charges of spying"
        for _, noun in prepositional(root, ("of", "to")):
            yield noun
        yield from (c for c in root.children if _told_by(c))
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                yield from (g for g in child.children if g.dep_ == "pcomp")


def _told_by(clause: Token) -> bool:
    """Return whether a clause on a noun says what the noun tells: "reports that troops shelled the town"."""
    return clause.dep_ in ("acl", "ccomp") and any(
        c.dep_ == "mark" and c.lower_ == "that" for c in clause.children
    )


_CIRCUMSTANCES = frozenset({"during", "after", "following", "since", "amid", "despite", "upon"})
"""What stands behind these is no part of what is promised or demanded: "agreed to meet during a call"."""


def _outside(token: Token, root: Token) -> bool:
    """Return whether a relative or participial clause on a noun parts the token from the content's head."""
    while token.i != root.i:
        if token.dep_ in ("relcl", "acl") and token.tag_ not in ("VB", "VBG") and not _told_by(token):
            return True
        if token.dep_ == "prep" and token.lower_ in _CIRCUMSTANCES:
            return True
        if token.dep_ == "advcl" and any(c.lower_ in ("after", "since") for c in token.children):
            return True
        token = token.head
    return False


def _nearer(one: Candidate, other: Candidate) -> bool:
    """Return whether `one` lies inside what `other` carries."""
    return other.token in one.token.ancestors or any(v in one.token.ancestors for v in other.frame.verbs)


def _inherit(candidate: Candidate, parties: Parties) -> None:
    """Give an act that names no one of its own the party of its carrier that controls it."""
    carrier = candidate.carrier
    if carrier is None or candidate.actor:
        return
    given = (
        carrier.recipient if candidate.control == "R" else carrier.actor if candidate.control == "A" else ()
    )
    given = tuple(i for i in given if i not in candidate.recipient)
    if given:
        candidate.actor = given
        names = ", ".join(parties.entity(i).name for i in given)
        candidate.because("actor", "control", f"{names}: of whom “{carrier.token.text}” says it")


_DONE = frozenset({"brought about", "done by", "words of a paper", "asked", "held", "visiting"})
"""Rules of status that see an act done inside what is asked for or announced."""


def _stands_alone(candidate: Candidate) -> bool:
    """Return whether an act was done whatever its carrier makes of it: "rejected the offer", "visiting"."""
    if candidate.treatment in ("negated", "deny") and candidate.nominal:
        return candidate.token.lemma_.lower() in SPOKEN
    if candidate.rule in _DONE and candidate.treatment in ("possible", "planned"):
        return True
    told = candidate.rule in ("past", "perfect") and not candidate.nominal
    return told and candidate.treatment in ("possible", "planned")


def settle(candidate: Candidate) -> bool:
    """Give a carried act the status and word that its carrier makes of it."""
    carrier, treatment = candidate.carrier, candidate.treatment
    if carrier is None or treatment == "fact" or candidate.standing or _stands_alone(candidate):
        return False
    made = _STATUS.get(treatment)
    if treatment == "threat" and carrier.token.lemma_ in _VOWS and candidate.status is not Status.POSSIBLE:
        # A vow without a condition announces; a threat leaves it open.
        made = Status.PLANNED
    if made is not None and (candidate.top or made is not Status.NEGATED):
        hangs = made is Status.PLANNED and candidate.rule in ("proviso", "condition", "modal")
        if hangs:
            made = candidate.status
        elif candidate.status is not Status.NEGATED or treatment in ("deny", "negated"):
            candidate.status = made
        candidate.because("status", f"content {treatment}", f"“{carrier.token.text}” makes it {made.value}")
    if treatment == "negated":
        candidate.optional = True
    if treatment == "possible":
        # What is asked for rests on nobody's word that it will be.
        candidate.by, candidate.stance = (), None
    stance = _STANCE.get(treatment)
    if stance is not None and carrier.actor:
        candidate.by, candidate.stance = carrier.actor, stance
        candidate.because("by", f"content {treatment}", f"on the word of who “{carrier.token.text}”")
    return treatment == "possible" or bool(candidate.by)
