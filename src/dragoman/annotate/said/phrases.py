"""Attributions whose cue is no verb: according to, in the words of, allegedly, a claim that, headlines."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dragoman.annotate.said.cues import cues
from dragoman.annotate.said.finding import Finding, subtree, tokens
from dragoman.annotate.said.sources import NOMINAL, child, owner_of
from dragoman.annotate.said.verbs import CLAUSAL, finite

ABOUT = frozenset({"about", "for", "over", "of", "on", "at", "with", "against", "toward"})
MAX_NAME = 6
"""Words of a headline's source."""
MIN_LINE = 3
"""Words that a transcript's line needs."""
DASHES = frozenset({"-", "--", "–", "—", "―"})


def read_phrase(token: Token, sentence: Span) -> Finding | None:
    """Return what a preposition, adverb or noun attributes to whom, if it is a cue that does."""
    known = cues()
    if token.lower_ == "according":
        return _according(token, sentence)
    if token.lower_ in known.adverbs and token.dep_ in ("advmod", "amod"):
        return _adverb(token)
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    if lemma in known.words_of:
        found = _in_words(token, sentence)
        if found is not None:
            return found
    if lemma in known.nouns or lemma in known.nouns_attitude:
        return _noun(token)
    return None


def read_headline(sentence: Span) -> Finding | None:
    """Return the attribution of "...: report", "... - minister" and "Minister: ..." in a headline."""
    words = [t for t in sentence if not t.is_space]
    for n in range(len(words) - 1, 0, -1):
        mark = words[n]
        if mark.text not in DASHES | {":"} or not mark.whitespace_:
            continue
        after, before = words[n + 1 :], words[:n]
        if 0 < len(after) <= MAX_NAME and len(before) > 2 and _names(after, mark.text == ":"):
            return Finding(mark.i, (_head(after).i,), {t.i for t in before}, rule="headline")
        if mark.text == ":" and len(after) > 2 and len(before) <= MAX_NAME and _names(before, False):
            return Finding(mark.i, (_head(before).i,), {t.i for t in after}, rule="headline")
    return None


def read_line(paragraph: Span) -> Finding | None:
    """Return the attribution of a transcript's "NAME: words" and of a quotation signed "- Name"."""
    words = [t for t in paragraph if not t.is_space]
    mark = next((n for n, t in enumerate(words[:MAX_NAME]) if t.text == ":"), None)
    if mark and len(words) > mark + MIN_LINE and _signs(words[:mark], capitals=True):
        return Finding(
            words[mark].i, (_head(words[:mark]).i,), {t.i for t in words[mark + 1 :]}, rule="transcript"
        )
    for n in range(max(len(words) - MAX_NAME - 1, 1), len(words) - 1):
        if words[n].text in DASHES and words[n - 1].text == '"' and _signs(words[n + 1 :], capitals=False):
            return Finding(words[n].i, (_head(words[n + 1 :]).i,), {t.i for t in words[:n]}, rule="signed")
    return None


def _signs(words: list[Token], capitals: bool) -> bool:
    """Return whether words are a speaker's name: of a person, or all in capitals and of no place."""
    letters = [t for t in words if t.is_alpha]
    if not letters or any(t.ent_type_ in ("GPE", "LOC", "DATE", "TIME") for t in letters):
        return False
    if capitals and all(t.is_upper and len(t) > 1 for t in letters):
        return True
    return all(t.text[0].isupper() for t in letters) and (
        not capitals or any(t.ent_type_ == "PERSON" for t in letters)
    )


def _according(token: Token, sentence: Span) -> Finding | None:
    """Return the attribution of "according to X": the clause it stands in, without itself."""
    link = next((c for c in token.children if c.lower_ == "to"), None)
    source = None if link is None else child(link, "pobj")
    if source is None and token.i + 2 < sentence.end and token.nbor().lower_ == "to":
        link = token.nbor()
        source = child(link, "pobj")
    if source is None or link is None:
        return None
    away = subtree(token) | subtree(link) | {token.i, link.i}
    head = token.head
    while head.pos_ not in CLAUSAL and head.head.i != head.i:
        head = head.head
    first = next(t for t in sentence if not t.is_space)
    if token.i <= first.i + 1:
        content = tokens(max(away) + 1, head.right_edge.i + 1 if head.i > max(away) else sentence.end)
    elif head.dep_ == "ROOT" or head.pos_ not in CLAUSAL:
        content = tokens(sentence.start, sentence.end)
    elif head.dep_ == "conj" and child(head, "nsubj", "nsubjpass") is None:
        content = tokens(head.head.left_edge.i, head.right_edge.i + 1)
    else:
        content = tokens(head.left_edge.i, head.right_edge.i + 1)
    return Finding(token.i, (source.i,), content - away, rule="according to")


def _in_words(token: Token, sentence: Span) -> Finding | None:
    """Return the attribution of "in the words of X" and "in X's view"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "to"):
        return None
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    source = child(token, "poss") or (child(of, "pobj") if of is not None else None)
    if source is None:
        return None
    head = token.head.head
    content = tokens(sentence.start, sentence.end) if head.dep_ == "ROOT" else subtree(head)
    stance = "asserts" if token.lemma_ == "word" else "suspects"
    return Finding(token.i, (source.i,), content - subtree(token.head), stance, rule="in the words of")


def _adverb(token: Token) -> Finding | None:
    """Return the attribution to no one of "reportedly" and "allegedly": the clause it qualifies."""
    head = token.head
    if head.pos_ not in CLAUSAL:
        clause = head
        content = subtree(clause)
    else:
        content = subtree(head)
        if head.dep_ in ("conj", "xcomp") and child(head, "nsubj", "nsubjpass") is None:
            subject = child(head.head, "nsubj", "nsubjpass")
            content |= subtree(subject) if subject is not None else set()
    return Finding(token.i, (), content - {token.i}, rule="adverb")


def _noun(noun: Token) -> Finding | None:
    """Return the attribution of "X's claim that", "a report that", "the charge is that"."""
    known = cues()
    lemma = noun.lemma_.lower()
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "ccomp")
            and c.i > noun.i
            and (mark := child(c, "mark")) is not None
            and mark.lower_ == "that"
        ),
        None,
    )
    content = subtree(clause) if clause is not None else set()
    if clause is None and noun.dep_ in ("nsubj", "dobj", "attr"):
        said = next(
            (
                c
                for c in noun.head.children
                if c.dep_ == "ccomp" and c.i > noun.i and c.i > noun.head.i and finite(c)
            ),
            None,
        )
        if said is not None and (noun.head.lemma_ == "be" or noun.head.lemma_ in known.light):
            content = subtree(said)
    if not content and lemma in known.nouns_infinitive:
        content = {i for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB" for i in subtree(c)}
    if (
        not content
        and noun.dep_ == "dobj"
        and noun.head.lemma_ in known.light
        and lemma in known.nouns_attitude
    ):
        about = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in ABOUT]
        content = {i for c in about for i in subtree(c) - {c.i}}
    if not content:
        return None
    owner = owner_of(noun)
    if owner is None and lemma not in known.unowned:
        return None
    stance = (
        "denies"
        if lemma in known.nouns_denies
        else "suspects"
        if lemma in known.nouns_suspects
        else "asserts"
    )
    sources = (owner.i,) if owner is not None else ()
    return Finding(noun.i, sources, content, stance, lemma in known.nouns_attitude, "noun")


def _names(words: list[Token], colon: bool) -> bool:
    """Return whether a headline's words name a source: persons, bodies, or nouns that speak."""
    if any(t.pos_ in CLAUSAL and t.tag_ in ("VBD", "VBZ", "VBP") for t in words):
        return False
    known = cues()
    if any(t.lower_ in known.headline_sources or t.lower_ in known.agencies for t in words):
        return True
    return (
        all(t.text[0].isupper() for t in words if t.is_alpha)
        and any(t.ent_type_ in ("PERSON", "ORG") for t in words)
        and (colon or words[0].pos_ == "PROPN")
    )


def _head(words: list[Token]) -> Token:
    """Return the head of a run of words."""
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside and t.pos_ in NOMINAL), words[-1])
