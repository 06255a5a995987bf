"""`dragoman merge`, `split` and `reviews`: what a person rules about which reports tell of one event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import DEFAULT_LEDGER, JsonOption, LedgerOption
from dragoman.cli.screen import show, write

if TYPE_CHECKING:
    from dragoman.ledger.world import Review

MERGE_EXAMPLES = """\b
Examples:
  dragoman merge 3fa2c1d0 91bc77e2 --note "one meeting, two agencies"
  dragoman reviews --undo 5d0c
"""

SPLIT_EXAMPLES = """\b
Examples:
  dragoman split 3fa2c1d0 77ab01cd
  dragoman reviews --undo 5d0c
"""

REVIEWS_EXAMPLES = """\b
Examples:
  dragoman reviews
  dragoman reviews --undo 5d0c
"""

NoteOption = Annotated[str | None, typer.Option("--note", metavar="WORDS", help="Why; kept with the review.")]


def merge(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or how it begins.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="Events that are the same.")],
    note: NoteOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Rule that events are one and the same; `reviews --undo` takes it back."""
    from dragoman.errors import RunError
    from dragoman.ledger import Ledger
    from dragoman.ledger.world import Verdict

    with Ledger.open(ledger) as opened:
        held = [opened.happening(id) for id in (event, *others)]
        if len({h.id for h in held}) < len(held):
            raise RunError("an event is named twice", hint="name two different events")
        reports = [member.report_id for member in held[0].members]
        rest = [member.report_id for h in held[1:] for member in h.members]
        made = opened.rule(Verdict.MERGE, reports, rest, note=note)
        opened.settle()
    _tell(made, as_json)
    return 0


def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or how it begins.")],
    reports: Annotated[list[str], typer.Argument(metavar="REPORT...", help="Its reports that tell another.")],
    note: NoteOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """Rule that reports of an event tell of another; `reviews --undo` takes it back."""
    from dragoman.errors import RunError
    from dragoman.ledger import Ledger
    from dragoman.ledger.world import Verdict

    with Ledger.open(ledger) as opened:
        held = [member.report_id for member in opened.happening(event).members]
        parted = [_one_of(held, report) for report in reports]
        rest = [id for id in held if id not in parted]
        if not rest:
            raise RunError("no report would be left of the event", hint="name some of its reports, not all")
        made = opened.rule(Verdict.SPLIT, parted, rest, note=note)
        opened.settle()
    _tell(made, as_json)
    return 0


def reviews(
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="REVIEW", help="Take a review back, by its id.")
    ] = None,
    note: NoteOption = None,
    as_json: JsonOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> int:
    """List what persons ruled, or take a ruling back; the list keeps both."""
    from dragoman.ledger import Ledger
    from dragoman.ledger.reviewing import standing
    from dragoman.ledger.world import Verdict

    if undo is not None:
        with Ledger.open(ledger) as opened:
            meant = _one_of([review.id for review in opened.reviews()], undo)
            made = opened.rule(Verdict.UNDO, (), undoes=meant, note=note)
            opened.settle()
        _tell(made, as_json)
        return 0
    with Ledger.open(ledger, read_only=True) as opened:
        held = opened.reviews()
    standing_ids = {review.id for review in standing(held)}
    if as_json:
        data = [{**_data(review), "stands": review.id in standing_ids} for review in held]
        write(f"{json.dumps(data, ensure_ascii=False, indent=1)}\n")
    else:
        from rich.text import Text

        lines = [Text(_words(review, review.id in standing_ids)) for review in held]
        show(lines or [Text("Nothing was reviewed in this ledger.", style="italic")])
    return 0


def _one_of(ids: list[str], asked: str) -> str:
    """Return the one id that begins so. Raises: NotFoundError if none does, or more than one."""
    from dragoman.errors import NotFoundError

    found = [id for id in ids if asked.strip() and id.startswith(asked.strip().lower())]
    if len(found) != 1:
        what = "more than one begins with" if found else "there is none that begins with"
        some = ", ".join(id[:8] for id in (found or ids)[:8])
        raise NotFoundError(f"{what} {asked!r}", hint=f"there are {some}" if some else None)
    return found[0]


def _tell(made: Review, as_json: bool) -> None:
    from rich.text import Text

    if as_json:
        write(f"{json.dumps(_data(made), ensure_ascii=False, indent=1)}\n")
    else:
        show([Text(_words(made, True))])


def _words(review: Review, stands: bool) -> str:
    from dragoman.export.wording import clean

    what = (
        f"undoes {review.undoes[:8]}" if review.undoes else f"{_ids(review.reports)} | {_ids(review.others)}"
    )
    note = f"  {clean(review.note)}" if review.note else ""
    void = "" if stands or review.undoes else "  (undone)"
    return f"{review.id[:8]}  {review.made_at:%Y-%m-%d %H:%M}  {review.verdict.value:<6} {what}{note}{void}"


def _ids(reports: tuple[str, ...]) -> str:
    return " ".join(id[:8] for id in reports)


def _data(review: Review) -> dict[str, object]:
    return {
        "id": review.id,
        "made_at": review.made_at.isoformat(),
        "verdict": review.verdict.value,
        "reports": list(review.reports),
        "others": list(review.others),
        "undoes": review.undoes,
        "note": review.note,
    }
