"""Whole records as the project itself writes them - JSON lines, or ninjs - read back as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from dragoman.errors import StoryError
from dragoman.model import (
    Dateline,
    Entity,
    EntityKind,
    Event,
    EventType,
    Failure,
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
    StoryKind,
    Way,
)

Json = dict[str, Any]

FORMAT = "dragoman-record-1"
_MARKS = (b'{"format": "dragoman-record-', b'{"uri": "urn:dragoman:')
_STORY = "urn:dragoman:story:"
_EVENT = "urn:dragoman:event:"
_LONGEST = 256 * 1024 * 1024
"""Units: bytes of one line. A story has at most a million characters; its record is several times that."""


def looks_like_records(data: bytes) -> bool:
    """Return whether these bytes begin as records that this program wrote.

    Example:
        >>> looks_like_records(b'{"format": "dragoman-record-1", "story": {}}')
        True
    """
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARKS)


def read_records(stream: IO[bytes], source: str) -> Iterator[Record | Failure]:
    """Yield each line's record, or why it cannot be had; blank lines and ninjs' events are passed over.

    The events of ninjs are those that the records beside them tell.
    """
    number = 0
    while raw := stream.readline(_LONGEST + 1):
        number += 1
        if not raw.strip():
            continue
        place = f"{source}:{number}"
        try:
            if len(raw) > _LONGEST:
                raise StoryError("the line is too long", hint="was the file written as one line?")
            line = raw.decode("utf-8-sig")
            if found := _of_ninjs(line) if '"uri"' in line[:20] else line:
                yield read_record(found, place)
        except UnicodeDecodeError:
            yield Failure(place, "the line is no UTF-8", "was the file changed?")
        except StoryError as error:
            yield Failure(place, error.message, error.hint)
            if len(raw) > _LONGEST:
                return


def _of_ninjs(line: str) -> str | None:
    """Return the record in a story's item; None for an event's.

    Raises: StoryError if it is another item, or has no record.
    """
    fields = _fields(line)
    uri = str(fields.get("uri"))
    if uri.startswith(_EVENT):
        return None
    bodies = fields.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, dict) and FORMAT in str(body.get("contentType")):
            return str(body.get("value"))
    what = "the story has no record" if uri.startswith(_STORY) else "the item is none of this program's"
    raise StoryError(what, hint="give it by itself, without the others")


def _fields(line: str) -> Json:
    """Return the object that a line holds. Raises: StoryError if it holds none."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise StoryError("the line is not JSON", hint="was the file cut off?") from error
    if not isinstance(fields, dict):
        raise StoryError("the line is no JSON object", hint="was the file changed?")
    return fields


def read_record(line: str, where: str | None = None) -> Record:
    """Return the record that a line holds.

    Raises: StoryError if it holds none, or one whose story is not the text that its id was made of.
    """
    fields = _fields(line)
    if fields.get("format") != FORMAT:
        raise StoryError(
            "the line is no record", where=where, hint=f'its "format" should be {FORMAT}; is it a newer one?'
        )
    try:
        story = _story(fields["story"])
        record = Record(
            story,
            tuple(_entity(entity) for entity in fields["entities"]),
            tuple(_event(event) for event in fields["events"]),
            str(fields["version"]),
            tuple(_stop(stop) for stop in fields["stops"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"the record is not whole: {type(error).__name__} {error}"
        raise StoryError(what, where=where, hint="export it again") from error
    if fields["story"]["id"] != story.id:
        raise StoryError("the record's id is not that of its text", where=where, hint="export it again")
    return record


def _story(fields: Json) -> Story:
    basis, line = fields["published_basis"], fields["dateline"]
    text = _text(fields["text"])
    return Story(
        text=text,
        passages=tuple(Passage(PassageKind(p["kind"]), _span(p, text)) for p in fields["passages"]),
        kind=StoryKind(fields["kind"]),
        agency=_word(fields["agency"]),
        slug=_word(fields["slug"]),
        headline=_word(fields["headline"]),
        byline=_word(fields["byline"]),
        dateline=Dateline(_word(line["place"]), _day(line["day"]), _word(line["agency"]), _span(line, text))
        if line
        else None,
        published=_day(fields["published"]),
        published_basis=PublishedBasis(basis) if basis else None,
        published_reason=_word(fields["published_reason"]),
        language=_text(fields["language"]),
        source=_word(fields["source"]),
        guid=_word(fields["guid"]),
        revision=_word(fields["revision"]),
        kills=_word(fields["kills"]),
        urgency=None if fields["urgency"] is None else int(fields["urgency"]),
    )


def _entity(fields: Json) -> Entity:
    return Entity(
        id=_text(fields["id"]),
        name=_text(fields["name"]),
        kind=EntityKind(fields["kind"]),
        code=_word(fields["code"]),
        sector=_words(fields["sector"]),
        role=_word(fields["role"]),
        mentions=_words(fields["mentions"]),
        latitude=_number(fields["latitude"]),
        longitude=_number(fields["longitude"]),
        country=_word(fields["country"]),
    )


def _event(fields: Json) -> Event:
    spans = [Span(int(start), int(end)) for start, end in fields["offsets"]]
    quotes = tuple(Quote(_text(q), span) for q, span in zip(fields["quotes"], spans, strict=True))
    return Event(
        id=_text(fields["id"]),
        type=EventType(fields["type"]),
        modes=_words(fields["modes"]),
        actor=_words(fields["actor"]),
        recipient=_words(fields["recipient"]),
        status=Status(fields["status"]),
        by=_words(fields["by"]),
        stance=Stance(fields["stance"]) if fields["stance"] else None,
        start=_day(fields["start"]),
        end=_day(fields["end"]),
        place=_word(fields["place"]),
        quotes=quotes,
        optional=bool(fields["optional"]),
        contexts=_words(fields["contexts"]),
        confidence=float(fields["confidence"]),
        reasons=tuple(
            Reason(_text(r["field"]), _text(r["rule"]), _text(r["text"]), float(r["weight"]))
            for r in fields["reasons"]
        ),
        time_text=_word(fields["time_text"]),
    )


def _stop(fields: Json) -> Stop:
    start, end = fields["offsets"]
    return Stop(
        traveller=_text(fields["traveller"]),
        place=_text(fields["place"]),
        first=_day(fields["start"]),
        last=_day(fields["end"]),
        status=Status(fields["status"]),
        way=Way(fields["way"]),
        quote=Quote(_text(fields["quote"]), Span(int(start), int(end))),
    )


def _span(fields: Json, text: str) -> Span:
    span = Span(int(fields["start"]), int(fields["end"]))
    if span.end > len(text):
        raise ValueError(f"{span.start}..{span.end} lies beyond the text")
    return span


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _word(value: Any) -> str | None:
    return None if value is None else _text(value)


def _words(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r} is no list")
    return tuple(map(_text, values))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))
