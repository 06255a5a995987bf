"""A story with what it tells, marked in its text; and what changed between two versions of it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from dragoman.ledger import Entry, entries
from dragoman.ledger.itinerary import itineraries
from dragoman.model import Story
from dragoman.web.desk import Desk
from dragoman.web.marked import paragraphs
from dragoman.web.templating import page


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of two versions: in both, only in the older (`del`) or only in the newer (`ins`)."""

    kind: str
    words: str


def router(desk: Desk) -> APIRouter:
    """Return the routes of the stories' pages."""
    made = APIRouter(include_in_schema=False)

    @made.get("/stories/{id}")
    def story(request: Request, id: str) -> HTMLResponse:
        with desk.reading() as ledger:
            record = ledger.story(id)
            chain = ledger.chain(record.story.id)
        told = entries(record)
        return page(
            request,
            "story.html",
            story=record.story,
            paragraphs=paragraphs(record, told),
            entries=told,
            journeys=itineraries(record),
            chain=chain,
        )

    @made.get("/stories/{id}/against/{other}")
    def against(request: Request, id: str, other: str) -> HTMLResponse:
        with desk.reading() as ledger:
            one, two = ledger.story(other), ledger.story(id)
            order = [version.id for version in ledger.chain(one.story.id)]
        if one.story.id in order and two.story.id in order:
            one, two = sorted((one, two), key=lambda record: order.index(record.story.id))
        before, after = entries(one), entries(two)
        gone, fresh, kept = compared(before, after)
        return page(
            request,
            "against.html",
            older=one.story,
            newer=two.story,
            stretches=differences(one.story, two.story),
            gone=gone,
            fresh=fresh,
            kept=kept,
        )

    return made


def differences(older: Story, newer: Story) -> list[Stretch]:
    """Return the words of both stories, in order, told apart by which of them holds them."""
    one, two = _tokens(older.text), _tokens(newer.text)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch("same", "".join(two[c:d])))
            continue
        if a < b:
            found.append(Stretch("del", "".join(one[a:b])))
        if c < d:
            found.append(Stretch("ins", "".join(two[c:d])))
    return found


def compared(
    before: tuple[Entry, ...], after: tuple[Entry, ...]
) -> tuple[list[Entry], list[Entry], list[tuple[Entry, Entry]]]:
    """Return what only the older version told, what only the newer tells, and what both tell, in pairs.

    Two entries are one where type and participants agree; what differs in the rest is a change of the event.
    """
    left = list(before)
    fresh, kept = [], []
    for entry in after:
        match = next((old for old in left if _same(old, entry)), None)
        if match is None:
            fresh.append(entry)
        else:
            left.remove(match)
            kept.append((match, entry))
    return left, fresh, kept


def _same(one: Entry, other: Entry) -> bool:
    def parties(entry: Entry) -> tuple[set[str], set[str]]:
        return {e.code or e.name for e in entry.actor}, {e.code or e.name for e in entry.recipient}

    return one.event.type is other.event.type and parties(one) == parties(other)


MOST_TOKENS = 6000
"""A longer text is compared by its lines: comparing by words takes time that grows with the square."""


def _tokens(text: str) -> list[str]:
    """Return a text cut into words with what follows them, or into lines if it is long."""
    cuts = [
        0,
        *(n for n in range(1, len(text)) if text[n - 1].isspace() and not text[n].isspace()),
        len(text),
    ]
    if len(cuts) > MOST_TOKENS:
        return text.splitlines(keepends=True)
    return [text[a:b] for a, b in pairwise(cuts)]
