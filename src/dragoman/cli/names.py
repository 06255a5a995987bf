"""Whom a name on the command line means."""

from __future__ import annotations

from dragoman.errors import NotFoundError
from dragoman.ledger.register import Register


def meant(register: Register, asked: str) -> frozenset[str]:
    """Return the ids of all who go by a name, or act for the state or body that it names.

    Raises: NotFoundError if nobody does.
    """
    found = register.acting(asked)
    if not found:
        hint = "give a name, a word of one, or a code such as KOR; `dragoman events` shows names and codes"
        raise NotFoundError(f"the ledger knows nobody by the name {asked!r}", hint=hint)
    return found
