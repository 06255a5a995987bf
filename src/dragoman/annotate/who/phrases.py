"""Noun phrases as the parse shows them: how far they reach, what part they play."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.annotate.who.wordlist import words

REACH = frozenset({"prep", "appos", "nmod", "nummod", "amod", "case", "compound", "npadvmod", "advmod"})
"""Right-hand dependents that belong to the noun phrase; clauses and coordinated phrases end it."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "quantmod"})

SPEECH = words(
    "say tell add note announce state report claim declare stress insist warn reveal explain argue "
    "recall urge ask assert maintain comment reply respond point remark emphasize emphasise underline "
    "reiterate affirm allege confirm deny admit acknowledge suggest call demand vow pledge promise "
    "predict estimate complain charge quip concede caution disclose conclude believe think hope quote"
)

MOTION = words(
    "arrive go come travel fly return visit head leave depart land tour trip visit flight journey "
    "arrival departure stop stopover stay drive sail march move drop send deploy flee enter cross walk "
    "ride bring take transfer evacuate withdraw advance retreat pull escape route way embark"
)
AT_PLACE = frozenset(
    {"in", "at", "near", "outside", "around", "inside", "within", "throughout", "across", "over"}
)
TO_PLACE = frozenset({"to", "from", "into", "through", "toward", "towards", "via", "for", "onto"})


def extent(head: Token) -> tuple[int, int]:
    """Return the token range of the phrase around its head, clauses and coordinated phrases left out."""
    start = head.i
    for left in head.lefts:
        if left.dep_ not in (
            "cc",
            "preconj",
            "punct",
            "relcl",
            "mark",
            "aux",
            "nsubj",
            "advcl",
            "ccomp",
            "intj",
        ):
            start = min(start, left.left_edge.i)
    while start < head.i and (head.doc[start].is_punct or head.doc[start].is_space):
        start += 1
    end = head.i + 1
    for right in head.rights:
        if right.dep_ in REACH and is_next(head.doc, end, right.left_edge.i):
            end = max(end, right.right_edge.i + 1)
        elif right.dep_ not in ("punct", "case"):
            break
    while end > head.i + 1 and head.doc[end - 1].text in (",", ".", ";", ":", "-", "--", '"'):
        end -= 1
    return start, end


def is_next(doc: Doc, end: int, start: int) -> bool:
    """Return whether nothing but marks stands between the end of a phrase and a start."""
    return all(doc[i].is_punct or doc[i].is_space or doc[i].tag_ == "POS" for i in range(end, start))


def core(head: Token) -> tuple[int, int]:
    """Return the token range of the phrase without appositions, as a surface form."""
    start, end = extent(head)
    for right in head.rights:
        if right.dep_ == "appos" or right.dep_ == "punct":
            end = min(end, right.left_edge.i)
            break
    while end > head.i + 1 and (head.doc[end - 1].is_punct or head.doc[end - 1].is_space):
        end -= 1
    if end > head.i + 1 and head.doc[end - 1].tag_ == "POS":
        end -= 1
    return start, max(end, head.i + 1)


def is_plural(token: Token) -> bool:
    """Return whether the noun is plural."""
    return token.tag_ in ("NNS", "NNPS") or any(
        c.dep_ == "nummod" and c.lower_ not in ("one", "1") for c in token.lefts
    )


def is_definite(token: Token) -> bool:
    """Return whether the noun phrase is definite: the, this, these, its, ..."""
    return any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those", "both", "all"))
        or (c.dep_ == "poss" and c.pos_ == "PRON")
        for c in token.lefts
    )


def is_other(token: Token) -> bool:
    """Return whether a name before the noun makes it another than one spoken of: "the Al Noor party"."""
    return any(c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" for c in token.lefts)


def is_subject(token: Token) -> bool:
    """Return whether the token, or what it is coordinated with, is a subject."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    return token.dep_ in SUBJECTS


def governor(token: Token) -> Token:
    """Return the word that governs the phrase: the head of its preposition, else its head."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    return token.head


def is_locative(token: Token) -> bool:
    """Return whether the name says where, whence or whither, rather than who."""
    at = token
    while at.dep_ in ("conj", "appos") and at.head != at:
        at = at.head
    if at.dep_ == "dobj":
        return at.head.lemma_ in ("visit", "leave", "tour", "reach", "enter")
    if at.dep_ != "pobj" or at.head.pos_ not in ("ADP", "ADV", "SCONJ"):
        return False
    preposition = at.head.lower_
    if preposition in AT_PLACE:
        return True
    return preposition in TO_PLACE and at.head.head.lemma_.lower() in MOTION


def speaker_of(verb: Token) -> Token | None:
    """Return the subject of a verb of speech."""
    if verb.lemma_ not in SPEECH:
        return None
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
