"""`dragoman stories`: the stories of the ledger, and which are versions of one and the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write
from dragoman.export.wording import clean

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.ledger import ShelvedStory

EXAMPLES = """\b
Examples:
  dragoman stories
  dragoman stories --versions
  dragoman stories --json | jq -r '.[] | [.chain, .relation, .path] | @tsv'
"""


def stories(
    ledger: LedgerOption = DEFAULT_LEDGER,
    versions: Annotated[
        bool, typer.Option("--versions", help="Only stories that came in more than one version.")
    ] = False,
    as_json: JsonOption = False,
) -> int:
    """List the stories, those that are versions, copies or withdrawals of one another together.

    With --json one object for each text that was read: its path, its chain (one id for all versions of a
    story), its relation (original, version, correction, reprint or kill), and the path that it supersedes.
    """
    from dragoman.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        found = opened.shelf()
    if versions:
        sizes: dict[str, int] = {}
        for story in found:
            sizes[story.version.chain] = sizes.get(story.version.chain, 0) + 1
        found = [story for story in found if sizes[story.version.chain] > 1]
    if as_json:
        write(f"{json.dumps(as_objects(found), ensure_ascii=False, indent=1)}\n")
    else:
        show(_lines(found))
    return 0


def as_objects(found: Sequence[ShelvedStory]) -> list[dict[str, Any]]:
    """Return an object for each place from which a story was read; a second place of one text is a copy.

    Shape: {path, id, chain, relation, supersedes, supersedes_id, stands, source_group, agency, mark,
    published, headline, reason}; `supersedes` is a path.
    """
    paths = {story.line.id: story.places[0] if story.places else None for story in found}
    return [
        _object(story, path, n == 0, paths)
        for story in found
        for n, path in enumerate(story.places or (None,))
    ]


def _object(
    story: ShelvedStory, path: str | None, first: bool, paths: dict[str, str | None]
) -> dict[str, Any]:
    line, version = story.line, story.version
    supersedes = version.supersedes if first else line.id
    return {
        "path": path,
        "id": line.id,
        "chain": version.chain,
        "relation": version.relation.value if first else "reprint",
        "supersedes": paths.get(supersedes) if supersedes else None,
        "supersedes_id": supersedes,
        "stands": version.stands,
        "source_group": version.source_group,
        "agency": line.agency,
        "mark": line.slug,
        "published": line.published.isoformat() if line.published else None,
        "headline": line.headline,
        "reason": version.reason if first else "the same text from another place",
    }


def _lines(found: Sequence[ShelvedStory]) -> Iterator[Text]:
    from rich.text import Text

    if not found:
        yield Text("No stories in this ledger.", style="italic")
    for _, chain in groupby(found, key=lambda story: story.version.chain):
        for n, story in enumerate(chain):
            line, version = story.line, story.version
            text = Text("  " if n else "", style="" if version.stands else "dim")
            text.append(f"{line.published or 'no day'!s:10}  ")
            text.append(f"{version.relation.value:10}  " if n else "")
            text.append(clean(line.headline or "(no headline)"), style="bold" if version.stands else "")
            marks = [mark for mark in (line.slug, line.agency) if mark]
            if not version.stands:
                marks.append(
                    "withdrawn" if story.withdrawn else "superseded" if version.relation != "kill" else ""
                )
            text.append(f"  {clean(' · '.join(mark for mark in marks if mark))}", style="dim")
            yield text
            for place in story.places:
                yield Text(f"{'  ' if n else ''}            {clean(place)}", style="dim")


def _fate(story: ShelvedStory) -> str | None:
    """Return why a story's reports do not count, in a word."""
    if story.version.stands or story.version.relation.value == "kill":
        return None
    return "withdrawn" if story.withdrawn else "superseded"
