"""What pronouns refer to."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dragoman.annotate.who.cast import Draft, Found
from dragoman.annotate.who.memory import Seen, is_person, is_thing
from dragoman.annotate.who.phrases import SUBJECTS, speaker_of
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.model import NON_STATE_CODES, EntityKind, MentionKind

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_PERFORMED = words(
    "condemn urge demand call appeal denounce deplore welcome reject accuse warn ask request insist support "
    "thank praise deny protest regret congratulate"
)
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


def read_pronoun(scene: Scene, token: Token) -> bool:
    """Enter the mention of a third-person or relative pronoun; return whether it refers to an actor."""
    word = token.lower_
    drafts: tuple[Draft, ...] = ()
    rule = ""
    if word in HE or word in SHE:
        drafts, rule = _one(scene, token, "f" if word in SHE else "m"), "pronoun, last person"
    elif word in IT and not _is_empty(token):
        drafts, rule = _blamed(scene, token), "pronoun, whose doing it answers"
        if not drafts:
            seen = scene.memory.best(lambda s: _single(s) and is_thing(s.drafts[0]) and _free(s, token), 3)
            drafts, rule = (seen.drafts if seen else ()), "pronoun, last state or body"
    elif word in THEY:
        drafts, rule = _they(scene, token), "pronoun, last group"
    elif word in RELATIVE and token.tag_ in ("WP", "WDT", "WP$"):
        drafts, rule = _antecedent(scene, token), "relative pronoun"
    if not drafts:
        return False
    scene.cast.mention((token.i, token.i + 1), token.i, drafts, MentionKind.PRONOUN, rule)
    if word not in RELATIVE:
        scene.memory.note(token, drafts)
    return True


_ANSWERING = words(
    "sanction sanctions embargo condemn criticize criticise accuse punish expel suspend denounce blame "
    "censure slap impose penalize penalise rebuke slam attack bomb strike thank praise congratulate reward"
)
"""What is done to someone for something that they did."""
_FOR_WHAT = frozenset({"after", "for", "since", "because", "when", "over", "following"})


def _blamed(scene: Scene, token: Token) -> tuple[Draft, ...]:
    """Return to whom something is done for what "it" did: "sanctions on Iraq since it invaded Kuwait"."""
    owned = token.tag_ == "PRP$" and token.head.dep_ == "nsubj"
    clause = token.head.head if owned else token.head
    if (owned or token.dep_ == "nsubj") and clause.dep_ in ("advcl", "pcomp"):
        marks = [c.lower_ for c in clause.lefts if c.dep_ in ("mark", "advmod")]
        marks += [clause.head.lower_] if clause.dep_ == "pcomp" else []
    elif token.tag_ == "PRP$" and clause.dep_ == "pobj":
        marks = [clause.head.lower_]
    else:
        return ()
    if not _FOR_WHAT & set(marks):
        return ()
    act: Token | None = next((a for a in clause.ancestors if a.lemma_.lower() in _ANSWERING), None)
    if act is None or act.sent.start != token.sent.start:
        return ()
    for other in reversed(scene.doc[act.i : token.i]):
        found = scene.cast.at(other.i)
        struck = other.dep_ in ("dobj", "nsubjpass") or (
            other.dep_ == "pobj" and other.head.lower_ in ("on", "against", "upon", "to")
        )
        if found is not None and struck and len(found.drafts) == 1 and is_thing(found.drafts[0]):
            return found.drafts
    return ()


def _is_empty(token: Token) -> bool:
    """Return whether "it" stands for a clause or for nothing: "it is clear that", "it takes time to"."""
    if token.dep_ == "expl" or (token.dep_ == "pobj" and token.head.head.lemma_ == "vote"):
        # "voted against it": a bill or text, nobody.
        return True
    if token.dep_ not in SUBJECTS or token.head.lemma_ not in ("be", "remain", "become", "seem", "appear"):
        return False
    parts = {c.dep_ for c in token.head.rights}
    clause = parts & {"ccomp", "xcomp", "advcl", "csubj"}
    inner = {g.dep_ for c in token.head.rights if c.dep_ in ("acomp", "attr") for g in c.rights}
    return bool(parts & {"acomp", "attr"}) and bool(clause or inner & {"ccomp", "xcomp", "acl", "relcl"})


def read_first_person(scene: Scene, sentence: Span) -> None:
    """Enter "I" and "we" in a sentence as its speaker, else as whoever spoke last."""
    speaker = _speaker(scene, sentence)
    if speaker is None and not any(t.i in scene.spoken for t in sentence):
        return
    scene.speaker = speaker.drafts if speaker is not None else scene.speaker
    for token in sentence if scene.speaker else ():
        if token.lower_ in FIRST and token.pos_ == "PRON" and token.i not in scene.cast.found:
            span, drafts, rule = (token.i, token.i + 1), scene.speaker, "first person, the speaker"
            body = _body_of(drafts) if token.lower_ in _WE and not _performs(token) else None
            if body is not None:
                drafts, rule = (body,), "first person, the speaker's body"
            scene.cast.mention(span, token.i, drafts, MentionKind.PRONOUN, rule)


def _performs(token: Token) -> bool:
    """Return whether "we" does by saying it what the verb tells: "we condemn this crime"."""
    verb = token.head
    plain = verb.tag_ in ("VBP", "VB") and not any(c.dep_ in ("aux", "neg") for c in verb.children)
    return token.dep_ == "nsubj" and plain and verb.lemma_ in _PERFORMED


def _body_of(speaker: tuple[Draft, ...]) -> Draft | None:
    """Return the body, not a state, for which one speaker says "we"."""
    if len(speaker) != 1 or not is_person(speaker[0]):
        return None
    owner = speaker[0].owner
    bodies = (EntityKind.IGO, EntityKind.ORGANIZATION)
    return (
        owner if owner is not None and owner.kind in bodies and owner.acts_for() in NON_STATE_CODES else None
    )


def _speaker(scene: Scene, sentence: Span) -> Found | None:
    for token in sentence:
        if token.i not in scene.spoken and token.pos_ == "VERB":
            subject = speaker_of(token)
            found = scene.cast.at(subject.i) if subject is not None else None
            if found is not None:
                return found
    return None


def _one(scene: Scene, token: Token, gender: str) -> tuple[Draft, ...]:
    def fits(seen: Seen) -> bool:
        if not _single(seen) or not is_person(seen.drafts[0]) or not _free(seen, token):
            return False
        if (seen.token.i in scene.spoken) > (token.i in scene.spoken) and seen.token.sent == token.sent:
            return False
        if token.i in scene.spoken and seen.drafts == scene.speaker and seen.token.i not in scene.spoken:
            return False
        return seen.drafts[0].gender in (None, gender)

    seen = scene.memory.best(fits)
    if seen is None:
        return ()
    if seen.drafts[0].gender is None:
        seen.drafts[0].gender = gender
    return seen.drafts


def _they(scene: Scene, token: Token) -> tuple[Draft, ...]:
    def fits(seen: Seen) -> bool:
        several = len(seen.drafts) > 1 or seen.drafts[0].plural
        named = seen.token.tag_ in ("NNS", "NNPS") and seen.drafts[0].kind is not EntityKind.STATE
        return (several or named) and _free(seen, token)

    seen = scene.memory.best(fits, 3)
    if seen is not None:
        return seen.drafts
    seen = scene.memory.best(
        lambda s: _single(s) and is_thing(s.drafts[0]) and s.weight >= 2 and _free(s, token), 2
    )
    return seen.drafts if seen else ()


def _antecedent(scene: Scene, token: Token) -> tuple[Draft, ...]:
    at = token
    while at.dep_ not in ("relcl", "ROOT") and at.head != at:
        at = at.head
    if at.dep_ != "relcl":
        return ()
    found = scene.cast.at(at.head.i)
    if found is None:
        person = scene.person_at(at.head.i)
        return (person,) if person is not None else ()
    return found.drafts


def _single(seen: Seen) -> bool:
    return len(seen.drafts) == 1


def _free(seen: Seen, pronoun: Token) -> bool:
    """Return whether a pronoun may refer so: "he met him" is of two, "the minister and his aide" is not."""
    if pronoun.tag_ == "PRP$" or pronoun.lower_.endswith("self"):
        return True
    if pronoun.dep_ in SUBJECTS:
        return not (seen.token.head == pronoun.head and seen.token.dep_ in SUBJECTS)
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    return not (seen.token.head == verb and seen.token.dep_ in SUBJECTS)
