"""The status of verbs: tense, modals, negation, conditionals and what governs them."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding import operators as op
from dragoman.coding.documents import DOCUMENTS
from dragoman.coding.signs import denial, duration, is_of_paper, is_ranked, is_reported, proviso
from dragoman.coding.tree import governing_verb, is_passive, is_verb
from dragoman.coding.verdict import MAX_DEPTH, Rule, Verdict
from dragoman.model import PassageKind, Status


def verb_status(verb: Token, passage: PassageKind, depth: int = 0) -> Verdict:
    """Return a verb's status: the first rule that applies, then negation."""
    verdict = _unnegated(verb, passage, depth)
    word = denial(verb)
    if word is None or verdict.rule == "condition":
        return verdict
    if verdict.status is Status.NEGATED:
        return Verdict(
            Status.HAPPENED, "double-negation", f"“{word}” undoes “{verdict.reason}”", verdict.statement
        )
    return Verdict(Status.NEGATED, "negation", f"“{word}” denies “{verb.text}”")


def _unnegated(verb: Token, passage: PassageKind, depth: int) -> Verdict:
    for rule in VERB_RULES:
        verdict = rule(verb, passage, depth)
        if verdict is not None:
            return verdict
    return Verdict(Status.HAPPENED, "default", f"nothing puts “{verb.text}” in doubt")


def condition(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """An if-clause is possible: "if the broadcasts do not stop"."""
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in op.CONDITIONAL_MARKS:
            return Verdict(Status.POSSIBLE, "condition", f"“{child.text} … {verb.text}” is a condition")
    return None


def modal(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """ "Will meet" is planned, "may meet" possible, "would meet" planned when reported."""
    words = {c.lower_: c for c in verb.children if c.dep_ == "aux"}
    if not words and verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in ("VB", "VBN"):
        words = {c.lower_: c for c in verb.head.children if c.dep_ == "aux" and c.i < verb.head.i}
        words.pop("to", None)
        if verb.tag_ == "VBN" and not any(w in words for w in ("have", "has", "had", "be", "been")):
            words = {}
    if words.keys() & (op.PLANNED_MODALS | {"would", "'d"}) and "have" not in words and (on := proviso(verb)):
        return Verdict(Status.POSSIBLE, "proviso", f"“{verb.text}” depends on “{on}”")
    if words.keys() & op.PLANNED_MODALS:
        return Verdict(Status.PLANNED, "future", f"“will {verb.text}” announces it")
    if "would" in words or "'d" in words:
        if "have" in words:
            return Verdict(Status.NEGATED, "counterfactual", f"“would have {verb.text}” did not happen")
        if is_reported(verb):
            return Verdict(
                Status.PLANNED, "reported future", f"“would {verb.text}” is “will” in reported speech"
            )
        return Verdict(Status.POSSIBLE, "conditional", f"“would {verb.text}” depends on something else")
    found = words.keys() & op.POSSIBLE_MODALS
    if found:
        word = sorted(found)[0]
        return Verdict(Status.POSSIBLE, "modal", f"“{word} {verb.text}” leaves it open")
    return None


def awaited(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """Who "is expected in" a place is not there yet."""
    came = is_passive(verb) and not any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    if verb.lemma_ in ("expect", "await") and came:
        return Verdict(Status.PLANNED, "awaited", f"“{verb.text}” is still to come")
    return None


def headline(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """A headline says "to visit" for a plan and the present for what happened."""
    if passage is not PassageKind.HEADLINE:
        return None
    if has_to(verb) and (verb.dep_ in ("ROOT", "relcl", "acl", "ccomp") or not governs(verb)):
        return Verdict(Status.PLANNED, "headline infinitive", f"“to {verb.text}” in a headline announces it")
    if verb.tag_ in ("VBZ", "VBP", "VBD", "VBN") and verb.dep_ in (
        "ROOT",
        "ccomp",
        "conj",
        "parataxis",
        "nsubj",
    ):
        return Verdict(
            Status.HAPPENED, "headline present", f"“{verb.text}” in a headline tells news", statement=True
        )
    return None


def has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def governs(verb: Token) -> Token | None:
    """Return the verb, adjective or noun that an infinitive or complement clause hangs on."""
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "conj", "relcl", "csubj", "oprd"):
        return verb.head
    return None


def infinitive(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """What "to V" is depends on its governor: expected to, refused to, threatened to, to be to."""
    head = verb.head
    if not (has_to(verb) or (verb.dep_ == "xcomp" and verb.tag_ in ("VB", "VBG"))) or head.i == verb.i:
        return None
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and head.lemma_ in op.STOPPING:
        return None
    if verb.dep_ == "conj" and is_verb(head):
        return verb_status(head, passage, depth + 1) if depth < MAX_DEPTH else None
    if verb.dep_ == "advcl" and is_verb(head) and head.lemma_ not in op.INFINITIVE:
        return _purpose(verb, head, passage, depth)
    lemma = head.lemma_.lower()
    if is_verb(head):
        if lemma == "be":
            return Verdict(Status.PLANNED, "is to", f"“{head.text} to {verb.text}” announces it")
        if lemma == "have":
            return Verdict(Status.POSSIBLE, "has to", f"“{head.text} to {verb.text}” is an obligation")
        return _governed(verb, head, op.INFINITIVE.get(lemma), passage, depth)
    if head.pos_ == "ADJ" or head.lemma_ in op.ADJECTIVE:
        return _governed(verb, head, op.ADJECTIVE.get(head.lower_, Status.POSSIBLE), passage, depth)
    if head.dep_ == "attr" and is_verb(head.head) and depth < MAX_DEPTH and is_ranked(head):
        # "was the first president to visit Hanoi"
        return verb_status(head.head, passage, depth + 1)
    if head.lemma_ == "attempt" and is_verb(head.head) and depth < MAX_DEPTH:
        # "made an attempt to" is made; "preparations to make an attempt to" are not.
        return verb_status(head.head, passage, depth + 1)
    if head.pos_ in ("NOUN", "PROPN") and lemma not in op.NOUN_HEAD and is_passive(verb):
        return Verdict(Status.PLANNED, "to be done", f"“{head.text} to be {verb.text}” is to come")
    if head.pos_ in ("NOUN", "PROPN"):
        return _governed(verb, head, op.NOUN_HEAD.get(lemma, Status.POSSIBLE), passage, depth)
    return None


def _purpose(verb: Token, head: Token, passage: PassageKind, depth: int) -> Verdict:
    above = verb_status(head, passage, depth + 1) if depth < MAX_DEPTH else None
    given = head.lemma_ in ("give", "grant", "allow") and any(
        c.dep_ in ("dobj", "nsubjpass", "prep", "npadvmod") for c in head.children
    )
    if given or (above is not None and above.status in (Status.POSSIBLE, Status.NEGATED)):
        return Verdict(Status.POSSIBLE, "purpose", f"“to {verb.text}” is what “{head.text}” is for")
    if above is not None and verb.lemma_ in op.SPEAKING and head.lemma_ not in op.JOURNEYING:
        # "marched to demand", "gathered to protest": the one is how the other is done.
        return Verdict(
            above.status, "done by", f"“{head.text} to {verb.text}”: the one is the other", above.statement
        )
    return Verdict(Status.PLANNED, "purpose", f"“to {verb.text}” is what “{head.text}” is for")


def _governed(verb: Token, head: Token, made: Status | None, passage: PassageKind, depth: int) -> Verdict:
    """Combine what the governor makes of the act with the governor's own status."""
    above: Verdict | None = None
    if depth < MAX_DEPTH and (is_verb(head) or governing_verb(head) is not None):
        anchor = head if is_verb(head) else None
        above = verb_status(anchor, passage, depth + 1) if anchor is not None else None
    words = f"“{head.text} … {verb.text}”"
    if head.lemma_ in op.SUCCEEDING and above is not None and above.status is Status.HAPPENED:
        return Verdict(Status.HAPPENED, "brought about", f"{words} has come about")
    if made is None:
        status = above.status if above else Status.HAPPENED
        return Verdict(
            status, "shares governor", f"{words}: as “{head.text}” itself", bool(above and above.statement)
        )
    denied = (above is not None and above.rule == "negation") or (
        head.pos_ == "ADJ" and is_verb(head.head) and denial(head.head) is not None
    )
    denied = denied or any(c.dep_ == "det" and c.lower_ == "no" for c in head.children)
    if denied:
        turned = Status.HAPPENED if made is Status.NEGATED else Status.NEGATED
        return Verdict(turned, "denied governor", f"{words} is denied")
    if made is Status.PLANNED and above is not None and above.status is Status.POSSIBLE:
        return Verdict(Status.POSSIBLE, "possible plan", f"{words} is itself only possible")
    return Verdict(made, "governor", f"{words} makes it {made.value}")


def participle(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """A participle shares the status of its clause; after "before", "without" or "against" it does not."""
    head = verb.head
    helped = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "being" for c in verb.children)
    if head.i == verb.i or verb.tag_ not in ("VBG", "VBN") or helped:
        return None
    if verb.dep_ == "pcomp":
        return _gerund(verb, head, passage, depth)
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and head.lemma_ in op.STOPPING and depth < MAX_DEPTH:
        # "to halt firing": there is firing to be halted.
        above = verb_status(head, passage, depth + 1)
        made = Status.HAPPENED if above.status is Status.HAPPENED else Status.ONGOING
        return Verdict(made, "presupposed", f"“{head.text} {verb.text}” has it already under way")
    if verb.dep_ in ("advcl", "xcomp", "conj", "ccomp") and is_verb(head) and depth < MAX_DEPTH:
        mark = next((c.lower_ for c in verb.children if c.dep_ in ("mark", "prep", "advmod")), "")
        if mark == "after":
            return Verdict(Status.HAPPENED, "after", f"“after {verb.text}”")
        if mark == "before":
            return _before(verb, head, passage, depth)
        if verb.dep_ == "xcomp" and head.lemma_ in op.INFINITIVE:
            return _governed(verb, head, op.INFINITIVE[head.lemma_], passage, depth)
        above = verb_status(head, passage, depth + 1)
        if above.status is Status.NEGATED and verb.dep_ != "conj":
            return Verdict(Status.HAPPENED, "participle", f"“{verb.text}” stands outside the denial")
        return Verdict(above.status, "participle", f"“{verb.text}” goes with “{head.text}”", above.statement)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
        return _of_noun(verb, head, passage, depth)
    return None


def _of_noun(verb: Token, noun: Token, passage: PassageKind, depth: int) -> Verdict:
    """Return the status of a participle on a noun: a paper's words, what its clause tells, or under way."""
    words = f"“{noun.text} {verb.text}”"
    if noun.lemma_ in DOCUMENTS:
        return Verdict(Status.HAPPENED, "words of a paper", words)
    aside = any(t.text == "," for t in noun.doc[noun.i + 1 : verb.i])
    if aside and noun.dep_ in ("nsubj", "nsubjpass") and is_verb(noun.head) and depth < MAX_DEPTH:
        above = verb_status(noun.head, passage, depth + 1)
        return Verdict(above.status, "beside its clause", f"{words}: as “{noun.head.text}”")
    return Verdict(Status.ONGOING, "participle of a noun", words)


def _before(verb: Token, head: Token, passage: PassageKind, depth: int) -> Verdict:
    above = verb_status(head, passage, depth + 1)
    status = (
        Status.PLANNED
        if above.status in (Status.PLANNED, Status.POSSIBLE, Status.ONGOING)
        else Status.HAPPENED
    )
    return Verdict(status, "before", f"“before {verb.text}” follows what “{head.text}” tells")


def _gerund(verb: Token, prep: Token, passage: PassageKind, depth: int) -> Verdict | None:
    word, above = prep.lower_, prep.head
    if word in ("without", "instead"):
        return Verdict(Status.NEGATED, "without", f"“{word} {verb.text}”")
    if word == "after":
        return Verdict(Status.HAPPENED, "after", f"“after {verb.text}”")
    if word in ("against", "from") and above.lemma_ in op.FORBIDDING:
        return Verdict(Status.NEGATED, "forbidden", f"“{above.text} {word} {verb.text}”")
    if word in ("against", "from"):
        return Verdict(Status.POSSIBLE, "against", f"“{above.text} {word} {verb.text}”")
    if above.pos_ == "ADJ" and above.lower_ in op.ADJECTIVE:
        return Verdict(
            op.ADJECTIVE[above.lower_], "governing adjective", f"“{above.text} {word} {verb.text}”"
        )
    if above.pos_ == "NOUN" and above.lemma_ in op.NOUN_HEAD:
        return Verdict(op.NOUN_HEAD[above.lemma_], "governing noun", f"“{above.text} {word} {verb.text}”")
    if is_verb(above) and depth < MAX_DEPTH:
        if word == "before":
            return _before(verb, above, passage, depth)
        lemma = above.lemma_
        if lemma in (
            "accuse",
            "blame",
            "suspect",
            "criticise",
            "criticize",
            "condemn",
            "praise",
            "thank",
            "convict",
        ):
            return Verdict(Status.HAPPENED, "charged", f"“{above.text} … {word} {verb.text}”")
        if op.INFINITIVE.get(lemma) in (Status.POSSIBLE, Status.NEGATED, Status.PLANNED):
            return Verdict(op.INFINITIVE[lemma], "governor", f"“{above.text} … {word} {verb.text}”")
        return verb_status(above, passage, depth + 1)
    return None


_ONCE = frozenset({"until", "till", "once", "when", "before", "after", "soon", "as"})


def temporal(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """A clause of time in the present is of what is to come: "once the threat is gone, they will"."""
    if verb.dep_ != "advcl" or not is_verb(verb.head) or depth >= MAX_DEPTH:
        return None
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    present = verb.tag_ in ("VBZ", "VBP") or any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "are") for c in verb.children
    )
    if not marks & _ONCE or not present:
        return None
    above = verb_status(verb.head, passage, depth + 1)
    if above.status not in (Status.PLANNED, Status.POSSIBLE, Status.NEGATED):
        return None
    made = Status.POSSIBLE if marks & {"until", "till"} else Status.PLANNED
    return Verdict(made, "clause of time", f"“{verb.text}” is still to come")


def subjunctive(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """ "Asked that he be moved": a bare "be" is asked for, not told."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBN" and helpers == {"be"}:
        return Verdict(Status.POSSIBLE, "subjunctive", f"“be {verb.text}” is asked for")
    return None


def tense(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """Past and perfect happened; the progressive present goes on; the plain present goes on too."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not auxiliaries and verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in ("VBN", "VBG", "VB"):
        auxiliaries = {
            c.lower_ for c in verb.head.children if c.dep_ in ("aux", "auxpass") and c.i < verb.head.i
        }
    if auxiliaries & {"have", "has", "'ve"} and (span := duration(verb)):
        return Verdict(Status.ONGOING, "for a time now", f"“{verb.text} {span}” goes on", perfect=True)
    if auxiliaries & {"have", "has", "had", "'ve", "having"}:
        if verb.tag_ == "VBG" or ("been" in auxiliaries and verb.tag_ == "VBG"):
            return Verdict(Status.ONGOING, "perfect progressive", f"“has been {verb.text}”", perfect=True)
        return Verdict(Status.HAPPENED, "perfect", f"“{verb.text}” is in the perfect", perfect=True)
    if verb.lemma_ in op.PHASE_ONGOING and not auxiliaries & {"will", "would", "to"}:
        return Verdict(Status.ONGOING, "continues", f"“{verb.text}” says that it goes on")
    if verb.tag_ == "VBG" and auxiliaries & {"was", "were"} and "been" not in auxiliaries:
        return Verdict(Status.ONGOING, "past progressive", f"“was {verb.text}” was under way", statement=True)
    if verb.tag_ == "VBG" and auxiliaries & {"is", "are", "'s", "'re", "am", "'m"}:
        return Verdict(Status.ONGOING, "progressive", f"“is {verb.text}” is under way")
    past = bool(auxiliaries & {"was", "were", "did"}) or verb.tag_ == "VBD"
    if past and (span := duration(verb, nth=True)):
        return Verdict(
            Status.ONGOING, "for the nth time now", f"“{verb.text} {span}” goes on", statement=True
        )
    if past:
        return Verdict(Status.HAPPENED, "past", f"“{verb.text}” is in the past", statement=True)
    if verb.tag_ in ("VBZ", "VBP") and not auxiliaries and is_of_paper(verb):
        return Verdict(Status.HAPPENED, "words of a paper", f"“{verb.text}” is what a paper says")
    if verb.tag_ == "VBP" and any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children):
        return Verdict(Status.HAPPENED, "performative", f"“we {verb.text}” does what it says", statement=True)
    if verb.tag_ in ("VBZ", "VBP") or auxiliaries & {"is", "are", "does", "do", "'s", "'re"}:
        return Verdict(Status.ONGOING, "present", f"“{verb.text}” is in the present")
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_ in op.HOLDING:
        return Verdict(Status.ONGOING, "held", f"“{verb.head.text} {verb.text}” is so still")
    if verb.tag_ == "VBN" and is_passive(verb):
        return Verdict(Status.HAPPENED, "past participle", f"“{verb.text}” is done")
    return None


def bare(verb: Token, passage: PassageKind, depth: int) -> Verdict | None:
    """A coordinated bare verb shares its neighbour's status: "will hold talks and meet"."""
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ in ("VB", "VBG", "VBP") and depth < MAX_DEPTH:
        return verb_status(verb.head, passage, depth + 1)
    return None


VERB_RULES: tuple[Rule, ...] = (
    condition,
    modal,
    awaited,
    headline,
    infinitive,
    participle,
    temporal,
    subjunctive,
    tense,
    bare,
)
