"""Shows the events that a change gained and lost against a base run, and whether the gold ledgers have them.

usage: compare.py OLD_DIR NEW_DIR [GOLD_DIR]

OLD_DIR and NEW_DIR hold NAME.json as gold.py writes it. An event is the same when type, participants, status,
word, days and place are. Lines: + gained, - lost, ~ the same act with something changed; `right` and `wrong`
say whether a gold event of that type with the same evidence words agrees in participants, status and days.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Event = dict[str, Any]

FIELDS = "modes", "actor", "recipient", "status", "by", "stance", "start", "end", "place"


def load(path: Path) -> list[Event]:
    """Return the events of a ledger, participants as their codes or names; none if there is no such file."""
    if not path.exists():
        return []
    ledger = json.loads(path.read_text(encoding="utf-8"))
    label = {e["id"]: e["code"] or e["name"] for e in ledger["entities"]}
    events: list[Event] = ledger["events"]
    for event in events:
        for key in ("actor", "recipient", "by"):
            event[key] = sorted({label.get(id, id) for id in event[key]})
        event["modes"] = sorted(event["modes"])
        event["place"] = label.get(event["place"], event["place"])
    return events


def words(event: Event) -> set[str]:
    """Return the words of an event's evidence."""
    return set(" ".join(event["quotes"]).lower().split())


def likeness(a: Event, b: Event) -> float:
    """Return the share of the shorter evidence that both have; 0 for different types."""
    if a["type"] != b["type"]:
        return 0.0
    return len(words(a) & words(b)) / (min(len(words(a)), len(words(b))) or 1)


def same(a: Event, b: Event) -> bool:
    """Return whether two events agree in all that is compared."""
    return bool(a["type"] == b["type"] and all(a[f] == b[f] for f in FIELDS))


def differences(old: list[Event], new: list[Event]) -> Iterator[tuple[Event | None, Event | None]]:
    """Yield pairs of an old and a new event that differ; None where one side has no counterpart."""
    olds = list(old)
    left: list[Event] = []
    for event in new:
        twin = next((o for o in olds if same(o, event)), None)
        if twin is None:
            left.append(event)
        else:
            olds.remove(twin)
    for event in left:
        near = max(olds, key=lambda o: likeness(o, event), default=None)
        if near is not None and likeness(near, event) >= 0.5:
            olds.remove(near)
            yield near, event
        else:
            yield None, event
    for event in olds:
        yield event, None


def verdict(event: Event, gold: list[Event]) -> str:
    """Return `right`, `wrong` or, without a gold event of that type and evidence, `not in gold`."""
    near = max(gold, key=lambda g: likeness(g, event), default=None)
    if near is None or likeness(near, event) < 0.5:
        return "not in gold" if gold else ""
    fields = "actor", "recipient", "status", "start", "end"
    wrong = [field for field in fields if near[field] != event[field]]
    return f"wrong in {', '.join(wrong)}" if wrong else "right"


def line(event: Event) -> str:
    """Return an event as one line."""
    who = f"{','.join(event['actor'])}>{','.join(event['recipient'])}"
    days = f"{event['start'] or ''}..{event['end'] or ''}"
    by = f" by {','.join(event['by'])} {event['stance']}" if event["by"] else ""
    return f"{event['type']} {who} {event['status']}{by} {days} @{event['place']} {event['quotes'][0][:80]!r}"


def changes(old: Event, new: Event) -> str:
    """Return the fields that differ, before and after."""
    return "; ".join(f"{f} {old[f]} -> {new[f]}" for f in FIELDS if old[f] != new[f])


def main() -> None:
    """Run the comparison from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("old", type=Path, metavar="OLD_DIR")
    parser.add_argument("new", type=Path, metavar="NEW_DIR")
    parser.add_argument("gold", type=Path, nargs="?", metavar="GOLD_DIR")
    options = parser.parse_args()
    counts = dict.fromkeys("+-~", 0)
    for name in sorted({p.stem for folder in (options.old, options.new) for p in folder.glob("*.json")}):
        gold = load(options.gold / name / "gold.json") if options.gold else []
        for old, new in differences(load(options.old / f"{name}.json"), load(options.new / f"{name}.json")):
            event = new or old
            assert event is not None
            mark = "~" if old and new else "+" if new else "-"
            counts[mark] += 1
            print(f"{mark} {name}: {line(event)} [{verdict(event, gold)}]")
            if old and new:
                print(f"    {changes(old, new)} [was {verdict(old, gold)}]")
    print(f"{counts['+']} gained, {counts['-']} lost, {counts['~']} changed")


if __name__ == "__main__":
    main()
