"""Acts that the lexicon does not know: verbs between two political sides, typed by the classifier alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.coding.asking import ask
from dragoman.coding.candidate import Candidate
from dragoman.coding.candidates import lemma_of, part_of_speech, tells_nothing
from dragoman.coding.classify import NONE, Classifier
from dragoman.coding.frame import make_frame
from dragoman.coding.parties import Parties
from dragoman.coding.roles import fill
from dragoman.model import EventType, layers
from dragoman.ontology import plover
from dragoman.ontology.lexicon import Lexicon, Trigger

SOURCE = "classifier"
"""Where the row of such an act comes from."""

_RECIPIENT = (("obj", "iobj", "against", "to", "with", "on", "from", "at", "for"),)

_COLOURLESS = frozenset(
    """be have do say tell add note report state go come get see know think believe include become remain
    appear seem follow lead make take give live die work own lie mean begin start end continue want need
    try let keep""".split()
)
"""Verbs that tell no act by themselves, or that carry one told by another word."""


def add(
    found: list[Candidate], lexicon: Lexicon, parties: Parties, classifier: Classifier
) -> list[Candidate]:
    """Return the candidates with those that the classifier is sure of among the unknown verbs, in order."""
    held = classifier.labels.get("ballot")
    if not held:
        return found
    proposed = list(propose({c.token.i for c in found}, lexicon, parties))
    readings = classifier.classify([ask(c, parties) for c in proposed])
    for candidate, reading in zip(proposed, readings, strict=True):
        best = max(reading.action, key=reading.action.__getitem__)
        if best == NONE or reading.action[best] < held["proposal"]:
            continue
        modes = tuple(m for m in plover.modes(EventType(best)) if reading.modes.get(f"{best}/{m}", 0.0) > 0.5)
        candidate.row = replace(candidate.row, type=best, modes=modes)
        candidate.modes = modes
        sure = reading.action[best]
        candidate.because(
            "type", SOURCE, f"“{candidate.token.text}” tells {best}: {sure:.0%}", round(sure, 3)
        )
        found.append(candidate)
    return sorted(found, key=lambda c: c.token.i)


def propose(taken: set[int], lexicon: Lexicon, parties: Parties) -> Iterator[Candidate]:
    """Yield a candidate for each verb that nothing is known of and that stands between two sides."""
    held = layers(parties.doc)
    cues = {u.cue for u in held.utterances}
    for token in parties.doc:
        if token.i in taken | cues or token.pos_ != "VERB" or part_of_speech(token) != "v":
            continue
        lemma = lemma_of(token)
        if lemma in _COLOURLESS or _governs(token, taken):
            continue
        frame = make_frame(token, "v", lexicon)
        if tells_nothing(frame, lexicon):
            continue
        row = Trigger(
            lemma, "v", EventType.COOPERATE.value, (), (("subj",),), _RECIPIENT, (), (), frozenset(), SOURCE
        )
        roles = fill(row, frame, parties, lexicon)
        sides = [parties.codes(roles.actor), parties.codes(roles.recipient)]
        if not all(sides) or sides[0] & sides[1]:
            continue
        at = held.passage_of[token.i]
        yield Candidate(
            frame, row, at, held.reading.passages[at][2], roles.actor, roles.recipient, roles.tokens
        )


def _governs(verb: Token, taken: set[int]) -> bool:
    """Return whether the verb's own object or complement tells an act: "voiced opposition"."""
    return any(
        c.i in taken for c in verb.children if c.dep_ in ("dobj", "xcomp", "nsubjpass", "attr", "ccomp")
    )
