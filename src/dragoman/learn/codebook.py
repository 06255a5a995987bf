"""The codebook as training text: clauses made from the lexicon's rows, and what types and modes mean.

They say of each trigger what it tells, in which company and with which roles, in every tense: facts alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from dragoman.coding.classify import NONE, filed_as
from dragoman.coding.marking import Pair
from dragoman.learn.examples import Example, Shares, unrelated
from dragoman.learn.inflection import gerund, participle, past
from dragoman.learn.names import actor
from dragoman.model import EventType, Span, Status
from dragoman.ontology import plover
from dragoman.ontology.lexicon import LIGHT, PREPOSITIONS, Lexicon, Trigger

A, R = "\x01", "\x02"
"""Where actor and recipient go in a clause."""

_HAPPENED = ("{past}", "{past}", "{past}", "has {done}", "had {done}")
_VERBAL: dict[Status, tuple[str, ...]] = {
    Status.HAPPENED: _HAPPENED,
    Status.ONGOING: ("is {ing}", "has been {ing}", "continued to {verb}", "keeps {ing}"),
    Status.PLANNED: (
        "will {verb}",
        "is to {verb}",
        "plans to {verb}",
        "is set to {verb}",
        "intends to {verb}",
    ),
    Status.POSSIBLE: ("may {verb}", "could {verb}", "is considering {ing}", "might {verb}"),
    Status.NEGATED: ("did not {verb}", "has not {done}", "never {past}"),
}
_NOMINAL: dict[Status, tuple[str, ...]] = {
    Status.HAPPENED: (
        "after {it}",
        "following {it} on Sunday",
        "{it} drew much attention",
        "{it} came on Friday",
    ),
    Status.ONGOING: ("{it} went on", "{it} continued for a third week", "amid {it}"),
    Status.PLANNED: (
        "ahead of {it} due next week",
        "{it} will take place in May",
        "{it} is planned for Monday",
    ),
    Status.POSSIBLE: ("there may be {it}", "{it} is possible", "{it} is under consideration"),
    Status.NEGATED: ("there was no sign of {it}", "{it} never took place"),
}
_WEIGHTS = {
    Status.HAPPENED: 60, Status.ONGOING: 8, Status.PLANNED: 14, Status.POSSIBLE: 10, Status.NEGATED: 8,
}  # fmt: skip
_TO = frozenset("reach come sit go move".split())
_PARTICIPANT = (A, R)


@dataclass(frozen=True, slots=True)
class _Clause:
    """The parts of a clause by slot."""

    fill: dict[str, str]
    row: Trigger


def clauses(lexicon: Lexicon, random: Random, share: float = 1.0) -> Iterator[Example]:
    """Yield a clause for each row and lemma of the lexicon, or a share of them, newly worded by chance."""
    for row in lexicon:
        if row.type != LIGHT and random.random() < share:
            status = random.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
            made = _placed(_worded(row, status, random), random)
            if made is not None:
                yield _labelled(made, row, status, random)


def definitions(random: Random) -> Iterator[Example]:
    """Yield a sentence for each phrase of the definitions of types and modes."""
    for type, entry in plover.types().items():
        head, _, listed = entry.definition.rstrip(".").partition(": ")
        for phrase in [head, *listed.replace(", or ", ", ").split(", ")]:
            verb, _, rest = phrase.strip().partition(" ")
            made = _placed(f"{A} {verb.lower()} {rest} {R} .", random)
            if made is not None:
                yield Example(made, _labels(type, Status.HAPPENED, ()), 0.5)
        for mode in entry.modes.values():
            made = _placed(f"{A} to {R} : {mode.meaning.rstrip('.').lower()} .", random)
            if made is not None:
                yield Example(made, _labels(type, Status.HAPPENED, (mode.name,)), 0.5)


def _labels(type: EventType, status: Status, modes: tuple[str, ...]) -> dict[str, Shares]:
    return {
        "filed": {filed_as(type, status): 1.0},
        "action": {type.value: 1.0},
        "status": {status.value: 1.0},
        "modes": {f"{type.value}/{m}": 1.0 for m in modes},
    }


def _labelled(pair: Pair, row: Trigger, status: Status, random: Random) -> Example:
    if "none" in row.flags:
        return unrelated(pair, 0.5)
    mutual = "mutual" in row.flags
    if pair.actor and pair.recipient and random.random() < 0.08 and not mutual:
        back = Pair(pair.text, pair.recipient, pair.actor)
        return Example(back, {"filed": {NONE: 1.0}, "action": {NONE: 1.0}}, 0.5)
    return Example(pair, _labels(EventType(row.type), status, row.modes), 0.5 if "weak" in row.flags else 1.0)


def _worded(row: Trigger, status: Status, random: Random) -> str:
    """Return a clause with the places of actor and recipient in it."""
    fill = _filled(row, random)
    if row.pos == "v":
        return _verbal(row, fill, status, random)
    if row.pos == "n":
        return _nominal(row, fill, status, random)
    return f"{fill.get('subj', A)} is {row.lemma} {_phrases(fill)} ."


def _filled(row: Trigger, random: Random) -> dict[str, str]:
    """Return what stands in each slot: the actors where the row looks for them, the words that it needs."""
    fill: dict[str, str] = {}
    for need in row.needs:
        if need.values and not need.negative:
            fill[need.kind] = random.choice(sorted(need.values))
        elif need.kind == "xcomp" and not need.negative:
            fill["xcomp"] = "act"
    for mark, groups in ((A, row.actor), (R, row.recipient)):
        slots = [s for group in groups for s in group if s != "by"]
        free = [s for s in slots if s not in fill]
        first = [s for s in free if s in ("subj", "poss", "obj")][:1] or free
        if mark == R and "prep" in fill and fill["prep"] in free:
            first = [fill["prep"]]
        if first:
            fill[first[0] if random.random() < 0.6 else random.choice(free)] = mark
        elif "subj" in slots and mark == A:
            fill["subj"] = f"{A} {fill['subj']}"
        elif "obj" in slots:
            fill["obj"] = f"{mark} {fill['obj']}"
    if "mutual" in row.flags and R not in "".join(fill.values()):
        slot = next((s for s, v in fill.items() if v == A), "subj")
        fill[slot] = f"{A} and {R}"
    return fill


def _verbal(row: Trigger, fill: dict[str, str], status: Status, random: Random) -> str:
    """Return a clause around a verb, active or passive."""
    subject, object = fill.pop("subj", ""), fill.pop("obj", "")
    parts = [
        fill.pop("prt", ""), fill.pop("iobj", ""),
        _object(object, fill, random), fill.pop("oprd", ""), _phrases(fill), _complement(fill),
    ]  # fmt: skip
    shape = random.choice(_VERBAL[status])
    if object and subject and status is Status.HAPPENED and random.random() < 0.25:
        tail = " ".join([parts[0], parts[3], parts[4], parts[5]])
        return f"{parts[2]} was {participle(row.lemma)} {tail} by {subject} ."
    if not subject:
        subject = "it" if object else "they"
    verb = shape.format(
        verb=row.lemma, past=past(row.lemma), done=participle(row.lemma), ing=gerund(row.lemma)
    )
    return f"{subject} {verb} {' '.join(parts)} ."


def _object(word: str, fill: dict[str, str], random: Random) -> str:
    """Return the object with its modifiers and an article."""
    before = [fill.pop(kind, "") for kind in ("poss", "adj", "amod", "compound")]
    before[0] = f"{before[0]} 's" if before[0] else ""
    if not word:
        return ""
    if word in _PARTICIPANT:
        return word
    article = (
        "" if any(before[:2]) or A in word or R in word else random.choice(("the", "a", "its", "", "their"))
    )
    return " ".join(filter(None, [article, *before, word]))


def _nominal(row: Trigger, fill: dict[str, str], status: Status, random: Random) -> str:
    """Return a clause around a noun, with the verb that carries it where an actor is that verb's argument."""
    noun = _object(row.lemma, fill, random)
    subject, object, indirect = (fill.pop(s, "") for s in ("subj", "obj", "iobj"))
    it = f"{noun} {_phrases(fill)}".strip()
    if subject:
        carrier = random.choice(("made", "held", "carried out", "announced", "began", "offered"))
        return f"{subject} {carrier} {indirect} {it} {f'with {object}' if object else ''} ."
    return f"{random.choice(_NOMINAL[status]).format(it=it)} {f'to {indirect}' if indirect else ''} ."


def _phrases(fill: dict[str, str]) -> str:
    """Return the prepositional phrases, taken out of what is to be placed."""
    wanted = fill.pop("prep", "")
    found = [f"{slot} {fill.pop(slot)}" for slot in [*fill] if slot in PREPOSITIONS]
    if wanted and not any(f.startswith(f"{wanted} ") for f in found):
        found.append(f"{wanted} {R if not any(R in f for f in found) else 'it'}")
    return " ".join(found)


def _complement(fill: dict[str, str]) -> str:
    """Return the clause that the verb governs."""
    for slot, shape in (
        ("xcomp", "to {}"),
        ("ccomp", "that it would {}"),
        ("acl", "to {}"),
        ("advcl", "to {}"),
    ):
        if slot in fill:
            return shape.format(fill.pop(slot))
    return ""


def _placed(clause: str, random: Random) -> Pair | None:
    """Return the clause with names for actor and recipient; None if it has a place for neither."""
    spans: dict[str, Span] = {}
    made = ""
    for piece in clause.split():
        if made and piece not in (".", "'s"):
            made += " "
        if piece in _PARTICIPANT:
            if piece in spans:
                made += "it"
                continue
            name = actor(random)
            spans[piece] = Span(len(made), len(made) + len(name))
            made += name
        else:
            made += piece
    return Pair(made, spans.get(A), spans.get(R)) if spans else None
