"""Short descriptions of states, bodies and pairs: "the country", "the world body", "the two sides"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.memory import Seen, is_person
from dragoman.annotate.who.pairs import opposed
from dragoman.annotate.who.phrases import core, extent, is_definite, is_other
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.model import EntityKind, MentionKind

_NUMBERS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
}

_STATES = words(
    "country countries nation nations state states neighbor neighbors neighbour neighbours ally allies "
    "power powers government governments capital capitals kingdom republic archipelago homeland"
)
_PERSONS = words(
    "leader leaders minister ministers president presidents man men official officials negotiator "
    "negotiators envoy envoys diplomat diplomats premier premiers chief chiefs general generals "
    "candidate candidates head heads"
)
_SIDES = words(
    "side sides party parties team teams delegation delegations foe foes enemy enemies rival rivals"
)
_BODIES = words("body bloc organization organisation grouping alliance union")
_GROUPS = words("group movement militia faction organization organisation")

_OPPOSED = frozenset(
    {"rival", "warring", "opposing", "feuding", "neighboring", "neighbouring", "conflicting"}
)
"""Adjectives of a pair that has been named; others describe another set: "the poorer countries"."""
_WORLD_BODY = frozenset({"world", "global"})


def read_collective(scene: Scene, token: Token) -> bool:
    """Enter a pair, or a state or body by a word for its kind; return whether there is one."""
    if token.lower_ == "koreas":
        return _enter(scene, token, (scene.state("PRK"), scene.state("KOR")), "the two Koreas")
    if _the_two(token):
        drafts = _met(scene, token)
        return bool(drafts) and _enter(scene, token, drafts, "the two")
    word = token.lower_
    if word not in _STATES | _PERSONS | _SIDES | _BODIES | _GROUPS:
        return False
    count = _count(token)
    if count is not None and not _owned(scene, token):
        drafts = _several(scene, token, word, count)
        return bool(drafts) and _enter(scene, token, drafts, f"last {count} sides")
    if token.tag_ in ("NNS", "NNPS") or not is_definite(token) or is_other(token):
        return False
    draft = _single(scene, token)
    return draft is not None and _enter(scene, token, (draft,), "described")


def _the_two(token: Token) -> bool:
    """Return whether a number or "pair" stands for those last spoken of: "the two met in Singapore"."""
    if token.lower_ not in _NUMBERS and token.lower_ not in ("pair", "duo"):
        return False
    counted = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
    bare = not any(c.dep_ in ("prep", "relcl", "acl") for c in token.rights)
    the = any(c.lower_ == "the" for c in token.lefts) or token.lower_ == "both"
    return counted and bare and the and token.tag_ in ("CD", "NN", "DT")


def _met(scene: Scene, token: Token) -> tuple[Draft, ...]:
    """Return the last persons of different sides, else the last states, that a number stands for."""
    count = _NUMBERS.get(token.lower_, 2)
    for fits in (is_person, lambda d: d.kind is EntityKind.STATE):
        drafts = scene.memory.distinct(count, fits)
        if len(drafts) == count:
            return drafts
    return ()


def _single(scene: Scene, token: Token) -> Draft | None:
    """Return the one state or body that a definite description means."""
    word = token.lower_
    owner, sure = scene.whose(token)
    if word in ("country", "nation", "homeland"):
        return _state_of(scene, owner) if owner is not None and sure == 3 else _last_state(scene)
    if word == "side" and owner is not None:
        return owner if owner.kind in (EntityKind.STATE, EntityKind.IGO) else None
    if owner is not None:
        return None
    if word in ("kingdom", "republic", "state", "archipelago"):
        return _last_state(scene)
    if word in _BODIES and any(fold(c.text) in _WORLD_BODY for c in token.lefts):
        return scene.cast.known(("body", "United Nations"))
    if scene.cast.called(word) is not None:
        return scene.cast.called(word)
    if word in _BODIES | _GROUPS:
        kinds = (
            (EntityKind.IGO, EntityKind.ORGANIZATION)
            if word in _BODIES
            else (EntityKind.GROUP, EntityKind.ORGANIZATION)
        )
        seen = scene.memory.best(
            lambda s: len(s.drafts) == 1 and s.drafts[0].kind in kinds and not s.drafts[0].plural
        )
        return seen.drafts[0] if seen else None
    return None


def _last_state(scene: Scene) -> Draft | None:
    seen = scene.memory.best(lambda s: _is_state(s) and s.weight > 0.6, 2)
    if seen is not None:
        return seen.drafts[0]
    return scene.state(scene.main) if scene.main else None


def _is_state(seen: Seen) -> bool:
    return len(seen.drafts) == 1 and seen.drafts[0].kind is EntityKind.STATE


def _state_of(scene: Scene, owner: Draft) -> Draft | None:
    code = owner.acts_for()
    if owner.kind is EntityKind.STATE or code is None:
        return owner
    return scene.state(code) if scene.cast.known(("state", code)) is not None else owner


def _several(scene: Scene, token: Token, word: str, count: int) -> tuple[Draft, ...]:
    if word in _PERSONS:
        drafts = scene.memory.distinct(count, is_person)
        if len(drafts) == count:
            return drafts
    if count == 2 and word in _STATES:
        drafts = opposed(scene, token, states=True)
        if drafts:
            return drafts
    if word in _STATES | _PERSONS:
        drafts = scene.memory.distinct(count, lambda d: d.kind is EntityKind.STATE)
        if len(drafts) == count:
            return drafts
    if count == 2 and word in _SIDES | _STATES:
        drafts = opposed(scene, token)
        if drafts:
            return drafts
    drafts = scene.memory.distinct(count, lambda d: d.kind is not EntityKind.PLACE)
    if len(drafts) < count:
        return ()
    if word in _STATES:
        return tuple(_state_of(scene, d) or d for d in drafts)
    return drafts


def _count(token: Token) -> int | None:
    for child in token.lefts:
        counts = child.dep_ in ("nummod", "det", "predet", "amod") and child.lower_ in _NUMBERS
        if counts and (child.lower_ == "both" or is_definite(token)):
            return _NUMBERS[child.lower_]
    the_two = any(c.lower_ in ("the", "these", "those") for c in token.lefts) and not any(
        c.dep_ in ("amod", "compound", "nmod") and c.lower_ not in _OPPOSED for c in token.lefts
    )
    if the_two and token.lower_ in ("sides", "parties", "countries", "nations"):
        return 2
    return None


def _owned(scene: Scene, token: Token) -> bool:
    return any(i in scene.names for i in range(extent(token)[0], token.i))


def _enter(scene: Scene, token: Token, drafts: tuple[Draft, ...], rule: str) -> bool:
    forms = [core(token)] if len(drafts) == 1 else []
    scene.cast.mention(extent(token), token.i, drafts, MentionKind.NOMINAL, rule, forms)
    scene.memory.note(token, drafts)
    return True
