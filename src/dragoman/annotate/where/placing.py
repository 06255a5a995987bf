"""Gives the names found in a text their places, each beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.annotate.where.beside import Find
from dragoman.annotate.where.words import (
    DESCRIPTIVE,
    DIVISIONS,
    FACILITIES,
    LARGE,
    REGION_ADJECTIVES,
)
from dragoman.gazetteer.atlas import Atlas
from dragoman.gazetteer.resolution import Choice, Toponym, abbreviations, resolve_all, resolve_first
from dragoman.gazetteer.states import state_by_adjective, state_by_people
from dragoman.model import PlaceMention


def settle(
    doc: Doc, finds: Sequence[Find], dateline: str | None, atlas: Atlas
) -> tuple[list[PlaceMention], PlaceMention | None]:
    """Return the finds and the dateline's place with the places they mean."""
    looked_up = [_known(find, atlas) for find in as_divisions(doc, finds)]
    toponyms = [find.toponym() for find in looked_up]
    countries = _countries(doc)
    here = None
    if dateline:
        name, _, outer = dateline.partition(",")
        at = Toponym(
            name.strip().title() if name.isupper() else name.strip(), (outer.strip(),) if outer else ()
        )
        here = resolve_first([at, *toponyms], countries, atlas=atlas)
    choices = resolve_all(toponyms, countries, here.place if here else None, atlas)
    places = _at_nearest(
        [_mention(f, choice, atlas) for f, choice in zip(looked_up, choices, strict=True)], looked_up
    )
    at_dateline = _mention(Find(0, 0, dateline, "dateline"), here, atlas) if dateline else None
    return places, at_dateline


def as_divisions(doc: Doc, finds: Sequence[Find]) -> list[Find]:
    """Return the finds, told to be divisions where they hold the name before or stand in a list of such.

    "Buffalo, New York" and "Ohio, Washington and New York" name no cities.
    """
    told = list(finds)
    ends = {find.end: i for i, find in enumerate(finds)}
    run: list[int] = []
    for i, find in enumerate(finds):
        at = find.start - 1
        while at > 0 and doc[at].lower_ in (",", "and", "or"):
            at -= 1
        before = ends.get(at + 1) if at < find.start - 1 else None
        if before is not None and find.name in finds[before].within and find.name in abbreviations():
            told[i] = replace(find, noun=find.noun or "state")
        run = [*run, i] if before is not None and run and run[-1] == before else [i]
        states = [k for k in run if finds[k].name in abbreviations() and not finds[k].within]
        if len(states) > 2 and len(states) == len(run):
            for k in run:
                told[k] = replace(told[k], noun=told[k].noun or "state")
    return told


def _known(find: Find, atlas: Atlas) -> Find:
    """Return the find under the name that the gazetteer knows, the whole or its core."""
    if atlas.find(find.name):
        return find
    whole = f"{find.name} {find.noun}" if find.noun else ""
    if whole and atlas.find(whole):
        return replace(find, lookup=whole)
    if find.name in abbreviations():
        division, country = abbreviations()[find.name]
        return replace(find, lookup=division, within=(country,), noun="state")
    if find.fallback and atlas.find(find.fallback):
        return replace(find, lookup=find.fallback, rule=f"{find.rule}, placed by {find.fallback}")
    if find.anywhere and (part := _known_part(find.name, atlas)):
        return replace(find, lookup=part, rule=f"{find.rule}, placed by {part} in its name")
    return find


def _known_part(name: str, atlas: Atlas) -> str | None:
    """Return the longest part of a name that names a well-known place or a state's people."""
    words = name.replace(",", " ").split()
    for size in range(len(words) - 1, 0, -1):
        for i in range(len(words) - size + 1):
            part = " ".join(words[i : i + size])
            state = state_by_adjective().get(part)
            if state is not None:
                return state.name
            if part in REGION_ADJECTIVES:
                return REGION_ADJECTIVES[part]
            large = any(p.kind not in ("city", "district") or p.population >= LARGE for p in atlas.find(part))
            if large and part[:1].isupper() and part.lower() not in FACILITIES | DIVISIONS | DESCRIPTIVE:
                return part
    return None


def _at_nearest(mentions: list[PlaceMention], finds: Sequence[Find]) -> list[PlaceMention]:
    """Return the mentions, sure places of unknown position put at the town named nearest."""
    towns = [(m.start, m) for m in mentions if m.kind in ("city", "district", "base", "crossing")]
    if not towns:
        return mentions
    placed = []
    for mention, find in zip(mentions, finds, strict=True):
        if mention.latitude is None and find.anywhere:
            town = min(towns, key=lambda t: abs(t[0] - mention.start) + (t[0] > mention.start) * 20)[1]
            mention = replace(
                mention,
                kind="facility",
                country=town.country,
                latitude=town.latitude,
                longitude=town.longitude,
                admin=town.admin,
                precision="about",
                rule=f"{find.rule}; unknown, put at {town.name}, the town named nearest",
            )
        placed.append(mention)
    return placed


def _mention(find: Find, choice: Choice | None, atlas: Atlas) -> PlaceMention:
    if choice is None:
        return PlaceMention(find.start, find.end, find.name, "unknown", None, None, None, None, find.rule)
    place = choice.place
    rule = "; ".join((find.rule, *choice.reasons))
    division = atlas.get(place.admin) if place.admin else None
    return PlaceMention(
        find.start,
        find.end,
        find.name,
        place.kind,
        place.country,
        place.latitude,
        place.longitude,
        place.id,
        rule,
        admin=(division.name,) if division else (),
        precision="about" if find.lookup and find.anywhere else _PRECISION.get(place.kind, "region"),
    )


_PRECISION = {
    "base": "site", "crossing": "site", "facility": "site", "city": "town", "district": "district",
    "admin": "division", "island": "district", "state": "state",
}  # fmt: skip


def _countries(doc: Doc) -> dict[str, float]:
    """Return how often the text speaks of each state by an adjective or a noun for its people."""
    adjectives, people = state_by_adjective(), state_by_people()
    counts: dict[str, float] = {}
    for token in doc:
        if token.text[:1].isupper():
            state = adjectives.get(token.text) or people.get(token.text)
            if state is not None:
                counts[state.code] = counts.get(state.code, 0.0) + 0.5
    return counts
