"""Ids that events and plans had before: found again by the reports of which they were made.

The id of an event or a plan is made of its first report. When a newer version supersedes the story of that
report, or an older story is read later, another report is the first, and the id is another. The former id is
the hash of a report that is still kept, and its story's newest version tells what became of it: nothing has
to be remembered, and the order of reading does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.ledger import reading
from dragoman.ledger.database import Database
from dragoman.ledger.entry import Entry
from dragoman.ledger.names import fold
from dragoman.model.ids import ID_LENGTH

LEAST = 0.5
"""How far a report of a newer version agrees with the older one's at least, of 0..1; half by sides, half by
words."""

SAME_WORDS = 0.8
"""Share of words from which two quotations say the same."""

_MADE_OF = f"""SELECT DISTINCT id FROM reports
WHERE starts_with(substr(sha256(?::BLOB || encode(id)), 1, {ID_LENGTH}), ?) LIMIT 2"""


def events_of(database: Database, kind: str, asked: str) -> list[str]:
    """Return the ids of the events that now hold the report of which an id was made that begins so.

    `kind` is `happening` or `plan`. Also by the id of a report of a story that no longer stands.
    """
    made = database.column(_MADE_OF, [_before(kind), asked])
    if not made and kind == "happening":
        made = database.column("SELECT DISTINCT id FROM reports WHERE starts_with(id, ?) LIMIT 2", [asked])
    if len(made) != 1:
        return []
    now = successors(database, made).get(made[0], made[0])
    rows = database.among("SELECT DISTINCT event_id FROM event_reports WHERE report_id IN ({ids})", [now])
    return sorted(row["event_id"] for row in rows)


def _before(kind: str) -> bytes:
    """Return what an id's hash takes in before the report's id: each part behind its length."""
    raw = kind.encode()
    return len(raw).to_bytes(8, "big") + raw + ID_LENGTH.to_bytes(8, "big")


def successors(database: Database, reports: Sequence[str], *, verbatim: bool = False) -> dict[str, str]:
    """Return for reports of superseded stories the report of the newest version that tells the same, if one
    does; with `verbatim` only where it quotes the same words.
    """
    rows = database.among(
        """SELECT r.id, r.story_id, v.chain FROM reports r JOIN story_versions v USING (story_id)
        WHERE NOT v.stands AND r.id IN ({ids})""",
        sorted(set(reports)),
    )
    if not rows:
        return {}
    chains = sorted({row["chain"] for row in rows})
    newest = database.among(
        """SELECT r.*, v.chain AS chain_of FROM reports r JOIN story_versions v USING (story_id)
        WHERE v.stands AND v.chain IN ({ids}) ORDER BY r.id""",
        chains,
    )
    chain_of = {row["id"]: row.pop("chain_of") for row in newest}
    old = database.among("SELECT * FROM reports WHERE id IN ({ids})", sorted(row["id"] for row in rows))
    told = {entry.event.id: entry for entry in reading.entries(database, [*old, *newest])}
    found = {}
    for row in rows:
        among = [told[id] for id, chain in chain_of.items() if chain == row["chain"] and id in told]
        if (next_ := _successor(told[row["id"]], among, verbatim)) is not None:
            found[row["id"]] = next_
    return found


def _successor(former: Entry, among: Iterable[Entry], verbatim: bool) -> str | None:
    """Return the id of the report that tells the same, the likest first."""
    best: tuple[float, str] | None = None
    for entry in among:
        if entry.event.type is not former.event.type:
            continue
        words = _share(_words(former), _words(entry))
        if verbatim and words < SAME_WORDS:
            continue
        alike = (_share(_sides(former), _sides(entry)) + words) / 2
        alike += 0.1 * (entry.event.status is former.event.status)
        if alike >= LEAST and (best is None or (-alike, entry.event.id) < best):
            best = -alike, entry.event.id
    return best[1] if best else None


def _sides(entry: Entry) -> frozenset[str]:
    return frozenset(fold(e.name) for e in (*entry.actor, *entry.recipient))


def _words(entry: Entry) -> frozenset[str]:
    return frozenset(fold(entry.event.quotes[0].text).split()) if entry.event.quotes else frozenset()


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the smaller of two sets the larger holds; all of two empty ones."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else float(one == other)


def renamed(now: Mapping[str, str | None], ids: Sequence[str]) -> tuple[str, ...]:
    """Return ids with those that have another now replaced, each once."""
    return tuple(dict.fromkeys(now.get(id) or id for id in ids))
