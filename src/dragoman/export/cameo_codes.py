"""Actors in CAMEO's manner: a code of three-letter parts, and the fields it is made of.

Source: CAMEO codebook 1.1b3, chapters on actors; GDELT's fields for known groups and types.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.export.coded import Side
from dragoman.ontology import plover

TYPES = {"JRN": "MED", "MED": "HLH", "PRM": "MIL", "SOC": "CVL", "PTY": "PTY", "UNK": ""}
"""Types of CAMEO that are written otherwise than PLOVER's sector."""

GROUPS = {"UNO": "UNO", "EUR": "EEC"}
"""Known groups of CAMEO by PLOVER's codes of bodies."""


@dataclass(frozen=True, slots=True)
class CameoActor:
    """One side's fields; empty where unknown."""

    code: str
    name: str
    country: str
    group: str
    types: tuple[str, str]
    """The first two of its types: `GOV`, `IGO`."""


NOBODY = CameoActor("", "", "", "", ("", ""))


def actor_of(side: Side | None) -> CameoActor:
    """Return a side's fields.

    Example:
        >>> from dragoman.model import Entity, EntityKind
        >>> unsc = Entity("unsc", "UN Security Council", EntityKind.IGO, "UNO")
        >>> actor_of(Side("UNO", (unsc,))).code
        'IGOUNO'
    """
    if side is None:
        return NOBODY
    body = side.code in plover.non_state_codes()
    country = "" if body else side.code or ""
    group = GROUPS.get(side.code or "", "")
    types = [TYPES.get(sector, sector) for sector in side.sectors]
    if body and side.code:
        types.insert(0, "IGO" if group else side.code)
    types = list(dict.fromkeys(filter(None, types)))
    parts = [*types[:1], group, *types[1:3]] if body else [country, *types[:2]]
    first, second = (*types, "", "")[:2]
    return CameoActor("".join(parts), side.name, country, group, (first, second))
