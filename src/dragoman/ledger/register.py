"""The register of identities: found by name, alias or code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from dragoman.ledger.names import fold, person_name, same_given, skeleton
from dragoman.ledger.world import Identity
from dragoman.model import EntityKind


class Register:
    """All identities of a ledger, to be asked by what they are called."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self.identities = tuple(identities)

    @cached_property
    def _by_id(self) -> dict[str, Identity]:
        return {identity.id: identity for identity in self.identities}

    def name(self, id: str) -> str:
        """Return the name of an identity; its id where the register lacks it."""
        known = self._by_id.get(id)
        return known.name if known else id

    def get(self, id: str) -> Identity | None:
        """Return the identity of that id, if there is one."""
        return self._by_id.get(id)

    def all(self, ids: Sequence[str]) -> list[Identity]:
        """Return the identities of these ids that the register holds, in order."""
        return [known for id in ids if (known := self._by_id.get(id))]

    def find(self, asked: str) -> list[Identity]:
        """Return who may be meant, the best known first.

        Whom the name fits as id, name or alias; else whose name has it as a word; else who sounds so.
        """
        wanted = fold(asked)
        if not wanted:
            return []
        steps: tuple[Callable[[Identity], bool], ...] = (
            lambda i: fold(i.id) == wanted or fold(i.name) == wanted,
            lambda i: any(fold(alias) == wanted for alias in i.aliases),
            lambda i: i.kind is not EntityKind.PLACE and f" {wanted} " in f" {fold(i.name)} ",
            lambda i: sounds_like(i, asked),
        )
        for fits in steps:
            found = [identity for identity in self.identities if fits(identity)]
            if found:
                return sorted(found, key=lambda i: (i.kind is EntityKind.PLACE, -len(i.links), i.name, i.id))
        return []

    def acting(self, asked: str) -> frozenset[str]:
        """Return the ids of all who are meant by a name, or act for the state or body that it means."""
        code = asked.strip().upper()
        ids = {i.id for i in self.identities if i.code == code}
        found = self.find(asked)
        ids |= {identity.id for identity in found}
        states = {i.code for i in found if i.kind is EntityKind.STATE and i.code}
        return frozenset(ids | {i.id for i in self.identities if i.code in states})


def sounds_like(identity: Identity, asked: str) -> bool:
    """Return whether a person's name can be another spelling of the name asked for."""
    if identity.kind is not EntityKind.PERSON:
        return False
    mine, other = person_name(identity.name, identity.code), person_name(asked, identity.code)
    return skeleton(mine.family) == skeleton(other.family) != "" and same_given(mine, other) is not False
