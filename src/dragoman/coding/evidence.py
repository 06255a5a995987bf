"""The words that state an event: one verbatim stretch of the original text for each mention."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.model import Quote, layers

MAX_TOKENS = 45
"""Tokens of a quotation; longer ones are cut to the trigger's own clause."""


def settle(candidate: Candidate, parties: Parties) -> None:
    """Set the token range of the evidence: from the first participant to the last, the trigger included."""
    doc = parties.doc
    sentence = candidate.token.sent
    inside = [(v.i, v.i + 1) for v in candidate.frame.verbs if v.sent == sentence]
    for token in candidate.arguments:
        if token.sent == sentence:
            inside.append(_extent(token.i, parties))
    inside = [(max(a, sentence.start), min(b, sentence.end)) for a, b in inside]
    start, end = min(a for a, _ in inside), max(b for _, b in inside)
    if candidate.nominal:
        end = max(end, _noun_end(candidate))
    else:
        end = max(end, _verb_end(candidate.token, sentence.end))
    if end - start > MAX_TOKENS:
        start, end = (
            max(start, candidate.token.i - MAX_TOKENS // 2),
            min(end, candidate.token.i + MAX_TOKENS // 2),
        )
    while end - 1 > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    candidate.span = (start, end)


def _extent(i: int, parties: Parties) -> tuple[int, int]:
    mention = parties.mention(parties.doc[i])
    return (mention.start, mention.end) if mention is not None else (i, i + 1)


def _noun_end(candidate: Candidate) -> int:
    """Return where the noun's own of- and against-phrases end, without its clauses."""
    end = candidate.token.i + 1
    for child in candidate.token.children:
        if child.dep_ == "prep" and child.i > candidate.token.i and child.i <= end + 1:
            last = max(t.i for t in child.subtree) + 1
            if last - candidate.token.i <= 12:
                end = max(end, last)
    return end


MAX_COMPLEMENT = 14
"""Tokens of an object or clause that is taken along whole; of a longer one the head is kept."""


def _verb_end(verb: Token, limit: int) -> int:
    """Return where a verb's object or complement ends: "refused" alone does not say what."""
    end = verb.i + 1
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("dobj", "prt", "attr", "oprd", "acomp", "xcomp", "ccomp"):
            continue
        end = max(end, _whole(child, limit))
    return min(end, limit)


def _whole(head: Token, limit: int) -> int:
    """Return the end of a phrase without its relative clauses, or of its head if it is long."""
    inner = {t.i for c in head.children if c.dep_ in ("relcl", "advcl", "appos") for t in c.subtree}
    tokens = [t.i for t in head.subtree if t.i >= head.i and t.i not in inner]
    last = head.i
    for i in tokens:
        if i > last + 1 or i - head.i >= MAX_COMPLEMENT:
            break
        last = i
    if head.dep_ in ("xcomp", "ccomp"):
        last = max(last, _verb_end(head, limit) - 1)
    return last + 1


def quote(candidate: Candidate, doc: Doc) -> Quote:
    """Return the evidence as a stretch of the original text."""
    return words(doc, *candidate.span)


def words(doc: Doc, start: int, end: int) -> Quote:
    """Return tokens start..end as a stretch of the original text."""
    found = layers(doc)
    first, last = doc[start], doc[end - 1]
    span = found.reading.original(first.idx, last.idx + len(last))
    return Quote(span.of(found.story.text), span)
