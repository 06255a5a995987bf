"""Attributions whose cue is a verb: said, was quoted as saying, accused of, is believed to, wants."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dragoman.annotate.said.cues import cues
from dragoman.annotate.said.finding import Finding, subtree, tokens
from dragoman.annotate.said.quotations import Quotations
from dragoman.annotate.said.sources import (
    NOMINAL,
    PASSIVE_SUBJECTS,
    RELATIVES,
    agent_of,
    belongs_above,
    child,
    is_loose,
    is_passive,
    person_before,
    subject_of,
)

CLAUSAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TIMELESS_PREPOSITIONS = frozenset(
    {"for", "on", "about", "against", "to", "of", "with", "as", "over", "from", "toward", "towards", "into"}
)
HOLDING = frozenset({"ROOT", "conj", "advcl", "ccomp", "parataxis", "dep"})
"""Where a verb of wishing or judging stands when someone is told to wish or judge."""
NO_HOLDERS = frozenset({"it", "there", "i", "we", "you", "people", "one", "anyone", "nobody", "someone"})
SUPPOSING = frozenset({"could", "would", "might", "may", "should", "can", "will", "shall", "'ll"})
"""Auxiliaries under which nothing has been said."""
GOING_ON = frozenset({"go", "continue", "proceed", "say", "report", "quote"})
"""Verbs under which an infinitive tells what was said after all: "went on to say"."""
LOOSE = frozenset({"quotation", "colon"})
BETWEEN = frozenset(
    {"npadvmod", "advmod", "dative", "dobj", "nsubj", "prep", "pobj", "det", "compound", "amod"}
)
"""What may stand between a verb of saying and its colon or quotation."""
OPENERS = frozenset(
    {"statement", "interview", "conference", "speech", "report", "letter", "remark", "address", "briefing"}
)


def read_verb(verb: Token, sentence: Span, quotations: Quotations) -> Finding | None:
    """Return what a verb attributes to whom, if it is a cue that does."""
    known = cues()
    lemma = verb.lemma_.lower()
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in known.quoting:
        return None
    if lemma not in known.speech and lemma not in known.attitude and lemma not in known.quoting:
        return None
    finding = None
    if lemma in known.quoting:
        finding = _quoted_as(verb, quotations)
    if finding is None and lemma in known.charging:
        finding = _charged(verb)
    if finding is None and is_passive(verb):
        finding = _passive(verb, quotations)
    elif finding is None and lemma in known.speech:
        finding = _spoken(verb, sentence, quotations)
    if finding is None and lemma in known.attitude and not is_passive(verb):
        finding = _held(verb)
    if finding is None:
        return None
    finding.content -= {verb.i}
    _set_stance(finding, verb)
    return finding if finding.content else None


def finite(verb: Token) -> bool:
    """Return whether the verb or one of its auxiliaries carries tense."""
    return verb.tag_ in FINITE or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children
    )


def _set_stance(finding: Finding, verb: Token) -> None:
    """Set how the source says it, from the verb and its negation."""
    known = cues()
    lemma = verb.lemma_.lower()
    negated = child(verb, "neg") is not None
    if lemma in known.denies:
        finding.stance = "denies"
        finding.attitude = finding.attitude or negated
    elif lemma in known.suspects:
        finding.stance = "denies" if negated else "suspects"
    elif negated:
        finding.attitude = True
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if aux & SUPPOSING or ("to" in aux and verb.tag_ == "VB" and verb.head.lemma_ not in GOING_ON):
        finding.attitude = True


def _spoken(verb: Token, sentence: Span, quotations: Quotations) -> Finding | None:
    """Return the attribution of an active verb of saying."""
    known = cues()
    lemma = verb.lemma_.lower()
    subject = person_before(verb) if is_loose(verb) else None
    subject = subject or subject_of(verb)
    content, rule = _clauses(verb, subject, quotations)
    if not content and lemma in known.infinitive:
        content = {i for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i for i in _unfinished(c)}
        rule = "infinitive"
    if not content and lemma in known.object and lemma not in known.core:
        content, rule = _object(verb), "object"
    if lemma in known.finding and (not content or not finite(verb)) and verb.tag_ != "VBG":
        return None
    if not content:
        content, rule = _around(verb, subject, sentence, quotations)
        if rule in LOOSE and lemma not in known.core:
            content = set()
        if content and (subject is None or subject.i not in subtree(verb)):
            subject = (None if lemma == "tell" else _inverted(verb)) or subject or person_before(verb)
            if subject is not None and subject.i < verb.i:
                content -= tokens(subject.left_edge.i, verb.i)
    if not content and lemma in known.object:
        content, rule = _object(verb), "object"
    if not content or subject is None:
        return None
    return Finding(verb.i, (subject.i,), content, rule=rule)


def _next_to(mark: Token, joined: Token) -> bool:
    """Return whether a conjunction or comma stands right before a joined verb's words."""
    return all(t.dep_ in ("cc", "punct") for t in mark.doc[mark.i : joined.left_edge.i])


def _unfinished(infinitive: Token) -> set[int]:
    """Return an infinitive's words without finite verbs that the parser joined to it."""
    found = subtree(infinitive)
    for c in infinitive.children:
        if c.dep_ == "conj" and c.pos_ in CLAUSAL and finite(c):
            found -= tokens(c.left_edge.i, max(found) + 1)
    return found


def _clauses(verb: Token, subject: Token | None, quotations: Quotations) -> tuple[set[int], str]:
    """Return the clauses that a verb of saying governs, before or after it."""
    before = [c for c in verb.children if c.i < verb.i and c.dep_ == "ccomp"]
    after = [
        c
        for c in verb.children
        if c.i > verb.i
        and (
            c.dep_ == "ccomp"
            or (c.dep_ == "xcomp" and finite(c))
            or (
                c.dep_ in ("advcl", "dep", "conj")
                and (mark := child(c, "mark")) is not None
                and mark.lower_ == "that"
            )
        )
    ]
    if before:
        return _fronted(verb, subject, before, after, quotations), "fronted clause"
    if not after:
        return set(), ""
    found = {i for clause in after for i in subtree(clause)}
    for clause in after:
        for joined in clause.children:
            if belongs_above(joined):
                found -= tokens(min(subtree(joined)), max(found) + 1)
                found -= {
                    c.i
                    for c in clause.children
                    if c.dep_ in ("cc", "punct") and joined.i > c.i > clause.i and _next_to(c, joined)
                }
    if not found:
        return set(), ""
    if verb.dep_ == "relcl":
        found |= {
            c.i
            for c in verb.lefts
            if c.lower_ in RELATIVES and (subject is None or c.i != subject.i) and c.dep_ != "nsubj"
        }
    return tokens(min(found - {verb.i}), max(found) + 1), "clause"


def _fronted(
    verb: Token, subject: Token | None, before: list[Token], after: list[Token], quotations: Quotations
) -> set[int]:
    """Return the content of "A, he said" and of "A, he said, B"."""
    stop = verb.i if subject is None or subject.i > verb.i else min(verb.i, subject.left_edge.i)
    if stop <= before[0].i:
        return {i for clause in before for i in subtree(clause)}
    start = verb.left_edge.i
    for c in verb.lefts:
        if c.i >= before[0].i:
            break
        opener = c.dep_ == "prep" and any(t.lemma_ in OPENERS for t in c.subtree)
        if c.dep_ == "cc" or opener or c.is_space:
            start = c.right_edge.i + 1
    found = tokens(start, stop)
    found |= {i for clause in before for i in subtree(clause) if i > verb.i}
    found |= {i for clause in after for i in subtree(clause)}
    if quotations.covers(stop - 1) or quotations.covers(stop - 2):
        found |= quotations.after(verb.i, verb.sent.end)
    for c in verb.rights:
        if (
            c.dep_ == "conj"
            and not any(s.dep_ in ("nsubj", "nsubjpass") for s in c.children)
            and c.lemma_ not in cues().speech
        ):
            found |= subtree(c)
    return found


def _around(
    verb: Token, subject: Token | None, sentence: Span, quotations: Quotations
) -> tuple[set[int], str]:
    """Return what a verb of saying that governs no clause stands beside: parenthesis, prefix, quotation."""
    doc = verb.doc
    own = subtree(verb)
    as_clause = child(verb, "mark")
    if verb.dep_ in ("parataxis", "advcl", "ccomp", "dep") and subject is not None and subject.i in own:
        parenthetic = verb.dep_ == "parataxis" or (as_clause is not None and as_clause.lower_ == "as")
        head = verb.head
        if (
            parenthetic or (verb.dep_ != "advcl" and doc[max(subject.left_edge.i - 1, 0)].text == ",")
        ) and head.pos_ in CLAUSAL:
            return tokens(head.left_edge.i, head.right_edge.i + 1) - own, "parenthesis"
    end = sentence.end
    begin = min(verb.i, subject.left_edge.i) if subject is not None and subject.i in own else verb.i
    if quotations.closes(begin - 1) or (doc[begin - 1].text == "," and quotations.covers(begin - 2)):
        return tokens(sentence.start, begin) | quotations.after(verb.i, end), "prefix"
    after = verb.i + 1
    while after < end and doc[after].dep_ in BETWEEN:
        after += 1
    if after < end and doc[after].text in (":", ","):
        after += 1
        spoken = any(t.is_alpha for t in doc[after:end])
        if spoken and (doc[after - 1].text == ":" or quotations.opens(after)):
            return tokens(after, end), "colon"
    if after < end and quotations.opens(after):
        return quotations.within(after, end), "quotation"
    if begin - 1 > sentence.start and doc[begin - 1].text == ",":
        prefix = tokens(sentence.start, begin - 1)
        tail = not any(t.pos_ in CLAUSAL and finite(t) for t in doc[verb.i + 1 : end])
        if tail and any(doc[i].pos_ in CLAUSAL for i in prefix):
            return prefix, "prefix"
    inside = quotations.after(verb.i, end)
    return (inside, "quotation") if inside else (set(), "")


def _inverted(verb: Token) -> Token | None:
    """Return the speaker of "said Mr Obi" where the parser took him for an object."""
    for c in verb.rights:
        if (
            c.dep_ in ("nsubj", "dobj", "npadvmod", "attr", "oprd", "dep")
            and c.pos_ in NOMINAL
            and c.ent_type_ not in ("DATE", "TIME")
        ):
            return c
    return None


def _object(verb: Token) -> set[int]:
    """Return what a verb of announcing or denying has for its object."""
    known = cues()
    if verb.lemma_ in ("tell", "remind"):
        return set()
    for c in verb.children:
        if c.dep_ == "dobj" and c.i > verb.i and c.pos_ != "PRON" and c.ent_type_ not in ("DATE", "TIME"):
            if verb.lemma_.lower() in known.addressed and c.ent_type_ in ("PERSON", "ORG"):
                return set()
            return subtree(c)
    return set()


def _quoted_as(verb: Token, quotations: Quotations) -> Finding | None:
    """Return the attribution of "News quoted X as saying that" and "X was quoted by News as saying"."""
    link = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)
    saying = None if link is None else child(link, "pcomp", "pobj")
    if saying is None or (saying.lemma_ not in cues().saying_again and saying.tag_ != "VBG"):
        return None
    quoted = child(verb, *PASSIVE_SUBJECTS) if is_passive(verb) else child(verb, "dobj")
    carrier = agent_of(verb) if is_passive(verb) else subject_of(verb)
    if quoted is None and is_passive(verb) and verb.dep_ in ("acl", "relcl"):
        quoted = verb.head
    content, rule = _clauses(saying, None, quotations)
    if not content:
        content, rule = _clauses(verb, child(verb, *PASSIVE_SUBJECTS, "nsubj"), quotations)
    if not content:
        content, rule = _object(saying), "object"
    if not content:
        content, rule = _around(saying, None, saying.sent, quotations)
    if not content:
        return None
    sources = tuple(dict.fromkeys(t.i for t in (carrier, quoted) if t is not None))
    away = subtree(quoted) if quoted is not None and quoted.i > verb.i else set()
    return Finding(verb.i, sources, content - away - {saying.i}, rule="quoted as saying: " + rule)


def _charged(verb: Token) -> Finding | None:
    """Return the attribution of "accused X of doing", active or passive."""
    known = cues()
    accused = child(verb, "dobj")
    links = [
        c
        for t in (verb, accused)
        if t is not None
        for c in t.children
        if c.dep_ == "prep" and c.lower_ in known.charging_prepositions and c.i > verb.i
    ]
    link = next((c for c in links if child(c, "pcomp") is not None), None)
    link = link or next((c for c in links if c.head is verb and child(c, "pobj") is not None), None)
    if link is None:
        return None
    if child(verb, "dobj") is None and not is_passive(verb) and verb.dep_ not in ("acl", "amod"):
        return None
    source = subject_of(verb) if not (verb.tag_ == "VBN" and verb.dep_ == "acl") else agent_of(verb)
    content = subtree(link) - {link.i}
    for c in verb.children:
        if (
            c.dep_ == "advcl"
            and c.tag_ == "VBG"
            and c.i > link.i
            and c.lemma_ not in known.speech | known.quoting
        ):
            content |= subtree(c)
    return Finding(verb.i, (source.i,) if source is not None else (), content, rule="charge")


def _passive(verb: Token, quotations: Quotations) -> Finding | None:
    """Return the attribution of "is said to", "it was reported that", "was announced by"."""
    known = cues()
    lemma = verb.lemma_.lower()
    agent = agent_of(verb)
    sources = (agent.i,) if agent is not None else ()
    subject = child(verb, *PASSIVE_SUBJECTS)
    away = subtree(agent) if agent is not None else set()
    clause, rule = _clauses(verb, subject, quotations)
    if lemma in known.addressed and clause:
        return Finding(verb.i, sources, clause - away, rule="told")
    if subject is None and verb.dep_ in ("acl", "relcl") and verb.head.pos_ in NOMINAL:
        subject = verb.head
    raised = child(verb, "xcomp", "oprd")
    if lemma in known.passive and (clause or raised is not None):
        if clause:
            return Finding(
                verb.i,
                sources,
                clause - away - {subject.i if subject is not None else -1},
                rule="it is said: " + rule,
            )
        if raised is not None and subject is not None:
            return Finding(
                verb.i, sources, (_nominal(subject, verb) | subtree(raised)) - away, rule="is said to"
            )
    if agent is not None and subject is not None and lemma in known.object | known.attitude | known.charging:
        attitude = lemma not in known.object | known.charging
        return Finding(verb.i, sources, _nominal(subject, verb) - away, attitude=attitude, rule="by")
    return None


def _nominal(noun: Token, verb: Token) -> set[int]:
    """Return a noun phrase up to the verb that stands in it or after it."""
    phrase = subtree(noun)
    return {i for i in (phrase - subtree(verb) if verb.i in phrase else phrase) if i < verb.i} | {noun.i}


def _held(verb: Token) -> Finding | None:
    """Return the attribution of a wish, demand, plan or judgement: all that the verb governs."""
    subject = subject_of(verb)
    if subject is None or subject.lower_ in NO_HOLDERS or verb.dep_ not in HOLDING:
        return None
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
        return None
    found: set[int] = set()
    for c in verb.children:
        if c.i < verb.i:
            continue
        if c.dep_ in ("dobj", "ccomp", "xcomp", "dative", "oprd", "attr", "acomp") or (
            c.dep_ == "prep"
            and c.lower_ in TIMELESS_PREPOSITIONS
            and not any(p.ent_type_ in ("DATE", "TIME") for p in c.children)
        ):
            found |= subtree(c)
    found -= subtree(subject)
    return Finding(verb.i, (subject.i,), found, attitude=True, rule="attitude") if found else None
