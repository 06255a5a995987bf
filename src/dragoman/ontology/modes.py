"""The modes of each event type."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dragoman.model import EventType

MODES: Mapping[EventType, tuple[str, ...]] = MappingProxyType(
    {
        EventType.AGREE: (),
        EventType.CONSULT: ("visit", "third-party", "multilateral", "phone"),
        EventType.SUPPORT: (),
        EventType.CONCEDE: (),
        EventType.COOPERATE: (),
        EventType.AID: (),
        EventType.RETREAT: ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"),
        EventType.REQUEST: ("assist", "change", "yield", "meet"),
        EventType.ACCUSE: ("disapprove", "investigate", "allege"),
        EventType.REJECT: ("assist", "change", "yield", "meet"),
        EventType.THREATEN: ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
        EventType.PROTEST: ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
        EventType.SANCTION: ("convict", "expel", "withdraw", "discontinue"),
        EventType.MOBILIZE: ("troops", "weapons", "police", "militia"),
        EventType.COERCE: (
            "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber",
        ),
        EventType.ASSAULT: (
            "abduct", "beat", "torture", "execute", "sexual", "targeted", "primitive", "firearms", "explosives",
            "suicide-attack", "heavy-weapons", "aerial", "drone", "crowd-control", "unconventional", "destroy",
        ),
    }
)  # fmt: skip
"""Source: PLOVER codebook 2.0 and the modes found in POLECAT, the data set coded by it."""
