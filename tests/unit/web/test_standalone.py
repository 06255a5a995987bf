"""Pages as files of their own."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.model import Record
from dragoman.web.standalone import dyad_page, stories_page


def _asks_nothing(page: str) -> None:
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page.replace("&#39;", "'")


def test_a_story_is_a_file_that_asks_nothing_of_anyone(invented: Record) -> None:
    page = stories_page([invented])
    _asks_nothing(page)
    assert all(f'id="entry-{event.id}"' in page for event in invented.events)


def test_a_dyad_is_a_file_with_its_score(tmp_path: Path, invented: Record) -> None:
    path = str(tmp_path / "ledger.duckdb")
    with Ledger.open(path) as ledger:
        ledger.add(invented)
        ledger.settle()
    page = dyad_page(path, "NOR", "PER")
    _asks_nothing(page)
    assert "Solheim" in page
    assert "<polyline" in page
