from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.export.wording import clean, days_words, mode_words, parties_words, trim, word_words
from dragoman.ledger import entries
from dragoman.model import Record, Stance, Status


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-11-08", "2023-11-08", "Wed 8 Nov 2023"),
        ("2023-05-01", "2023-05-31", "May 2023"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-02-01", "2024-02-28", "1–28 Feb 2024"),
        ("2023-11-08", "2023-11-09", "8–9 Nov 2023"),
        ("2023-11-28", "2023-12-02", "28 Nov – 2 Dec 2023"),
        ("2020-11-08", "2021-05-08", "8 Nov 2020 – 8 May 2021"),
        ("2006-01-01", "2006-12-31", "2006"),
        ("2003-01-01", "2005-12-31", "2003–2005"),
        ("2006-05-01", "2006-08-31", "May–Aug 2006"),
        ("2006-11-01", "2007-01-31", "Nov 2006 – Jan 2007"),
        (None, "2023-10-31", "by 31 Oct 2023"),
        ("2023-11-08", None, "from 8 Nov 2023"),
        (None, None, "open"),
    ],
)
def test_days_in_words(start: str | None, end: str | None, words: str) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    assert days_words(first, last, Status.HAPPENED) == words


def test_what_goes_on_is_told_as_of_a_day() -> None:
    assert days_words(None, date(2023, 11, 8), Status.ONGOING) == "as of 8 Nov 2023"
    assert days_words(date(2023, 11, 8), None, Status.ONGOING) == "since 8 Nov 2023"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a\r\n\tb\x85c\u2028d", "a b c d"),
        ("\u202eabc\u2066\ufeff", "abc"),
        ("\x9b2Jx\x00", "2Jx"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("東京 Zürich", "東京 Zürich"),
        ("[bold]", "[bold]"),
    ],
)
def test_text_cannot_act_on_a_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_long_words_are_cut_too() -> None:
    assert trim("x" * 50, 10) == "x" * 9 + "…"
    assert trim("short", 10) == "short"


def test_participants_and_modes(invented: Record) -> None:
    signed, _, visit, shots, *_ = entries(invented)
    assert parties_words(()) == ""
    assert parties_words(signed.entities) == "Ingrid Solheim (NOR), Peru (PER) and Lima"
    assert parties_words(signed.actor + signed.recipient) == "Ingrid Solheim (NOR) and Peru (PER)"
    assert mode_words(visit.event) == "visit"
    assert mode_words(replace(visit.event, modes=("heavy-weapons", "demo"))) == "heavy weapons, demonstration"
    assert word_words(shots.event, shots.by) == "according to Chile (CHL)"
    denied = replace(shots.event, stance=Stance.DENIES)
    assert word_words(denied, shots.by) == "denied by Chile (CHL)"
    assert word_words(signed.event, signed.by) == ""
