"""Attributions that run on: quotations over sentences and paragraphs, accounts that a sentence continues."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from dragoman.annotate.said.cues import cues
from dragoman.annotate.said.finding import Finding, tokens
from dragoman.annotate.said.quotations import MIN_WORDS, Quotation, Quotations
from dragoman.annotate.said.sources import PASSIVE_SUBJECTS, SUBJECTS, child, is_outlet, subject_of

PERSONAL = frozenset({"he", "she", "i"})
SHARE = 0.5
"""Of a sentence's words that must be quoted for the sentence to be the speaker's."""


def widen(doc: Doc, findings: list[Finding], quotations: Quotations) -> None:
    """Stretch every content that begins or ends inside a quotation to the quotation's own ends."""
    for finding in findings:
        for quotation in quotations.found:
            inside = [i for i in range(quotation.start, quotation.end) if i in finding.content]
            if not inside or finding.attitude or quotations.words(quotation) < MIN_WORDS:
                continue
            if quotation.start <= finding.cue < quotation.end:
                continue
            if any(s for s in finding.sources if quotation.start <= s < quotation.end):
                continue
            begins = min(finding.content) >= quotation.start
            ends = max(finding.content) < quotation.end
            if begins or ends:
                finding.content |= tokens(quotation.start, quotation.end)


def carry_quotations(
    doc: Doc, findings: list[Finding], quotations: Quotations, passage_of: Sequence[int]
) -> list[Finding]:
    """Return the quotations that no cue claims, given to the last speaker before them."""
    outer = [f for f in findings if not f.attitude and not quotations.covers(f.cue)]
    claimed = {i for f in outer for i in f.content}
    found = []
    for quotation in quotations.found:
        if quotations.words(quotation) < MIN_WORDS or any(
            i in claimed for i in range(quotation.start, quotation.end)
        ):
            continue
        if not _stands_alone(doc, quotation):
            continue
        speaker = _last_speaker(findings, quotation, quotations, passage_of)
        if speaker is None:
            continue
        found.append(
            Finding(
                speaker.cue,
                speaker.sources,
                tokens(quotation.start, quotation.end),
                speaker.stance,
                rule="quotation carried on",
                continued=True,
            )
        )
    return found


def _stands_alone(doc: Doc, quotation: Quotation) -> bool:
    """Return whether the quotation makes up most of the sentence that it begins in, and begins it."""
    sentence = doc[quotation.start].sent
    words = [t for t in sentence if t.is_alpha]
    quoted = [t for t in words if quotation.start <= t.i < quotation.end]
    begins = not any(t.is_alpha for t in doc[sentence.start : quotation.start])
    return begins and len(quoted) >= SHARE * len(words)


def _last_speaker(
    findings: list[Finding], quotation: Quotation, quotations: Quotations, passage_of: Sequence[int]
) -> Finding | None:
    """Return the nearest attribution before a quotation, at most one paragraph up, quotations preferred."""
    here = passage_of[quotation.start]
    following = _next_speaker(findings, quotation, quotations, passage_of)
    near = [
        f
        for f in findings
        if f.sources
        and not f.attitude
        and f.cue < quotation.start
        and here - passage_of[f.cue] <= 1
        and not quotations.covers(f.cue)
    ]
    spoken = any(quotations.covers(i) or passage_of[f.cue] == here for f in near for i in f.content)
    if following is not None and not spoken:
        return following
    if not near:
        return None
    quoting = [f for f in near if any(quotations.covers(i) for i in f.content)]
    last = max(near, key=lambda f: f.cue)
    same = [f for f in near if f.cue == last.cue]
    best = max(quoting, key=lambda f: f.cue) if quoting and passage_of[last.cue] != here else None
    return best or min(same, key=lambda f: len(f.content))


def _next_speaker(
    findings: list[Finding], quotation: Quotation, quotations: Quotations, passage_of: Sequence[int]
) -> Finding | None:
    """Return the speaker of the paragraph after, where it goes on in quotation marks."""
    here = passage_of[quotation.start]
    return next(
        (
            f
            for f in findings
            if f.sources
            and not f.attitude
            and passage_of[f.cue] == here + 1
            and not quotations.covers(f.cue)
            and any(quotations.covers(i) for i in f.content)
        ),
        None,
    )


def carry_ahead(doc: Doc, findings: list[Finding], passage_of: Sequence[int]) -> list[Finding]:
    """Return the paragraphs that a cue and a colon at the end of the paragraph before announce."""
    found = []
    cued = {f.cue for f in findings if not f.attitude}
    ends = [t.i for t in doc if t.text == ":" and _ends_paragraph(doc, t.i, passage_of)]
    for end in ends:
        sentence = doc[end].sent
        for verb in sentence:
            if verb.lemma_ not in cues().core or verb.pos_ != "VERB" or verb.i in cued or verb.i > end:
                continue
            speaker = subject_of(verb)
            ahead = {t.i for t in doc if passage_of[t.i] == passage_of[end] + 1}
            if speaker is not None and ahead:
                found.append(Finding(verb.i, (speaker.i,), ahead, rule="paragraph announced"))
                break
    return found


def _ends_paragraph(doc: Doc, position: int, passage_of: Sequence[int]) -> bool:
    """Return whether the token is the last of its paragraph."""
    after = position + 1
    while after < len(doc) and doc[after].is_space:
        after += 1
    return after >= len(doc) or passage_of[after] != passage_of[position]


def carry_accounts(
    doc: Doc, findings: list[Finding], quotations: Quotations, passage_of: Sequence[int]
) -> list[Finding]:
    """Return the sentences that continue the account before them, given to those on whose word it stood.

    Source: annotation ruling 12: an attribution carries over to sentences that go on with "also",
    "meanwhile", "he added", not to background. An outlet's account takes in what others say in it; a person's
    does not.
    """
    found: list[Finding] = []
    before: list[Finding] = []
    speakers: set[str] = set()
    outer: set[int] = set()
    for sentence in doc.sents:
        if not any(t.is_alpha for t in sentence):
            continue
        own = [f for f in findings if sentence.start <= f.cue < sentence.end and f.sources and not f.attitude]
        ruling = [f for f in own if _rules(f, sentence)]
        if not ruling and _all_quoted(sentence, quotations):
            continue
        carried: list[Finding] = []
        if before and (_goes_on(sentence, ruling) or _resumes(doc, ruling, speakers)):
            sources = _account(sentence, before, ruling, outer)
            if sources:
                content = tokens(sentence.start, sentence.end)
                last = before[-1]
                carried = [
                    Finding(
                        last.cue, sources, content, last.stance, rule="account carried on", continued=True
                    )
                ]
                found += carried
        before = ruling + carried
        outer = {s for f in own if any(g.cue in f.content for g in own if g is not f) for s in f.sources}
        words = {doc[s].lower_ for f in own for s in f.sources if not is_outlet(doc[s])}
        speakers = speakers | words if carried else words
    return found


def _resumes(doc: Doc, ruling: list[Finding], speakers: set[str]) -> bool:
    """Return whether a sentence's speaker goes on from the account, or is quoted by no one named."""
    return any(
        (f.rule.startswith("quoted as") and len(f.sources) == 1)
        or any(doc[s].lower_ in speakers for s in f.sources)
        for f in ruling
    )


def _rules(finding: Finding, sentence: Span) -> bool:
    """Return whether the attribution governs its whole sentence."""
    root = sentence.root
    return finding.cue == root.i or root.i in finding.content or finding.rule == "according to"


def _all_quoted(sentence: Span, quotations: Quotations) -> bool:
    """Return whether the sentence is a quotation, so that the account goes on behind it."""
    return all(quotations.covers(t.i) for t in sentence if t.is_alpha)


def _goes_on(sentence: Span, ruling: list[Finding]) -> bool:
    """Return whether a sentence says that it continues: "also", "meanwhile", "for his part", "he said"."""
    known = cues()
    root = sentence.root
    for c in root.children:
        if c.dep_ == "advmod" and c.lower_ in known.continuing and (c.i > sentence.start or not _dated(c)):
            return True
    opening = " ".join(t.lower_ for t in sentence[:14] if not t.is_space)
    if any(phrase in opening for phrase in known.continuing_phrases):
        return True
    first = next((t for t in sentence if t.is_alpha), None)
    if first is not None and first.lower_ in known.continuing and not _dated(first):
        return True
    subject = child(root, *SUBJECTS)
    return (
        bool(ruling)
        and subject is not None
        and subject.pos_ == "PRON"
        and any(f.cue == root.i for f in ruling)
    )


def _dated(adverb: Token) -> bool:
    """Return whether the adverb only adds a time or place: "Also in the day", "Also on Friday"."""
    return adverb.i + 1 < len(adverb.doc) and adverb.nbor().pos_ == "ADP"


def _account(
    sentence: Span, before: list[Finding], ruling: list[Finding], outer: set[int]
) -> tuple[int, ...]:
    """Return the sources that carry over: outlets always, speakers where the sentence has none of its own."""
    doc = sentence.doc
    own = {s for f in ruling for s in f.sources}
    if any(is_outlet(doc[s]) for s in own):
        return ()
    told_of = _subjects(sentence)
    sources = [
        s
        for f in before
        for s in f.sources
        if is_outlet(doc[s])
        or (s in outer and ruling)
        or (not ruling and doc[s].lower_ not in told_of and not told_of & PERSONAL)
    ]
    named = {doc[o].lower_ for o in own}
    return tuple(dict.fromkeys(s for s in sources if doc[s].lower_ not in named))


def _subjects(sentence: Span) -> set[str]:
    """Return the words that the sentence's main clause has for its subject."""
    subject = child(sentence.root, *SUBJECTS, *PASSIVE_SUBJECTS)
    return set() if subject is None else {t.lower_ for t in subject.subtree}
