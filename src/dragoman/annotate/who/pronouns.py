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
    elif word in IT and token.dep_ != "expl":
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


def read_first_person(scene: Scene, sentence: Span, spoken: set[int], last: Found | None) -> Found | None:
    """Enter "I" and "we" in a sentence as its speaker; return the speaker for the next one."""
    speaker = _speaker(scene, sentence, spoken)
    if speaker is None and any(t.i in spoken for t in sentence):
        speaker = last
    if speaker is not None:
        for token in sentence:
            if token.lower_ in FIRST and token.pos_ == "PRON" and token.i not in scene.cast.found:
                scene.cast.mention(
                    (token.i, token.i + 1),
                    token.i,
                    speaker.drafts,
                    MentionKind.PRONOUN,
                    "first person, the speaker",
                )
    return speaker or last


def _speaker(scene: Scene, sentence: Span, spoken: set[int]) -> Found | None:
    for token in sentence:
        if token.i not in spoken and token.pos_ == "VERB":
            subject = speaker_of(token)
            found = scene.cast.at(subject.i) if subject is not None else None
            if found is not None:
                return found
    return None


def _one(scene: Scene, token: Token, gender: str) -> tuple[Draft, ...]:
    def fits(seen: Seen) -> bool:
        if not _single(seen) or not is_person(seen.drafts[0]) or not _free(seen, token):
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
