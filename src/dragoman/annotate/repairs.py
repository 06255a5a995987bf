"""Slips of the base model that matter here, mended: wrong lemmas, verbs taken for nouns, words hung amiss."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from dragoman.model import PassageKind, layers
from dragoman.ontology.lexicon import load_lexicon, load_slips

NAME = "dragoman_repairs"

_LEFT = frozenset({"det", "amod", "poss", "compound", "nummod", "nmod"})
_NAMES = frozenset({"PERSON", "GPE", "LOC", "FAC", "ORG"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "agent"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_CHARGES = frozenset({"accuse", "acquit", "convict", "suspect", "absolve"})
"""Verbs whose object is charged "of" something."""


def create(nlp: Language, name: str) -> Repairs:
    """Return the component; runs behind the lemmatizer and before the annotators."""
    return Repairs()


class Repairs:
    """Mends token by token; every mend is one of `MENDS`, in order."""

    def __call__(self, doc: Doc) -> Doc:
        slips = load_slips()
        for token in doc:
            if token.pos_ == "VERB" and token.lemma_ in slips and token.lemma_ != token.lower_:
                token.lemma_ = slips[token.lemma_]
            for mend in MENDS:
                mend(token)
        return doc


def coordinated_verb(token: Token) -> None:
    """ "Will fly out and head for India": a bare verb coordinated with another, taken for a noun."""
    head = token.head
    if token.tag_ != "NN" or token.dep_ != "conj" or head.tag_ not in ("VB", "VBP") or token.i < head.i:
        return
    if any(c.dep_ in _LEFT for c in token.children) or not load_lexicon().lookup(token.lower_, "v"):
        return
    token.pos_, token.tag_, token.lemma_ = "VERB", "VB", token.lower_


def headline_verb(token: Token) -> None:
    """ "Sudanese FM vows to crush rebels": the verb of a headline, taken for a plural noun."""
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or not _in_headline(token):
        return
    stem = next((s for s in _stems(token.lower_) if load_lexicon().lookup(s, "v")), None)
    subject = token.doc[token.i - 1] if token.i else token
    if stem is None or subject.head.i != token.i or subject.dep_ not in ("compound", "nmod"):
        return
    if token.i + 1 >= len(token.doc) or token.doc[token.i + 1].is_space:
        return
    token.pos_, token.tag_, token.lemma_ = "VERB", "VBZ", stem
    subject.dep_ = "nsubj"


def twin_subject(token: Token) -> None:
    """ "The opposition Patriotic Front condemned": one subject of a noun and the name that it qualifies."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if token.dep_ not in ("nsubj", "nsubjpass") or token.tag_ != "NN" or after.pos_ != "PROPN":
        return
    name = after if after.dep_ == token.dep_ else after.head
    if name.dep_ != token.dep_ or name.head.i != token.head.i or name.left_edge.i != after.i:
        return
    for child in (*token.lefts, token):
        child.head = name
    token.dep_ = "compound"


def counterpart_name(token: Token) -> None:
    """ "Talks between Rice and her Polish counterpart Anna Fotyga have": a name taken for a subject."""
    first = token.left_edge.i
    before = token.doc[first - 1] if first else token
    if token.dep_ not in ("nsubj", "nsubjpass") or token.ent_type_ != "PERSON" or before.tag_ != "NN":
        return
    twins = [c for c in token.head.children if c.dep_ == token.dep_ and c.i < before.i]
    if twins and before.dep_ in ("conj", "pobj") and twins[0] in before.ancestors:
        token.head, token.dep_ = before, "appos"


def person_behind_state(token: Token) -> None:
    """ "Lagos of Chile and Roh of South Korea": the second person hung on the state of the first."""
    state = token.head
    person = state.head.head
    if token.dep_ != "conj" or state.dep_ != "pobj" or state.head.lower_ not in ("of", "from"):
        return
    own = any(c.lower_ in ("of", "from") for c in token.children)
    placed = own or state.ent_type_ in ("GPE", "NORP")
    if token.ent_type_ != "PERSON" or person.ent_type_ != "PERSON" or not placed:
        return
    for joint in [c for c in state.children if c.dep_ in ("cc", "punct") and c.i < token.i]:
        joint.head = person
    token.head = person


def subject_behind_place(token: Token) -> None:
    """ "In Tehran, Iran's top official warned": the subject taken for another name of the place."""
    place = token.head
    if token.dep_ != "appos" or token.pos_ not in ("NOUN", "PROPN") or place.dep_ != "pobj":
        return
    verb = place.head.head
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    if place.head.lower_ not in ("in", "at", "from") or verb.pos_ != "VERB" or before.text != ",":
        return
    subjects = ("nsubj", "nsubjpass", "csubj", "expl")
    if not token.i < verb.i or verb.i - token.right_edge.i > 2 or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return
    if any(c.dep_ in subjects for c in verb.children) or any(c.dep_ == "aux" for c in verb.children):
        return
    token.head, token.dep_ = verb, "nsubj"


_REACH = 8
"""Units: words before "due to open" among which what is due is looked for."""


def due_behind_noun(token: Token) -> None:
    """ "Arrived for a conference on water due to open on Tuesday": what is due is the conference."""
    if token.lower_ not in ("due", "set", "scheduled", "slated") or token.dep_ in ("acomp", "ROOT", "acl"):
        return
    goals = [c for c in token.children if c.dep_ in ("xcomp", "acl") and c.tag_ == "VB" and c.i > token.i]
    if not goals or token.doc[token.i + 1].lower_ != "to" or any(c.dep_ == "auxpass" for c in token.children):
        return
    for i in range(token.i - 1, max(token.i - _REACH, token.sent.start) - 1, -1):
        noun = token.doc[i]
        if noun.pos_ == "VERB":
            return
        if noun.pos_ == "NOUN" and noun.dep_ != "compound" and noun.lemma_ in _GATHERINGS:
            goals[0].head, goals[0].dep_ = noun, "acl"
            token.head, token.dep_ = goals[0], "advmod"
            return


_GATHERINGS = frozenset(
    """talk talks meeting summit conference session negotiation visit election trial vote round forum assembly
    strike hearing exercise congress consultation rally march""".split()
)


def charged_of(token: Token) -> None:
    """ "Accused the army of torture": the charge hangs on the verb, not on whom it is laid against."""
    charged, verb = token.head, token.head.head
    if token.lower_ != "of" or charged.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in _CHARGES:
        return
    if any(other.lower_ == "of" and other.i > token.i for other in verb.subtree):
        return
    if any(goal.pos_ != "PROPN" for goal in token.children):
        token.head = verb


def blamed_on(token: Token) -> None:
    """ "Blamed the attack on the rebels": upon whom it is laid, not what the attack was on."""
    deed, verb = token.head, token.head.head
    if token.lower_ != "on" or deed.dep_ != "dobj" or verb.lemma_ not in ("blame", "pin"):
        return
    if any(c.dep_ == "prep" and c.lower_ in ("for", "on") for c in verb.children):
        return
    if not any(other.lower_ == "on" and other.i > token.i for other in verb.subtree):
        token.head = verb


def verb_of_sentence(token: Token) -> None:
    """ "The UN refugee agency called on Kenya": the verb of a sentence taken for a qualifying clause."""
    noun = token.head
    if token.tag_ != "VBD" or token.dep_ not in ("acl", "relcl") or noun.dep_ != "ROOT" or token.i < noun.i:
        return
    own = {c.dep_ for c in token.children if c.i < token.i}
    if noun.pos_ not in ("NOUN", "PROPN") or own & _SUBJECTS or own & {"aux", "auxpass"}:
        return
    if any(c.dep_ == "mark" or c.tag_ in ("WDT", "WP") for c in token.children):
        return
    later = [c for c in noun.children if c.i > token.i]
    token.head, token.dep_ = token, "ROOT"
    noun.head, noun.dep_ = token, "nsubj"
    for child in later:
        child.head = token


def verb_of_teller(token: Token) -> None:
    """ "Said that troops would leave and appealed for help": the teller's next act, not that of the told.

    A plain past cannot go on with what "would" or "will" happen.
    """
    told = token.head
    if token.dep_ != "conj" or token.tag_ != "VBD" or told.dep_ != "ccomp" or token.i < told.i:
        return
    teller = told.head
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in told.children)
    own = any(c.dep_ in _SUBJECTS | {"aux", "auxpass"} for c in token.children)
    if not modal or own or teller.tag_ != "VBD" or teller.i > told.i:
        return
    token.head = teller
    for child in told.children:
        if child.dep_ == "cc" and child.i > told.i and child.i < token.i:
            child.head = teller


def speaker_behind_place(token: Token) -> None:
    """ "Talks in Kuala Lumpur, Secretary Fukuda said": the speaker taken for another name of the place."""
    if (
        token.dep_ not in ("appos", "conj")
        or token.pos_ != "PROPN"
        or token.ent_type_ not in ("PERSON", "ORG")
    ):
        return
    after = token.right_edge.i + 1
    verb = token.doc[after] if after < len(token.doc) else token
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    if verb.tag_ not in ("VBD", "VBZ") or verb.head.i == token.i or before.text not in (",", '"'):
        return
    if token.head.ent_type_ not in ("GPE", "LOC", "DATE", "FAC", "NORP", "ORG") and token.head.pos_ != "NOUN":
        return
    if any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in verb.children) or token.is_ancestor(verb):
        return
    if verb.dep_ != "ROOT" and not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        return
    token.head, token.dep_ = verb, "nsubj"


def verbal_name(token: Token) -> None:
    """ "Blinken toured the region": a name, subject or object of a verb, taken for a verb itself."""
    named = token.ent_type_ in _NAMES and token.text[:1].isupper() and not token.text.isupper()
    if named and token.pos_ == "VERB" and token.dep_ in _NOMINAL:
        token.pos_, token.tag_, token.lemma_ = "PROPN", "NNP", token.text


def _stems(word: str) -> tuple[str, ...]:
    """Return what a third person singular may come from: vows -> vow, accuses -> accuse, denies -> deny."""
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)


def _in_headline(token: Token) -> bool:
    found = layers(token.doc)
    at = found.passage_of[token.i] if found.passage_of else 0
    return bool(found.reading.passages) and found.reading.passages[at][2] is PassageKind.HEADLINE


MENDS: tuple[Callable[[Token], None], ...] = (
    coordinated_verb,
    headline_verb,
    twin_subject,
    counterpart_name,
    person_behind_state,
    subject_behind_place,
    due_behind_noun,
    charged_of,
    blamed_on,
    verb_of_sentence,
    verb_of_teller,
    speaker_behind_place,
    verbal_name,
)
