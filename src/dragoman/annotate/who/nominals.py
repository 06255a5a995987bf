"""Actors by common nouns: "top security officials in Seoul", "the country's military", "60 adults"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.appositions import bearer, described, said_of
from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.lexicon import agent_at
from dragoman.annotate.who.nouns import (
    STATE_NOUNS,
    default_owner,
    home_state,
    qualifying_agent,
    sectors_of,
    unowned_code,
)
from dragoman.annotate.who.organizations import read_organization
from dragoman.annotate.who.persons import give_office
from dragoman.annotate.who.phrases import extent, is_definite, is_other, is_plural
from dragoman.annotate.who.scene import Scene
from dragoman.annotate.who.wordlist import words
from dragoman.gazetteer.agents import Agent
from dragoman.gazetteer.states import state_by_adjective
from dragoman.model import EntityKind, MentionKind

_PARTS = words(
    "hundred thousand dozen score million number group majority some most many several few handful "
    "couple one two three four five six seven eight nine ten all both each none any rest half part "
    "third series band element member total"
)
"""Words before "of" that count or gather those behind it."""
_ABSTRACT = words(
    "power state nation resistance house front cell host head union industry business order office press"
)
"""Nouns that without an article name no actor."""
_BELONGING = words("member supporter activist follower fighter backer sympathizer militant delegate")
"""Nouns of those who belong to the body named behind "of"."""
_KINDS = words(
    "forum organization organisation group movement party agency newspaper daily alliance militia bloc "
    "company grouping network guerrilla faction firm station broadcaster giant conglomerate university "
    "watchdog charity"
)
"""Nouns that only say what the name before them is: "the APEC forum", "MENA news agency"."""


def read_nominal(scene: Scene, token: Token) -> bool:
    """Enter the mention of an actor by a common noun; return whether there is one."""
    named = _kind_of_named(scene, token)
    if named is not None:
        if named.acts_for() is None:
            hit = agent_at(token)
            owner, sure = scene.whose(token)
            if hit is not None and (owner is None or owner is named):
                owner, sure = default_owner(scene, token, hit[0], fold(token.lemma_))
                named.sectors = named.sectors or tuple(hit[0].sectors)
            named.belongs_to(owner, sure)
        _enter(scene, token, named, "name with its kind", MentionKind.NAME)
        return True
    hit = agent_at(token)
    if hit is None or is_title(scene, token) or _is_part(token) or _is_idle(token):
        return False
    agent, noun_start = hit
    if fold(token.lemma_) in _BELONGING:
        _read_body_behind(scene, token)
    if token.dep_ == "pobj" and " of " in agent.noun:
        return False
    known = bearer(scene, token) or (
        described(scene, token) if agent.kind in (EntityKind.ORGANIZATION, EntityKind.GROUP) else None
    )
    if known is not None and known.kind is EntityKind.PERSON and agent.kind is EntityKind.ORGANIZATION:
        known = None
    if known is not None:
        if known.kind is EntityKind.PERSON:
            owner, sure = scene.whose(token)
            give_office(scene, known, token, said_of(scene, token), owner, sure)
        elif agent.kind is not EntityKind.PERSON:
            known.belongs_to(scene.whose(token)[0], 2)
            scene.cast.call(known, fold(token.lemma_))
        _enter(scene, token, known, "apposition")
        return True
    if fold(token.lemma_) == "side" and scene.whose(token)[0] is None:
        return False
    owners = _owners(scene, token) if is_plural(token) else ()
    if len(owners) > 1:
        _enter_each(scene, token, agent, noun_start, owners)
        return True
    draft, rule = _resolve(scene, token, agent, noun_start)
    _enter(scene, token, draft, rule)
    _lead(scene, token, draft)
    return True


def _read_body_behind(scene: Scene, token: Token) -> None:
    """Enter first the body that members belong to: "members of the Peace Now coalition"."""
    goal = _gathered(token)
    if goal is not None and goal.i > token.i and scene.cast.at(goal.i) is None and goal.i not in scene.names:
        hit = agent_at(goal)
        if not read_organization(scene, goal) and hit is not None and hit[0].kind is not EntityKind.PERSON:
            read_nominal(scene, goal)


def _owners(scene: Scene, token: Token) -> tuple[Draft, ...]:
    """Return the states whose adjectives stand coordinated before a plural: "Thai and Lao ministers"."""
    found: dict[int, Draft] = {}
    joined = False
    for i in range(_left_of_adjectives(scene, token), token.i):
        name = scene.names.get(i)
        if name is not None and name.sense.state is not None and scene.doc[name.end].tag_ != "POS":
            draft = scene.state(name.sense.state.code)
            found[id(draft)] = draft
        joined = joined or (bool(found) and scene.doc[i].lower_ in ("and", "or", "-", "&"))
    return tuple(found.values()) if joined else ()


def _left_of_adjectives(scene: Scene, token: Token) -> int:
    """Return where a phrase begins, also where "Thai" in "Thai and Lao ministers" is taken for a noun."""
    start = extent(token)[0]
    while start - 2 >= token.sent.start and scene.doc[start - 1].lower_ in ("and", ","):
        name = scene.names.get(start - 2)
        if name is None or scene.doc[name.start : name.end].text not in state_by_adjective():
            break
        start = name.start
    return start


def _enter_each(scene: Scene, token: Token, agent: Agent, noun_start: int, owners: tuple[Draft, ...]) -> None:
    """Enter those of each of several states under one noun: an office's holders one by one."""
    governs = fold(token.lemma_) in STATE_NOUNS or fold(token.text) in STATE_NOUNS
    plural = agent.kind is not EntityKind.PERSON or not agent.office
    drafts = owners
    if not governs:
        drafts = tuple(own_draft(scene, token, agent, noun_start, owner, 3, plural) for owner in owners)
        for draft, owner in zip(drafts, owners, strict=True):
            if draft.name == scene.doc[slice(*said_of(scene, token))].text:
                draft.name = f"{owner.name} {agent.plural if plural and agent.plural else agent.noun}"
                draft.role = draft.name if draft.kind is EntityKind.PERSON else None
            draft.forms.setdefault(scene.doc[slice(*said_of(scene, token))].text)
    scene.cast.mention(extent(token), token.i, drafts, MentionKind.NOMINAL, "of several states")
    scene.memory.note(token, drafts)


def _lead(scene: Scene, token: Token, draft: Draft) -> None:
    """Note whom the one acts for who leads the group: "rebels led by X"."""
    for right in token.rights:
        if right.dep_ == "acl" and right.lemma_ in ("lead", "command", "head"):
            for agent in right.children:
                for goal in agent.children if agent.dep_ == "agent" else ():
                    person = scene.person_at(goal.i)
                    if person is not None and not person.sure:
                        person.belongs_to(draft, 2)
                        person.sectors = person.sectors or draft.sectors


def read_counted(scene: Scene, token: Token) -> bool:
    """Enter the mention of those counted or gathered: "hundreds of protesters", "some 19 of them"."""
    if fold(token.lemma_) not in _PARTS and token.pos_ != "NUM":
        return False
    goal = _gathered(token)
    found = scene.cast.at(goal.i) if goal is not None else None
    if found is None:
        return False
    rule = f"{found.rule}, counted"
    kind = MentionKind.NOMINAL if found.kind is MentionKind.PRONOUN else found.kind
    scene.cast.mention(extent(token), token.i, found.drafts, kind, rule, [scene.core(token)])
    return True


def _gathered(token: Token) -> Token | None:
    for right in token.rights:
        if right.dep_ == "prep" and right.lower_ in ("of", "among"):
            return next((c for c in right.children if c.dep_ == "pobj"), None)
    return None


def _enter(
    scene: Scene, token: Token, draft: Draft, rule: str, kind: MentionKind = MentionKind.NOMINAL
) -> None:
    if token.dep_ in ("compound", "amod"):
        kind = MentionKind.ADJECTIVE
    scene.cast.mention(extent(token), token.i, (draft,), kind, rule, [said_of(scene, token)])
    scene.memory.note(token, (draft,))


def is_title(scene: Scene, token: Token) -> bool:
    """Return whether the noun stands as a title right before a person's name."""
    after = scene.people.at.get(token.i + 1)
    return after is not None and after[0] == token.i + 1 and token.dep_ not in ("ROOT", "pobj", "dobj")


def _is_part(token: Token) -> bool:
    """Return whether the noun only qualifies another: the ministry in "foreign ministry spokesman"."""
    return (
        token.dep_ in ("compound", "amod", "nmod")
        and token.head.i > token.i
        and token.tag_ not in ("NNS", "NNPS")
        and not any(c.dep_ == "det" for c in token.lefts)
    )


def _is_idle(token: Token) -> bool:
    """Return whether the noun names nobody here: "in power", "party-sanctioned", "by order of the house"."""
    if token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == "-" and not token.whitespace_:
        return True
    return fold(token.text) in _ABSTRACT and not any(
        c.dep_ in ("det", "poss", "amod", "compound") for c in token.lefts
    )


def _kind_of_named(scene: Scene, token: Token) -> Draft | None:
    """Return the body whose name stands before a noun that says what it is."""
    if fold(token.lemma_) not in _KINDS or is_plural(token):
        return None
    for child in token.lefts:
        if child.dep_ in ("compound", "nmod", "amod"):
            name = scene.names.get(child.i)
            if name is not None and name.sense.body is not None:
                return scene.named(name)
            found = scene.cast.at(child.i)
            if found is not None and found.rule == "organization" and len(found.drafts) == 1:
                return found.drafts[0]
    return None


def _resolve(scene: Scene, token: Token, agent: Agent, noun_start: int) -> tuple[Draft, str]:
    """Return the entity that a nominal means, and by which rule."""
    noun = fold(token.lemma_)
    owner, sure = scene.whose(token)
    plural = is_plural(token) or (agent.plural is None and agent.kind is EntityKind.GROUP)
    governs = noun in STATE_NOUNS or fold(token.text) in STATE_NOUNS
    if governs and owner is not None and owner.kind is EntityKind.STATE:
        return owner, "state by its government"
    if owner is None:
        known = _known(scene, token, agent, noun, plural)
        if known is not None:
            return known, "called so before"
        if governs and scene.main and not _local(token):
            return home_state(scene, token) or scene.state(scene.main), "government of the story's main state"
        owner, sure = default_owner(scene, token, agent, noun)
    return own_draft(scene, token, agent, noun_start, owner, sure, plural), "nominal"


def _known(scene: Scene, token: Token, agent: Agent, noun: str, plural: bool) -> Draft | None:
    """Return the entity that a phrase without an owner takes up again."""
    if any(c.lower_ in ("another", "other", "others", "new", "more") for c in token.lefts):
        return None
    if is_other(token):
        return None
    known = scene.cast.called(noun)
    if is_definite(token) or (token.text[:1].isupper() and not token.is_sent_start):
        if known is not None and (known.plural == plural or known.kind is not EntityKind.PERSON):
            return known
        return _same_sort(scene, agent) if known is None and is_definite(token) else None
    bare = not any(c.dep_ in ("det", "nummod", "amod", "poss", "compound") for c in token.lefts)
    if bare and plural and known is not None and known.plural and scene.memory.lately(known):
        return known
    return None


def _same_sort(scene: Scene, agent: Agent) -> Draft | None:
    """Return the body last spoken of that "the newspaper" or "the company" may mean by its sectors."""
    if agent.noun in ("press", "media", "television", "TV", "radio"):
        return None
    if agent.kind is not EntityKind.ORGANIZATION or not set(agent.sectors) & {
        "JRN",
        "BUS",
        "PTY",
        "EDU",
        "NGO",
    }:
        return None
    seen = scene.memory.best(
        lambda s: (
            len(s.drafts) == 1
            and s.drafts[0].kind in (EntityKind.ORGANIZATION, EntityKind.GROUP)
            and bool(set(s.drafts[0].sectors) & set(agent.sectors))
        )
    )
    return seen.drafts[0] if seen is not None else None


def _local(token: Token) -> bool:
    return any(
        c.lower_ in ("local", "provincial", "regional", "municipal", "foreign", "other") for c in token.lefts
    )


def own_draft(
    scene: Scene, token: Token, agent: Agent, noun_start: int, owner: Draft | None, sure: int, plural: bool
) -> Draft:
    """Return the entity of its own that a nominal names, the same for the same words of the same owner."""
    noun = fold(token.lemma_)
    number = next((c.lower_ for c in token.lefts if c.dep_ == "nummod"), None)
    before = scene.doc[noun_start : token.i].text.lower()
    key = ("nominal", id(owner) if owner else None, before, noun, plural, number)
    draft = scene.cast.known(key)
    if draft is None:
        kind = EntityKind.GROUP if agent.kind is EntityKind.PERSON and plural else agent.kind
        start, end = said_of(scene, token)
        while start < token.i and scene.doc[start].pos_ == "DET":
            start += 1
        stem = scene.doc[noun_start : token.i + 1].text
        draft = scene.cast.draft(key, kind, scene.doc[start:end].text, stem)
        draft.common, draft.noun, draft.plural = True, noun, plural
        draft.sectors = sectors_of(scene, token, agent, owner)
        draft.role = draft.name if kind is EntityKind.PERSON else None
        draft.belongs_to(owner, sure)
        if draft.acts_for() is None:
            draft.code, draft.sectors = unowned_code(draft.name, noun, draft.sectors)
        text = fold(token.text)
        draft.gender = "f" if text.endswith("woman") else "m" if text.endswith("man") else None
    scene.cast.call(draft, noun)
    qualifier = qualifying_agent(scene, token, agent)
    if qualifier is not None and qualifier.kind is EntityKind.GROUP:
        called = scene.cast.called(qualifier.noun)
        if called is None or called.sure < draft.sure:
            scene.cast.call(draft, qualifier.noun)
    return draft
