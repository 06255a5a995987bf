"""What a run writes down beside its parts: how they are made, which tasks are done, and the whole at the end.

recipe.json          how the stories are read; all parts of a prefix are made the same way
plan.json            how many pieces a task has at most
parts/ID/*.parquet   one part each, never changed
done/TASK.json       one note a task: which pieces it read, and the part that it made
manifest.json        the parts of a run that has ended: what the commit loads
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.batch.prefix import Prefix
from dragoman.errors import RunError

RECIPE = "recipe.json"
PLAN = "plan.json"
MANIFEST = "manifest.json"
DONE = "done"
PARTS = "parts"
FORMAT = "dragoman-batch-1"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a part."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Note:
    """A task that is done."""

    task: str
    first: str
    """Where its first story came from: the order of the parts."""
    pieces: tuple[str, ...]
    """The keys of the pieces that it read."""
    part: str
    files: Mapping[str, File]
    """By the names of their tables."""
    stories: int
    events: int
    failures: int
    seconds: float
    """Units: seconds by the clock that it took."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a run that has ended."""

    notes: tuple[Note, ...]

    @property
    def stories(self) -> int:
        """Return how many stories the parts hold; a text in two parts counts twice."""
        return sum(note.stories for note in self.notes)

    @property
    def events(self) -> int:
        """Return how many events the parts hold."""
        return sum(note.events for note in self.notes)

    @property
    def failures(self) -> int:
        """Return how many texts could not be read."""
        return sum(note.failures for note in self.notes)

    @property
    def bytes(self) -> int:
        """Return the bytes of all parts."""
        return sum(file.bytes for note in self.notes for file in note.files.values())


def file_name(part: str, table: str) -> str:
    """Return the name of a part's file."""
    return f"{PARTS}/{part}/{table}.parquet"


def write_note(prefix: Prefix, note: Note) -> None:
    """Write down that a task is done. Raises: RunError if it cannot be written."""
    prefix.put(f"{DONE}/{note.task}.json", _dump(asdict(note)))


def read_notes(prefix: Prefix) -> list[Note]:
    """Return the tasks that are done and whose parts are there whole, by their first stories.

    Raises: RunError if they cannot be read.
    """
    names = prefix.sizes(DONE)
    there = prefix.sizes(PARTS) if names else {}
    found = []
    for name in names:
        data = prefix.get(name)
        note = _note(_load(data, f"{prefix.name}/{name}")) if data else None
        if note and all(there.get(file_name(note.part, t)) == f.bytes for t, f in note.files.items()):
            found.append(note)
    return sorted(found, key=lambda note: (note.first, note.task))


def agree(prefix: Prefix, recipe: Mapping[str, Any]) -> None:
    """Write down how the parts are made, or make sure that those there are made the same way.

    Raises: RunError if they are made otherwise.
    """
    wanted = {"format": FORMAT, **recipe}
    data = prefix.get(RECIPE)
    if data is None:
        prefix.put(RECIPE, _dump(wanted))
        return
    there = _load(data, f"{prefix.name}/{RECIPE}")
    if there != json.loads(_dump(wanted)):
        other = sorted(key for key in {*there, *wanted} if there.get(key) != wanted.get(key))
        raise RunError(
            f"the parts there were read in another way: {', '.join(other)}",
            where=prefix.name,
            hint="name another prefix, or run it as before",
        )


def agree_on_share(prefix: Prefix, most: int) -> int:
    """Write down how many pieces a task has at most, and return what was written down first.

    So a run that goes on shares out as before, and comes to the same parts.
    """
    data = prefix.get(PLAN)
    if data is None:
        prefix.put(PLAN, _dump({"pieces_a_task": most}))
        return most
    return int(_load(data, f"{prefix.name}/{PLAN}")["pieces_a_task"])


def write_manifest(prefix: Prefix, notes: Iterable[Note]) -> Manifest:
    """Write down the parts of a run that has ended, and return the whole.

    Raises: RunError if it cannot be written.
    """
    manifest = Manifest(tuple(notes))
    prefix.put(MANIFEST, _dump({"format": FORMAT, "parts": [asdict(note) for note in manifest.notes]}))
    return manifest


def read_manifest(prefix: Prefix) -> Manifest:
    """Return the parts of a run that has ended. Raises: RunError if none has."""
    data = prefix.get(MANIFEST)
    if data is None:
        hint = "run `dragoman batch SOURCE... --out PREFIX` to its end first"
        raise RunError("there is no manifest of a finished run", where=prefix.name, hint=hint)
    told = _load(data, f"{prefix.name}/{MANIFEST}")
    if told.get("format") != FORMAT:
        raise RunError("the manifest is of another version", where=prefix.name, hint="run the batch again")
    return Manifest(tuple(map(_note, told["parts"])))


def _note(told: Mapping[str, Any]) -> Note:
    files = {name: File(**file) for name, file in told["files"].items()}
    return Note(**{**told, "pieces": tuple(told["pieces"]), "files": files})


def _dump(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()


def _load(data: bytes, where: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(data)
    except ValueError as error:
        raise RunError(
            "the file is damaged", where=where, hint="remove it and run the batch again"
        ) from error
    return found
