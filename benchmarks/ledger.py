"""How fast a large ledger answers, and how a long reading goes: seconds, stories a second, memory.

    python -m benchmarks.ledger ask --events 5000000 --file /tmp/large.duckdb
    python -m benchmarks.ledger read --stories 100000 --file /tmp/read.duckdb

`ask` fills a ledger with invented events, skewed as news is (a few states are in most), and asks it filters
as a user writes them, for a page of 50 events each, whole with their reports, quotations and claims; it tells
the processor time over two threads. `read` enters invented small stories, every tenth a version of another,
and settles them as `dragoman read` does; the language model is left out.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from string import Template

from dragoman.ledger import EventFilter, Ledger, Turns
from dragoman.ledger.casts import number_casts
from dragoman.ledger.database import connect
from dragoman.ledger.migrations import make
from dragoman.ledger.schema import TABLES
from dragoman.model import (
    Entity,
    EntityKind,
    Event,
    EventType,
    Passage,
    PassageKind,
    PublishedBasis,
    Quote,
    Record,
    Span,
    Status,
    Story,
    content_hash,
)

TYPES = [type.value for type in EventType]
STATUSES = [status.value for status in Status]
FIRST = date(2000, 1, 1)
DAYS = 9000
STATES = 220
PEOPLE = 200_000
PAGE = 50


# --- a large ledger


def fill(path: Path, events: int) -> None:
    """Make a ledger of so many events, each told by one report; two reports a story."""
    database = connect(str(path), read_only=False, wait=0)
    make(database)
    for table in TABLES:
        for name in table.indices:
            database.execute(f"DROP INDEX {table.name}_by_{name}")
    for statement in _statements(events):
        started = time.perf_counter()
        database.execute(statement)
        print(f"  {time.perf_counter() - started:6.1f} s  {' '.join(statement.split())[:70]}", flush=True)
    number_casts(database)
    for table in TABLES:
        for statement in table.index():
            database.execute(statement)
    database.execute("CHECKPOINT")
    database.close()


def _statements(events: int) -> list[str]:
    """Return the statements of `ledger.sql`, for so many events."""
    text = Template(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")).substitute(
        events=events,
        first=FIRST,
        days=DAYS,
        states=STATES,
        people=PEOPLE,
        types=", ".join(f"'{name}'" for name in TYPES),
        statuses=", ".join(f"'{name}'" for name in STATUSES),
        kinds=len(TYPES),
        conditions=len(STATUSES),
    )
    return [statement for statement in text.split(";\n") if statement.strip()]


def questions(draw: random.Random) -> Iterator[tuple[str, str]]:
    """Yield kinds of filters, each with one drawn at random, skewed as the events are."""

    def code() -> str:
        n = int(draw.random() ** 3 * STATES)
        return f"{chr(65 + n % 26)}{chr(65 + n // 26)}A"

    def person() -> str:
        return f"Family{int(draw.random() ** 3 * PEOPLE)}"

    def days(length: int) -> str:
        start = FIRST + timedelta(draw.randrange(DAYS - length))
        return f"since={start} until={start + timedelta(length)}"

    kind, status = draw.choice(TYPES), draw.choice(STATUSES)
    yield "state", f"actor={code()}"
    yield "two states", f"actor={code()} recipient={code()}"
    yield "dyad, type, status", f"dyad={code()},{code()} type={kind} status={status}"
    yield "person", f"actor={person()}"
    yield "person and state", f"actor={person()} recipient={code()}"
    yield "type and month", f"type={kind} {days(30)}"
    yield "state and year", f"either={code()} {days(365)}"
    yield "kind, country, status", f"kind=conflict country={code()} status={status}"
    yield "state but not", f"actor={code()} status!=negated type!={kind} confidence>=.5"


def ask(path: Path, rounds: int) -> None:
    """Print how much processor time the filters take, over two threads."""
    draw = random.Random(7)
    times: dict[str, list[float]] = {}
    found = 0
    with Ledger.open(path, read_only=True) as ledger:
        ledger._db.execute("SET threads = 2")
        for n in range(rounds + 1):
            for kind, text in questions(draw):
                wanted = EventFilter.parse(f"{text} limit={PAGE}")
                started = time.process_time()
                found += len(ledger.happenings(wanted))
                if n:  # The first round reads the indices from the file.
                    times.setdefault(kind, []).append((time.process_time() - started) * 1000)
    every = [value for values in times.values() for value in values]
    for kind, values in [*times.items(), ("all", every)]:
        p95 = statistics.quantiles(values, n=20)[-1]
        p50 = statistics.median(values)
        print(f"{kind:24} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms  most {max(values):6.1f} ms")
    print(f"{found} events in {len(every)} answers")


# --- a long reading


def invented(n: int, draw: random.Random) -> Record:
    """Return the record of a small invented story; every tenth is a version of the one before."""
    subject = n - 1 if n % 10 == 9 else n
    its = random.Random(subject)
    day = FIRST + timedelta(subject // 100)
    a, b = its.randrange(STATES), its.randrange(STATES)
    who = f"Given{its.randrange(300)} Family{its.randrange(3000)}"
    words = " ".join(f"w{its.randrange(5000)}" for _ in range(60))
    lead = f"{who} of State {a} met the envoy of State {b} on {day:%A}."
    more = f" He added w{n} w{n + 1} w{n + 2}." if n != subject else ""
    title = f"Talks of w{its.randrange(5000)} and w{its.randrange(5000)} number {subject}"
    text = f"{title}\n\n{lead}\n\n{words}{more}\n"
    start = text.index(lead)
    body = text.index(words)
    story = Story(
        text,
        passages=(
            Passage(PassageKind.BODY, Span(start, start + len(lead))),
            Passage(PassageKind.BODY, Span(body, len(text) - 1)),
        ),
        agency=f"Agency {its.randrange(12)}",
        headline=title,
        published=day,
        published_basis=PublishedBasis.STATED,
        source=f"wire/{n}.txt",
    )
    codes = [f"{chr(65 + x % 26)}{chr(65 + x // 26)}A" for x in (a, b)]
    people = (
        Entity("p", who, EntityKind.PERSON, codes[0], ("GOV",), "Foreign Minister", (who,)),
        Entity("s", f"State {b}", EntityKind.STATE, codes[1], ("GOV",), None, (f"State {b}",)),
    )
    planned = its.random() < 0.3
    when = day + timedelta(its.randrange(1, 5)) if planned else day
    event = Event(
        content_hash(story.id, "0"),
        its.choice(list(EventType)),
        (),
        ("p",),
        ("s",),
        Status.PLANNED if planned else Status.HAPPENED,
        (),
        None,
        when,
        when,
        None,
        (Quote(lead, Span(start, start + len(lead))),),
    )
    return Record(story, people, (event,), "1.0.0")


def read(path: Path, stories: int) -> None:
    """Print how many stories a second are entered and settled, and how the memory grows meanwhile.

    The processor time does not depend on what else the machine does.
    """
    draw = random.Random(1)
    started = last = time.perf_counter()
    begun = spent = time.process_time()
    step = max(1, stories // 20)
    with Turns(path) as turns:
        for n in range(stories):
            turns.add(invented(n, draw))
            if (n + 1) % step == 0:
                now, used = time.perf_counter(), time.process_time()
                print(
                    f"{n + 1:8} stories  {step / (now - last):7.1f} a second"
                    f"  {(used - spent) / step * 1000:6.1f} ms of processor time each  {_resident():7.0f} MB",
                    flush=True,
                )
                last, spent = now, used
    took = time.perf_counter() - started
    each = (time.process_time() - begun) / stories * 1000
    print(f"{stories} stories in {took:.0f} s: {stories / took:.1f} a second, {_most():.0f} MB at most")
    print(f"{each:.1f} ms of processor time each, all of it settled")
    print(f"the file: {path.stat().st_size / 1e6:.0f} MB")


def _resident() -> float:
    """Return the memory in use now. Units: megabytes."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def _most() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("ask", "read"))
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    if given.what == "read":
        read(given.file, given.stories)
        return
    if not given.file.exists():
        fill(given.file, given.events)
    ask(given.file, given.rounds)


if __name__ == "__main__":
    main()
