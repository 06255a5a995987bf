"""Who stands behind a cue: subjects, agents, owners, and outlets that were told."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.said.cues import cues

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
TIMES = frozenset({"DATE", "TIME"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def is_passive(verb: Token) -> bool:
    """Return whether the verb is in the passive."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and agent_of(verb) is not None


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child under one of these labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def agent_of(verb: Token) -> Token | None:
    """Return whom a by-phrase names."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            return child(by, "pobj")
    return None


def own_subject(verb: Token) -> Token | None:
    """Return the subject that hangs on the verb itself, a relative pronoun's noun in its place."""
    subject = child(verb, *SUBJECTS)
    if subject is None:
        return None
    if subject.lower_ in RELATIVES and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return subject


def belongs_above(verb: Token) -> bool:
    """Return whether a verb joined to what was said is one more of saying: "said it was ready and warned"."""
    said = verb.head
    cue = said.head
    return (
        verb.dep_ == "conj"
        and said.dep_ == "ccomp"
        and cue.i < said.i
        and verb.tag_ == cue.tag_
        and verb.tag_ in ("VBD", "VBZ", "VBP")
        and verb.lemma_ in cues().speech | cues().attitude
        and said.lemma_ not in cues().speech
        and child(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is None
    )


def _spoken_beside(verb: Token) -> Token | None:
    """Return the verb of saying that ", adding that" goes with, above what it said."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    if verb.lemma_ not in cues().core:
        return None
    beside = verb.head
    while beside.dep_ == "ccomp" and beside.head.i < beside.i and beside.head.lemma_ in cues().speech:
        beside = beside.head
    return beside if beside is not verb.head else None


def subject_of(verb: Token) -> Token | None:
    """Return who does what the verb says, through coordination, control and participles."""
    here = _spoken_beside(verb) or verb
    for _ in range(8):
        if is_passive(here) and here is verb:
            return agent_of(verb)
        subject = own_subject(here)
        if subject is None and here is not verb:
            subject = child(here, *PASSIVE_SUBJECTS)
        if subject is not None:
            return subject
        if here.dep_ == "acl" or (here.dep_ == "relcl" and here.head.pos_ in NOMINAL):
            return here.head
        if (
            here.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis")
            and here.head.i != here.i
        ):
            if here.dep_ == "conj" and here.head.pos_ not in ("VERB", "AUX"):
                return None
            controller = child(here.head, "dobj") if here.dep_ in ("xcomp", "ccomp") else None
            if controller is not None and here.head.lemma_ in cues().addressed | {
                "call",
                "order",
                "force",
                "allow",
            }:
                return controller
            here = here.head.head if belongs_above(here) else here.head
            continue
        return None
    return None


def owner_of(noun: Token) -> Token | None:
    """Return whose a noun of speech is: possessor, by- or from-phrase, else the subject of its light verb."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for prep in noun.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("by", "from"):
            return child(prep, "pobj")
    if noun.dep_ in ("dobj", "attr") and noun.head.lemma_ in cues().light:
        return subject_of(noun.head)
    return None


def is_outlet(noun: Token) -> bool:
    """Return whether a noun or name is of those who carry other people's words."""
    known = cues()
    if noun.lower_ in known.agencies or noun.lemma_.lower() in known.outlets:
        return True
    return noun.pos_ == "PROPN" and any(
        t.lower_ in known.agencies or t.lower_ in known.outlets
        for t in noun.subtree
        if t.dep_ in ("compound", "appos", "nmod")
    )


def author_of(noun: Token) -> Token:
    """Return who stands behind a document ("a note from the palace"), the noun itself if no one is named."""
    if noun.lemma_.lower() not in cues().documents:
        return noun
    author = child(noun, "poss")
    for c in noun.children:
        if author is None and c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from", "of"):
            author = child(c, "pobj")
        if author is None and c.dep_ == "acl" and c.tag_ == "VBN":
            author = agent_of(c)
    return author if author is not None and author.pos_ in NOMINAL and author.ent_type_ not in TIMES else noun


def is_loose(verb: Token) -> bool:
    """Return whether a verb hangs on another by a comma alone: "the road is shut, Ali, the chief, told"."""
    if verb.dep_ != "conj" or verb.i == 0 or verb.nbor(-1).text != ",":
        return False
    return not any(c.dep_ == "cc" and verb.head.i < c.i < verb.i for c in verb.head.children)


def person_before(verb: Token) -> Token | None:
    """Return the last person named before a verb that the parser left without a subject."""
    found = None
    for token in verb.doc[verb.sent.start : verb.i]:
        if token.ent_type_ == "PERSON" and (
            token.head.ent_type_ != "PERSON" or token.head.i >= verb.i or token.dep_ == "appos"
        ):
            found = token
    return found
