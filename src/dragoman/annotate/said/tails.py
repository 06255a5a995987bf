"""Attributions at a sentence's end: "A said B, C reported", "A said B, according to C" rest it all on C."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dragoman.annotate.said.cues import cues
from dragoman.annotate.said.finding import Finding, tokens
from dragoman.annotate.said.sources import own_subject
from dragoman.annotate.said.verbs import CLAUSAL, finite


def settle_tail(sentence: Span, findings: list[Finding]) -> None:
    """Give all that stands before a closing attribution to it, and take it out of the others' words."""
    tail = _tail(sentence, findings)
    if tail is None:
        return
    finding, begin = tail
    start = next(t.i for t in sentence if not t.is_space)
    if finding.rule == "according to" or sentence.root.i != finding.cue:
        finding.content = tokens(start, begin)
        finding.rule = "closing " + finding.rule if finding.rule != "according to" else finding.rule
    away = tokens(begin, sentence.end)
    for other in findings:
        if other is not finding and other.cue < begin:
            other.content -= away


def _tail(sentence: Span, findings: list[Finding]) -> tuple[Finding, int] | None:
    """Return the attribution that closes the sentence, and where it begins."""
    doc = sentence.doc
    for finding in sorted(findings, key=lambda f: -f.cue):
        cue = doc[finding.cue]
        if finding.attitude or not finding.sources:
            continue
        if finding.rule == "according to":
            begin = cue.i
            closes = not any(t.pos_ in CLAUSAL and finite(t) for t in doc[cue.i + 1 : sentence.end])
        elif _closes(cue, sentence):
            subject = own_subject(cue)
            if subject is None or subject.i > cue.i:
                continue
            begin = subject.left_edge.i
            closes = True
        else:
            continue
        if (
            closes
            and begin - 1 > sentence.start
            and doc[begin - 1].text == ","
            and _has_clause(sentence, begin)
        ):
            return finding, begin
    return None


def _closes(verb: Token, sentence: Span) -> bool:
    """Return whether a verb of saying has nothing but circumstances behind it up to the sentence's end."""
    if verb.pos_ not in CLAUSAL or verb.lemma_.lower() not in cues().speech:
        return False
    if any(
        c.dep_ in ("mark", "cc", "dobj", "ccomp", "xcomp") and (c.i > verb.i or c.dep_ == "mark")
        for c in verb.children
    ):
        dative = verb.lemma_ == "tell" and not any(
            c.dep_ in ("mark", "ccomp", "xcomp") and c.i > verb.i for c in verb.children
        )
        if not dative:
            return False
    rest = sentence.doc[verb.i + 1 : sentence.end]
    return not any(t.pos_ in CLAUSAL and finite(t) for t in rest) and not any(t.text == '"' for t in rest)


def _has_clause(sentence: Span, begin: int) -> bool:
    """Return whether a finite clause stands before the closing attribution."""
    return any(t.pos_ in CLAUSAL and finite(t) for t in sentence.doc[sentence.start : begin])
