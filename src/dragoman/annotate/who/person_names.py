"""Where the text names a person, and which of these names are one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span, Token

from dragoman.annotate.who.cast import fold
from dragoman.annotate.who.family import PARTICLES
from dragoman.annotate.who.lexicon import Use, agent_at
from dragoman.annotate.who.names import Name
from dragoman.annotate.who.offices import load_offices
from dragoman.annotate.who.phrases import SPEECH
from dragoman.annotate.who.roster import Person, Roster
from dragoman.annotate.who.wordlist import words

HONORIFICS = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "sheikh": "m",
    "sheik": "m", "emperor": "m", "sultan": "m", "imam": "m", "father": "m", "monsignor": "m",
    "ayatollah": "m", "mullah": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "madame": "f",
    "lady": "f", "queen": "f", "princess": "f", "sister": "f", "dr": None, "prof": None,
    "professor": None, "gen": None, "general": None, "lt": None, "lieutenant": None, "col": None,
    "colonel": None, "maj": None, "major": None, "capt": None, "captain": None, "cmdr": None,
    "adm": None, "admiral": None, "brig": None, "brigadier": None, "sgt": None, "sergeant": None,
    "sen": None, "rep": None, "gov": None, "rev": None, "cardinal": None, "pope": "m", "bishop": None,
    "archbishop": None, "justice": None, "crown": None, "marshal": None, "pm": None, "fm": None,
    "emir": "m",
}  # fmt: skip
"""Titles set before a name, with the gender that they tell."""


_NO_PERSON = frozenset(
    {"GPE", "LOC", "FAC", "NORP", "DATE", "EVENT", "LAW", "LANGUAGE", "PRODUCT", "TIME", "WORK_OF_ART"}
)
_NOT_IN_NAMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december people party ministry council movement agency "
    "university army air press"
)


@dataclass(slots=True)
class People:
    """All persons named, and where."""

    at: dict[int, tuple[int, int, Person]]
    """Span and person by each token of the name."""
    persons: list[Person]


def find_people(
    doc: Doc, names: dict[int, Name], skip: set[int], headline: set[int], day: date | None
) -> People:
    """Return the persons of a text; what turns out to be part of their names is taken out of `names`.

    `skip` are tokens known to be places, `headline` those of the headline, `day` is the story's.
    """
    known = _holders(doc, names, skip | headline, day)
    spans = _merge(_candidates(doc, names, skip, headline) + known)
    roster = Roster()
    at: dict[int, tuple[int, int, Person]] = {}

    def enter(start: int, end: int) -> None:
        person = roster.enter(parts_of(doc, start, end), doc[start:end].text, (start, end))
        for i in range(start, end):
            names.pop(i, None)
            at[i] = (start, end, person)

    for start, end in spans:
        if len(parts_of(doc, start, end)) > 1:
            enter(start, end)
    short = {start: end for start, end in spans if start not in at}
    for token in doc:
        if token.i in at or not _name_like(token):
            continue
        if token.i in short:
            enter(token.i, short[token.i])
        elif (
            token.i not in names
            and fold(token.text) in roster
            and not (token.ent_type_ in ("ORG", "GPE") and _in_longer(token))
            and _stands(token)
        ):
            enter(token.i, token.i + 1)
    return People(at, roster.persons)


def parts_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """Return the parts of a name, folded; hyphens part, particles do not count."""
    parts = tuple(
        fold(t.text)
        for t in doc[start:end]
        if t.text[:1].isalpha() and not (t.text.islower() and t.lower_ in PARTICLES)
    )
    return tuple(p for text in parts for p in re.split(r"-", text) if p) or (fold(doc[start].text),)


def _candidates(
    doc: Doc, names: dict[int, Name], skip: set[int], headline: set[int]
) -> list[tuple[int, int]]:
    """Return the spans that look like persons' names, some of them overlapping."""
    found = []
    doubtful: dict[str, list[tuple[int, int]]] = {}
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            span = _trim(doc, ent.start, ent.end, names)
            if span and not any(i in skip for i in range(*span)) and not _is_no_person(doc, *span):
                found.append(span)
        elif ent.label_ in ("ORG", "GPE", "FAC", "WORK_OF_ART") and _may_be_person(doc, ent, names):
            if any(c.dep_ == "appos" and _office_noun(c) for c in ent.root.rights):
                found.append((ent.start, ent.end))
            doubtful.setdefault(fold(doc[ent.end - 1].text), []).append((ent.start, ent.end))
    for token in doc:
        if token.text[:1].isupper() and fold(token.text) in doubtful and _stands_alone(token):
            found.extend(doubtful.pop(fold(token.text)))
        if _is_title(token) and token.i + 1 < len(doc) and _opens_name(doc[token.i + 1], token):
            end = _name_end(doc, token.i + 1, names)
            if end > token.i + 1:
                found.append((token.i + 1, end))
        elif token.pos_ == "PROPN" and token.i not in skip:
            beside = token.dep_ == "appos" and _office_noun(token.head)
            if beside or (token.i not in headline and _acts_as_person(token)):
                found.extend(_around(doc, token, names))
    return found


def _holders(doc: Doc, names: dict[int, Name], skip: set[int], day: date | None) -> list[tuple[int, int]]:
    """Return where holders of offices are named, also where the recogniser passed them over."""
    offices = load_offices()
    found = [span for span in offices.spans(doc) if not any(i in names for i in range(*span))]
    for token in doc:
        if (
            token.pos_ == "PROPN"
            and token.ent_type_ in ("", "PERSON")
            and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "appos", "agent")
            and token.i not in skip
            and token.i not in names
            and not token.is_sent_start
            and token.text[1:].islower()
            and not any(c.dep_ in ("compound", "det", "amod", "nummod") for c in token.lefts)
            and not _in_longer(token)
            and offices.is_holder(fold(token.text), day)
        ):
            found.append((token.i, token.i + 1))
    return found


def _acts_as_person(token: Token) -> bool:
    """Return whether a name that the recogniser passed over stands where persons stand."""
    if any(c.dep_ in ("det", "poss", "amod", "nummod") for c in token.lefts) or not token.text[1:].islower():
        return False
    if token.dep_ == "nsubj" and token.head.lemma_ in SPEECH:
        return token.ent_type_ in ("", "GPE") and not _in_longer(token)
    if token.ent_type_:
        return False
    if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return token.head.pos_ in ("VERB", "AUX", "ADJ")
    return token.dep_ == "pobj" and token.head.lower_ in ("with", "by", "against")


def _may_be_person(doc: Doc, ent: Span, names: dict[int, Name]) -> bool:
    """Return whether what was recognised as something else has the shape of a person's name."""
    if not 2 <= len(ent) <= 3 or ent.start in names or agent_at(doc[ent.end - 1]) is not None:
        return False
    if ent.start and doc[ent.start - 1].pos_ == "DET":
        return False
    return all(t.pos_ == "PROPN" and t.text[1:].islower() and _name_like(t) for t in ent)


def _stands_alone(token: Token) -> bool:
    """Return whether a word acts by itself elsewhere, as surnames do after the full name."""
    return (
        token.dep_ in ("nsubj", "nsubjpass", "poss", "conj", "pobj")
        and not any(c.dep_ in ("compound", "det", "amod") for c in token.lefts)
        and token.ent_type_ not in ("GPE", "LOC", "FAC", "NORP")
    )


def _is_no_person(doc: Doc, start: int, end: int) -> bool:
    """Return whether the words around show that a recognised person is a place or a people."""
    root = doc[start:end].root
    if root.dep_ == "pobj" and root.head.lower_ in ("in", "at", "near", "outside", "around", "inside"):
        return True
    if end - start == 1 and root.tag_ in ("NNS", "NNPS"):
        return True
    return _qualifies(doc, start, end)


def _qualifies(doc: Doc, start: int, end: int) -> bool:
    """Return whether a lone word qualifies a common noun as a people's name does: "the Tutsi rebels"."""
    if end - start > 1 or doc[start].dep_ not in ("compound", "amod", "nmod"):
        return False
    return (
        doc[start].head.pos_ == "NOUN" and doc[start].head.i > start and doc[start - 1].pos_ in ("DET", "ADJ")
    )


def _is_title(token: Token) -> bool:
    """Return whether the token may stand right before a person's name as a title."""
    if fold(token.text) in HONORIFICS and token.text[:1].isupper():
        return True
    return token.pos_ in ("NOUN", "PROPN") and _office_noun(token)


def _opens_name(token: Token, title: Token) -> bool:
    """Return whether a person's name may begin behind the title; mere nouns do not outdo the recogniser."""
    if token.ent_type_ in ("", "PERSON") or fold(title.text) in HONORIFICS:
        return title.pos_ == "NOUN" or token.ent_type_ == "PERSON" or _names_office(title)
    return token.ent_type_ in ("ORG", "GPE") and _names_office(title) and title.ent_type_ != token.ent_type_


def _names_office(token: Token) -> bool:
    hit = agent_at(token)
    return hit is not None and (hit[0].office or hit[0].kind == "person")


def _office_noun(token: Token) -> bool:
    hit = agent_at(token)
    if hit is None or (hit[1] == token.i and token.i and token.doc[token.i - 1].text == "-"):
        return False
    return hit[0].kind in ("person", "group") and token.tag_ not in ("NNS", "NNPS")


def _name_like(token: Token) -> bool:
    text = token.text
    return (
        text[:1].isupper()
        and text[:1].isalpha()
        and token.pos_ not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "NUM")
        and token.lower_ not in _NOT_IN_NAMES
        and not (token.is_sent_start and token.pos_ in ("ADV", "VERB", "INTJ"))
    )


def _name_end(doc: Doc, start: int, names: dict[int, Name]) -> int:
    """Return where the name ends that may begin at `start`; `start` itself if none does."""
    at = start
    while at < len(doc):
        token = doc[at]
        if token.is_sent_start and at > start:
            break
        if (
            token.text == "-"
            and at > start
            and at + 1 < len(doc)
            and not doc[at - 1].whitespace_
            and not token.whitespace_
        ):
            at += 1
            continue
        joined = at > start and doc[at - 1].text == "-"
        small = token.lower_ in PARTICLES and at + 1 < len(doc) and _name_like(doc[at + 1])
        if not (
            joined or small or (_name_like(token) and (token.pos_ == "PROPN" or token.ent_type_ == "PERSON"))
        ):
            break
        if (
            token.ent_type_ in ("DATE", "NORP")
            or (at in names and names[at].sense.use is not Use.NAME)
            or _is_title(token)
        ):
            break
        if at in names and (at == start or token.ent_type_ != "PERSON"):
            break
        at += 1
    while at > start and (doc[at - 1].text == "-" or doc[at - 1].lower_ in PARTICLES):
        at -= 1
    return at


def _around(doc: Doc, head: Token, names: dict[int, Name]) -> list[tuple[int, int]]:
    """Return the name whose last word is the head of a noun phrase, if it can be a person's."""
    if head.ent_type_ in _NO_PERSON or head.i in names or not _name_like(head):
        return []
    start = head.i
    while start > head.sent.start:
        before = doc[start - 1]
        if not (
            before.text == "-"
            or (before.head == head and before.dep_ in ("compound", "punct") and _name_like(before))
        ):
            break
        if before.i in names or _is_title(before):
            break
        start -= 1
    if doc[start].text == "-":
        start += 1
    end = max(head.i + 1, _name_end(doc, start, names))
    return [(start, end)]


def _trim(doc: Doc, start: int, end: int, names: dict[int, Name]) -> tuple[int, int] | None:
    """Return what of a recognised person is the name itself: no titles, nationality, possessive or tail."""
    while start < end and (
        (doc[start].i in names and (names[start].end == end or names[start].sense.use is not Use.NAME))
        or not _name_like(doc[start])
        or _is_title(doc[start])
    ):
        if start in names and names[start].end >= end:
            return None
        start += 1
    while end > start and (not doc[end - 1].text[:1].isalpha() or doc[end - 1].text in ("'s", "s")):
        end -= 1
    if start >= end:
        return None
    while end - 1 > start and doc[end - 1].text.islower() and doc[end - 2].text != "-":
        end -= 1
    while start > doc[start].sent.start:
        before = doc[start - 1]
        if not (before.dep_ == "compound" and before.pos_ == "PROPN" and start <= before.head.i < end):
            break
        if (
            before.i in names
            or _is_title(before)
            or not _name_like(before)
            or before.ent_type_ not in ("", "PERSON")
        ):
            break
        start -= 1
    longer = _name_end(doc, start, names)
    return start, max(end, longer)


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, overlapping ones joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _stands(token: Token) -> bool:
    """Return whether a lone surname can be its bearer here, not part of another name."""
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i == token.i + 1:
        return False
    return token.pos_ == "PROPN" or token.ent_type_ == "PERSON"


def _in_longer(token: Token) -> bool:
    """Return whether the token is one of several of a recognised name."""
    after = token.i + 1
    return token.ent_iob_ == "I" or (after < len(token.doc) and token.doc[after].ent_iob_ == "I")
