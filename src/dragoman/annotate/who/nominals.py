"""Actors by common nouns: "top security officials in Seoul", "the country's military", "60 adults"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.lexicon import agent_at
from dragoman.annotate.who.memory import is_person
from dragoman.annotate.who.nouns import STATE_NOUNS, sectors_of
from dragoman.annotate.who.persons import give_office
from dragoman.annotate.who.phrases import MODIFIERS, core, extent, is_definite, is_plural
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.gazetteer.agents import Agent
from dragoman.model import EntityKind, MentionKind

_LOCAL = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "PTY", "OPP", "CVL", "SPY", "ELI", "MED", "LAB"})
"""Sectors of those who, without a word on where they belong, belong to the state that the story is about."""
_NOBODYS = words(
    "source expert analyst critic observer gunman attacker assailant ally power country nation investor "
    "activist power supporter participant guest visitor donor neighbor neighbour terrorist bomber "
    "extremist militant journalist reporter person leader delegate counterpart diplomat monitor community "
    "adult"
)
"""Nouns of those who then belong to nobody in particular."""
_PARTS = words(
    "hundred thousand dozen score million number group majority some most many several few handful couple "
    "one two three four five six seven eight nine ten all both each none any rest half part third series "
    "band"
)
"""Words before "of" that count or gather those behind it."""


def read_nominal(scene: Scene, token: Token) -> bool:
    """Enter the mention of an actor by a common noun; return whether there is one."""
    hit = agent_at(token)
    if hit is None:
        return False
    agent, noun_start = hit
    if _is_title(scene, token) or _is_part(scene, token):
        return False
    person = _bearer(scene, token)
    start, _end = extent(token)
    if person is not None:
        owner, sure = scene.whose(token, start)
        if agent.kind in (EntityKind.PERSON, EntityKind.GROUP):
            give_office(scene, person, token, core(token), owner, sure)
        _enter(scene, token, person, "apposition")
        return True
    draft, rule = _resolve(scene, token, agent, noun_start)
    _enter(scene, token, draft, rule)
    return True


def read_counted(scene: Scene, token: Token) -> bool:
    """Enter the mention of those counted or gathered: "hundreds of protesters", "some 19 of them"."""
    if fold(token.lemma_) not in _PARTS and token.pos_ != "NUM":
        return False
    goal = _gathered(token)
    if goal is None:
        return False
    scene_found = scene.cast.at(goal.i)
    if scene_found is None:
        return False
    scene.cast.mention(
        extent(token),
        token.i,
        scene_found.drafts,
        scene_found.kind,
        f"{scene_found.rule}, counted",
        [core(token)],
    )
    return True


def _gathered(token: Token) -> Token | None:
    for right in token.rights:
        if right.dep_ == "prep" and right.lower_ in ("of", "among"):
            return next((c for c in right.children if c.dep_ == "pobj"), None)
    return None


def _enter(scene: Scene, token: Token, draft: Draft, rule: str) -> None:
    kind = MentionKind.ADJECTIVE if token.dep_ in ("compound", "amod") else MentionKind.NOMINAL
    scene.cast.mention(extent(token), token.i, (draft,), kind, rule, [core(token)])
    scene.memory.note(token, (draft,), named=False)


def _is_title(scene: Scene, token: Token) -> bool:
    """Return whether the noun stands as a title right before a person's name."""
    if token.dep_ not in ("compound", "nmod", "amod", "appos", "poss"):
        return False
    after = token.i + 1
    return after < len(scene.doc) and after in scene.people.at and scene.people.at[after][0] == after


def _is_part(scene: Scene, token: Token) -> bool:
    """Return whether the noun only qualifies another actor's: the ministry in "foreign ministry spokesman"."""
    return (
        token.dep_ in ("compound", "amod", "nmod")
        and token.head.i > token.i
        and token.tag_ not in ("NNS", "NNPS")
    )


def _bearer(scene: Scene, token: Token) -> Draft | None:
    """Return who bears the office, where the phrase stands beside a name: in apposition or after "is"."""
    for right in token.rights:
        if right.dep_ == "appos" and not is_plural(token):
            draft = scene.person_at(right.i)
            if draft is not None:
                return draft
            name = scene.names.get(right.i)
            if name is not None and name.sense.body is not None:
                return scene.named(name)
    if token.dep_ in ("appos", "conj") and token.head != token and not is_plural(token):
        head = token.head
        while head.dep_ == "conj" and token.dep_ == "conj" and head.head != head:
            head = head.head
        found = scene.cast.at(head.i if token.dep_ == "conj" else token.head.i)
        if (
            (
                token.dep_ == "appos"
                or (head.dep_ == "appos" and found is not None and found.rule == "apposition")
            )
            and found is not None
            and len(found.drafts) == 1
            and found.kind is not MentionKind.PRONOUN
        ):
            return found.drafts[0]
    if token.dep_ == "attr" and token.head.lemma_ in ("be", "become", "remain") and not is_plural(token):
        subject = next((c for c in token.head.lefts if c.dep_ == "nsubj"), None)
        found = scene.cast.at(subject.i) if subject is not None else None
        if found is not None and len(found.drafts) == 1 and is_person(found.drafts[0]):
            return found.drafts[0]
    return None


def _resolve(scene: Scene, token: Token, agent: Agent, noun_start: int) -> tuple[Draft, str]:
    """Return the entity that a nominal means, and by which rule."""
    noun = fold(token.lemma_)
    owner, sure = scene.whose(token)
    plural = is_plural(token) or (agent.plural is None and agent.kind is EntityKind.GROUP)
    if noun in STATE_NOUNS or fold(token.text) in STATE_NOUNS:
        if owner is not None and owner.kind is EntityKind.STATE:
            return owner, "state by its government"
    if owner is None and is_definite(token):
        known = scene.cast.called(noun) if not _another(token) else None
        if known is not None and (known.plural == plural or known.kind is not EntityKind.PERSON):
            return known, "definite, called so before"
    if owner is None and (noun in STATE_NOUNS or fold(token.text) in STATE_NOUNS) and scene.main:
        return scene.state(scene.main), "government of the story's main state"
    if (
        owner is None
        and noun not in _NOBODYS
        and scene.main
        and (set(agent.sectors) & _LOCAL or agent.sectors == ())
    ) and set(agent.sectors) & _LOCAL:
        owner, sure = scene.state(scene.main), 1
    return _own(scene, token, agent, noun_start, owner, sure, plural), "nominal"


def _own(
    scene: Scene, token: Token, agent: Agent, noun_start: int, owner: Draft | None, sure: int, plural: bool
) -> Draft:
    """Return the entity of its own that the nominal names, the same for the same words."""
    noun = fold(token.lemma_)
    number = next((c.lower_ for c in token.lefts if c.dep_ == "nummod"), None)
    key = (
        "nominal",
        id(owner) if owner else None,
        scene.doc[noun_start : token.i].text.lower(),
        noun,
        plural,
        number,
    )
    fresh = scene.cast.known(key) is None
    start, end = core(token)
    while start < token.i and scene.doc[start].pos_ == "DET":
        start += 1
    kind = agent.kind
    if kind is EntityKind.PERSON and plural:
        kind = EntityKind.GROUP
    draft = scene.cast.draft(key, kind, scene.doc[start:end].text, scene.doc[noun_start : token.i + 1].text)
    if fresh:
        draft.plural = plural or (kind is EntityKind.GROUP and agent.plural is None)
        draft.sectors = sectors_of(scene, token, agent, owner)
        if kind is EntityKind.PERSON:
            draft.role = draft.name
        draft.belongs_to(owner, sure)
        if not draft.acts_for():
            _unowned(draft)
        text = fold(token.text)
        draft.gender = "f" if text.endswith("woman") else "m" if text.endswith("man") else None
    scene.cast.call(draft, noun)
    return draft


def _unowned(draft: Draft) -> None:
    """Give those of no state the code of their kind."""
    if draft.sectors and draft.sectors[0] == "NGO":
        draft.code, draft.sectors = "NGO", draft.sectors[1:]


def _another(token: Token) -> bool:
    return any(c.lower_ in ("another", "other", "others", "new") for c in token.lefts)


def is_mere_modifier(token: Token) -> bool:
    """Return whether the token only qualifies another noun."""
    return token.dep_ in MODIFIERS and token.dep_ != "poss"
