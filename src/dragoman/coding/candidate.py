"""One possible event: a trigger, the lexicon's row that typed it, and who fills its roles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Token

from dragoman.coding.frame import Frame
from dragoman.model import EventType, PassageKind, Reason, Stance, Status
from dragoman.ontology.lexicon import Trigger


@dataclass(slots=True, eq=False)
class Candidate:
    """An event in the making; each room of the coder fills its part and says why."""

    frame: Frame
    row: Trigger
    passage: int
    """Index of the passage in the reading."""
    kind: PassageKind
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    arguments: tuple[Token, ...] = ()
    """Tokens of the participants, for the evidence."""
    carrier: Candidate | None = None
    """The verbal act whose content this is."""
    treatment: str = ""
    """How the carrier takes it: possible, planned, claim, ..."""
    control: str = ""
    top: bool = False
    """It is the very act that the carrier names, not one further inside."""
    status: Status = Status.HAPPENED
    rule: str = ""
    """The rule of syntax that gave the status."""
    statement: bool = False
    perfect: bool = False
    by: tuple[str, ...] = ()
    stance: Stance | None = None
    start: date | None = None
    end: date | None = None
    dated: bool = False
    """Its days come from words of its own."""
    carried: bool = False
    """Its days are those of the account that it is part of."""
    time_text: str | None = None
    settled: bool = False
    """Its status is given with it, not by the syntax of its trigger."""
    standing: bool = False
    """A measure in force, whatever is asked or done about it."""
    place: str | None = None
    place_rank: int = 0
    """How specific the place is, from 0 for a state to 4 for a building."""
    modes: tuple[str, ...] = ()
    optional: bool = False
    span: tuple[int, int] = (0, 0)
    """Tokens of the evidence, half-open."""
    reasons: list[Reason] = field(default_factory=list)

    @property
    def token(self) -> Token:
        """The trigger."""
        return self.frame.token

    @property
    def type(self) -> EventType:
        """The type that the lexicon gives."""
        return EventType(self.row.type)

    @property
    def nominal(self) -> bool:
        """Whether the trigger is a noun."""
        return self.frame.pos == "n"

    def because(self, field: str, rule: str, text: str, weight: float = 1.0) -> None:
        """Note why a field stands as it does."""
        self.reasons.append(Reason(field, rule, text, weight))


def copy(candidate: Candidate, **changes: object) -> Candidate:
    """Return a candidate like this one with some fields changed, its reasons its own."""
    made: Candidate = replace(candidate, **changes)  # type: ignore[arg-type]
    made.reasons = list(candidate.reasons)
    return made
