"""Stories that follow one another, read by the program as it ships: what the ledger makes of them.

Each folder of `tests/chains` is one chain; its `expected.txt` tells the happenings that several reports tell,
what they claim, and each plan with the steps of its life. `--golden-rewrite` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.ledger.register import Register
from dragoman.model import Record
from dragoman.pipeline import Reader

CHAINS = Path(__file__).parents[1] / "chains"
NAMES = sorted(folder.name for folder in CHAINS.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_a_chain_reads_as_it_did(name: str, reader: Reader, request: pytest.FixtureRequest) -> None:
    told = "\n".join(world_lines(name, reader)) + "\n"
    expected = CHAINS / name / "expected.txt"
    if request.config.getoption("--golden-rewrite"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_reading_does_not_matter(name: str, reader: Reader) -> None:
    assert list(world_lines(name, reader)) == list(world_lines(name, reader, backwards=True))


def world_lines(name: str, reader: Reader, *, backwards: bool = False) -> Iterator[str]:
    """Yield what the ledger makes of a chain, in words."""
    with Ledger.open(":memory:") as ledger:
        for record in sorted(_records(name, reader), key=lambda r: str(r.story.source), reverse=backwards):
            ledger.add(record)
        ledger.settle()
        register = Register(ledger.identities())
        yield from sorted(_happenings(ledger, register))
        yield from _plans(ledger, register)


def _records(name: str, reader: Reader) -> list[Record]:
    """Return the records of a chain, read once for all tests."""
    if name not in _READ:
        paths = sorted((CHAINS / name).glob("[0-9]*.txt"))
        _READ[name] = [reader.read_text(p.read_text(encoding="utf-8"), p.name) for p in paths]
    return _READ[name]


_READ: dict[str, list[Record]] = {}


def _happenings(ledger: Ledger, register: Register) -> Iterator[str]:
    for h in ledger.happenings():
        if len(h.reports) < 2 and not any(claim.field == "killed" for claim in h.claims):
            continue
        sides = f"{_names(h.actor, register)} -> {_names(h.recipient, register)}"
        when, told = _days(h.start, h.end), f"{len(h.reports)} reports, {h.sources} sources"
        yield f"{h.type} {h.status} {when} | {sides} | {told}"
        for claim in h.claims:
            marks = " newest" * claim.newest + " widest" * claim.widest
            yield f"{h.type} {h.status} {when} claims {claim.field} {claim.value} ({claim.agency}{marks})"


def _plans(ledger: Ledger, register: Register) -> Iterator[str]:
    plans = ledger.plans()
    for plan in sorted(plans, key=lambda p: (p.announced or date.min, p.transitions[0].quote.span, p.id)):
        yield f"PLAN {plan.type} {_names((*plan.actor, *plan.recipient), register)}: {plan.state}"
        for step in plan.transitions:
            due = _days(step.due_start, step.due_end)
            yield f"  {step.day} {step.turn}, due {due}: {step.reason} | {step.quote.text}"


def _names(ids: tuple[str, ...], register: Register) -> str:
    return ", ".join(register.name(id) for id in ids) or "nobody"


def _days(first: date | None, last: date | None) -> str:
    return str(first) if first == last and first else f"{first or ''}..{last or ''}"
