"""What pronouns refer to."""

from __future__ import annotations

from spacy.tokens import Span, Token

from dragoman.annotate.who.cast import Draft, Found
from dragoman.annotate.who.memory import Seen, is_person, is_thing
from dragoman.annotate.who.phrases import SUBJECTS, speaker_of
from dragoman.annotate.who.scene import Scene
from dragoman.model import EntityKind, MentionKind

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


def read_pronoun(scene: Scene, token: Token) -> bool:
    """Enter the mention of a third-person or relative pronoun; return whether it refers to an actor."""
    word = token.lower_
    drafts: tuple[Draft, ...] = ()
    rule = ""
    if word in HE or word in SHE:
        drafts, rule = _one(scene, token, "f" if word in SHE else "m"), "pronoun, last person"
    elif word in IT and not _is_empty(token):
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


def _is_empty(token: Token) -> bool:
    """Return whether "it" stands for a clause or for nothing: "it is clear that", "it takes time to"."""
    if token.dep_ == "expl":
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
            span = token.i, token.i + 1
            scene.cast.mention(span, token.i, scene.speaker, MentionKind.PRONOUN, "first person, the speaker")


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
