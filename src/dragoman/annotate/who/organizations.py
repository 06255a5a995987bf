"""States and bodies by name, and organisations that no list knows."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.lexicon import PEOPLE, Use, agent_at, homes
from dragoman.annotate.who.names import Name
from dragoman.annotate.who.nouns import REGIONAL, unowned_code
from dragoman.annotate.who.phrases import MODIFIERS, extent, is_locative
from dragoman.annotate.who.scene import Scene
from dragoman.gazetteer.agents import Agent
from dragoman.model import EntityKind, MentionKind

_FIGHTS = frozenset({"army", "front", "brigades", "militia", "guerrillas", "forces", "rebels"})
_NAMED_HEADS = {
    "party": ("PTY",), "movement": ("PTY",), "congress": ("PTY",), "union": ("LAB",),
    "company": ("BUS",), "corp": ("BUS",), "inc": ("BUS",), "bank": ("BUS",), "group": ("BUS",),
    "university": ("EDU",), "institute": ("EDU",), "ministry": ("GOV",), "court": ("JUD",),
    "parliament": ("LEG",), "council": ("GOV",), "agency": (), "news": ("JRN",), "post": ("JRN",),
    "times": ("JRN",), "daily": ("JRN",), "radio": ("JRN",), "television": ("JRN",), "tv": ("JRN",),
}  # fmt: skip
_SIDES = frozenset({"OPP", "REB", "SEP"})
"""Sectors that the noun before a name tells better than the name: "the opposition Patriotic Front"."""
_LOCAL = frozenset({"GOV", "PTY", "OPP", "LEG", "JUD", "MIL", "COP", "REB"})


def read_named(scene: Scene, name: Name) -> None:
    """Enter the mention of a state, its people or a body by name."""
    head = name.head
    if name.half and name.sense.use is Use.NAME:
        return
    if name.qualifies and name.sense.state is not None and name.sense.state.status == PEOPLE:
        return
    draft = scene.named(name)
    use = name.sense.use
    drafts: tuple[Draft, ...] = (draft,)
    half = scene.names.get(name.start - 2)
    if half is not None and half.half and use is Use.NAME:
        drafts = (scene.named(half), draft)
    kind = MentionKind.ADJECTIVE if name.qualifies else MentionKind.NAME
    rule = use.value
    if use in (Use.NAME, Use.METONYM) and not name.qualifies and is_locative(head):
        rule = f"{'state' if use is Use.NAME else 'metonym'}-locative"
    start, end = name.start, name.end
    if not name.qualifies:
        reach = extent(head)
        start, end = min(start, reach[0]), max(end, reach[1])
    elif start and scene.doc[start - 1].lower_ == "the" and head.dep_ == "poss":
        start -= 1
    form = (name.start, name.end)
    if scene.doc[form[1] - 1].tag_ == "POS":
        form = (form[0], form[1] - 1)
    article = form[0] - 1
    if (
        article >= 0
        and scene.doc[article].lower_ == "the"
        and use is not Use.ADJECTIVE
        and scene.doc[article].head.i < form[1]
    ):
        form = (article, form[1])
    if len(drafts) > 1:
        start, rule = min(start, name.start - 2), "two halves"
    scene.cast.mention((start, end), head.i, drafts, kind, rule, [form])
    scene.memory.note(head, drafts)
    for i in range(name.start, name.end):
        if use is Use.BODY and i != head.i and scene.doc[i].head.i not in range(name.start, name.end):
            scene.cast.found.setdefault(i, scene.cast.found[head.i])


def read_organization(scene: Scene, token: Token) -> bool:
    """Enter the mention of an organisation by a name that no list knows; return whether there is one."""
    long = scene.aliases.get(token.text) or scene.long_names.get(token.i)
    if long is not None:
        draft = _organization(scene, scene.doc[long[0] : long[1]].root, *long)
        start, end = long if long[0] <= token.i < long[1] else (token.i, token.i + 1)
    else:
        span = _unknown(scene, token)
        if span is None:
            return False
        start, end = span
        known = scene.cast.called(fold(token.text)) if end - start == 1 else None
        if known is not None and known.kind in (EntityKind.IGO, EntityKind.ORGANIZATION) and not known.common:
            draft = known
        else:
            draft = _organization(scene, token, start, end)
    reach = extent(token) if token.dep_ not in MODIFIERS else (start, end)
    kind = MentionKind.ADJECTIVE if token.dep_ in MODIFIERS else MentionKind.NAME
    scene.cast.mention(
        (min(start, reach[0]), max(end, reach[1])), token.i, (draft,), kind, "organization", [(start, end)]
    )
    scene.memory.note(token, (draft,))
    return True


def _unknown(scene: Scene, token: Token) -> tuple[int, int] | None:
    """Return the name that the token heads, if the recogniser or its shape makes it an organisation's."""
    if token.pos_ != "PROPN" or token.ent_type_ != "ORG" or token.i in scene.place_at:
        return None
    start, end = token.i, token.i + 1
    while start and scene.doc[start - 1].ent_type_ == "ORG" and scene.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(scene.doc) and scene.doc[end].ent_iob_ == "I":
        end += 1
    while start < token.i and scene.doc[start].pos_ == "DET":
        start += 1
    while end > token.i + 1 and (
        scene.doc[end - 1].tag_ == "POS" or scene.doc[end - 1].is_punct or scene.doc[end - 1].is_space
    ):
        end -= 1
    if scene.doc[start:end].root != token or _in_office(scene, token):
        return None
    if end - start == 1 and token.is_sent_start and agent_at(token) is not None:
        # "Rebels attacked": a common noun that only the sentence's start writes large.
        return None
    return start, end


def read_people(scene: Scene, token: Token) -> bool:
    """Enter the mention of a people or faith that no state is named after: "Hutus", "the Tamils", "Arabs"."""
    if token.ent_type_ != "NORP" or not token.text[:1].isupper() or token.dep_ in MODIFIERS - {"poss"}:
        return False
    if token.tag_ not in ("NNS", "NNPS") and not (token.tag_ == "NNP" and token.text.endswith("s")):
        return False
    noun = fold(token.text).removesuffix("s")
    draft = scene.cast.draft(("people", noun), EntityKind.GROUP, token.text, token.text)
    draft.sectors, draft.plural, draft.noun = ("CVL",), True, noun
    owner, sure = scene.whose(token)
    options = homes().get(fold(token.text))
    if owner is None and options is not None:
        owner, sure = scene.home(token, options), 1
    elif owner is None and scene.main and noun not in REGIONAL:
        owner, sure = scene.state(scene.main), 1
    draft.belongs_to(owner, sure)
    scene.cast.mention(extent(token), token.i, (draft,), MentionKind.NAME, "people", [scene.core(token)])
    scene.memory.note(token, (draft,))
    return True


def _in_office(scene: Scene, token: Token) -> bool:
    """Return whether the word is part of the noun of an actor: the Interior in "Interior Minister X"."""
    for i in range(token.i, min(token.i + 4, token.sent.end)):
        hit = agent_at(scene.doc[i])
        if hit is not None and hit[1] <= token.i < i:
            return True
        if hit is not None and hit[1] < token.i == i and hit[0].kind is EntityKind.PERSON:
            return True
        if hit is not None and token.dep_ in MODIFIERS and hit[0].kind is EntityKind.PERSON:
            return token.ent_type_ == "ORG" and scene.doc[token.i - 1].ent_type_ != "ORG" and i == token.i + 1
    return False


def _organization(scene: Scene, token: Token, start: int, end: int) -> Draft:
    name = scene.doc[start:end].text
    key = ("organization", fold(name))
    fresh = scene.cast.known(key) is None
    draft = scene.cast.draft(key, EntityKind.ORGANIZATION, name, name)
    if fresh:
        hit = agent_at(token)
        head = fold(token.lemma_)
        sectors = tuple(hit[0].sectors) if hit is not None else _NAMED_HEADS.get(head, ())
        if head in _FIGHTS:
            sectors = ("MIL",)
        before = _agent_before(scene, token, start)
        if before is not None and set(before.sectors) & _SIDES:
            sectors = tuple(before.sectors)
        draft.sectors = sectors
        owner, sure = scene.whose(token)
        if owner is None:
            owner, sure = _beside(scene, token, start)
        if owner is None and set(sectors) & _LOCAL and scene.main:
            owner, sure = scene.state(scene.main), 1
        draft.belongs_to(owner, sure)
        if draft.acts_for() is None:
            draft.code, draft.sectors = unowned_code(name, head, sectors)
    scene.cast.call(draft, fold(token.lemma_))
    return draft


def _beside(scene: Scene, token: Token, start: int) -> tuple[Draft | None, int]:
    """Return the owner that the phrase before a name tells: "French radio station X"."""
    if token.dep_ == "appos":
        return scene.whose(token.head)
    if _agent_before(scene, token, start) is not None:
        return scene.whose(scene.doc[start - 1])
    return None, 0


def _agent_before(scene: Scene, token: Token, start: int) -> Agent | None:
    """Return the agent whose noun stands right before a name: the station in "radio station X"."""
    before = scene.doc[start - 1] if start > token.sent.start else None
    hit = agent_at(before) if before is not None and before.pos_ == "NOUN" else None
    return hit[0] if hit is not None else None
