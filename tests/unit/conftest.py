"""An invented story with a ledger entered by hand, in every part of which something stands."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import (
    Dateline,
    Entity,
    EntityKind,
    Event,
    EventType,
    Passage,
    PassageKind,
    PublishedBasis,
    Quote,
    Reason,
    Record,
    Span,
    Stance,
    Status,
    Stop,
    Story,
    Way,
    content_hash,
)

CAPTION = "Norway's Ingrid Solheim signs the treaty in Lima on March 3, 2021."

TEXT = f"""(2nd LD) Peru, Norway sign fisheries treaty

LIMA, March 3 (Andes Wire) -- Norwegian Foreign Minister Ingrid Solheim signed a fisheries treaty with Peru \
in Lima on Wednesday, while talks on fish meal went on.

{CAPTION}

Solheim will visit Chile on Friday. Santiago said Bolivian boats had fired at its coast guard in February.
Peru may send a patrol ship north. It did not expel the envoy of Ecuador, as [bold]some[/bold] had expected.
"""


def _entity(
    id: str, name: str, kind: EntityKind, code: str | None, *mentions: str, role: str | None = None
) -> Entity:
    sector = ("GOV",) if code else ()
    return Entity(id, name, kind, code, sector, role, mentions)


ENTITIES = (
    _entity("solheim", "Ingrid Solheim", EntityKind.PERSON, "NOR", "Solheim", role="Foreign Minister"),
    _entity("per", "Peru", EntityKind.STATE, "PER", "Peru"),
    _entity("chl", "Chile", EntityKind.STATE, "CHL", "Chile", "Santiago"),
    _entity("boats", "Bolivian boats", EntityKind.GROUP, "BOL", "Bolivian boats"),
    _entity("envoy", "the envoy of Ecuador", EntityKind.PERSON, "ECU", "the envoy of Ecuador"),
    Entity("lima", "Lima", EntityKind.PLACE, None, (), None, ("Lima", "LIMA"), -12.05, -77.04, "PER"),
)


def quote(words: str) -> Quote:
    """Return the words as evidence from the invented story."""
    start = TEXT.index(words)
    return Quote(words, Span(start, start + len(words)))


def _event(
    type: EventType, status: Status, words: str, actor: str, recipient: str = "", **more: object
) -> Event:
    fields: dict[str, object] = {
        "modes": (),
        "by": (),
        "stance": None,
        "start": None,
        "end": date(2021, 3, 3),
        "place": None,
        "reasons": (Reason("type", "lexicon", f"the verb in “{words[:12]}”", 0.75),),
        **more,
    }
    return Event(
        id=content_hash("invented", words),
        type=type,
        actor=(actor,),
        recipient=(recipient,) if recipient else (),
        status=status,
        quotes=(quote(words),),
        **fields,  # type: ignore[arg-type]
    )


def _events() -> tuple[Event, ...]:
    third, fifth = date(2021, 3, 3), date(2021, 3, 5)
    return (
        _event(
            EventType.SUPPORT,
            Status.HAPPENED,
            "Norwegian Foreign Minister Ingrid Solheim signed a fisheries treaty with Peru",
            "solheim",
            "per",
            start=third,
            place="lima",
            time_text="on Wednesday",
            confidence=0.9,
        ),
        _event(EventType.CONSULT, Status.ONGOING, "talks on fish meal went on", "per", optional=True),
        _event(
            EventType.CONSULT,
            Status.PLANNED,
            "Solheim will visit Chile on Friday",
            "solheim",
            "chl",
            modes=("visit",),
            start=fifth,
            end=fifth,
        ),
        _event(
            EventType.ASSAULT,
            Status.HAPPENED,
            "Bolivian boats had fired at its coast guard in February",
            "boats",
            "chl",
            by=("chl",),
            stance=Stance.ASSERTS,
            start=date(2021, 2, 1),
            end=date(2021, 2, 28),
        ),
        _event(
            EventType.MOBILIZE,
            Status.POSSIBLE,
            "Peru may send a patrol ship north",
            "per",
            start=third,
            end=None,
        ),
        _event(
            EventType.SANCTION,
            Status.NEGATED,
            "did not expel the envoy of Ecuador, as [bold]some[/bold] had expected",
            "per",
            "envoy",
            modes=("expel",),
        ),
    )


@pytest.fixture
def invented() -> Record:
    """A story with one event in each part of its page."""
    caption = TEXT.index(CAPTION)
    story = Story(
        TEXT,
        passages=(
            Passage(PassageKind.HEADLINE, Span(0, TEXT.index("\n"))),
            Passage(PassageKind.CAPTION, Span(caption, caption + len(CAPTION))),
        ),
        agency="Andes Wire",
        slug="2nd LD",
        headline="Peru, Norway sign fisheries treaty",
        dateline=Dateline(
            "LIMA", date(2021, 3, 3), "Andes Wire", Span(TEXT.index("LIMA"), TEXT.index("Norwegian"))
        ),
        published=date(2021, 3, 3),
        published_basis=PublishedBasis.INFERRED,
        published_reason="the caption is dated",
        source="wire/treaty.txt",
    )
    return Record(story, ENTITIES, _events(), "0.1.0+model-3.8.0", _stops())


def _stops() -> tuple[Stop, ...]:
    third, fifth = date(2021, 3, 3), date(2021, 3, 5)
    return (
        Stop("solheim", "lima", None, third, Status.HAPPENED, Way.STAY, quote("in Lima")),
        Stop("solheim", "chl", fifth, None, Status.PLANNED, Way.DESTINATION, quote("visit Chile")),
    )
