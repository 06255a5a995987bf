"""CAMEO as data: every event code with its PLOVER type, mode, contexts and Goldstein score, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.model import EventType, Status
from dragoman.ontology import plover


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO event code."""

    code: str
    """Two digits for a root, three for a base code, four below."""
    label: str
    type: EventType | None
    """None for comments (01), which PLOVER leaves out."""
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    goldstein: float
    """Units: -10 (conflict) to +10 (cooperation)."""

    @property
    def root(self) -> str:
        """The two-digit code above it."""
        return self.code[:2]

    @property
    def base(self) -> str:
        """The three-digit code above it; a root is its own base."""
        return self.code[:3]


@cache
def codes() -> dict[str, CameoCode]:
    """Return all CAMEO event codes.

    Example:
        >>> codes()["0871"].modes
        ('ceasefire',)
    """
    text = (files("dragoman.ontology") / "data" / "cameo.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines()[1:]:
        code, label, type, mode, context, goldstein = line.split("\t")
        found[code] = CameoCode(
            code,
            label,
            EventType(type) if type else None,
            tuple(filter(None, mode.split(";"))),
            tuple(filter(None, context.split(";"))),
            float(goldstein),
        )
    return found


def code_of(
    type: EventType,
    modes: Iterable[str] = (),
    contexts: Iterable[str] = (),
    status: Status = Status.HAPPENED,
) -> CameoCode:
    """Return the CAMEO code that an event is written under.

    The first mode decides, then the first context that narrows the type; acts to come take the codes of
    intentions (03) and threats (13).

    Example:
        >>> code_of(EventType.CONSULT, ["visit"]).code, code_of(EventType.CONSULT, status=Status.PLANNED).code
        ('042', '036')
    """
    modes = tuple(modes)
    if plover.fold(type, status) is not type:
        table = plover.cameo_to_come()
        keys = (*(f"{type.value}.{mode}" for mode in modes), type.value)
        return codes()[next(table[key] for key in keys if key in table)]
    entry = plover.types()[type]
    for mode in modes:
        if mode in entry.modes:
            return codes()[entry.modes[mode].cameo]
    for context in contexts:
        if context in entry.cameo_contexts:
            return codes()[entry.cameo_contexts[context]]
    return codes()[entry.cameo]
