"""Arguments read off the parse: logical subjects and objects through passives, control, coordination."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
RELATIVIZERS = frozenset({"who", "which", "that", "whom", "whose"})
CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "parataxis"})

# Prepositions whose gerund is done by the object of the verb: "accused X of attacking".
_OBJECT_GERUND = frozenset({"of", "from", "for", "into"})

_ADDRESSED = frozenset(
    {
        "appeal",
        "call",
        "request",
        "order",
        "demand",
        "pressure",
        "invitation",
        "warning",
        "plea",
        "instruction",
    }
)
"""Nouns whose infinitive is done by those they go to."""

_COUNTED = frozenset(
    {"country", "nation", "state", "side", "party", "power", "member", "neighbor", "neighbour", "ally"}
)

# Verbs whose infinitive is done by their subject although they have an object: "promised X to come".
_SUBJECT_CONTROL = frozenset({"promise", "pledge", "vow", "threaten", "use", "make", "take", "hold", "have"})


def is_verb(token: Token) -> bool:
    """Return whether the token is a full or auxiliary verb."""
    return token.pos_ in ("VERB", "AUX")


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated behind it, in order.

    What is coordinated with an apposition counts too: "the leader, X, and Y" are two.
    """
    named = [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > token.i]
    if token.lemma_ in _COUNTED and named:
        # "two countries, Egypt and Jordan": the names are who is meant.
        return conjuncts(named[0])
    found = [token]
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
        elif child.dep_ == "appos":
            found.extend(conjuncts(child)[0 if _listed(token, child) else 1 :])
    return found


def _listed(token: Token, child: Token) -> bool:
    """Return whether an apposition is really the next item of a list: it has items of its own behind it."""
    return any(c.dep_ == "conj" for c in child.children) and token.pos_ == "PROPN" and child.pos_ == "PROPN"


def first_conjunct(token: Token) -> Token:
    """Return the head of the coordination that the token is in."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def spread(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens with all their conjuncts, each once, in order."""
    seen: dict[int, Token] = {}
    for token in tokens:
        for item in conjuncts(token):
            seen.setdefault(item.i, item)
    return list(seen.values())


def is_passive(verb: Token) -> bool:
    """Return whether the verb is passive, also as a bare participle ("troops sent by")."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    if verb.tag_ != "VBN" or "nsubj" in deps or "dobj" in deps:
        return False
    if any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve") for c in verb.children):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "amod", "ROOT", "ccomp", "relcl", "pcomp")


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return who does it: the active subject or the passive agent, also across control and coordination."""
    if is_passive(verb):
        return spread(agents(verb)) or _shared_agent(verb, depth)
    return _surface_subjects(verb, depth)


def logical_objects(verb: Token, depth: int = 0) -> list[Token]:
    """Return whom or what it is done to: the active object or the passive subject."""
    if is_passive(verb):
        return _surface_subjects(verb, depth)
    found = [c for c in verb.children if c.dep_ in OBJECTS and not _is_relativizer(c)]
    if found:
        return spread(found)
    gapped = verb.dep_ == "relcl" and any(
        c.dep_ in SUBJECTS and not _is_relativizer(c) for c in verb.children
    )
    if gapped and not any(c.dep_ == "prep" and not list(c.children) for c in verb.children):
        return spread([verb.head])
    if verb.dep_ == "conj" and is_verb(verb.head) and depth < 4 and not _has_own_complement(verb):
        return []
    later = [c for c in verb.children if c.dep_ == "conj" and is_verb(c)]
    if not _has_own_complement(verb) and later and depth < 4:
        # "condemned and rejected the plan": the object hangs on the last verb.
        return (
            logical_objects(later[0], depth + 1)
            if not any(c.dep_ in SUBJECTS for c in later[0].children)
            else []
        )
    return []


def _has_own_complement(verb: Token) -> bool:
    return any(
        c.dep_ in ("prep", "ccomp", "xcomp", "advmod", "npadvmod", "dobj", "attr") for c in verb.children
    )


def indirect_objects(verb: Token) -> list[Token]:
    """Return the datives: "gave the rebels arms", "gave arms to the rebels"."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ == "dative":
            found.extend([g for g in child.children if g.dep_ == "pobj"] or [child])
    return spread(found)


def agents(verb: Token) -> list[Token]:
    """Return the nouns of the passive's by-phrase."""
    return [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]


def _shared_agent(verb: Token, depth: int) -> list[Token]:
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and is_passive(child) and depth < 4:
            return spread(agents(child))
    return []


def _is_relativizer(token: Token) -> bool:
    return token.tag_ in ("WDT", "WP", "WP$") or (
        token.lower_ == "that" and token.dep_ in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS
    )


def _surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and c.lower_ != "there"]
    if own:
        if verb.dep_ == "relcl" and all(_is_relativizer(t) for t in own):
            among = _those(verb.head)
            if among is not None and depth < 6:
                return _surface_subjects(among, depth + 1)
            plural = any(t.lower_ in ("are", "were", "have") for t in (verb, *verb.children))
            # "X and Y, who are both in town": the clause hangs on the last but is of all.
            return spread([first_conjunct(verb.head) if plural else verb.head])
        return spread(own)
    if depth > 6:
        return []
    return _borrowed_subjects(verb, depth)


def _those(noun: Token) -> Token | None:
    """Return the copula that says who "those" are: "Chad and Niger were among those who voted"."""
    if noun.lower_ not in ("those", "one", "ones"):
        return None
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("among", "of") else noun.head
    return above if above.lemma_ == "be" and noun.dep_ in ("pobj", "attr") else None


def _borrowed_subjects(verb: Token, depth: int) -> list[Token]:
    """Return the subject that a clause without one takes from the clause above it."""
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj" and is_verb(head):
        return _surface_subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _controller(verb, head, depth)
    if verb.dep_ == "advcl" and is_verb(head):
        return _surface_subjects(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return _modified_noun(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _gerund_subject(head, depth)
    if verb.dep_ in ("ccomp", "parataxis", "dep") and is_verb(head):
        return _surface_subjects(head, depth + 1)
    return []


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    if is_verb(head) and not is_passive(head) and head.lemma_ not in _SUBJECT_CONTROL:
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i]
        objects += [
            g
            for c in head.children
            if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "for") and c.i < verb.i
            for g in c.children
            if g.dep_ == "pobj" and head.lemma_ in ("call", "appeal", "wait", "arrange", "plead")
        ]  # fmt: skip
        if objects:
            return spread(objects)
    if head.pos_ == "ADJ" and is_verb(head.head):
        return _surface_subjects(head.head, depth + 1)
    return _surface_subjects(head, depth + 1)


def _modified_noun(verb: Token, noun: Token, depth: int) -> list[Token]:
    if verb.tag_ == "VBG" and noun.ent_type_ in ("DATE", "TIME"):
        # "toured the region last week, urging": the participle is the clause's, not the week's.
        governor = governing_verb(noun)
        return _surface_subjects(governor, depth + 1) if governor is not None and depth < 6 else []
    if verb.tag_ in ("VBG", "VBN"):
        return spread([noun])
    if noun.lemma_ in _ADDRESSED:
        # "an appeal to both sides to halt": done by those addressed.
        addressed = [g for c in noun.children if c.lower_ in ("to", "on", "for", "upon") and c.dep_ == "prep"
                     and c.i < verb.i for g in c.children if g.dep_ == "pobj"]  # fmt: skip
        if addressed:
            return spread(addressed)
    # "its plan to attack": done by whoever holds the noun.
    holders = [c for c in noun.children if c.dep_ == "poss"]
    if holders:
        return spread(holders)
    governor = governing_verb(noun)
    if governor is not None and noun.dep_ in ("dobj", "attr", "pobj", "nsubjpass"):
        return logical_subjects(governor, depth + 1)
    return []


def _gerund_subject(prep: Token, depth: int) -> list[Token]:
    above = prep.head
    if is_verb(above):
        if prep.lower_ in _OBJECT_GERUND:
            objects = logical_objects(above, depth + 1)
            if objects:
                return objects
        return _surface_subjects(above, depth + 1)
    if prep.lower_ in _OBJECT_GERUND and above.dep_ in ("dobj", "nsubjpass") and is_verb(above.head):
        # "accused a group of attacking": the phrase hangs on the accused.
        return spread([above])
    holders = [c for c in above.children if c.dep_ == "poss"]
    if holders:
        return spread(holders)
    governor = governing_verb(above)
    return logical_subjects(governor, depth + 1) if governor is not None and depth < 6 else []


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above the token."""
    for above in token.ancestors:
        if is_verb(above):
            return above
    return None


def prepositional(head: Token, words: Iterable[str] | None = None) -> Iterator[tuple[str, Token]]:
    """Yield each preposition below the token with each noun under it, coordinated ones too."""
    wanted = None if words is None else frozenset(words)
    for child in head.children:
        if child.dep_ not in ("prep", "agent", "dative") or child.pos_ not in ("ADP", "SCONJ", "ADV", "PART"):
            continue
        word = child.lower_
        objects = [g for g in child.children if g.dep_ == "pobj"]
        for nested in child.children:
            # "from behind", "because of", "along with": the inner one counts.
            if nested.dep_ in ("prep", "pcomp") and nested.pos_ == "ADP":
                word_in = nested.lower_
                for noun in spread(g for g in nested.children if g.dep_ == "pobj"):
                    if wanted is None or word_in in wanted:
                        yield word_in, noun
        for coordinated in child.children:
            if coordinated.dep_ == "conj" and coordinated.pos_ == "ADP":
                for noun in spread(g for g in coordinated.children if g.dep_ == "pobj"):
                    if wanted is None or coordinated.lower_ in wanted:
                        yield coordinated.lower_, noun
        if wanted is None or word in wanted:
            for noun in spread(objects):
                yield word, noun


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the clause that the token stands in (itself if it is one)."""
    if is_verb(token):
        return token
    return governing_verb(token)
