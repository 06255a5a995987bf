"""Persons with their offices: "Sudanese Vice President X", "X of Japan"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.who.cast import Draft, fold
from dragoman.annotate.who.lexicon import agent_at
from dragoman.annotate.who.nouns import calling, sectors_of
from dragoman.annotate.who.offices import load_offices
from dragoman.annotate.who.person_names import HONORIFICS
from dragoman.annotate.who.phrases import MODIFIERS, extent, is_locative
from dragoman.annotate.who.scene import Scene
from dragoman.model import NON_STATE_CODES, EntityKind, MentionKind

_LONGEST_TITLE = 14
_ENVOYS = ("ambassador", "envoy", "negotiator", "diplomat")
"""Offices held abroad, one word for another."""
_CLOSE = frozenset({",", ".", ";", ")", "--"})
_FEMALE = ("woman", "queen", "princess", "lady", "mother", "wife", "girl", "actress", "duchess", "daughter")
_MALE = (
    "spokesman",
    "chairman",
    "king",
    "prince",
    "father",
    "husband",
    "businessman",
    "policeman",
    "congressman",
    "son",
)


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a person's name."""

    start: int
    noun: Token | None
    """The noun of the office; None for a mere honorific."""
    gender: str | None


def read_person(scene: Scene, head: Token) -> None:
    """Enter the mention of a person by name, with what the phrase tells of the office."""
    start, end, _ = scene.people.at[head.i]
    draft = scene.person_at(head.i)
    assert draft is not None
    title = _title(scene, start, head)
    draft.gender = draft.gender or title.gender
    if title.noun is not None:
        owner, sure = _owner(scene, title, start)
        give_office(scene, draft, title.noun, (title.start, start), owner, sure)
    elif title.start < start:
        owner = next(
            (scene.named(scene.names[i]) for i in range(title.start, start) if i in scene.names), None
        )
        draft.belongs_to(owner, 2)
    _behind(scene, draft, end)
    _origin(scene, draft, end)
    rule = _known_office(scene, draft, (title.start, start))
    first = min(title.start, extent(head)[0]) if head.i == end - 1 else title.start
    first = _past_titles(scene, first, title.start, start)
    left = _with_determiner(scene, first)
    reach = max(end, extent(head)[1]) if head.dep_ not in MODIFIERS else end
    kind = MentionKind.ADJECTIVE if head.dep_ == "compound" else MentionKind.NAME
    forms = [(title.start, end), (start, end)] if title.start < start else [(start, end)]
    scene.cast.mention((left, max(reach, end)), head.i, (draft,), kind, rule, forms)
    scene.memory.note(head, (draft,))


def _known_office(scene: Scene, draft: Draft, title: tuple[int, int]) -> str:
    """Give a person of whom the story tells no state that of the office held on its day; return the rule."""
    if draft.listed is not None and draft.sure <= 2:
        return f"person, {draft.listed}"
    if draft.sure >= 2:
        return "person"
    titles = frozenset(fold(scene.doc[i].text) for i in range(*title) if i not in scene.names)
    holding = load_offices().holding(draft.parts, titles, scene.day)
    if holding is None:
        return "person"
    draft.listed, draft.listed_sectors = holding.rule, holding.sectors
    if holding.code in NON_STATE_CODES:
        draft.code, draft.owner, draft.sure = holding.code, None, 2
    else:
        draft.belongs_to(scene.state(holding.code), 2)
    return f"person, {holding.rule}"


def give_office(
    scene: Scene, person: Draft, noun: Token, span: tuple[int, int], owner: Draft | None, sure: int
) -> None:
    """Note the office that a phrase gives a person, and for whom it is held."""
    hit = agent_at(noun)
    if hit is None:
        return
    agent, _ = hit
    if owner is None and sure == 0 and not person.sure:
        owner, sure = _context(scene, noun)
    person.belongs_to(owner, sure)
    sectors = sectors_of(scene, noun, agent, owner)
    if sectors and not person.sectors:
        person.sectors = ("ELI",) if _is_former(noun) and sectors == ("GOV",) else sectors
    if person.role is None:
        person.role = _role(scene, span)
    text = fold(noun.text)
    if text.endswith(_FEMALE):
        person.gender = "f"
    elif text.endswith(_MALE) and person.gender is None:
        person.gender = "m"
    scene.cast.call(person, calling(agent, noun))


def _is_former(noun: Token) -> bool:
    """Return whether the office is no longer held."""
    return any(
        c.lower_ in ("former", "ex", "late", "ousted", "deposed")
        for c in noun.doc[max(0, noun.i - 5) : noun.i]
    )


def _role(scene: Scene, span: tuple[int, int]) -> str | None:
    start, end = span
    while start < end and (scene.doc[start].pos_ in ("DET", "PUNCT") or scene.doc[start].dep_ == "case"):
        start += 1
    while end > start and scene.doc[end - 1].pos_ in ("PUNCT", "PART"):
        end -= 1
    return scene.doc[start:end].text or None


def _title(scene: Scene, name_start: int, head: Token) -> Title:
    """Return the title before a name, read leftward from it."""
    doc = scene.doc
    edge = head.left_edge.i
    noun: Token | None = None
    gender: str | None = None
    at = start = name_start
    behind = False
    while at > head.sent.start and name_start - at < _LONGEST_TITLE:
        token = doc[at - 1]
        if token.i in scene.people.at:
            break
        if token.text == ")":
            opening = next((i for i in range(at - 2, max(at - 5, 0), -1) if doc[i].text == "("), None)
            if opening is None:
                break
            at = opening
            continue
        word = fold(token.text)
        if word in HONORIFICS and (token.text[:1].isupper() or noun is not None):
            gender = gender or HONORIFICS[word]
            start = token.i
            if agent_at(token) is not None:
                noun = noun or token
        elif (
            token.pos_ in ("NOUN", "PROPN", "ADJ") or token.i in scene.names or token.text in ("-", "&", "/")
        ):
            if noun is None:
                hit = agent_at(token)
                if hit is not None and hit[0].kind not in ("person", "group"):
                    hit = None
                if hit is None and not (token.i in scene.names or behind):
                    break
                if hit is not None:
                    noun = token
                    behind = False
            start = token.i
        elif (
            noun is None
            and start < name_start
            and token.dep_ == "prep"
            and token.lower_ in ("to", "of", "for", "in", "at")
        ):
            behind = True
        elif (
            noun is not None
            and token.i >= edge
            and token.pos_ in ("ADP", "DET", "CCONJ", "PART", "NUM", "VERB")
        ):
            if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
                break
        elif token.tag_ == "POS" and noun is not None:
            pass
        else:
            break
        at -= 1
    if noun is None and gender is None and start < name_start and not _directly(scene, start, name_start):
        start = name_start
    while start < name_start and doc[start].text in ("-", "&", "/", ","):
        start += 1
    return Title(start, noun, gender)


def _directly(scene: Scene, start: int, end: int) -> bool:
    """Return whether only an honorific or the name of a state or body stands there."""
    return all(i in scene.names or fold(scene.doc[i].text) in HONORIFICS for i in range(start, end))


def _owner(scene: Scene, title: Title, name_start: int) -> tuple[Draft | None, int]:
    """Return whom an office before a name is held for: the first name in it, or what its possessive means."""
    assert title.noun is not None
    for i in range(title.start, name_start):
        name = scene.names.get(i)
        if name is not None:
            return scene.named(name), 3
        found = scene.cast.at(i)
        if found is not None and scene.doc[i].dep_ == "poss" and found.drafts:
            return found.drafts[0], 3
        if i in scene.place_country and scene.doc[i].dep_ in MODIFIERS | {"pobj"}:
            return scene.state(scene.place_country[i]), 3
    before = title.start - 1
    if before >= 0 and scene.doc[before].tag_ == "PRP$":
        found = scene.cast.at(before)
        if found is not None and found.drafts and fold(title.noun.text) != "counterpart":
            return found.drafts[0], 3
    for i in range(title.start, title.noun.i):
        part = scene.cast.called(fold(scene.doc[i].lemma_))
        if part is not None and part.kind is not EntityKind.PERSON and not part.plural:
            return part, 2
    hit = agent_at(title.noun)
    noun = calling(hit[0], title.noun) if hit is not None else ""
    unnamed = scene.cast.called(noun)
    if noun in _ENVOYS and unnamed is None:
        unnamed = next((d for d in map(scene.cast.called, _ENVOYS) if d is not None and d.common), None)
        if unnamed is not None and unnamed.sure >= 2:
            return unnamed.owner, 2
    if unnamed is not None and unnamed.common and unnamed.sure >= 2 and hit is not None:
        office = scene.doc[hit[1] : title.noun.i + 1].text
        if unnamed.kind is EntityKind.PERSON and fold(unnamed.stem) == fold(office):
            return unnamed.owner, 2
    return None, 0


def _behind(scene: Scene, draft: Draft, end: int) -> None:
    """Read an office set behind the name between commas, whatever the parse makes of it."""
    doc = scene.doc
    if draft.sure >= 3 or end >= len(doc) or doc[end].text != ",":
        return
    stop = end + 1
    while stop < min(end + _LONGEST_TITLE, len(doc)) and not doc[stop].is_sent_start:
        if doc[stop].text in _CLOSE or doc[stop].pos_ in ("VERB", "AUX") or stop in scene.people.at:
            break
        stop += 1
    if stop >= len(doc) or doc[stop].text not in _CLOSE:
        return
    for i in range(end + 1, stop):
        hit = agent_at(doc[i]) if doc[i].pos_ in ("NOUN", "PROPN", "ADJ") else None
        if hit is not None and hit[0].kind is EntityKind.PERSON and doc[i].tag_ not in ("NNS", "NNPS"):
            owner, sure = scene.whose(doc[i])
            named = next((scene.names[j] for j in range(end + 1, stop) if j in scene.names), None)
            if owner is None and named is not None:
                owner, sure = scene.named(named), 3
            if owner is not None:
                give_office(scene, draft, doc[i], (end + 1, stop), owner, sure)
            return


def _origin(scene: Scene, draft: Draft, after: int) -> None:
    """Read "of Japan" behind a name."""
    if after + 1 < len(scene.doc) and scene.doc[after].lower_ in ("of", "from"):
        at = after + 1
        while at < len(scene.doc) and scene.doc[at].pos_ == "DET":
            at += 1
        name = scene.names.get(at)
        if name is not None:
            draft.belongs_to(scene.named(name), 3)
        elif at in scene.place_country:
            draft.belongs_to(scene.state(scene.place_country[at]), 3)


def _context(scene: Scene, noun: Token) -> tuple[Draft | None, int]:
    """Return the state that an office without one is most likely held for."""
    for other in _coordinated(noun):
        person = scene.person_at(other.i)
        if person is not None:
            return person, 2
    for token in reversed(list(noun.doc[noun.sent.start : noun.i])):
        name = scene.names.get(token.i)
        if name is not None and name.sense.state is not None and name.head == token and is_locative(token):
            return scene.state(name.sense.state.code), 1
        if token.i in scene.place_country and is_locative(token):
            return scene.state(scene.place_country[token.i]), 1
    if scene.main:
        return scene.state(scene.main), 1
    return None, 0


def _coordinated(token: Token) -> list[Token]:
    """Return what stands before a word in its coordination, nearest first."""
    out: list[Token] = []
    at = token
    for _ in range(8):
        if at.dep_ in ("compound", "appos", "nmod", "conj") and at.head != at:
            at = at.head
            if at.i < token.i:
                out.append(at)
        else:
            break
    return out


def _past_titles(scene: Scene, first: int, title_start: int, name_start: int) -> int:
    """Return where the mention starts; never inside another person's name."""
    for i in range(first, name_start):
        if i in scene.people.at:
            first = i + 1
    return min(max(first, 0), title_start)


def _with_determiner(scene: Scene, start: int) -> int:
    before = start - 1
    if before >= 0 and scene.doc[before].pos_ == "DET" and not scene.doc[start].is_sent_start:
        return before
    return start
