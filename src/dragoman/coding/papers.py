"""The days of papers: what a resolution asks, and votes on it, are of the day that it was adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.days import Days
from dragoman.coding.documents import DOCUMENTS, ISSUING
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_verb, logical_objects, logical_subjects, prepositional

_ADOPTION = frozenset("adoption passage approval signing release publication issuing ratification".split())
_TAKEN = frozenset("support opposition backing approval rejection endorsement vote veto objection".split())
_VOTING = frozenset("vote veto abstain adopt pass approve oppose reject endorse back support".split())
_NEAR = 60
"""Tokens within which "it" may stand for the paper last named."""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """The days on which a paper was issued, the word for it, and whether the paper itself speaks."""

    first: date
    last: date
    paper: Token
    speaks: bool


class Papers:
    """Knows on which day each paper of a story was issued."""

    def __init__(self, days: Days, parties: Parties) -> None:
        self.doc = parties.doc
        self.published = days.published
        self._issued: dict[str, tuple[date, date]] = {}
        for token in self.doc:
            if token.lemma_ in DOCUMENTS:
                found = next((d for at in _issues(token) if (d := days.interval(at))), None)
                if found is not None:
                    self._issued.setdefault(token.lemma_, found)

    def day(self, candidate: Candidate) -> PaperDay | None:
        """Return the days of the paper that a candidate is the content of, or that it is for or against."""
        if not self._issued:
            return None
        for paper in self._speaking(candidate):
            if found := self._issued.get(paper.lemma_):
                return PaperDay(*found, paper, True)
        for paper in self._taken(candidate):
            if found := self._issued.get(paper.lemma_):
                return PaperDay(*found, paper, False)
        return None

    def _speaking(self, candidate: Candidate) -> list[Token]:
        """Return the papers in whose words a candidate stands: "the resolution, which calls for"."""
        if candidate.carrier is not None and candidate.nominal:
            return []
        verb = candidate.frame.light or candidate.token
        if candidate.nominal and candidate.frame.light is None and candidate.token.dep_ == "dobj":
            verb = candidate.token.head
        found = [t for t in logical_subjects(verb) if t.i < verb.i]
        if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VBZ", "VBP", "VBD"):
            found.append(verb.head)
        return [paper for t in found for paper in ([self._last(t)] if t.lower_ == "it" else [t]) if paper]

    def _taken(self, candidate: Candidate) -> list[Token]:
        """Return the papers that a candidate is for or against: "support for the resolution"."""
        token = candidate.token
        words = _TAKEN if candidate.nominal else _VOTING
        if token.lemma_.lower() not in words and token.head.lemma_ not in _VOTING:
            return []
        near = [t for _, t in prepositional(token, ("for", "to", "against", "on", "of"))]
        if is_verb(token):
            near += logical_objects(token)
        near = [self._last(t) or t if t.lower_ == "it" else t for t in near]
        return near or ([last] if token.lemma_ == "vote" and (last := self._last(token)) else [])

    def _last(self, token: Token) -> Token | None:
        """Return the paper last named before a word, if near; a thing named since has no claim to "it"."""
        for i in range(token.i - 1, max(-1, token.i - 2 * _NEAR), -1):
            word = self.doc[i]
            if word.lemma_ in self._issued and (token.i - i <= _NEAR or word.dep_ in ("nsubj", "nsubjpass")):
                return word
        return None


def _issues(paper: Token) -> list[Token]:
    """Return the words that may tell when a paper was issued: "adopted the resolution", "the adoption of"."""
    head, found = paper.head, []
    if is_verb(head) and head.lemma_ in ISSUING and paper.dep_ in ("dobj", "nsubjpass"):
        found.append(head)
    if paper.dep_ == "pobj" and head.head.lemma_ in _ADOPTION:
        found.append(head.head)
    found += [c for c in paper.children if c.dep_ in ("acl", "relcl") and c.lemma_ in ISSUING]
    return found
