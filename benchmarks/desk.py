"""How long each page of the desk takes on a large ledger: milliseconds, median and 95th percentile.

Run from the repository: `.venv/bin/python benchmarks/desk.py [--events 1000000] [--times 20]`. Pages are
asked of the application in this process, with the middleware; no network is between. Told are the time by
the clock and that of the processor, over all threads: they differ where other processes want it too.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent))

from generated import CODES, fill

from dragoman.ledger.desk import DeskLedger
from dragoman.ledger.overview import Order
from dragoman.ledger.select import EventFilter
from dragoman.web.app import create
from dragoman.web.desk import Desk

QUESTIONS = (
    "",
    "actor={one}",
    "dyad={one},{other}",
    "type=ASSAULT status=happened since=2024-01-01",
    "kind=conflict country={one}",
    'actor="Person 12"',
)


def addresses(ids: list[str], plans: list[str], chance: Random) -> dict[str, str]:
    """Return an address for each page, with values drawn anew."""
    one, other = chance.sample(CODES[:20], 2)
    asked = urlencode({"q": chance.choice(QUESTIONS).format(one=one, other=other)})
    return {
        "today": "/",
        "events": f"/events?{asked}",
        "events, latest": f"/events?order=reported&{asked}",
        "timeline": f"/timeline?{asked}",
        "calendar": f"/calendar?month=20{chance.randint(16, 25)}-{chance.randint(1, 12):02}",
        "map": f"/api/places?{asked}",
        "network": f"/network?{asked}",
        "who": "/who",
        "who, by name": f"/who?q=Person {chance.randint(0, 2999)}",
        "one of them": f"/who/person-{chance.randint(0, 2999)}",
        "a state": f"/who/{one}",
        "a dyad": f"/dyads/{one}/{other}",
        "an event": f"/events/{chance.choice(ids)}",
        "a plan": f"/plans/{chance.choice(plans)}",
        "review": "/review",
    }


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--ledger", type=Path, help="a generated ledger that is there already")
    chosen = options.parse_args()
    chance = Random(1)
    with TemporaryDirectory() as folder:
        path = chosen.ledger or Path(folder) / "ledger.duckdb"
        if not path.exists():
            fill(path, chosen.events)
        desk = Desk(str(path))
        with DeskLedger.open(path, read_only=True) as ledger:
            found = ledger.lines(EventFilter.parse("status=planned"), order=Order.DAY, limit=200)
        ids, plans = [line.id for line in found], [line.plan for line in found if line.plan]
        client = TestClient(create(desk), base_url="http://localhost")
        taken: dict[str, list[tuple[float, float]]] = {}
        for _ in range(chosen.times):
            for name, address in addresses(ids, plans, chance).items():
                start, worked = time.perf_counter(), time.process_time()
                answer = client.get(address)
                passed = time.perf_counter() - start, time.process_time() - worked
                taken.setdefault(name, []).append((1000 * passed[0], 1000 * passed[1]))
                assert answer.status_code == 200, (address, answer.text[:300])
    print("| page | median ms | 95th percentile ms | of the processor, median ms | 95th percentile ms |")
    print("| --- | --- | --- | --- | --- |")
    for name, times in taken.items():
        cuts = [quantiles(column, n=20) for column in zip(*times, strict=True)]
        print(f"| {name} | {' | '.join(f'{cut[9]:.0f} | {cut[18]:.0f}' for cut in cuts)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
