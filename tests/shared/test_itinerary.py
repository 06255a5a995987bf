"""The journey of a story that follows a minister through four countries, in the order of its days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman import Reader
from dragoman.ledger.itinerary import itineraries

pytestmark = pytest.mark.shared


def test_the_tour_comes_out_in_order(shared: Path, reader: Reader) -> None:
    record = reader.read_text((shared / "gold" / "seed" / "story.txt").read_text(encoding="utf-8"), "story")
    (journey,) = itineraries(record)
    assert journey.traveller.name == "Antony Blinken"
    names = [leg.place.name for leg in journey.legs]
    wanted = [("Middle East",), ("Tokyo",), ("Osan Air Base",), ("Seoul",), ("India",)]
    at = [next(i for i, name in enumerate(names) if name in one) for one in wanted]
    assert at == sorted(at)
    days = [journey.legs[i].first or journey.legs[i].last for i in at]
    assert days[:3] == [date(2023, 11, 8)] * 3
    assert days[4] == date(2023, 11, 9)
