"""Finds who says what: verbs, nouns and phrases of saying, quotations, headlines, and what carries on."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dragoman.annotate.said.carrying import carry_accounts, carry_ahead, carry_quotations, widen
from dragoman.annotate.said.finding import Finding, runs
from dragoman.annotate.said.phrases import read_headline, read_line, read_phrase
from dragoman.annotate.said.quotations import Quotations
from dragoman.annotate.said.sources import author_of, child, is_passive
from dragoman.annotate.said.tails import settle_tail
from dragoman.annotate.said.verbs import read_verb
from dragoman.model import Layers, PassageKind, Utterance, layers

NAME = "dragoman_speech"

ASIDES = frozenset({"i", "we", "you", "me", "us"})
CARRYING_ON = frozenset({"cite", "quote"})


def create(nlp: Language, name: str) -> Speech:
    """Return the component."""
    return Speech()


class Speech:
    """Fills `layers(doc).utterances`, in the order of their cues."""

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        quotations = Quotations(doc, found.passage_of, _original_mark(found))
        findings: list[Finding] = []
        for sentence in doc.sents:
            findings += _read_sentence(sentence, quotations, _is_headline(sentence, found))
        findings += _read_lines(doc, found)
        widen(doc, findings, quotations)
        findings = [f for f in findings if not _spoken_aside(doc, f, quotations)]
        findings += carry_ahead(doc, findings, found.passage_of)
        findings += carry_quotations(doc, findings, quotations, found.passage_of)
        findings += carry_accounts(doc, findings, quotations, found.passage_of)
        found.utterances = [
            u for f in sorted(findings, key=lambda f: f.rank) if (u := _utterance(doc, f)) is not None
        ]
        return doc


def _read_lines(doc: Doc, found: Layers) -> list[Finding]:
    """Return the attributions of paragraphs that are lines of a transcript or signed quotations."""
    starts = [t.i for t in doc if t.i == 0 or found.passage_of[t.i] != found.passage_of[t.i - 1]]
    paragraphs = [doc[a:b] for a, b in zip(starts, [*starts[1:], len(doc)], strict=True)]
    lines = [read_line(p) for p in paragraphs if not _is_headline(p, found)]
    return [line for line in lines if line is not None]


def _original_mark(found: Layers) -> Callable[[int], str]:
    """Return what tells the mark that the original text has where the reading has a plain one."""

    def mark(position: int) -> str:
        span = found.reading.original(position, position + 1)
        pair = found.story.text[span.start : span.start + 2]
        return pair if pair in ("``", "''") else pair[:1]

    return mark


def _spoken_aside(doc: Doc, finding: Finding, quotations: Quotations) -> bool:
    """Return whether a speaker says of himself or his hearer what he thinks: no other word than his own."""
    if not quotations.covers(finding.cue) or not finding.sources:
        return False
    return all(doc[s].lower_ in ASIDES for s in finding.sources)


def _is_headline(sentence: Span, found: Layers) -> bool:
    """Return whether a sentence is a headline."""
    passages = found.reading.passages
    return bool(passages) and passages[found.passage_of[sentence.start]][2] is PassageKind.HEADLINE


def _read_sentence(sentence: Span, quotations: Quotations, headline: bool) -> list[Finding]:
    """Return the attributions of one sentence."""
    findings: list[Finding] = []
    title = read_headline(sentence) if headline else None
    if title is not None:
        findings.append(title)
    citing = []
    for token in sentence:
        if token.lemma_ in CARRYING_ON and token.tag_ == "VBG" and child(token, "dobj") is not None:
            citing.append(token)
        finding = read_verb(token, sentence, quotations) if token.pos_ in ("VERB", "AUX") else None
        finding = finding or read_phrase(token, sentence)
        if finding is not None:
            findings.append(finding)
    for token in citing:
        _cite(token, findings)
    settle_tail(sentence, findings)
    if headline and title is not None:
        findings = [f for f in findings if f is title or f.content <= title.content]
    return findings


def _cite(citing: Token, findings: list[Finding]) -> None:
    """Add the source of "X said, citing Y" to X's attribution in place of one of its own."""
    cited = child(citing, "dobj")
    speaking = [
        f
        for f in findings
        if f.cue != citing.i
        and f.sources
        and not f.attitude
        and f.cue < citing.i
        and citing.i not in f.content
    ]
    speaking = speaking or [
        f for f in findings if f.cue == citing.head.i and f.cue != citing.i and not f.attitude
    ]
    speaking = speaking or [f for f in findings if f.rule == "according to"]
    if cited is None or not speaking or is_passive(citing):
        return
    speaker = speaking[-1]
    speaker.sources = tuple(dict.fromkeys((*speaker.sources, cited.i)))
    speaker.content -= {t.i for t in citing.subtree}
    findings[:] = [f for f in findings if f.cue != citing.i or f.rule.startswith("quoted as")]


def _utterance(doc: Doc, finding: Finding) -> Utterance | None:
    """Return the finding as it is kept; None if no words are left in its content."""
    content = runs(doc, finding.content)
    if not content:
        return None
    return Utterance(
        source=tuple(dict.fromkeys(author_of(doc[s]).i for s in finding.sources)),
        cue=finding.cue,
        content=content,
        stance=finding.stance,
        continued=finding.continued,
        rule=finding.rule,
        attitude=finding.attitude,
    )
