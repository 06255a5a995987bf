"""Versions told from follow-ups and templates, on pairs of real stories labelled by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from dragoman.model import Record
from dragoman.sources.text import read_text

PRECISION, RECALL = 0.96, 0.95


@pytest.mark.shared
def test_versions_are_told_from_follow_ups_and_templates(shared: Path) -> None:
    folder = shared / "data" / "versions"
    with open(folder / "pairs.tsv", encoding="utf-8") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    with Ledger.open(":memory:") as ledger:
        for path in sorted((folder / "stories").glob("*.txt")):
            ledger.add(Record(read_text(path.read_text(encoding="utf-8"), str(path)), (), (), "1.0.0"))
        chains = {Path(place).stem: s.version.chain for s in ledger.shelf() for place in s.places}
    found = {(p["a"], p["b"]) for p in pairs if chains[p["a"]] == chains[p["b"]]}
    right = {(p["a"], p["b"]) for p in pairs if p["label"] == "version"}
    assert len(found & right) >= PRECISION * len(found), found - right
    assert len(found & right) >= RECALL * len(right), right - found
