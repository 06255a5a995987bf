"""The status of nouns of action: what qualifies them, what carries them, what they are governed by."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding import operators as op
from dragoman.coding.tree import is_passive, is_verb
from dragoman.coding.verb_status import has_to, verb_status
from dragoman.coding.verdict import MAX_DEPTH, Rule, Verdict
from dragoman.model import PassageKind, Status

Light = tuple[Token, str]
"""The verb that carries a noun, and how its row in the lexicon takes the noun: fact, planned, ..."""


def carried(noun: Token, light: Light, passage: PassageKind) -> Verdict:
    """Return the status of a noun by the verb that carries it: "offered condolences"."""
    verb, treatment = light
    above = verb_status(verb, passage)
    words = f"“{verb.text} … {noun.text}”"
    made = Status(treatment) if treatment in ("planned", "possible", "negated") else None
    if made is None:
        return Verdict(above.status, "light verb", f"{words}: {above.reason}", above.statement, above.perfect)
    if above.status is Status.NEGATED:
        turned = Status.HAPPENED if made is Status.NEGATED else Status.NEGATED
        return Verdict(turned, "denied light verb", f"{words} is denied")
    return Verdict(made, "light verb", f"{words} makes it {made.value}")


def noun_status(noun: Token, passage: PassageKind, depth: int = 0) -> Verdict:
    """Return the status of a noun of action: modifiers first, then what governs it."""
    for rule in NOUN_RULES:
        verdict = rule(noun, passage, depth)
        if verdict is not None:
            return verdict
    return Verdict(Status.HAPPENED, "noun", f"“{noun.text}” is told as a fact")


def denied(noun: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """ "No agreement", "no talks"."""
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ == "no":
            return Verdict(Status.NEGATED, "no", f"“no {noun.text}”")
    return None


def modifier(noun: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """ "The planned visit", "a possible attack", "continued threats"."""
    for child in noun.children:
        if child.dep_ in ("amod", "nmod", "compound", "det", "advmod") and child.i < noun.i:
            made = op.MODIFIER.get(child.lower_)
            if made is not None:
                return Verdict(made, "modifier", f"“{child.text} {noun.text}”")
    return None


def clause(noun: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """A participle or relative clause on it: "the summit set for May", "the visit that was cancelled"."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child):
            made = op.GOVERNING_NOUN.get(child.lemma_)
            if child.tag_ == "VBN" and made is not None and made is not Status.HAPPENED:
                return Verdict(made, "participle of the noun", f"“{noun.text} {child.text}”")
            if child.lemma_ in op.OCCUR and (is_passive(child) or child.dep_ == "relcl" or has_to(child)):
                inner = verb_status(child, passage, depth + 1)
                status = Status.PLANNED if has_to(child) else inner.status
                return Verdict(status, "clause of the noun", f"“{noun.text} … {child.text}”", inner.statement)
    return None


def governed_noun(noun: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """Subject or object of a verb: "talks will begin", "cancelled the visit", "hold talks"."""
    head = noun.head
    if noun.dep_ in ("conj", "appos") and head.i != noun.i and depth < MAX_DEPTH and head.pos_ == "NOUN":
        return governed_noun(head, passage, depth + 1)
    if not is_verb(head) or noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"):
        return None
    above = verb_status(head, passage, depth + 1) if depth < MAX_DEPTH else None
    if above is None or head.i == noun.i:
        return None
    if noun.dep_ in ("nsubj", "nsubjpass"):
        for inner in head.children:
            if inner.dep_ in ("xcomp", "ccomp") and (
                inner.lemma_ in op.OCCUR or inner.lemma_ in op.GOVERNING_NOUN
            ):
                said = verb_status(inner, passage, depth + 1)
                return Verdict(said.status, "occurrence", f"“{noun.text} … {inner.text}”: {said.reason}")
    words = f"“{head.text} … {noun.text}”"
    as_object = noun.dep_ in ("dobj", "nsubjpass")
    if as_object and head.lemma_ in op.PRESUPPOSING and above.status in (Status.PLANNED, Status.POSSIBLE):
        return Verdict(Status.ONGOING, "presupposed", f"{words} has it already under way")
    if as_object and noun.lemma_ in op.ASKED and op.GOVERNING_NOUN.get(head.lemma_) is Status.NEGATED:
        return Verdict(Status.HAPPENED, "asked", f"{words} has been made")
    if as_object and noun.lemma_ in op.SPOKEN and head.lemma_ not in op.UTTERING and above.status in (
        Status.NEGATED, Status.PLANNED, Status.POSSIBLE
    ) and op.GOVERNING_NOUN.get(head.lemma_) is None:  # fmt: skip
        return Verdict(Status.HAPPENED, "asked", f"{words} has been made")
    if as_object and head.lemma_ == "announce" and noun.lemma_ in op.ANNOUNCED:
        return Verdict(above.status, "announced", f"{words}: done as it is announced", above.statement)
    made = op.GOVERNING_NOUN.get(head.lemma_) if as_object else None
    if as_object and made is not None and made is not Status.HAPPENED:
        if above.status is Status.NEGATED:
            return Verdict(Status.NEGATED, "denied governor", f"{words} is denied")
        return Verdict(made, "governing verb", f"{words} makes it {made.value}")
    if noun.dep_ == "attr" and head.lemma_ == "be":
        return None
    if not as_object and head.lemma_ not in op.OCCUR:
        if head.lemma_ == "be" and noun.dep_ == "nsubj" and above.status in (Status.PLANNED, Status.NEGATED):
            return Verdict(above.status, "is", f"{words}: as its clause", above.statement)
        return None
    perfect = above.perfect
    return Verdict(above.status, "verb of the noun", f"{words}: as “{head.text}”", above.statement, perfect)


def phrase(noun: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """In a prepositional phrase: "calls for a withdrawal", "ahead of a summit", "after talks"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ not in ("prep", "agent", "dative", "pcomp"):
        return None
    above = prep.head
    word = prep.lower_
    if prep.dep_ == "prep" and above.pos_ in ("ADP", "ADV", "SCONJ") and above.lower_ in ("ahead", "prior"):
        return Verdict(Status.PLANNED, "ahead of", f"“{above.text} {word} {noun.text}”")
    made = op.PREPOSITION.get(word)
    if made is not None:
        return Verdict(made, "preposition", f"“{word} {noun.text}”")
    if above.pos_ == "ADJ" and above.lower_ in op.ADJECTIVE:
        return Verdict(
            op.ADJECTIVE[above.lower_], "governing adjective", f"“{above.text} {word} {noun.text}”"
        )
    if above.pos_ == "NOUN" and word in ("for", "of", "on", "to", "about", "against", "over"):
        governed = op.NOUN_HEAD.get(above.lemma_)
        if governed is not None:
            return Verdict(governed, "governing noun", f"“{above.text} {word} {noun.text}”")
    if is_verb(above) and depth < MAX_DEPTH:
        return _verb_phrase(noun, word, above, passage, depth)
    return None


def _verb_phrase(noun: Token, word: str, above: Token, passage: PassageKind, depth: int) -> Verdict | None:
    words = f"“{above.text} {word} {noun.text}”"
    governed = op.INFINITIVE.get(above.lemma_)
    if word in ("for", "on", "about", "to", "against") and governed in (Status.POSSIBLE, Status.PLANNED):
        return Verdict(governed, "governor", f"{words} makes it {governed.value}")
    above_status = verb_status(above, passage, depth + 1)
    if word == "for" and above.lemma_ in op.ANSWERED_WITH_THANKS:
        return Verdict(Status.HAPPENED, "for what was done", words)
    if word == "for" and above.lemma_ == "be":
        return Verdict(above_status.status, "is there for", f"{words}: as its clause", above_status.statement)
    if word == "for":
        status = Status.POSSIBLE if above_status.status is Status.POSSIBLE else Status.PLANNED
        return Verdict(status, "purpose", f"{words} is what it is for")
    if word in ("during", "at", "in", "through", "while", "on"):
        if above_status.status in (Status.PLANNED, Status.POSSIBLE):
            return Verdict(above_status.status, "frame", f"{words}: as its clause")
        if noun.lemma_ in op.STAYS and word in ("during", "on", "at"):
            return Verdict(Status.ONGOING, "stay", f"{words} goes on meanwhile")
        return Verdict(Status.HAPPENED, "frame", f"{words}: as its clause", above_status.statement)
    if word == "before" and above_status.status in (Status.PLANNED, Status.POSSIBLE, Status.ONGOING):
        return Verdict(Status.PLANNED, "before", f"{words} is still to come")
    return None


NOUN_RULES: tuple[Rule, ...] = (denied, clause, modifier, governed_noun, phrase)
