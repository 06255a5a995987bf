"""A trigger with what stands around it: its light verb, and the tokens in each of its slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.coding import operators as op
from dragoman.coding.tree import (
    agents,
    conjuncts,
    first_conjunct,
    indirect_objects,
    is_verb,
    logical_objects,
    logical_subjects,
    prepositional,
    spread,
)
from dragoman.ontology.lexicon import Lexicon, Need, Trigger

# Nouns of action behind these prepositions are done by the subject of the clause: "arrived for talks with".
_FRAMING = frozenset({"for", "in", "during", "at", "into", "on", "after", "before", "from"})

_JOURNEYS = frozenset({"trip", "visit", "tour", "mission", "swing", "journey", "stop", "leg"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger word in its sentence."""

    token: Token
    pos: str
    """`v`, `n` or `a`, as the lexicon tells them apart."""
    light: Token | None = None
    """The verb that lends a noun its subject: hold talks, impose sanctions, sanctions imposed by."""
    occur: Token | None = None
    """The verb of which the noun is the subject: talks begin."""
    framing: Token | None = None
    """The verb of the clause that the noun's phrase belongs to: arrived for talks."""
    row: Trigger | None = None
    """The lexicon's row for the light verb: which of its slots hold the noun's actor and recipient."""
    slots: dict[str, tuple[Token, ...]] = field(default_factory=dict, compare=False, repr=False)
    """What `slot` has found so far, by the slot's name: many rows ask for the same."""

    @property
    def carried_by(self) -> tuple[Token, str] | None:
        """The light verb and how its row takes the noun (fact, planned, ...), if a verb carries it."""
        if self.light is None or self.row is None or not self.row.specificity:
            return None
        if self.light.dep_ in ("acl", "relcl") and self.light.head.i == self.token.i:
            return None
        treatments = [c.treatment for c in self.row.content if c.slot != "xcomp"]
        return (self.light, treatments[0]) if treatments else None

    @property
    def verbs(self) -> tuple[Token, ...]:
        """The trigger and the verbs that speak for it, nearest first."""
        return tuple(t for t in (self.token, self.light, self.occur) if t is not None)


def make_frame(token: Token, pos: str, lexicon: Lexicon) -> Frame:
    """Return the frame of a trigger, with the verb that carries it if it is a noun."""
    if pos != "n":
        return Frame(token, pos)
    noun = _stretch(first_conjunct(token))
    head = noun.head
    if is_verb(head) and noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        row = light_row(head, token, lexicon, "obj")
        if row is not None:
            return Frame(token, pos, light=head, row=row)
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child):
            row = light_row(child, token, lexicon, "obj")
            if row is not None:
                return Frame(token, pos, light=child, row=row)
    if is_verb(head) and noun.dep_ in ("nsubj", "nsubjpass"):
        return Frame(token, pos, occur=_occurrence(head, token, lexicon))
    if noun.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in _FRAMING:
        above = _stay(_journey(head.head))
        if above.dep_ == "dobj" and head.lower_ in ("in", "during") and is_verb(above.head):
            # "welcomed the decision in a telephone talk": the talk is the speaker's, not the decision's.
            above = above.head
        if not is_verb(above):
            return Frame(token, pos)
        row = light_row(above, token, lexicon, head.lower_)
        if head.lower_ in ("in", "into", "to", "on", "from", "under") and row is not None:
            return Frame(token, pos, light=above, framing=above, row=row)
        return Frame(token, pos, framing=above)
    return Frame(token, pos)


def _stretch(noun: Token) -> Token:
    """Return the noun that measures out an act and stands for it: the days of "two days of talks"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_ in _STRETCHES:
        return first_conjunct(above.head)
    return noun


_STRETCHES = frozenset(
    """minute hour day night week month year decade series string spate wave flurry succession bout spell
    period""".split()
)


def _journey(token: Token) -> Token:
    """Return the verb above a journey: "is on a two-day trip for talks", else the token itself."""
    depth = 0
    while token.lemma_ in _JOURNEYS and token.dep_ in ("pobj", "dobj", "attr") and depth < 3:
        token = token.head.head if token.dep_ == "pobj" else token.head
        depth += 1
    return token


def _stay(token: Token) -> Token:
    """Return the verb above a place where someone is for something: "was in the capital for talks"."""
    preposition = token.head
    if token.dep_ == "pobj" and preposition.lower_ in ("in", "at") and preposition.head.lemma_ == "be":
        return preposition.head
    return token


def light_row(verb: Token, noun: Token, lexicon: Lexicon, relation: str) -> Trigger | None:
    """Return the row by which a verb carries a noun of action that stands in a slot of it, or None.

    The noun must be among the words that the row names for the slot; a row that names none carries any.
    """
    for row in lexicon.lookup(verb.lemma_.lower(), "v"):
        if row.type != "LIGHT":
            continue
        named = [n for n in row.needs if n.values and not n.negative and n.kind not in ("prt", "prep")]
        if any(n.kind != relation or not _lemmas(noun) & n.values for n in named):
            continue
        particles = [n for n in row.needs if n.kind in ("prt", "prep")]
        if all(_bare(n, Frame(verb, "v"), bool) for n in particles):
            return row
    return None


def _occurrence(verb: Token, noun: Token, lexicon: Lexicon) -> Token | None:
    """Return the verb that says whether the noun's act takes place: "talks are to begin"."""
    due = [g for c in verb.children if c.dep_ == "acomp" for g in c.children]  # "talks are due to be held"
    for inner in (c for c in (*verb.children, *due) if c.dep_ in ("xcomp", "ccomp")):
        if inner.lemma_ in op.OCCUR or light_row(inner, noun, lexicon, "subj") is not None:
            return inner
    return verb if verb.lemma_ in op.OCCUR or light_row(verb, noun, lexicon, "subj") is not None else None


def slot(frame: Frame, name: str) -> tuple[Token, ...]:
    """Return the nouns in a slot, coordinated ones too."""
    found = frame.slots.get(name)
    if found is None:
        found = frame.slots[name] = tuple(_slot(frame, name))
    return found


def _slot(frame: Frame, name: str) -> list[Token]:
    if frame.pos == "n":
        return _noun_slot(frame, name)
    if frame.pos == "a" and name in ("subj", "obj"):
        # "Turkey is ready": the subject is the copula's.
        copula = frame.token.head
        return logical_subjects(copula) if is_verb(copula) and name == "subj" else []
    return _verb_slot(frame.token, name)


def _verb_slot(verb: Token, name: str) -> list[Token]:
    if name == "subj":
        return logical_subjects(verb)
    if name == "obj":
        return logical_objects(verb) or _let(verb)
    if name == "iobj":
        return indirect_objects(verb)
    if name == "poss":
        return [
            g for t in logical_objects(verb) for c in t.children if c.dep_ == "poss" for g in conjuncts(c)
        ]
    if name in ("adj", "amod", "compound"):
        return []
    found = [noun for _, noun in prepositional(verb, (name,))]
    for child in verb.children:
        if child.dep_ in ("prt", "advmod", "acomp", "oprd") or (
            child.dep_ == "xcomp" and child.pos_ == "ADJ"
        ):
            found.extend(noun for _, noun in prepositional(child, (name,)))
    if not found and name != "of":
        for noun in [c for c in verb.children if c.dep_ in ("dobj", "attr", "nsubjpass")]:
            found.extend(inner for _, inner in prepositional(noun, (name,)))
            if not found:
                # "lifted sanctions imposed on India"
                clauses = [c for c in noun.children if c.dep_ in ("acl", "relcl")]
                found.extend(inner for c in clauses for _, inner in prepositional(c, (name,)))
    if not found:
        # "blamed by locals on the refugees": the phrase hangs on the agent.
        for agent in agents(verb):
            found.extend(noun for _, noun in prepositional(agent, (name,)) if name in ("on", "for", "as"))
    if not found and name in ("with", "against", "to", "from", "at", "on", "in", "into"):
        # "hold and win talks with X": the phrase hangs on the last of the coordinated verbs.
        for child in verb.children:
            if child.dep_ == "conj" and is_verb(child):
                found.extend(noun for _, noun in prepositional(child, (name,)))
    return found


def _let(verb: Token) -> list[Token]:
    """Return who is let do something, whom the parse makes the subject of what they do: "let X go"."""
    if verb.lemma_ != "let":
        return []
    return [t for c in verb.children if c.dep_ == "ccomp" for t in logical_subjects(c)]


def _noun_slot(frame: Frame, name: str) -> list[Token]:
    noun = frame.token
    if name == "subj":
        return _light_subject(frame)
    if name == "obj":
        return [t for t in logical_objects(frame.light) if t.i != noun.i] if frame.light is not None else []
    if name == "iobj":
        return indirect_objects(frame.light) if frame.light is not None else []
    if name == "poss":
        own = [c for c in noun.children if c.dep_ == "poss"]
        if not own and noun.dep_ == "conj":
            own = [c for c in first_conjunct(noun).children if c.dep_ == "poss"]
        return spread(own)
    if name == "adj":
        return []
    found = [inner for _, inner in prepositional(noun, (name,))]
    if not found and noun.dep_ == "conj":
        found = [inner for _, inner in prepositional(first_conjunct(noun), (name,))]
    if not found:
        for item in noun.children:
            if item.dep_ == "conj" and item.i > noun.i:
                found.extend(inner for _, inner in prepositional(item, (name,)))
    for verb in (frame.light, frame.occur):
        if not found and verb is not None and name != "of":
            found = [inner for _, inner in prepositional(verb, (name,)) if noun not in inner.subtree]
    return found


def _light_subject(frame: Frame) -> list[Token]:
    noun = frame.token
    if frame.light is not None and frame.row is not None:
        for group in frame.row.actor:
            for name in group:
                found = [t for t in _verb_slot(frame.light, name) if t.i != noun.i]
                if found:
                    return found
    if frame.light is not None and frame.light.lemma_ in _DECIDING:
        # "a court ordered the release of": whoever can order it does it.
        return [t for t in logical_subjects(frame.light) if t.i != noun.i]
    if frame.framing is not None:
        return [t for t in logical_subjects(frame.framing) if t.i != noun.i]
    return []


_DECIDING = frozenset({"order", "approve", "authorize", "authorise", "grant", "speed", "complete", "step"})


def light_recipient(frame: Frame) -> list[Token]:
    """Return the recipients that the light verb's own row names: "received threats", "put X under arrest"."""
    if frame.light is None or frame.row is None:
        return []
    for group in frame.row.recipient:
        for name in group:
            found = [t for t in _verb_slot(frame.light, name) if t.i != frame.token.i]
            if found:
                return found
    return []


def clausal(token: Token, name: str) -> list[Token]:
    """Return the verbs of the clauses in a clausal slot, coordinated ones too."""
    wanted = {
        "ccomp": ("ccomp",),
        "xcomp": ("xcomp", "ccomp", "advcl"),
        "acl": ("acl", "relcl", "ccomp"),
        "advcl": ("advcl",),
    }[name]
    found = [c for c in token.children if c.dep_ in wanted and (is_verb(c) or c.dep_ != "advcl")]
    if name == "xcomp":
        bare = token.lemma_ == "let"
        found = [
            c
            for c in found
            if c.dep_ == "xcomp" or bare or any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)
        ]
        # "urged X to leave" is often parsed with the infinitive on the object.
        for child in token.children:
            if child.dep_ in ("dobj", "dative"):
                found.extend(
                    g for g in child.children
                    if g.dep_ in ("acl", "relcl")
                    and any(x.lower_ == "to" and x.dep_ == "aux" for x in g.children)
                )  # fmt: skip
    if name == "ccomp":
        found.extend(_said_around(token))
    return spread_clauses(found)


def _said_around(verb: Token) -> list[Token]:
    """Return the clause that a parenthetical verb of speech stands in: "X, he said, is Y"."""
    if verb.dep_ in ("parataxis",) and is_verb(verb.head):
        return [verb.head]
    return []


def spread_clauses(verbs: Iterable[Token]) -> list[Token]:
    """Return the verbs with the verbs coordinated behind them."""
    seen: dict[int, Token] = {}
    for verb in verbs:
        for item in conjuncts(verb):
            if is_verb(item) or item.i == verb.i:
                seen.setdefault(item.i, item)
    return list(seen.values())


def holds(need: Need, frame: Frame, has: Callable[[str], bool]) -> bool:
    """Return whether a row's condition holds; `has("rec")` tells whether a recipient was found."""
    return _bare(need, frame, has) is not need.negative


def _bare(need: Need, frame: Frame, has: Callable[[str], bool]) -> bool:
    token, kind = frame.token, need.kind
    if kind in ("rec", "act"):
        return has(kind)
    if not need.values:
        return _structure(kind, frame)
    if kind == "prt":
        return any(c.lower_ in need.values for c in token.children if c.dep_ in ("prt", "advmod", "prep"))
    if kind == "prep":
        if need.values & {"in", "at", "to"} and any(c.lower_ == "here" for c in token.children):
            return True
        return any(
            c.lower_ in need.values
            for c in token.children
            if c.dep_ in ("prep", "agent", "dative") and not _says_when(c)
        )
    if kind == "oprd":
        # "held hostage", "called it illegal", "denied visas"
        found = [c for c in token.children if c.dep_ in ("oprd", "acomp", "attr", "xcomp", "dobj", "ccomp")]
        return any(_lemmas(t) & need.values for c in found for t in [c, *c.children])
    if kind in ("compound", "amod"):
        nouns = logical_objects(token) if frame.pos == "v" else [token]
        return any(
            _lemmas(c) & need.values
            for noun in nouns
            for c in noun.children
            if c.i < noun.i and c.dep_ in ("compound", "amod", "nmod", "poss", "npadvmod")
            for c in [c, *[g for g in c.children if g.dep_ in ("compound", "amod", "conj", "npadvmod")]]
        )
    if kind == "head":
        return bool(_lemmas(token.head) & need.values)
    if kind in ("ccomp", "xcomp", "acl", "advcl"):
        return any(_lemmas(t) & need.values for t in clausal(token, kind))
    if kind == "adj":
        return any(_lemmas(c) & need.values for c in token.children if c.i < token.i)
    return any(_lemmas(t) & need.values for t in slot(frame, kind))


def _says_when(preposition: Token) -> bool:
    """Return whether a preposition only brings a time: "on Monday", "in May"."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    return bool(nouns) and all(n.ent_type_ in ("DATE", "TIME") for n in nouns)


def _structure(kind: str, frame: Frame) -> bool:
    token = frame.token
    if kind in ("xcomp", "ccomp"):
        return bool(clausal(token, kind))
    if kind == "noobj":
        return not logical_objects(token)
    if kind == "neg":
        return any(c.dep_ == "neg" for c in token.children)
    if kind == "poss":
        return any(c.dep_ == "poss" for c in token.children)
    if kind == "plural":
        return token.tag_ in ("NNS", "NNPS")
    if kind == "root":
        return token.dep_ == "ROOT"
    return False


_KINDS = {
    "GPE": "a-place", "LOC": "a-place", "FAC": "a-place",
    "PERSON": "a-person", "ORG": "a-body", "NORP": "a-body",
}  # fmt: skip
"""What a condition calls the names that stand in a slot, by the parser's kind of name."""

_PERSONAL = frozenset({"him", "her", "he", "she", "whom"})

_MEASURES = frozenset(
    """sack bag crate box group set load lorryload planeload shipload truckload bunch batch stock dozen score
    hundred thousand million couple pair number lot rest half third part share some many several all none list
    convoy column fleet team crew supply consignment cargo ton tonne piece item hundreds thousands dozens
    scores one most remainder remnant bulk handful majority""".split()
)
"""Nouns that only measure out what their of-phrase names: "sacks of flour", "sets of remains"."""


def _lemmas(token: Token) -> set[str]:
    """Return what a condition may call a word: its lemma, its form, the kind of name that it is."""
    found = {token.lemma_.lower(), token.lower_}
    if token.ent_type_ in _KINDS and token.pos_ == "PROPN":
        found.add(_KINDS[token.ent_type_])
    elif token.lower_ in _PERSONAL:
        found.add("a-person")
    if token.lemma_.lower() in _MEASURES or token.pos_ == "NUM":
        for _, inner in prepositional(token, ("of",)):
            if inner.pos_ == "NOUN":
                found |= {inner.lemma_.lower(), inner.lower_}
    return found
