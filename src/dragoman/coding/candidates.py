"""Finding candidate events: every word that the lexicon knows, with the row that fits it best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.frame import Frame, holds, make_frame
from dragoman.coding.parties import Parties
from dragoman.coding.roles import Roles, fill
from dragoman.model import EntityKind, layers
from dragoman.ontology.lexicon import Lexicon, Trigger


def find(doc: Doc, lexicon: Lexicon, parties: Parties) -> list[Candidate]:
    """Return the candidates of a parsed story in order of the text, roles filled."""
    reading = layers(doc).reading
    found: list[Candidate] = []
    for token, pos in _triggers(doc, lexicon):
        frame = make_frame(token, pos, lexicon)
        chosen = _best_row(frame, lexicon, parties)
        if chosen is None:
            continue
        row, roles = chosen
        at = layers(doc).passage_of[token.i]
        candidate = Candidate(
            frame, row, at, reading.passages[at][2], roles.actor, roles.recipient, roles.tokens
        )
        candidate.modes = row.modes
        candidate.optional = "optional" in row.flags
        candidate.because("type", row.source, f"“{token.text}” ({row.lemma}, {row.pos}) tells {row.type}")
        for field, text in roles.reasons:
            candidate.because(field, "argument", text)
        found.append(candidate)
    return _without_carriers(found)


def _without_carriers(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates less the verbs that only carry a noun: "offer" in "offered condolences"."""
    carriers = {
        c.frame.light.i: c.frame.row.specificity
        for c in candidates
        if c.frame.light is not None and c.frame.row is not None and c.frame.row.specificity
    }
    return [c for c in candidates if c.row.specificity > carriers.get(c.token.i, -1)]


def _triggers(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[Token, str]]:
    for token in doc:
        pos = part_of_speech(token)
        if pos and lexicon.lookup(lemma_of(token), pos):
            yield token, pos
        elif pos == "v" and token.tag_ == "VBG" and lexicon.lookup(token.lower_, "n"):
            yield token, "n"


def lemma_of(token: Token) -> str:
    """Return the lemma as the lexicon writes it."""
    if token.pos_ == "PROPN" and token.tag_ == "NNPS" and token.lower_.endswith("s"):
        return token.lower_[:-1]
    return token.lemma_.lower()


def part_of_speech(token: Token) -> str:
    """Return `v`, `n` or `a` for words that can be triggers, else the empty string.

    A noun that qualifies another ("talks venue") is none, nor a participle before a noun.
    """
    if token.is_space or token.is_punct:
        return ""
    if token.pos_ in ("NOUN", "PROPN"):
        if token.dep_ in ("compound", "nmod") or token.ent_type_ in ("PERSON", "WORK_OF_ART", "PRODUCT"):
            return ""
        return "n" if token.pos_ == "NOUN" or token.ent_type_ == "" or token.ent_type_ == "EVENT" else ""
    if token.pos_ == "VERB" or (
        token.pos_ == "AUX" and token.lemma_ not in ("be", "have", "do", "will", "can", "may")
    ):
        if token.dep_ in ("amod", "compound") and not any(c.dep_ == "agent" for c in token.children):
            return ""
        if (
            token.tag_ == "VBG"
            and token.dep_ in ("pobj", "nsubj", "dobj", "nsubjpass")
            and any(c.dep_ in ("det", "poss", "amod") for c in token.children)
        ):
            return "n"
        return "v"
    return "a" if token.pos_ == "ADJ" and token.dep_ in ("acomp", "ROOT", "oprd", "ccomp", "conj") else ""


_OF_ROLES = frozenset({"rec", "act"})


def _best_row(frame: Frame, lexicon: Lexicon, parties: Parties) -> tuple[Trigger, Roles] | None:
    """Return the most specific row whose needs hold, with its roles; None if none holds."""
    for row in lexicon.lookup(lemma_of(frame.token), frame.pos):
        if row.type == "LIGHT":
            continue
        if "none" in row.flags:
            # "a heart attack", "the war on drugs": in this company the word tells nothing political.
            if all(holds(need, frame, lambda _: True) for need in row.needs):
                return None
            continue
        # Filling roles costs most: the words around come first.
        if not all(holds(need, frame, lambda _: True) for need in row.needs if need.kind not in _OF_ROLES):
            continue
        roles = fill(row, frame, parties, lexicon)
        has = {"act": bool(roles.actor), "rec": bool(roles.recipient)}
        of_roles = (need for need in row.needs if need.kind in _OF_ROLES)
        if all(holds(need, frame, has.__getitem__) for need in of_roles) and not _too_weak(row, roles):
            return _by_doer(row, roles, parties), roles
    return None


_CROWDS = frozenset({"CVL", "REF", "LAB", "EDU", "AGR", "UNS", "SOC", "REL", "BUS"})
_BARRING = frozenset({"block", "blockade", "barricade", "obstruct", "occupy"})


def _by_doer(row: Trigger, roles: Roles, parties: Parties) -> Trigger:
    """Return the row, of another type where its doers make it so, also where only a pronoun names them.

    A road that a crowd blocks is a protest.
    """
    doers = [parties.entity(i) for i in roles.actor]
    if not doers or any(d.kind is not EntityKind.GROUP or not d.sector for d in doers):
        return row
    if row.type == "COERCE" and row.lemma in _BARRING and all(set(d.sector) <= _CROWDS for d in doers):
        return replace(row, type="PROTEST", modes=("obstruct",))
    return row


def tells_nothing(frame: Frame, lexicon: Lexicon) -> bool:
    """Return whether the lexicon says of a word that in this company it tells nothing political."""
    return any(
        "none" in row.flags and all(holds(need, frame, lambda _: True) for need in row.needs)
        for row in lexicon.lookup(lemma_of(frame.token), frame.pos)
    )


def _too_weak(row: Trigger, roles: Roles) -> bool:
    """Return whether a common word lacks the two participants that make it political."""
    if "weak" not in row.flags:
        return False
    sides = len(roles.actor) + len(roles.recipient)
    return sides < 2
