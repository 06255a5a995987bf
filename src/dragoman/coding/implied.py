"""Verbal acts that no single word names: a demand in "must", a threat in "would ... if"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.frame import Frame
from dragoman.coding.parties import Parties
from dragoman.coding.tree import conjuncts, is_passive, is_verb, logical_objects, logical_subjects
from dragoman.coding.word import Word
from dragoman.model import EventType, Status, Utterance, layers
from dragoman.ontology.lexicon import Trigger

_OBLIGING = frozenset({"must", "should", "ought"})
_NEEDFUL = frozenset({"imperative", "vital", "essential", "necessary", "crucial", "indispensable", "urgent"})
_INSISTING = frozenset(
    {"insist", "stress", "emphasize", "emphasise", "underline", "reiterate", "declare", "urge"}
)
_HOSTILE = frozenset(
    {EventType.ASSAULT, EventType.SANCTION, EventType.COERCE, EventType.MOBILIZE, EventType.REJECT}
)
_CONDITIONS = frozenset({"if", "unless", "until", "till", "should", "long", "otherwise"})
_COMING = frozenset({"will", "would", "could", "may", "might", "shall", "'ll", "'d"})


def add(candidates: list[Candidate], parties: Parties, word: Word) -> list[Candidate]:
    """Return the candidates with the demands and threats that speakers make without naming them so."""
    by_token = {c.token.i: c for c in candidates}
    added: list[Candidate] = []
    for utterance in parties.layers.utterances:
        cue = parties.doc[utterance.cue]
        speakers = word.sources(utterance)
        if cue.lemma_ == "accord" or not is_verb(cue):
            continue
        if not speakers or (utterance.cue in by_token and by_token[utterance.cue].type in _VERBAL):
            continue
        for verb in _verbs(utterance, parties):
            made = (
                _demand(verb, cue, speakers, by_token, parties)
                or _threat(verb, cue, speakers, by_token, parties)
                or _charge(verb, cue, speakers, parties)
            )
            if made is not None and not any(a.type is made.type and a.token is made.token for a in added):
                added.append(made)
    added.extend(made for c in candidates if (made := _refusal(c, parties)) is not None)
    return sorted([*candidates, *added], key=lambda c: c.token.i)


_VERBAL = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.REJECT})


def _verbs(utterance: Utterance, parties: Parties) -> Iterator[Token]:
    """Yield the verbs of what is said, without those of relative clauses in it."""
    for span in utterance.content:
        for i in range(*span):
            token = parties.doc[i]
            if is_verb(token) and token.dep_ not in ("aux", "auxpass", "relcl", "amod"):
                yield token


def _demand(
    verb: Token, cue: Token, speakers: tuple[str, ...], by_token: dict[int, Candidate], parties: Parties
) -> Candidate | None:
    """Make a demand of "must" and "should" in someone's mouth."""
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in _OBLIGING), None)
    modal = modal or _needful(verb)
    if modal is None or any(c.dep_ == "neg" and c.lower_ == "never" for c in verb.children):
        return None
    own = parties.codes(speakers)
    addressed: dict[str, None] = {}
    for token in logical_subjects(verb):
        addressed.update(dict.fromkeys(parties.at(token) or parties.holder(token)))
    if is_passive(verb):
        for token in logical_objects(verb):
            addressed.update(dict.fromkeys(parties.at(token) or parties.holder(token)))
    recipient = tuple(i for i in addressed if parties.key(i) not in own)
    content = _content(verb, by_token)
    if addressed and not recipient:
        return None
    if not recipient and content is None and cue.lemma_ not in _INSISTING:
        return None
    made = _make("REQUEST", cue, verb, speakers, recipient, parties, f"“{modal.text} {verb.text}” demands it")
    if content is not None and content.carrier is None:
        content.carrier, content.treatment, content.top = made, "possible", True
        if not made.recipient:
            made.recipient = tuple(i for i in content.actor if parties.key(i) not in own)
    return made


def _needful(verb: Token) -> Token | None:
    """Return the adjective that makes an infinitive a demand: "it was imperative to conclude the talks"."""
    head = verb.head
    copula = head.head if head.dep_ == "acomp" else head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl", "csubj") or copula.lemma_ != "be":
        return None
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return None
    return next((c for c in (head, *copula.children) if c.lower_ in _NEEDFUL and c.pos_ == "ADJ"), None)


def _threat(
    verb: Token, cue: Token, speakers: tuple[str, ...], by_token: dict[int, Candidate], parties: Parties
) -> Candidate | None:
    """Make a threat of a hostile act that the speaker's own side would do under a condition."""
    content = _content(verb, by_token)
    if content is None or content.type not in _HOSTILE or content.carrier is not None:
        return None
    if not parties.codes(content.actor) & parties.codes(speakers):
        return None
    coming = any(c.dep_ == "aux" and c.lower_ in _COMING for c in verb.children)
    if not coming or not any(_conditional(v) for v in conjuncts(verb)):
        return None
    made = _make(
        "THREATEN", cue, verb, speakers, content.recipient, parties, f"“{verb.text}” under a condition"
    )
    content.carrier, content.treatment, content.top = made, "threat", True
    return made


_BLAMED = frozenset({"responsible", "guilty", "behind", "culpable", "complicit"})


def _charge(verb: Token, cue: Token, speakers: tuple[str, ...], parties: Parties) -> Candidate | None:
    """Make a charge of "X said Y was behind it"."""
    if verb.lemma_ != "be" or not any(c.lower_ in _BLAMED for c in verb.children):
        return None
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    named = (i for t in logical_subjects(verb) for i in parties.at(t))
    blamed = tuple(dict.fromkeys(i for i in named if i not in speakers))
    if not blamed:
        return None
    return _make("ACCUSE", cue, verb, speakers, blamed, parties, "“responsible” charges them with it")


_GIVING = frozenset(
    {
        EventType.RETREAT,
        EventType.CONCEDE,
        EventType.CONSULT,
        EventType.AID,
        EventType.COOPERATE,
        EventType.SUPPORT,
    }
)
_WILL = frozenset({"will", "would", "wo", "'ll", "'d"})


def _refusal(candidate: Candidate, parties: Parties) -> Candidate | None:
    """Make a refusal of "will not" before an act of cooperation: "will not lift the embargo"."""
    token = candidate.token
    if candidate.type not in _GIVING or candidate.frame.pos != "v" or not candidate.actor:
        return None
    refused = any(c.dep_ == "neg" for c in token.children) and any(
        c.dep_ == "aux" and c.lower_ in _WILL for c in token.children
    )
    if not refused:
        return None
    why = f"“will not {token.text}” refuses it"
    others = tuple(i for i in candidate.actor[1:]) if candidate.type is EventType.CONSULT else ()
    made = _make("REJECT", token, token, candidate.actor[:1], candidate.recipient or others, parties, why)
    made.modes = ("meet",) if candidate.type is EventType.CONSULT else ("yield",)
    made.status, made.settled = Status.HAPPENED, True
    candidate.optional = True
    return made


def _content(verb: Token, by_token: dict[int, Candidate]) -> Candidate | None:
    """Return the candidate that the verb tells, itself or by the noun it carries."""
    if verb.i in by_token:
        return by_token[verb.i]
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "nsubj", "xcomp") and child.i in by_token:
            return by_token[child.i]
    return None


def _conditional(verb: Token) -> bool:
    clauses = [c for c in verb.children if c.dep_ in ("advcl", "prep", "advmod")]
    return any(c.lower_ in _CONDITIONS for clause in clauses for c in [clause, *clause.children])


def _make(
    type: str,
    cue: Token,
    verb: Token,
    speakers: tuple[str, ...],
    recipient: tuple[str, ...],
    parties: Parties,
    why: str,
) -> Candidate:
    at = layers(parties.doc).passage_of[cue.i]
    modes = {"REQUEST": ("yield",), "ACCUSE": ("allege",)}.get(type, ())
    row = Trigger(cue.lemma_.lower(), "v", type, modes, (), (), (), (), frozenset(), "implied")
    made = Candidate(
        Frame(cue, "v"), row, at, layers(parties.doc).reading.passages[at][2], speakers, recipient
    )
    made.modes = modes
    made.arguments = (verb,)
    made.because("type", "implied act", why)
    return made
