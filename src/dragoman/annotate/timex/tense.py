"""Whether a time lies behind or ahead of the story, told by the verb or noun that governs it."""

from __future__ import annotations

from enum import StrEnum

from spacy.tokens import Span, Token


class Direction(StrEnum):
    """Where to look for a day or month that is named without its year or week."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"
    """Nothing tells: the nearer one."""


PLANNING = frozenset(
    "schedule expect set slate plan due book earmark fix hope want intend aim vow pledge promise "
    "agree seek ask "
    "urge order require call prepare arrange propose tip destine poise commit invite allow permit".split()
)
"""Verbs whose complements lie ahead of them."""

IMPLICATIVE = frozenset(
    "manage fail begin start continue help refuse decline use seem appear go come return arrive "
    "travel fly meet "
    "force oblige succeed dare happen cease proceed rush stop gather join convene leave try "
    "attempt turn visit".split()
)
"""Verbs whose infinitive shares their tense: "failed to appear Monday", "flew in to meet him Monday"."""

FUTURE_WORDS = frozenset(
    "due payable effective upcoming forthcoming planned scheduled expected proposed coming "
    "looming slated future "
    "next ready available anticipated impending eventual likely unlikely".split()
)
PAST_WORDS = frozenset(
    "failed last previous recent past former abortive botched ill-fated earlier late".split()
)
FUTURE_NOUNS = frozenset("deadline plan proposal schedule ultimatum expiry expiration invitation".split())
EVENT_NOUNS = frozenset(
    "meeting talk vote election hearing summit session trial strike rally protest visit launch "
    "poll referendum "
    "conference ceremony debate".split()
)
MOVING = frozenset("extend postpone delay reschedule adjourn defer push move shift bring".split())
CANCELLING = frozenset("cancel scrap call shelve abandon axe".split())
"""Verbs that, like those of moving, are told of what is still to come."""
SAYING = frozenset("say tell report write announce note add".split())
_FIRM = frozenset("schedule expect slate plan due tip destine".split())
_WILL = frozenset("will 'll wo shall ca can".split())
_MIGHT = frozenset("may must should might ought".split())
_WOULD = frozenset("would could 'd".split())
_UNTIL = frozenset("until till".split())


def direction(span: Span, headline: bool = False) -> tuple[Direction, str]:
    """Return where a time lies and the reason, a few words for a person."""
    node: Token = span.root
    preposition = _preposition(span)
    if preposition == "since":
        return Direction.PAST, "since"
    if preposition in _UNTIL:
        return _until(node)
    if (cut_off := _before_that(span)) is not None:
        return tense(cut_off)
    through_noun: Token | None = None
    dated_ahead: Token | None = None
    below: Token | None = None
    seen = 0
    while seen < 12:
        seen += 1
        if (node.i < span.start or node.i >= span.end) and (found := _word(node)):
            return found
        if node.lemma_ in FUTURE_NOUNS and node.dep_ not in ("nsubj", "nsubjpass"):
            dated_ahead = dated_ahead or node
        if node.pos_ in ("VERB", "AUX") and not span.start <= node.i < span.end:
            if below is not None and (moved := _rescheduled(below, node)):
                return moved
            found = _by_verb(node, preposition, through_noun, headline)
            if dated_ahead is not None:
                ahead = Direction.NEAR if found[0] is Direction.PAST else Direction.FUTURE
                return ahead, f"{dated_ahead.lower_}, {found[1]}"
            return found
        if node.head == node:
            break
        outside = node.i < span.start or node.i >= span.end
        if outside and through_noun is None and node.pos_ in ("NOUN", "PROPN"):
            through_noun = node
        below = node if outside and node.pos_ in ("NOUN", "PROPN") else None
        node = node.head
    if preposition == "for":
        return Direction.FUTURE, "for"
    return Direction.NEAR, "no verb"


def _rescheduled(noun: Token, verb: Token) -> tuple[Direction, str] | None:
    """Return the direction of the day of what is moved or called off: "talks on Friday have been put off"."""
    if noun.dep_ not in ("nsubjpass", "dobj") or verb.lemma_ not in MOVING | CANCELLING:
        return None
    lately = any(c.lower_ in ("has", "have", "'ve") for c in verb.children)
    return Direction.FUTURE if lately else Direction.NEAR, f"{noun.lower_} {verb.lower_}"


def _preposition(span: Span) -> str | None:
    """Return the word before an expression if it is a preposition or such."""
    root = span.root
    if root.head.pos_ in ("ADP", "SCONJ") and root.head.i < span.start:
        return str(root.head.lower_)
    if span.start > 0 and span.doc[span.start - 1].pos_ in ("ADP", "SCONJ"):
        return str(span.doc[span.start - 1].lower_)
    return None


def _before_that(span: Span) -> Token | None:
    """Return the verb to the left of "said Thursday that ...", which parsers like to miss."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].lower_ != "that" or doc[span.end].pos_ not in ("SCONJ", "PRON"):
        return None
    for i in range(span.start - 1, max(span.start - 8, span.sent.start - 1), -1):
        if doc[i].pos_ == "VERB":
            return doc[i]
    return None


def _until(node: Token) -> tuple[Direction, str]:
    """Return the direction of "until Friday": ahead, but behind in "did not leave until Friday"."""
    while node.pos_ not in ("VERB", "AUX") and node.head != node:
        node = node.head
    negated = any(c.dep_ == "neg" for c in node.children)
    if negated and tense(node)[0] is Direction.PAST:
        return Direction.PAST, "not until"
    return Direction.FUTURE, "until"


def _word(node: Token) -> tuple[Direction, str] | None:
    """Return the direction that a word on the way tells by itself or by its adjectives."""
    if node.pos_ in ("ADJ", "VERB") and node.lower_ in FUTURE_WORDS and node.tag_ not in ("VBD",):
        copula = node.head if node.dep_ == "acomp" else None
        if copula is None or copula.tag_ != "VBD":
            auxes = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")}
            if not auxes & {"was", "were", "had"}:
                return Direction.FUTURE, f"{node.lower_}"
    if node.pos_ in ("NOUN", "PROPN"):
        for child in node.children:
            if child.i < node.i and child.dep_ in ("amod", "acl", "compound"):
                if child.lower_ in FUTURE_WORDS:
                    return Direction.FUTURE, f"{child.lower_} {node.lower_}"
                if child.lower_ in PAST_WORDS:
                    return Direction.PAST, f"{child.lower_} {node.lower_}"
    return None


def _by_verb(
    verb: Token, preposition: str | None, noun: Token | None, headline: bool
) -> tuple[Direction, str]:
    """Return the direction told by the governing verb, weighed with the preposition and a noun between."""
    found, why = tense(verb)
    if preposition in ("for", "to") and not noun and (verb.lemma_ in PLANNING or verb.lemma_ in MOVING):
        return Direction.FUTURE, f"{verb.lower_} {preposition}"
    if preposition == "from" and verb.lemma_ in MOVING:
        return Direction.NEAR, f"{verb.lower_} from"
    if preposition == "for" and noun is not None and noun.lemma_ in FUTURE_NOUNS | EVENT_NOUNS:
        return Direction.FUTURE, f"{noun.lower_} for"
    if preposition == "by" and found is not Direction.PAST:
        return Direction.FUTURE, "by"
    if headline and verb.tag_ in ("VBZ", "VBP"):
        return Direction.NEAR, "headline's present"
    if noun is not None and found is Direction.FUTURE and _definite(noun):
        return Direction.NEAR, f"noun {noun.lower_} under {why}"
    return found, f"noun under {why}" if noun is not None else why


def _definite(noun: Token) -> bool:
    """Return whether a noun is told as known: "the May attack", "its failed attempts"."""
    return any(
        c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "another", "any") for c in noun.children
    )


def tense(verb: Token, depth: int = 0) -> tuple[Direction, str]:
    """Return where a verb's action lies and which words tell."""
    if depth > 6:
        return Direction.NEAR, "deep"
    auxes = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxes & {"have", "'ve"} and auxes & (_WOULD | _MIGHT):
        return Direction.PAST, f"{min(auxes)} have {verb.lower_}"
    if auxes & (_WILL | _WOULD | _MIGHT):
        return Direction.FUTURE, f"{min(auxes & (_WILL | _WOULD | _MIGHT))} {verb.lower_}"
    if "to" in auxes:
        return _infinitive(verb, depth)
    if auxes & {"have", "has", "had", "'ve", "was", "were", "did"}:
        planned = verb.lemma_ in PLANNING and verb.tag_ == "VBN" and not auxes & {"did"}
        if planned and _has_for(verb):
            return Direction.FUTURE, f"{verb.lower_} for"
        return Direction.PAST, f"{min(auxes)} {verb.lower_}"
    return _by_form(verb, auxes, depth)


def _has_for(verb: Token) -> bool:
    """Return whether a verb goes with "for": "set for Monday"."""
    return any(c.lower_ in ("for", "to") for c in verb.children)


def _by_form(verb: Token, auxes: set[str], depth: int) -> tuple[Direction, str]:
    """Return the direction told by the form of a verb without a telling auxiliary."""
    form = verb.tag_
    if form == "VBD":
        return Direction.PAST, str(verb.lower_)
    if form == "MD":
        return Direction.FUTURE, str(verb.lower_)
    if form == "VBN":
        planned = verb.lemma_ in _FIRM or (verb.lemma_ in PLANNING and _has_for(verb))
        if planned or auxes & {"is", "are", "'s", "'re", "be", "being"}:
            return Direction.FUTURE, f"planned {verb.lower_}"
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return tense(verb.head, depth + 1)
        return Direction.PAST, str(verb.lower_)
    if form == "VBG" and auxes & {"is", "are", "'s", "'re", "am"}:
        return Direction.FUTURE, f"is {verb.lower_}"
    if form in ("VBZ", "VBP"):
        if verb.lemma_ in SAYING:
            return Direction.PAST, str(verb.lower_)
        return Direction.FUTURE, f"present {verb.lower_}"
    above = _verb_above(verb)
    if above is not None:
        return tense(above, depth + 1)
    return Direction.NEAR, str(verb.lower_)


def _infinitive(verb: Token, depth: int) -> tuple[Direction, str]:
    """Return the direction of a to-infinitive: ahead, unless the verb above says that it was done."""
    above = verb.head
    if above != verb and above.pos_ in ("VERB", "AUX"):
        had_to = above.lemma_ == "have"
        if (above.lemma_ in IMPLICATIVE or had_to) and above.lemma_ not in PLANNING:
            found, why = tense(above, depth + 1)
            return found, f"{why} to {verb.lower_}"
    verbal = above if above.pos_ in ("VERB", "AUX") else above.head
    if any(c.lower_ == "had" for c in verbal.children if c.dep_ in ("aux", "auxpass")):
        return Direction.NEAR, f"had {verbal.lower_} to {verb.lower_}"
    return Direction.FUTURE, f"to {verb.lower_}"


def _verb_above(verb: Token) -> Token | None:
    """Return the next verb up the tree."""
    node = verb
    while node.head != node:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return node
    return None
