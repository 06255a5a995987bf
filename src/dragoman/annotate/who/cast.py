"""The entities of one story while they are being found, and the mentions that refer to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc

from dragoman.annotate.who.family import family_name
from dragoman.model import Entity, EntityKind, Layers, Mention, MentionKind

_NO_WORD = re.compile(r"[^a-z0-9]+")
_OWNERS_DEEP = 8
"""How far "the spokesman of the minister of the government of X" is followed."""


@dataclass(slots=True, eq=False)
class Draft:
    """One entity in the making; its code may follow from the entity that it belongs to."""

    kind: EntityKind
    name: str
    stem: str
    """What its id is made from."""
    code: str | None = None
    owner: Draft | None = None
    """The state, body or person that it acts for."""
    sure: int = 0
    """How well `code` or `owner` is known: 3 said of it, 2 said of what it is coordinated with, 1 guessed."""
    sectors: tuple[str, ...] = ()
    role: str | None = None
    plural: bool = False
    gender: str | None = None
    """f, m or None."""
    parts: tuple[str, ...] = ()
    """A person's name, folded, part by part."""
    common: bool = False
    """Named by a common noun."""
    noun: str | None = None
    """That noun, singular and folded."""
    listed: str | None = None
    """The office that the gazetteer knows of a person of whom the story tells no state."""
    listed_sectors: tuple[str, ...] = ()
    forms: dict[str, None] = field(default_factory=dict)
    """Every surface form but pronouns, in order."""

    def acts_for(self) -> str | None:
        """Return the code of the state or kind of body that this entity acts for."""
        at: Draft | None = self
        for _ in range(_OWNERS_DEEP):
            if at is None:
                return None
            if at.code:
                return at.code
            at = at.owner
        return None

    def belongs_to(self, owner: Draft | None, sure: int) -> None:
        """Note whom it acts for, unless that is already known better."""
        if owner is None or owner is self or sure <= self.sure or _leads_to(owner, self):
            return
        if owner.acts_for() is None and owner.kind is not EntityKind.PERSON and not owner.common:
            return
        self.code, self.owner, self.sure = None, owner, sure


def _leads_to(draft: Draft, goal: Draft) -> bool:
    at: Draft | None = draft
    for _ in range(_OWNERS_DEEP + 1):
        if at is goal:
            return True
        if at is None:
            return False
        at = at.owner
    return True


@dataclass(frozen=True, slots=True)
class Found:
    """A mention whose entities are still drafts."""

    start: int
    end: int
    head: int
    drafts: tuple[Draft, ...]
    kind: MentionKind
    rule: str


class Cast:
    """All drafts and mentions of one story."""

    def __init__(self, doc: Doc, layers: Layers) -> None:
        self.doc = doc
        self.layers = layers
        self.found: dict[int, Found] = {}
        """By head token: one token heads one mention."""
        self.main: str | None = None
        """The code of the state that those belong to of whom nothing else is known."""
        self._order: dict[int, Draft] = {}
        self._keys: dict[Hashable, Draft] = {}
        self._nouns: dict[str, Draft] = {}

    def draft(self, key: Hashable, kind: EntityKind, name: str, stem: str) -> Draft:
        """Return the draft of that key, new if there is none."""
        known = self._keys.get(key)
        if known is None:
            known = self._keys[key] = Draft(kind, name, stem)
        return known

    def known(self, key: Hashable) -> Draft | None:
        """Return the draft of that key if there is one."""
        return self._keys.get(key)

    def state(self, code: str, name: str) -> Draft:
        """Return the draft of a state."""
        draft = self.draft(("state", code), EntityKind.STATE, name, code.lower())
        draft.code, draft.sectors, draft.sure = code, ("GOV",), 3
        return draft

    def call(self, draft: Draft, noun: str) -> None:
        """Note that from here on "the `noun`" may mean this draft."""
        self._nouns[noun] = draft

    def called(self, noun: str) -> Draft | None:
        """Return the last draft that "the `noun`" may mean."""
        return self._nouns.get(noun)

    def at(self, token: int) -> Found | None:
        """Return the mention whose head is that token."""
        return self.found.get(token)

    def mention(
        self,
        span: tuple[int, int],
        head: int,
        drafts: Iterable[Draft],
        kind: MentionKind,
        rule: str,
        forms: Iterable[tuple[int, int]] = (),
    ) -> Found:
        """Enter a mention and the surface forms (token ranges) that it shows."""
        found = Found(*span, head, tuple(dict.fromkeys(drafts)), kind, rule)
        self.found[head] = found
        for draft in found.drafts:
            self._order.setdefault(id(draft), draft)
        if len(found.drafts) == 1:
            for start, end in forms:
                found.drafts[0].forms.setdefault(self._original(start, end))
        return found

    def finish(self) -> None:
        """Write the entities and mentions into the layers."""
        self._settle()
        ids = self._ids()
        for draft in self._order.values():
            self.layers.entities[ids[id(draft)]] = Entity(
                id=ids[id(draft)],
                name=draft.name,
                kind=draft.kind,
                code=draft.acts_for(),
                sector=draft.sectors,
                role=draft.role,
                mentions=tuple(draft.forms),
            )
        self.layers.mentions.extend(
            Mention(f.start, f.end, f.head, tuple(ids[id(d)] for d in f.drafts), f.kind, f.rule)
            for f in sorted(self.found.values(), key=lambda f: (f.start, -f.end, f.head))
        )

    def _settle(self) -> None:
        """Give those of whom nothing sure is known the owner that their noun has elsewhere in the story."""
        owners: dict[str, set[int]] = {}
        by_id: dict[int, Draft] = {}
        for draft in self._order.values():
            if draft.noun and draft.sure >= 2 and draft.owner is not None and not draft.owner.common:
                owners.setdefault(draft.noun, set()).add(id(draft.owner))
                by_id[id(draft.owner)] = draft.owner
        for draft in self._order.values():
            if draft.listed is not None and draft.sure <= 2:
                draft.sectors = draft.sectors or draft.listed_sectors
            if draft.noun and draft.sure <= 1 and draft.kind is not EntityKind.PERSON:
                options = owners.get(draft.noun, set())
                if len(options) == 1:
                    draft.belongs_to(by_id[next(iter(options))], 2)
            if (
                draft.kind is EntityKind.PERSON
                and not draft.common
                and draft.acts_for() is None
                and self.main
            ):
                draft.sure = 0
                draft.belongs_to(self._keys.get(("state", self.main)), 1)

    def _ids(self) -> dict[int, str]:
        """Return a short unique name for each draft, by its identity."""
        taken: dict[str, int] = {}
        ids: dict[int, str] = {}
        for draft in self._order.values():
            code = draft.acts_for()
            stem = (
                draft.stem
                if draft.kind is not EntityKind.PERSON or draft.common
                else family_name(draft.stem, code)
            )
            stem = slug(stem) or draft.kind.value
            if code and (draft.common or draft.kind is EntityKind.GROUP):
                stem = f"{code.lower()}_{stem}"
            number = taken[stem] = taken.get(stem, 0) + 1
            ids[id(draft)] = stem if number == 1 else f"{stem}_{number}"
        return ids

    def _original(self, start: int, end: int) -> str:
        span = self.doc[start:end]
        reading = self.layers.reading
        return reading.original(span.start_char, span.end_char).of(self.layers.story.text)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the text in lower case without accents and full stops, as names are compared.

    Example:
        >>> fold("U.S."), fold("Yaoundé")
        ('us', 'yaounde')
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if c not in ".'" and not unicodedata.combining(c)) or text


def slug(text: str) -> str:
    """Return the text as an id: lower-case letters, digits and single underscores.

    Example:
        >>> slug("Côte d'Ivoire")
        'cote_divoire'
    """
    return _NO_WORD.sub("_", fold(text)).strip("_")[:40].strip("_")
